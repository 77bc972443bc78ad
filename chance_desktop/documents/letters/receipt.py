"""The receipt handed over when pieces are lodged: date, office, telephone, and exactly what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Block, Figure, Gap, Panel, Text
from chance_desktop.documents.kit.layout import letter_layout
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import LEAD, NOTE, SUBTITLE, TINT, TITLE, VIOLET, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, long_date, plural, short_date

_NAME = Style(Face.MEDIUM, 11, 14.5)
_SUMMARY = Style(Face.BOLD, 14, 19)


@dataclass(frozen=True, slots=True)
class LodgedPiece:
    """A piece received at the counter; `form` says « original vu, copie gardée »."""

    name: str
    form: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receipt certifies; `paragraphs` are the programme's own words, filled in."""

    sender: Sender
    person_name: str
    file_number: str
    lodged_on: date
    pieces: tuple[LodgedPiece, ...]
    paragraphs: tuple[str, ...]
    place_and_date: str
    signature_lines: tuple[str, ...]
    edited_on: date


def render(data: Receipt) -> bytes:
    """The receipt as a tagged PDF."""
    count = len(data.pieces)
    day = long_date(data.lodged_on, weekday=True)
    summary = plural("{n} pièce reçue le {day}", "{n} pièces reçues le {day}", count).replace("{day}", day)
    reach = _("{office}, téléphone {phone}").format(office=data.sender.name, phone=data.sender.phone)
    blocks: list[Block] = [
        Text(_("Récépissé de dépôt"), TITLE, "H1"),
        Gap(1, keep=True),
        Text(french(data.person_name), SUBTITLE),
        Text(_("Dossier {number}").format(number=data.file_number), LEAD),
        Gap(13),
        Panel(
            (Gap(1), Text(french(summary), _SUMMARY), Gap(1), Text(french(reach), NOTE)),
            stroke=VIOLET, fill=TINT, bar=True, padding=16, radius=0,
        ),
        Gap(15),
        _table(data.pieces),
        Gap(16),
        *letter_layout.paragraphs(data.paragraphs),
        Gap(4),
        *letter_layout.on_the_right(data.place_and_date),
        *letter_layout.signature(data.signature_lines, room=56),
    ]  # fmt: skip
    dossier = _("Dossier {number}").format(number=data.file_number)
    meta = Meta(_("Récépissé de dépôt"), data.sender.name, dossier)
    return make_pdf(blocks, Frame(data.sender, data.edited_on), meta)


def _table(pieces: tuple[LodgedPiece, ...]) -> Block:
    rows = []
    for piece in pieces:
        figure = Figure(14, _("Reçue"), lambda pen, x, y, width: pen.ticked_square(x + 1, y, 14))
        form = (Text(french(piece.form), NOTE),) if piece.form else ()
        day = (Text(short_date(piece.received_on), NOTE),) if piece.received_on else ()
        rows.append((Cell((Text(french(piece.name), _NAME),), figure, 25), Cell(form), Cell(day)))
    columns = (Column(_("Pièces reçues")), Column(_("Sous quelle forme"), 165), Column(_("Reçue le"), 72))
    return Table(columns, tuple(rows), padding=3.5, minimum=24, titled=True)
