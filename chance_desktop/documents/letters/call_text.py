"""The text to read on the telephone, on one sheet, with room to note the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Block, Bullets, Gap, Panel, Text, WritingLines
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf, paginate
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import LEAD, SECTION, SUBTITLE, TINT, TITLE, VIOLET, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _

_SPOKEN = Style(size=12.5, leading=18.5)
_OUTCOME = Style(size=11, leading=15)
_PHONE = Style(Face.BOLD, 15, 20)


@dataclass(frozen=True, slots=True)
class CallText:
    """What to say, to whom, at which number; `outcomes` are boxes to tick during the call."""

    sender: Sender
    title: str
    referee_line: str
    phone: str
    paragraphs: tuple[str, ...]
    outcomes: tuple[str, ...]
    edited_on: date


def render(data: CallText) -> bytes:
    """The sheet as a tagged PDF."""
    spoken: list[Block] = []
    for text in data.paragraphs:
        if text.strip():
            spoken += [Gap(8 if spoken else 1), Text(french(text), _SPOKEN)]
    blocks: list[Block] = [
        Text(french(data.title), TITLE, "H1"),
        Gap(2, keep=True),
        Text(french(data.referee_line), SUBTITLE),
        Text(data.phone, _PHONE),
        Gap(12),
        Text(_("À dire"), SECTION, "H2"),
        Gap(5, keep=True),
        Panel(tuple(spoken), stroke=VIOLET, fill=TINT, bar=True, padding=17, radius=0),
        Gap(16),
    ]
    if data.outcomes:
        blocks += [
            Text(_("Ce qui est convenu"), SECTION, "H2"),
            Gap(5, keep=True),
            Bullets(tuple(french(item) for item in data.outcomes), _OUTCOME, indent=20, space=4, hollow=True),
            Gap(10),
        ]
    blocks += [
        Text(_("Notes"), SECTION, "H2"),
        Text(_("Rien sur la santé ni sur les opinions : seulement ce qui sert à la lettre."), LEAD),
    ]
    # As many lines as the sheet holds: a second sheet is not at hand beside the telephone.
    lines = next((count for count in (5, 4, 3, 2) if len(paginate([*blocks, WritingLines(count, 23)])) == 1), 2)
    blocks.append(WritingLines(lines, 23))
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(french(data.title), data.sender.name))
