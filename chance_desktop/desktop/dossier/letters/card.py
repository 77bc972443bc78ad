"""One letter: whom it is asked of, how far it is, what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark, Tile
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import look_of
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.marks.stepper import LetterPath, Step
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.runtime.words import _, short_date, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.pieces.letter_views import LetterView

ACTIONS: dict[str, tuple[str, str]] = {
    "prepare": (_("Choisir la personne"), "user-plus"),
    "request": (_("Préparer la demande"), "send"),
    "remind": (_("Préparer la relance"), "bell-ring"),
    "call": (_("Appeler"), "phone"),
    "received": (_("La lettre est arrivée"), "inbox"),
    "check": (_("Marquer vérifiée"), "check"),
    "again": (_("Elle ne convient pas"), "rotate-ccw"),
    "change-referee": (_("Changer de personne"), "users"),
}
_MOST = 2
_IN_MENU_ONLY = ("change-referee", "again")


def shown_actions(letter: LetterView) -> tuple[str, ...]:
    """The gestures with a button: the first one, then noting the arrival; the others are in the menu."""
    order = (letter.primary, "received", *letter.actions)
    known = dict.fromkeys(code for code in order if code in letter.actions and code in ACTIONS)
    return tuple(code for code in known if code not in _IN_MENU_ONLY)[:_MOST]


def past_of(letter: LetterView) -> tuple[str, ...]:
    """What was said on the telephone last, and who was asked before."""
    said = [contact for contact in letter.contacts if contact.text]
    lines = [
        _("Appel du {day}\u00a0: «\u00a0{text}\u00a0»").format(day=weekday_date(one.on), text=one.text)
        for one in said[-1:]
    ]
    for one in letter.former:
        before = _("Auparavant\u00a0: {name}, jusqu’au {day} – {reason}")
        lines.append(before.format(name=one.name, day=weekday_date(one.until), reason=one.reason))
    return tuple(lines)


class LetterCard(Card):
    """A recommendation letter as a card; a click shows its paper, a button its copy once it is kept (`copied`)."""

    chosen = Signal(str)
    action_asked = Signal(str, str)
    menu_asked = Signal(str, QWidget)

    def __init__(self, letter: LetterView, *, copied: bool = False) -> None:
        super().__init__()
        self.letter = letter
        self.primary: Button | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        box = column(self, 10, (18, 14, 18, 14))
        box.addLayout(self._head())
        path = LetterPath()
        path.show_steps(
            [
                Step(one.label, "prepare", one.state, short_date(one.on) if one.on is not None else "")
                for one in letter.path
            ]
        )
        path.chosen.connect(lambda _index: self.chosen.emit(letter.kind))
        box.addWidget(path)
        if letter.headline:
            kind = letter.tone if letter.tone in {"orange", "red", "green"} else "sunken"
            icon = "bell-ring" if kind == "orange" else "clock" if kind == "sunken" else ""
            box.addWidget(Notice(letter.headline, kind, icon))
        for sentence in past_of(letter):
            box.addWidget(Label(sentence, Role.NOTE, "ink2", wrap=True))
        flow = Flow(8)
        for code in shown_actions(letter):
            words, icon = ACTIONS[code]
            primary = code == letter.primary
            button = Button(words, Kind.PRIMARY if primary else Kind.OUTLINE, icon)
            button.setAccessibleName(f"{words}, {letter.kind_label}")
            button.clicked.connect(lambda _on=False, c=code: self.action_asked.emit(letter.kind, c))
            if primary:
                self.primary = button
            flow.addWidget(button)
        if copied:
            look = Button(_("Voir la copie"), Kind.OUTLINE, "eye")
            look.setAccessibleName(_("Voir la copie, {label}").format(label=letter.kind_label))
            look.clicked.connect(lambda: self.action_asked.emit(letter.kind, "look"))
            flow.addWidget(look)
        if letter.referee is not None or set(letter.actions) - set(shown_actions(letter)):
            more = IconButton("ellipsis", _("Autres gestes, {label}").format(label=letter.kind_label), bare=True)
            more.clicked.connect(lambda: self.menu_asked.emit(letter.kind, more))
            flow.addWidget(more)
        box.addWidget(flow)

    def _head(self) -> QHBoxLayout:
        letter = self.letter
        head = row(gap=12)
        head.addWidget(Tile(letter.icon or "mail", "accent", 40, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        words.addWidget(ElidingLabel(letter.kind_label, Role.CARD_TITLE))
        referee = letter.referee
        if referee is None:
            words.addWidget(Label(_("Personne n’est encore choisi."), tone="ink2", wrap=True))
        else:
            who = " ".join(part for part in (referee.title, referee.first_name, referee.surname) if part)
            line = ", ".join(part for part in (who, referee.function, referee.organisation) if part)
            words.addWidget(ElidingLabel(line, Role.BODY, "ink2", lines=2))
            flow = Flow(18)
            for icon, text in (("mail", referee.email), ("phone", referee.phone)):
                if text:
                    flow.addWidget(_reach(icon, text))
            words.addWidget(flow)
        head.addLayout(words, 1)
        head.addWidget(Pill(letter.status_label, look_of(letter.standing)), 0, Qt.AlignmentFlag.AlignTop)
        return head

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.letter.kind)
        super().mousePressEvent(event)


def _reach(icon: str, text: str) -> QWidget:
    holder = plain_widget()
    box = row(holder, 8)
    box.addWidget(IconMark(icon, "ink2", 16))
    box.addWidget(Label(text, Role.CELL, selectable=True))
    return holder
