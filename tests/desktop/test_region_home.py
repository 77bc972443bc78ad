"""The Region's home page, on a fictional Region at work: each line leads straight to the right place, and goes when it is done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog

from chance_desktop.casework.demo.region_desk import fill_region
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.region.first_action import Pressing
from chance_desktop.casework.region.home import region_today
from chance_desktop.casework.region.instruction import Standing
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.desktop.home.region_view import RegionHomeScreen
from chance_desktop.desktop.home.view import HomeScreen
from chance_desktop.desktop.instruction.placement_sheets import AskSheet
from chance_desktop.desktop.instruction.sheets import DecisionSheet
from chance_desktop.desktop.instruction.view import InstructionScreen
from chance_desktop.desktop.stays.model import COMING
from chance_desktop.desktop.stays.view import StaysScreen
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.casework.making import piece_of
from tests.days import HomesByDay, on_hard_days, shared_folder
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import cut_buttons, cut_labels, outside
from tests.desktop.meeting_pages import labels, press
from tests.desktop.walking import nameless_or_missed
from tests.screenshots.drawing import settle

PAGES: dict[str, Callable[[Shell], object]] = {
    "home": lambda shell: shell.show_page("home"),
    "waivers": lambda shell: shell.show_instruction("waivers"),
    "placements": lambda shell: shell.show_instruction("to-place"),
}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> HomesByDay:
    return HomesByDay(shared_folder(tmp_path_factory, "region-at-work"), fill_region)


@pytest.fixture
def home(filled: HomesByDay, day: date, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled[day], tmp_path / "region"))


@pytest.fixture
def page(window: Window) -> RegionHomeScreen:
    assert window.shell is not None
    return _home(window, window.shell)


def _home(window: Window, shell: Shell) -> RegionHomeScreen:
    shell.show_page("home")
    settle(window)
    page = shell.page("home")
    assert isinstance(page, RegionHomeScreen)
    return page


def _instruction(window: Window, shell: Shell) -> InstructionScreen:
    settle(window)
    assert shell.current == "instruction"
    page = shell.page("instruction")
    assert isinstance(page, InstructionScreen)
    return page


def _sheet() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


@pytest.mark.parametrize("shown", PAGES)
def test_every_control_is_named_and_reached(window: Window, shell: Shell, shown: str) -> None:
    PAGES[shown](shell)
    settle(window)
    assert nameless_or_missed(window) == []


@on_hard_days
@pytest.mark.parametrize("shown", PAGES)
@pytest.mark.parametrize(("height", "scale"), [(700, 1.0), (768, 2.0)])
def test_nothing_is_cut(app: QApplication, home: Path, shown: str, height: int, scale: float) -> None:
    theme().set_scale(scale)
    window = open_window(home, 1366, height)
    assert window.shell is not None
    PAGES[shown](window.shell)
    settle(window)
    try:
        assert cut_labels(window) == []
        assert cut_buttons(window) == []
        assert outside(window, window) == []
        chips = [one for one in window.findChildren(Chip) if one.isVisibleTo(window)]
        assert [one.text() for one in chips if not one.parentWidget().rect().contains(one.geometry())] == []
        if shown == "home" and scale == 1:
            scrolls = window.shell.stack.currentWidget().findChildren(QAbstractScrollArea)
            assert [area.verticalScrollBar().maximum() for area in scrolls] == [0]
    finally:
        close_window(window)


def test_an_office_keeps_its_own_page(window: Window, shell: Shell, page: RegionHomeScreen) -> None:
    assert not isinstance(page, HomeScreen)
    assert "Lettres à relancer" not in labels(page)


@on_hard_days
def test_the_page_tells_all_that_waits(page: RegionHomeScreen) -> None:
    said = labels(page)
    assert page.banner.title.text() == f"Trouver une solution pour {_troubled(page)}"
    assert [card.head.count.text() for card in (page.to_check, page.to_decide, page.interviews)] == ["5", "2", "3"]
    for line in ("1 fiche de suivi en retard", "1 versement à faire", "1 départ dans les 14 jours", "2 dispenses demandées",
                 "2 entretiens à fixer", "2 placements à trouver", "1 transmission demandée"):  # fmt: skip
        assert line in said
    assert "incident sans solution" not in said, "the one at the top is not told again"


def test_the_first_thing_opens_the_stay_in_trouble(window: Window, shell: Shell, page: RegionHomeScreen) -> None:
    first = region_today(shell.desk).first
    assert first is not None
    assert first.kind is Pressing.INCIDENT
    page.banner.button.click()
    settle(window)
    assert (shell.current, shell.whereabouts().dossier_id, shell.whereabouts().tab) == (
        "dossier",
        first.dossier_id,
        "stay",
    )


def test_a_dossier_to_check_opens_its_pieces(window: Window, shell: Shell, page: RegionHomeScreen) -> None:
    row = region_today(shell.desk).work.to_check[0]
    press(page, f"Vérifier, {row.name}")
    settle(window)
    assert (shell.whereabouts().dossier_id, shell.whereabouts().tab) == (row.dossier_id, "pieces")


@on_hard_days
def test_a_decision_is_made_from_the_page_and_its_line_goes(
    window: Window, shell: Shell, page: RegionHomeScreen
) -> None:
    row = region_today(shell.desk).work.to_decide[0]
    press(page, f"Décider, {row.name}")
    assert _instruction(window, shell).chips.code() == Standing.TO_DECIDE.value
    sheet = _sheet()
    assert isinstance(sheet, DecisionSheet)
    assert sheet.dossier == row.dossier_id
    sheet.outcome.setCurrentIndex(sheet.outcome.findData("accepted"))
    sheet._go()
    settle(window)
    again = _home(window, shell)
    assert again.to_decide.head.count.text() == "1"
    assert "3 placements à trouver" in labels(again)


def test_waivers_are_granted_and_refused_where_the_line_leads(
    window: Window, shell: Shell, page: RegionHomeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReasonSheet, "exec", lambda _sheet: ReasonSheet.DialogCode.Accepted)
    monkeypatch.setattr(ReasonSheet, "reason", lambda _sheet: "un relevé suffit")
    press(page, "Voir les dispenses demandées")
    instruction = _instruction(window, shell)
    assert instruction.chips.code() == "waivers"
    granted, refused = region_today(shell.desk).work.waivers
    press(instruction, f"Accorder, {granted.name} – {granted.piece_label}")
    settle(window)
    press(instruction, f"Refuser, {refused.name} – {refused.piece_label}")
    settle(window)
    assert "Aucun dossier dans «\u00a0Dispenses demandées\u00a0»" in labels(instruction)
    assert "dispense" not in labels(_home(window, shell))
    piece = piece_of(shell.desk, refused.dossier_id, refused.piece)
    assert piece.reason.endswith("un relevé suffit")


@pytest.mark.parametrize(
    ("spoken", "code"), [("Voir les entretiens à fixer", "to-meet"), ("Voir les placements à trouver", "to-place")]
)
def test_other_lines_lead_to_their_part_of_the_instruction(
    window: Window, shell: Shell, page: RegionHomeScreen, spoken: str, code: str
) -> None:
    press(page, spoken)
    assert _instruction(window, shell).chips.code() == code


@on_hard_days
def test_departures_lead_to_the_stays_to_come(window: Window, shell: Shell, page: RegionHomeScreen) -> None:
    press(page, "Voir les départs à venir")
    settle(window)
    stays = shell.page("stays")
    assert isinstance(stays, StaysScreen)
    assert (shell.current, stays.tab, stays.under_way.chips.code()) == ("stays", "under-way", COMING)
    assert stays.under_way.list.count() == 1


@on_hard_days
def test_the_only_late_sheet_leads_to_its_stay_and_a_transfer_to_the_exchange(
    window: Window, shell: Shell, page: RegionHomeScreen
) -> None:
    (late,) = region_today(shell.desk).work.late
    press(page, "Voir les fiches en retard")
    settle(window)
    assert (shell.whereabouts().dossier_id, shell.whereabouts().tab) == (late.dossier_id, "stay")
    press(_home(window, shell), "Voir les transmissions demandées")
    settle(window)
    assert shell.current == "synchronisation"


def test_a_placement_asked_for_opens_its_sheet(window: Window, shell: Shell, page: RegionHomeScreen) -> None:
    wanted = region_today(shell.desk).work.to_place[0]
    shell.show_instruction("to-place", wanted.dossier_id)
    _instruction(window, shell)
    sheet = _sheet()
    assert isinstance(sheet, AskSheet)
    assert sheet.place.dossier_id == wanted.dossier_id
    sheet.close()


def test_a_region_without_dossiers_is_told_where_they_come_from(app: QApplication, day: date, tmp_path: Path) -> None:
    people = (NewCounsellor("Hélène", "Marchais"),)
    set_up_office(tmp_path / "bare", OfficeSetup("", BranchContact("Région"), people, fictional=True, role="region"))
    window = open_window(tmp_path / "bare")
    try:
        assert window.shell is not None
        page = _home(window, window.shell)
        assert "Aucun dossier n’est encore arrivé" in labels(page)
        press(page, "Synchronisation")
        settle(window)
        assert window.shell.current == "synchronisation"
    finally:
        close_window(window)


def _troubled(page: RegionHomeScreen) -> str:
    (row,) = region_today(page.desk).work.troubled
    return row.name
