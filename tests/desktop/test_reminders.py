"""A note with « Rappeler le » comes back on the home page, and its sheet closes it or puts it off."""

from __future__ import annotations

from datetime import timedelta

from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.journal.reminders import due_reminders
from chance_desktop.desktop.dossier.actions import NoteSheet, ReminderSheet
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.home.view import HomeScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.words import figures_date
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle


def test_it_is_typed_with_the_note(window: Window, shell: Shell) -> None:
    dossier, today = dossier_of(shell, "Roussel"), shell.desk.today()
    shell.open_dossier(dossier, "journal")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    page.do_action("note")
    sheet = sheet_of(window, NoteSheet)
    sheet._text.setPlainText("Rappeler pour le bail")
    sheet.means.setCurrentIndex(sheet.means.findData("phone"))
    sheet.recall.line.setText("31/02/2027")
    press(sheet, "Ajouter la note")
    assert "Le 31 février n’existe pas" in labels(sheet).replace("\u00a0", " ")
    sheet.recall.line.setText(figures_date(today))
    press(sheet, "Ajouter la note")
    settle(window)
    (found,) = due_reminders(shell.desk)
    shell.show_page("home")
    settle(window)
    home = shell.page("home")
    assert isinstance(home, HomeScreen)
    assert "1 rappel aujourd’hui" in labels(home).replace("\u00a0", " ")
    home.begin()
    settle(window)
    recall = sheet_of(window, ReminderSheet)
    assert recall.gesture.text() == "C’est fait"
    recall.later.line.setText(figures_date(today + timedelta(days=2)))
    assert recall.gesture.text() == "Reporter"
    press(recall, "Reporter")
    settle(window)
    assert due_reminders(shell.desk) == ()
    assert found.dossier_id == dossier


def test_it_is_done_in_one_gesture(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Roussel")
    add_note(shell.desk, dossier, "Rappeler pour le bail", recall_on=shell.desk.today())
    (found,) = due_reminders(shell.desk)
    shell.open_dossier(dossier, "journal", found.target)
    settle(window)
    press(sheet_of(window, ReminderSheet), "C’est fait")
    settle(window)
    assert due_reminders(shell.desk) == ()
    shell.undo()
    settle(window)
    assert due_reminders(shell.desk) == (found,)
