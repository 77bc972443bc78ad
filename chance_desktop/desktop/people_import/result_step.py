"""What an import did, what it left out, and the way to another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.desktop.people_import.verdicts import show_verdicts
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, plural

_MOST_TOLD = 500


class ResultStep(QWidget):
    """How many dossiers were made; the lines left out, to be saved; the notes of the others."""

    see_asked = Signal()
    again_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        box = column(self, 12, (4, 4, 4, 4))
        self._title = Label("", Role.NAME, wrap=True)
        box.addWidget(self._title)
        self._verdicts = Flow(8)
        box.addWidget(self._verdicts)
        inside = plain_widget()
        page = column(inside, 12, (0, 0, 10, 0))
        self._aside_card, self._aside = _notes_card(_("Laissées de côté"))
        page.addWidget(self._aside_card)
        card, self._notes = _notes_card(_("Ce qui est à savoir des autres lignes"))
        page.addWidget(card)
        page.addStretch(1)
        box.addWidget(Scroll(inside), 1)
        flow = Flow(10)
        self.see_button = Button(_("Voir les dossiers"), Kind.PRIMARY, "folders")
        self.see_button.clicked.connect(self.see_asked)
        flow.addWidget(self.see_button)
        self.again_button = Button(_("Importer une autre liste"), Kind.OUTLINE, "file-spreadsheet")
        self.again_button.clicked.connect(self.again_asked)
        flow.addWidget(self.again_button)
        self.save_button = Button(_("Enregistrer les lignes laissées de côté…"), Kind.OUTLINE, "save")
        self.save_button.clicked.connect(self.save_asked)
        flow.addWidget(self.save_button)
        box.addWidget(flow)

    @property
    def told(self) -> str:
        """What was said of the whole."""
        return self._title.text()

    def show_report(self, report: ImportReport) -> None:
        """Tell the result."""
        self.tell_standing(report.created, report.created)
        show_verdicts(self._verdicts, report)
        aside = {note.line: note.reason for note in report.left_out}
        _fill(self._aside, sorted(aside.items()))
        self._aside_card.setVisible(bool(aside))
        self.save_button.setVisible(bool(aside))
        notes = [(note.line, note.reason) for note in (*report.doubtful, *report.outside) if note.line not in aside]
        notes += [(one.line, one.reason) for one in report.duplicates if one.line not in aside]
        _fill(self._notes, sorted(notes))

    def tell_standing(self, made: int, standing: int) -> None:
        """How many dossiers came of it, those taken back since being told as such."""
        if standing == made:
            self._title.say(plural("{n} dossier créé", "{n} dossiers créés", made))
        elif standing:
            words = _("Import en partie annulé\u00a0: il reste {left}.")
            self._title.say(words.format(left=plural("{n} dossier", "{n} dossiers", standing)))
        else:
            words = _("Import annulé\u00a0: {taken} de la liste.")
            self._title.say(words.format(taken=plural("{n} dossier retiré", "{n} dossiers retirés", made)))


def _notes_card(title: str) -> tuple[Card, QWidget]:
    card = Card()
    box = column(card, 6, (16, 12, 16, 12))
    box.addWidget(Label(title, Role.CARD_TITLE, wrap=True))
    notes = plain_widget()
    column(notes, 2)
    box.addWidget(notes)
    return card, notes


def _fill(notes: QWidget, lines: list[tuple[int, str]]) -> None:
    layout = notes.layout()
    assert layout is not None  # made with it
    empty(layout)
    for number, reason in lines[:_MOST_TOLD]:
        where = _("Ligne {n}").replace("{n}", str(number))
        layout.addWidget(Label(f"{where}\u00a0: {reason}", Role.CELL, wrap=True))
    if len(lines) > _MOST_TOLD:
        rest = plural("Et {n} autre ligne.", "Et {n} autres lignes.", len(lines) - _MOST_TOLD)
        layout.addWidget(Label(rest, Role.CELL, "ink2", wrap=True))
    if not lines:
        layout.addWidget(
            Label(_("Rien d’autre\u00a0: toutes les lignes étaient nettes."), Role.CELL, "ink2", wrap=True)
        )
