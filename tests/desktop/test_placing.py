"""The search for a placement on screen: asked, chased, answered, given; what companies give; every sheet named and whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from chance_desktop.casework.demo.placements import fill_placements
from chance_desktop.casework.demo.replay import replay
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.region.contributions import contributions
from chance_desktop.casework.region.placement import Gesture, ToPlace, ask_correspondent, note_answer, to_place
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.stays.stays import open_stay
from chance_desktop.desktop.instruction.placement_list import PlacementList
from chance_desktop.desktop.instruction.placement_sheets import AnswerSheet, AskSheet, AssignSheet, ChaseSheet
from chance_desktop.desktop.instruction.view import InstructionScreen
from chance_desktop.desktop.stays.contributions_view import ContributionsView
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import cut_buttons, cut_labels, outside
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.desktop.walking import expected_by_tab, focusable, reached_by_tab, spoken
from tests.screenshots.drawing import settle
from tests.screenshots.region import placements, region_stops
from tests.screenshots.stays import stays_page

ALIX, NOE, JADE = "Alix Tourneur", "Noé Barillot", "Jade Pellerin"
SHEETS = 7


@pytest.fixture(scope="session")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("searching") / "home"
    replay(home)
    desk = open_desk(home)
    sign_in(desk, list_counsellors(desk)[0].id)
    fill_placements(desk)
    desk.close()
    return home


@pytest.fixture
def region_home(searching: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(searching, tmp_path / "region"))


@pytest.fixture
def region(app: QApplication, region_home: Path) -> Iterator[Window]:
    opened = open_window(region_home)
    yield opened
    close_window(opened)


def _shell(window: Window) -> Shell:
    assert window.shell is not None
    return window.shell


def _list(window: Window) -> PlacementList:
    found = placements(_shell(window))
    settle(window)
    return found


def _place(window: Window, name: str) -> ToPlace:
    return next(each for each in to_place(_shell(window).desk) if each.name == name)


def _choose(combo: QComboBox | None, words: str) -> None:
    assert combo is not None
    place = next(number for number in range(combo.count()) if words in combo.itemText(number))
    combo.setCurrentIndex(place)


def _combo(sheet: AskSheet | AnswerSheet | AssignSheet, name: str) -> QComboBox | None:
    field = sheet.boxes[name].widget.field
    assert isinstance(field, QComboBox)
    return field


def test_the_list_says_who_was_asked_when_and_what_they_answered(region: Window) -> None:
    said = labels(_list(region))
    assert "Sans réponse depuis 18\u00a0jours" in said
    for words in ("Stage proposé", "Refus", "Rien trouvé", "niveau d’anglais trop juste"):
        assert words in said
    assert said.count("Sollicité le") == 6
    assert "personne n’a été sollicité" in said


def test_it_is_kept_by_what_comes_next_by_correspondent_and_by_words(region: Window) -> None:
    shown = _list(region)
    counts = {gesture: shown.chips[gesture.value].count for gesture in Gesture}
    assert counts == {Gesture.ASK: "1", Gesture.CHASE: "1", Gesture.WAIT: "2", Gesture.ASSIGN: "1"}

    def said() -> str:
        settle(region)
        return labels(shown)

    shown.chips[Gesture.ASK.value].click()
    assert (JADE in said(), ALIX in said()) == (True, False)
    shown.chips["all"].click()
    _choose(shown.correspondent, "Shannon Links")
    assert (ALIX in said(), NOE in said(), JADE in said()) == (True, True, False)
    page = _shell(region).page("instruction")
    assert isinstance(page, InstructionScreen)
    page.search.setText("noé")
    assert (NOE in said(), ALIX in said()) == (True, False)
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    settle(region)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert shown.lines.isAncestorOf(focused)
    page.search.setText("lee placements")
    assert (ALIX in said(), NOE in said()) == (True, False), "both who they asked and the one chosen"
    page.search.setText("zzzz")
    assert "Aucun ne correspond" in said()


def test_from_the_first_request_to_the_placement_with_the_mouse(region: Window) -> None:
    shell = _shell(region)
    shown = _list(region)
    press(shown, f"Solliciter un correspondant pour {JADE}")
    asking = sheet_of(region, AskSheet)
    press(asking, "Noter la sollicitation")
    settle(region)
    assert asking.isVisible()
    assert "Choisissez un correspondant" in labels(asking), "said below the field"
    _choose(_combo(asking, "offer_id"), "Vendeur en librairie")
    assert "Va avec" in labels(asking)
    assert "Shannon Links" in (_combo(asking, "correspondent_id") or QComboBox()).currentText(), "the offer names them"
    press(asking, "Noter la sollicitation")
    settle(region)
    assert _place(region, JADE).gesture is Gesture.WAIT
    press(shown, f"Noter la réponse, Shannon Links, pour {JADE}")
    answering = sheet_of(region, AnswerSheet)
    _choose(_combo(answering, "answer"), "Stage proposé")
    press(answering, "Enregistrer la réponse")
    settle(region)
    press(shown, f"Attribuer un placement à {JADE}")
    giving = sheet_of(region, AssignSheet)
    assert "Merrion Books" in (_combo(giving, "company_id") or QComboBox()).currentText(), "brought by the offer"
    press(giving, "Attribuer")
    settle(region)
    stay = open_stay(shell.desk, _place_gone(region, JADE))
    assert (stay.company, stay.correspondent, stay.values["contribution"]) == ("Merrion Books", "Shannon Links", 3250)
    assert JADE not in labels(shown)
    shell.undo()
    settle(region)
    assert _place(region, JADE).gesture is Gesture.ASSIGN


def _place_gone(window: Window, name: str) -> str:
    assert name not in {each.name for each in to_place(_shell(window).desk)}
    surname = name.split()[-1]
    return next(row.id for row in list_page(_shell(window).desk, DossierQuery()).rows if row.surname == surname)


def test_one_who_is_late_is_chased_and_a_mistake_is_taken_back(region: Window) -> None:
    shown = _list(region)
    press(shown, f"Relancer Lee Placements, pour {ALIX}")
    chasing = sheet_of(region, ChaseSheet)
    assert "aoife.keane@exemple.ie" in labels(chasing), "how to reach them is at hand"
    press(chasing, "Noter la relance")
    settle(region)
    place = _place(region, ALIX)
    late = next(each for each in place.searches if each.correspondent == "Lee Placements")
    assert (len(late.chased_on), late.late, place.gesture) == (2, False, Gesture.WAIT)
    shown.remove(late)
    settle(region)
    assert [each.correspondent for each in _place(region, ALIX).searches] == ["Shannon Links"]
    _shell(region).undo()
    settle(region)
    assert len(_place(region, ALIX).searches) == 2


def test_an_answer_noted_elsewhere_meanwhile_is_not_written_over(region: Window) -> None:
    shell = _shell(region)
    shown = _list(region)
    place = _place(region, JADE)
    lee = next(one.correspondent_id for one in _place(region, ALIX).searches if one.correspondent == "Lee Placements")
    search = ask_correspondent(shell.desk, place.dossier_id, lee).result
    displayed = next(one for one in _place(region, JADE).searches if one.id == search)
    shown.answer(place, displayed)
    answering = sheet_of(region, AnswerSheet)
    note_answer(shell.desk, search, "proposed")
    _choose(_combo(answering, "answer"), "Rien trouvé")
    answering.finish()
    settle(region)
    (found,) = (each for each in disagreements(shell.desk, place.dossier_id) if each.field == "answer")
    assert {head.value for head in found.heads} == {"proposed", "none"}
    assert (found.label, {head.words for head in found.heads}) == (
        "Réponse du correspondant",
        {"Stage proposé", "Rien trouvé"},
    )


def test_what_companies_give_is_listed_by_company_and_searched(region: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    page = stays_page(_shell(region), "contributions")
    settle(region)
    shown = page.findChild(ContributionsView)
    assert shown is not None
    said = labels(shown)
    assert all(words in said for words in ("Lough Quay Hotel", "Merrion Books", "pour 3 jeunes", "par semaine"))
    years = {year for each in contributions(_shell(region).desk) for year, _weeks in each.by_year}
    assert {shown.period.itemData(number) for number in range(1, shown.period.count())} == {str(year) for year in years}
    _choose(shown.period, str(max(years)))
    assert f"en {max(years)}" in labels(shown)
    shown.search("merrion")
    assert ("Lough Quay Hotel" in labels(shown), "pour 1 jeune" in labels(shown)) == (False, True)
    made: list[tuple[str, bytes]] = []
    monkeypatch.setattr(
        "chance_desktop.desktop.paper.actions.print_rendered",
        lambda rendered, _owner, _navigator: made.append((rendered.title, rendered.content)),
    )
    press(shown, "Imprimer ou enregistrer")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    actions = {action.text(): action for action in menu.actions()}
    assert {"PDF", "Tableur ODS", "Tableur Excel", "CSV", "Imprimer"} <= set(actions)
    actions["Imprimer"].trigger()
    menu.close()
    settle(region)
    assert [(title, content[:4]) for title, content in made] == [
        ("Participation des entreprises d’accueil, par jeune", b"%PDF")
    ]


def test_every_control_is_named_and_reached(region: Window) -> None:
    for name, go in region_stops(_shell(region)):
        if name in ("23-placements", "24-participations"):
            go()
            settle(region)
            assert [repr(widget) for widget in focusable(region) if not spoken(widget)[0].strip()] == []
            missed = expected_by_tab(region) - reached_by_tab(region)
            assert (name, [f"{widget!r} {spoken(widget)[0]}" for widget in missed]) == (name, [])


@pytest.mark.parametrize(("height", "scale"), [(700, 1.0), (768, 1.5), (768, 2.0)])
def test_nothing_is_cut(app: QApplication, region_home: Path, height: int, scale: float) -> None:
    theme().set_scale(scale)
    (region_home / "window.ini").write_text(f"[look]\ntext_percent={round(scale * 100)}\n", encoding="utf-8")
    window = open_window(region_home, 1366, height)
    sheets = 0
    try:
        for name, go in region_stops(_shell(window)):
            if not name.startswith(("23", "24", "26")):
                continue
            go()
            settle(window)
            sheet = QApplication.activeModalWidget()
            root = sheet if isinstance(sheet, Sheet) else window
            assert (name, cut_labels(root), cut_buttons(root)) == (name, [], [])
            if isinstance(sheet, Sheet):
                sheets += 1
                assert sheet.height() <= window.height()
                assert sheet.width() <= window.width()
                assert [repr(one) for one in focusable(sheet) if not spoken(one)[0].strip()] == []
                while (over := QApplication.activeModalWidget()) is not None:
                    over.close()
                    settle(window)
            else:
                assert outside(window, window) == []
        assert sheets == SHEETS
    finally:
        close_window(window)
