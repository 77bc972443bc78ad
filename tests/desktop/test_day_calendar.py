"""The calendar of a date: opened, walked through and taken by the keyboard or the mouse; typing stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from chance_desktop.casework.session.kit.days_off import day_off_name
from chance_desktop.desktop.dossier.actions import NoteSheet
from chance_desktop.desktop.fields.day_calendar import DayCalendar
from chance_desktop.desktop.fields.day_field import DayField, DayInput
from chance_desktop.desktop.fields.declaration import FieldSpec, InputKind
from chance_desktop.desktop.fields.input_for import input_for
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.domain.dates import add_months
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.words import figures_date, weekday_date
from tests.casework.making import MANON, dossier_of

Key = Qt.Key
CHRISTMAS = date(2026, 12, 25)


@pytest.fixture
def page(app: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    widget.resize(500, 200)
    yield widget
    widget.deleteLater()
    QApplication.processEvents()


def field_on(page: QWidget, use: DayUse, day: date | None = None) -> DayField:
    field = DayField(use, day)
    column(page).addWidget(LabelledField("Rappeler le", field, "Un jour d’ouverture."))
    page.show()
    field.setFocus()
    return field


def opened(field: DayField) -> DayCalendar:
    assert field.calendar is not None
    assert field.calendar.isVisible()
    return field.calendar


def press(calendar: DayCalendar, *keys: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(calendar.grid, key, held)


def test_the_keyboard_goes_by_day_month_and_year_and_enter_takes_the_day(page: QWidget) -> None:
    field = field_on(page, DayUse.PLAN, CHRISTMAS)
    typed: list[str] = []
    field.textEdited.connect(typed.append)
    QTest.keyClick(field, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = opened(field)
    assert calendar.grid.day == CHRISTMAS
    assert "Rappeler le" in calendar.accessibleName()
    order = []
    for _stop in range(5):
        order.append(calendar.focusWidget())
        QTest.keyClick(calendar, Key.Key_Tab)
    assert order == [calendar.grid, calendar.now, calendar.before, calendar.year, calendar.after]
    calendar.grid.setFocus()
    press(calendar, Key.Key_Right, Key.Key_Down)
    assert calendar.grid.day == CHRISTMAS + timedelta(days=8)
    press(calendar, Key.Key_PageUp, Key.Key_Home)
    assert calendar.grid.day == date(2026, 12, 1)
    assert calendar.month.text() == "Décembre"
    press(calendar, Key.Key_End)
    assert calendar.grid.day == date(2026, 12, 31)
    press(calendar, Key.Key_PageDown, shift=True)
    assert calendar.grid.day == date(2027, 12, 31)
    assert calendar.year.code() == "2027"
    press(calendar, Key.Key_Return)
    assert field.text() == "31/12/2027"
    assert typed == ["31/12/2027"]
    assert field.calendar is None
    field.undo()
    assert field.text() == figures_date(CHRISTMAS)


def test_escape_closes_the_calendar_alone_and_changes_nothing(page: QWidget) -> None:
    field = field_on(page, DayUse.ANY, CHRISTMAS)
    left: list[bool] = []
    labelled = field.parentWidget()
    assert isinstance(labelled, LabelledField)
    labelled.edited.connect(lambda: left.append(True))
    QTest.keyClick(field, Key.Key_F4)
    press(opened(field), Key.Key_Down, Key.Key_Escape)
    assert field.calendar is None
    assert field.text() == figures_date(CHRISTMAS)
    assert page.isVisible()
    assert not left, "the field is not left by its calendar"


def test_a_day_off_is_named_and_a_press_takes_a_day_of_the_next_month(page: QWidget) -> None:
    field = field_on(page, DayUse.PLAN, CHRISTMAS)
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    calendar = opened(field)
    name = day_off_name(CHRISTMAS)
    assert name == "Noël"
    assert name in calendar.told.text()
    assert calendar.grid.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == (
        f"{weekday_date(CHRISTMAS)}, jour férié (Noël)"
    )
    header = [calendar.grid.model().headerData(side, Qt.Orientation.Horizontal) for side in (0, 6)]
    assert header == ["Lun", "Dim"]
    last = calendar.grid.visualItemRect(calendar.grid.item(5, 6)).center()
    QTest.mouseClick(calendar.grid.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert field.text() == "10/01/2027"


def test_a_birth_opens_years_ago_any_year_is_at_hand_and_a_day_to_come_is_refused(page: QWidget) -> None:
    field, today = field_on(page, DayUse.BIRTH), computer_time.today()
    QTest.keyClick(field, Key.Key_F4)
    calendar = opened(field)
    assert calendar.grid.day == add_months(today, -12 * 18)
    assert [calendar.year.itemText(0), calendar.year.itemText(calendar.year.count() - 1)] == [str(today.year), "1900"]
    calendar.year.setCurrentIndex(calendar.year.findData("1998"))
    assert calendar.grid.day.year == 1998
    tomorrow = today + timedelta(days=1)
    calendar.grid.go_to(tomorrow)
    assert "ne convient pas ici" in calendar.grid.spoken(tomorrow)
    press(calendar, Key.Key_Return)
    assert calendar.isVisible()
    assert "né" in calendar.told.text()
    assert not field.text()
    press(calendar, Key.Key_Escape)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_calendar_stands_whole_on_the_screen(page: QWidget, scale: float) -> None:
    theme().set_scale(scale)
    field = field_on(page, DayUse.PLAN)
    room = field.screen().availableGeometry()
    for corner in (QPoint(0, 0), QPoint(room.right() - 200, room.bottom() - 60)):
        page.move(corner)
        field.open_calendar()
        calendar = opened(field)
        assert room.contains(calendar.geometry())
        assert calendar.grid.rowHeight(0) >= calendar.fontMetrics().height()
        calendar.close()


def test_every_declared_day_has_its_calendar_and_a_partial_date_is_typed(app: QApplication) -> None:
    day = input_for(FieldSpec(label="Née le", kind=InputKind.DAY, use=DayUse.BIRTH))
    assert isinstance(day, DayInput)
    assert day.day.use is DayUse.BIRTH
    partial = input_for(FieldSpec(label="Début", kind=InputKind.PARTIAL_DAY))
    assert not isinstance(partial.widget, DayField)


def test_a_day_taken_in_a_sheet_is_the_day_it_writes(shell: Shell) -> None:
    sheet = NoteSheet(shell, dossier_of(shell.desk, MANON), shell)
    sheet.show()
    assert all(isinstance(each, DayField) for each in sheet.findChildren(QLineEdit) if "/" in each.text())
    sheet.recall.line.setFocus()
    QTest.keyClick(sheet.recall.line, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(opened(sheet.recall.line), Key.Key_Right, Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.recall.line.text() == figures_date(shell.desk.today() + timedelta(days=1))
    assert "Alt" in sheet.recall.line.accessibleDescription()
    assert "accueil" in sheet.recall.line.accessibleDescription()
    sheet.reject()
