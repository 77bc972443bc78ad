"""The window leads from damaged pages to what can still be read: at opening, and at a quiet moment."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.page_watch import check_all
from chance_desktop.desktop.opening.doors import ClosedDoor
from chance_desktop.desktop.opening.rescue import RescuedSheet, RescueSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.store.engines.engine import open_connection
from tests.casework.test_rescue import spoil
from tests.desktop.conftest import close_window, open_window
from tests.screenshots.drawing import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def first_page_gone(home: Path) -> Path:
    desk = open_desk(home)
    assert check_all(desk) is None
    key = desk.vault.get(STORE_KEY)
    desk.close()
    with closing(open_connection(HomeLayout(home).store, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(HomeLayout(home).store, 1)
    return home


def _sheet(window: Window, kind: type[QDialog]) -> QDialog:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def test_a_store_that_does_not_open_is_saved_from_its_door(app: QApplication, first_page_gone: Path) -> None:
    window = Window(first_page_gone)
    window.show()
    window.start()
    settle(window)
    door = window.stack.currentWidget()
    assert isinstance(door, ClosedDoor)
    button = next(each for each in door.findChildren(Button) if "Sauver ce qui se lit" in each.text())
    QTest.mouseClick(button, LEFT)
    settle(window)
    sheet = _sheet(window, RescueSheet)
    assert isinstance(sheet, RescueSheet)
    QTest.mouseClick(sheet.save, LEFT)
    settle(window)
    told = _sheet(window, RescuedSheet)
    assert isinstance(told, RescuedSheet)
    assert "dossiers repris sur" in told.line.text()
    told.reject()
    settle(window)
    assert window.desk is not None
    assert list_page(window.desk, DossierQuery()).rows
    close_window(window)


def test_damage_found_at_a_quiet_moment_is_told_with_the_way_out(app: QApplication, home: Path) -> None:
    desk = open_desk(home)
    with closing(open_connection(desk.layout.store, desk.vault.get(STORE_KEY))) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'learner'").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.close()
    window = open_window(home)
    spoil(HomeLayout(home).store, root)
    assert window.watch is not None
    window.watch.look()
    settle(window)
    sheet = _sheet(window, RescueSheet)
    assert isinstance(sheet, RescueSheet)
    assert "se lisent encore" in sheet.line.text()
    QTest.mouseClick(sheet.save, LEFT)
    settle(window)
    assert window.desk is not None
    assert check_all(window.desk) is None
    close_window(window)
