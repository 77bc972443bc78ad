"""A declared form as an ODT to fill in LibreOffice: the questions and the field names of the fillable PDF, in form controls."""

from __future__ import annotations

from collections.abc import Callable

from odfdo import Element

from chance_desktop.documents.forms.filled_form import REFERENCE, field_name
from chance_desktop.documents.forms.form_sheet import FormSheet, asked, columns, notes_of
from chance_desktop.documents.kit.typography import french
from chance_desktop.documents.odt.controls import FIELD_STYLES, OdtControls
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.domain.form import LONGEST, Question, QuestionKind, codes_in
from chance_desktop.runtime.words import _

_WHOLE_LINE = 17.0
_ONE_LINE = 0.75
_LONG = 2.4
_LINE, _LETTERS, _MOST_LINES = 0.5, 80, 30
"""A line of a long answer: its height, the letters it holds; a field never goes over a page."""
_NARROW = {QuestionKind.DATE: 5.0, QuestionKind.NUMBER: 3.5}
_ABREAST = 3
"""How many boxes to tick stand side by side, as on the PDF."""


def render(data: FormSheet) -> bytes:
    """The form as an ODT; answers known already are in its controls."""
    form = data.form
    page = OdtPage(french(form.title), data.sender)
    controls = OdtControls(f"{form.form}@{form.version}")
    page.add(french(form.title), "Chance_20_Title", level=1)
    if data.about:
        page.add(french(data.about), "Chance_20_Subtitle")
    if form.introduction:
        page.add(french(form.introduction), "Chance_20_Body")
    page.add(french(_ways()), "Chance_20_Note")
    for part in form.parts:
        page.add(french(part.title), "Chance_20_Section", level=2)
        if part.note:
            page.add(french(part.note), "Chance_20_Field_20_Note")
        for question in part.questions:
            _add_question(page, controls, data, question)
    if form.closing:
        page.add(french(form.closing), "Chance_20_Closing")
    _add_reference(page, controls, data.reference)
    if data.return_line:
        page.add(french(data.return_line), "Chance_20_Closing")
    page.add_controls(controls.forms, FIELD_STYLES)
    return page.to_bytes()


def _ways() -> str:
    return _(
        "Remplissez les cases dans LibreOffice, enregistrez le fichier (ODT) ou exportez-le en PDF, puis rendez-le tel quel."
    )


def _add_question(page: OdtPage, controls: OdtControls, data: FormSheet, question: Question) -> None:
    form, notes, text = data.form, notes_of(data.form, question), asked(question)
    tooltip = " ".join((text, *notes))
    name, answer = field_name(form, question.code), data.answers.get(question.code, "")
    if question.kind is QuestionKind.CHOICE:
        _add_boxes(
            page, data, question, columns(tuple(choice.label for choice in form.options(question))),
            lambda code, label: controls.radio(name, f"{tooltip} – {label}", code, chosen=code == answer),
        )  # fmt: skip
    elif question.kind is QuestionKind.CHOICES:
        chosen = codes_in(answer)
        _add_boxes(
            page, data, question, _ABREAST,
            lambda code, label: controls.checkbox(f"{name}+{code}", f"{tooltip} – {label}", ticked=code in chosen),
        )  # fmt: skip
    else:
        words = form.label(question, answer) if answer else ""
        high = _room(words) if question.kind is QuestionKind.LONG else _ONE_LINE
        size = (_NARROW.get(question.kind, _WHOLE_LINE), high)
        most = LONGEST.get(question.kind.value, 0)
        page.add_field(text, notes, controls.text(name, tooltip, words, size, most))


def _room(words: str) -> float:
    """Centimetres for a long answer: a few lines to write on, more when it is written already."""
    lines = sum(1 + len(line) // _LETTERS for line in words.split("\n"))
    return max(_LONG, round(min(lines, _MOST_LINES) * _LINE + 0.4, 2))


def _add_boxes(
    page: OdtPage, data: FormSheet, question: Question, abreast: int, box: Callable[[str, str], Element]
) -> None:
    """A question and its choices in rows, each box before its words."""
    page.add(asked(question), "Chance_20_Question")
    for note in notes_of(data.form, question):
        page.add(note, "Chance_20_Field_20_Note")
    options = data.form.options(question)
    cells = [(box(choice.code, french(choice.label)), french(choice.label)) for choice in options]
    rows = [cells[start : start + abreast] for start in range(0, len(cells), abreast)]
    page.add_boxes(question.code, rows, abreast, "Chance_20_Boxed")


def _add_reference(page: OdtPage, controls: OdtControls, reference: str) -> None:
    if not reference:
        return
    tooltip = _("Référence du formulaire, à laisser telle quelle")
    field = controls.text(REFERENCE, tooltip, reference, (10.0, _ONE_LINE), fixed=True)
    page.add_field("", [_("Référence, à laisser telle quelle")], field)
