"""Codes in the settings: one's own is given to be changed, a colleague's belongs to them and to the mobility référent."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtTest import QTest

from chance_desktop.casework.session.office.counsellors import NewCounsellor, add_counsellor, list_counsellors, sign_in
from chance_desktop.casework.session.office.pins import WrongPin, set_pin
from chance_desktop.desktop.preferences.actions import CounsellorSheet
from chance_desktop.desktop.preferences.view import PreferencesScreen
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle


def sheet_of(window: Window, shell: Shell, name: str) -> CounsellorSheet:
    """The sheet of a person, opened from the settings."""
    shell.show_page("settings")
    page = shell.page("settings")
    assert isinstance(page, PreferencesScreen)
    page.load()
    settle(window)
    next(each for each in page.findChildren(Button) if each.accessibleName() == f"Modifier {name}").click()
    settle(window)
    return next(each for each in window.findChildren(CounsellorSheet) if each.isVisible())


def finished(window: Window, sheet: CounsellorSheet) -> bool:
    sheet._finish()
    settle(window)
    return not shiboken6.isValid(sheet) or not sheet.isVisible()


def test_who_may_change_which_code(window: Window, shell: Shell) -> None:
    desk = shell.desk
    referent = next(one for one in list_counsellors(desk) if one.referent)
    sign_in(desk, referent.id)
    added = add_counsellor(desk, NewCounsellor("Odette", "Tranchand", pin="7319")).result
    colleague = next(one for one in list_counsellors(desk) if one.id == added)
    sheet = sheet_of(window, shell, colleague.full_name)
    assert not sheet._pin.isEnabled(), "a référent without a code could be anybody"
    sheet.leave()
    sheet = sheet_of(window, shell, referent.full_name)
    QTest.keyClicks(sheet._pin, "4826")
    assert finished(window, sheet)
    sheet = sheet_of(window, shell, referent.full_name)
    QTest.keyClicks(sheet._pin, "1111")
    QTest.keyClicks(sheet._own_pin, "0000")
    assert not finished(window, sheet)
    assert "pas le bon" in sheet._own_pin_field.error.label.text()
    sheet.leave()
    sheet = sheet_of(window, shell, colleague.full_name)
    assert sheet._pin.isEnabled()
    sheet._no_pin.setChecked(True)
    QTest.keyClicks(sheet._own_pin, "4826")
    assert finished(window, sheet)
    sign_in(desk, colleague.id)
    set_pin(desk, colleague.id, "7319")
    sheet = sheet_of(window, shell, referent.full_name)
    assert not sheet._pin.isEnabled()
    assert not sheet._no_pin.isEnabled()
    assert not sheet._referent.isEnabled()
    assert not sheet._own_pin_field.isVisible()
    with pytest.raises(WrongPin):
        sign_in(desk, referent.id, "1111")
