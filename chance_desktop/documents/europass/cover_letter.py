"""The Europass cover letter: sender above, addressee on the right, subject, text, signature, what is enclosed."""

from __future__ import annotations

from chance_desktop.documents.europass.pages import (
    BODY,
    LABEL_HEAD,
    address_lines,
    annex_names,
    frame_of,
    full_name,
    meta_of,
)
from chance_desktop.documents.europass.partial_words import date_words
from chance_desktop.documents.europass.rich_blocks import rich_blocks
from chance_desktop.documents.europass.words import EuropassWords, typeset, words_for
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import make_pdf
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.two_columns import Sided
from chance_desktop.documents.kit.typesetting.theme import BLUE, INK2, LETTER_BODY, Face, Style
from chance_desktop.documents.scans.photographs.portrait import whole_picture
from chance_desktop.domain.learner.model import CoverLetter, Learner, PersonName

_SENDER = Style(Face.BOLD, 15, 20, BLUE)
_STRONG = Style(Face.SEMIBOLD, LETTER_BODY.size, LETTER_BODY.leading)
_SUBJECT = Style(Face.BOLD, 11.5, 16)
_CONTACT = Style(size=9.5, leading=13, colour=INK2)
_RIGHT = 228.0
_SIGNATURE = (170.0, 56.0)


def cover_letter_pdf(learner: Learner, *, fictional: bool = False) -> bytes:
    """The letter as a tagged PDF; a learner without one gets the sheet with the sender alone."""
    words = words_for(learner.locale)
    blocks = cover_letter_blocks(learner, words)
    frame = frame_of(learner.identification, words, fictional=fictional)
    return make_pdf(blocks, frame, meta_of(words.cover_letter, learner.identification, learner.locale))


def cover_letter_blocks(learner: Learner, words: EuropassWords) -> list[Block]:
    """Everything on its pages."""
    letter = learner.cover_letter or CoverLetter()
    blocks = [*_sender(learner, words), *_addressee(letter, words)]
    heading = words.subject.format(subject=letter.subject) if letter.subject else words.cover_letter
    blocks += [Text(typeset(heading, words), _SUBJECT, "H1"), Gap(12, keep=True)]
    salutation = _salutation(letter)
    if salutation:
        blocks += [Text(typeset(salutation, words), LETTER_BODY), Gap(9)]
    for text in (letter.opening, letter.main_body, letter.closing, letter.closing_salutation.label):
        paragraphs = rich_blocks(text, words, LETTER_BODY, 8)
        if paragraphs:
            blocks += [*paragraphs, Gap(9)]
    return [*blocks, *_signature(learner, words), *_enclosed(letter, learner, words)]


def _right(blocks: list[Block]) -> Block:
    return Sided((), tuple(blocks), right_width=_RIGHT)


def _sender(learner: Learner, words: EuropassWords) -> list[Block]:
    who = learner.identification
    name = full_name(who)
    reach = [who.email, *(each.value for each in who.telephones), *(each.value for each in who.websites)]
    lines = (", ".join(address_lines(who.address)), " · ".join(part for part in reach if part))
    blocks: list[Block] = [Text(name, _SENDER)] if name else []
    blocks += [Text(typeset(line, words), _CONTACT) for line in lines if line]
    return [*blocks, Gap(6), _Rule(), Gap(20)] if blocks else []


class _Rule(Gap):
    """The line under the sender."""

    def __init__(self) -> None:
        super().__init__(3)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Across the page."""
        pen.rule(x, top - 1.5, width, colour=BLUE, thickness=1.8)


def _person(name: PersonName) -> str:
    return " ".join(part for part in (name.title.label, name.first_name, name.surname) if part)


def _addressee(letter: CoverLetter, words: EuropassWords) -> list[Block]:
    organisation = letter.addressee_organisation
    lines = [
        _person(letter.addressee),
        letter.addressee_position.label,
        organisation.name,
        *address_lines(organisation.address),
    ]
    told = [
        Text(typeset(line, words), LETTER_BODY if order else _STRONG) for order, line in enumerate(filter(None, lines))
    ]
    blocks: list[Block] = [_right(list(told)), Gap(18)] if told else []
    day = date_words(letter.date, words)
    place = letter.place or letter.country.label
    when = words.place_and_date.format(place=place, date=day) if place and day else place or day
    return [*blocks, _right([Text(typeset(when, words), LETTER_BODY)]), Gap(20)] if when else blocks


def _salutation(letter: CoverLetter) -> str:
    told = " ".join(part for part in (letter.salutation.label.rstrip(" ,"), _person(letter.salutation_name)) if part)
    return f"{told}," if told else ""


def _signature(learner: Learner, words: EuropassWords) -> list[Block]:
    name = full_name(learner.identification)
    alt = words.signature.format(name=name)
    drawn = whole_picture(learner.identification.signature, alt, *_SIGNATURE)
    room: list[Block] = [drawn] if drawn else [Gap(34)]
    return [Gap(4), _right([*room, Text(name, _STRONG)]), Gap(16)] if name else []


def _enclosed(letter: CoverLetter, learner: Learner, words: EuropassWords) -> list[Block]:
    names = annex_names(learner)
    links = (f"{told} ({address})" if told else address for address, told in letter.enclosed_links)
    items = [
        *letter.enclosed_documents,
        *(names[each] for each in letter.enclosed_annexes if each in names),
        *links,
    ]
    if not any(items):
        return []
    heading = letter.enclosed_heading.label or words.annexes
    lines = [Text(typeset(item, words), BODY) for item in items if item]
    return [Text(typeset(heading, words), LABEL_HEAD, "H2"), Gap(2, keep=True), *lines]
