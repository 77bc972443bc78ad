"""What the Europass pages share: sheet, masthead, section headings, text styles; no sign of the Union's is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chance_desktop.documents.europass.words import EuropassWords, language_of, typeset
from chance_desktop.documents.kit.blocks import Block, Gap, Text, Whole
from chance_desktop.documents.kit.layout.letterhead import draw_fictional
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting import theme
from chance_desktop.documents.kit.typesetting.line_breaking import text_width
from chance_desktop.documents.kit.typesetting.theme import BLUE, BLUE_LINE, FOOT, INK2, SQUARES, Face, Style
from chance_desktop.domain.learner.model import Address, Identification, Learner

EUROPASS = "Europass"
_EUROPASS = Style(size=10, leading=13, colour=INK2)
_TITLE = Style(Face.BOLD, 20, 25, BLUE)
NAME = Style(Face.BOLD, 18, 23)
SECTION = Style(Face.BOLD, 12.5, 16, BLUE)
LABEL = Style(size=9.5, leading=13.5, colour=INK2)
LABEL_HEAD = Style(Face.SEMIBOLD, 9.5, 13.5)
ENTRY = Style(Face.SEMIBOLD, 10.8, 14.5)
BODY = Style(size=10, leading=13.5)
STRONG = Style(Face.SEMIBOLD, 10, 13.5)
NOTE = Style(size=9, leading=12, colour=INK2)
_TOP = theme.PAGE_HEIGHT - 46
_LONGEST_FOOT, _SHORTEST_FOOT = 110, 12
# Across and down in a grid of squares, side, colour, full or dashed: the motif of the programme's cover.
_MOSAIC = (
    (0, 4, 13, 0, True),
    (18, 0, 8, 1, False),
    (20, 13, 9, 2, False),
    (35, 6, 12, 3, True),
    (52, 1, 8, 2, False),
    (50, 14, 9, 2, True),
)
_MOSAIC_WIDTH, _MOSAIC_HEIGHT = 60.0, 24.0


@dataclass(frozen=True, slots=True)
class EuropassFrame:
    """The sheet of a Europass page: nothing above, whose page it is below."""

    person: str
    words: EuropassWords
    fictional: bool = False
    note: str = ""

    @property
    def tops(self) -> tuple[float, float]:
        """The same on every page."""
        return _TOP, _TOP

    def draw_head(self, pen: Pen, *, first: bool) -> None:
        """The mark of a fictional person, if it is one."""
        if self.fictional:
            draw_fictional(pen, first=first)

    def draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        """« Guérineau Lucas – page 1/2 », and the note."""
        note = typeset(self.note, self.words)
        room = theme.CONTENT_WIDTH - (text_width(note, FOOT.face, FOOT.size) + 24 if note else 0)
        person, cut = self.person, ""
        told = self._told(person, page, pages)
        while text_width(told, FOOT.face, FOOT.size) > room and len(person) > _SHORTEST_FOOT:
            person, cut = person[: min(len(person) - 3, _LONGEST_FOOT)], "…"
            told = self._told(person + cut, page, pages)
        with pen.artifact(pagination=True):
            baseline = theme.FOOT_BASELINE + 9
            pen.rule(theme.MARGIN, baseline + 5, theme.CONTENT_WIDTH, colour=BLUE_LINE)
            pen.text(told, FOOT, theme.MARGIN, baseline, width=theme.CONTENT_WIDTH, align="right")
            if note:
                pen.text(note, FOOT, theme.MARGIN, baseline)

    def _told(self, person: str, page: int, pages: int) -> str:
        told = self.words.page.format(name=person, page=page, pages=pages)
        return typeset(told if person else told.removeprefix(" – "), self.words)


def frame_of(
    identification: Identification, words: EuropassWords, *, fictional: bool, note: str = ""
) -> EuropassFrame:  # fmt: skip
    """The sheet of that person."""
    return EuropassFrame(surname_first(identification), words, fictional, note)


def meta_of(title: str, identification: Identification, locale: str) -> Meta:
    """Title and language of the file; the author is the person whose document it is."""
    return Meta(f"{EUROPASS} – {title}", full_name(identification), language=language_of(locale))


def full_name(identification: Identification) -> str:
    """« Lucas Guérineau »."""
    return " ".join(f"{identification.name.first_name} {identification.name.surname}".split())


def surname_first(identification: Identification) -> str:
    """« Guérineau Lucas »."""
    return " ".join(f"{identification.name.surname} {identification.name.first_name}".split())


@dataclass(frozen=True, slots=True)
class _Masthead(Whole):
    title: str
    over: str

    def height(self, width: float) -> float:
        """Two lines and the rule."""
        return _EUROPASS.leading + self._title().height(width - _MOSAIC_WIDTH - 20) + 11

    def _title(self) -> Text:
        return Text(self.title, _TITLE, "H1")

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The word, the title, the squares, the rule."""
        Text(self.over, _EUROPASS).draw(pen, x, top, width)
        self._title().draw(pen, x, top - _EUROPASS.leading, width - _MOSAIC_WIDTH - 20)
        foot = top - self.height(width)
        with pen.artifact():
            for across, down, side, colour, full in _MOSAIC:
                at, y = x + width - _MOSAIC_WIDTH + across, foot + 9 + _MOSAIC_HEIGHT - down - side
                if full:
                    pen.full_square(at, y, side, SQUARES[colour])
                else:
                    pen.dashed_square(at, y, side, SQUARES[colour])
        pen.rule(x, foot + 1.5, width, colour=BLUE, thickness=1.8)


@dataclass(frozen=True, slots=True)
class _SectionHead:
    words: str

    @property
    def keep_with_next(self) -> bool:
        """A heading stays with what it announces."""
        return True

    def height(self, width: float) -> float:
        """Its lines."""
        return Text(self.words, SECTION).height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Never."""
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The words, and a line to the right edge when they leave room."""
        Text(self.words, SECTION, "H2").draw(pen, x, top, width)
        used = text_width(self.words, SECTION.face, SECTION.size) + 10
        if used < width - 20:
            pen.rule(x + used, top - SECTION.leading / 2 - 1, width - used, colour=BLUE_LINE, thickness=1)


def masthead(title: str, over: str = EUROPASS) -> list[Block]:
    """What a page is, at its very top."""
    return [_Masthead(title, over), Gap(12)]


def section(title: str, blocks: list[Block], *, air: float = 15) -> list[Block]:
    """A heading and what it announces; nothing when there is nothing to announce."""
    return [Gap(air), _SectionHead(title), Gap(6, keep=True), *blocks] if blocks else []


def annex_note(ids: Sequence[str], names: dict[str, str], words: EuropassWords) -> list[Block]:
    """« Annexe : attestation de stage », for those that are in the file."""
    found = ", ".join(names[each] for each in ids if each in names)
    return [Gap(2), Text(typeset(words.annex.format(names=found), words), NOTE)] if found else []


def annex_names(learner: Learner) -> dict[str, str]:
    """What each annex is called, by its id."""
    return {annex.id: annex.description or annex.name or annex.id for annex in learner.annexes}


def address_lines(address: Address) -> list[str]:
    """Street, postcode and town, country."""
    town = " ".join(part for part in (address.postcode, address.town) if part)
    where = ", ".join(part for part in (town, address.country.label or address.country.code) if part)
    return [part for part in (address.line, address.line2, where) if part]
