"""The import page as a counsellor goes through it: how the file is read, what is asked, what is left out, and another list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, DossierRow, list_page
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.people_import.view import ImportScreen
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.casework.making import xlsx
from tests.desktop.cuts import cut_buttons, cut_labels, outside
from tests.screenshots.drawing import settle

LEFT = Qt.MouseButton.LeftButton


def import_page(window: Window, shell: Shell) -> ImportScreen:
    shell.import_people()
    settle(window)
    page = shell.page("import")
    assert isinstance(page, ImportScreen)
    return page


def give(window: Window, page: ImportScreen, path: Path, rows: list[list[str]]) -> None:
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8")
    page.drop.give([path])
    settle(window)


def press(window: Window, button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)
    settle(window)


def choose(window: Window, combo: Combo, code: str) -> None:
    """Choose as the keyboard does: down to the line that has this code."""
    combo.setFocus()
    place = combo.findData(code)
    assert place >= 0, [combo.itemData(each) for each in range(combo.count())]
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _step in range(place):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    settle(window)
    assert combo.code() == code


def shown(page: ImportScreen) -> list[list[str]]:
    """The first lines as the page shows them."""
    model = page.columns.sample.model()
    return [
        [str(model.index(row, cell).data()) for cell in range(model.columnCount())] for row in range(model.rowCount())
    ]


def somebody(shell: Shell) -> DossierRow:
    rows = list_page(shell.desk, DossierQuery()).rows
    # born a day every year has
    return next(row for row in rows if row.birth_date is not None and row.birth_date.day <= 28)


def test_a_column_nobody_knows_is_asked_and_the_first_lines_follow(
    window: Window, shell: Shell, tmp_path: Path
) -> None:
    page = import_page(window, shell)
    give(window, page, tmp_path / "a.csv", [["Nom", "Petit nom", "Jour"], ["Zwingel", "Tugdual", "03/04/2005"]])
    assert not page.check_button.isEnabled()
    assert "Prénom" in page.columns.missing.label.text()
    choose(window, page.combos["Petit nom"], "first_name")
    assert page.check_button.isEnabled()
    assert "Date de naissance" in page.columns.missing.label.text()
    choose(window, page.combos["Jour"], "birth_date")
    assert page.columns.missing.isHidden()
    assert shown(page) == [["2", "Zwingel", "Tugdual", "03/04/2005"]]
    choose(window, page.columns.days, "month")
    assert shown(page)[0][-1] == "04/03/2005"
    choose(window, page.columns.encoding, "iso-8859-15")
    assert page.combos["Petit nom"].code() == "first_name", "read otherwise, what was said of a column stays"


def test_the_heading_the_sheet_and_the_encoding_are_chosen(window: Window, shell: Shell, tmp_path: Path) -> None:
    page = import_page(window, shell)
    rows = [["Jeunes", "de l’antenne", ""], ["Nom", "Prénom", "Né le"], ["Bécot", "Théo", "03/04/2005"]]
    give(window, page, tmp_path / "a.csv", rows)
    assert page.columns.heading.code() == "2"
    choose(window, page.columns.heading, "1")
    assert list(page.combos) == ["Jeunes", "de l’antenne", "Colonne 3"]
    choose(window, page.columns.heading, "2")
    choose(window, page.columns.encoding, "mac-roman")
    assert shown(page)[0][1] != "Bécot"
    assert not page.columns.sheet.isVisible()
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(rows[1:]))
    page.drop.give([path])
    settle(window)
    assert shown(page)[0][1:3] == ["Bécot", "Théo"]
    assert not page.columns.encoding.isVisible()


def test_who_is_who_is_asked_side_by_side(window: Window, shell: Shell, tmp_path: Path) -> None:
    known = somebody(shell)
    assert known.birth_date is not None
    slipped = known.birth_date.replace(year=known.birth_date.year + (1 if known.birth_date.year % 10 < 9 else -1))
    line = [known.surname, known.first_name, f"{slipped:%d/%m/%Y}", "Zanzibar"]
    heading = ["Nom", "Prénom", "Né le", "Adresse"]
    total = list_page(shell.desk, DossierQuery()).total
    page = import_page(window, shell)
    give(window, page, tmp_path / "a.csv", [heading, line, ["Zwingel", "Tugdual", "03/04/2005", ""]])
    press(window, page.check_button)
    (comparison,) = page.check.decisions.comparisons
    assert comparison.same.hasFocus() or page.run_button.hasFocus()
    assert page.run_button.text() == "Créer 1 dossier"
    assert (situation(shell.desk, known.id).values["address"] or "") != "Zanzibar"
    press(window, comparison.other)
    assert page.run_button.text() == "Créer 2 dossiers"
    assert page.check.decisions.comparisons == []
    press(window, page.run_button)
    assert list_page(shell.desk, DossierQuery()).total == total + 2
    assert (situation(shell.desk, known.id).values["address"] or "") != "Zanzibar"


def test_what_is_not_decided_is_left_out_saved_and_imported_again(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = ["Zwingel", "Tugdual", "03/04/1975", "5", "Personne Inconnue"]
    young = ["Ypremian", "Lou", "03/04/2005", "V", ""]
    nameless = ["", "Antoine", "03/04/2005", "V", ""]
    page = import_page(window, shell)
    give(
        window, page, tmp_path / "a.csv", [["Nom", "Prénom", "Né(e) le", "Niveau", "Conseiller"], old, young, nameless]
    )
    press(window, page.check_button)
    decisions = page.check.decisions
    assert decisions.outside is not None
    assert (set(decisions.scales), set(decisions.counsellors)) == ({"level"}, {"Personne Inconnue"})
    choose(window, decisions.scales["level"], "level_1969")
    assert decisions.scales["level"].hasFocus(), "what one chooses in stays in hand"
    choose(window, decisions.outside, "aside")
    assert page.run_button.text() == "Créer 1 dossier"
    assert cut_buttons(window) == []
    press(window, page.run_button)
    assert page.steps.currentWidget() is page.result
    saved = tmp_path / "aside.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(saved), ""))
    press(window, page.result.save_button)
    text = saved.read_text("utf-8-sig")
    assert [line.split(";")[0] for line in text.splitlines()[1:]] == ["Zwingel", ""]
    saved.write_text(text.replace(";Antoine", "Xénakis;Antoine"), "utf-8-sig")
    press(window, page.result.again_button)
    assert page.steps.currentWidget() is page.file
    page.drop.give([saved])
    settle(window)
    press(window, page.check_button)
    assert page.run_button.text() == "Créer 2 dossiers"
    press(window, page.run_button)
    shell.show_page("home")
    settle(window)
    assert import_page(window, shell).steps.currentWidget() is page.file, "ready for another list"


@pytest.mark.parametrize(("width", "height", "scale"), [(1024, 600, 1.0), (1366, 768, 2.0)])
def test_nothing_decisive_is_cut(window: Window, tmp_path: Path, width: int, height: int, scale: float) -> None:
    theme().set_scale(scale)
    window.resize(width, height)
    settle(window)
    shell = window.shell  # built anew with the size of the text
    assert shell is not None
    known = somebody(shell)
    page = import_page(window, shell)
    rows = [
        ["Nom", "Prénom", "Né le", "Niveau", "Conseiller"],
        [known.surname, known.first_name, "", "5", "Personne Inconnue"],
        *([f"Zwingel{letter}", "Tugdual", "03/04/1975", "V", ""] for letter in "abcdefghijkl"),
    ]
    steps = (lambda: give(window, page, tmp_path / "a.csv", rows), lambda: press(window, page.check_button),
             lambda: press(window, page.run_button))  # fmt: skip
    for step in steps:
        step()
        assert (cut_buttons(window), cut_labels(page), outside(window, page)) == ([], [], [])
