"""The band on top: where the exchange stands, in words and figures, and the one gesture that moves it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark, Tile
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import announce
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from chance_desktop.casework.exchange.standing.page import ExchangePage

_LOOKS = {
    "not-linked": ("cloud-off", "orange"),
    "offline": ("cloud-off", "orange"),
    "failed": ("triangle-alert", "orange"),
    "connected": ("cloud", "green"),
    "elsewhere": ("hard-drive", "green"),
}


class _Figure(QWidget):
    """« À envoyer : 4 modifications », its icon beside."""

    def __init__(self, icon: str, caption: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        box = row(self, 10)
        self.mark = IconMark(icon, "ink2", 19)
        box.addWidget(self.mark)
        words = column(gap=2)
        words.addStretch(1)
        self.caption = ElidingLabel(caption, Role.CELL, "ink2")
        self.value = Label("", Role.BODY_STRONG, wrap=large())
        words.addWidget(self.caption)
        words.addWidget(self.value)
        words.addStretch(1)
        box.addLayout(words, 1 if large() else 0)

    def say(self, text: str) -> None:
        """Show another value."""
        self.value.say(text)


class StateBand(Card):
    """The state of the exchange."""

    asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._settles = self._exchanges = False
        box: QBoxLayout = column(self, 12, (20, 14, 20, 14)) if large() else row(self, 26, (20, 14, 20, 14))
        self._box = box
        who = row(gap=12)
        self.mark = Tile("cloud-off", "orange", 56, 28)
        who.addWidget(self.mark)
        words = column(gap=2)
        words.addStretch(1)
        self.headline = Label("", Role.NAME, wrap=True)
        self.comfort = Label("", Role.BODY, "ink2", wrap=True)
        words.addWidget(self.headline)
        words.addWidget(self.comfort)
        words.addStretch(1)
        who.addLayout(words, 1)
        box.addLayout(who, 1)
        self.last = _Figure("history", _("Dernier échange"))
        self.to_send = _Figure("cloud-upload", _("À envoyer"))
        self.to_settle = _Figure("triangle-alert", _("À régler"))
        for figure in (self.last, self.to_send, self.to_settle):
            box.addWidget(figure)
        self.progress = plain_widget()
        self._fill_progress(column(self.progress, 4))
        box.addWidget(self.progress)
        self.button = Button(_("Échanger maintenant"), Kind.OUTLINE, "refresh-cw")
        self.button.clicked.connect(self.asked)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft if large() else Qt.AlignmentFlag.AlignVCenter)
        self.progress.hide()

    def _fill_progress(self, box: QVBoxLayout) -> None:
        self.what = Label("", Role.CELL, "ink2", wrap=large())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Échange en cours"))
        self.bar.setMinimumWidth(px(200))
        self.stop = Button(_("Arrêter"), Kind.OUTLINE, "x", height=36)
        self.stop.clicked.connect(self._stop)
        line = row(gap=10)
        words = column(gap=4)
        words.addWidget(self.what)
        words.addWidget(self.bar)
        line.addLayout(words, 1)
        line.addWidget(self.stop)
        box.addLayout(line)

    def set_compact(self, compact: bool) -> None:
        """Tighten when the window is low."""
        side = 8 if compact else 14
        self._box.setContentsMargins(px(20), px(side), px(20), px(side))

    def show_page(self, page: ExchangePage) -> None:
        """Show where things stand."""
        state = page.state
        if self.progress.isHidden():
            icon, tone = _LOOKS[state.standing.value]
            self._show_icon(icon, tone)
            self.headline.say(state.headline)
            self.comfort.say(state.comfort)
        self.last.say(state.last_exchange)
        count = state.waiting
        self.to_send.say(plural("{n} modification", "{n} modifications", count) if count else _("Rien"))
        count = state.disagreements
        self.to_settle.say(plural("{n} désaccord", "{n} désaccords", count))
        self.to_settle.mark.show_icon("triangle-alert", "orange")
        self._settles = bool(count)
        again = state.standing.value in {"failed", "offline"} and state.last_exchange
        self.button.setText(_("Réessayer") if again and state.failure else _("Échanger maintenant"))
        self.button.updateGeometry()
        self._exchanges = bool(page.mailbox and page.exchanges)
        self._arrange()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """An exchange is under way."""
        if self.progress.isHidden():
            self.stop.setEnabled(True)
            self.progress.show()
            self._show_icon("refresh-cw", "blue")
            self.headline.say(_("Envoi en cours"))
            self.comfort.say(_("Vous pouvez continuer à travailler."))
            announce(self, _("Échange en cours"))
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.what.say(what)
        self._arrange()

    def over(self) -> None:
        """It ended."""
        self.progress.hide()
        self._arrange()

    def _arrange(self) -> None:
        busy = not self.progress.isHidden()
        for widget in (self.last, self.to_send):
            widget.setVisible(not busy)
        self.to_settle.setVisible(not busy and self._settles)
        self.button.setVisible(not busy and self._exchanges)

    def _show_icon(self, icon: str, tone: str) -> None:
        self.mark.icon_name, self.mark.tone = icon, tone
        self.mark.update()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.what.say(_("Arrêt en cours…"))
        self.stop_asked.emit()
