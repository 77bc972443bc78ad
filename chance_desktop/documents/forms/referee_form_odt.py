"""The recommendation form as ODT, to fill in LibreOffice or by hand on ruled lines."""

from __future__ import annotations

from chance_desktop.documents.forms.form_questions import FormQuestion
from chance_desktop.documents.forms.referee_form import RefereeForm
from chance_desktop.documents.kit.typography import french
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.domain.paper_text import QuestionKind
from chance_desktop.runtime.words import _

_LINES = {QuestionKind.TEXT: 1, QuestionKind.DATE: 1, QuestionKind.LONG_TEXT: 5}
# U+25A1 is drawn by every office suite's fallback fonts, unlike by our PDF.
_BOX = "\u25a1"


def render(data: RefereeForm) -> bytes:
    """The same questions as the PDF, in the same order."""
    page = OdtPage(french(data.title), data.sender)
    page.add(french(data.title), "Chance_20_Title", level=1)
    page.add(french(data.person_name), "Chance_20_Subtitle")
    for text in data.introduction:
        if text.strip():
            page.add(french(text), "Chance_20_Body")
    for question in data.questions:
        _add_question(page, question)
    page.add(_("Date et signature"), "Chance_20_Question")
    for _line in range(3):
        page.add("", "Chance_20_Ruled")
    page.add(french(data.return_line), "Chance_20_Return")
    return page.to_bytes()


def _add_question(page: OdtPage, question: FormQuestion) -> None:
    page.add(french(question.text), "Chance_20_Question")
    if question.help:
        page.add(french(question.help), "Chance_20_Field_20_Note")
    if question.kind is QuestionKind.CHOICE:
        *others, last = question.choices
        for choice in others:
            page.add(f"{_BOX}\u00a0{french(choice)}", "Chance_20_Choice_20_Kept")
        page.add(f"{_BOX}\u00a0{french(last)}", "Chance_20_Choice")
        return
    if question.value:
        page.add(french(question.value), "Chance_20_Ruled")
        return
    for _line in range(_LINES[question.kind]):
        page.add("", "Chance_20_Ruled")
