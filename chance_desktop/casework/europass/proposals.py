"""What the interview proposes for the CV, the language passport and Mobility: to choose and reword, never put in unasked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chance_desktop.casework.europass.learning import LearningView, SentenceView, Use, learnings
from chance_desktop.casework.europass.mobility import mobility_view, save_mobility
from chance_desktop.casework.europass.profile import ProfileView, add_entry, profile, save_profile
from chance_desktop.casework.europass.sections import section_of
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.change import Value
from chance_desktop.domain.learner.rich_text import from_plain, plain
from chance_desktop.domain.rows.europass import KeptMobility
from chance_desktop.domain.rows.kept import field_text
from chance_desktop.runtime.words import _

_CV_COLUMNS = {
    "job": "job_related", "communication": "communication", "organisation": "organisational", "digital": "digital",
    "language": "other", "other": "other",
}  # fmt: skip
_MOBILITY_CELLS = {
    "job": "job_related", "communication": "social", "organisation": "organisational", "digital": "digital",
    "language": "language_skills", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words proposed for a place of a document; `text` may be reworded before it is accepted."""

    key: str
    document: Use
    place: str
    text: str


def proposals(desk: Desk, dossier_id: str, locale: str = "fr") -> tuple[Proposal, ...]:
    """What is proposed and not there yet. Raises `DossierUnknown`."""
    values = mobility_view(desk, dossier_id).values
    return proposed(desk, learnings(desk, dossier_id), profile(desk, dossier_id), values, locale)


def proposed(
    desk: Desk, told: tuple[LearningView, ...], here: ProfileView, mobility: KeptMobility, locale: str
) -> tuple[Proposal, ...]:
    """The same, of what was read already; `mobility` are the columns of the Mobility."""
    return (*_experiences(desk, told, here, locale), *_skills(told, here, locale), *_mobility(told, mobility))


def accept(desk: Desk, dossier_id: str, proposal: Proposal, text: str, locale: str = "fr") -> Outcome[None]:
    """Put a proposal in its place, with the words the person chose. Raises `InvalidField` when nothing is left of them."""
    if not text.strip():
        raise InvalidField("text", _("Il n’y a plus de texte à reprendre."), _("Gardez au moins une ligne."))
    kind, _cut, rest = proposal.key.partition("/")
    if kind == "experience":
        return _accept_experience(desk, dossier_id, rest, text, locale)
    if kind == "skill":
        current = profile(desk, dossier_id)
        column = f"{rest}_{locale}"
        values: dict[str, Value] = {column: _joined(field_text(current.values, column), text)}
        return save_profile(desk, dossier_id, values, current.seen)
    view = mobility_view(desk, dossier_id)
    return save_mobility(desk, dossier_id, {rest: _joined(field_text(view.values, rest), text)}, view.seen)


def _experiences(desk: Desk, told: tuple[LearningView, ...], here: ProfileView, locale: str) -> Iterator[Proposal]:
    """A whole experience becomes a job, a schooling, an achievement or a linguistic experience."""
    form = learning_interview(desk)
    for each in told:
        area = form.area(each.area)
        becomes = area.becomes if area else "achievement"
        use: Use = "passport" if becomes == "language-experience" else "cv"
        chosen = _chosen(each.sentences, use, locale)
        titles = [field_text(entry.values, f"title_{locale}") for entry in here.of(becomes)]
        texts = [plain(field_text(entry.values, f"text_{locale}")) for entry in here.of(becomes)]
        there = each.title in titles or any(text.startswith(each.title) for text in texts)
        if chosen and each.title and not there:
            lines = "\n".join((each.title, *chosen)) if use == "passport" else _bullets(chosen)
            yield Proposal(f"experience/{each.id}", use, f"{section_of(becomes).title} – {each.title}", lines)


def _skills(told: tuple[LearningView, ...], here: ProfileView, locale: str) -> Iterator[Proposal]:
    found: dict[str, list[str]] = {}
    for each in (sentence for experience in told for sentence in experience.sentences):
        if each.in_cv and each.text(locale):
            found.setdefault(_CV_COLUMNS.get(each.family, "other"), []).append(each.text(locale))
    skills, digital = section_of("skills"), section_of("digital")
    for column, sentences in found.items():
        missing = _missing(sentences, field_text(here.values, f"{column}_{locale}"))
        if missing:
            place = digital.title if column == "digital" else skills.field(column).label
            yield Proposal(f"skill/{column}", "cv", place, _bullets(missing))


def _mobility(told: tuple[LearningView, ...], values: KeptMobility) -> Iterator[Proposal]:
    found: dict[str, list[str]] = {}
    for each in (sentence for experience in told for sentence in experience.sentences):
        if each.in_mobility and each.text_fr:
            found.setdefault(_MOBILITY_CELLS.get(each.family, "other"), []).append(each.text_fr)
    for cell, sentences in found.items():
        missing = _missing(sentences, field_text(values, cell))
        if missing:
            yield Proposal(f"mobility/{cell}", "mobility", _("Europass Mobilité, tableau 5a"), _bullets(missing))


def _accept_experience(desk: Desk, dossier_id: str, learning_id: str, text: str, locale: str) -> Outcome[None]:
    found = next((each for each in learnings(desk, dossier_id) if each.id == learning_id), None)
    if found is None:
        raise InvalidField("", _("Cette expérience n’existe plus."), _("Rouvrez l’entretien."))
    area = learning_interview(desk).area(found.area)
    section = area.becomes if area else "achievement"
    values: dict[str, Value] = {"since": found.since, "until": found.until, f"text_{locale}": from_plain(text)}
    if section == "language-experience":
        with desk.reading() as connection:
            values["language"] = read_record(connection, dossier_id).dossier["language"] or ""
    else:
        values[f"title_{locale}"] = found.title
    if section == "achievement":
        values.pop("since")
        values.pop("until")
    done = add_entry(desk, dossier_id, section, values)
    return Outcome(None, done.changes, done.undo)


def _chosen(sentences: tuple[SentenceView, ...], use: Use, locale: str) -> list[str]:
    kept = (each for each in sentences if (each.in_passport if use == "passport" else each.in_cv))
    return [each.text(locale) for each in kept if each.text(locale)]


def _missing(sentences: list[str], rich: str) -> list[str]:
    there = plain(rich).casefold()
    return [each for each in sentences if each.casefold() not in there]


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {each}" for each in lines)


def _joined(rich: str, text: str) -> str:
    return rich + from_plain(text)
