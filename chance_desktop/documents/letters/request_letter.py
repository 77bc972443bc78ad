"""A letter to a referee or to the Region: request, reminder, waiver request are one layout with other words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.outline import (
    Box,
    Ending,
    Kind,
    Node,
    Outline,
    Paragraph,
    PlaceAndDate,
    Recipient,
    Subject,
)
from chance_desktop.documents.kit.outline_pdf import to_pdf
from chance_desktop.documents.kit.sender import Sender


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to print; paragraphs may hold `**bold**` spans, an empty paragraph is dropped.

    `fictional` marks the pages even when the sender does not.
    """

    sender: Sender
    recipient_lines: tuple[str, ...]
    place_and_date: str
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    box_title: str
    box_items: tuple[str, ...]
    closing: str
    signature_lines: tuple[str, ...]
    edited_on: date
    fictional: bool = False
    box_after: int = 2
    """The box comes after that many paragraphs."""


def outline(data: Letter) -> Outline:
    """What the letter says, in order."""
    texts = [Paragraph(text) for text in data.paragraphs if text.strip()]
    nodes: list[Node] = [Recipient(data.recipient_lines), PlaceAndDate(data.place_and_date), Subject(data.subject)]
    nodes += [Paragraph(data.salutation)] if data.salutation.strip() else []
    box = [Box(data.box_title, data.box_items)] if data.box_items else []
    nodes += [*texts[: data.box_after], *box, *texts[data.box_after :], Ending(data.closing, data.signature_lines)]
    return Outline(
        kind=Kind.LETTER,
        title=data.subject,
        sender=data.sender,
        edited_on=data.edited_on,
        nodes=tuple(nodes),
        fictional=data.fictional,
    )


def render(data: Letter) -> bytes:
    """The letter as a tagged PDF."""
    return to_pdf(outline(data))
