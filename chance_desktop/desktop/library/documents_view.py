"""The documents of the library by kind: open, save a copy, add, remove one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import LIBRARY_DOCUMENT
from chance_desktop.casework.cards.rows import remove_card
from chance_desktop.casework.papers.library import LibraryRow, library
from chance_desktop.desktop.library.actions import KINDS_TAKEN, ask_document, open_add_sheet, open_document, save_copy
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader, Tile
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, scrolled
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Rule
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.words import _, dotted, file_size, weekday_date

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

SHARED = Look(Form.QUIET, "ink2", "building-2")
AWAITED = Look(Form.DASHED, "ink2", "cloud")
_ICONS = {"minutes": "file-text", "guide": "book-open", "flyer": "megaphone", "poster": "image"}
_SHEETS = {".xlsx": "file-spreadsheet", ".ods": "file-spreadsheet", ".csv": "file-spreadsheet"}


class DocumentsView(PageView):
    """Every document."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._found: tuple[LibraryRow, ...] = ()
        self._text = ""
        outer = column(self, 12)
        self._kinds = tuple((each.code, each.label) for each in navigator.desk.programme.library_kinds)
        self.chips = FilterChips((("", _("Tous")), *self._kinds), "")
        self.chips.chosen.connect(lambda _code: self._draw())
        outer.addWidget(self.chips)
        page = plain_widget()
        box = column(page, 12, (1, 1, 12, 4))
        self._cards = self.results = column(gap=12)
        box.addLayout(self._cards)
        self.drop = DropZone(
            _("Ajouter un document"), _("Déposez ici un PDF, un texte, un tableur ou une image, ou cliquez."), "library",
            KINDS_TAKEN, several=False,
        )  # fmt: skip
        self.drop.files_given.connect(lambda files: open_add_sheet(navigator, Path(files[0]), self))
        box.addWidget(self.drop)
        box.addStretch(1)
        outer.addWidget(scrolled(page), 1)

    def load(self) -> None:
        """Read the library anew."""
        desk = self._navigator.desk

        def came(found: tuple[LibraryRow, ...]) -> None:
            self._found = found
            self._draw()

        self._navigator.tasks.read(lambda: library(desk), came, owner=self)

    def search(self, text: str) -> None:
        """Keep those whose title or note holds the text."""
        self._text = fold(text)
        self._draw()

    def _draw(self) -> None:
        kept = [each for each in self._found if self._text in fold(f"{each.title} {each.card.text('note')}")]
        chosen = self.chips.code()
        counts = {code: sum(each.kind == code for each in kept) for code, _label in self._kinds}
        self.chips.show_counts({"": len(kept), **counts})
        empty(self._cards)
        for code, label in self._kinds:
            some = [each for each in kept if each.kind == code]
            if some and chosen in ("", code):
                self._cards.addWidget(self._card(code, label, some))
        if not self._cards.count():
            card = Card()
            line = _(
                "Comptes rendus, guides, dépliants\u00a0: ce que vous ajoutez ici se retrouve sur tous vos postes."
            )
            column(card).addWidget(EmptyState("library", _("Aucun document ici"), line))
            self._cards.addWidget(card)
        self.found.emit(sum(chosen in ("", each.kind) for each in kept))

    def _card(self, code: str, label: str, some: list[LibraryRow]) -> QWidget:
        card = Card()
        box = column(card, 0, (1, 1, 1, 4))
        box.addWidget(CardHeader(label, _ICONS.get(code, "folder"), "blue", str(len(some))))
        for each in some:
            box.addWidget(Rule())
            box.addWidget(self._line(each))
        return card

    def _line(self, each: LibraryRow) -> QWidget:
        suffix = Path(each.card.text("file_name")).suffix.lower()
        told = dotted(
            weekday_date(each.on) if each.on else "",
            suffix.lstrip(".").upper(),
            file_size(each.size),
            each.card.text("note"),
        )
        line = TwoLineRow(Tile(_SHEETS.get(suffix, "file-text"), "accent"), each.title, told)
        if each.shared:
            line.add(Pill(_("Région"), SHARED))
        if not each.here:
            line.add(Pill(_("Pas encore arrivé"), AWAITED))
        button = Button(_("Ouvrir"), Kind.OUTLINE, height=36)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.setAccessibleName(_("Ouvrir «\u00a0{title}\u00a0»").format(title=each.title))
        button.setEnabled(each.here)
        set_tooltip(button, "" if each.here else _("Son fichier viendra au prochain échange avec la Région."))
        button.clicked.connect(lambda: open_document(self._navigator, each, self))
        line.add(button)
        more = IconButton("ellipsis", _("Autres actions sur «\u00a0{title}\u00a0»").format(title=each.title), side=36)
        more.setEnabled(each.here or each.card.mine)
        more.clicked.connect(lambda: open_menu(self.gestures(each), more))
        line.add(more)
        return line

    def gestures(self, each: LibraryRow) -> list[MenuEntry]:
        """What can be done with a document besides opening it."""
        entries = []
        if each.here:
            entries.append(
                MenuEntry("file-down", _("Enregistrer une copie…"), lambda: save_copy(self._navigator, each, self))
            )
        if each.card.mine:
            entries.append(MenuEntry("pencil", _("Modifier le titre ou la note…"), lambda: self.edit(each)))
            entries.append(MenuEntry("trash-2", _("Retirer de la bibliothèque"), lambda: self.remove(each)))
        return entries

    # gestures

    def add(self) -> None:
        """Choose a file to keep."""
        ask_document(self._navigator, self)

    def edit(self, each: LibraryRow) -> None:
        """Change what is said of a document."""
        open_card(self._navigator, LIBRARY_DOCUMENT, self, each.card.id)

    def remove(self, each: LibraryRow) -> None:
        """Take a document out; it can be undone."""
        desk = self._navigator.desk
        self._navigator.write(lambda: remove_card(desk, LIBRARY_DOCUMENT, each.card.id, each.card.seen))
