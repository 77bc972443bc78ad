"""A Europass file beside the dossier, line by line: ticked lines are taken over, nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from chance_desktop.casework.europass.comparison import take
from chance_desktop.desktop.dossier.europass.sections.entry_row import FoldLine
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Flow
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.tick_cells import TickCells
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.europass.comparison import Comparison
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator

HEADS = (_("Rubrique"), _("Champ"), _("Dans le dossier"), _("Dans le fichier"))
_LONGEST = 400


class ComparisonTable(QTableWidget):
    """What differs, each line to tick."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__(len(comparison.differences), len(HEADS))
        self.setFont(role_font(Role.CELL))
        self.setAccessibleName(_("Ce qui diffère entre le dossier et le fichier"))
        self.setHorizontalHeaderLabels(HEADS)
        self.verticalHeader().hide()
        self.setWordWrap(True)
        self.setItemDelegate(TickCells(self))
        self.setShowGrid(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._keys = tuple(each.key for each in comparison.differences)
        self._ticks: list[QTableWidgetItem] = []
        for number, each in enumerate(comparison.differences):
            for side, text in enumerate((each.section, each.label, each.here or "–", each.there)):
                item = QTableWidgetItem(as_shown(text)[:_LONGEST])
                set_tooltip(item, text if len(text) > _LONGEST else "")
                if side == 0:
                    self._ticks.append(item)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if each.advised else Qt.CheckState.Unchecked)
                self.setItem(number, side, item)
        if self._keys:
            self.setCurrentCell(0, 0)
        self.setMinimumHeight(px(260))

    def chosen(self) -> tuple[str, ...]:
        """Keys of the ticked lines."""
        ticked = Qt.CheckState.Checked
        return tuple(key for key, tick in zip(self._keys, self._ticks, strict=True) if tick.checkState() == ticked)

    def tick_all(self, on: bool) -> None:
        """Tick every line, or none."""
        for tick in self._ticks:
            tick.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


class ImportSheet(WritingSheet):
    """« Importer un fichier Europass »."""

    def __init__(
        self, navigator: Navigator, comparison: Comparison, remarks: tuple[str, ...], name: str, parent: QWidget
    ) -> None:
        count = len(comparison.differences)
        line = (
            plural("{n} ligne diffère du dossier.", "{n} lignes diffèrent du dossier.", count)
            if count
            else _("Le dossier contient déjà tout ce que dit ce fichier.")
        )
        if comparison.same:
            line += " " + plural("{n} autre est identique.", "{n} autres sont identiques.", comparison.same)
        super().__init__(navigator, _("Comparer\u00a0: {name}").format(name=name), parent, line, width=1000)
        self._comparison = comparison
        self.table = ComparisonTable(comparison)
        if count:
            self._fill()
        self._tell_remarks(remarks)
        self.add_cancel(_("Fermer") if not count else "")
        self.keep_tall(600 if count else 200)
        if count:
            self.action = self.add_action(_("Reprendre ce qui est coché"), self._take, "check")
            self.table.itemChanged.connect(lambda _item: self._count())
            self._count()
            self.table.setFocus()

    def _fill(self) -> None:
        self.body.addWidget(
            Label(
                _("Les lignes cochées remplacent ce qui est dans le dossier. L’identité n’est jamais cochée d’avance."),
                Role.CELL, "ink2", wrap=True,
            )
        )  # fmt: skip
        ticks = Flow(8)
        for words, on in ((_("Tout cocher"), True), (_("Tout décocher"), False)):
            button = Button(words, Kind.TEXT, "square-check" if on else "square", height=34)
            button.clicked.connect(lambda _on=False, on=on: self.table.tick_all(on))
            ticks.addWidget(button)
        self.body.addWidget(ticks)
        self.body.addWidget(self.table, 1)

    def _tell_remarks(self, remarks: tuple[str, ...]) -> None:
        self.remarks = FoldLine()
        if not remarks:
            self.remarks.setParent(self)
            self.remarks.hide()
            return
        self.remarks.say(_("Ce qui n’a pas été compris ({n})").replace("{n}", str(len(remarks))))
        self.body.addWidget(self.remarks)
        told = Notice("\n".join(remarks), "sunken")
        told.hide()
        self.remarks.toggled.connect(told.setVisible)
        self.body.addWidget(told)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.resizeRowsToContents()

    def _count(self) -> None:
        self.action.setEnabled(bool(self.table.chosen()))

    def _take(self) -> None:
        desk, comparison, chosen = self.navigator.desk, self._comparison, self.table.chosen()

        def work() -> Outcome[int]:
            return take(desk, comparison, chosen)

        self.run(work)
