"""The parts of the tab that are forms: curriculum vitae, language passport, Mobility, cover letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.europass import mobility
from chance_desktop.casework.europass.sections import LETTER, SECTIONS, section_of
from chance_desktop.desktop.dossier.europass.content import LEARNER, LETTER_ROW, MOBILITY_ROW, Part
from chance_desktop.desktop.dossier.europass.learning.learning_page import LearningPage
from chance_desktop.desktop.dossier.europass.levels.level_card import LevelCard
from chance_desktop.desktop.dossier.europass.page import Page
from chance_desktop.desktop.dossier.europass.sections.annexes_card import AnnexesCard
from chance_desktop.desktop.dossier.europass.sections.entries_card import EntriesCard
from chance_desktop.desktop.dossier.europass.sections.fields_card import FieldsCard
from chance_desktop.desktop.dossier.europass.sections.number_card import NumberCard
from chance_desktop.desktop.dossier.europass.sections.photo_card import PhotoCard

if TYPE_CHECKING:
    from chance_desktop.casework.europass.sections import Section
    from chance_desktop.desktop.dossier.europass.page import Host, SectionCard

PASSPORT_SECTIONS = ("language", "mother-tongues", "certificate", "language-experience")
_ELSEWHERE = frozenset({"certificate", "language-experience"})


class CvPage(Page):
    """« CV »."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        for section in SECTIONS:
            if section.code not in _ELSEWHERE:
                self.add(section.code, self._card(section))

    def _card(self, section: Section) -> SectionCard:
        if section.code == "identity":
            return PhotoCard(self.host, section)
        if section.code == "annex":
            return AnnexesCard(self.host, section)
        return _plain_card(self.host, section)


class PassportPage(Page):
    """« Passeport de langues »."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.add("levels", LevelCard(host))
        for code in PASSPORT_SECTIONS:
            self.add(code, _plain_card(host, section_of(code)))


class MobilityPage(Page):
    """« Mobilité »: the number, tables 1 to 4, then 5a."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.add("mobility-number", NumberCard(host))
        for section in mobility.SECTIONS:
            self.add(section.code, FieldsCard(host, section, MOBILITY_ROW))


class LetterPage(Page):
    """« Lettre »."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.add(LETTER.code, FieldsCard(host, LETTER, LETTER_ROW))


def _plain_card(host: Host, section: Section) -> SectionCard:
    return EntriesCard(host, section) if section.repeated else FieldsCard(host, section, LEARNER)


def part_of(section: str, current: Part) -> Part | None:
    """The part where a section is filled, the current one where it can be; none when it is not of this tab."""
    places = {
        Part.CV: {each.code for each in SECTIONS} - _ELSEWHERE,
        Part.PASSPORT: {"levels", *PASSPORT_SECTIONS},
        Part.MOBILITY: {"mobility-number", *(each.code for each in mobility.SECTIONS)},
        Part.LETTER: {LETTER.code},
    }
    if section in places.get(current, set()):
        return current
    return next((part for part, sections in places.items() if section in sections), None)


def build_page(part: Part, host: Host) -> Page:
    """A part, made when it is first shown."""
    if part is Part.LEARNING:
        return LearningPage(host)
    kinds: dict[Part, type[Page]] = {
        Part.CV: CvPage,
        Part.PASSPORT: PassportPage,
        Part.MOBILITY: MobilityPage,
        Part.LETTER: LetterPage,
    }
    return kinds[part](host)
