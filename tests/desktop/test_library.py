"""The library: opened from a private copy, added to, said where a file has not arrived; the papers of the office."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from chance_desktop.casework.papers.library import LibraryRow, document_file, library, may_open
from chance_desktop.desktop.library.actions import AddDocumentSheet
from chance_desktop.desktop.library.publicity_view import PAPERS
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.screenshots.drawing import settle
from tests.screenshots.stays import library_page


def _row(shell: Shell, title: str) -> LibraryRow:
    return next(each for each in library(shell.desk) if each.title == title)


def test_a_document_opens_from_a_copy_nobody_can_change(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def keep(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", keep)
    page = library_page(shell, "documents")
    settle(window)
    press(page, "Ouvrir «\u00a0Guide du premier mois sur place\u00a0»")
    settle(window)
    (copy,) = opened
    assert copy.read_bytes() == document_file(shell.desk, _row(shell, "Guide du premier mois sur place").card.id)[1]
    assert copy.stat().st_mode & 0o777 == 0o400
    assert copy.parent.stat().st_mode & 0o077 == 0
    assert shell.desk.home not in copy.parents
    with pikepdf.open(copy) as pdf:
        assert len(pdf.pages) == 1


def test_a_program_is_never_handed_to_the_system() -> None:
    assert may_open("guide.PDF")
    assert not may_open("guide.pdf.exe")
    assert not may_open("guide")


def test_a_file_that_has_not_arrived_says_so(window: Window, shell: Shell) -> None:
    page = library_page(shell, "documents")
    settle(window)
    assert "Pas encore arrivé" in labels(page.documents)
    buttons = [each for each in page.documents.findChildren(Button) if "Dépliant du printemps" in each.accessibleName()]
    assert [each.isEnabled() for each in buttons] == [False]
    assert page.documents.gestures(_row(shell, "Dépliant du printemps")) == []


def test_a_document_is_added_by_dropping_it_and_removed(window: Window, shell: Shell, tmp_path: Path) -> None:
    page = library_page(shell, "documents")
    settle(window)
    file = tmp_path / "ordre_du_jour.pdf"
    file.write_bytes(document_file(shell.desk, _row(shell, "Guide du premier mois sur place").card.id)[1])
    page.documents.drop.give([file])
    sheet = sheet_of(window, AddDocumentSheet)
    assert sheet.name.text() == "ordre du jour"
    sheet.finish()
    settle(window)
    assert sheet._fields["kind"].error.label.text()
    sheet.kind.setCurrentIndex(sheet.kind.findData("minutes"))
    sheet.finish()
    settle(window)
    assert "ordre du jour" in labels(page.documents)
    row = _row(shell, "ordre du jour")
    assert (row.kind, row.shared, row.here) == ("minutes", False, True)
    page.documents.remove(row)
    settle(window)
    assert "ordre du jour" not in labels(page.documents)
    shell.undo()
    settle(window)
    assert "ordre du jour" in labels(page.documents)


def test_a_wrong_file_is_refused_in_place(window: Window, shell: Shell, tmp_path: Path) -> None:
    page = library_page(shell, "documents")
    settle(window)
    file = tmp_path / "guide.pdf"
    file.write_bytes(b"MZ not a pdf")
    page.documents.drop.give([file])
    sheet = sheet_of(window, AddDocumentSheet)
    sheet.kind.setCurrentIndex(sheet.kind.findData("guide"))
    before = len(library(shell.desk))
    sheet.finish()
    settle(window)
    assert sheet.notice.label.text()
    assert len(library(shell.desk)) == before
    sheet.close()


def test_what_the_region_shares_cannot_be_removed(window: Window, shell: Shell) -> None:
    page = library_page(shell, "documents")
    settle(window)
    shared = page.documents.gestures(_row(shell, "Guide du premier mois sur place"))
    own = page.documents.gestures(_row(shell, "Trame de la réunion d’information"))
    assert len(shared) == 1
    assert len(own) == 3


def test_flyers_and_posters_are_seen_and_saved(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = library_page(shell, "publicity")
    settle(window)
    assert [code for code, preview in page.publicity.previews.items() if not preview.drawn] == []
    widths = []
    for code, _title, _line in PAPERS:
        target = tmp_path / f"{code}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, target=target: (str(target), ""))
        page.publicity.paper(code, to_file=True)
        settle(window)
        with pikepdf.open(target) as pdf:
            widths.append(round(float(pdf.pages[0].mediabox[2])))
    assert widths == sorted(widths)
    assert widths[0] < widths[2]
