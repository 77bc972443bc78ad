"""What every tab of a dossier answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.layouts import column

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator


class DossierTab(QWidget):
    """One part of a dossier; it is given the view it shows."""

    action_asked = Signal(str)

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        self.setObjectName("page")
        self.view: DossierView | None = None
        self.outer = column(self)

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.navigator.desk

    def show_view(self, view: DossierView) -> None:
        """Show a dossier."""
        self.view = view

    def perform(self, target: str) -> None:
        """Go to what an action points at."""

    def on_changes(self, changes: Changes) -> None:
        """Something of this dossier changed; the view itself is given anew by the page."""

    def forget(self) -> None:
        """Another dossier comes."""
        self.view = None

    def set_compact(self, compact: bool) -> None:
        """The window became low, or high again."""

    def leave(self) -> None:
        """Another tab or page is shown."""
