"""A declared form on paper: to fill by hand or on screen (fillable PDF), and to print once filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from chance_desktop.documents.forms.filled_form import REFERENCE, field_name
from chance_desktop.documents.kit.blocks import Beside, Block, Gap, Text, Whole, draw_stack, stack_height
from chance_desktop.documents.kit.flow import Frame, make_pdf
from chance_desktop.documents.kit.form_fields import ChoiceField, FieldSheet, TextField, add_fields
from chance_desktop.documents.kit.letter_layout import paragraphs
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged_canvas import Pen
from chance_desktop.documents.kit.tagging import Meta
from chance_desktop.documents.kit.theme import NOTE, SECTION, SUBTITLE, TITLE, Face, Style
from chance_desktop.documents.kit.typography import french
from chance_desktop.domain.form import Form, FormPart, Question, QuestionKind, codes_in
from chance_desktop.runtime.words import _

_QUESTION = Style(Face.SEMIBOLD, 11, 14.5)
_LONG = 62.0
_SHORT_CHOICE = 18


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form to draw; `about` says whom or what it is about, `reference` in a code that comes back with the file."""

    sender: Sender
    form: Form
    about: str
    reference: str
    edited_on: date
    answers: Mapping[str, str] = field(default_factory=dict)
    return_line: str = ""


@dataclass(frozen=True, slots=True)
class _Stack(Whole):
    """Blocks one under the other that stay together."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        """All of them."""
        return stack_height(self.blocks, width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """From top to foot."""
        draw_stack(self.blocks, pen, x, top, width)


def render(data: FormSheet) -> bytes:
    """The form as a tagged, fillable PDF; answers known already are written in it."""
    sheet = FieldSheet()
    form = data.form
    blocks: list[Block] = [Text(french(form.title), TITLE, "H1"), Gap(1, keep=True)]
    if data.about:
        blocks.append(Text(french(data.about), SUBTITLE))
    blocks += [Gap(8), *paragraphs((form.introduction,) if form.introduction else ()), Gap(4)]
    for part in form.parts:
        blocks += _part(data, sheet, part)
    if form.closing:
        blocks += [Gap(6), *paragraphs((form.closing,))]
    blocks += _reference(data, sheet)
    meta = Meta(french(form.title), data.sender.name)
    frame = Frame(data.sender, data.edited_on, data.return_line)
    return make_pdf(blocks, frame, meta, lambda pdf: add_fields(pdf, sheet.boxes))


def _part(data: FormSheet, sheet: FieldSheet, part: FormPart) -> Iterator[Block]:
    yield Gap(6)
    yield Text(french(part.title), SECTION, "H2")
    yield Gap(5, keep=True)
    if part.note:
        yield Text(french(part.note), NOTE)
        yield Gap(4, keep=True)
    waiting: list[Question] = []
    for question in part.questions:
        if question.kind in (QuestionKind.TEXT, QuestionKind.DATE, QuestionKind.NUMBER):
            waiting.append(question)
            if len(waiting) < 2:
                continue
        elif waiting:
            yield _beside(data, sheet, waiting)
            yield Gap(9)
            waiting = []
        yield _beside(data, sheet, waiting or [question])
        yield Gap(9)
        waiting = []
    if waiting:
        yield _beside(data, sheet, waiting)
        yield Gap(9)


def _beside(data: FormSheet, sheet: FieldSheet, questions: list[Question]) -> Block:
    return Beside(tuple((0, tuple(_question(data, sheet, question))) for question in questions))


def _question(data: FormSheet, sheet: FieldSheet, question: Question) -> Iterator[Block]:
    form = data.form
    text = asked(question)
    yield Text(text, _QUESTION)
    notes = notes_of(form, question)
    for note in notes:
        yield Text(note, NOTE)
    yield Gap(3, keep=True)
    tooltip = " ".join((text, *notes))
    name, answer = field_name(form, question.code), data.answers.get(question.code, "")
    if question.kind is QuestionKind.CHOICE:
        labels = tuple(french(choice.label) for choice in form.options(question))
        yield ChoiceField(sheet, name, tooltip, labels, columns(labels), french(form.label(question, answer)))
    elif question.kind is QuestionKind.CHOICES:
        yield _several(data, sheet, question, tooltip, answer)
    elif question.kind is QuestionKind.LONG:
        yield TextField(sheet, name, tooltip, _LONG, answer)
    else:
        yield TextField(sheet, name, tooltip, 24, form.label(question, answer) if answer else "")


def _several(data: FormSheet, sheet: FieldSheet, question: Question, tooltip: str, answer: str) -> Block:
    """One box for each choice: several may be ticked."""
    chosen = codes_in(answer)
    boxes = tuple(
        (
            0,
            (
                ChoiceField(
                    sheet, f"{field_name(data.form, question.code)}+{choice.code}", tooltip, (french(choice.label),), 1,
                    french(choice.label) if choice.code in chosen else "",
                ),
            ),
        )
        for choice in data.form.options(question)
    )  # fmt: skip
    rows: list[Block] = []
    for start in range(0, len(boxes), 3):
        some = boxes[start : start + 3]
        rows.append(Beside(some + ((0, ()),) * (3 - len(some))))
    return _Stack(tuple(rows))


def columns(labels: tuple[str, ...]) -> int:
    """How many choices stand side by side, after the longest words."""
    longest = max(len(label) for label in labels)
    if longest <= _SHORT_CHOICE:
        return min(4, len(labels))
    return 3 if longest < 26 else 2 if longest < 40 else 1


def asked(question: Question) -> str:
    """A question as it is printed, with its number."""
    return french(f"{question.number} {question.text}".strip())


def notes_of(form: Form, question: Question) -> tuple[str, ...]:
    """What is printed small under a question: when it is asked, and its help."""
    notes = (_condition(form, question) if question.visible_if is not None else "", question.help)
    return tuple(french(note) for note in notes if note)


def _condition(form: Form, question: Question) -> str:
    condition = question.visible_if
    assert condition is not None  # only asked of a question that has one
    other = form.question(condition.question)
    wanted = _(" ou ").join(
        f"« {form.label(other, code)} »" for code in (condition.one_of or (condition.equals,))
    )  # fmt: skip
    return _("À remplir si la réponse à « {question} » est {wanted}.").format(question=other.text, wanted=wanted)


def _reference(data: FormSheet, sheet: FieldSheet) -> list[Block]:
    if not data.reference:
        return []
    tooltip = _("Référence du formulaire, à laisser telle quelle")
    own = (
        Text(_("Référence, à laisser telle quelle"), NOTE),
        Gap(2),
        TextField(sheet, REFERENCE, tooltip, 22, data.reference),
    )
    return [Gap(8), Beside(((300, own), (0, ())))]
