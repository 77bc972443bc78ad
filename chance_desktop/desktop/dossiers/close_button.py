"""The button over the list that closes together the dossiers of people who are not eligible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.dossiers.list import DossierQuery, Filter, all_ids
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.dossiers.selection import Selection
    from chance_desktop.desktop.navigation.navigator import Navigator


class CloseButton(Button):
    """There when several dossiers are chosen, or when the list shows those who are not eligible."""

    def __init__(self, navigator: Navigator, selection: Selection) -> None:
        super().__init__("", Kind.OUTLINE, "log-out", height=36)
        self._navigator, self._selection = navigator, selection
        self._query = DossierQuery()
        self.clicked.connect(self.open)
        self.hide()

    def follow(self, query: DossierQuery, total: int) -> None:
        """Say what it would close, of what the list shows now."""
        self._query = query
        chosen = len(self._selection.numbers())
        whole = query.filter is Filter.NOT_ELIGIBLE and total > 0
        if chosen > 1:
            self.setText(_("Clore les non éligibles choisis…"))
        elif whole:
            self.setText(plural("Clore le dossier non éligible…", "Clore les {n} non éligibles…", total))
        self.updateGeometry()
        self.setVisible(chosen > 1 or whole)

    def open(self) -> None:
        """Read who would be closed, then show the sheet."""
        if len(self._selection.numbers()) > 1:
            self._selection.read_ids(self._plan)
            return
        desk, query = self._navigator.desk, self._query
        self._navigator.tasks.read(lambda: all_ids(desk, query), self._plan, owner=self)

    def _plan(self, ids: tuple[str, ...]) -> None:
        from chance_desktop.desktop.dossiers.closing import open_closing

        open_closing(self._navigator, ids, self)
