"""The foot of the first page: where the exchange stands, and the file to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.standing.status import ExchangeState
    from chance_desktop.desktop.navigation.navigator import Navigator


class ExchangeFoot(Card):
    """The foot."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        outer: QBoxLayout = column(self, 4, (18, 6, 14, 6)) if large() else row(self, 12, (18, 6, 14, 6))
        box = row(gap=12)
        outer.addLayout(box, 1)
        self.setMinimumHeight(px(46))
        self._mark = IconMark("cloud-off", "orange", 20)
        box.addWidget(self._mark)
        self._state = Label("", Role.BODY_STRONG, wrap=large())
        box.addWidget(self._state, 1 if large() else 0)
        outer.addWidget(ElidingLabel(_("Votre travail est enregistré sur ce poste."), Role.CELL, "ink2"), 1)
        self._last = ElidingLabel("", Role.NOTE, "ink2")
        outer.addWidget(self._last)
        send = Button(_("Préparer le fichier à envoyer"), Kind.TEXT, "upload", height=36)
        send.clicked.connect(navigator.prepare_file_to_send)
        outer.addWidget(send)

    def show_state(self, exchange: ExchangeState) -> None:
        """Show where the exchange stands."""
        waiting = exchange.waiting > 0
        self._mark.show_icon("cloud-off" if waiting else "cloud", "orange" if waiting else "green")
        self._state.say(" · ".join(part for part in (exchange.headline, exchange.waiting_line) if part))
        self._last.say(exchange.last_exchange)
