"""A recommendation given by telephone, typed by the counsellor and printed for the referee's signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Beside, Block, Gap, Panel, Text, WritingLines
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import (
    BODY,
    COLUMN,
    INK,
    LEAD,
    LETTER_BODY,
    NOTE,
    SECTION,
    STRONG_BODY,
    SUBTITLE,
    TITLE,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, long_date


@dataclass(frozen=True, slots=True)
class Statement:
    """What the referee said; `answers` are pairs of question and answer, `text` the free words."""

    sender: Sender
    person_name: str
    file_number: str
    referee_name: str
    referee_title: str
    referee_phone: str
    given_on: date
    taken_by: str
    answers: tuple[tuple[str, str], ...]
    text: str
    edited_on: date


def render(data: Statement) -> bytes:
    """The statement as a tagged PDF; it says itself that it is worth nothing unsigned."""
    told = _("Propos recueillis par téléphone le {day} par {who}.").format(
        day=long_date(data.given_on), who=data.taken_by
    )
    about = _("pour {person}, dossier {number}").format(person=data.person_name, number=data.file_number)
    blocks: list[Block] = [
        Text(_("Recommandation donnée par téléphone"), TITLE, "H1"),
        Gap(1, keep=True),
        Text(french(about), SUBTITLE),
        Text(french(told), LEAD),
        Gap(12),
        Panel((Text(_("Ce texte ne vaut qu’une fois signé par la personne qui l’a donné."), STRONG_BODY),), stroke=INK),
        Gap(14),
        Text(_("La personne qui recommande"), SECTION, "H2"),
        Gap(4, keep=True),
        Beside(
            (
                (0, (Text(french(data.referee_name), STRONG_BODY), Text(french(data.referee_title), BODY))),
                (150, (Text(_("Téléphone"), COLUMN), Text(data.referee_phone, BODY))),
            )
        ),
        Gap(14),
        Text(_("Ses propos"), SECTION, "H2"),
        Gap(4, keep=True),
    ]
    for question, answer in data.answers:
        if answer.strip():
            blocks += [Text(french(question), COLUMN, "H3"), Text(french(answer), LETTER_BODY), Gap(8)]
    for paragraph in data.text.split("\n"):
        if paragraph.strip():
            blocks += [Text(french(paragraph), LETTER_BODY), Gap(8)]
    blocks += [Gap(8), _signature(data.referee_name)]
    meta = Meta(_("Recommandation donnée par téléphone"), data.sender.name, french(about))
    return make_pdf(blocks, Frame(data.sender, data.edited_on), meta)


def _signature(name: str) -> Block:
    words = _("Je confirme que ces propos sont les miens. Je peux les corriger à la main avant de signer.")
    inside: tuple[Block, ...] = (
        Text(_("À signer par {name}").format(name=french(name)), SECTION, "H2"),
        Gap(3, keep=True),
        Text(french(words), BODY),
        Gap(6),
        Beside(
            (
                (0, (Text(_("Fait à"), NOTE), WritingLines(1, 16))),
                (0, (Text(_("Le"), NOTE), WritingLines(1, 16))),
            )
        ),
        Gap(10),
        Text(_("Signature"), NOTE),
        Gap(54),
    )
    return Panel(inside, stroke=INK)
