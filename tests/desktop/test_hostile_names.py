"""Names, towns and titles that hold marks, pictures and signs of direction, on every page: all are text, nothing acts, nothing is eaten."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)
from sqlalchemy import func, update

from chance_desktop.casework.dossiers.summaries import refresh_all
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.reports import registry
from chance_desktop.casework.reports.scopes import Scope
from chance_desktop.desktop.navigation.pages import nav_entries
from chance_desktop.desktop.statistics.report_sheet import ReportSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.frame.tabs import Tabs
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox, LabelledField, TextField
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.desktop.ui_kit.plain_words import PlainRadio, plain, unmarked
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.domain.fields import TABLES
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.engines.guard import marked
from chance_desktop.store.schema.tables import SYNCED
from tests.desktop.conftest import close_window, open_window
from tests.desktop.test_region_pages import region_home as region_home
from tests.desktop.test_region_pages import replayed as replayed
from tests.desktop.walking import SCREENS
from tests.screenshots.drawing import settle

DESKTOP = Path("chance_desktop/desktop")
HOSTILE = " & <img src=x>\u202e"
_SOUGHT = ("Roussel", "Bonnin", "Guérineau", "Texier")
"""Whom the walk through the pages looks for by name."""
_ROWS = 60


def _hostile(home: Path) -> None:
    """Add to every text of every row, but for the ones that hold data in a form of their own."""
    desk = open_desk(home)
    with writing(desk.store.engine) as connection, marked(connection):
        for name, table in SYNCED.items():
            for field in TABLES[name].fields:
                column = table.c[field.name]
                if field.kind not in (Kind.LINE, Kind.TEXT) or (name, field.name) in (
                    ("journal_detail", "parameters"),
                ):
                    continue
                statement = update(table).where(column.is_not(None), func.substr(column, 1, 1).not_in(("{", "[", "")))
                if (name, field.name) == ("person", "surname"):
                    statement = statement.where(column.not_in(_SOUGHT))
                connection.execute(statement.values({column: column + HOSTILE}))
    refresh_all(desk)
    desk.close()


def _acts(text: str) -> bool:
    return "\u202e" in text


def _eaten(held: str) -> bool:
    return "&" in held.replace("&&", "")


def _model_texts(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for role, name in ((Qt.ItemDataRole.DisplayRole, "shown"), (Qt.ItemDataRole.ToolTipRole, "tip")):
        for row in range(min(model.rowCount(), _ROWS)):
            for column in range(columns):
                yield name, str(model.index(row, column).data(role) or "")
    for section in range(columns):
        yield "shown", str(model.headerData(section, Qt.Orientation.Horizontal) or "")


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget shows, and how Qt reads it: `shown` as it is, `marked` with « & » as a mark, `tip` perhaps as rich text."""
    yield "tip", widget.toolTip()
    yield "tip", widget.statusTip()
    yield "shown", widget.windowTitle()
    if isinstance(widget, QLabel):
        rich = widget.textFormat() in (Qt.TextFormat.RichText, Qt.TextFormat.AutoText)
        yield "tip" if rich else "shown", widget.text()
        if widget.buddy() is not None:
            yield "marked", QLabel.text(widget)
    if isinstance(widget, QAbstractButton):
        yield "marked", QAbstractButton.text(widget)
    if isinstance(widget, QTabBar):
        yield from (("marked", widget.tabText(index)) for index in range(widget.count()))
        yield from (("tip", widget.tabToolTip(index)) for index in range(widget.count()))
    if isinstance(widget, QLineEdit):
        yield "shown", widget.placeholderText()
        finder = widget.completer()
        if finder is not None:
            yield from _model_texts(finder.model())
    if isinstance(widget, QComboBox) or (isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView)):
        model = widget.model()
        if model is not None:
            yield from _model_texts(model)
    yield from (("marked", action.text()) for action in widget.actions())


def _wrong(root: QWidget) -> tuple[list[str], int]:
    """What acts, is eaten or would be drawn, and how many texts hold what was added."""
    found, seen = [], 0
    for widget in (root, *(each for each in root.findChildren(QWidget) if each.isVisibleTo(root))):
        for how, text in _texts(widget):
            seen += "img" in text
            drawn = how == "tip" and "<img" in text
            if _acts(text) or drawn or (how == "marked" and _eaten(text)):
                found.append(f"{type(widget).__name__} {how}: {text[:90]!r}")
    return found, seen


def _walk(window: Window, pages: Mapping[str, Callable[[Shell], object]]) -> None:
    shell = window.shell
    assert isinstance(shell, Shell)
    wrong: set[str] = set()
    seen = {}
    for name, go in pages.items():
        go(shell)
        settle(window)
        found, seen[name] = _wrong(window)
        wrong.update(found)
    assert sorted(wrong) == []
    assert min(seen.values()) > 0


def _region_pages() -> Mapping[str, Callable[[Shell], object]]:
    return {each.code: partial(_show, each.code) for each in nav_entries(PosteRole.REGION)}


def _show(code: str, shell: Shell) -> None:
    shell.show_page(code)


def _every_report(window: Window) -> None:
    shell = window.shell
    assert isinstance(shell, Shell)
    wrong: set[str] = set()
    for name in registry.names():
        scope = Scope(as_of=shell.desk.today())
        sheet = ReportSheet(shell, registry.make(shell.desk, name, scope), scope, window)
        wrong.update(_wrong(sheet)[0])
        sheet.leave()
        sheet.deleteLater()
    assert sorted(wrong) == []


@pytest.mark.parametrize("role", PosteRole)
def test_every_page_shows_them_as_text(app: QApplication, role: PosteRole, request: pytest.FixtureRequest) -> None:
    home = request.getfixturevalue("home" if role == PosteRole.OFFICE else "region_home")
    _hostile(home)
    window = open_window(home)
    try:
        _walk(window, SCREENS if role == PosteRole.OFFICE else _region_pages())
        if role == PosteRole.REGION:
            _every_report(window)
    finally:
        close_window(window)


def test_every_control_that_qt_reads_marks_in_holds_text(app: QApplication) -> None:
    name = f"Roussel{HOSTILE} && fils [*]"
    shown = as_shown(name)
    for control in (PlainRadio(name), CheckBox(name), Button(name)):
        assert control.text() == shown
        heard = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert heard == shown, "nothing is eaten of what is heard"
        assert control.shortcut().isEmpty()
    assert plain(unmarked(name)) == shown
    tabs = Tabs()
    tabs.add(name, name)
    assert (tabs.words(0), "<img" in tabs.tabToolTip(0)) == (shown, False)
    tabs.show_count(0, "3")
    assert tabs.accessibleTabName(0) == f"{shown}, 3"
    field = LabelledField(name, TextField())
    assert field.caption.text() == shown
    assert not _eaten(QLabel.text(field.caption))
    sheet = Sheet(name, None)
    assert sheet.windowTitle() == shown.replace("[*]", "[*][*]")
    choice = SearchChoice("Ville")
    choice.offer((("a", name),))
    choice.open_list()
    assert choice.completer().completionModel().index(0, 0).data() == shown
    choice.completer().popup().hide()
    open_menu((MenuEntry("user", name, lambda: None),), choice)
    (menu,) = choice.window().findChildren(QMenu)
    assert [plain(each.text()) for each in menu.actions() if isinstance(each, QAction)] == [shown]
    menu.close()


_DOORS = {
    "plain_words.py",
    "keyed_button.py",
    "fields.py",
    "menu.py",
    "tabs.py",
    "dialogs.py",
    "printing.py",
    "window.py",
}
_CONTROLS = {
    "QPushButton",
    "QRadioButton",
    "QCheckBox",
    "QToolButton",
    "QGroupBox",
    "QDockWidget",
    "QMessageBox",
    "QAction",
}
_CALLS = {"addAction", "addMenu", "addTab", "setTabText", "setWindowTitle", "setTabToolTip"}
_ITEMS = {"QStandardItem", "QListWidgetItem", "QTableWidgetItem", "QTreeWidgetItem"}


def _is_text_of_ours(node: ast.expr) -> bool:
    """A text written here, or one shown as text."""
    told = ast.unparse(node)
    return (
        isinstance(node, ast.Constant) or re.search(r"as_shown|icon_of|^_\(|topic\.title|day_number", told) is not None
    )


def test_no_name_reaches_a_control_past_the_doors() -> None:
    wrong = []
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and path.name not in _DOORS:
                wrong += [f"{path}: {ast.unparse(base)}" for base in node.bases if ast.unparse(base) in _CONTROLS]
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            if called in _CALLS | _CONTROLS and path.name not in _DOORS:
                wrong.append(f"{path}:{node.lineno} {called}")
            if called in _ITEMS and node.args and not any(map(_is_text_of_ours, node.args)):
                wrong.append(f"{path}:{node.lineno} {called}")
    assert wrong == []
