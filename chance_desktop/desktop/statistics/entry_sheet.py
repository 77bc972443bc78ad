"""What is typed at the desk and printed as it is: targets, actions, tools, the budget; a line opens its card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.options import BENEFICIARIES, options
from chance_desktop.casework.cards.region_kinds import ACTION, BUDGET_LINE, TARGET, TOOL
from chance_desktop.casework.cards.rows import Card, cards, remove_card
from chance_desktop.casework.session.rows.values import euros
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Tile
from chance_desktop.desktop.ui_kit.boxes.lines import lay_ruled
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.runtime.words import _, dotted, long_date

if TYPE_CHECKING:
    from chance_desktop.casework.cards.types import CardType
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.domain.programme.programme import Choice

ENTRIES: dict[str, tuple[CardType, str]] = {
    "annexe-2": (ACTION, _("Actions")),
    "annexe-3": (TOOL, _("Outils")),
    "budget": (BUDGET_LINE, _("Financement")),
    "indicators": (TARGET, _("Objectifs")),
}
"""Tables that are typed, and what their lines are."""


class EntrySheet(Sheet):
    """The lines of one table."""

    def __init__(self, navigator: Navigator, code: str, parent: QWidget) -> None:
        self.kind, title = ENTRIES[code]
        super().__init__(title, parent, width=760)
        self.navigator = navigator
        self.keep_tall(560)
        holder = plain_widget()
        self._lines = column(holder)
        self.body.addWidget(holder)
        self.add_cancel(_("Fermer"))
        self.add_action(self.kind.title, lambda: open_card(navigator, self.kind, self, then=self._again), "plus")
        self.load()

    def load(self) -> None:
        """Read the lines anew."""
        desk, kind = self.navigator.desk, self.kind
        self.navigator.tasks.read(lambda: cards(desk, kind), self._came, owner=self)

    def _again(self, _row: str) -> None:
        self.load()

    def on_changes(self, changes: Changes) -> None:
        """A line was kept, removed or put back."""
        if self.kind.table in changes.kinds:
            self.load()

    def _came(self, found: tuple[Card, ...]) -> None:
        empty(self._lines)
        # a history is read in the order of its days, whenever each line was typed
        lines = sorted(found, key=lambda card: card.text("since_on")) if self.kind is TARGET else found
        if not lay_ruled(self._lines, map(self._line, lines)):
            self._lines.addWidget(EmptyState("file-pen", _("Rien n’est encore écrit"), _("Ajoutez la première ligne.")))

    def _line(self, card: Card) -> QWidget:
        title, line = _words(card, options(self.navigator.desk, "targets"))
        shown = TwoLineRow(Tile("file-pen"), title, line)
        change = Button(_("Modifier"), Kind.OUTLINE, height=36)
        change.setAccessibleName(_("Modifier : {what}").format(what=title))
        change.clicked.connect(partial(open_card, self.navigator, self.kind, self, card.id, None, self._again))
        shown.add(change)
        take = Button(_("Retirer"), Kind.OUTLINE, height=36)
        take.setAccessibleName(_("Retirer : {what}").format(what=title))
        take.clicked.connect(partial(self._remove, card))
        shown.add(take)
        return shown

    def _remove(self, card: Card) -> None:
        desk, kind = self.navigator.desk, self.kind
        self.navigator.write(lambda: remove_card(desk, kind, card.id, card.seen), then=lambda _none: self.load())


def _words(card: Card, of_what: tuple[Choice, ...]) -> tuple[str, str]:
    """Title and line of a card; `of_what` are the targets there may be."""
    table = card.kind.table
    if table == TARGET.table:
        since = _("depuis le {day}").format(day=long_date(on)) if (on := kept_day(card.text("since_on"))) else ""
        title = _("{what} : {n}").format(what=card.text("label"), n=card.text("value"))
        office = label_in(of_what, code) if (code := card.text("code")) != BENEFICIARIES else ""
        return title, dotted(office, since, card.text("note"))
    if table == TOOL.table:
        return card.text("name"), card.text("function")
    if table == BUDGET_LINE.table:
        amount = card.values["amount"]
        return card.text("source"), euros(amount if isinstance(amount, int) else None)
    return card.text("label"), card.text("phase")
