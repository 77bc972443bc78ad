"""Everything the tab shows, read at once off the main thread, with the stamps of each row it displays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chance_desktop.casework.europass.assessments import AssessmentView, assessments
from chance_desktop.casework.europass.completeness import (
    Completeness,
    cv_completeness,
    letter_completeness,
    passport_completeness,
)
from chance_desktop.casework.europass.learning import LearningView, learnings, suggested
from chance_desktop.casework.europass.mobility import MobilityView, mobility_seen, mobility_view
from chance_desktop.casework.europass.photo import photo_of
from chance_desktop.casework.europass.profile import Displayed
from chance_desktop.casework.europass.projection import Material, languages_known, material
from chance_desktop.casework.europass.proposals import Proposal, proposed
from chance_desktop.casework.exchange.disagreements import Disagreement, disagreements
from chance_desktop.casework.papers.europass_papers import Paper
from chance_desktop.domain.rows.kept import by_field
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.domain.change import Value


class Part(StrEnum):
    """A part of the tab."""

    CV = "cv"
    PASSPORT = "passport"
    MOBILITY = "mobility"
    LETTER = "letter"
    LEARNING = "learning"


PARTS = (
    (Part.CV.value, _("CV")),
    (Part.PASSPORT.value, _("Passeport de langues")),
    (Part.MOBILITY.value, _("Mobilité")),
    (Part.LETTER.value, _("Lettre")),
    (Part.LEARNING.value, _("Ce que j’ai appris")),
)

PAPERS = {
    Part.CV: Paper.CV,
    Part.PASSPORT: Paper.LANGUAGE_PASSPORT,
    Part.MOBILITY: Paper.MOBILITY,
    Part.LETTER: Paper.COVER_LETTER,
    Part.LEARNING: Paper.CV,
}


class Table(StrEnum):
    """What kind of row a field is kept in."""

    LEARNER = "learner"
    LETTER = "letter"
    MOBILITY = "mobility"
    ENTRY = "entry"
    LEARNING = "learning"
    ANSWER = "answer"
    SENTENCE = "sentence"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Place:
    """A row: its table, its identity where there are several, and what tells a new one (its section, its question)."""

    table: Table
    row: str = ""
    detail: str = ""


LEARNER, LETTER_ROW, MOBILITY_ROW = Place(Table.LEARNER), Place(Table.LETTER), Place(Table.MOBILITY)

_ROWS = {"learner": LEARNER, "cover_letter": LETTER_ROW, "mobility": MOBILITY_ROW}


@dataclass(frozen=True, slots=True)
class Content:
    """What a dossier holds for its Europass documents."""

    dossier_id: str
    material: Material
    assessed: tuple[AssessmentView, ...]
    mobility: MobilityView
    learnings: tuple[LearningView, ...]
    suggestions: Mapping[str, tuple[tuple[str, str], ...]]
    proposals: tuple[Proposal, ...]
    photo: bytes
    complete: Mapping[Part, Completeness]
    seen: Mapping[Place, Displayed]
    apart: Mapping[tuple[Place, str], Disagreement]

    def disagreements(self, place: Place) -> Mapping[str, Disagreement]:
        """The fields of a row, by column, that people wrote differently without seeing each other's words."""
        row = Place(place.table, place.row)
        return {column: found for (where, column), found in self.apart.items() if where == row}

    def row(self, place: Place) -> Mapping[str, Value]:
        """The columns of a row; empty for one that does not exist yet."""
        profile = self.material.profile
        if place.table is Table.LEARNER:
            return by_field(profile.values)
        if place.table is Table.LETTER:
            return by_field(profile.letter)
        if place.table is Table.MOBILITY:
            return by_field(self.mobility.values)
        return next((by_field(each.values) for each in profile.entries if each.id == place.row), {})

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages of the passport, that of the stay first."""
        return languages_known(self.material)


def read_content(desk: Desk, dossier_id: str, locale: str) -> Content:
    """Read everything. Raises `DossierUnknown` or `ScanLost`."""
    found = material(desk, dossier_id)
    told = learnings(desk, dossier_id)
    mobility = mobility_view(desk, dossier_id)
    assessed = assessments(desk, dossier_id)
    return Content(
        dossier_id=dossier_id,
        material=found,
        assessed=assessed,
        mobility=mobility,
        learnings=told,
        suggestions={each.id: suggested(desk, each) for each in told},
        proposals=proposed(desk, told, found.profile, mobility.values, locale),
        photo=photo_of(desk, dossier_id),
        complete={
            Part.CV: cv_completeness(found),
            Part.PASSPORT: passport_completeness(found, desk.today()),
            Part.MOBILITY: mobility.completeness,
            Part.LETTER: letter_completeness(found, locale),
        },
        seen=_stamps(found, mobility.seen, told, assessed),
        apart=dict(_apart(desk, dossier_id)),
    )


def _apart(desk: Desk, dossier_id: str) -> Iterator[tuple[tuple[Place, str], Disagreement]]:
    for each in disagreements(desk, dossier_id):
        if each.table == "learner_entry":
            yield (Place(Table.ENTRY, each.row), each.field), each
        elif each.table in _ROWS:
            yield (_ROWS[each.table], each.field), each


def read_seen(desk: Desk, dossier_id: str) -> Mapping[Place, Displayed]:
    """The stamps alone, as they stand after a save."""
    return _stamps(
        material(desk, dossier_id),
        mobility_seen(desk, dossier_id),
        learnings(desk, dossier_id),
        assessments(desk, dossier_id),
    )


def _stamps(
    found: Material, mobility: Displayed, told: tuple[LearningView, ...], assessed: tuple[AssessmentView, ...]
) -> Mapping[Place, Displayed]:
    seen: dict[Place, Displayed] = {
        LEARNER: found.profile.seen,
        LETTER_ROW: found.profile.letter_seen,
        MOBILITY_ROW: mobility,
    }
    for entry in found.profile.entries:
        seen[Place(Table.ENTRY, entry.id)] = entry.seen
    for view in assessed:
        seen[Place(Table.ASSESSMENT, view.assessment.language, view.assessment.moment.value)] = view.seen
    for each in told:
        seen[Place(Table.LEARNING, each.id)] = each.seen
        for question, stamps in each.answer_stamps.items():
            seen[Place(Table.ANSWER, each.id, question)] = stamps
        for sentence in each.sentences:
            seen[Place(Table.SENTENCE, sentence.id)] = sentence.seen
    return seen
