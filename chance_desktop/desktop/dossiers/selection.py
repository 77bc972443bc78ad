"""The dossiers chosen in the list, those too whose rows were never on screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTableView

from chance_desktop.casework.dossiers.list import all_ids
from chance_desktop.desktop.dossiers.model import DossierModel
from chance_desktop.desktop.navigation.navigator import Navigator


class Selection:
    """What is selected in the table, by row and by dossier."""

    def __init__(self, navigator: Navigator, table: QTableView, model: DossierModel) -> None:
        self._navigator, self._table, self._model = navigator, table, model

    def numbers(self) -> list[int]:
        """The rows selected, in order."""
        model = self._table.selectionModel()
        return sorted({index.row() for index in model.selectedRows()}) if model is not None else []

    def ids(self) -> list[str]:
        """Dossiers of the rows that were read."""
        rows = (self._model.row_at(number) for number in self.numbers())
        return [row.id for row in rows if row is not None]

    def read_ids(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """Give every dossier selected, in the order of the list."""
        numbers, ids = self.numbers(), tuple(self.ids())
        if len(ids) == len(numbers):
            then(ids)
            return
        desk, query = self._navigator.desk, self._model.query

        def came(found: tuple[str, ...]) -> None:
            then(tuple(found[number] for number in numbers if number < len(found)))

        self._navigator.tasks.read(lambda: all_ids(desk, query), came, owner=self._table)
