"""The recommendation form a referee fills in, on screen (fillable PDF) or by hand; it comes back as a scan, answers and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.forms.form_questions import FormQuestion
from chance_desktop.documents.kit.outline import (
    Field,
    FieldKind,
    FieldSignature,
    FieldSpacing,
    Kind,
    Option,
    Outline,
    Paragraph,
    Title,
)
from chance_desktop.documents.kit.outline_pdf import to_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.domain.programme.paper_text import QuestionKind
from chance_desktop.runtime.words import _

# Room for long answers: the most that costs no further page.
_LONG_HEIGHTS = (170.0, 140.0, 110.0, 80.0)
_DAY = 20
"""Letters of a day typed freely (« septembre 2022 »)."""
_KINDS = {
    QuestionKind.TEXT: FieldKind.LINE,
    QuestionKind.DATE: FieldKind.DAY,
    QuestionKind.LONG_TEXT: FieldKind.LINES,
    QuestionKind.CHOICE: FieldKind.ONE,
}


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


def outline(data: RefereeForm) -> Outline:
    """What the form asks, in order."""
    note = _("Imprimez la page, signez-la à la main, puis rendez-la par courriel ou par la poste.")
    return Outline(
        kind=Kind.FORM,
        title=data.title,
        sender=data.sender,
        edited_on=data.edited_on,
        nodes=(
            Title(data.title, data.person_name),
            *(Paragraph(text) for text in data.introduction if text.strip()),
            *(_field(question) for question in data.questions),
            FieldSignature(note),
        ),
        foot=data.return_line,
        long_fields=_LONG_HEIGHTS,
        spacing=FieldSpacing(short=10, other=11, aligned=True),
    )


def render(data: RefereeForm) -> bytes:
    """The form as a tagged, fillable PDF."""
    return to_pdf(outline(data))


def _field(question: FormQuestion) -> Field:
    options = tuple(Option(choice, french(choice)) for choice in question.choices)
    return Field(
        name=question.code,
        question=french(question.text),
        kind=_KINDS[question.kind],
        notes=(french(question.help),) if question.help else (),
        words="" if options else question.value,
        options=options,
        chosen=(question.value,) if options and question.value else (),
        most=_DAY if question.kind is QuestionKind.DATE else 0,
        abreast=_abreast(question.choices),
    )


def _abreast(choices: tuple[str, ...]) -> int:
    """How many choices stand side by side on paper, after the longest words."""
    longest = max((len(choice) for choice in choices), default=0)
    return 4 if longest < 16 and len(choices) > 3 else 3 if longest < 24 else 2 if longest < 36 else 1
