"""Two values of one field, written by people who had not seen each other's: both shown, one click keeps one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, french_spaces


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the values; one that cannot be read back as an answer is shown without a button."""

    value: object
    words: str
    by: str
    sure: bool = True


class DisagreementCard(Card):
    """The values of a field one below the other; hidden while there is only one."""

    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__("orange")
        self._shown: tuple[Candidate, ...] = ()
        box = column(self, 8, (12, 10, 12, 10))
        head = row(gap=8)
        head.addWidget(IconMark("triangle-alert", "orange", 17))
        self.title = Label("", Role.CELL_STRONG, wrap=True)
        head.addWidget(self.title, 1)
        box.addLayout(head)
        self._lines = column(gap=10)
        box.addLayout(self._lines)
        self.hide()

    def show_candidates(self, found: tuple[Candidate, ...], label: str) -> None:
        """Show values one below the other, or hide when there is none."""
        if found == self._shown:
            return
        self._shown = found
        empty(self._lines)
        self.title.say(_("Désaccord\u00a0: plusieurs valeurs ont été saisies. Laquelle est la bonne\u00a0?"))
        for one in found:
            self._lines.addLayout(self._line(one, label))
        self.setVisible(bool(found))

    def _line(self, one: Candidate, label: str) -> QVBoxLayout:
        words = french_spaces(_("«\u00a0{value}\u00a0» – {author}").format(value=one.words, author=one.by))
        line = column(gap=4)
        line.addWidget(Label(words, Role.CELL, wrap=True))
        if one.sure:
            button = Button(_("Garder cette valeur"), Kind.OUTLINE, "check", height=36)
            button.setAccessibleName(_("Garder «\u00a0{value}\u00a0», {label}").format(value=one.words, label=label))
            button.clicked.connect(lambda: self.kept.emit(one.value))
            line.addWidget(button)
        else:
            line.addWidget(Label(_("Si c’est la bonne, donnez-la ci-dessus."), Role.NOTE, "ink2", wrap=True))
        return line
