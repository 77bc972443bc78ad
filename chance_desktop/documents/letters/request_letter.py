"""A letter to a referee or to the Region: request, reminder, waiver request are one layout with other words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chance_desktop.documents.kit import letter_layout
from chance_desktop.documents.kit.blocks import Block
from chance_desktop.documents.kit.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagging import Meta
from chance_desktop.documents.kit.typography import french


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


def render(data: Letter) -> bytes:
    """The letter as a tagged PDF."""
    sender = replace(data.sender, fictional=data.sender.fictional or data.fictional)
    texts = tuple(text for text in data.paragraphs if text.strip())
    after = min(data.box_after, len(texts))

    def make(air: float) -> list[Block]:
        return [
            *letter_layout.opening(data.recipient_lines, data.place_and_date, data.subject, data.salutation, air),
            *letter_layout.paragraphs(texts[:after]),
            *letter_layout.box(data.box_title, data.box_items),
            *letter_layout.paragraphs(texts[after:]),
            *letter_layout.ending(data.closing, data.signature_lines, air),
        ]

    return make_pdf(letter_layout.fitted(make), Frame(sender, data.edited_on), Meta(french(data.subject), sender.name))
