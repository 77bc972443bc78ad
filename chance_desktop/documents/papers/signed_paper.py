"""A paper that parties sign: a title, articles or lists, and a box for each signature; as PDF and as ODT to correct."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chance_desktop.documents.kit.outline import (
    Article as Article,
)
from chance_desktop.documents.kit.outline import (
    Kind,
    Node,
    Outline,
    Paragraph,
    Parties,
    Signatures,
    Title,
)
from chance_desktop.documents.kit.outline import (
    Party as Party,
)
from chance_desktop.documents.kit.outline_pdf import to_pdf
from chance_desktop.documents.kit.sender import Sender


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


def outline(data: SignedPaper) -> Outline:
    """What the paper says, in order; what is signed is never alone on a page."""
    nodes: list[Node] = [Title(data.title, data.about)]
    nodes += [Paragraph(data.introduction)] if data.introduction else []
    nodes += [Parties(data.parties)] if len(data.parties) > 1 else []
    for number, article in enumerate(data.articles, start=1):
        title = f"{number}. {article.title}" if article.title and article.text else article.title
        nodes.append(replace(article, title=title, ends=number == len(data.articles) and not data.closing))
    nodes += [Paragraph(data.closing, ends=True)] if data.closing else []
    nodes.append(Signatures(data.parties, data.signature_note))
    return Outline(kind=Kind.PAPER, title=data.title, sender=data.sender, edited_on=data.edited_on, nodes=tuple(nodes))


def render(data: SignedPaper) -> bytes:
    """The paper as a tagged PDF."""
    return to_pdf(outline(data))
