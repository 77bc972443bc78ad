"""Lays blocks out on A4 pages, draws them with letterhead and footer, and hands the tagged file back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from chance_desktop.documents.kit.blocks import Block, Gap
from chance_desktop.documents.kit.layout.letterhead import draw_foot, draw_letterhead
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.tagged.tagging import Finisher, Meta, finish
from chance_desktop.documents.kit.typesetting import theme
from chance_desktop.documents.kit.typesetting.theme import Face

Page = tuple[Block, ...]


class Framing(Protocol):
    """What surrounds the blocks of each page, and the room it leaves."""

    @property
    def tops(self) -> tuple[float, float]:
        """Where blocks begin on the first page and on the next ones (points from the foot of the sheet)."""
        ...

    def draw_head(self, pen: Pen, *, first: bool) -> None:
        """Above the blocks."""
        ...

    def draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        """Below the blocks."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the blocks: who sends, the note at the foot, the date of printing."""

    sender: Sender
    edited_on: date
    foot_note: str = ""

    @property
    def tops(self) -> tuple[float, float]:
        """Under the letterhead, and under its short form."""
        return theme.FIRST_TOP, theme.NEXT_TOP

    def draw_head(self, pen: Pen, *, first: bool) -> None:
        """The letterhead."""
        draw_letterhead(pen, self.sender, first=first)

    def draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        """The note, the date, the page."""
        draw_foot(pen, self.foot_note, self.edited_on, page, pages)


def make_pdf(
    blocks: Sequence[Block],
    frame: Framing,
    meta: Meta,
    add: Finisher | None = None,
    *,
    claims_accessible: bool = True,
    scale: float = 1,
) -> bytes:
    """The whole document, tagged; `scale` makes the sheet and all that is on it larger (√2 for A3) or smaller."""
    for face in Face:
        theme.font(face)
    drawn = BytesIO()
    canvas = Canvas(
        drawn, pagesize=(theme.PAGE_WIDTH * scale, theme.PAGE_HEIGHT * scale), invariant=1, pageCompression=1, pdfVersion=(1, 7),
        initialFontName=f"Atkinson-{Face.REGULAR.value}", lang=meta.language,
    )  # fmt: skip
    canvas.setTitle(meta.title)
    canvas.setAuthor(meta.author)
    canvas.setSubject(meta.subject)
    canvas.setCreator("Une chance pour l’Europe")
    pen = Pen(canvas)
    pages = paginate(blocks, tops=frame.tops)
    for number, page in enumerate(pages, start=1):
        canvas.scale(scale, scale)
        frame.draw_head(pen, first=number == 1)
        top = frame.tops[0 if number == 1 else 1]
        for block in page:
            block.draw(pen, theme.MARGIN, top, theme.CONTENT_WIDTH)
            top -= block.height(theme.CONTENT_WIDTH)
        frame.draw_foot(pen, number, len(pages))
        if number < len(pages):
            pen.next_page()
    canvas.save()
    return finish(drawn.getvalue(), pen.root, pen.marks, meta, add, claims_accessible=claims_accessible)


@dataclass(frozen=True, slots=True)
class NewPage(Gap):
    """What follows begins a page."""

    points: float = 0


def paginate(
    blocks: Sequence[Block],
    width: float = theme.CONTENT_WIDTH,
    tops: tuple[float, float] = (theme.FIRST_TOP, theme.NEXT_TOP),
) -> list[Page]:
    """Blocks by page: cut where they may be, headings kept with what follows."""
    pages: list[list[Block]] = [[]]
    room = tops[0] - theme.BOTTOM
    waiting = list(blocks)

    def turn() -> None:
        nonlocal room
        pages.append([])
        room = tops[1] - theme.BOTTOM

    while waiting:
        group = _group(waiting)
        if isinstance(group[0], Gap) and not pages[-1] and len(pages) > 1:
            del waiting[0]
            continue
        if isinstance(group[0], NewPage):
            del waiting[0]
            if pages[-1]:
                turn()
            continue
        high = sum(block.height(width) for block in group)
        if high <= room + 0.01:
            pages[-1].extend(group)
            room -= high
            del waiting[: len(group)]
            continue
        before = sum(block.height(width) for block in group[:-1])
        cut = group[-1].split(width, room - before) if room > before else None
        if cut:
            pages[-1].extend((*group[:-1], cut[0]))
            waiting[: len(group)] = [cut[1]]
            turn()
        elif pages[-1]:
            turn()
        else:
            # Higher than an empty page: cut wherever it can be, or drawn all the same rather than lost.
            head, tail = _cut_anywhere(group, width, room)
            pages[-1].extend(head)
            waiting[: len(group)] = tail
            turn()
    return [tuple(page) for page in pages if page] or [()]


def _cut_anywhere(group: Sequence[Block], width: float, room: float) -> tuple[Sequence[Block], Sequence[Block]]:
    for index, block in enumerate(group):
        high = block.height(width)
        if high > room:
            cut = block.split(width, room)
            if cut:
                return (*group[:index], cut[0]), (cut[1], *group[index + 1 :])
            return (group[:index], group[index:]) if index else (group, ())
        room -= high
    return group, ()


def _group(waiting: Sequence[Block]) -> tuple[Block, ...]:
    """The next blocks that may not be parted: headings with the block they announce."""
    end = 0
    while end < len(waiting) - 1 and waiting[end].keep_with_next:
        end += 1
    return tuple(waiting[: end + 1])
