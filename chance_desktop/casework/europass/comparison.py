"""A file beside a dossier, field by field: what is new, what differs, and what is taken over once it was chosen."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from chance_desktop.casework.europass.intake import EntryDraft, Intake, intake
from chance_desktop.casework.europass.profile import EntryView, ProfileView, create_entry, shown
from chance_desktop.casework.europass.projection import Material, languages_known, material
from chance_desktop.casework.europass.sections import (
    LETTER,
    LOCALES,
    SECTIONS,
    FieldKind,
    ProfileField,
    Section,
    section_of,
)
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.row_slots import write_slot
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.learner.cefr import LanguageSkill, Moment
from chance_desktop.domain.learner.model import Learner
from chance_desktop.domain.rows.kept import by_field, field_value
from chance_desktop.domain.typed.telephones import tidy_phone
from chance_desktop.europass.schema.codes import CodeList, label
from chance_desktop.runtime.words import _, long_date

_PERSON_LABELS = {
    "surname": _("Nom"), "first_name": _("Prénom"), "birth_date": _("Date de naissance"), "sex": _("Sexe"),
    "address": _("Adresse"), "postcode": _("Code postal"), "town": _("Commune"), "email": _("Courrier électronique"),
    "phone": _("Téléphone"),
}  # fmt: skip
IDENTITY = frozenset({"surname", "first_name", "birth_date", "sex"})
"""Never advised: a file does not change who somebody is unless a person says so."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs. `here` is empty for what the dossier lacks; `advised` is whether it is ticked at first."""

    key: str
    section: str
    label: str
    here: str
    there: str
    advised: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file says beside a dossier; nothing is written before `take`."""

    dossier_id: str
    differences: tuple[Difference, ...]
    same: int
    found: Intake = field(repr=False)
    seen: ProfileView = field(repr=False)
    locale: str = "fr"
    matches: Mapping[int, str] = field(default_factory=dict)
    """The row each entry of the file is the same one as, by its place in the file."""


def compare(desk: Desk, dossier_id: str, learner: Learner) -> Comparison:
    """A file beside a dossier. Raises `DossierUnknown`."""
    here = material(desk, dossier_id)
    found = intake(learner)
    locale = "en" if learner.locale == "en" else "fr"
    matches = _matches(found.entries, here.profile)
    lines = [
        *_person(here, found),
        *_columns("profile", here.profile.values, found.profile, locale),
        *_photo(here, found),
        *_entries(here, found, matches, locale),
        *_levels(here, found, locale),
        *_columns("letter", here.profile.letter, found.letter, locale),
    ]
    differing = tuple(each for each in lines if _plain(each.here) != _plain(each.there))
    return Comparison(
        dossier_id=dossier_id,
        differences=differing,
        same=len(lines) - len(differing),
        found=found,
        seen=here.profile,
        locale=locale,
        matches=matches,
    )


def take(desk: Desk, comparison: Comparison, chosen: Collection[str]) -> Outcome[int]:
    """Take over what was chosen (keys of differences), with what the file says beyond the fields; how many were taken.

    Raises `InvalidField` when a value of the person cannot be kept; nothing is changed then.
    """
    wanted = set(chosen) & {each.key for each in comparison.differences}
    person = {name: comparison.found.person[name] for name in _PERSON_LABELS if f"person/{name}" in wanted}
    if person:
        save_fields(desk, comparison.dossier_id, person)
    with desk.working() as work:
        _take_columns(work, comparison, wanted)
        _take_entries(work, comparison, wanted)
        _take_levels(work, comparison, wanted)
        if wanted:
            work.journal(comparison.dossier_id, entry(Event.EUROPASS_FILE_TAKEN))
            work.touch(comparison.dossier_id, ChangeKind.EUROPASS)
    return work.outcome(len(wanted), _("Fichier Europass repris") if wanted else "")


def _person(here: Material, found: Intake) -> Iterator[Difference]:
    for name, words in _PERSON_LABELS.items():
        there, former = found.person[name], str(field_value(here.record.person, name) or "")
        if there:
            shown_here, shown_there = _person_words(name, former), _person_words(name, there)
            advised = not former and name not in IDENTITY
            yield Difference(f"person/{name}", _("Informations personnelles"), words, shown_here, shown_there, advised)


def _person_words(name: str, value: str) -> str:
    if name == "birth_date" and value:
        return long_date(date.fromisoformat(value))
    if name == "sex" and value:
        return label(CodeList.GENDERS, value, "fr") or value
    return tidy_phone(value) if name == "phone" else value


def _columns(prefix: str, here: Mapping[str, object], there: Mapping[str, Value], locale: str) -> Iterator[Difference]:
    sections = (LETTER,) if prefix == "letter" else tuple(each for each in SECTIONS if not each.repeated)
    for section in sections:
        for each in section.fields:
            column = each.column(locale)
            if there.get(column):
                former, new = _words(each, here[column]), _words(each, there[column])
                yield Difference(f"{prefix}/{column}", section.title, each.label, former, new, not former)


def _photo(here: Material, found: Intake) -> Iterator[Difference]:
    if found.photo:
        former = _("une photographie") if here.profile.values["photo"] else ""
        title = section_of("identity").title
        yield Difference("photo", title, _("Photographie"), former, _("celle du fichier"), not former)


def _entries(here: Material, found: Intake, matches: Mapping[int, str], locale: str) -> Iterator[Difference]:
    known = languages_known(here)
    for number, draft in enumerate(found.entries):
        if draft.section == "language" and draft.values.get("language") in known:
            # the language of the stay, or one already assessed
            continue
        section = section_of(draft.section)
        row = matches.get(number)
        if row is None:
            yield Difference(
                f"entry/{number}", section.title, _("Nouvelle ligne"), "", entry_line(section, draft.values), True
            )
            continue
        entry = here.profile.entry(row)
        for each in section.fields:
            column = each.column(locale)
            if draft.values.get(column):
                former, new = _words(each, field_value(entry.values, column)), _words(each, draft.values[column])
                name = f"{entry_line(section, entry.values)} – {each.label}"
                yield Difference(f"entry/{number}/{column}", section.title, name, former, new, not former)


def _levels(here: Material, found: Intake, locale: str) -> Iterator[Difference]:
    moments = {each.language: each for each in here.assessments}
    for language, levels in found.levels.items():
        name = label(CodeList.LANGUAGES, language, "fr") or language
        for skill in LanguageSkill:
            level = levels.of(skill)
            if level is not None:
                current = moments[language].levels.of(skill) if language in moments else None
                words = f"{name} – {skill_label(skill)}"
                yield Difference(
                    f"levels/{language}/{skill.value}", _("Auto-évaluation des compétences linguistiques"), words,
                    current.value if current else "", level.value, current is None,
                )  # fmt: skip


def skill_label(skill: LanguageSkill) -> str:
    """French name of a language skill, as the passport has it."""
    return {
        LanguageSkill.LISTENING: _("Écouter"),
        LanguageSkill.READING: _("Lire"),
        LanguageSkill.SPOKEN_INTERACTION: _("Prendre part à une conversation"),
        LanguageSkill.SPOKEN_PRODUCTION: _("S’exprimer oralement en continu"),
        LanguageSkill.WRITING: _("Écrire"),
    }[skill]


def entry_line(section: Section, values: Mapping[str, object], locale: str = "fr") -> str:
    """One line that tells an entry from the others: « Employée de rayon – Super Centre (09/2024) »."""
    other = next(each for each in LOCALES if each != locale)
    words = str(values.get(f"title_{locale}") or values.get(f"title_{other}") or "")
    if not words:
        named = next((each for each in section.fields if each.codes and values.get(each.name)), None)
        words = _words(named, values[named.name]) if named else ""
    if section.code in ("achievement", "language-experience") or not words:
        text = next((each for each in section.fields if each.name == "text"), None)
        said = _words(text, values.get(f"text_{locale}") or values.get(f"text_{other}")) if text else ""
        words = " – ".join(part for part in (words, said.split("\n")[0][:80]) if part)
    place = str(values.get("organisation") or "")
    since = next((each for each in section.fields if each.name == "since"), None)
    when = _words(since, values.get("since"))
    line = " – ".join(part for part in (words, place) if part) or section.title
    return f"{line} ({when})" if when else line


def _words(of: ProfileField | None, value: object) -> str:
    """A value as it is read on screen."""
    if of is None or value in (None, ""):
        return ""
    if of.kind is FieldKind.CODES and of.codes:
        return ", ".join(label(of.codes, code, "fr") or code for code in json.loads(str(value)))
    if of.kind is FieldKind.CODE and of.codes:
        return label(of.codes, str(value), "fr") or str(value)
    if of.kind is FieldKind.YES_NO:
        return _("oui") if value else _("non")
    return str(shown(of, value) or "")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _matches(drafts: tuple[EntryDraft, ...], here: ProfileView) -> dict[int, str]:
    """Entries of the file that are already here; one row answers for one entry."""
    free = {each.id: _identity(each) for each in here.entries}
    found: dict[int, str] = {}
    for number, draft in enumerate(drafts):
        row = next((row for row, identity in free.items() if identity == draft.identity), None)
        if row is not None:
            found[number] = row
            free.pop(row)
    return found


def _identity(entry: EntryView) -> tuple[str, ...]:
    return EntryDraft(entry.section, dict(by_field(entry.values))).identity


def _take_columns(work: Work, comparison: Comparison, wanted: set[str]) -> None:
    found, dossier_id = comparison.found, comparison.dossier_id
    profile = {name: value for name, value in found.profile.items() if f"profile/{name}" in wanted}
    if wanted and found.profile.get("kept") and not comparison.seen.values["kept"]:
        profile["kept"] = found.profile["kept"]
    if "photo" in wanted:
        profile["photo"] = work.desk.store.attachments.put(work.connection, found.photo)
    letter = {name: value for name, value in found.letter.items() if f"letter/{name}" in wanted}
    write_slot(work, "learner", dossier_id, profile, comparison.seen.seen)
    write_slot(work, "cover_letter", dossier_id, letter, comparison.seen.letter_seen)


def _take_entries(work: Work, comparison: Comparison, wanted: set[str]) -> None:
    named = dict(_annexes(work, comparison, wanted))
    known = set(languages_of(comparison))
    # The file's own order: each new entry goes above the former ones, so the last comes first.
    for number, draft in reversed(list(enumerate(comparison.found.entries))):
        values = {**draft.values}
        documents = [named[each] for each in json.loads(str(values.pop("documents", "") or "[]")) if each in named]
        if documents:
            values["documents"] = json.dumps(documents)
        if f"entry/{number}" in wanted and draft.section != "annex":
            if draft.section != "language" or values["language"] not in known:
                create_entry(work, comparison.dossier_id, draft.section, values)
        elif number in comparison.matches:
            entry = comparison.seen.entry(comparison.matches[number])
            changed = {name: value for name, value in values.items() if f"entry/{number}/{name}" in wanted}
            if changed:
                work.tx.update("learner_entry", entry.id, changed, entry.seen)


def languages_of(comparison: Comparison) -> tuple[str, ...]:
    """Languages that already have their entry."""
    return tuple(str(each.values["language"]) for each in comparison.seen.of("language"))


def _annexes(work: Work, comparison: Comparison, wanted: set[str]) -> Iterator[tuple[str, str]]:
    for number, draft in reversed(list(enumerate(comparison.found.entries))):
        if draft.section != "annex":
            continue
        if f"entry/{number}" in wanted:
            digest = work.desk.store.attachments.put(work.connection, draft.content)
            values = {**draft.values, "sha256": digest}
            yield draft.file_id, create_entry(work, comparison.dossier_id, "annex", values)
        elif number in comparison.matches:
            yield draft.file_id, comparison.matches[number]


def _take_levels(work: Work, comparison: Comparison, wanted: set[str]) -> None:
    for language, levels in comparison.found.levels.items():
        values: dict[str, Value] = {}
        for skill in LanguageSkill:
            level = levels.of(skill)
            if level is not None and f"levels/{language}/{skill.value}" in wanted:
                values[skill.value] = level.value
        if values:
            code = f"assessment/{language}/{Moment.BEFORE.value}"
            said = {"language": language, "moment": Moment.BEFORE.value, "on": work.desk.today().isoformat()}
            write_slot(work, "self_assessment", comparison.dossier_id, {**said, **values}, None, code)
