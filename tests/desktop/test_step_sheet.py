"""Another step of a dossier, pressed in its row of steps: what is missing is told before, and what was not lived is not drawn so."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.preview import preview
from chance_desktop.desktop.dossier.actions import StepSheet
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.ui_kit.inputs.fields import LongField
from chance_desktop.desktop.ui_kit.marks.stepper import StepButton
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.words import plural
from tests.desktop.meeting_pages import press, sheet_of
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle


def test_a_step_far_ahead_asks_why(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Roussel")
    shell.open_dossier(dossier, "pieces")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    before = open_dossier(shell.desk, dossier)
    wanted = next(step for step in before.steps if step.code == "return")
    assert wanted.missing
    page.stepper.findChildren(StepButton)[wanted.number - 1].click()
    sheet = sheet_of(window, StepSheet)
    for each in wanted.missing:
        assert each in sheet.line.text()
    press(sheet, "Passer quand même")
    settle(window)
    assert open_dossier(shell.desk, dossier).step == before.step
    (reason,) = sheet.findChildren(LongField)
    reason.setPlainText("repris d’un cahier")
    press(sheet, "Passer quand même")
    settle(window)
    drawn = {button.step.label: button.step.state for button in page.stepper.findChildren(StepButton)}
    assert (drawn["Retour"], drawn["Stage"], drawn["Langue"]) == ("current", "skipped", "skipped")
    spoken = {button.step.label: button.accessibleName() for button in page.stepper.findChildren(StepButton)}
    assert spoken["Stage"] == "Stage, passée"
    # the tiny squares of the list and of the pane say the same
    passed = frozenset(step.number for step in open_dossier(shell.desk, dossier).steps if step.state == "skipped")
    shell.show_page("dossiers")
    settle(window)
    model = cast(DossiersScreen, shell.page("dossiers")).model
    number = model.number_of(dossier)
    row = model.row_at(number)
    assert row is not None
    assert row.passed == passed == preview(shell.desk, dossier).row.passed
    told = model.data(model.index(number, 3), Qt.ItemDataRole.AccessibleTextRole)
    assert str(told).endswith(plural("{n} étape passée", "{n} étapes passées", len(passed)))
