"""A sheet to add or to change a card of any kind, made of the fields its kind declares."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.cards.options import options
from chance_desktop.casework.cards.rows import SharedCard, add_card, read_card, save_card
from chance_desktop.casework.cards.values import has_no_list
from chance_desktop.casework.exchange.disagreements import settle_field
from chance_desktop.desktop.fields.card_box import CardBox
from chance_desktop.desktop.sheets.refusing import say_refused
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.cards.rows import Card, Saving
    from chance_desktop.casework.cards.types import CardType
    from chance_desktop.casework.cards.values import Typed
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.domain.change import Value
    from chance_desktop.domain.programme.programme import Choice
    from chance_desktop.runtime.errors import ExpectedError

_SINGLE = 5


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a sheet shows: a card to change, or none for a new one, and the lists its fields choose from."""

    kind: CardType
    card: Card | None
    choices: Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class NewCard:
    """Of what a new card is made besides what is typed: its dossier, the card it is a part of, what is filled in at first."""

    dossier_id: str = ""
    parent_id: str = ""
    preset: Mapping[str, Typed] | None = None


def read_content(desk: Desk, kind: CardType, card_id: str = "") -> CardContent:
    """Read what a sheet shows. Raises `CardGone`."""
    named = {field.choices for field in kind.fields if field.choices}
    card = read_card(desk, kind, card_id) if card_id else None
    return CardContent(kind, card, {name: options(desk, name) for name in named})


def open_card(
    navigator: Navigator, kind: CardType, parent: QWidget, card_id: str = "", new: NewCard | None = None,
    then: Callable[[str], None] | None = None, title: str = "", save: Saving | None = None,
) -> None:  # fmt: skip
    """Open the sheet of a card, or of a new one; `then` is given the row once it is kept.

    `save` keeps what changed of a card of which more than its fields follow.
    """
    desk = navigator.desk

    def came(content: CardContent) -> None:
        open_sheet(CardSheet(navigator, content, parent, new, then, title, save))

    navigator.tasks.read(lambda: read_content(desk, kind, card_id), came, owner=parent)


class CardSheet(WritingSheet):
    """Shows every field of a card; what was typed is kept at once, and can be undone."""

    def __init__(
        self, navigator: Navigator, content: CardContent, parent: QWidget, new: NewCard | None = None,
        then: Callable[[str], None] | None = None, title: str = "", save: Saving | None = None,
    ) -> None:  # fmt: skip
        kind, card = content.kind, content.card
        shown = title or (kind.title if card is None else _("Modifier la fiche"))
        super().__init__(navigator, shown, parent, width=680 if len(kind.fields) > _SINGLE else 520)
        self._kind, self._card, self._new, self._then = kind, card, new or NewCard(), then
        self._keep = save
        self.boxes: dict[str, CardBox] = {}
        self.read_only = card is not None and not card.mine
        if self.read_only:
            self.body.addWidget(Notice(SharedCard().text, "blue"))
        self._lay(content)
        preset = self._new.preset or {}
        for name, box in self.boxes.items():
            box.open(card.values.get(name) if card is not None else preset.get(name))
            if card is not None and card.mine:
                box.show_heads(card.conflicts.get(name, ()))
            box.widget.field.setEnabled(not self.read_only)
        if self.read_only:
            self.add_cancel(_("Fermer"))
            return
        self.add_cancel()
        if card is None:
            self.saving = self.add_action(_("Ajouter"), self.finish, "plus")
        else:
            self.saving = self.add_action(_("Enregistrer"), self.finish, "save")
        next(iter(self.boxes.values())).focus()

    def _lay(self, content: CardContent) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(12))
        two = not large() and len(self._kind.fields) > _SINGLE
        grid.setColumnStretch(0, 1)
        if two:
            grid.setColumnStretch(1, 1)
        line = side = 0
        for field in self._kind.fields:
            offered = content.choices.get(field.choices, ())
            if has_no_list(field, offered):
                continue
            box = CardBox(field, self.navigator.desk.today(), offered)
            box.setParent(self)
            box.settled.connect(partial(self._settle, field.name))
            self.boxes[field.name] = box
            wide = box.wide or not two
            if wide and side:
                line, side = line + 1, 0
            grid.addWidget(box.widget, line, side, 1, 2 if wide and two else 1, Qt.AlignmentFlag.AlignTop)
            side += 2 if wide else 1
            if side >= 2:
                line, side = line + 1, 0
        self.body.addLayout(grid)

    def finish(self) -> None:
        """Keep what was typed."""
        for box in self.boxes.values():
            box.accept()
        self.notice.say("")
        if self._card is None:
            self._add()
        else:
            self._save(self._card)

    def _add(self) -> None:
        desk, kind, new = self.navigator.desk, self._kind, self._new
        typed = {**(new.preset or {}), **{name: box.given() for name, box in self.boxes.items()}}
        self.run(lambda: add_card(desk, kind, typed, new.dossier_id, new.parent_id), kind.added, self._then)

    def _save(self, card: Card) -> None:
        typed = {name: box.given() for name, box in self.boxes.items() if box.touched}
        if not typed:
            self.accept()
            return
        desk, kind, keep = self.navigator.desk, self._kind, self._keep

        def work() -> Outcome[None]:
            if keep is not None:
                return keep(desk, card.id, typed, card.seen)
            return save_card(desk, kind, card.id, typed, card.seen)

        self.run(work, kind.changed, lambda _none: self._then(card.id) if self._then is not None else None)

    def _settle(self, name: str, value: object) -> None:
        """Keep one of several values; the sheet then shows what is left."""
        if self._card is None:
            return
        desk, kind, card = self.navigator.desk, self._kind, self._card
        stored = _stored(value)

        def work() -> Outcome[None]:
            return settle_field(desk, f"{kind.table}/{card.id}/{name}", stored)

        def settled(outcome: Outcome[None]) -> None:
            self.navigator.done(outcome)
            self.navigator.tasks.read(lambda: read_card(desk, kind, card.id), self._again, owner=self)

        self.navigator.tasks.write(work, settled, self.refused, owner=self)

    def _again(self, card: Card) -> None:
        self._card = card
        for name, box in self.boxes.items():
            if name in card.conflicts:
                box.open(card.values.get(name))
            else:
                box.show(card.values.get(name))
            box.show_heads(card.conflicts.get(name, ()))

    def refused(self, failure: ExpectedError) -> None:
        say_refused(self, self.boxes, failure)


def _stored(value: object) -> Value:
    """A value of a screen as a row keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps([str(code) for code in value], ensure_ascii=False)
    return value if isinstance(value, str | int | bool) else None
