"""How a letter stands on its page: recipient, date and signature on the right, object, text, tinted box."""

from __future__ import annotations

from collections.abc import Callable

from chance_desktop.documents.kit.blocks import Beside, Block, Bullets, Gap, Panel, Text
from chance_desktop.documents.kit.layout.flow import paginate
from chance_desktop.documents.kit.typesetting.theme import LETTER_BODY, TINT, VIOLET, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _

_RIGHT_HALF = 270.0
_BOLD = Style(Face.SEMIBOLD, LETTER_BODY.size, LETTER_BODY.leading)
_BOX_TITLE = Style(Face.BOLD, 11, 15, VIOLET)
_BOX_ITEM = Style(size=10.5, leading=14.4)
_SIGNATURE_NOTE = Style(size=9.5, leading=12.5, colour=(0x54 / 255, 0x4C / 255, 0x61 / 255))


_AIR = (1.0, 0.7, 0.45)
"""Shares of the usual white space, roomiest first."""


def fitted(make: Callable[[float], list[Block]]) -> list[Block]:
    """A letter with the most air that keeps it to one page; with all its air when it takes two whatever is done."""
    letters = [make(air) for air in _AIR]
    return next((blocks for blocks in letters if len(paginate(blocks)) == 1), letters[0])


def _on_the_right(blocks: tuple[Block, ...]) -> Block:
    return Beside(((_RIGHT_HALF, ()), (0, blocks)), gap=0)


def opening(
    recipient_lines: tuple[str, ...], place_and_date_line: str, subject_words: str, salutation: str, air: float = 1
) -> list[Block]:
    """Recipient, place and date, object, salutation."""
    greeting = paragraphs((salutation,)) if salutation else []
    return [
        *recipient(recipient_lines, air),
        *place_and_date(place_and_date_line, air),
        *subject(subject_words),
        *greeting,
    ]


def recipient(lines: tuple[str, ...], air: float = 1) -> list[Block]:
    """To whom it goes; nothing without a line."""
    if not lines:
        return []
    first, *others = lines
    words = (Text(french(first), _BOLD), *(Text(french(line), LETTER_BODY) for line in others))
    return [Gap(18 * air), _on_the_right(words)]


def place_and_date(line: str, air: float = 1) -> list[Block]:
    """Where and when, between its white spaces."""
    return [Gap(20 * air), *on_the_right(line), Gap(24 * air)]


def subject(words: str) -> list[Block]:
    """« Objet : … »; nothing without words."""
    if not words:
        return []
    line = _("Objet : {subject}").format(subject=words)
    return [Text(french(line), Style(Face.BOLD, 11, 15.6), "H1"), Gap(10, keep=True)]


def on_the_right(line: str) -> list[Block]:
    """A line in the right half: place and date."""
    return [_on_the_right((Text(french(line), LETTER_BODY),))] if line else []


def paragraphs(texts: tuple[str, ...]) -> list[Block]:
    """Paragraphs with air between; `**bold**` spans are kept."""
    blocks: list[Block] = []
    for text in texts:
        if text.strip():
            blocks += [Text(french(text), LETTER_BODY), Gap(8)]
    return blocks


def box(title: str, items: tuple[str, ...]) -> list[Block]:
    """The tinted box with its squares; nothing when it has no item."""
    if not items:
        return []
    inside: list[Block] = [Text(french(title), _BOX_TITLE, "H2"), Gap(3)] if title else []
    inside.append(Bullets(tuple(french(item) for item in items), _BOX_ITEM))
    return [Gap(3), Panel(tuple(inside), stroke=VIOLET, fill=TINT, radius=3), Gap(12)]


def ending(closing: str, lines: tuple[str, ...], air: float = 1) -> list[Block]:
    """The closing words and who signs, never parted by the end of a page."""
    last: list[Block] = [Text(french(closing), LETTER_BODY, keep=True), Gap(8, keep=True)] if closing.strip() else []
    return [*last, *signature(lines, 46 * max(air, 0.75))]


def signature(lines: tuple[str, ...], room: float = 46) -> list[Block]:
    """Who signs, above the room for a handwritten signature."""
    if not lines:
        return []
    first, *others = lines
    words: list[Block] = [Text(french(first), _BOLD)]
    for index, line in enumerate(others):
        words.append(Text(french(line), LETTER_BODY if not index else _SIGNATURE_NOTE))
    return [Gap(14, keep=True), _on_the_right((*words, Gap(room)))]
