"""Several things of one list: each chosen one with its way out, and a field to add another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.desktop.ui_kit.layouts import Flow, column
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.runtime.words import _


class CodeChips(QWidget):
    """Chosen codes in order; `changed` tells a person's gesture."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._labels: dict[str, str] = {}
        self._chosen: tuple[str, ...] = ()
        box = column(self, 6)
        self._flow = Flow(6)
        self._flow.hide()
        box.addWidget(self._flow)
        self.search = SearchChoice(_("{name}\u00a0: ajouter").format(name=name), _("Tapez pour ajouter"))
        self.search.chosen.connect(self._add)
        box.addWidget(self.search)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Give the `(code, words)` pairs."""
        self._labels = dict(choices)
        self.search.offer(choices)

    def codes(self) -> tuple[str, ...]:
        """What is chosen."""
        return self._chosen

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """Show what is chosen."""
        if codes == self._chosen:
            return
        self._chosen = codes
        self._flow.clear()
        for code in codes:
            label = self._labels.get(code, code)
            chip = Button(label, Kind.OUTLINE, trailing="x", height=34)
            chip.setAccessibleName(_("Retirer «\u00a0{label}\u00a0»").format(label=label))
            set_tooltip(chip, chip.accessibleName())
            chip.clicked.connect(lambda _on=False, code=code: self._remove(code))
            self._flow.addWidget(chip)
        self._flow.setVisible(bool(codes))

    def _add(self, code: str) -> None:
        self.search.show_code("")
        if code and code not in self._chosen:
            self.show_codes((*self._chosen, code))
            self.changed.emit()

    def _remove(self, code: str) -> None:
        self.search.setFocus()
        self.show_codes(tuple(each for each in self._chosen if each != code))
        self.changed.emit()
