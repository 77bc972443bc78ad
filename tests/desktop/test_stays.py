"""Everyone abroad at a glance: who asks for something first, told along the weeks and in words."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from chance_desktop.casework.stays.overview import stays_at_a_glance
from chance_desktop.casework.stays.stays import open_stay, sheet_came
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.stays.model import ABROAD, BACK, NOW, edges, shown, spoken, where_in_stay
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle
from tests.screenshots.stays import stays_page


def test_late_sheets_and_open_incidents_come_first(window: Window, shell: Shell) -> None:
    page = stays_page(shell, "under-way")
    settle(window)
    listed = page.under_way.list
    first = listed.row_at(0)
    assert first.late
    assert first.open_incidents == 1
    assert listed.count() == len(shown(stays_at_a_glance(shell.desk), NOW, shell.desk.today()))
    page.under_way.chips[BACK].setChecked(True)
    assert [listed.row_at(number).part for number in range(listed.count())] == [None] * listed.count()
    page.under_way.chips[ABROAD].setChecked(True)
    assert all(listed.row_at(number).part is not None for number in range(listed.count()))


def test_a_row_tells_everything_in_words(window: Window, shell: Shell) -> None:
    page = stays_page(shell, "under-way")
    settle(window)
    row, today = page.under_way.list.row_at(0), shell.desk.today()
    told = QAccessible.queryAccessibleInterface(page.under_way.list).child(0).text(QAccessible.Text.Name)
    assert told == spoken(row, today)
    for words in (row.name, row.where, "1 fiche en retard", "1 incident à régler", where_in_stay(row, today)):
        assert words in told


def test_enter_opens_the_stay_of_the_dossier(window: Window, shell: Shell) -> None:
    page = stays_page(shell, "under-way")
    settle(window)
    listed = page.under_way.list
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    wanted = listed.dossier_id()
    QTest.keyClick(listed, Qt.Key.Key_Return)
    settle(window)
    dossier = shell.page("dossier")
    assert isinstance(dossier, DossierScreen)
    assert (shell.current, dossier.dossier_id, dossier.tab) == ("dossier", wanted, "stay")


def test_a_sheet_that_came_is_no_longer_late(window: Window, shell: Shell) -> None:
    page = stays_page(shell, "under-way")
    settle(window)
    dossier = dossier_of(shell, "Bonnin")
    (late,) = open_stay(shell.desk, dossier).late_sheets
    shell.write(lambda: sheet_came(shell.desk, dossier, late.number))
    settle(window)
    rows = [page.under_way.list.row_at(number) for number in range(page.under_way.list.count())]
    (bonnin,) = [row for row in rows if row.dossier_id == dossier]
    assert bonnin.late == ()
    assert bonnin.states[late.number] == "received"


def test_the_weeks_drawn_hold_today_and_every_stay_shown(window: Window, shell: Shell) -> None:
    today = shell.desk.today()
    rows = shown(stays_at_a_glance(shell.desk), NOW, today)
    first, last = edges(rows, today)
    assert first.weekday() == 0
    assert first < min(row.calendar.spent.first for row in rows)
    assert last > max(row.calendar.spent.last for row in rows)
    assert edges((), today)[0] <= today <= edges((), today)[1]
    assert (edges(rows, today)[1] - first) < timedelta(weeks=75)


def test_searching_keeps_a_place(window: Window, shell: Shell) -> None:
    page = stays_page(shell, "under-way")
    settle(window)
    page.under_way.search("cork")
    assert page.under_way.list.count() == 1
    page.under_way.search("nobody")
    assert page.under_way.nothing.isVisible()
