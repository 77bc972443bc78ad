"""A recommendation letter on its card: its copy, what was said of it, and one that does not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.pieces.letters import log_contact
from chance_desktop.casework.pieces.scans import attach
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.desktop.dossier.letters import preview
from chance_desktop.desktop.dossier.letters.tab import LettersTab
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.pieces.scan_sheet import ScanSheet
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, Sheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.casework.making import paper
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.desktop.patience import once
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle


def letters_tab(window: Window, shell: Shell) -> LettersTab:
    shell.open_dossier(dossier_of(shell, "Roussel"), "letters")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, LettersTab)
    return tab


def test_a_letter_is_looked_at_where_it_is_checked(window: Window, shell: Shell, tmp_path: Path) -> None:
    dossier = dossier_of(shell, "Roussel")
    attach(shell.desk, dossier, "letter-teacher", (paper(tmp_path),))
    tab = letters_tab(window, shell)
    press(tab.cards["teacher"], "Voir la copie, Enseignant")
    assert sheet_of(window, ScanSheet).pdf.pages == 1


def test_what_was_said_on_the_telephone_is_on_the_card(window: Window, shell: Shell) -> None:
    log_contact(shell.desk, dossier_of(shell, "Roussel"), "teacher", "phone", "écrit lundi")
    assert "écrit lundi" in labels(letters_tab(window, shell).cards["teacher"])


def _shown(window: Window, kind: type[Sheet]) -> bool:
    return any(each.isVisible() for each in window.findChildren(kind))


def test_a_letter_that_does_not_do_is_asked_again_from_its_card(window: Window, shell: Shell, tmp_path: Path) -> None:
    dossier = dossier_of(shell, "Roussel")
    attach(shell.desk, dossier, "letter-teacher", (paper(tmp_path),))
    tab = letters_tab(window, shell)

    def answer() -> None:
        sheet = sheet_of(window, ReasonSheet)
        sheet._field.setPlainText("non signée")
        press(sheet, "La redemander")

    once(lambda: _shown(window, ReasonSheet), answer)
    tab.act("teacher", "again")
    settle(window)
    letter = next(each for each in open_dossier(shell.desk, dossier).letters if each.kind == "teacher")
    assert (letter.status, letter.primary) == ("prepared", "request")


@pytest.mark.parametrize(("answer", "status"), [("Oui, il est parti", "reminded"), ("Pas encore", "requested")])
def test_the_form_leaves_with_its_message(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch, answer: str, status: str
) -> None:
    sent: list[Rendered] = []

    def opened(made: Rendered, _navigator: object) -> bool:
        sent.append(made)
        return True

    monkeypatch.setattr(preview, "open_in_mail_program", opened)
    tab = letters_tab(window, shell)
    tab.choose("teacher", "form")
    settle(window)
    once(lambda: _shown(window, Sheet), lambda: press(sheet_of(window, Sheet), answer))
    tab.preview.send.click()
    settle(window)
    assert [made.file_name for made in sent] == ["relance-lettre.eml"]
    assert tab.preview.notice.label.text() == ""
    letter = next(
        each for each in open_dossier(shell.desk, dossier_of(shell, "Roussel")).letters if each.kind == "teacher"
    )
    assert letter.status == status
