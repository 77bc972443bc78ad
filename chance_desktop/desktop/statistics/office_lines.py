"""The table of Missions Locales on the page: their target, who entered, who left, who did not, and how far they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.meter import ProgressMeter
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.domain.reports.report import Row
from chance_desktop.runtime.words import _

FIGURE = 59.0
_METER, _SHARE = 48.0, 46.0
"""Fixed, so that figures stand one under the other whatever a line says."""


class OfficeHead(QWidget):
    """The heads of the table of offices."""

    def __init__(self) -> None:
        super().__init__()
        box = _named_row(self, Label(_("Mission Locale"), Role.CELL_STRONG, "ink2"), 8)
        for words in (_("Objectif"), _("Entrés"), _("Partis"), _("Sans départ")):
            label = Label(words, Role.CELL_STRONG, "ink2", wrap=True)
            label.setFixedWidth(px(FIGURE))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            set_tooltip(label, words)
            box.addWidget(label)
        box.addSpacing(px(8))
        progress = ElidingLabel(_("Avancement"), Role.CELL_STRONG, "ink2")
        progress.setFixedWidth(px(_METER + 10 + _SHARE))
        box.addWidget(progress)


class OfficeLine(QWidget):
    """One Mission Locale."""

    def __init__(self, line: Row) -> None:
        super().__init__()
        department, aimed, entered, reached, dropped, progress = line.cells
        role = Role.CELL_STRONG
        name = ElidingLabel(line.label, role, lines=2 if large() else 1)
        set_tooltip(name, " – ".join(part for part in (line.label, department.shown) if part))
        box = _named_row(self, name, 5)
        for cell in (aimed, entered, reached, dropped):
            label = Label(cell.shown or "–", role if line.strong else Role.CELL)
            label.setFixedWidth(px(FIGURE))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            box.addWidget(label)
        box.addSpacing(px(8))
        share = row(gap=10)
        if aimed.value:
            meter = ProgressMeter(_("Avancement de {name}").format(name=line.label), _METER)
            meter.show_share(int(entered.number or 0), int(aimed.number or 0))
            share.addWidget(meter)
        else:
            share.addSpacing(px(_METER + 10))
        percent = Label(_whole_percent(progress.value), Role.CELL_STRONG)
        percent.setFixedWidth(px(_SHARE))
        percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        share.addWidget(percent)
        box.addLayout(share)


def _named_row(widget: QWidget, name: QWidget, side: float) -> QBoxLayout:
    """A row that begins with a name; with large text the name stands above, for the figures to have their room."""
    if not large():
        box = row(widget, 8, (18, side, 18, side))
        box.addWidget(name, 6)
        return box
    outer = column(widget, 2, (10, side, 10, side))
    outer.addWidget(name)
    figures = row(gap=8)
    outer.addLayout(figures)
    return figures


def _whole_percent(value: object) -> str:
    return f"{round(value / 100)}\u00a0%" if isinstance(value, int) else "–"
