"""The window opens whole on a screen that is there, and follows the width it is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from chance_desktop.desktop.help.view import HelpScreen
from chance_desktop.desktop.people_import.view import ImportScreen
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.frame import window_place
from chance_desktop.desktop.ui_kit.frame.window_place import FRAME, SMALLEST, USUAL, placed, smallest
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.look.theme import large, theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.watches import narrowing
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle

LAPTOP = QRect(0, 0, 1366, 728)  # a task bar of forty pixels
SCALED = QRect(0, 0, 1280, 680)  # 1920 × 1080 at 150 %
SMALL = QRect(0, 0, 1024, 560)
LEFT_OF_IT = QRect(-1920, 0, 1920, 1040)
SCREENS = (LAPTOP, SCALED, SMALL, QRect(0, 0, 1920, 1040), QRect(0, 32, 800, 568))
KEPT = (
    QRect(0, 0, 1366, 768),  # the whole of a screen, its bars included
    QRect(-1800, 40, 1366, 768),  # on a screen that is gone
    QRect(5000, 5000, 1366, 768),
    QRect(-20, -20, 1000, 650),  # its title bar above the edge
    QRect(1200, 600, 960, 600),
    QRect(100, 100, 3840, 2100),  # on a larger screen
)


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_window_is_whole_with_its_frame_wherever_it_was(screen: QRect) -> None:
    for kept in KEPT:
        found = placed(kept, [screen])
        assert screen.contains(found.marginsAdded(FRAME)), kept
        assert found.size() == kept.size().boundedTo(screen.marginsRemoved(FRAME).size())


def test_a_place_that_is_right_is_kept_on_the_screen_that_shows_most_of_it() -> None:
    right = QRect(-1500, 60, 1000, 650)
    assert placed(right, [LAPTOP, LEFT_OF_IT]) == right
    astride = QRect(-900, 60, 1000, 650)
    assert LEFT_OF_IT.contains(placed(astride, [LAPTOP, LEFT_OF_IT]))
    # the screen it was on is gone: amid the main one
    lost = placed(right, [LAPTOP])
    assert abs(lost.center().x() - LAPTOP.center().x()) <= 1


def test_the_smallest_window_is_never_larger_than_a_screen() -> None:
    assert smallest([QRect(0, 0, 1920, 1040)]) == SMALLEST
    for screen in SCREENS:
        least = smallest([QRect(0, 0, 1920, 1040), screen])
        assert screen.contains(QRect(screen.topLeft(), least).marginsAdded(QMargins(0, 0, 16, 40)))


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Choose what the screens leave."""

    def choose(*rooms: QRect) -> None:
        monkeypatch.setattr(window_place, "rooms", lambda: list(rooms))

    return choose


def test_a_window_opens_where_it_was_or_where_there_is_room(
    app: QApplication, tmp_path: Path, screens: Callable[..., None]
) -> None:
    screens(LAPTOP)
    first = Window(tmp_path)
    assert first.size() == USUAL.boundedTo(LAPTOP.marginsRemoved(FRAME).size())
    first.setGeometry(QRect(300, 60, 1000, 640))
    first.setWindowState(Qt.WindowState.WindowMaximized)
    kept = first.saveGeometry()
    first.settings.keep_geometry(kept)
    first.settings.flush()
    screens(SMALL)
    again = Window(tmp_path)
    assert again.isMaximized()
    again.setWindowState(Qt.WindowState.WindowNoState)
    assert SMALL.contains(again.geometry())
    assert again.minimumSize() == smallest([SMALL])
    for window in (first, again):
        window.deleteLater()


def test_a_window_follows_a_screen_that_changes(
    app: QApplication, tmp_path: Path, screens: Callable[..., None]
) -> None:
    window = Window(tmp_path)
    window.setGeometry(QRect(400, 200, 1366, 768))
    screens(SMALL)
    app.primaryScreen().availableGeometryChanged.emit(SMALL)
    QApplication.processEvents()
    assert SMALL.contains(window.geometry().marginsAdded(FRAME))
    window.deleteLater()


def test_a_sheet_stands_within_the_screen(window: Window, shell: Shell) -> None:
    window.move(1500, 700)
    sheet = Sheet("Une feuille", window, width=620)
    sheet.keep_tall(640)
    sheet.open()
    settle(window)
    assert sheet.screen().availableGeometry().contains(sheet.geometry())
    sheet.leave()
    sheet.deleteLater()


def test_a_narrow_window_has_its_pages_in_one_column_once_nothing_is_being_typed(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "_LOOK_AGAIN_MS", 0)
    shell = window.shell
    assert shell is not None
    assert not large()
    shell.show_page("settings")
    settle(window)
    field = next(each for each in shell.findChildren(QLineEdit) if each.isVisibleTo(shell))
    field.setFocus()
    field.insert("Antenne")
    field.setModified(True)
    window.resize(QSize(1024, 700))
    settle(window)
    assert theme().narrow
    assert window.shell is shell
    field.setModified(False)
    settle(window)
    assert window.shell is not shell
    assert window.shell is not None
    assert window.shell.current == "settings"
    window.resize(QSize(1366, 700))
    settle(window)
    assert not large()
    window.shell.show_page("help")
    assert isinstance(window.shell.page("help"), HelpScreen)


def test_a_narrow_window_drops_no_list_being_imported_and_no_search(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "_LOOK_AGAIN_MS", 0)
    shell = window.shell
    assert shell is not None
    shell.import_people()
    settle(window)
    page = shell.page("import")
    assert isinstance(page, ImportScreen)
    (tmp_path / "liste.csv").write_text("Nom;Prénom;Né le\nZwingel;Tugdual;03/04/2005\n", "utf-8")
    page.drop.give([tmp_path / "liste.csv"])
    settle(window)
    shell.show_page("dossiers")
    window.resize(QSize(1024, 700))
    settle(window)
    assert window.shell is shell, "the list waits on another page"
    page.start_again()
    search = shell.page("dossiers").findChild(SearchField)
    assert search is not None
    search.setText("a")
    settle(window)
    assert window.shell is shell
    search.clear()
    settle(window)
    assert window.shell is not shell
