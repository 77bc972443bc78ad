"""What a Europass Mobility says, table by table and cell by cell: one tree, that the printed page and the text to correct walk.

Before the end of the stay an empty cell is left to be written in by hand. Once the skills acquired are told, an empty
cell that is not mandatory says that it does not apply. Only headings are printed: the numbers of the cells are not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from chance_desktop.documents.europass.mobility_words import MobilityWords, mobility_words
from chance_desktop.documents.europass.pages import address_lines
from chance_desktop.documents.europass.partial_words import date_words
from chance_desktop.documents.europass.words import EuropassWords, typeset, words_for
from chance_desktop.domain.learner.mobility import Mobility, Partner

LAST_TABLE = "5a"
_NOTHING_SAID = frozenset({"-", "–", "—", "/", "néant", "sans objet", "not applicable", "n/a"})


class Room(Enum):
    """What an empty cell is left for."""

    LINE = auto()
    LINES = auto()
    TEXT = auto()
    MARK = auto()
    PHOTOGRAPH = auto()


@dataclass(frozen=True, slots=True)
class MobilityCell:
    """A heading, whether it is mandatory, what it holds (rich text) or the room left to write, stamp or sign."""

    heading: str
    text: str = ""
    mandatory: bool = False
    room: Room = Room.LINE
    note: str = ""

    @property
    def title(self) -> str:
        """The heading, with its mark."""
        return f"{self.heading}\u00a0*" if self.mandatory else self.heading


@dataclass(frozen=True, slots=True)
class MobilityTable:
    """A table: number and title, then rows of cells; a row may be announced by a title of its own."""

    number: str
    title: str
    rows: tuple[tuple[MobilityCell, ...] | str, ...]

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.number}. {self.title}"


@dataclass(frozen=True, slots=True)
class MobilityPage:
    """The whole document: what is over its title, its notes, its tables 1 to 4 and 5a, every word set in its language."""

    title: str
    over: str
    mandatory: str
    prepared: str
    tables: tuple[MobilityTable, ...]


def mobility_page(mobility: Mobility) -> MobilityPage:
    """The tree of a document; it says that it is prepared as long as it has no number."""
    words, own = words_for(mobility.locale), mobility_words(mobility.locale)
    return MobilityPage(
        title=own.title,
        over=typeset(own.experience.format(number=max(1, mobility.experience)), words),
        mandatory=typeset(own.mandatory, words),
        prepared="" if mobility.issuer.number.strip() else typeset(own.prepared, words),
        tables=tuple(_set(table, words) for table in _Maker(mobility).tables()),
    )


def _set(table: MobilityTable, words: EuropassWords) -> MobilityTable:
    """A table with its headings and notes set in their language; what cells hold is set where it is drawn, as rich text."""
    rows = (
        typeset(row, words)
        if isinstance(row, str)
        else tuple(replace(cell, heading=typeset(cell.heading, words), note=typeset(cell.note, words)) for cell in row)
        for row in table.rows
    )
    return replace(table, title=typeset(table.title, words), rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class _Maker:
    mobility: Mobility

    @property
    def _words(self) -> MobilityWords:
        return mobility_words(self.mobility.locale)

    def tables(self) -> tuple[MobilityTable, ...]:
        words, number = self._words, str(max(1, self.mobility.experience))
        return (
            MobilityTable("1", words.holder, self._holder()),
            MobilityTable("2", words.issued_by, self._issuer()),
            MobilityTable(
                "3",
                words.partners.format(number=number),
                (
                    words.sending,
                    *self._partner(self.mobility.sending),
                    words.host,
                    *self._partner(self.mobility.host),
                ),
            ),
            MobilityTable("4", words.description.format(number=number), self._stay()),
            MobilityTable(LAST_TABLE, words.skills.format(number=number), self._skills()),
        )

    def _cell(self, heading: str, text: str, room: Room = Room.LINE, *, must: bool = False) -> MobilityCell:
        told = text.strip()
        over = not self.mobility.skills.empty
        if told.casefold() in _NOTHING_SAID or (not told and over and not must):
            told = self._words.not_applicable
        return MobilityCell(heading, told, must, room)

    def _holder(self) -> tuple[tuple[MobilityCell, ...], ...]:
        words, who = self._words, self.mobility.holder
        dates = words_for(self.mobility.locale)
        nationality = ", ".join(each.label or each.code for each in who.nationalities if each)
        address = ", ".join(address_lines(who.address))
        return (
            (
                self._cell(words.surname, who.name.surname, must=True),
                self._cell(words.first_name, who.name.first_name, must=True),
            ),
            (
                self._cell(words.address, address, Room.LINES),
                MobilityCell(words.photograph, room=Room.PHOTOGRAPH),
            ),
            (
                self._cell(words.birth_date, date_words(who.birth_date, dates)),
                self._cell(words.nationality, nationality),
                MobilityCell(words.signature, room=Room.MARK),
            ),
        )

    def _issuer(self) -> tuple[tuple[MobilityCell, ...], ...]:
        words, issuer = self._words, self.mobility.issuer
        number = issuer.number.strip()
        on = date_words(issuer.issued_on, words_for(self.mobility.locale))
        return (
            (self._cell(words.organisation, issuer.organisation, must=True),),
            (
                MobilityCell(words.number, number, mandatory=True, note="" if number else words.prepared),
                MobilityCell(words.issued_on, on, mandatory=True),
            ),
        )

    def _partner(self, partner: Partner) -> tuple[tuple[MobilityCell, ...], ...]:
        words = self._words
        told = "\n".join(part for part in (partner.name, partner.kind, partner.address) if part)
        return (
            (
                self._cell(words.partner_name, told, Room.LINES, must=True),
                MobilityCell(words.stamp, mandatory=True, room=Room.MARK),
            ),
            (
                self._cell(words.reference, partner.reference_person, must=True),
                self._cell(words.function, partner.function),
            ),
            (
                self._cell(words.telephone, partner.phone),
                self._cell(words.email, partner.email),
            ),
        )

    def _stay(self) -> tuple[tuple[MobilityCell, ...], ...]:
        words, stay = self._words, self.mobility.stay
        dates = words_for(self.mobility.locale)
        return (
            (self._cell(words.objective, stay.objective, Room.LINES, must=True),),
            (self._cell(words.initiative, stay.initiative),),
            (self._cell(words.qualification, stay.qualification),),
            (self._cell(words.programme, stay.programme),),
            (
                self._cell(words.since, date_words(stay.since, dates), must=True),
                self._cell(words.until, date_words(stay.until, dates), must=True),
            ),
        )

    def _skills(self) -> tuple[tuple[MobilityCell, ...], ...]:
        words, skills = self._words, self.mobility.skills
        on = date_words(skills.on, words_for(self.mobility.locale))
        told = (
            (words.language, skills.language),
            (words.digital, skills.digital),
            (words.organisational, skills.organisational),
            (words.social, skills.social),
            (words.other, skills.other),
        )
        return (
            (self._cell(words.activities, skills.activities, Room.TEXT, must=True),),
            (self._cell(words.job_related, skills.job_related, Room.TEXT, must=True),),
            *((self._cell(heading, text, Room.LINES),) for heading, text in told),
            (
                self._cell(words.date, on, must=True),
                MobilityCell(words.mentor, mandatory=True, room=Room.MARK, note=skills.mentor),
                MobilityCell(words.holder_signature, mandatory=True, room=Room.MARK),
            ),
        )
