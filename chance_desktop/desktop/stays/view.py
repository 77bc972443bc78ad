"""Page « Séjours »."""

from __future__ import annotations

from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.heading import page_head
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.runtime.words import _


class StaysScreen(Screen):
    """Says what will be here."""

    title = _("Séjours")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        outer = column(self, 0, (28, 18, 28, 16))
        outer.addLayout(page_head(self.title))
        outer.addWidget(
            EmptyState(
                "plane", _("Rien ici pour l’instant"), _("Les jeunes à l’étranger et les enquêtes s’afficheront ici.")
            ),
            1,
        )
