"""The button of the next action does what it says: the pieces are asked for, the meeting is of its kind, the tab is the right one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.desktop.documents.view import DocumentsScreen
from chance_desktop.desktop.dossier.actions import NoteSheet, StepSheet
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.pieces.ask_sheet import AskPiecesSheet, askable
from chance_desktop.desktop.sheets.meeting_sheets import MeetingSheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import press, sheet_of
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle

SHEETS: dict[str, type[QDialog]] = {"meeting": MeetingSheet, "note": NoteSheet, "journey": StepSheet}
STEPS = ("orientation", "eligibility", "dossier", "interview", "search", "language", "placement", "return", "after")


def _page(window: Window, shell: Shell) -> DossierScreen:
    shell.open_dossier(dossier_of(shell, "Roussel"), "journal")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    return page


def test_the_missing_pieces_are_asked_for(window: Window, shell: Shell) -> None:
    page = _page(window, shell)
    wanted = askable(open_dossier(shell.desk, page.dossier_id))
    assert wanted
    page.do_action("pieces:ask")
    sheet = sheet_of(window, AskPiecesSheet)
    assert page.tab == "pieces"
    sheet.boxes[wanted[0].code].setChecked(False)
    press(sheet, "Demander les pièces")
    settle(window)
    left = {each.code for each in askable(open_dossier(shell.desk, page.dossier_id))}
    assert left == {wanted[0].code}
    paper = shell.page("documents")
    assert isinstance(paper, DocumentsScreen)
    assert (shell.current, paper.dossier_id) == ("documents", page.dossier_id)


@pytest.mark.parametrize("code", STEPS)
def test_each_step_opens_what_its_button_says(window: Window, shell: Shell, code: str) -> None:
    page = _page(window, shell)
    programme = shell.desk.programme
    assert tuple(step.code for step in programme.steps) == STEPS
    step = programme.steps[programme.step_number(code) - 1]
    what, _colon, which = step.does.partition(":")
    page.do_action(step.does)
    settle(window)
    if what not in SHEETS:
        assert page.tab == what
        return
    sheet = sheet_of(window, SHEETS[what])
    if isinstance(sheet, MeetingSheet):
        assert sheet.kind.code() == which
    sheet.reject()
