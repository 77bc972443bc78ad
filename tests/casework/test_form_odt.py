"""A form filled in LibreOffice comes back as the answers of the screen; a wrong file is refused in words, and nothing is kept."""

from __future__ import annotations

import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from chance_desktop.casework.forms.answers import LEARNING, NoSuchForm, Subject, filled, read_form, save_answers
from chance_desktop.casework.papers.form_papers import SheetUnreadable, form_odt, keep_taken, read_sheet
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.kit.rendered import ODT
from chance_desktop.documents.forms import form_sheet
from chance_desktop.documents.forms.form_sheet import FormSheet
from chance_desktop.documents.odt.outline_odt import to_odt
from chance_desktop.domain.form import Form, QuestionKind, kept
from chance_desktop.runtime.assets import forms_folder
from tests.casework.form_filling import FORM, by_hand, controls_of, edited, part, said, with_part
from tests.casework.libreoffice import fill_in_libreoffice
from tests.casework.making import MANON, dossier_of
from tests.conftest import Office
from tests.documents.journey_samples import SENDER, TODAY

FOLDER = forms_folder() / "une-chance-pour-l-europe"
SAVED = Path(__file__).parent / "returned"
FORMS = (*sorted(file.stem for file in (FOLDER / "questionnaires").glob("*.toml")), LEARNING)
SHEET = {
    "work": "mixed", "tasks": "Tenir la caisse « seul »,\nranger l’été.", "lodging": "good", "absent": "3", "problem": "yes",
    "topics": '["lodging", "papers"]', "words": "Ça va mieux : œuvre, 5 € et \"guillemets\".", "call": "no",
}  # fmt: skip
QUESTIONNAIRE = {
    "1.1": "3",
    "1.1-correspondent": "eagle-uk",
    "1.2": "no",
    "1.3": "L’heure.",
    "3.4": "nsp",
    "6.1": "job",
}


@pytest.fixture
def sheet(office: Office) -> tuple[Office, Subject, bytes]:
    """A dossier and its questionnaire to fill in LibreOffice."""
    dossier = dossier_of(office.desk)
    subject = Subject(dossier, dossier)
    made = form_odt(office.desk, "end-of-stay", subject, "Manon Roussel")
    assert (made.file_name, made.media_type) == ("questionnaire.odt", ODT)
    return office, subject, made.content


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_filled_is_read_back(form: str, data: st.DataObject, office: Office) -> None:
    """Every declared form, answers at random: filled in an empty ODT, or written in it beforehand."""
    declared = read_form(FOLDER, form)
    typed = data.draw(said(declared))
    answers = {
        code: answer for code, text in typed.items() if (answer := kept(declared, declared.question(code), text, TODAY))
    }
    subject = Subject("0198", "0198")
    blank = to_odt(form_sheet.outline(FormSheet(SENDER, declared, "", "", TODAY)))
    assert read_sheet(office.desk, blank, subject).answers == {}
    assert read_sheet(office.desk, by_hand(blank, controls_of(declared, answers)), subject).answers == answers
    written = to_odt(form_sheet.outline(FormSheet(SENDER, declared, "", "", TODAY, answers)))
    assert read_sheet(office.desk, written, subject).answers == answers


@pytest.mark.parametrize(("form", "answers"), [("follow-up", SHEET), ("end-of-stay", QUESTIONNAIRE)])
def test_what_libreoffice_saves_and_exports_comes_back(
    form: str, answers: dict[str, str], office: Office, tmp_path: Path
) -> None:
    """Both files of the real program give the answers the screen keeps."""
    desk, declared = office.desk, read_form(FOLDER, form)
    dossier = dossier_of(desk)
    on_screen = Subject(dossier, dossier)
    save_answers(desk, form, on_screen, answers)
    blank = form_odt(desk, form).content
    odt, pdf = fill_in_libreoffice(blank, controls_of(declared, answers), tmp_path)
    other = dossier_of(desk, MANON.__class__("Delage", "Enzo"))
    for content in (odt, pdf):
        taken = read_sheet(desk, content, Subject(other, other))
        assert taken.answers == filled(desk, form, on_screen).answers == answers
        keep_taken(desk, taken)
    assert filled(desk, form, Subject(other, other)).answers == answers


def test_answers_written_beforehand_are_changed_in_libreoffice(
    sheet: tuple[Office, Subject, bytes], tmp_path: Path
) -> None:
    """Also one that is taken away: what the file no longer says is left as it was."""
    office, subject, _blank = sheet
    declared = read_form(FOLDER, "end-of-stay")
    save_answers(office.desk, "end-of-stay", subject, QUESTIONNAIRE)
    written = form_odt(office.desk, "end-of-stay", subject, "Manon Roussel").content
    changed = {**controls_of(declared, {"1.1": "4", "3.2": "Vendre"}), "end-of-stay@1:1_3": ""}
    for content in fill_in_libreoffice(written, changed, tmp_path):
        taken = read_sheet(office.desk, content)
        assert taken.subject == subject
        assert [(one.code, after) for one, _before, after in taken.differences] == [
            ("1.1", "Excellent"),
            ("3.2", "Vendre"),
        ]
        assert "1.3" not in taken.answers


@pytest.mark.parametrize("file", ["fiche-de-suivi.odt", "fiche-de-suivi.pdf"])
def test_files_libreoffice_wrote_come_back(file: str, office: Office) -> None:
    """Saved and exported by LibreOffice 7.4 (fictional answers), for machines that have none."""
    dossier = dossier_of(office.desk)
    taken = read_sheet(office.desk, SAVED / file, Subject(dossier, dossier))
    assert (taken.form.form, taken.answers) == ("follow-up", SHEET)
    with pytest.raises(SheetUnreadable, match="quel dossier"):
        read_sheet(office.desk, SAVED / file)


def test_every_control_is_named_and_shown_once(sheet: tuple[Office, Subject, bytes]) -> None:
    """The names of the PDF, words for those who do not see, and a place in the text for each."""
    _office, subject, odt = sheet
    root = etree.fromstring(part(odt, "content.xml"))
    declared = read_form(FOLDER, "end-of-stay")
    controls = [each for each in root.iter(f"{FORM}*") if each.get(f"{FORM}id")]
    names = {each.get(f"{FORM}name", "") for each in controls}
    expected = {f"end-of-stay@1:{question.code.replace('.', '_')}" for question in declared.questions}
    assert names == expected | {"reference"}
    assert all(each.get(f"{FORM}title") for each in controls)
    draw = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
    shown = [each.get(f"{draw}control") for each in root.iter(f"{draw}control")]
    assert shown == [each.get(f"{FORM}id") for each in controls]
    (reference,) = (each for each in controls if each.get(f"{FORM}name") == "reference")
    assert (reference.get(f"{FORM}current-value"), reference.get(f"{FORM}readonly")) == (subject.id, "true")


def _control(root: etree._Element, name: str) -> etree._Element:
    return next(each for each in root.iter(f"{FORM}*") if each.get(f"{FORM}name") == name)


def test_wrong_answers_are_refused_with_the_field_named(sheet: tuple[Office, Subject, bytes]) -> None:
    office, subject, odt = sheet
    desk = office.desk

    def said_to_be(name: str, new: str, words: str = "x") -> bytes:
        def edit(root: etree._Element) -> None:
            control = _control(root, name)
            control.set(f"{FORM}name", new)
            control.set(f"{FORM}current-value", words)

        return edited(odt, edit)

    with pytest.raises(InvalidField, match=r"9\.9") as unknown:
        read_sheet(desk, said_to_be("end-of-stay@1:1_3", "end-of-stay@1:9.9"))
    assert unknown.value.field == "9.9"
    assert unknown.value.next_step
    with pytest.raises(InvalidField) as wrong:
        read_sheet(desk, edited(odt, lambda root: _twist(_control(root, "end-of-stay@1:1_1"), "merveilleux")))
    assert (wrong.value.field, "1.1 Organisation du stage" in wrong.value.text) == ("1.1", True)
    with pytest.raises(InvalidField, match=r"5\.2 Votre meilleur souvenir"):
        read_sheet(desk, said_to_be("end-of-stay@1:5_2", "end-of-stay@1:5_2", "a" * 4001))
    with pytest.raises(SheetUnreadable, match="mélange"):
        read_sheet(desk, said_to_be("end-of-stay@1:1_3", "follow-up@1:work"))

    def both(root: etree._Element) -> None:
        for each in root.iter(f"{FORM}radio"):
            each.set(f"{FORM}current-selected", "true")

    with pytest.raises(SheetUnreadable, match=r"1_1.*deux réponses"):
        read_sheet(desk, edited(odt, both))
    content = part(odt, "content.xml")
    for name in (
        b"end-of-stuy@1:",
        b"end-of-stay@7:",
        b"learning-interview@7:",
        b"../../secret@1:",
        b"a" * 300 + b"@1:",
    ):
        with pytest.raises(NoSuchForm):
            read_sheet(desk, with_part(odt, "content.xml", content.replace(b"end-of-stay@1:", name)))
    other = dossier_of(desk, MANON.__class__("Delage", "Enzo"))
    with pytest.raises(SheetUnreadable, match="quelqu’un d’autre"):
        read_sheet(desk, odt, Subject(other, other))
    assert filled(desk, "end-of-stay", subject).answers == {}


def _twist(control: etree._Element, code: str) -> None:
    control.set(f"{FORM}value", code)
    control.set(f"{FORM}current-selected", "true")


def _encrypted(odt: bytes) -> bytes:
    manifest = part(odt, "META-INF/manifest.xml").replace(
        b"</manifest:manifest>",
        b'<manifest:file-entry manifest:full-path="x"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
    )
    return with_part(with_part(odt, "META-INF/manifest.xml", manifest), "content.xml", bytes(range(256)) * 8)


def _declaring(odt: bytes, what: bytes) -> bytes:
    declaration, _end, rest = part(odt, "content.xml").partition(b"?>")
    return with_part(odt, "content.xml", declaration + b"?>" + what + rest)


LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '&a%d;&a%d;'>" % (n, n - 1, n - 1) for n in range(1, 60)
)


def _zip_of(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, content)
    return out.getvalue()


def _deep(odt: bytes) -> bytes:
    return with_part(odt, "content.xml", b"<a>" * 5000 + b"</a>" * 5000)


HOSTILE = {
    "truncated": (lambda odt: odt[: len(odt) // 2], "ouvert"),
    "cut content": (lambda odt: with_part(odt, "content.xml", part(odt, "content.xml")[:3000]), "ouvert"),
    "no content": (lambda odt: with_part(odt, "content.xml", b""), "ouvert"),
    "deep": (_deep, "ouvert"),
    "a zip": (lambda odt: _zip_of("photo.jpg", b"x"), "ODT"),
    "a spreadsheet": (lambda odt: with_part(odt, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "ODT"),
    "a docx": (lambda odt: _zip_of("word/document.xml", b"<a/>"), "ODT"),
    "not a form": (lambda odt: with_part(odt, "content.xml", b"<office xmlns='x'/>"), "formulaire"),
    "password": (_encrypted, "mot de passe"),
    "password of new": (lambda odt: with_part(odt, "encrypted-package", b"x"), "mot de passe"),
    "doctype": (lambda odt: _declaring(odt, b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"), "DTD"),
    "entities": (lambda odt: _declaring(odt, LAUGHS), "DTD"),
    "file read": (lambda odt: _declaring(odt, b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"), "DTD"),
    "other packing": (
        lambda odt: with_part(odt, "content.xml", part(odt, "content.xml"), zipfile.ZIP_LZMA),
        "trop gros",
    ),
    "only the head": (lambda odt: b"PK\x03\x04", "ouvert"),
    "large": (lambda odt: odt + bytes(5 * 2**20), "4 Mo"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_filled_form_is_refused_in_words(kind: str, sheet: tuple[Office, Subject, bytes]) -> None:
    office, subject, odt = sheet
    spoil, words = HOSTILE[kind]
    with pytest.raises(SheetUnreadable, match=words) as refusal:
        read_sheet(office.desk, spoil(odt), subject)
    assert refusal.value.next_step
    assert filled(office.desk, "end-of-stay", subject).answers == {}


def test_a_file_that_swells_is_not_unpacked(sheet: tuple[Office, Subject, bytes]) -> None:
    """A part that says it is large, one that lies about it, and a list of parts without end: memory stays bounded."""
    office, subject, odt = sheet
    bomb = with_part(odt, "content.xml", bytes(400 * 2**20))
    true_size, said_size = (400 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    liar = bomb.replace(true_size, said_size)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(30_000):
            made.writestr(zipfile.ZipInfo(f"{number}"), b"")
    for content in (bomb, liar, out.getvalue()):
        assert len(content) < 4 * 2**20
        tracemalloc.start()
        try:
            with pytest.raises(SheetUnreadable):
                read_sheet(office.desk, content, subject)
            assert tracemalloc.get_traced_memory()[1] < 64 * 2**20
        finally:
            tracemalloc.stop()


def test_a_field_emptied_and_a_field_left_are_told_apart(office: Office) -> None:
    """LibreOffice writes what a control holds now beside what it held from the start."""
    declared: Form = read_form(FOLDER, "follow-up")
    blank = to_odt(form_sheet.outline(FormSheet(SENDER, declared, "", "", TODAY)))

    def edit(root: etree._Element) -> None:
        for question in declared.questions:
            if question.kind is QuestionKind.LONG:
                _control(root, f"follow-up@1:{question.code}").set(f"{FORM}value", "du départ")
        _control(root, "follow-up@1:words").set(f"{FORM}current-value", "")

    answers = read_sheet(office.desk, edited(blank, edit), Subject("0198", "0198")).answers
    assert answers == {"tasks": "du départ", "learned": "du départ"}
