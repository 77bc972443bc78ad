"""Liaison notes: what the Region wrote is new until it was seen, an answer leaves with the dossier."""

from __future__ import annotations

from chance_desktop.casework.journal.liaison import notes, unread
from chance_desktop.desktop.dossier.journal.tab import JournalTab
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, press
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


def _journal(window: Window, shell: Shell) -> JournalTab:
    shell.open_dossier(some_dossier(shell), "journal")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, JournalTab)
    return tab


def test_seeing_a_note_reads_it(window: Window, shell: Shell) -> None:
    (waiting,) = unread(shell.desk)
    tab = _journal(window, shell)
    told = labels(tab.liaison)
    assert waiting.text in told
    assert "La Région" in told
    assert "Nouvelle" in told
    assert unread(shell.desk) == ()
    shell.show_page("dossiers")
    other = next(note for note in notes(shell.desk, some_dossier(shell)) if note.mine)
    assert other.text in told
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)


def test_a_note_is_written_and_taken_back(window: Window, shell: Shell) -> None:
    tab = _journal(window, shell)
    tab.liaison.text.setPlainText("Elle préfère la visio.")
    press(tab.liaison, "Ajouter la note")
    settle(window)
    assert "Elle préfère la visio." in labels(tab.liaison)
    assert tab.liaison.text.toPlainText() == ""
    assert notes(shell.desk, some_dossier(shell))[-1].mine
    shell.undo()
    settle(window)
    assert "Elle préfère la visio." not in labels(tab.liaison)


def test_an_empty_note_or_a_number_never_kept_is_refused(window: Window, shell: Shell) -> None:
    tab = _journal(window, shell)
    before = len(notes(shell.desk, some_dossier(shell)))
    press(tab.liaison, "Ajouter la note")
    settle(window)
    assert tab.liaison.field.error.label.text()
    tab.liaison.text.setPlainText("Son numéro : 2 05 03 86 194 027 38")
    press(tab.liaison, "Ajouter la note")
    settle(window)
    assert tab.liaison.field.error.label.text()
    assert tab.liaison.text.toPlainText()
    assert len(notes(shell.desk, some_dossier(shell))) == before
