"""An answer of the guide on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import BODY, LEAD, TITLE
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A question, its section, and the paragraphs that answer it."""

    sender: Sender
    section: str
    title: str
    paragraphs: tuple[str, ...]
    edited_on: date


def render(data: GuidePage) -> bytes:
    """The answer as a tagged PDF."""
    blocks: list[Block] = [Text(french(data.title), TITLE, "H1"), Text(french(data.section), LEAD), Gap(10)]
    for paragraph in data.paragraphs:
        blocks += [Text(french(paragraph), BODY), Gap(6)]
    frame = Frame(data.sender, data.edited_on, _("Aide d’Une chance pour l’Europe"))
    return make_pdf(blocks, frame, Meta(french(data.title), data.sender.name))
