"""Words that take several lines are drawn whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel

from chance_desktop.casework.europass.profile import add_entry
from chance_desktop.casework.exchange.standing.status import exchange_state
from chance_desktop.casework.journal.journal import JournalLine
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.pieces.tab import PiecesTab
from chance_desktop.desktop.help.view import HelpScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


def test_a_long_line_of_the_journal_stands_whole_beside_the_pieces(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    shell.open_dossier(dossier, "pieces")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    note = "Dispense demandée à la Région pour le diplôme ou le relevé de notes"
    line = JournalLine(date(2026, 11, 28), datetime(2026, 11, 28, 9, tzinfo=UTC), "Hélène M.", note, "note")
    tab.journal.show_lines((line, replace(line, text="Dossier ouvert")))
    settle(window)
    lines = [label for label in tab.journal.findChildren(QLabel) if label.isVisible()]
    assert note in {label.text() for label in lines}
    cut = [label.text() for label in lines if label.height() < label.heightForWidth(label.width())]
    assert cut == []


def test_every_question_of_the_guide_has_the_lines_it_takes(window: Window, shell: Shell) -> None:
    shell.show_page("help")
    settle(window)
    page = shell.page("help")
    assert isinstance(page, HelpScreen)
    topics = page.topics
    lines = set()
    for number in range(topics.count()):
        item = topics.item(number)
        place = topics.visualItemRect(item)
        assert place.width() <= topics.viewport().width()
        # ten pixels of its own width at each side are not for its words
        inside = QRect(0, 0, place.width() - 20, 1000)
        words = topics.fontMetrics().boundingRect(inside, Qt.TextFlag.TextWordWrap, item.text())
        assert place.height() >= words.height(), item.text()
        lines.add(place.height())
    assert len(lines) > 1


def test_whatever_is_written_is_counted_in_the_navigation(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    before = exchange_state(shell.desk).waiting
    shell.done(add_entry(shell.desk, dossier, "work", {"title_fr": "Serveuse"}))
    settle(window)
    state = exchange_state(shell.desk)
    assert state.waiting > before
    assert shell.nav.sync.line == state.waiting_line
