"""The list of dossiers on paper: names that wrap, the step, the pieces, the next action, the days without movement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import LEAD, NOTE, NOTE_STRONG, TITLE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, plural

_NAME = Style(Face.SEMIBOLD, 10.5, 13.5)
_CELL = Style(size=10, leading=13)


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier of the list."""

    surname: str
    first_name: str
    file_number: str
    town: str
    step: str
    pieces_received: int
    pieces_required: int
    next_action: str
    waiting_days: int | None = None


@dataclass(frozen=True, slots=True)
class DossierList:
    """The list as filtered on screen; `note` says in words which dossiers are in it."""

    sender: Sender
    title: str
    note: str
    rows: tuple[DossierRow, ...]
    edited_on: date


def render(data: DossierList) -> bytes:
    """The list as a tagged PDF."""
    count = plural("{n} dossier", "{n} dossiers", len(data.rows))
    note = " · ".join(part for part in (count, data.note) if part)
    blocks: list[Block] = [Text(french(data.title), TITLE, "H1"), Text(french(note), LEAD), Gap(10)]
    if data.rows:
        blocks.append(_table(data.rows))
    else:
        blocks.append(Text(_("Aucun dossier ne correspond à ce choix.")))
    foot = _("Document interne : ne pas laisser à l’accueil.")
    return make_pdf(blocks, Frame(data.sender, data.edited_on, foot), Meta(french(data.title), data.sender.name))


def _table(rows: tuple[DossierRow, ...]) -> Block:
    columns = (
        Column(_("Nom et n° de dossier"), 148),
        Column(_("Étape"), 98),
        Column(_("Pièces"), 54, "right"),
        Column(_("Prochaine action")),
        Column(_("Attente"), 46, "right"),
    )
    return Table(columns, tuple(_row(row) for row in rows), padding=4, minimum=30)


def _row(row: DossierRow) -> tuple[Cell, ...]:
    under = " · ".join(part for part in (row.file_number, row.town) if part)
    pieces = f"{row.pieces_received}/{row.pieces_required}"
    waiting: tuple[Block, ...] = ()
    if row.waiting_days is not None:
        # Beyond thirty days the figure is bold: seen at a glance, in black and white too.
        style = NOTE_STRONG if row.waiting_days > 30 else NOTE
        waiting = (Text(french(_("{n} j").format(n=row.waiting_days)).replace(" j", "\u00a0j"), style, align="right"),)
    return (
        Cell((Text(f"{row.surname} {row.first_name}", _NAME), Text(under, NOTE)), row_head=True),
        Cell((Text(french(row.step), _CELL),)),
        Cell((Text(pieces, _CELL, align="right"),)),
        Cell((Text(french(row.next_action), _CELL),)),
        Cell(waiting),
    )
