"""The letter that names exactly the missing pieces, the deadline, and whom to ask for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Block, Figure, Gap, Text
from chance_desktop.documents.kit.layout import letter_layout
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import NOTE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _

_NAME = Style(Face.SEMIBOLD, 11, 14.5)
_WHO = Style(size=10.5, leading=14)


@dataclass(frozen=True, slots=True)
class MissingPiece:
    """A piece still missing, why (« à remplacer : illisible »), and whom to ask for it."""

    name: str
    note: str = ""
    contact: str = ""
    contact_detail: str = ""


@dataclass(frozen=True, slots=True)
class MissingPiecesLetter:
    """The letter to the young person: its texts filled in, its pieces as they stand in the dossier."""

    sender: Sender
    recipient_lines: tuple[str, ...]
    place_and_date: str
    subject: str
    salutation: str
    paragraphs_before: tuple[str, ...]
    pieces: tuple[MissingPiece, ...]
    paragraphs_after: tuple[str, ...]
    closing: str
    signature_lines: tuple[str, ...]
    edited_on: date


def render(data: MissingPiecesLetter) -> bytes:
    """The letter as a tagged PDF."""

    def make(air: float) -> list[Block]:
        return [
            *letter_layout.opening(data.recipient_lines, data.place_and_date, data.subject, data.salutation, air),
            *letter_layout.paragraphs(data.paragraphs_before),
            Gap(2),
            _pieces(data.pieces),
            Gap(14 * air),
            *letter_layout.paragraphs(data.paragraphs_after),
            *letter_layout.ending(data.closing, data.signature_lines, air),
        ]

    return make_pdf(
        letter_layout.fitted(make), Frame(data.sender, data.edited_on), Meta(french(data.subject), data.sender.name)
    )


def _pieces(pieces: tuple[MissingPiece, ...]) -> Block:
    rows = []
    for piece in pieces:
        name = [Text(french(piece.name), _NAME)]
        if piece.note:
            name.append(Text(french(piece.note), NOTE))
        contact = [Text(french(words), _WHO) for words in (piece.contact, piece.contact_detail) if words]
        figure = Figure(15, _("Case à cocher"), lambda pen, x, y, width: pen.open_square(x + 0.5, y, 15))
        rows.append((Cell(tuple(name), figure, 25), Cell(tuple(contact))))
    return Table((Column(_("Pièces à fournir")), Column(_("Qui contacter"), 175)), tuple(rows), padding=4.5, minimum=27)
