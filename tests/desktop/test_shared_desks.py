"""A window on a store that desks of the Region share: it follows the others, and says when the server is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.exchange.postes.enrolment import postes
from chance_desktop.casework.installation.exchange_takeover import hand_over_exchange, keep_exchange_keys, shared_keys
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.installation.shared_store import hand_over_scans
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.synchronisation.shared_keys_card import SharedKeysCard
from chance_desktop.desktop.synchronisation.twelve_words import WordsToRead, WordsToType
from chance_desktop.desktop.synchronisation.view import SynchronisationScreen
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.watches.shared_store_watch import NeighbourWatch
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.recovery_words import identity_of, new_words
from tests import postgresql
from tests.conftest import SHARED, copy_home
from tests.desktop.conftest import close_window, open_window
from tests.desktop.meeting_pages import labels
from tests.screenshots.drawing import settle


@pytest.fixture
def other(templates: dict[str, Path], tmp_path: Path) -> Iterator[Desk]:
    """The desk that exchanges."""
    desk = open_desk(copy_home(templates[SHARED], tmp_path / "first"))
    sign_in(desk, list_counsellors(desk)[0].id)
    yield desk
    desk.close()


@pytest.fixture
def window(app: QApplication, other: Desk, tmp_path: Path) -> Iterator[Window]:
    """The window of a desk that joined it."""
    home = tmp_path / "second"
    asked = OfficeSetup(
        "", BranchContact("Bureau 2"), (), fictional=True, role="region", database=other.identity.database
    )
    set_up_office(home, asked)
    opened = open_window(home)
    yield opened
    close_window(opened)


@pytest.fixture
def shell(window: Window) -> Shell:
    assert window.shell is not None
    return window.shell


def _watch(shell: Shell) -> NeighbourWatch:
    (found,) = shell.findChildren(NeighbourWatch)
    return found


def _names(shell: Shell) -> set[str]:
    """Surnames of the list on the screen."""
    page = shell.page("dossiers")
    assert isinstance(page, DossiersScreen)
    return {str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())}


def test_what_another_desk_does_is_shown_without_being_asked(window: Window, shell: Shell, other: Desk) -> None:
    shell.show_page("dossiers")
    settle(window)
    create_dossier(other, NewPerson("Roussel", "Manon"))
    settle(window)
    assert not any("Roussel" in name for name in _names(shell))
    _watch(shell).look()
    settle(window)
    assert any("Roussel" in name for name in _names(shell))
    assert shell.nav.items["dossiers"].accessibleName().endswith("1 dossier")


def test_a_server_out_of_reach_is_said_once_and_work_goes_on_when_it_answers(
    window: Window, shell: Shell, other: Desk
) -> None:
    told: list[str] = []
    shell.toast.say = lambda sentence, *_rest: told.append(sentence)  # type: ignore[method-assign]
    postgresql.refuse_connections(other.identity.database)
    for _look in range(3):
        _watch(shell).look()
        settle(window)
    assert len(told) == 1
    assert told[0].startswith("La base de données de la Région ne répond pas.")
    postgresql.accept_connections(other.identity.database)
    create_dossier(other, NewPerson("Baudry", "Théo"))
    _watch(shell).look()
    settle(window)
    shell.show_page("dossiers")
    settle(window)
    assert any("Baudry" in name for name in _names(shell))


def test_the_desk_says_where_it_works_and_who_exchanges(window: Window, shell: Shell) -> None:
    shell.show_page("settings")
    settle(window)
    assert shell.desk.shares_with in labels(shell.page("settings"))
    shell.show_page("synchronisation")
    settle(window)
    page = shell.page("synchronisation")
    assert isinstance(page, SynchronisationScreen)
    assert page.band.headline.text() == "Base partagée"
    assert "Un autre poste de la Région échange avec les antennes, pour tous." in labels(page)
    told = labels(page)
    assert told.count("La Région") == 2, "this desk, and the one that exchanges"
    assert "Bureau 2 · Service" in told
    for card in (page.stick, page.mailbox, page.postes.accept):
        assert not card.isVisible()


def _keys(window: Window, shell: Shell) -> SharedKeysCard:
    shell.show_page("synchronisation")
    settle(window)
    page = shell.page("synchronisation")
    assert isinstance(page, SynchronisationScreen)
    return page.keys


def _type(window: Window, card: SharedKeysCard, button: str, words: str) -> WordsToType:
    """Press a button, type words, and press the button of the sheet."""
    card.buttons[button].click()
    (sheet,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, WordsToType) and each.isVisible()]
    sheet.field.setText(words)
    next(each for each in sheet.findChildren(Button) if each.text() == "Garder la clé").click()
    settle(window)
    return sheet


def test_keys_are_handed_from_desk_to_desk_then_the_exchange_is_taken_over(
    window: Window, shell: Shell, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = _keys(window, shell)
    assert card.isVisible()
    assert set(card.buttons) == {"receive-exchange", "receive-scans"}
    words = " ".join(hand_over_scans(other))
    wrong = _type(window, card, "receive-scans", " ".join(new_words()))
    assert "n’ouvrent pas la clé des pièces" in labels(wrong)
    wrong.leave()
    settle(window)
    _type(window, card, "receive-scans", words)
    assert not shell.desk.store.attachments.closed
    assert set(card.buttons) == {"receive-exchange", "give-scans"}
    _type(window, card, "receive-exchange", " ".join(hand_over_exchange(other)))
    assert set(card.buttons) == {"take-over", "give-scans"}
    asked: list[str] = []
    monkeypatch.setattr(
        "chance_desktop.desktop.synchronisation.shared_keys_card.confirm",
        lambda *words: bool(asked.append(words[2])) or True,
    )
    card.buttons["take-over"].click()
    settle(window)
    assert "Poitiers" in asked[0]
    assert exchanging(shell.desk)
    assert not exchanging(other)
    assert set(card.buttons) == {"give-exchange", "give-scans"}
    for button, take in (("give-scans", None), ("give-exchange", keep_exchange_keys)):
        card.buttons[button].click()
        settle(window)
        (sheet,) = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, WordsToRead) and each.isVisible()
        ]
        told = " ".join(sheet.words)
        assert all(word in labels(sheet) for word in sheet.words)
        sheet.accept()
        if take is not None:
            take(other, identity_of(told))
    page = shell.page("synchronisation")
    assert isinstance(page, SynchronisationScreen)
    monkeypatch.setattr("chance_desktop.desktop.synchronisation.region_cards.confirm", lambda *_words: True)
    revoke = next(each for each in page.postes.findChildren(Button) if each.text() == "Révoquer…")
    assert "Poitiers" in revoke.accessibleName()
    revoke.click()
    settle(window)
    assert any(each.revoked for each in postes(shell.desk))
    assert len(shell.desk.store.attachments.identities) == 2


def exchanging(desk: Desk) -> bool:
    """Whether a desk exchanges for the others."""
    found = shared_keys(desk)
    return found is not None and found.exchanges
