"""A window on a store that desks of the Region share: it follows the others, and says when the server is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.synchronisation.view import SynchronisationScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.watches.shared_store_watch import NeighbourWatch
from chance_desktop.desktop.workplace.window import Window
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
