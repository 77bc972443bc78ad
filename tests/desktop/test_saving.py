"""A save that fails says so at once, keeps what was typed on screen, and never reaches another dossier."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, which can be filled."""
    place = tmp_path / "disque"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("this system lets no small disk be mounted")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def full(app: QApplication, home: Path, disk: Path) -> Iterator[tuple[Window, Path]]:
    """A window at work on a disk, and the file to lay there that leaves no room."""
    shutil.copytree(home, disk / "fictif")
    window = open_window(disk / "fictif")
    yield window, disk / "lest"
    (disk / "lest").unlink(missing_ok=True)
    close_window(window)


def fill(ballast: Path) -> None:
    """Leave no room at all."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            return


def situation_tab(window: Window, shell: Shell, dossier: str) -> SituationTab:
    shell.open_dossier(dossier, "situation")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    return tab


def type_in(tab: SituationTab, code: str, words: str) -> None:
    """Type, then go on to the next field."""
    field = tab.fields[code].widget.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_a_full_disk_is_said_at_once_and_nothing_typed_is_lost(full: tuple[Window, Path]) -> None:
    window, ballast = full
    assert window.shell is not None
    dossier = some_dossier(window.shell)
    tab = situation_tab(window, window.shell, dossier)
    fill(ballast)
    # long enough to need new pages of the store
    type_in(tab, "address", "12, rue du Moulin " + "e" * 950)
    settle(window)
    assert tab.notice.isVisibleTo(tab)
    assert "disque des dossiers est plein" in tab.notice.label.text()
    assert tab.saved.label.text() == "Pas enregistré"
    assert str(tab.fields["address"].value()).startswith("12, rue du Moulin")
    ballast.unlink()
    type_in(tab, "town", "Lusignan")
    settle(window)
    kept = situation(window.shell.desk, dossier).values
    assert kept["town"] == "Lusignan"
    assert str(kept["address"]).startswith("12, rue du Moulin")
    assert not tab.notice.isVisibleTo(tab)


def test_what_could_not_be_kept_never_reaches_another_dossier(full: tuple[Window, Path]) -> None:
    window, ballast = full
    shell = window.shell
    assert shell is not None
    dossier = some_dossier(shell)
    other = next(row.id for row in list_page(shell.desk, DossierQuery()).rows if row.id != dossier)
    before = situation(shell.desk, other).values
    tab = situation_tab(window, shell, dossier)
    fill(ballast)
    type_in(tab, "address", "e" * 950)
    settle(window)
    tab = situation_tab(window, shell, other)
    ballast.unlink()
    tab.leave()
    settle(window)
    assert situation(shell.desk, other).values == before
    assert "disque des dossiers est plein" in shell.toast.label.text()


def test_what_is_refused_in_a_field_stays_told_when_another_is_kept(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    tab = situation_tab(window, shell, dossier)
    type_in(tab, "departure_on", "30/02/2027")
    settle(window)
    told = tab.saved.label.text()
    assert told == "«\u00a0Départ prévu le\u00a0» n’est pas enregistré."
    type_in(tab, "town", "Lusignan")
    settle(window)
    assert situation(shell.desk, dossier).values["town"] == "Lusignan"
    assert tab.saved.label.text() == told
    type_in(tab, "departure_on", "28/02/2027")
    settle(window)
    assert tab.saved.label.text().startswith("Enregistré à")
