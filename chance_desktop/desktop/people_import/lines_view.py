"""The table of the lines of an import, as wide as what they hold."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QTableView

from chance_desktop.desktop.ui_kit.look.icons import ALIGNED_LEFT
from chance_desktop.desktop.ui_kit.look.theme import px

_WIDEST_COLUMN = 380
_ROW = 34
_HEAD = 36


class LinesView(QTableView):
    """Lines one looks at; arrows go along them, and Tab leaves them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(ALIGNED_LEFT)
        self.horizontalHeader().setMinimumHeight(px(_HEAD))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)

    def show_model(self, model: QAbstractTableModel) -> None:
        """Show other lines."""
        former = self.model()
        self.setModel(model)
        if former is not None:
            former.deleteLater()
        self.resizeColumnsToContents()
        for section in range(self.horizontalHeader().count()):
            wanted = self.columnWidth(section) + px(18)
            self.setColumnWidth(section, min(wanted, px(_WIDEST_COLUMN)))

    def show_height_of(self, lines: int) -> None:
        """Be as high as some lines, their titles and the bar below."""
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(px(_HEAD) + lines * px(_ROW) + bar + px(4))
