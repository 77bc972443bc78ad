"""How far a document is filled: squares full and dashed, and links to what remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.squares import SquaresMeter
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.europass.completeness import Completeness, Rubric

_SHOWN = 2


class MeterCard(Card):
    """« Rempli à 80 % »; `asked` tells the section of a rubric."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Completeness | None = None
        box = column(self, 4, (16, 10, 16, 8))
        top = column(gap=4) if large() else row(gap=14)
        self.share = Label("", Role.CARD_TITLE)
        top.addWidget(self.share)
        self.squares = SquaresMeter()
        top.addWidget(self.squares, 1)
        box.addLayout(top)
        self._rest = Flow(6)
        box.addWidget(self._rest)
        self.links: list[Button] = []

    def show_completeness(self, found: Completeness) -> None:
        """Show how far it is."""
        if found == self._shown:
            return
        self._shown = found
        percent = f"{found.percent}{NO_BREAK_SPACE}%"
        self.share.say(_("Rempli à {percent}").format(percent=percent))
        self.squares.show_share(len(found.rubrics) - len(found.missing), len(found.rubrics))
        self._rest.clear()
        self.links = []
        missing = found.missing
        if not missing:
            self._rest.addWidget(Label(_("Toutes les rubriques sont remplies."), Role.CELL, "ink2"))
            return
        text = plural("Il reste {n} rubrique :", "Il reste {n} rubriques :", len(missing))
        self._rest.addWidget(Label(text, Role.CELL, "ink2"))
        for rubric in missing[:_SHOWN]:
            self._link(rubric)
        if len(missing) > _SHOWN:
            more = plural("et {n} autre", "et {n} autres", len(missing) - _SHOWN)
            label = Label(more, Role.CELL, "ink2")
            set_tooltip(label, ", ".join(each.label for each in missing[_SHOWN:]))
            self._rest.addWidget(label)

    def _link(self, rubric: Rubric) -> None:
        button = Button(rubric.label, Kind.TEXT, "plus", height=32)
        button.setAccessibleName(_("Remplir\u00a0: {label}").format(label=rubric.label))
        button.clicked.connect(lambda _on=False: self.asked.emit(rubric.section))
        self.links.append(button)
        self._rest.addWidget(button)
