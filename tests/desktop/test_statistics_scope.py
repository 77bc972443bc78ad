"""Choosing of whom the statistics speak, on the programme replayed: the figures, the tables, the files and the lists follow."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from chance_desktop.casework.cards.kinds import PARTNER
from chance_desktop.casework.cards.rows import read_card, remove_card
from chance_desktop.casework.reports import registry
from chance_desktop.casework.reports.registry import names
from chance_desktop.casework.reports.scopes import scope_choices
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.desktop.statistics.report_sheet import PeopleSheet, ReportSheet
from chance_desktop.desktop.statistics.view import StatisticsScreen
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import cut_buttons, cut_labels, outside
from tests.desktop.meeting_pages import labels, press
from tests.desktop.test_region_pages import region_home as region_home
from tests.desktop.test_region_pages import replayed as replayed
from tests.desktop.walking import nameless_or_missed
from tests.screenshots.drawing import settle


@pytest.fixture
def home(region_home: Path) -> Path:
    return region_home


@pytest.fixture
def page(window: Window, shell: Shell) -> StatisticsScreen:
    return _page(window, shell)


def _page(window: Window, shell: Shell) -> StatisticsScreen:
    shell.show_page("statistics")
    settle(window)
    page = shell.page("statistics")
    assert isinstance(page, StatisticsScreen)
    return page


def choose(window: Window, combo: Combo, words: str) -> None:
    """Choose in a list by its words."""
    place = combo.findText(words)
    assert place >= 0, [combo.itemText(each) for each in range(combo.count())]
    combo.setCurrentIndex(place)
    settle(window)


def type_day(window: Window, page: StatisticsScreen, day: str) -> None:
    """Type the day and confirm."""
    page.bar.day.selectAll()
    QTest.keyClick(page.bar.day, Qt.Key.Key_Delete)
    QTest.keyClicks(page.bar.day, day)
    QTest.keyClick(page.bar.day, Qt.Key.Key_Return)
    settle(window)


def test_the_choices_are_the_years_entered_the_offices_and_the_correspondents(page: StatisticsScreen) -> None:
    bar = page.bar
    years = [bar.year.itemText(each) for each in range(bar.year.count())]
    assert years == ["Toutes les années", "Entrés en 2011", "Entrés en 2010", "Entrés en 2009"]
    assert (bar.structure.count(), bar.correspondent.count()) == (16, 4)
    assert not bar.reset.isEnabled()


def test_figures_and_words_follow_what_is_chosen_and_tout_goes_back(window: Window, page: StatisticsScreen) -> None:
    choose(window, page.bar.year, "Entrés en 2010")
    assert page.target_title.text() == "18 jeunes entrés", "a year has no target of its own"
    assert page.squares.accessibleName().startswith("8 partis, 10 sans départ")
    assert page.subtitle.text().startswith("Entrés en 2010 · situation au ")
    choose(window, page.bar.correspondent, "EAGLE UK")
    assert "correspondant\u00a0: EAGLE UK" in page.subtitle.text()
    assert page.bar.reset.isEnabled()
    press(page, "Tout")
    settle(window)
    assert page.target_title.text() == "33 jeunes entrés, pour un objectif de 100"
    assert page.subtitle.text().startswith("15 Missions Locales")
    assert not page.bar.reset.isEnabled()


def test_of_two_choices_made_at_once_the_figures_are_those_of_the_last(window: Window, page: StatisticsScreen) -> None:
    for _turn in range(5):
        page.bar.year.setCurrentIndex(page.bar.year.findText("Entrés en 2010"))
        page.bar.correspondent.setCurrentIndex(page.bar.correspondent.findText("EAGLE UK"))
        settle(window)
        assert "EAGLE UK" in page.subtitle.text()
        page.bar.choose_all()
        settle(window)
        assert page.subtitle.text().startswith("15 Missions Locales")


def test_those_who_get_ready_have_their_squares(window: Window, page: StatisticsScreen) -> None:
    assert not page._keys["preparing"][1].isVisible()
    create_dossier(page.desk, NewPerson("Baudry", "Théo"))
    page.load()
    settle(window)
    figure, legend = page._keys["preparing"]
    assert (figure.text(), legend.isVisible()) == ("1", True)
    assert page.squares.accessibleName() == "15 partis, 1 en préparation, 18 sans départ, objectif de 100"


def test_one_mission_locale_stands_alone_in_its_table(window: Window, page: StatisticsScreen) -> None:
    place = page.bar.structure.findData("86400S00")
    page.bar.structure.setCurrentIndex(place)
    settle(window)
    name = page.bar.structure.currentText()
    said = labels(page.offices)
    assert name in said
    assert "La Rochelle" not in said


def test_a_day_of_the_past_is_typed_and_a_wrong_one_said(window: Window, page: StatisticsScreen) -> None:
    type_day(window, page, "31/12/2009")
    assert page.target_title.text() == "6 jeunes entrés, pour un objectif de 60"
    assert page.subtitle.text().endswith("situation au 31/12/2009")
    for wrong, why in (("31/02/2009", "Le 31 février n’existe pas"), ("01/01/2999", "Ce jour n’est pas encore venu")):
        type_day(window, page, wrong)
        assert why in page.bar.error.label.text()
        assert page.bar.scope.as_of.year == 2009, "the figures stay as they were"
    type_day(window, page, "")
    assert not page.bar.error.isVisible()
    assert page.bar.whole


def test_tables_lists_and_files_follow(window: Window, page: StatisticsScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(window, page.bar.year, "Entrés en 2010")
    page.show_report("annexe-1")
    settle(window)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ReportSheet)
    assert "entrés en 2010" in sheet.line.text()
    table = sheet.table
    lines = {item.text().strip(): line for line in range(table.rowCount()) if (item := table.item(line, 0))}
    cell = table.item(lines["Nombre total de bénéficiaires"], table.columnCount() - 1)
    assert cell is not None
    assert cell.text() == "18"
    table.itemDoubleClicked.emit(cell)
    settle(window)
    people = QApplication.activeModalWidget()
    assert isinstance(people, PeopleSheet)
    assert len(people.found) == 18
    people.close()
    sheet.close()
    saved: list[Rendered] = []
    monkeypatch.setattr("chance_desktop.desktop.paper.actions.save_plain", lambda made, *_rest: saved.append(made))
    page._formats("offices", page)
    (menu,) = (each for each in window.findChildren(QMenu) if each.isVisible())
    next(action for action in menu.actions() if action.text() == "JSON").trigger()
    menu.close()
    settle(window)
    content = json.loads(saved[0].content)
    assert content["rows"][-1]["cells"][2] == 18
    assert content["notes"][0].startswith("Périmètre\u00a0: entrés en 2010")


def test_a_choice_that_leaves_everybody_out_says_so_and_how_to_go_back(window: Window, page: StatisticsScreen) -> None:
    type_day(window, page, "01/01/2005")
    assert "Personne dans ce périmètre" in labels(page)
    press(page, "Tout afficher")
    settle(window)
    assert page.target_title.text().startswith("33 jeunes")


def test_the_choice_is_held_while_the_window_lives_and_no_longer(
    app: QApplication, window: Window, shell: Shell, page: StatisticsScreen, home: Path
) -> None:
    choose(window, page.bar.year, "Entrés en 2011")
    type_day(window, page, "31/12/2011")
    shell.show_page("home")
    settle(window)
    assert _page(window, shell).bar.scope.year == 2011
    again = StatisticsScreen(shell)
    assert (again.bar.scope.year, again.bar.scope.as_of.year) == (2011, 2011), "pages are built anew for larger text"
    again.deleteLater()
    close_window(window)
    later = open_window(home)
    assert later.shell is not None
    assert _page(later, later.shell).bar.whole
    close_window(later)


def test_a_correspondent_that_is_gone_is_no_longer_chosen(window: Window, shell: Shell, page: StatisticsScreen) -> None:
    choose(window, page.bar.correspondent, "EAGLE UK")
    row = next(row for row, name in scope_choices(shell.desk).correspondents if name == "EAGLE UK")
    card = read_card(shell.desk, PARTNER, row)
    shell.write(lambda: remove_card(shell.desk, PARTNER, row, card.seen))
    settle(window)
    assert page.bar.whole
    assert page.target_title.text().startswith("33 jeunes")


def _narrowed(window: Window, page: StatisticsScreen) -> None:
    choose(window, page.bar.year, "Entrés en 2010")
    choose(window, page.bar.correspondent, "UK Work Placement")
    page.bar.structure.setCurrentIndex(4)
    type_day(window, page, "31/12/2011")
    type_day(window, page, "pas une date")


def test_everything_chosen_is_named_and_reached(window: Window, page: StatisticsScreen) -> None:
    _narrowed(window, page)
    assert nameless_or_missed(window) == []


@pytest.mark.parametrize(("height", "scale"), [(700, 1.0), (768, 2.0)])
def test_nothing_is_cut_with_everything_chosen(app: QApplication, home: Path, height: int, scale: float) -> None:
    theme().set_scale(scale)
    window = open_window(home, 1366, height)
    assert window.shell is not None
    _narrowed(window, _page(window, window.shell))
    try:
        assert cut_labels(window) == []
        assert cut_buttons(window) == []
        assert outside(window, window) == []
    finally:
        close_window(window)


def test_every_table_is_prepared_in_a_folder_with_the_scope_chosen(
    window: Window, page: StatisticsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(window, page.bar.year, "Entrés en 2010")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "clef"))
    press(page, "Tout préparer")
    settle(window)
    (folder,) = (tmp_path / "clef").iterdir()
    assert len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.ods"))) == len(names())
    assert folder.name in labels(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    press(page, "Tout préparer")
    settle(window)
    assert [folder] == list((tmp_path / "clef").iterdir())


def test_a_table_declared_has_its_line_and_one_with_a_place_of_its_own_none(
    app: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown = replace(registry.REPORTS[1], title="Tableau d’un jour", line="Pour voir")
    kept = tuple(each for each in registry.REPORTS if each.name != thrown.name)
    monkeypatch.setattr(registry, "REPORTS", (*kept, thrown))
    window = open_window(home)
    try:
        assert window.shell is not None
        page = _page(window, window.shell)
        shown = [each.title.text() for each in page.tables.findChildren(TwoLineRow)]
        assert shown == [each.title for each in registry.REPORTS if each.listed]
        assert shown[-1] == "Tableau d’un jour"
        assert "Missions Locales" not in shown
    finally:
        close_window(window)
