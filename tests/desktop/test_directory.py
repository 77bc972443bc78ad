"""The directory of the Missions Locales in ordinary fields: added to, changed, withdrawn, refused at the field."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from chance_desktop.casework.demo.replay import replay
from chance_desktop.desktop.statistics.directory_sheet import DirectorySheet, OfficeSheet
from chance_desktop.desktop.statistics.programme_sheet import ProgrammeSheet, open_programme
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.screenshots.drawing import settle
from tests.screenshots.region import directory

POITOU = "86000S00"


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("directory") / "home"
    replay(home)
    return home


@pytest.fixture
def region(app: QApplication, replayed: Path, tmp_path: Path) -> Iterator[Window]:
    opened = open_window(Path(shutil.copytree(replayed, tmp_path / "region")))
    yield opened
    close_window(opened)


def _shell(window: Window) -> Shell:
    assert window.shell is not None
    return window.shell


def _listed(window: Window) -> DirectorySheet:
    directory(_shell(window))
    return sheet_of(window, DirectorySheet)


def _type(sheet: OfficeSheet, **fields: str) -> None:
    for name, words in fields.items():
        field = sheet.boxes[name].widget.field
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(words)


def test_the_page_offers_the_directory_and_the_texts(region: Window) -> None:
    shell = _shell(region)
    shell.show_page("statistics")
    settle(region)
    press(shell.page("statistics"), "Programme")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    offered = {action.text(): action for action in menu.actions()}
    assert set(offered) == {"Annuaire des Missions Locales", "Textes et règles"}
    offered["Annuaire des Missions Locales"].trigger()
    menu.close()
    sheet = sheet_of(region, DirectorySheet)
    said = labels(sheet)
    assert said.count(" – ") >= 15
    sheet.search.setText("royan")
    settle(region)
    assert ("Royannais" in labels(sheet), "Poitou" in labels(sheet)) == (True, False)
    sheet.search.setFocus()
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    settle(region)
    assert sheet.isVisible()
    focused = sheet.focusWidget()
    assert isinstance(focused, Button)
    assert focused.accessibleName().startswith("Modifier"), "Enter leads to what is found, and adds nobody"
    sheet.search.setText("zzz")
    settle(region)
    assert "Aucune Mission Locale ici" in labels(sheet)


def test_fields_are_changed_and_published(region: Window) -> None:
    sheet = _listed(region)
    press(sheet, "Modifier\u00a0: Poitou")
    editing = sheet_of(region, OfficeSheet)
    assert "code" not in editing.boxes
    _type(editing, short="", branches="Poitiers\nVouillé\nLusignan")
    press(editing, "Publier")
    settle(region)
    assert editing.isVisible()
    assert "ne peut pas rester vide" in labels(editing)
    _type(editing, short="Angoulême")
    press(editing, "Publier")
    settle(region)
    assert "déjà celui d’une autre" in labels(editing)
    _type(editing, short="Poitiers")
    press(editing, "Publier")
    settle(region)
    office = _shell(region).desk.programme.office(POITOU)
    assert (office.short, office.branches) == ("Poitiers", ("Poitiers", "Vouillé", "Lusignan"))
    assert "Poitiers, Vouillé, Lusignan" in labels(sheet), "the list follows"


def test_one_is_added_and_withdrawn_and_one_in_use_is_not(region: Window) -> None:
    sheet = _listed(region)
    press(sheet, "Nouvelle Mission Locale")
    adding = sheet_of(region, OfficeSheet)
    press(adding, "Publier")
    settle(region)
    assert labels(adding).count("ne peut pas rester vide") == 4, "each said at its field"
    _type(adding, code="19000S00", name="Mission Locale de Tulle", short="Tulle", department="Corrèze")
    press(adding, "Publier")
    settle(region)
    assert "Tulle – Mission Locale de Tulle" in labels(sheet)
    buttons = {one.accessibleName(): one for one in sheet.findChildren(Button) if one.isVisibleTo(sheet)}
    assert not buttons["Retirer\u00a0: Poitou"].isEnabled()
    assert "reste dans l’annuaire" in buttons["Retirer\u00a0: Poitou"].toolTip()

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, Sheet)
        assert "Retirer Tulle" in labels(asked)
        press(asked, "Retirer")

    QTimer.singleShot(0, answer)
    press(sheet, "Retirer\u00a0: Tulle")
    settle(region)
    assert "Tulle" not in labels(sheet)
    assert "19000S00" not in {each.code for each in _shell(region).desk.programme.offices}


def test_a_text_is_refused_with_every_reason(region: Window) -> None:
    shell = _shell(region)
    shell.show_page("statistics")
    settle(region)
    open_programme(shell, shell.page("statistics"))
    settle(region)
    sheet = sheet_of(region, ProgrammeSheet)
    sheet.file.setCurrentIndex(sheet.file.findData("stay.toml"))
    wrong = sheet.text.toPlainText().replace("every_weeks = 4", "every_weks = 4").replace("months = 12", "months = -12")
    sheet.text.setPlainText(wrong)
    press(sheet, "Publier")
    settle(region)
    assert sheet.isVisible()
    told = labels(sheet)
    assert "Rien n’est publié\u00a0: 2 erreurs" in told
    assert "peut-être «\u00a0every_weeks\u00a0»" in told
    assert "-12 n’est pas possible" in told
    assert shell.desk.programme.follow_up.every_weeks == 4
