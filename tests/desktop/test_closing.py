"""Closing the non eligible dossiers from the list: by the keyboard, with who and why, and one undo."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import Filter, counts
from chance_desktop.desktop.dossiers.closing import CloseSheet
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.casework.making import MANON, dossier_of
from tests.desktop.meeting_pages import sheet_of
from tests.screenshots.drawing import settle


def test_the_non_eligible_are_closed_from_the_list_in_one_gesture(window: Window, shell: Shell) -> None:
    desk = shell.desk
    before = counts(desk)[Filter.NOT_ELIGIBLE]
    names = ("Ana", "Lina", "Zélie")
    made = [dossier_of(desk, replace(MANON, surname="Aubry", first_name=name, phone="", email="", ml_number=""),
                       1, job_seeker=False) for name in names]  # fmt: skip
    shell.show_dossiers("NOT_ELIGIBLE")
    settle(window)
    page = cast(DossiersScreen, shell.page("dossiers"))
    assert page.model.total == before + 3
    assert str(before + 3) in page.closing.text()
    page.closing.setFocus()
    QTest.keyClick(page.closing, Qt.Key.Key_Return)
    settle(window)
    sheet = sheet_of(window, CloseSheet)
    people = sheet.people
    assert people.hasFocus()
    told = str(people.item(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Ana" in told
    assert "demandeur" in told
    # the first is unticked by the keyboard, the second and back by the mouse
    QTest.keyClick(people, Qt.Key.Key_Space)
    second = people.visualItemRect(people.item(1)).center()
    for _press in range(2):
        QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert len(people.ticked()) == people.count() - 1
    assert str(len(people.ticked())) in sheet.action.text()
    for row in range(3, people.count()):
        people.item(row).setCheckState(Qt.CheckState.Unchecked)
    QTest.mouseClick(sheet.action, Qt.MouseButton.LeftButton)
    settle(window)
    assert [open_dossier(desk, row).state for row in made] == ["active", "closed", "closed"]
    shell.undo()
    settle(window)
    assert {open_dossier(desk, row).state for row in made} == {"active"}


def test_several_chosen_are_closed_but_for_those_left_out(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = cast(DossiersScreen, shell.page("dossiers"))
    shell.show_page("dossiers")
    settle(window)
    assert not page.closing.isVisible()
    page.table.selectAll()
    settle(window)
    assert page.selection.numbers() == list(range(page.model.total))
    assert page.closing.isVisible()
    # rows far below the window are chosen too, though they were never read
    read = page.selection.ids()[:2]
    monkeypatch.setattr(page.selection, "ids", lambda: read)
    page.closing.click()
    settle(window)
    sheet = sheet_of(window, CloseSheet)
    assert sheet.people.count() + sheet.left_out.count() == page.model.total
    assert sheet.left_out.count()
    assert sheet.left_out.item(0).data(Qt.ItemDataRole.CheckStateRole) is None
    sheet.reject()
