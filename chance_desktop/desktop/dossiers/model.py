"""The rows of the list, page by page: only what is looked at is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from chance_desktop.casework.dossiers.list import DossierPage, DossierQuery, DossierRow, Sort, list_page
from chance_desktop.desktop.ui_kit.look.tooltips import tooltip_text
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, age_text, days_text

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.tasks import Tasks

PAGE = 60
COLUMNS: tuple[tuple[str, Sort], ...] = (
    (_("Nom"), Sort.NAME),
    (_("Âge"), Sort.AGE),
    (_("Commune"), Sort.TOWN),
    (_("Étape"), Sort.STEP),
    (_("Pièces"), Sort.PIECES),
    (_("Prochaine action"), Sort.NEXT_ACTION),
    (_("Attente"), Sort.WAITING),
)
_STEP = 3
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class DossierModel(QAbstractTableModel):
    """As many rows as were found; a page of them is read when one of its rows is shown."""

    answered = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.query = DossierQuery(limit=PAGE)
        self.total = 0
        self.found_words = ""
        self.capped = False
        self._rows: dict[int, DossierRow] = {}
        self._asked: set[int] = set()
        self._generation = 0

    def ask(self, query: DossierQuery) -> None:
        """Ask anew; what was shown stays until the answer is there."""
        self.query = replace(query, offset=0, limit=PAGE)
        self._generation += 1
        self._read(0, self._first_page)

    def _read(self, offset: int, take: Callable[[int, DossierPage], None]) -> None:
        generation = self._generation
        desk, query = self._desk, replace(self.query, offset=offset)

        def came(page: DossierPage) -> None:
            if generation == self._generation:
                take(offset, page)

        self._tasks.read(lambda: list_page(desk, query), came, owner=self)

    def _first_page(self, _offset: int, page: DossierPage) -> None:
        self.beginResetModel()
        self.total, self.capped, self.found_words = page.total, page.capped, page.words
        self._rows = dict(enumerate(page.rows))
        self._asked = {0}
        self.endResetModel()
        self.answered.emit()

    def _further_page(self, offset: int, page: DossierPage) -> None:
        self._rows.update({offset + index: row for index, row in enumerate(page.rows)})
        if page.rows:
            last = offset + len(page.rows) - 1
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(COLUMNS) - 1))

    def row_at(self, number: int) -> DossierRow | None:
        """A row that was read; asks for its page otherwise."""
        found = self._rows.get(number)
        page = number // PAGE
        if found is None and 0 <= number < self.total and page not in self._asked:
            self._asked.add(page)
            self._read(page * PAGE, self._further_page)
        return found

    def number_of(self, dossier_id: str) -> int:
        """Where a dossier is among the rows read; -1 when it is not."""
        return next((number for number, row in self._rows.items() if row.id == dossier_id), -1)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == ROW_ROLE:
            return row
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role in texts or (role == Qt.ItemDataRole.ToolTipRole and index.column() in {0, 2, 5}):
            text = as_shown(cell_text(row, index.column()))
            if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == _STEP and row.passed:
                return f"{text}, {row.passed_words}"
            return tooltip_text(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        return None


def cell_text(row: DossierRow, column: int) -> str:
    """What a cell says."""
    texts = (
        row.name,
        age_text(row.age),
        row.town,
        f"{row.step}. {row.step_label}",
        f"{row.received}/{row.required}",
        row.next_action,
        days_text(row.waiting_days) if row.waiting_days > 0 else "",
    )
    return texts[column]
