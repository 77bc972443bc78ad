"""The switch « Mes dossiers », the same on every page that has it: what is chosen on one holds on the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Memory

KEY = "dossiers/mine"


class MineChip(Chip):
    """Keeps to the dossiers of the person who works here."""

    switched = Signal()

    def __init__(self, memory: Memory) -> None:
        super().__init__(_("Mes dossiers"), alone=True)
        self._memory = memory
        set_tooltip(self, _("Ceux que vous suivez ou accompagnez, et ceux qu’un collègue vous confie."))
        self.setChecked(memory.text(KEY) == "1")
        self.toggled.connect(self._chosen)

    def follow(self) -> bool:
        """Take what was chosen on another page; says whether it changed."""
        kept = self._memory.text(KEY) == "1"
        if kept == self.isChecked():
            return False
        self.blockSignals(True)
        self.setChecked(kept)
        self.blockSignals(False)
        self.updateGeometry()
        return True

    def _chosen(self, on: bool) -> None:
        self._memory.keep(KEY, "1" if on else "")
        self.switched.emit()
