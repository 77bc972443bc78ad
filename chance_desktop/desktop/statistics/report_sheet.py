"""A table of the report on screen: every figure that counts people opens the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from chance_desktop.casework.reports.registry import Behind, behind
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font, sized_font
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.reports.report import Cell, Report, Row
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.reports.population import Scope
    from chance_desktop.desktop.navigation.navigator import Navigator

_PLACE = Qt.ItemDataRole.UserRole


class ReportTable(QTableWidget):
    """The table: arrows move, Enter or a double click opens the people behind a figure."""

    def __init__(self, report: Report, parent: QWidget) -> None:
        super().__init__(len(report.rows), len(report.columns) + 1, parent)
        self.report = report
        self.setFont(role_font(Role.CELL))
        self.setHorizontalHeaderLabels(["", *(as_shown(column.label) for column in report.columns)])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(report.title)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        for line, row in enumerate(report.rows):
            self._fill(line, row)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        wordy = not all(column.narrow for column in report.columns)
        fitted = QHeaderView.ResizeMode.Stretch if wordy else QHeaderView.ResizeMode.ResizeToContents
        head.setSectionResizeMode(fitted)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(px(70))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(px(31))

    def _fill(self, line: int, row: Row) -> None:
        name = QTableWidgetItem("    " * row.depth + as_shown(row.label))
        if row.strong or row.is_heading:
            name.setFont(sized_font(14, 600))
        self.setItem(line, 0, name)
        if row.is_heading:
            self.setSpan(line, 0, 1, self.columnCount())
        for place, cell in enumerate(row.cells):
            self.setItem(line, place + 1, self._cell(row, place, cell))

    def _cell(self, row: Row, place: int, cell: Cell) -> QTableWidgetItem:
        item = QTableWidgetItem(as_shown(cell.shown))
        narrow = self.report.columns[place].narrow
        side = Qt.AlignmentFlag.AlignRight if narrow else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if row.strong:
            item.setFont(sized_font(14, 600))
        if cell.open:
            item.setData(_PLACE, (row.code, self.report.columns[place].code))
            item.setForeground(QBrush(colour("accent")))
            set_tooltip(item, _("Voir la liste"))
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemDoubleClicked.emit(self.currentItem())
            return
        super().keyPressEvent(event)


def any_open(report: Report) -> bool:
    """Whether a list stands behind one of its figures."""
    return any(cell.open for row in report.rows for cell in row.cells)


class ReportSheet(Sheet):
    """A window with one table."""

    def __init__(self, navigator: Navigator, report: Report, scope: Scope, parent: QWidget) -> None:
        how = _("Double-cliquez sur un chiffre violet pour voir la liste.") if any_open(report) else ""
        line = ". ".join(part for part in (report.subtitle, how) if part)
        super().__init__(report.title, parent, line=line, width=1120)
        self.navigator, self.report, self.scope = navigator, report, scope
        self.keep_tall(640)
        self.table = ReportTable(report, self)
        self.table.setMinimumHeight(px(380))
        self.table.itemDoubleClicked.connect(self._open)
        self.body.addWidget(self.table, 1)
        for note in report.notes:
            self.body.addWidget(Label(note, Role.CELL, "ink2", wrap=True))
        self.add_cancel(_("Fermer"))

    def _open(self, item: QTableWidgetItem) -> None:
        place = item.data(_PLACE)
        if not place:
            return
        row, column = place
        desk, name, scope = self.navigator.desk, self.report.code, self.scope
        title = f"{self.report.row(row).label}, {self.report.columns[item.column() - 1].label}"
        self.navigator.tasks.read(
            lambda: behind(desk, name, row, column, scope), lambda found: self._list(title, found), owner=self
        )

    def _list(self, title: str, found: tuple[Behind, ...]) -> None:
        sheet = PeopleSheet(self.navigator, title, found, self)
        sheet.accepted.connect(self.accept)
        open_sheet(sheet)


class PeopleSheet(Sheet):
    """The people behind a figure; one opens their dossier."""

    def __init__(self, navigator: Navigator, title: str, found: tuple[Behind, ...], parent: QWidget) -> None:
        super().__init__(title, parent, line=plural("{n} personne", "{n} personnes", len(found)), width=640)
        self.navigator, self.found = navigator, found
        self.keep_tall(460)
        offices = {office.code: office.short or office.name for office in navigator.desk.programme.offices}
        self.table = QTableWidget(len(found), 4, self)
        self.table.setFont(role_font(Role.CELL))
        self.table.setHorizontalHeaderLabels([_("Nom"), _("N° de dossier"), _("Mission Locale"), _("Où en est-on")])
        self.table.setAccessibleName(title)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        for line, each in enumerate(found):
            told = (each.name, each.file_number, offices.get(each.structure_code, each.structure_code), each.what)
            for column, words in enumerate(told):
                self.table.setItem(line, column, QTableWidgetItem(as_shown(words)))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.itemActivated.connect(lambda item: self._open(item.row()))
        self.body.addWidget(self.table, 1)
        self.add_cancel(_("Fermer"))
        self.add_action(_("Ouvrir le dossier"), lambda: self._open(self.table.currentRow()), "folder-open")

    def _open(self, line: int) -> None:
        if 0 <= line < len(self.found):
            dossier = self.found[line].dossier_id
            self.accept()
            self.navigator.open_dossier(dossier)
