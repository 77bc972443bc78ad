"""Going through a screen as a keyboard or a screen reader does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.desktop.meetings.view import MeetingsScreen
from chance_desktop.desktop.workplace.shell import Shell
from tests.screenshots.meetings import some_event
from tests.screenshots.stays import library_page, offers_page, some_survey, stay_tab, stays_page


def some_dossier(shell: Shell) -> str:
    """A dossier being put together, with letters asked for."""
    rows = list_page(shell.desk, DossierQuery()).rows
    return next((row.id for row in rows if row.surname == "Roussel"), rows[0].id)


def dossier_of(shell: Shell, surname: str) -> str:
    """The dossier of one of the fictional people: « Bonnin » is abroad, « Guérineau » is back, « Texier » since long."""
    return next(row.id for row in list_page(shell.desk, DossierQuery()).rows if row.surname == surname)


def show_agenda(shell: Shell, shape: str) -> None:
    """The agenda as a list or as a month."""
    shell.show_meetings("agenda")
    page = shell.page("meetings")
    assert isinstance(page, MeetingsScreen)
    page.agenda.show_shape(shape)


SCREENS: dict[str, Callable[[Shell], object]] = {
    "home": lambda shell: shell.show_page("home"),
    "dossiers": lambda shell: shell.show_page("dossiers"),
    "pieces": lambda shell: shell.open_dossier(some_dossier(shell), "pieces"),
    "letters-tab": lambda shell: shell.open_dossier(some_dossier(shell), "letters"),
    "situation": lambda shell: shell.open_dossier(some_dossier(shell), "situation"),
    "journal": lambda shell: shell.open_dossier(some_dossier(shell), "journal"),
    "europass-cv": lambda shell: shell.open_dossier(some_dossier(shell), "europass", "europass:cv"),
    "europass-passport": lambda shell: shell.open_dossier(some_dossier(shell), "europass", "europass:passport"),
    "europass-mobility": lambda shell: shell.open_dossier(some_dossier(shell), "europass", "europass:mobility"),
    "europass-letter": lambda shell: shell.open_dossier(some_dossier(shell), "europass", "europass:letter"),
    "europass-learning": lambda shell: shell.open_dossier(some_dossier(shell), "europass", "europass:learning"),
    "letters": lambda shell: shell.show_page("letters"),
    "agenda": lambda shell: show_agenda(shell, "list"),
    "agenda-month": lambda shell: show_agenda(shell, "month"),
    "event": lambda shell: shell.open_event(some_event(shell)),
    "sponsors": lambda shell: shell.show_meetings("sponsors"),
    "approach": lambda shell: shell.show_meetings("approach"),
    "offers": lambda shell: offers_page(shell, "offers"),
    "partners": lambda shell: offers_page(shell, "partners"),
    "stays": lambda shell: stays_page(shell, "under-way"),
    "surveys": lambda shell: stays_page(shell, "surveys"),
    "survey": some_survey,
    "stay-tab": lambda shell: stay_tab(shell, dossier_of(shell, "Bonnin")),
    "return-tab": lambda shell: stay_tab(shell, dossier_of(shell, "Guérineau")),
    "library": lambda shell: library_page(shell, "documents"),
    "publicity": lambda shell: library_page(shell, "publicity"),
    "documents": lambda shell: shell.print_document(some_dossier(shell)),
    "import": lambda shell: shell.import_people(),
    "synchronisation": lambda shell: shell.show_page("synchronisation"),
    "help": lambda shell: shell.show_page("help"),
    "settings": lambda shell: shell.show_page("settings"),
}


def focusable(root: QWidget) -> list[QWidget]:
    """Controls in sight that take the keyboard."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.objectName() != "qt_scrollarea_viewport"
    ]


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Name and role as a screen reader gets them."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found.text(QAccessible.Text.Name), found.role()


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """What the Tab key reaches, going all the way round."""
    from PySide6.QtTest import QTest

    start = QApplication.focusWidget() or window
    reached: set[QWidget] = {start}
    for _step in range(600):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here is start:
            break
        reached.add(here)
    return reached


def expected_by_tab(root: QWidget) -> set[QWidget]:
    """Every control; of exclusive choices only the chosen one, of which arrows reach the others."""
    found = set()
    for widget in focusable(root):
        if isinstance(widget, QRadioButton) and not widget.isChecked():
            continue
        found.add(widget)
    return found


def nameless_or_missed(window: QWidget) -> list[str]:
    """Controls in sight that a screen reader cannot name, or that the keyboard does not reach."""
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisibleTo(window)]
    nameless = {one for one in (*focusable(window), *buttons) if not spoken(one)[0].strip()}
    missed = expected_by_tab(window) - reached_by_tab(window)
    return [f"{widget!r} {spoken(widget)[0]}" for widget in (*nameless, *missed)]
