"""A form filled by another program comes back as the same answers; a wrong one is refused with the field named."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chance_desktop.casework.europass.learning import add_learning, learnings, save_answer, suggested
from chance_desktop.casework.forms.answers import NoSuchForm, Subject, filled, read_form, save_answers
from chance_desktop.casework.papers.form_papers import SheetUnreadable, form_pdf, keep_taken, read_sheet
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.documents.forms import filled_form, form_sheet
from chance_desktop.documents.forms.form_sheet import FormSheet
from chance_desktop.domain.form import kept
from chance_desktop.runtime.assets import forms_folder
from tests.casework.form_filling import answers_in, said
from tests.casework.making import MANON, dossier_of
from tests.conftest import Office
from tests.documents.journey_samples import SENDER, TODAY

FOLDER = forms_folder() / "une-chance-pour-l-europe"
ANSWERS = {
    "1.1": "Très bien", "1.1-correspondent": "EAGLE UK", "1.2": "Non", "1.3": "Le numéro de l’aéroport, l’heure d’arrivée.",
    "3.4": "Ne se prononce pas", "4.1": "Famille d’accueil", "5.3": "Vas-y.\nTu verras bien.", "6.1": "Emploi",
}  # fmt: skip
KEPT = {
    "1.1": "3", "1.1-correspondent": "eagle-uk", "1.2": "no", "1.3": "Le numéro de l’aéroport, l’heure d’arrivée.", "3.4": "nsp",
    "4.1": "family", "5.3": "Vas-y.\nTu verras bien.", "6.1": "job",
}  # fmt: skip


@pytest.fixture
def blank(office: Office) -> tuple[Office, str, bytes]:
    """A dossier and its questionnaire, empty."""
    dossier = dossier_of(office.desk)
    return office, dossier, form_pdf(office.desk, "end-of-stay", Subject(dossier, dossier), "Manon Roussel").content


def _code(name: str) -> str:
    return name.partition(":")[2].replace("_", ".")


def by_pikepdf(pdf: bytes, answers: dict[str, str], folder: Path) -> bytes:
    """Fill as a program that writes values only."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for each in opened.Root.AcroForm.Fields:
            words = answers.get(_code(str(each.T)))
            if words is None:
                continue
            if pikepdf.Name.Tx == each.FT:
                each.V = pikepdf.String(words)
            else:
                labels = [str(option).replace("\u00a0", " ") for option in each.Opt]
                each.V = pikepdf.Name(f"/{labels.index(words)}")
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def by_pypdf(pdf: bytes, answers: dict[str, str], folder: Path) -> bytes:
    """Fill with pypdf, which draws what it fills."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf))
    values: dict[str, str] = {}
    for name, each in (pypdf.PdfReader(BytesIO(pdf)).get_fields() or {}).items():
        words = answers.get(_code(name))
        if words is not None:
            labels = [str(option).replace("\u00a0", " ") for option in each.get("/Opt", [])]
            values[name] = f"/{labels.index(words)}" if labels else words
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


FILLERS: dict[str, Callable[[bytes, dict[str, str], Path], bytes]] = {"pikepdf": by_pikepdf, "pypdf": by_pypdf}


@pytest.mark.parametrize("program", FILLERS)
def test_what_another_program_filled_comes_back(program: str, blank: tuple[Office, str, bytes], tmp_path: Path) -> None:
    office, dossier, pdf = blank
    taken = read_sheet(office.desk, FILLERS[program](pdf, ANSWERS, tmp_path))
    assert (taken.subject.id, taken.about) == (dossier, "Manon Roussel")
    assert taken.answers == KEPT
    keep_taken(office.desk, taken)
    assert filled(office.desk, "end-of-stay", Subject(dossier, dossier)).answers == KEPT
    again = read_sheet(office.desk, FILLERS[program](pdf, ANSWERS, tmp_path))
    assert again.differences == (), "the same file twice changes nothing"


def test_what_a_paper_would_change_is_shown_before(blank: tuple[Office, str, bytes], tmp_path: Path) -> None:
    office, dossier, pdf = blank
    subject = Subject(dossier, dossier)
    save_answers(office.desk, "end-of-stay", subject, {"1.1": "4", "6.1": "job"})
    taken = read_sheet(office.desk, by_pikepdf(pdf, {"1.1": "Satisfaisant", "6.1": "Emploi"}, tmp_path))
    assert [(question.code, before, after) for question, before, after in taken.differences] == [
        ("1.1", "Excellent", "Satisfaisant")
    ]
    keep_taken(office.desk, taken, ())
    assert filled(office.desk, "end-of-stay", subject).answers["1.1"] == "4"


def test_a_printed_form_goes_through_libreoffice(blank: tuple[Office, str, bytes], tmp_path: Path) -> None:
    """LibreOffice imports a PDF as a drawing: what it exports again has lost its fields, and is refused in words."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    office, _dossier, pdf = blank
    (tmp_path / "form.pdf").write_bytes(pdf)
    command = [
        program,
        "--headless",
        "--infilter=draw_pdf_import",
        "--convert-to",
        "pdf:draw_pdf_Export",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "form.pdf"),
    ]
    subprocess.run(
        command, check=True, capture_output=True, timeout=120, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    )
    out = tmp_path / "out" / "form.pdf"
    if not out.exists():
        pytest.skip("this LibreOffice does not import PDF files")
    with pytest.raises(SheetUnreadable, match="formulaire"):
        read_sheet(office.desk, out)


def _with(pdf: bytes, name: str, value: pikepdf.Object) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        made = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String(name), V=value)
        opened.Root.AcroForm.Fields.append(opened.make_indirect(made))
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def test_wrong_forms_are_refused_with_the_field_named(blank: tuple[Office, str, bytes], tmp_path: Path) -> None:
    office, dossier, pdf = blank
    desk = office.desk
    with pytest.raises(InvalidField, match=r"9\.9") as unknown:
        read_sheet(desk, _with(pdf, "end-of-stay@1:9.9", pikepdf.String("x")))
    assert unknown.value.field == "9.9"
    with pikepdf.open(BytesIO(pdf)) as opened:
        for each in opened.Root.AcroForm.Fields:
            if _code(str(each.T)) == "1.1":
                each.V = pikepdf.Name("/Merveilleux")
        out = BytesIO()
        opened.save(out)
    with pytest.raises(InvalidField) as wrong:
        read_sheet(desk, out.getvalue())
    assert wrong.value.field == "1.1"
    assert "1.1 Organisation du stage" in wrong.value.text
    with pytest.raises(SheetUnreadable, match="mélange"):
        read_sheet(desk, _with(pdf, "follow-up@1:work", pikepdf.String("Bien")))
    with pytest.raises(NoSuchForm):
        read_sheet(desk, pdf.replace(b"end-of-stay@1:", b"end-of-stuy@1:"))
    other = dossier_of(desk, MANON.__class__("Delage", "Enzo"))
    with pytest.raises(SheetUnreadable, match="quelqu’un d’autre"):
        read_sheet(desk, pdf, Subject(other, other))
    for content in (b"", b"%PDF-1.7", b"not a form at all", pdf[: len(pdf) // 2][:2000]):
        with pytest.raises(SheetUnreadable):
            read_sheet(desk, content)
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(21 * 1024 * 1024)
    with pytest.raises(SheetUnreadable, match="20"):
        read_sheet(desk, huge)
    with pytest.raises(SheetUnreadable):
        read_sheet(desk, tmp_path / "missing.pdf")
    assert filled(desk, "end-of-stay", Subject(dossier, dossier)).answers == {}


def test_answers_keep_the_version_they_were_given_under(office: Office, tmp_path: Path) -> None:
    """A new version of a form never says anything of former answers."""
    folder = tmp_path / "programme"
    shutil.copytree(office.desk.programme_folder, folder)
    office.desk.put_setting("programme_folder", str(folder))
    dossier = dossier_of(office.desk)
    subject = Subject(dossier, dossier)
    save_answers(office.desk, "end-of-stay", subject, {"1.1": "4"})
    current = folder / "questionnaires" / "end-of-stay.toml"
    shutil.copy(current, folder / "questionnaires" / "end-of-stay@1.toml")
    newer = current.read_text("utf-8").replace('version = "1"', 'version = "2"').replace("Excellent", "Parfait")
    current.write_text(newer, "utf-8")
    read_form.cache_clear()
    found = filled(office.desk, "end-of-stay", subject)
    assert (found.form.version, found.form.label(found.form.question("1.1"), "4")) == ("1", "Excellent")
    save_answers(office.desk, "end-of-stay", subject, {"1.1": "3"})
    again = filled(office.desk, "end-of-stay", subject)
    assert (again.form.version, dict(again.answers)) == ("2", {"1.1": "3"})
    read_form.cache_clear()


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_printed_in_a_form_is_read_back(data: st.DataObject) -> None:
    form = read_form(FOLDER, "follow-up")
    typed = data.draw(said(form))
    answers = {code: answer for code, text in typed.items() if (answer := kept(form, form.question(code), text, TODAY))}
    sheet = filled_form.read_pdf(form_sheet.render(FormSheet(SENDER, form, "", "abc/1", TODAY, answers)))
    assert (sheet.form, sheet.version, sheet.reference) == ("follow-up", "1", "abc/1")
    assert answers_in(form, sheet) == answers


def test_the_interview_about_what_was_learned_is_a_form_too(office: Office, tmp_path: Path) -> None:
    desk = office.desk
    dossier = dossier_of(desk)
    learning = add_learning(desk, dossier, "jobs", "Une saison à la boulangerie").result
    save_answer(desk, learning, "with-whom", "une équipe de quatre")
    subject = Subject(learning, dossier)
    pdf = form_pdf(desk, "learning-interview", subject, "Une saison à la boulangerie").content
    taken = read_sheet(desk, by_pikepdf(pdf, {"what": "accueillir les clients, rendre la monnaie"}, tmp_path))
    assert taken.subject == subject
    assert [question.code for question, _before, _after in taken.differences] == ["what"]
    keep_taken(desk, taken)
    (told,) = learnings(desk, dossier)
    assert told.answers == {"what": "accueillir les clients, rendre la monnaie", "with-whom": "une équipe de quatre"}
    assert ("job", "Je sais accueillir les clients") in suggested(desk, told)
