"""The list of dossiers: search, filters, sortable columns, and the chosen dossier beside it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from chance_desktop.casework.dossiers.list import DossierQuery, Filter, Sort, counts
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.dossiers.actions import HandOverSheet
from chance_desktop.desktop.dossiers.close_button import CloseButton
from chance_desktop.desktop.dossiers.delegate import DossierDelegate, DossierHeader
from chance_desktop.desktop.dossiers.model import COLUMNS, DossierModel
from chance_desktop.desktop.dossiers.preview import PreviewPane
from chance_desktop.desktop.dossiers.selection import Selection
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.mine import MineChip
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.preview import DossierPreview

_WIDTHS = (146, 61, 116, 148, 106, 149, 84)
_TYPING_MS = 0
_PREVIEW_MS = 60
_PANE_FROM = 1080


def dragging() -> bool:
    """Whether the person is pulling something with the mouse."""
    return QApplication.mouseButtons() != Qt.MouseButton.NoButton


class DossiersScreen(Screen):
    """Page « Dossiers »."""

    KINDS = frozenset(
        {
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.PIECE,
            ChangeKind.LETTER,
            ChangeKind.MEETING,
            ChangeKind.COUNSELLOR,
        }
    )
    title = _("Dossiers")
    ready = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.model = DossierModel(self.desk, navigator.tasks, self)
        self.model.answered.connect(self._answered)
        self.table = QTableView()
        self.selection = Selection(navigator, self.table, self.model)
        self._wanted_id = ""
        self._announced = False
        self._painted_once = False
        whole = column(self)
        page = plain_widget()
        outer = column(page)
        whole.addWidget(Scroll(page) if large() else page)
        top = column(gap=0, margins=(28, 18, 24, 0))
        outer.addLayout(top)
        self._head(top)
        self._filters(top)
        both = row()
        outer.addLayout(both, 1)
        left = column(gap=0, margins=(28, 14, 16, 16))
        both.addLayout(left, 1)
        self._table(left)
        self.pane = PreviewPane()
        self.pane.open_asked.connect(lambda one: navigator.open_dossier(one))
        self.pane.print_asked.connect(lambda one: navigator.print_document(one, "checklist"))
        self.pane.action_asked.connect(lambda one, target: navigator.open_dossier(one, "", target))
        self.pane.hand_over_asked.connect(self._hand_over)
        side = column(margins=(0, 14, 0, 0))
        side.addWidget(self.pane, 1)
        both.addLayout(side)
        self._typing = self._timer(_TYPING_MS, self._ask)
        self._looking = self._timer(_PREVIEW_MS, self._read_preview)
        self.search.textChanged.connect(lambda _text: self._typing.start())

    def _timer(self, delay: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(call)
        return timer

    def _head(self, left: QVBoxLayout) -> None:
        top: QBoxLayout = column(gap=10) if large() else row(gap=12)
        who: QBoxLayout = column(gap=10) if large() else row(gap=20)
        who.addWidget(Label(self.title, Role.PAGE_TITLE))
        self.search = SearchField(_("Nom, commune, pièce…"), 320)
        self.search.lead_to(lambda: self.table)
        who.addWidget(self.search, 100)
        if not large():
            who.addStretch(1)
        top.addLayout(who, 1)
        buttons = Flow(12)
        bring = Button(_("Importer une liste"), Kind.TEXT, "download")
        bring.clicked.connect(self.navigator.import_people)
        printing = Button(_("Imprimer la liste"), Kind.OUTLINE, "printer")
        set_tooltip(printing, hint("print", _("Imprimer la liste")))
        printing.clicked.connect(self.print_page)
        new = Button(_("Nouveau dossier"), Kind.PRIMARY, "plus")
        set_tooltip(new, hint("new-dossier"))
        new.clicked.connect(self.navigator.new_dossier)
        for button in (bring, printing, new):
            buttons.addWidget(button)
        top.addWidget(buttons)
        left.addLayout(top)
        left.addSpacing(px(14))

    def _filters(self, left: QVBoxLayout) -> None:
        self.mine = MineChip(self.navigator.memory)
        self.mine.switched.connect(self.load)
        self.chips = FilterChips(((one, one.label) for one in Filter), Filter.ALL, self.mine)
        self.chips.chosen.connect(lambda _code: self._ask())
        self._offer_closing(there=False)
        left.addWidget(self.chips)
        self.closing = CloseButton(self.navigator, self.selection)
        self.chips.addWidget(self.closing)
        self.closing.hide()

    def _table(self, left: QVBoxLayout) -> None:
        card = Card()
        box = column(card, 0, (1, 1, 1, 1))
        self.stack = QStackedWidget()
        self.table.setModel(self.model)
        self.table.setItemDelegate(DossierDelegate(self.table))
        header = DossierHeader(self.table)
        self.table.setHorizontalHeader(header)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(px(51))
        self.table.setShowGrid(False)
        self.table.setMinimumHeight(px(180))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(_("Liste des dossiers"))
        self.table.setAccessibleDescription(_("Entrée ouvre le dossier choisi."))
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self._open_index)
        self.table.selectionModel().selectionChanged.connect(lambda _a, _b: self._chosen())
        self._columns(header)
        box.addWidget(self.stack)
        self.stack.addWidget(self.table)
        self.nothing = EmptyState("search", "", "", _("Voir tous les dossiers"), self._show_all)
        self.stack.addWidget(self.nothing)
        empty_office = EmptyState(
            "folders",
            _("Pas encore de dossier"),
            _("Créez le premier dossier, ou importez la liste des jeunes que vous suivez."),
            _("Nouveau dossier"),
            self.navigator.new_dossier,
        )
        self.empty_office = empty_office
        self.stack.addWidget(empty_office)
        left.addWidget(card, 1)

    def _columns(self, header: DossierHeader) -> None:
        for index, width in enumerate(_WIDTHS):
            header.resizeSection(index, px(width))
        kept = self.navigator.memory.text(f"dossiers/columns{round(px(100))}")
        if kept:
            header.restoreState(QByteArray(base64.b64decode(kept)))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        if not kept:
            header.setSortIndicator(6, Qt.SortOrder.DescendingOrder)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(lambda _i, _old, _new: self.keep_columns() if dragging() else None)

    def keep_columns(self) -> None:
        """Remember the columns as they are."""
        state = self.table.horizontalHeader().saveState().data()
        self.navigator.memory.keep(f"dossiers/columns{round(px(100))}", base64.b64encode(state).decode("ascii"))

    def prefer(self, dossier_id: str) -> None:
        """Select this dossier once the list is read."""
        self._wanted_id = dossier_id
        self.table.clearSelection()

    # asking

    def ask(self, chosen_filter: str = "", text: str = "") -> None:
        """Show a filter and a search chosen elsewhere."""
        for one in Filter:
            if chosen_filter in {one.name, one.value}:
                self.chips.choose(one)
                self.chips[one].show()
        self.search.setText(text)

    def _query(self) -> DossierQuery:
        header = self.table.horizontalHeader()
        section = header.sortIndicatorSection()
        sort = COLUMNS[section][1] if 0 <= section < len(COLUMNS) else Sort.WAITING
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        text, chosen = self.search.text().strip(), Filter(self.chips.code())
        return DossierQuery(text=text, filter=chosen, sort=sort, descending=falling, mine=self.mine.isChecked())

    def _sort(self, section: int) -> None:
        header = self.table.horizontalHeader()
        if header.property("sorted") != section and section != 6:
            header.setSortIndicator(section, Qt.SortOrder.AscendingOrder)
        header.setProperty("sorted", section)
        self.keep_columns()
        self._ask()

    def load(self) -> None:
        chosen = self.selection.ids()
        self._wanted_id = chosen[0] if len(chosen) == 1 else self._wanted_id
        self._ask()
        desk, mine = self.desk, self.mine.isChecked()
        self.navigator.tasks.read(lambda: counts(desk, mine), self._counted, owner=self)

    def _ask(self) -> None:
        self._typing.stop()
        self.model.ask(self._query())

    def _counted(self, found: dict[Filter, int]) -> None:
        self.chips.show_counts({one: found.get(one, 0) for one in Filter})
        self._offer_closing(there=bool(found.get(Filter.NOT_ELIGIBLE)))

    def _offer_closing(self, *, there: bool) -> None:
        """Those who are not eligible have their filter when there are some."""
        chip = self.chips[Filter.NOT_ELIGIBLE]
        chip.setVisible(there or chip.isChecked())

    def _answered(self) -> None:
        query = self.model.query
        if self.model.total:
            self.stack.setCurrentWidget(self.table)
        elif query.text or query.mine or query.filter is not Filter.ALL:
            self.nothing.title.say(_("Aucun dossier ne correspond"))
            self.nothing.line.say(_("Essayez une partie du nom ou de la commune, ou retirez le filtre."))
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.stack.setCurrentWidget(self.empty_office)
        number = max(0, self.model.number_of(self._wanted_id)) if self.model.total else -1
        self.closing.follow(query, self.model.total)
        self.search.found(self.model.total, self.model.found_words)
        if number >= 0:
            self.table.selectRow(number)
        else:
            self.pane.show_nobody()
        if not self._announced:
            self._announced = True
            QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        self.table.viewport().repaint()
        self._painted_once = True
        self.ready.emit()
        self._look_soon()

    def _show_all(self) -> None:
        self.search.clear()
        self.mine.setChecked(False)
        self.chips.choose(Filter.ALL)
        self._ask()

    # selection

    def _chosen(self) -> None:
        self.closing.follow(self.model.query, self.model.total)
        self._look_soon()

    def _look_soon(self) -> None:
        """The preview comes once the list is painted, never before."""
        if self._painted_once:
            self._looking.start()

    def _read_preview(self) -> None:
        ids = self.selection.ids()
        if not ids:
            self.pane.show_nobody()
        elif len(ids) > 1:
            self.pane.show_many(len(self.selection.numbers()))
        else:
            self._wanted_id = wanted = ids[0]
            desk = self.desk

            def came(shown: DossierPreview) -> None:
                if self._wanted_id == wanted:
                    self.pane.show_preview(shown)

            def read() -> DossierPreview:
                from chance_desktop.casework.dossiers.preview import preview

                return preview(desk, wanted)

            self.navigator.tasks.read(read, came, owner=self)

    def _open_index(self, index: QModelIndex) -> None:
        found = self.model.row_at(index.row())
        if found is not None:
            self.navigator.open_dossier(found.id)

    def _hand_over(self) -> None:
        self.selection.read_ids(lambda ids: open_sheet(HandOverSheet(self.navigator, ids, self)))

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._open_index(self.table.currentIndex())
                return True
            if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.search.setFocus()
                self.search.setText(self.search.text() + event.text())
                return True
        return super().eventFilter(watched, event)

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def print_page(self) -> bool:
        """Print what the list shows."""
        from chance_desktop.desktop.dossiers.list_paper import print_list

        print_list(self.navigator, self, self._query())
        return True

    def arrive(self) -> None:
        self._stale = self.mine.follow() or self._stale
        super().arrive()
        # what is looked for next replaces what was
        self.focus_search()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.pane.setVisible(event.size().width() >= px(_PANE_FROM))
        super().resizeEvent(event)
