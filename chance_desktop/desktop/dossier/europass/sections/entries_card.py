"""A repeated section: its entries in order, to unfold, move, remove with a way back, and one more to add."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from chance_desktop.casework.europass.profile import move_entry, remove_entry
from chance_desktop.desktop.dossier.europass.content import Place, Table
from chance_desktop.desktop.dossier.europass.page import SectionCard
from chance_desktop.desktop.dossier.europass.sections.entry_row import EntryRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label

if TYPE_CHECKING:
    from chance_desktop.casework.europass.sections import Section
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.page import Host

_numbers = itertools.count(1)


class EntriesCard(SectionCard):
    """The entries of a section."""

    def __init__(self, host: Host, section: Section) -> None:
        super().__init__()
        self.host, self.section = host, section
        self.rows: list[EntryRow] = []
        self._dossier_id = ""
        self.inside = column(self, 8, (18, 14, 18, 14))
        self.inside.addWidget(Label(section.title, Role.CARD_TITLE, wrap=True))
        self._nothing = Label(section.empty, Role.CELL, "ink2", wrap=True)
        self.inside.addWidget(self._nothing)
        self._lines = column(gap=2)
        self.inside.addLayout(self._lines)
        self.add_button = Button(section.add, Kind.TEXT, "plus", height=36)
        self.add_button.clicked.connect(self.add_one)
        self.inside.addWidget(self.add_button)

    def show_content(self, content: Content, locale: str) -> None:
        if content.dossier_id != self._dossier_id:
            self._dossier_id = content.dossier_id
            for each in list(self.rows):
                self._let_go(each)
        entries = content.material.profile.of(self.section.code)
        by_id = {each.entry_id: each for each in self.rows if each.entry_id}
        known = {each.id for each in entries}
        for row_id, each in by_id.items():
            if row_id not in known:
                self._let_go(each)
        new = [each for each in self.rows if not each.entry_id]
        kept = [by_id.get(entry.id) or self._row(entry.id) for entry in entries]
        self._order([*new, *kept])
        for each in new:
            each.show_new(locale)
        for number, (each, entry) in enumerate(zip(kept, entries, strict=True)):
            each.show_entry(
                entry,
                locale,
                content.disagreements(Place(Table.ENTRY, entry.id)),
                first=number == 0,
                last=number == len(entries) - 1,
            )
        self._nothing.setVisible(not self.rows)

    def _row(self, row_id: str) -> EntryRow:
        made = EntryRow(self.section, row_id, self.host.keeper)
        made.removed.connect(self._remove)
        made.moved.connect(self._move)
        return made

    def _order(self, rows: list[EntryRow]) -> None:
        if rows == self.rows:
            return
        self.rows = rows
        for number, each in enumerate(rows):
            self._lines.insertWidget(number, each)

    def _let_go(self, each: EntryRow) -> None:
        if each.isAncestorOf(self.focusWidget() or self):
            self.add_button.setFocus()
        self.rows = [one for one in self.rows if one is not each]
        self._lines.removeWidget(each)
        each.hide()
        each.deleteLater()

    def add_one(self) -> None:
        """An entry to fill, written with its first words; one that waits empty is used again."""
        waiting = next((each for each in self.rows if not each.entry_id), None)
        if waiting is None:
            waiting = self._row(f"+{next(_numbers)}")
            waiting.show_new(self.host.spoken)
            self._order([waiting, *self.rows])
        self._nothing.hide()
        waiting.show()
        waiting.unfold()

    def _remove(self, each: EntryRow) -> None:
        def gone() -> None:
            row_id, desk, keeper = each.entry_id, self.host.desk, self.host.keeper
            if row_id:
                self.host.navigator.write(lambda: remove_entry(desk, row_id, keeper.seen(Place(Table.ENTRY, row_id))))
            else:
                self._let_go(each)
                self._nothing.setVisible(not self.rows)

        self.host.after_saving(gone)

    def _move(self, each: EntryRow, up: bool) -> None:
        row_id, desk = each.entry_id, self.host.desk
        if row_id:
            self.host.navigator.write(lambda: move_entry(desk, row_id, up))

    def focus_section(self) -> None:
        if self.rows:
            self.rows[0].line.setFocus()
        else:
            self.add_one()
