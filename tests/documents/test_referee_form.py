"""The referee's form: on screen, for a screen reader, the same on paper."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from odfdo import Document
from pikepdf import Name

from chance_desktop.documents.forms import referee_form
from chance_desktop.documents.odt.outline_odt import to_odt
from chance_desktop.domain.programme.paper_text import QuestionKind
from tests.documents.reading import page_words, read_aloud, spoken
from tests.documents.samples import form

FORMS = pytest.mark.parametrize("name", ["form-teacher", "form-employer"])


@FORMS
def test_every_question_has_its_field(name: str) -> None:
    data = form(name)
    with pikepdf.open(BytesIO(referee_form.render(data))) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert list(fields) == [question.code for question in data.questions]
        for question in data.questions:
            field = fields[question.code]
            assert str(field.TU).replace("\u00a0", " ").startswith(question.text)
            if question.kind is QuestionKind.CHOICE:
                assert [str(choice) for choice in field.Opt] == list(question.choices)
                assert len(field.Kids) == len(question.choices)
            else:
                assert bool(int(field.Ff) & 4096) == (question.kind is QuestionKind.LONG_TEXT)


@FORMS
def test_fields_do_not_overlap_and_stay_on_the_page(name: str) -> None:
    with pikepdf.open(BytesIO(referee_form.render(form(name)))) as pdf:
        for page in pdf.pages:
            boxes = [[float(side) for side in widget.Rect] for widget in page.obj.get("/Annots", [])]
            for index, (left, foot, right, top) in enumerate(boxes):
                assert 40 < left < right < 556
                assert 40 < foot < top < 780
                for other in boxes[index + 1 :]:
                    apart = right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= foot
                    assert apart


def test_a_screen_reader_finds_each_field() -> None:
    parts = [part.tag for part in spoken(referee_form.render(form()))]
    boxes = sum(max(1, len(question.choices)) for question in form().questions)
    assert parts.count("Form") == boxes


def test_what_is_known_is_drawn_for_viewers_without_fields_and_read_once() -> None:
    data = referee_form.render(form(answers={"name": "Yann Garnier", "strengths": "Curieux de tout."}))
    assert "Yann Garnier" in page_words(data)[0]
    assert "Curieux de tout." in page_words(data)[0]
    assert "Yann Garnier" not in read_aloud(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if "/V" in field and Name.Tx == field.FT:
                # The field hides what is drawn under it: corrected words never lie over the old ones.
                assert [int(level) for level in field.MK.BG] == [1, 1, 1]
                assert field.AP.N.read_bytes().startswith(b"1 g 0 0")


def test_an_appearance_shows_what_was_filled_beforehand() -> None:
    with pikepdf.open(BytesIO(referee_form.render(form(answers={"name": "Éloïse L’Œuf"})))) as pdf:
        field = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "name")
        assert "Éloïse L’Œuf".encode("cp1252").hex().encode() in field.AP.N.read_bytes()
        assert "/FontFile2" in field.AP.N.Resources.Font.Atk.FontDescriptor


@FORMS
def test_the_odt_asks_the_same_questions(name: str) -> None:
    data = form(name)
    text = Document(BytesIO(to_odt(referee_form.outline(data)))).get_formatted_text().replace("\u00a0", " ")
    for question in data.questions:
        assert question.text in text
        assert all(choice in text for choice in question.choices)
