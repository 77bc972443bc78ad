"""A declared form on paper: to fill by hand or on screen (fillable PDF), and to print once filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chance_desktop.documents.forms.filled_form import REFERENCE, field_name
from chance_desktop.documents.kit.outline import (
    Closing,
    Field,
    FieldKind,
    Kind,
    Node,
    OnlyOdt,
    Option,
    Outline,
    Paragraph,
    Reference,
    Section,
    Title,
)
from chance_desktop.documents.kit.outline_pdf import to_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.domain.form import LONGEST, Form, Question, QuestionKind, codes_in
from chance_desktop.runtime.words import _

_SHORT_CHOICE = 18
_TICKED_ABREAST = 3
"""How many boxes to tick stand side by side."""
_KINDS = {
    QuestionKind.TEXT: FieldKind.LINE,
    QuestionKind.DATE: FieldKind.DAY,
    QuestionKind.NUMBER: FieldKind.NUMBER,
    QuestionKind.LONG: FieldKind.LINES,
    QuestionKind.CHOICE: FieldKind.ONE,
    QuestionKind.CHOICES: FieldKind.SEVERAL,
}


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


def outline(data: FormSheet) -> Outline:
    """What the form asks, in order; answers known already are in its fields."""
    form = data.form
    nodes: list[Node] = [Title(form.title, data.about)]
    nodes += [Paragraph(form.introduction)] if form.introduction else []
    nodes.append(OnlyOdt(_ways()))
    for part in form.parts:
        nodes += [Section(part.title, part.note), *(_field(data, question) for question in part.questions)]
    nodes += [Closing(form.closing)] if form.closing else []
    nodes += [Reference(REFERENCE, data.reference)] if data.reference else []
    return Outline(
        kind=Kind.FORM,
        title=form.title,
        sender=data.sender,
        edited_on=data.edited_on,
        nodes=tuple(nodes),
        foot=data.return_line,
        form_name=f"{form.form}@{form.version}",
    )


def render(data: FormSheet) -> bytes:
    """The form as a tagged, fillable PDF."""
    return to_pdf(outline(data))


def _ways() -> str:
    return _(
        "Remplissez les cases dans LibreOffice, enregistrez le fichier (ODT) ou exportez-le en PDF, puis rendez-le tel quel."
    )


def _field(data: FormSheet, question: Question) -> Field:
    form, answer = data.form, data.answers.get(question.code, "")
    options = tuple(Option(choice.code, french(choice.label)) for choice in form.options(question))
    several = question.kind is QuestionKind.CHOICES
    chosen = tuple(codes_in(answer)) if several else (answer,) if answer and options else ()
    words = form.label(question, answer) if answer and not options else ""
    return Field(
        name=field_name(form, question.code),
        question=asked(question),
        kind=_KINDS[question.kind],
        notes=notes_of(form, question),
        words=words,
        options=options,
        chosen=chosen,
        most=LONGEST.get(question.kind.value, 0),
        abreast=_TICKED_ABREAST if several else columns(tuple(each.label for each in options)) if options else 1,
    )


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
