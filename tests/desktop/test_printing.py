"""Paper, files and the crash report: what leaves the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.demo.region_desk import fill_region
from chance_desktop.casework.papers import catalogue
from chance_desktop.casework.papers.catalogue import printable, render
from chance_desktop.casework.papers.guide_paper import guide_paper
from chance_desktop.desktop.documents.view import DocumentsScreen
from chance_desktop.desktop.help.guide import GUIDE
from chance_desktop.desktop.help.view import HelpScreen
from chance_desktop.desktop.paper.pdf_view import LoadedPdf, PdfView
from chance_desktop.desktop.paper.printing import draw_on
from chance_desktop.desktop.workplace.sheets.crash import CrashSheet, report_of
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.walking import some_dossier
from tests.documents.reading import read_aloud
from tests.screenshots.drawing import settle

TRACE = """Traceback (most recent call last):
  File "/opt/chance_desktop/casework/pieces.py", line 12, in set_status
    raise ValueError("Manon Roussel")
ValueError: Manon Roussel
"""


@pytest.fixture
def checklist(shell: Shell) -> bytes:
    return render(shell.desk, some_dossier(shell), "checklist").content


def test_every_page_reaches_the_printer(checklist: bytes, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    assert draw_on(printer, checklist)
    with pikepdf.open(tmp_path / "papier.pdf") as printed:
        assert len(printed.pages) == LoadedPdf(checklist).pages


def test_each_answer_of_the_guide_is_printed_whole(shell: Shell, window: Window) -> None:
    shell.show_page("help")
    settle(window)
    page = shell.page("help")
    assert isinstance(page, HelpScreen)
    shown = next(number for number, topic in enumerate(page._found) if "administre la base" in topic.title)
    page.topics.setCurrentRow(shown)
    assert page.print_page()
    settle(window)
    dialog = next(each for each in window.findChildren(QPrintDialog) if each.isVisible())
    assert "administre la base" in dialog.windowTitle()
    dialog.reject()
    for topic in GUIDE:
        said = "".join(
            read_aloud(guide_paper(shell.desk, topic.section, topic.title, topic.paragraphs).content).split()
        )
        for text in (topic.title, *topic.paragraphs):
            assert "".join(text.split()) in said
    page.search.setText("xylophone")
    assert not page.print_page()


def test_the_preview_draws_ink_and_zooms(window: Window, checklist: bytes) -> None:
    view = PdfView()
    view.resize(500, 600)
    view.show_pdf(checklist)
    view.show()
    settle(window)
    drawn = view.grab().toImage()
    dark = sum(
        1
        for x in range(0, drawn.width(), 3)
        for y in range(0, drawn.height(), 3)
        if drawn.pixelColor(x, y).lightness() < 90
    )
    assert dark > 50
    before = view.widget().width()
    view.zoom_in()
    view.zoom_in()
    assert view.widget().width() > before
    view.zoom_fit()
    assert view.widget().width() == before
    view.close()
    view.deleteLater()


def test_every_printable_document_is_shown(window: Window, shell: Shell) -> None:
    dossier_id = some_dossier(shell)
    shell.print_document(dossier_id)
    settle(window)
    page = shell.page("documents")
    assert isinstance(page, DocumentsScreen)
    assert set(page.cards) == {one.name for one in printable(shell.desk)}
    for card in page.cards.values():
        card.setChecked(True)
        settle(window)
        assert page.notice.isVisible() or page.print_button.isEnabled()


def test_a_paper_declared_is_offered_and_drawn(window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    thrown = replace(
        catalogue.document("checklist"), name="receipt", title="Papier d’un jour", description="Pour voir."
    )
    kept = tuple(each for each in catalogue.DOCUMENTS if each.name != "receipt")
    hidden = replace(thrown, name="hidden", roles=(catalogue.REGION,))
    monkeypatch.setattr(catalogue, "DOCUMENTS", (*kept, thrown, hidden))
    shell.print_document(some_dossier(shell), "receipt")
    settle(window)
    page = shell.page("documents")
    assert isinstance(page, DocumentsScreen)
    assert page.cards["receipt"].text() == "Papier d’un jour"
    assert page.cards["receipt"].isChecked()
    assert page.print_button.isEnabled()
    assert {"hidden", "decision"}.isdisjoint(page.cards)


def test_the_region_has_its_own_papers(app: QApplication, tmp_path: Path) -> None:
    home = tmp_path / "region"
    fill_region(home, date(2026, 3, 2))
    opened = open_window(home)
    try:
        assert opened.shell is not None
        opened.shell.print_document(some_dossier(opened.shell), "decision")
        settle(opened)
        page = opened.shell.page("documents")
        assert isinstance(page, DocumentsScreen)
        assert page.cards["decision"].isChecked()
    finally:
        close_window(opened)


def test_a_crash_report_names_places_and_nobody(window: Window) -> None:
    report = report_of(TRACE)
    assert "casework/pieces.py:12 set_status" in report
    assert "ValueError" in report
    assert "Manon" not in report
    window.tasks.crashed.emit(TRACE)
    sheet = next(one for one in window.findChildren(CrashSheet) if one.isVisible())
    assert sheet.report.toPlainText() == report
    sheet.accept()
