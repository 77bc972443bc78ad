"""The search of the first page: people it may mean while one types, then pages; ↓ chooses, Enter opens, or shows the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter

from chance_desktop.casework.dossiers.suggestions import Suggestions, suggest, suggested
from chance_desktop.desktop.navigation.actions import keys_in_words
from chance_desktop.desktop.navigation.pages import nav_entries
from chance_desktop.desktop.ui_kit.buttons.keyed_button import ENTER
from chance_desktop.desktop.ui_kit.feedback import announce
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.look.icons import icon_of
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_WIDTH = 520
_WHERE = int(Qt.ItemDataRole.UserRole) + 1
_DOSSIER, _PAGE, _LIST = "dossier", "page", "list"


class SuggestingSearch(SearchField):
    """A search whose suggestions stand below it; the keyboard stays in it."""

    def __init__(self, navigator: Navigator, placeholder: str, width: float) -> None:
        super().__init__(placeholder, width)
        self._navigator = navigator
        self._ticket = 0
        self.suggestions = QStandardItemModel(self)
        self._completer = QCompleter(self.suggestions, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._go)  # type: ignore[index]
        self.popup.setProperty("proposals", "true")
        self.popup.setFont(self.font())
        self.popup.setAccessibleName(_("Suggestions"))
        self.setAccessibleDescription(_("Flèche vers le bas pour choisir parmi les suggestions, Entrée pour la liste."))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self._ask)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._show_list)

    @property
    def popup(self) -> QAbstractItemView:
        """The list below."""
        popup = self._completer.popup()
        assert popup is not None
        return popup

    def _typed(self, text: str) -> None:
        self._ticket += 1
        if text.strip():
            self._typing.start()
        else:
            self._typing.stop()
            self.popup.hide()

    def _ask(self) -> None:
        ticket, desk, text = self._ticket, self._navigator.desk, self.text()

        def came(found: Suggestions) -> None:
            if ticket == self._ticket and self.hasFocus():
                self._offer(found)

        self._navigator.tasks.read(lambda: suggest(desk, text), came, owner=self)

    def _offer(self, found: Suggestions) -> None:
        self.suggestions.clear()
        for row in found.people:
            self._add(suggested(row), "user", (_DOSSIER, row.id))
        typed = fold(self.text())
        pages = [each for each in nav_entries(self._navigator.desk.role) if fold(each.label).startswith(typed)]
        for each in pages:
            keys = keys_in_words(each.shortcut.partition(", ")[0])
            self._add(dotted(_("Page {title}").format(title=each.label), keys), each.icon, (_PAGE, each.code))
        if found.total:
            seen = plural(
                "Voir le dossier trouvé dans la liste", "Voir les {n} dossiers trouvés dans la liste", found.total
            )
            more = _("Voir la liste\u00a0: plus de {n} dossiers").format(n=found.total)
            self._add(more if found.capped else seen, "folders", (_LIST, ""))
        self._show(len(found.people), len(pages))

    def _add(self, words: str, icon: str, where: tuple[str, str]) -> None:
        item = QStandardItem(icon_of(icon), as_shown(words))
        item.setData(where, _WHERE)
        set_tooltip(item, words)
        self.suggestions.appendRow(item)

    def _show(self, people: int, pages: int) -> None:
        if not self.suggestions.rowCount():
            item = QStandardItem(_("Personne, ni aucune page, ne correspond"))
            item.setEnabled(False)
            self.suggestions.appendRow(item)
        room = self.window().width() - self.mapTo(self.window(), self.rect().topLeft()).x() - px(12)
        self._completer.complete(QRect(0, 0, max(self.width(), min(px(_WIDTH), room)), self.height()))
        # nothing is chosen before somebody does: Enter shows the list
        self.popup.setCurrentIndex(QModelIndex())
        told = [plural("{n} personne", "{n} personnes", people) if people else _("Aucune personne")]
        if pages:
            told.append(plural("{n} page", "{n} pages", pages))
        announce(self, ", ".join(told))

    # going there

    def _go(self, index: QModelIndex) -> None:
        where = index.data(_WHERE)
        if not where:
            return
        kind, code = where
        if kind == _LIST:
            self._show_list()
            return
        self.clear()
        if kind == _PAGE:
            self._navigator.show_page(code)
        else:
            self._navigator.open_dossier(code)

    def _show_list(self) -> None:
        text = self.text().strip()
        self.popup.hide()
        self.clear()
        self._navigator.show_dossiers("ALL", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.popup.isVisible() and self.popup.currentIndex().isValid():
            # what is chosen below is opened by the list itself
            event.ignore()
        else:
            super().keyPressEvent(event)
