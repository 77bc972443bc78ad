"""What a stay changed in a language, level by level, on one page to hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.europass.progress_grid import ProgressGrid
from chance_desktop.documents.europass.words import words_for
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import BODY, NOTE, SECTION, SUBTITLE, TITLE
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.domain.learner.cefr import Levels
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The page; a language with its levels before and after."""

    sender: Sender
    person_name: str
    languages: tuple[tuple[str, Levels, Levels], ...]
    note: str
    edited_on: date


def render(data: ProgressPage) -> bytes:
    """The page as a tagged PDF."""
    title = _("Ce que le séjour a changé")
    blocks: list[Block] = [
        Text(title, TITLE, "H1"),
        Gap(1, keep=True),
        Text(french(data.person_name), SUBTITLE),
        Gap(8),
    ]
    words = words_for("fr")
    for language, before, after in data.languages:
        blocks += [
            Text(french(language), SECTION, "H2"), Gap(4, keep=True), ProgressGrid(words, before, after), Gap(6),
            Text(_("Carré pointillé : avant le départ. Carré plein : au retour."), NOTE), Gap(14),
        ]  # fmt: skip
    if data.note:
        blocks.append(Text(french(data.note), BODY))
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(title, data.sender.name))
