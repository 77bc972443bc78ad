"""The list of dossiers on paper, as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.papers.printing import render_list
from chance_desktop.desktop.paper.printing import print_rendered

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.list import DossierQuery
    from chance_desktop.desktop.navigation.navigator import Navigator


def print_list(navigator: Navigator, parent: QWidget, query: DossierQuery) -> None:
    """Print what a query lists."""
    desk = navigator.desk
    navigator.tasks.read(
        lambda: render_list(desk, query), lambda made: print_rendered(made, parent, navigator), owner=parent
    )
