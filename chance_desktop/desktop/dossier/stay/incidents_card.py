"""Calls and incidents of a stay, each with the solution found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import INCIDENT
from chance_desktop.casework.cards.rows import Card as CardRow
from chance_desktop.casework.cards.rows import remove_card
from chance_desktop.desktop.dossier.stay.model import coded
from chance_desktop.desktop.sheets.card_sheet import NewCard, open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, dotted, short_date, weekday_date

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator

SOLVED = Look(Form.SOLID, "green", "check")
OPEN = Look(Form.TINT, "red", "triangle-alert")


class IncidentsCard(Card):
    """The list, and the way to note one."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._dossier_id = ""
        box = column(self, 0, (1, 1, 1, 8))
        self.head = CardHeader(_("Appels et incidents"), "phone", "blue", "0")
        box.addWidget(self.head)
        gestures = Flow(8)
        for kind, words, icon in (
            ("call", _("Noter un appel"), "phone"),
            ("incident", _("Noter un incident"), "triangle-alert"),
        ):
            button = Button(words, Kind.OUTLINE, icon, height=36)
            button.clicked.connect(lambda _on=False, kind=kind: self.add(kind))
            gestures.addWidget(button)
        inside = column(margins=(16, 0, 16, 10))
        inside.addWidget(gestures)
        box.addLayout(inside)
        self._lines = column()
        box.addLayout(self._lines)

    def show_content(self, content: StayContent) -> None:
        """Show what was noted."""
        self._dossier_id = content.stay.dossier_id
        self.head.show_count(str(len(content.stay.incidents)))
        empty(self._lines)
        for card in content.stay.incidents:
            self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(card))

    def _line(self, card: CardRow) -> QWidget:
        desk = self._navigator.desk
        holder = plain_widget()
        box = row(holder, 12, (18, 9, 13, 9))
        incident = card.text("kind") == "incident"
        mark = column(margins=(0, 2, 0, 0))
        solved = card.values["solved_on"]
        still = incident and not solved
        mark.addWidget(IconMark("triangle-alert" if incident else "phone", "red" if still else "ink2", 18))
        mark.addStretch(1)
        box.addLayout(mark)
        words = column(gap=2)
        on = card.values["on"]
        day = weekday_date(on) if isinstance(on, date) else ""
        words.addWidget(
            Label(dotted(coded(desk, card, "kind"), coded(desk, card, "topic"), day), Role.CELL, "ink2", wrap=True)
        )
        words.addWidget(Label(card.text("text"), Role.BODY, wrap=True))
        if card.text("solution"):
            words.addWidget(Label(_("Solution\u00a0: {what}").format(what=card.text("solution")), Role.CELL, wrap=True))
        if large() and incident:
            words.addWidget(self._pill(solved), 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(words, 1)
        if not large() and incident:
            box.addWidget(self._pill(solved), 0, Qt.AlignmentFlag.AlignTop)
        change = IconButton(
            "check" if still else "pencil",
            _("Noter la solution, {what}").format(what=day) if still else _("Modifier, {what}").format(what=day), side=36,
        )  # fmt: skip
        change.clicked.connect(lambda: self.edit(card))
        remove = IconButton("x", _("Retirer cette note, {what}").format(what=day), side=36)
        remove.clicked.connect(lambda: self.remove(card))
        for button in (change, remove):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _pill(self, solved: object) -> Pill:
        if isinstance(solved, date):
            return Pill(_("Réglé le {day}").format(day=short_date(solved, self._navigator.desk.today())), SOLVED)
        return Pill(_("À régler"), OPEN)

    # gestures

    def add(self, kind: str) -> None:
        """Note a call or an incident."""
        card = NewCard(self._dossier_id, preset={"kind": kind, "on": self._navigator.desk.today()})
        title = _("Noter un incident") if kind == "incident" else _("Noter un appel")
        open_card(self._navigator, INCIDENT, self, new=card, title=title)

    def edit(self, card: CardRow) -> None:
        """Change what was noted, or note the solution."""
        open_card(self._navigator, INCIDENT, self, card.id)

    def remove(self, card: CardRow) -> None:
        """Take a note off; it can be undone."""
        desk = self._navigator.desk
        self._navigator.write(lambda: remove_card(desk, INCIDENT, card.id, card.seen))
