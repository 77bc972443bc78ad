"""Placement offers on paper: one on its page, or several as a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Beside, Block, Bullets, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.layout.letter_layout import paragraphs
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import (
    BODY,
    LEAD,
    NOTE,
    SECTION,
    STRONG_BODY,
    SUBTITLE,
    TITLE,
    Face,
    Style,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, plural

_TITLE = Style(Face.SEMIBOLD, 10.5, 13.5)
_CELL = Style(size=10, leading=13)


@dataclass(frozen=True, slots=True)
class OfferSheet:
    """An offer; `facts` are pairs of a label and its words."""

    title: str
    company: str
    where: str
    facts: tuple[tuple[str, str], ...]
    tasks: tuple[str, ...]
    conditions: str


@dataclass(frozen=True, slots=True)
class OfferPages:
    """The offers to print, and what they are (« Hôtellerie, en Irlande »)."""

    sender: Sender
    offers: tuple[OfferSheet, ...]
    note: str
    edited_on: date


def render_one(data: OfferPages) -> bytes:
    """The first offer on its page, as a tagged PDF."""
    offer = data.offers[0]
    blocks: list[Block] = [
        Text(french(_("Offre de stage")), LEAD), Text(french(offer.title), TITLE, "H1"), Gap(1, keep=True),
        Text(french(", ".join(part for part in (offer.company, offer.where) if part)), SUBTITLE), Gap(10),
    ]  # fmt: skip
    for start in range(0, len(offer.facts), 3):
        some = offer.facts[start : start + 3]
        columns = tuple((0.0, (Text(french(label), NOTE), Text(french(words), STRONG_BODY))) for label, words in some)
        blocks += [Beside(columns + ((0.0, ()),) * (3 - len(some))), Gap(8)]
    if offer.tasks:
        blocks += [Gap(4), Text(_("Ce que tu feras"), SECTION, "H2"), Gap(3, keep=True)]
        blocks += [Bullets(tuple(french(task) for task in offer.tasks), BODY), Gap(8)]
    if offer.conditions:
        blocks += [
            Text(_("Conditions"), SECTION, "H2"),
            Gap(3, keep=True),
            *paragraphs(tuple(offer.conditions.splitlines())),
        ]
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(french(offer.title), data.sender.name))


def render_catalogue(data: OfferPages) -> bytes:
    """The offers as a list, as a tagged PDF."""
    title = _("Offres de stage")
    note = " · ".join(part for part in (plural("{n} offre", "{n} offres", len(data.offers)), data.note) if part)
    blocks: list[Block] = [Text(title, TITLE, "H1"), Text(french(note), LEAD), Gap(10)]
    columns = (
        Column(_("Poste et entreprise"), 170),
        Column(_("Lieu"), 90),
        Column(_("Tâches")),
        Column(_("Dates, niveau"), 96),
    )
    rows = tuple(
        (
            Cell((Text(french(each.title), _TITLE), Text(french(each.company), NOTE)), row_head=True),
            Cell((Text(french(each.where), _CELL),)),
            Cell(tuple(Text(french(task), NOTE) for task in each.tasks[:4])),
            Cell(tuple(Text(french(words), NOTE) for _label, words in each.facts[:3])),
        )
        for each in data.offers
    )
    blocks.append(
        Table(columns, rows, padding=4, minimum=30) if rows else Text(_("Aucune offre ne correspond à ce choix."))
    )
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(title, data.sender.name))
