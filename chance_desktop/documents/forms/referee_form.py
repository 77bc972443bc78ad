"""The recommendation form a referee fills in, on screen (fillable PDF) or by hand; it comes back as a scan, answers and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.forms.form_questions import FormQuestion
from chance_desktop.documents.kit.blocks import Beside, Block, Gap, Panel, Text, WritingLines
from chance_desktop.documents.kit.flow import Frame, make_pdf, paginate
from chance_desktop.documents.kit.form_fields import ChoiceField, FieldSheet, TextField, add_fields
from chance_desktop.documents.kit.letter_layout import paragraphs
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagging import Meta
from chance_desktop.documents.kit.theme import INK, NOTE, SECTION, SUBTITLE, TITLE, Face, Style
from chance_desktop.documents.kit.typography import french
from chance_desktop.domain.paper_text import QuestionKind
from chance_desktop.runtime.words import _

_QUESTION = Style(Face.SEMIBOLD, 11, 14.5)
# Room for long answers: the most that costs no further page.
_LONG_HEIGHTS = (170.0, 140.0, 110.0, 80.0)


@dataclass(frozen=True, slots=True)
class RefereeForm:
    """The form for one young person; `return_line`, at the foot of each page, says by when and to whom it comes back."""

    sender: Sender
    title: str
    person_name: str
    introduction: tuple[str, ...]
    questions: tuple[FormQuestion, ...]
    return_line: str
    edited_on: date


def render(data: RefereeForm) -> bytes:
    """The form as a tagged, fillable PDF."""
    sheet = FieldSheet()
    *roomy, least = (_blocks(data, sheet, long) for long in _LONG_HEIGHTS)
    pages = len(paginate(least))
    blocks = next((made for made in roomy if len(paginate(made)) == pages), least)
    meta = Meta(french(data.title), data.sender.name)
    frame = Frame(data.sender, data.edited_on, data.return_line)
    return make_pdf(blocks, frame, meta, lambda pdf: add_fields(pdf, sheet.boxes))


def _blocks(data: RefereeForm, sheet: FieldSheet, long: float) -> list[Block]:
    blocks: list[Block] = [
        Text(french(data.title), TITLE, "H1"),
        Gap(1, keep=True),
        Text(french(data.person_name), SUBTITLE),
        Gap(8),
        *paragraphs(data.introduction),
        Gap(4),
    ]
    waiting: list[FormQuestion] = []
    for question in data.questions:
        if question.kind in (QuestionKind.TEXT, QuestionKind.DATE):
            waiting.append(question)
            if len(waiting) == 2:
                blocks += [_pair(sheet, waiting, long), Gap(10)]
                waiting = []
            continue
        if waiting:
            blocks += [_pair(sheet, waiting, long), Gap(10)]
            waiting = []
        blocks += [_pair(sheet, [question], long), Gap(11)]
    if waiting:
        blocks += [_pair(sheet, waiting, long), Gap(10)]
    return [*blocks, Gap(3), _signature()]


def _pair(sheet: FieldSheet, questions: list[FormQuestion], long: float) -> Block:
    # Fields side by side stand on one line, even when only one of the two questions has a word of help.
    helped = any(question.help for question in questions)
    return Beside(tuple((0, _question(sheet, question, long, helped=helped)) for question in questions))


def _question(sheet: FieldSheet, question: FormQuestion, long: float, *, helped: bool) -> tuple[Block, ...]:
    words: list[Block] = [Text(french(question.text), _QUESTION)]
    if question.help:
        words.append(Text(french(question.help), NOTE))
    elif helped:
        words.append(Gap(NOTE.leading))
    tooltip = french(f"{question.text} {question.help}".strip())
    if question.kind is QuestionKind.CHOICE:
        longest = max(len(choice) for choice in question.choices)
        columns = 4 if longest < 16 and len(question.choices) > 3 else 3 if longest < 24 else 2 if longest < 36 else 1
        choices = tuple(french(choice) for choice in question.choices)
        field: Block = ChoiceField(sheet, question.code, tooltip, choices, columns, french(question.value))
    elif question.kind is QuestionKind.LONG_TEXT:
        field = TextField(sheet, question.code, tooltip, long, question.value)
    elif question.kind is QuestionKind.DATE:
        field = TextField(sheet, question.code, tooltip, 24, question.value, most=20)
    else:
        field = TextField(sheet, question.code, tooltip, 24, question.value)
    return (*words, Gap(3), field)


def _signature() -> Block:
    inside: tuple[Block, ...] = (
        Text(_("Date et signature"), SECTION, "H2"),
        Gap(2),
        Text(french(_("Imprimez la page, signez-la à la main, puis rendez-la par courriel ou par la poste.")), NOTE),
        Beside(((150, (WritingLines(1, 26),)), (0, ()))),
        Gap(26),
    )
    return Panel(inside, stroke=INK)
