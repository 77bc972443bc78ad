"""Searching by the keyboard alone: suggestions on the first page; everywhere else ↓ and Enter lead to what is found, Escape clears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from chance_desktop.casework.dossiers.dossier import leave
from chance_desktop.casework.dossiers.suggestions import MOST, suggest, suggested
from chance_desktop.casework.situation.create_dossier import create_dossier
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.home.suggesting_search import SuggestingSearch
from chance_desktop.desktop.home.view import HomeScreen
from chance_desktop.desktop.ui_kit.inputs import fields
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.words import plural
from tests.casework.making import MANON
from tests.conftest import Office
from tests.desktop.patience import until
from tests.screenshots.drawing import settle


def searched(window: Window, search: QLineEdit, text: str) -> None:
    search.setFocus()
    QTest.keyClicks(search, text)
    settle(window)


def home_search(window: Window, shell: Shell) -> SuggestingSearch:
    shell.show_page("home")
    settle(window)
    page = shell.page("home")
    assert isinstance(page, HomeScreen)
    return page.search


def lines(search: SuggestingSearch) -> list[str]:
    return [search.suggestions.item(row).text() for row in range(search.suggestions.rowCount())]


def test_namesakes_are_told_apart_and_the_closed_come_last(office: Office) -> None:
    other = replace(MANON, birth_date=date(2004, 3, 12), phone="", email="", ml_number="")
    made = [create_dossier(office.desk, other).result]
    made.append(create_dossier(office.desk, MANON, None, tuple(made)).result)
    leave(office.desk, made[0], "withdrawn", "Déménage")
    found = suggest(office.desk, "rous man")
    assert [row.id for row in found.people] == [made[1], made[0]]
    told = [suggested(row) for row in found.people]
    assert "12/03/2005" in told[0]
    assert "12/03/2004" in told[1]
    assert told[1].endswith("dossier clos")
    number = found.people[0].file_number
    assert [row.id for row in suggest(office.desk, number).people] == [made[1]]
    assert suggest(office.desk, "  ").people == ()
    assert len(found.people) <= MOST


def test_a_person_is_suggested_chosen_by_the_arrows_and_opened(window: Window, shell: Shell) -> None:
    search = home_search(window, shell)
    searched(window, search, "rousse")
    assert search.popup.isVisible()
    assert "Roussel" in lines(search)[0]
    assert search.hasFocus(), "one goes on typing"
    QTest.keyClick(search.popup, Qt.Key.Key_Down)
    assert search.text() == "rousse", "what is typed stays as the arrows go by"
    QTest.keyClick(search.popup, Qt.Key.Key_Return)
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    assert (shell.current, page.dossier_id) == ("dossier", suggest(shell.desk, "rousse").people[0].id)
    assert not search.text()


def test_a_page_is_suggested_and_pressed_and_escape_clears_it_all(window: Window, shell: Shell) -> None:
    search = home_search(window, shell)
    searched(window, search, "zzzz")
    assert "ne correspond" in lines(search)[0]
    QTest.keyClick(search.popup, Qt.Key.Key_Escape)
    assert not search.text()
    assert not search.popup.isVisible()
    searched(window, search, "biblio")
    (line,) = lines(search)
    assert "Bibliothèque" in line
    row = search.popup.visualRect(search.suggestions.index(0, 0)).center()
    QTest.mouseClick(search.popup.viewport(), Qt.MouseButton.LeftButton, pos=row)
    settle(window)
    assert shell.current == "library"


def test_enter_shows_the_whole_list_and_enter_again_opens_its_first(window: Window, shell: Shell) -> None:
    search = home_search(window, shell)
    searched(window, search, "rousse")
    QTest.keyClick(search.popup, Qt.Key.Key_Return)
    settle(window)
    page = shell.page("dossiers")
    assert isinstance(page, DossiersScreen)
    assert page.search.text() == "rousse"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    settle(window)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(window)
    assert shell.current == "dossier"


PAGES: tuple[Callable[[Shell], object], ...] = (
    lambda shell: shell.show_page("dossiers"), lambda shell: shell.show_page("letters"),
    lambda shell: shell.show_meetings("sponsors"), lambda shell: shell.show_meetings("approach"),
    lambda shell: shell.show_page("stays"), lambda shell: shell.show_page("offers"),
    lambda shell: shell.show_page("documents"), lambda shell: shell.show_page("library"),
    lambda shell: shell.show_page("help"),
)  # fmt: skip


def test_wherever_one_searches_the_keys_lead_to_what_is_found(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(fields, "announce", lambda _widget, sentence: heard.append(sentence))
    for show in PAGES:
        show(shell)
        settle(window)
        page = shell.page(shell.current)
        (search,) = (each for each in page.findChildren(SearchField) if each.isVisible())
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            heard.clear()
            search.setFocus()
            # faster than the page finds: the key waits for it
            QTest.keyClicks(search, "e")
            QTest.keyClick(search, key)
            _until_led(window, search)
            focused = QApplication.focusWidget()
            assert focused is not None, shell.current
            assert focused is not search, shell.current
            assert page.isAncestorOf(focused), shell.current
            assert heard, shell.current
            assert heard[-1].endswith(("résultat", "résultats")), shell.current
            search.setFocus()
            QTest.keyClick(search, Qt.Key.Key_Escape)
            assert not search.text()
            settle(window)
        searched(window, search, "zzqx")
        _until_led(window, search)
        assert heard[-1] == "Aucun résultat", shell.current
        search.clear()
        settle(window)


def _until_led(window: Window, search: SearchField) -> None:
    """A page finds a little after one types."""
    settle(window)
    until(lambda: not search.waits)
    settle(window)


def test_the_count_is_heard_once_for_what_is_typed(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(fields, "announce", lambda _widget, sentence: heard.append(sentence))
    search = SearchField("Nom…")
    search.found(12)
    assert not heard, "nothing is searched"
    search.setText("rous")
    for count in (3, 3, 2):
        search.found(count)
    assert heard == [plural("{n} résultat", "{n} résultats", count) for count in (3, 2)]
