"""A declared form on screen: each answer kept as it is given, questions that follow, papers printed and taken back."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from chance_desktop.casework.forms.answers import Subject, all_forms, filled, save_answers
from chance_desktop.casework.papers.form_papers import form_pdf
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.desktop.forms.filler import FormFiller
from chance_desktop.desktop.forms.papers import RETURNED, Way
from chance_desktop.desktop.forms.taken_sheet import TakenSheet
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.domain.form import Form, QuestionKind
from chance_desktop.runtime.assets import forms_folder
from tests.casework.form_filling import by_hand
from tests.desktop.meeting_pages import event_page, labels, press, sheet_of
from tests.desktop.walking import focusable, some_dossier, spoken
from tests.screenshots.drawing import settle

REPORT_FORM = "sponsorship-report"


def _filler(window: Window, shell: Shell) -> tuple[FormFiller, Subject]:
    page = event_page(window, shell)
    assert page.view is not None
    assert page.view.report is not None
    settle(window)
    return page.form, page.view.report.subject


def _chip(filler: FormFiller, question: str, label: str) -> Chip:
    chips = filler.boxes[question].widget.findChildren(Chip)
    return next(chip for chip in chips if chip.text() == label)


def _answers(shell: Shell, subject: Subject) -> dict[str, str]:
    return dict(filled(shell.desk, REPORT_FORM, subject).answers)


def test_an_answer_is_kept_as_it_is_given_and_undone(window: Window, shell: Shell) -> None:
    filler, subject = _filler(window, shell)
    assert _chip(filler, "mood", "Beaucoup d’échanges").isChecked()
    _chip(filler, "mood", "Peu d’échanges").click()
    settle(window)
    assert _answers(shell, subject)["mood"] == "few"
    assert "Enregistré à" in filler.saved.label.text()
    field = filler.boxes["minutes"].widget.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "95")
    filler.flush()
    settle(window)
    assert _answers(shell, subject)["minutes"] == "95"
    shell.undo()
    shell.undo()
    settle(window)
    assert (_answers(shell, subject)["mood"], _answers(shell, subject)["minutes"]) == ("lively", "80")
    assert _chip(filler, "mood", "Beaucoup d’échanges").isChecked()


def test_an_answer_taken_away_is_told_missing(window: Window, shell: Shell) -> None:
    filler, subject = _filler(window, shell)
    assert not filler.missing.isVisibleTo(filler)
    clear = filler.boxes["mood"].input.clear
    assert clear is not None
    clear.click()
    settle(window)
    assert "mood" not in _answers(shell, subject)
    assert "«\u00a0Les échanges\u00a0»" in filler.missing.text()


def test_a_wrong_answer_is_said_under_its_question(window: Window, shell: Shell) -> None:
    filler, subject = _filler(window, shell)
    field = filler.boxes["minutes"].widget.field
    field.setFocus()
    QTest.keyClicks(field, " min")
    filler.flush()
    settle(window)
    assert "n’est pas un nombre" in filler.boxes["minutes"].widget.error.label.text()
    assert "pas enregistrée" in filler.saved.label.text()
    assert _answers(shell, subject)["minutes"] == "80"


def test_answers_typed_before_leaving_are_kept(window: Window, shell: Shell) -> None:
    filler, subject = _filler(window, shell)
    field = filler.boxes["improve"].widget.field
    field.setFocus()
    QTest.keyClicks(field, "Moins de diapositives")
    shell.show_page("letters")
    settle(window)
    assert _answers(shell, subject)["improve"] == "Moins de diapositives"


@pytest.mark.parametrize(
    "form", [each.stem for each in sorted((forms_folder() / "une-chance-pour-l-europe/questionnaires").glob("*.toml"))]
)
def test_every_declared_form_is_filled_by_keyboard_and_named(window: Window, shell: Shell, form: str) -> None:
    declared = next(each for each in all_forms(shell.desk) if each.form == form)
    filler = FormFiller(shell)
    shell.stack.addWidget(filler)
    shell.stack.setCurrentWidget(filler)
    dossier = some_dossier(shell)
    filler.show_form(form, Subject(dossier, dossier))
    settle(window)
    assert list(filler.boxes) == [question.code for question in declared.questions]
    assert [repr(one) for one in focusable(filler) if not spoken(one)[0].strip()] == []
    for code, box in filler.boxes.items():
        if box.widget.isVisibleTo(filler):
            box.open(_some_answer(declared, code))
            box.input.touched.emit()
    filler.flush()
    settle(window)
    answered = filled(shell.desk, form, Subject(dossier, dossier)).answers
    assert answered
    assert filler.notice.label.text() == ""
    shell.stack.removeWidget(filler)
    filler.deleteLater()


def _some_answer(form: Form, code: str) -> str:
    question = form.question(code)
    options = form.options(question)
    if question.kind is QuestionKind.CHOICES:
        return f'["{options[0].code}"]'
    if question.kind is QuestionKind.CHOICE:
        return options[0].code
    kinds = {QuestionKind.DATE: "2026-11-24", QuestionKind.NUMBER: str(question.at_least or 1)}
    return kinds.get(question.kind, "Une réponse")


def test_questions_follow_the_answers(window: Window, shell: Shell, tmp_path: Path) -> None:
    _own_forms(shell, tmp_path, follow=True)
    filler, _subject = _filler(window, shell)
    assert not filler.boxes["improve"].widget.isVisibleTo(filler)
    _chip(filler, "again", "Non").click()
    assert filler.boxes["improve"].widget.isVisibleTo(filler)
    _chip(filler, "again", "Oui").click()
    assert not filler.boxes["improve"].widget.isVisibleTo(filler)
    settle(window)


def test_answers_of_a_former_version_say_so(window: Window, shell: Shell, tmp_path: Path) -> None:
    _own_forms(shell, tmp_path, newer=True)
    filler, subject = _filler(window, shell)
    assert "à la version 1" in filler.version.label.text()
    assert "la version actuelle est la 2" in filler.version.label.text()
    _chip(filler, "mood", "Peu d’échanges").click()
    settle(window)
    again = filled(shell.desk, REPORT_FORM, subject)
    assert (again.form.version, again.answers["mood"]) == ("1", "few")


def _own_forms(shell: Shell, tmp_path: Path, *, follow: bool = False, newer: bool = False) -> None:
    """The programme of the desk, with another report: a question that follows, or a second version."""
    folder = tmp_path / "programme"
    shutil.copytree(shell.desk.programme_folder, folder)
    report = folder / "questionnaires" / f"{REPORT_FORM}.toml"
    text = report.read_text("utf-8")
    if follow:
        shown = 'kind = "long", visible_if = { question = "again", equals = "no" } }'
        text = text.replace('text = "À faire autrement la prochaine fois", kind = "long" }',
                            f'text = "À faire autrement la prochaine fois", {shown}')  # fmt: skip
        assert "visible_if" in text
    if newer:
        report.with_name(f"{REPORT_FORM}@1.toml").write_text(text, "utf-8")
        text = text.replace('version = "1"', 'version = "2"')
    report.write_text(text, "utf-8")
    shell.desk.put_setting("programme_folder", str(folder))


def test_a_filled_paper_is_compared_then_kept_in_part(window: Window, shell: Shell, tmp_path: Path) -> None:
    filler, subject = _filler(window, shell)
    paper = _filled_paper(shell, subject, tmp_path)
    filler.take(paper)
    sheet = sheet_of(window, TakenSheet)
    assert set(sheet.ticks) == {"subjects", "minutes"}
    shown = labels(sheet)
    assert "Le logement, les premières semaines, l’accent." in shown
    assert "Le bus et la banque" in shown
    sheet.ticks["subjects"].setChecked(False)
    press(sheet, "Garder les réponses cochées")
    settle(window)
    answers = _answers(shell, subject)
    assert (answers["minutes"], answers["subjects"]) == ("45", "Le logement, les premières semaines, l’accent.")
    assert filler.boxes["minutes"].answer() == "45"
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(paper))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    filler.dropEvent(QDropEvent(QPointF(40, 40), copy, given, left, none))
    again = sheet_of(window, TakenSheet)
    assert list(again.ticks) == ["subjects"]
    again.close()


def test_another_file_is_refused_in_place(window: Window, shell: Shell, tmp_path: Path) -> None:
    filler, _subject = _filler(window, shell)
    other = tmp_path / "autre.pdf"
    other.write_bytes(b"%PDF-1.4 rien")
    filler.take(other)
    settle(window)
    assert filler.notice.label.text() != ""
    assert window.findChildren(TakenSheet) == []


def _filled_paper(shell: Shell, subject: Subject, tmp_path: Path) -> Path:
    """The paper of the form, as somebody fills it in their own reader."""
    made = form_pdf(shell.desk, REPORT_FORM, subject)
    path = tmp_path / "rendu.pdf"
    path.write_bytes(made.content)
    typed = {"subjects": "Le bus et la banque", "minutes": "45"}
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T).rpartition(":")[2]
            if name in typed:
                field.V = pikepdf.String(typed[name])
        pdf.save(path)
    return path


def test_the_paper_is_made_empty_and_filled(window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    filler, subject = _filler(window, shell)
    printed: list[bytes] = []
    monkeypatch.setattr(
        "chance_desktop.desktop.forms.papers.print_rendered", lambda made, *_rest: printed.append(made.content)
    )
    filler.paper(answered=False, way=Way.PRINT)
    filler.paper(answered=True, way=Way.PRINT)
    settle(window)
    assert len(printed) == 2
    save_answers(shell.desk, REPORT_FORM, subject, {"minutes": "12"})
    for content, expected in zip(printed, (False, True), strict=True):
        with pikepdf.open(BytesIO(content)) as pdf:
            values = {str(field.T).rpartition(":")[2]: str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
        assert (values.get("minutes") == "80") == expected


def test_a_form_for_libreoffice_is_saved_then_taken_back(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler, subject = _filler(window, shell)
    assert "*.odt" in RETURNED
    saved: list[Rendered] = []
    monkeypatch.setattr("chance_desktop.desktop.forms.papers.save_rendered", lambda made, *_rest: saved.append(made))
    filler.papers.click()
    (menu,) = (each for each in window.findChildren(QMenu) if each.isVisible())
    entries = {action.text(): action for action in menu.actions()}
    entries["Formulaire à remplir dans LibreOffice (ODT)"].trigger()
    entries["Enregistrer avec les réponses (ODT)"].trigger()
    menu.close()
    settle(window)
    assert [made.file_name for made in saved] == ["fiche-de-rencontre.odt"] * 2
    paper = tmp_path / "rendu.odt"
    paper.write_bytes(by_hand(saved[0].content, {f"{REPORT_FORM}@1:minutes": "45", f"{REPORT_FORM}@1:mood": "few"}))
    filler.drop.give([paper])
    sheet = sheet_of(window, TakenSheet)
    assert set(sheet.ticks) == {"minutes", "mood"}
    press(sheet, "Garder les réponses cochées")
    settle(window)
    answers = _answers(shell, subject)
    assert (answers["minutes"], answers["mood"]) == ("45", "few")
