"""The lists of the page: what waits, past exchanges, what went wrong; each card says it when there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px, theme
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.standing.outbox import WaitingLine
    from chance_desktop.casework.exchange.standing.page import ExchangePage, PastExchange

_AT_FIRST = 4
_EXCHANGES_AT_FIRST = 3


class ListCard(Card):
    """A heading and rows with rules between."""

    def __init__(
        self, title: str, icon: str, tone: str = "accent", *, counted: bool = False, tiled: bool = True
    ) -> None:
        super().__init__()
        box = column(self, 0, (1, 1, 1, 4))
        self.head = CardHeader(title, icon, tone, "0" if counted else None, tiled=tiled)
        box.addWidget(self.head)
        self.lines = column()
        box.addLayout(self.lines)

    def fill(self, rows: list[QWidget], nothing: str = "") -> None:
        """Show other rows."""
        empty(self.lines)
        if not rows and nothing:
            rows = [note(nothing)]
        for one in rows:
            self.lines.addWidget(Rule())
            self.lines.addWidget(one)


class WaitingCard(ListCard):
    """Card « À envoyer »: what the Region has not confirmed, and what it has."""

    open_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("À envoyer"), "cloud-upload", counted=True)
        self._page: ExchangePage | None = None
        self._whole = False
        self.all = Button(_("Tout voir"), Kind.TEXT, trailing="arrow-right", height=36)
        self.all.clicked.connect(self._show_whole)
        self.head.add(self.all)

    def _show_whole(self) -> None:
        self._whole = not self._whole
        if self._page is not None:
            self.show_page(self._page)

    def show_page(self, page: ExchangePage) -> None:
        """Show what waits."""
        self._page = page
        self.head.show_count(str(page.state.waiting))
        shown = page.waiting if self._whole else page.waiting[: _AT_FIRST - theme().compact]
        rows: list[QWidget] = [_WaitingRow(one) for one in shown]
        more = page.waiting_more + len(page.waiting) - len(shown)
        if self._whole and more:
            rows.append(note(plural("et {n} autre", "et {n} autres", more)))
        if page.receipt:
            rows.append(
                note(page.receipt, "inbox" if page.waiting else "circle-check", "blue" if page.waiting else "green")
            )
        self.all.setVisible(len(page.waiting) > _AT_FIRST)
        self.all.setText(_("Voir moins") if self._whole else _("Tout voir"))
        self.all.updateGeometry()
        self.fill(rows, _("Tout ce que vous avez fait est parti."))


class _WaitingRow(QWidget):
    def __init__(self, one: WaitingLine) -> None:
        super().__init__()
        self.setMinimumHeight(px(49 if theme().compact else 58))
        box = row(self, 12, (16, 4, 14, 4))
        box.addWidget(IconMark(one.icon, "ink2", 19))
        words = column(gap=0)
        words.addStretch(1)
        words.addWidget(ElidingLabel(one.title, Role.CELL_STRONG, lines=2 if large() else 1))
        line = f"{one.at} – {_('envoyé, pas encore reçu')}" if one.sent else one.at
        words.addWidget(ElidingLabel(line, Role.CELL, "ink2", lines=2 if large() else 1))
        words.addStretch(1)
        box.addLayout(words, 1)


class HistoryCard(ListCard):
    """Card « Derniers échanges »."""

    def __init__(self) -> None:
        super().__init__(_("Derniers échanges"), "history", "ink2", tiled=False)
        self.history: tuple[PastExchange, ...] = ()
        self.all = Button(_("Tout voir"), Kind.TEXT, trailing="arrow-right", height=36)
        self.all.setAccessibleName(_("Voir tous les échanges"))
        self.all.clicked.connect(self._open)
        self.head.add(self.all)

    def show_history(self, history: tuple[PastExchange, ...]) -> None:
        """Show the latest ones."""
        self.history = history
        self.all.setVisible(len(history) > _EXCHANGES_AT_FIRST)
        self.fill([PastRow(one) for one in history[:_EXCHANGES_AT_FIRST]], _("Aucun échange pour l’instant."))

    def _open(self) -> None:
        sheet = Sheet(_("Tous les échanges"), self.window(), width=640)
        for one in self.history:
            sheet.body.addWidget(PastRow(one))
            sheet.body.addWidget(Rule())
        sheet.add_cancel(_("Fermer"))
        open_sheet(sheet)


class PastRow(QWidget):
    """One past exchange."""

    def __init__(self, one: PastExchange) -> None:
        super().__init__()
        self.setObjectName("plain")
        outer = row(self, 12, (16, 6, 16, 6))
        icon, tone = ("usb", "blue") if one.way == "stick" else ("check", "green")
        outer.addWidget(IconMark(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop if large() else Qt.AlignmentFlag(0))
        box: QBoxLayout = column(gap=2) if large() else row(gap=12)
        box.addWidget(Label(one.at, Role.BODY, wrap=large()))
        words = f"{_('par clé USB')}\u00a0: {one.words}" if one.way == "stick" else one.words
        said = Label(words, Role.CELL, "ink2", wrap=True)
        if not large():
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(said, 1)
        outer.addLayout(box, 1)


class ProblemsCard(ListCard):
    """What was refused or did not arrive; only there when there is something."""

    def __init__(self) -> None:
        super().__init__(_("À surveiller"), "circle-alert", "orange")
        self.hide()

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """Show them, or hide."""
        self.setVisible(bool(problems))
        self.fill([note(one, "circle-alert", "orange") for one in problems])


def note(sentence: str, icon: str = "", tone: str = "ink2") -> QWidget:
    """A sentence in the place of a row."""
    holder = plain_widget()
    box = row(holder, 10, (16, 10, 16, 10))
    if icon:
        box.addWidget(IconMark(icon, tone, 17), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Label(sentence, Role.CELL, "ink2", wrap=True), 1)
    return holder
