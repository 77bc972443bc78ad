"""What every tab of a dossier answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.layouts import column

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator


class DossierTab(QWidget):
    """One part of a dossier; it is given the view it shows.

    One that `reads_more` than the view is covered until that is read: what it shows of another dossier is neither seen nor pressed.
    """

    action_asked = Signal(str)
    reads_more = False

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        self.setObjectName("page")
        self.view: DossierView | None = None
        self.outer = column(self)
        self._cover = QWidget(self)
        self._cover.setObjectName("page")
        self._cover.hide()
        self._wanted = ""

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.navigator.desk

    def show_view(self, view: DossierView) -> None:
        """Show a dossier."""
        if self.reads_more and (self.view is None or self.view.id != view.id):
            self._cover.setGeometry(self.rect())
            self._cover.raise_()
            self._cover.show()
            self.setEnabled(False)
        self.view = view

    def uncover(self) -> None:
        """All of the dossier is read: show it, and do what was asked meanwhile."""
        self._cover.hide()
        self.setEnabled(True)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.perform(wanted)

    def do(self, target: str) -> None:
        """Go to what an action points at, once it is there."""
        if self.isEnabled():
            self.perform(target)
        else:
            self._wanted = target

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._cover.setGeometry(self.rect())
        super().resizeEvent(event)

    def perform(self, target: str) -> None:
        """Go to what an action points at."""

    def on_changes(self, changes: Changes) -> None:
        """Something of this dossier changed; the view itself is given anew by the page."""

    def forget(self) -> None:
        """Another dossier comes."""
        self.view, self._wanted = None, ""

    def set_compact(self, compact: bool) -> None:
        """The window became low, or high again."""

    def leave(self) -> None:
        """Another tab or page is shown."""
