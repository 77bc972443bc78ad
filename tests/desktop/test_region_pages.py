"""The Region's own pages, on the programme replayed: named, reached by the keyboard, never cut, and every figure opens its list."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QTableWidget

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.region_kinds import TARGET
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.demo.replay import replay
from chance_desktop.casework.dossiers.dossier import move_step
from chance_desktop.casework.region.instruction import InstructionRow, Standing, lodged
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.desktop.home.region_view import RegionHomeScreen
from chance_desktop.desktop.instruction.sheets import CorrectionSheet, DecisionSheet, SlotSheet
from chance_desktop.desktop.instruction.view import InstructionScreen
from chance_desktop.desktop.statistics.office_lines import FIGURE, OfficeLine
from chance_desktop.desktop.statistics.report_sheet import PeopleSheet, ReportSheet
from chance_desktop.desktop.statistics.view import StatisticsScreen
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.look.theme import px, theme
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.words import figures_date
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import cut_buttons, cut_labels, outside
from tests.desktop.meeting_pages import labels
from tests.desktop.walking import nameless_or_missed
from tests.screenshots.drawing import settle

PAGES: dict[str, Callable[[Shell], object]] = {
    "home": lambda shell: shell.show_page("home"),
    "statistics": lambda shell: shell.show_page("statistics"),
    "instruction": lambda shell: shell.show_page("instruction"),
}


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("region") / "home"
    replay(home)
    return home


@pytest.fixture
def region_home(replayed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(replayed, tmp_path / "region"))


@pytest.fixture
def region(app: QApplication, region_home: Path) -> Iterator[Window]:
    opened = open_window(region_home)
    yield opened
    close_window(opened)


def _shell(window: Window) -> Shell:
    assert window.shell is not None
    return window.shell


def _sheet() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_control_is_named_and_reached(region: Window, page: str) -> None:
    PAGES[page](_shell(region))
    settle(region)
    assert nameless_or_missed(region) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("height", "scale"), [(700, 1.0), (768, 2.0)])
def test_nothing_is_cut(app: QApplication, region_home: Path, page: str, height: int, scale: float) -> None:
    theme().set_scale(scale)
    window = open_window(region_home, 1366, height)
    PAGES[page](_shell(window))
    settle(window)
    try:
        assert cut_labels(window) == []
        assert cut_buttons(window) == []
        assert outside(window, window) == []
    finally:
        close_window(window)


def test_the_target_and_the_years_are_said_to_those_who_do_not_see(region: Window) -> None:
    shell = _shell(region)
    shell.show_page("statistics")
    settle(region)
    page = shell.page("statistics")
    assert isinstance(page, StatisticsScreen)
    assert page.target_title.text() == "33 jeunes entrés, pour un objectif de 100"
    assert page.squares.accessibleName() == "15 partis, 18 sans départ, objectif de 100"
    assert "2010 : Entrés 18, Partis 8, Sans départ 10" in page.chart.accessibleName()


def test_a_figure_opens_the_people_behind_it_and_their_dossier(region: Window) -> None:
    shell = _shell(region)
    shell.show_page("statistics")
    settle(region)
    page = shell.page("statistics")
    assert isinstance(page, StatisticsScreen)
    page.show_report("annexe-1")
    settle(region)
    sheet = _sheet()
    assert isinstance(sheet, ReportSheet)
    table = sheet.table
    row = next(
        line for line in range(table.rowCount()) if (item := table.item(line, 0)) and item.text().strip() == "Filles"
    )
    column = table.columnCount() - 1
    cell = table.item(row, column)
    assert cell is not None
    assert cell.text() == "23"
    table.setCurrentItem(cell)
    table.itemDoubleClicked.emit(cell)
    settle(region)
    people = _sheet()
    assert isinstance(people, PeopleSheet)
    listed = people.findChild(QTableWidget)
    assert listed is not None
    assert listed.rowCount() == 23
    chosen = people.found[3].dossier_id
    listed.setCurrentCell(3, 0)
    people._open(3)
    settle(region)
    assert shell.current == "dossier"
    assert shell.whereabouts().dossier_id == chosen


def test_a_dossier_is_corrected_met_and_decided(region: Window) -> None:
    shell = _shell(region)
    desk = shell.desk
    dossier = create_dossier(desk, NewPerson("Tourneur", "Alix")).result
    save_fields(desk, dossier, {"lodged_on": desk.today()})
    move_step(desk, dossier, 3)
    add_card(desk, EVENT, {"kind": "interviews", "on": desk.today(), "at": "9h", "until": "10h", "mode": "video"})
    shell.show_page("instruction")
    settle(region)
    page = shell.page("instruction")
    assert isinstance(page, InstructionScreen)

    def row() -> InstructionRow:
        return next(each for each in lodged(desk) if each.dossier_id == dossier)

    found = row()
    assert found.stage is Standing.TO_CHECK
    page._correct(found)
    settle(region)
    sheet = _sheet()
    assert isinstance(sheet, CorrectionSheet)
    sheet._go()
    settle(region)
    assert sheet.isVisible(), "a correction without its reason is not asked"
    sheet.reason.setPlainText("la copie est floue")
    sheet._go()
    settle(region)
    assert row().stage is Standing.TO_CORRECT
    page._book(found)
    settle(region)
    slot = _sheet()
    assert isinstance(slot, SlotSheet)
    slot._go()
    settle(region)
    assert row().interview_on == desk.today()
    page._decide(found)
    settle(region)
    decision = _sheet()
    assert isinstance(decision, DecisionSheet)
    assert "Grille d’entretien\u00a0: pas encore remplie." in labels(decision)
    decision.on.line.setText("31/02/2026")
    decision._go()
    settle(region)
    assert decision.isVisible(), "a day that is none is not taken for today"
    decision.on.line.setText(figures_date(desk.today()))
    decision._go()
    settle(region)
    assert decision.isVisible(), "nothing is decided before somebody chose it"
    assert "pas choisie" in labels(decision)
    decision.outcome.setCurrentIndex(decision.outcome.findData("accepted"))
    decision._go()
    settle(region)
    assert row().stage is Standing.ACCEPTED
    page._decide(row())
    settle(region)
    again = _sheet()
    assert "accepté." in labels(again)
    again.reject()


def test_the_home_page_of_a_region_where_nothing_waits_says_what_will_appear(region: Window) -> None:
    shell = _shell(region)
    shell.show_page("home")
    settle(region)
    page = shell.page("home")
    assert isinstance(page, RegionHomeScreen)
    assert not page.banner.isVisible()
    assert not page.to_check.isVisible()
    said = labels(page)
    assert "Rien n’attend la Région aujourd’hui" in said
    assert "les entretiens, 30 jours avant\u00a0; les départs, 14 jours avant" in said


def test_an_empty_list_says_of_what_it_is_empty(region: Window) -> None:
    """Files to bring in are spoken of only when no dossier came at all."""
    shell = _shell(region)
    shell.show_page("instruction")
    settle(region)
    page = shell.page("instruction")
    assert isinstance(page, InstructionScreen)

    def said() -> str:
        settle(region)
        return labels(page)

    full = next(each for each in Standing if any(row.stage is each for row in lodged(shell.desk)))
    bare = next(each for each in Standing if not any(row.stage is each for row in lodged(shell.desk)))
    page.chips[bare.value].click()
    assert f"Aucun dossier dans «\u00a0{bare.label}\u00a0»" in said()
    assert "Synchronisation" not in said()
    page.chips[full.value].click()
    assert "Aucun dossier" not in said()
    page.search.setText("zzzz")
    assert "Aucun ne correspond à «\u00a0zzzz\u00a0»" in said()
    page._content = type(page._content)((), (), ())
    page.search.setText("")
    assert "page Synchronisation" in said()


def test_targets_are_listed_in_the_order_of_their_days_and_say_of_what(region: Window) -> None:
    shell = _shell(region)
    office = shell.desk.programme.offices[0]
    typed = {"code": f"office:{office.code}", "label": "Départs", "value": "9", "since_on": date(2009, 6, 1)}
    add_card(shell.desk, TARGET, typed)
    shell.show_page("statistics")
    settle(region)
    page = shell.page("statistics")
    assert isinstance(page, StatisticsScreen)
    page.enter("indicators")
    settle(region)
    titles = [line.title.text() for line in _sheet().findChildren(TwoLineRow)]
    assert titles == ["Stages prévus\u00a0: 60", "Départs\u00a0: 9", "Jeunes prévus\u00a0: 100"]
    assert "depuis le 9\u00a0janvier 2009" in labels(_sheet())
    assert office.name in labels(_sheet())
    _sheet().close()


def test_the_figures_of_the_offices_stand_under_one_another(region: Window) -> None:
    shell = _shell(region)
    shell.show_page("statistics")
    settle(region)
    rights = set()
    for line in shell.page("statistics").findChildren(OfficeLine):
        figures = [label for label in line.findChildren(Label) if label.width() == px(FIGURE)]
        rights.add(tuple(label.mapTo(line, label.rect().topRight()).x() for label in figures))
    assert len(rights) == 1
    assert len(next(iter(rights))) == 4
