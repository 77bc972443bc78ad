"""The sheet to sign at a meeting: who is expected, a box for each signature, empty lines for the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Beside, Block, Gap, Text, WritingLines
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import LEAD, NOTE, SECTION, SUBTITLE, TITLE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _

_NAME = Style(Face.SEMIBOLD, 11, 14)
_CELL = Style(size=10, leading=13)
_LEAST_LINES = 14


@dataclass(frozen=True, slots=True)
class Expected:
    """Someone expected."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """The sheet: `lines` say when, where, led by whom."""

    sender: Sender
    title: str
    theme: str
    lines: tuple[str, ...]
    expected: tuple[Expected, ...]
    guides: tuple[str, ...]
    edited_on: date


def render(data: AttendanceSheet) -> bytes:
    """The sheet as a tagged PDF."""
    blocks: list[Block] = [Text(french(data.title), TITLE, "H1")]
    if data.theme:
        blocks += [Gap(1, keep=True), Text(french(data.theme), SUBTITLE)]
    blocks += [Gap(4), *(Text(french(line), LEAD) for line in data.lines if line), Gap(10)]
    blocks.append(_table(data))
    blocks += [
        Gap(10),
        Beside(((190, (Text(_("Nombre de personnes présentes"), _NAME), WritingLines(1, 24))), (0, ()))),
    ]
    if data.guides:
        blocks += [Gap(10), Text(_("Guides remis"), SECTION, "H2"), Gap(4, keep=True)]
        blocks += [Text(french(_("{guide} : …… exemplaires").format(guide=guide)), _CELL) for guide in data.guides]
    note = _("Cette feuille sert à compter les présents. Elle est gardée par la Mission Locale et la Région.")
    blocks += [Gap(8), Text(french(note), NOTE)]
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(french(data.title), data.sender.name))


def _table(data: AttendanceSheet) -> Block:
    columns = (Column(_("Nom et prénom"), 190), Column(_("Organisme ou commune"), 140), Column(_("Signature")))
    rows = [
        (
            Cell((Text(french(each.name), _NAME),), row_head=True),
            Cell((Text(french(each.organisation), _CELL),)),
            Cell(()),
        )
        for each in data.expected
    ]
    empty = max(4, _LEAST_LINES - len(rows))
    rows += [(Cell((Text("\u00a0", _NAME),), row_head=True), Cell(()), Cell(()))] * empty
    return Table(columns, tuple(rows), padding=4, minimum=30)
