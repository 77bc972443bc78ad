"""A file from elsewhere is shown beside the dossier; only what is ticked is taken, and one click gives it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.europass.profile import profile
from chance_desktop.casework.papers.europass_papers import Format, Paper, paper_file
from chance_desktop.desktop.dossier.europass.import_sheet import ImportSheet
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.europass_screen import LEFT, dossier_of, europass_tab
from tests.screenshots.drawing import settle


def file_of(shell: Shell, tmp_path: Path, wanted: Format) -> Path:
    """What Lucas would bring."""
    made = paper_file(shell.desk, dossier_of(shell, "Guérineau"), Paper.CV, wanted)
    path = tmp_path / f"apporte.{wanted.value.rpartition('.')[2]}"
    path.write_bytes(made.content)
    return path


def sheet_after(window: Window, tab: EuropassTab, path: Path) -> ImportSheet:
    tab.import_file(path)
    settle(window)
    return next(each for each in window.findChildren(ImportSheet) if each.isVisible())


@pytest.mark.parametrize("wanted", [Format.PDF, Format.XML, Format.CANDIDATE])
def test_only_what_is_ticked_is_taken(window: Window, shell: Shell, tmp_path: Path, wanted: Format) -> None:
    tab = europass_tab(window, shell, "Roussel")
    dossier = dossier_of(shell, "Roussel")
    path = file_of(shell, tmp_path, wanted)
    before = profile(shell.desk, dossier)
    sheet = sheet_after(window, tab, path)
    texts = [sheet.table.item(number, 1) for number in range(sheet.table.rowCount())]
    labels = [item.text() for item in texts if item is not None]
    assert "Nom" in labels
    chosen = sheet.table.chosen()
    assert chosen
    assert not any(key.startswith("person/surname") for key in chosen)
    sheet.table.tick_all(False)
    assert not sheet.action.isEnabled()
    # a click and the space bar both turn a line
    place = sheet.table.visualRect(sheet.table.model().index(0, 0)).center()
    QTest.mouseClick(sheet.table.viewport(), LEFT, pos=place)
    assert len(sheet.table.chosen()) == 1
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert sheet.table.chosen() == ()
    number = labels.index("Nouvelle ligne")
    item = sheet.table.item(number, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(sheet.action, LEFT)
    settle(window)
    after = profile(shell.desk, dossier)
    assert len(after.entries) == len(before.entries) + 1
    assert after.values["headline_fr"] == before.values["headline_fr"]
    shell.undo()
    settle(window)
    assert len(profile(shell.desk, dossier).entries) == len(before.entries)


def test_a_dropped_file_is_compared(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = europass_tab(window, shell, "Roussel")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file_of(shell, tmp_path, Format.XML)))])
    enter = QDragEnterEvent(
        QPointF(40, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(tab, enter)
    assert enter.isAccepted()
    assert tab.notice.isVisibleTo(tab)
    drop = QDropEvent(
        QPointF(40, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(tab, drop)
    settle(window)
    sheet = next(each for each in window.findChildren(ImportSheet) if each.isVisible())
    assert not tab.notice.isVisibleTo(tab)
    sheet.reject()


def test_what_is_no_europass_file_is_refused_in_place(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = europass_tab(window, shell, "Roussel")
    for name, content in (("a.xml", b"<html/>"), ("b.pdf", b"%PDF-1.4 rien"), ("c.xml", b"<a><b></a>")):
        (tmp_path / name).write_bytes(content)
        tab.import_file(tmp_path / name)
        settle(window)
        assert tab.notice.isVisibleTo(tab)
        assert tab.notice.label.text().endswith(".")
    assert not [each for each in window.findChildren(ImportSheet) if each.isVisible()]


def test_one_s_own_file_says_there_is_nothing_new(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = europass_tab(window, shell, "Guérineau")
    sheet = sheet_after(window, tab, file_of(shell, tmp_path, Format.XML))
    keys = {each.key for each in sheet._comparison.differences}
    assert not {key for key in keys if key.startswith(("person/", "entry/"))}
    sheet.reject()
