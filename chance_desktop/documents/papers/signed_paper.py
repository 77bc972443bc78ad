"""A paper that parties sign: a title, articles or lists, and a box for each signature; as PDF and as ODT to correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Beside, Block, Bullets, Gap, Panel, Text
from chance_desktop.documents.kit.flow import Frame, make_pdf
from chance_desktop.documents.kit.letter_layout import paragraphs
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagging import Meta
from chance_desktop.documents.kit.theme import BODY, NOTE, SECTION, STRONG, STRONG_BODY, SUBTITLE, TITLE
from chance_desktop.documents.kit.typography import french
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.runtime.words import _

_ROOM_TO_SIGN = 62.0


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs: the role, the name, and lines under it."""

    role: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A titled part: a text, or a list."""

    title: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The paper; `about` names the person under the title."""

    sender: Sender
    title: str
    about: str
    introduction: str
    parties: tuple[Party, ...]
    articles: tuple[Article, ...]
    closing: str
    edited_on: date
    signature_note: str = ""


def render(data: SignedPaper) -> bytes:
    """The paper as a tagged PDF."""
    blocks: list[Block] = [Text(french(data.title), TITLE, "H1"), Gap(1, keep=True)]
    if data.about:
        blocks.append(Text(french(data.about), SUBTITLE))
    blocks += [Gap(8), *paragraphs((data.introduction,) if data.introduction else ())]
    if len(data.parties) > 1:
        blocks += [Beside(tuple((0, _party(party)) for party in data.parties)), Gap(10)]
    for number, article in enumerate(data.articles, start=1):
        title = f"{number}. {article.title}" if article.text else article.title
        if article.title:
            blocks += [Text(french(title), SECTION, "H2"), Gap(3, keep=True)]
        if article.text:
            blocks += [Text(french(article.text), BODY), Gap(9)]
        if article.items:
            blocks += [Bullets(tuple(french(item) for item in article.items), BODY), Gap(9)]
    if data.closing:
        blocks += [*paragraphs((data.closing,))]
    blocks += [Gap(6), Beside(tuple((0, (_signature(party, data.signature_note),)) for party in data.parties), 12)]
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(french(data.title), data.sender.name))


def render_odt(data: SignedPaper) -> bytes:
    """The same paper, to correct in LibreOffice or Word."""
    page = OdtPage(french(data.title), data.sender)
    page.add(french(data.title), "Chance_20_Title", level=1)
    if data.about:
        page.add(french(data.about), "Chance_20_Subtitle", level=2)
    if data.introduction:
        page.add(french(data.introduction), "Chance_20_Body")
    for party in data.parties if len(data.parties) > 1 else ():
        who = ", ".join(part for part in (party.name, *party.lines) if part)
        page.add(french(f"**{party.role}** : {who}"), "Chance_20_Note")
    for number, article in enumerate(data.articles, start=1):
        if article.title:
            title = f"{number}. {article.title}" if article.text else article.title
            page.add(french(title), "Chance_20_Box_20_Title", level=3)
        # what is signed is never alone on a page
        last = number == len(data.articles) and not data.closing
        if article.text:
            page.add(french(article.text), "Chance_20_Body_20_Kept" if last and not article.items else "Chance_20_Body")
        if article.items:
            page.add_list([french(item) for item in article.items], keep=last)
    if data.closing:
        page.add(french(data.closing), "Chance_20_Body_20_Kept")
    note = data.signature_note or _("Date et signature")
    cells = [
        [
            (french(party.role), "Chance_20_Question"),
            (french(party.name), "Chance_20_Note"),
            (french(note), "Chance_20_Note"),
        ]
        + [("", "Chance_20_Body")] * 3
        for party in data.parties
    ]
    page.add_table("signatures", [cells])
    return page.to_bytes()


def _party(party: Party) -> tuple[Block, ...]:
    lines = tuple(Text(french(line), NOTE) for line in party.lines if line)
    return (Text(french(party.role), NOTE), Text(french(party.name or "…"), STRONG_BODY), *lines)


def _signature(party: Party, note: str) -> Block:
    inside: tuple[Block, ...] = (
        Text(french(party.role), STRONG_BODY),
        Text(french(note or _("Date et signature")), NOTE),
        Gap(_ROOM_TO_SIGN),
    )
    return Panel(inside, stroke=STRONG, radius=3)
