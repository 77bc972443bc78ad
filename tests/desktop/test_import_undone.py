"""The report of an import, in the real window: taken back and done again with the keys, it says what is left of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.desktop.people_import.view import ImportScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
LINES = (
    "Nom;Prénom;Date naissance;Commune",
    "Zwingelstein;Aurélien;12/04/2005;Civray",
    "Ypremian;Lou;12/05/2006;Gençay",
)


def imported(window: Window, shell: Shell, folder: Path) -> ImportScreen:
    """A table of two young people, imported with the mouse; the page shows the report."""
    table = folder / "jeunes.csv"
    table.write_text("\n".join(LINES), "utf-8")
    shell.import_people()
    page = shell.page("import")
    assert isinstance(page, ImportScreen)
    page.drop.give([table])
    settle(window)
    QTest.mouseClick(page.check_button, LEFT)
    settle(window)
    QTest.mouseClick(page.run_button, LEFT)
    settle(window)
    return page


def told(page: ImportScreen) -> list[str]:
    """Every text of the report that is in sight."""
    return [each.text().replace("\u00a0", " ") for each in page.findChildren(QLabel) if each.isVisible()]


def test_an_import_that_is_undone_says_so(window: Window, shell: Shell, tmp_path: Path) -> None:
    before = list_page(shell.desk, DossierQuery()).total
    page = imported(window, shell, tmp_path)
    assert "2 dossiers créés" in told(page)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert list_page(shell.desk, DossierQuery()).total == before
    assert "Import annulé : 2 dossiers retirés de la liste." in told(page)
    assert "2 dossiers créés" not in told(page)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert list_page(shell.desk, DossierQuery()).total == before + 2
    assert "2 dossiers créés" in told(page)
