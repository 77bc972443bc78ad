"""What a Europass document still lacks: squares of a meter, each a rubric to go and fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.europass.projection import Material, codes_in, languages_known, levels_of, nationalities
from chance_desktop.domain.learner.cefr import Moment
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.runtime.words import _

SITUATION = "situation"
"""Where a rubric is filled when it is not in the profile: the tab of the situation."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """A part of a document: `section` is where it is filled (a section of the profile, `levels`, or `situation`)."""

    label: str
    section: str
    done: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """The rubrics of a document."""

    rubrics: tuple[Rubric, ...]

    @property
    def percent(self) -> int:
        """Share of the rubrics filled, rounded down so that 100 % means all of them."""
        return 100 * sum(each.done for each in self.rubrics) // max(1, len(self.rubrics))

    @property
    def missing(self) -> tuple[Rubric, ...]:
        """The rubrics still to fill, in the order of the document."""
        return tuple(each for each in self.rubrics if not each.done)


def cv_completeness(found: Material) -> Completeness:
    """What the CV lacks."""
    return Completeness(tuple(_cv(found)))


def passport_completeness(found: Material, today: date) -> Completeness:
    """What the language passport lacks; levels after the stay are asked once the return date has passed."""
    return Completeness(tuple(_passport(found, today)))


def letter_completeness(found: Material, locale: str) -> Completeness:
    """What the cover letter lacks."""
    row = found.profile.letter
    return Completeness((
        Rubric(_("Destinataire"), "cover-letter", bool(row["organisation"] or row["addressee_surname"])),
        Rubric(_("Objet"), "cover-letter", bool(field_value(row, f"subject_{locale}"))),
        Rubric(_("Pour commencer"), "cover-letter", bool(field_value(row, f"opening_{locale}"))),
        Rubric(_("Ce que vous apportez"), "cover-letter", bool(field_value(row, f"body_{locale}"))),
        Rubric(_("Pour finir"), "cover-letter", bool(field_value(row, f"closing_{locale}"))),
    ))  # fmt: skip


def _cv(found: Material) -> Iterator[Rubric]:
    person, profile = found.record.person, found.profile
    values = profile.values
    languages = languages_known(found)
    yield Rubric(_("Adresse et commune"), SITUATION, bool(person["town"]))
    yield Rubric(_("Téléphone ou courriel"), SITUATION, bool(person["phone"] or person["email"]))
    yield Rubric(_("Nationalité"), "identity", bool(nationalities(found)))
    yield Rubric(_("Titre du CV"), "headline", _either(values, "headline"))
    yield Rubric(_("Expérience professionnelle"), "work", bool(profile.of("work")))
    yield Rubric(_("Formation"), "education", bool(profile.of("education")))
    yield Rubric(_("Langue maternelle"), "mother-tongues", bool(codes_in(values["mother_tongues"])))
    yield Rubric(_("Niveau de langue"), "levels", any(not levels_of(found, each).empty for each in languages))
    families = ("communication", "organisational", "job_related")
    yield Rubric(_("Compétences personnelles"), "skills", any(_either(values, each) for each in families))
    digital = ("digital_information", "digital_communication", "digital_safety")
    yield Rubric(
        _("Compétences numériques"),
        "digital",
        any(field_value(values, each) for each in digital) or _either(values, "digital"),
    )


def _passport(found: Material, today: date) -> Iterator[Rubric]:
    profile, dossier = found.profile, found.record.dossier
    languages = languages_known(found)
    yield Rubric(_("Nationalité"), "identity", bool(nationalities(found)))
    yield Rubric(_("Langue maternelle"), "mother-tongues", bool(codes_in(profile.values["mother_tongues"])))
    yield Rubric(_("Langue du séjour"), SITUATION, bool(dossier["language"]))
    moments = {(each.language, each.moment): each.levels for each in found.assessments}
    first = languages[0] if languages else ""
    before, after = moments.get((first, Moment.BEFORE)), moments.get((first, Moment.AFTER))
    yield Rubric(_("Niveaux avant le départ"), "levels", before is not None and before.complete)
    back = dossier["return_on"]
    if (back and date.fromisoformat(back) <= today) or after is not None:
        yield Rubric(_("Niveaux après le séjour"), "levels", after is not None and after.complete)
    yield Rubric(_("Deuxième langue"), "language", len(languages) > 1)
    yield Rubric(_("Certificat ou diplôme"), "certificate", bool(profile.of("certificate")))
    yield Rubric(_("Expérience linguistique"), "language-experience", bool(profile.of("language-experience")))


def _either(values: object, name: str) -> bool:
    row = values if isinstance(values, dict) else {}
    return bool(row.get(f"{name}_fr") or row.get(f"{name}_en"))
