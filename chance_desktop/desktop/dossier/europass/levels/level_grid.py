"""The grid of a language: five skills, six levels, the way gone from before the stay to after it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.europass.comparison import skill_label
from chance_desktop.desktop.dossier.europass.levels.level_cell import LevelCell
from chance_desktop.desktop.ui_kit.inputs.choices import one_tab_stop
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.domain.learner.cefr import NO_LEVELS, LanguageSkill, Level, Levels
from chance_desktop.runtime.words import _

GROUPS = (_("Élémentaire"), _("Indépendant"), _("Expérimenté"))
_LABEL_WIDTH = 158
_SKILLS = tuple(LanguageSkill)
_LEVELS = tuple(Level)


class _Band(QWidget):
    """Behind the cells of a skill: what joins the level before to the level after."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.ends: tuple[LevelCell, LevelCell] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.ends is None:
            return
        painter = QPainter(self)
        first, last = sorted(cell.geometry().center().x() for cell in self.ends)
        high = px(10)
        middle = self.ends[0].geometry().center().y()
        painter.fillRect(QRectF(first, middle - high / 2, last - first, high), colour("blue_tint"))
        painter.end()


class LevelGrid(QWidget):
    """`picked` tells a skill and its level, or none when it is taken back; `entered` the level the keyboard is on."""

    picked = Signal(object, object)
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.cells: dict[tuple[LanguageSkill, Level], LevelCell] = {}
        self._bands: dict[LanguageSkill, _Band] = {}
        box = column(self)
        box.addWidget(self._head())
        for number, skill in enumerate(_SKILLS):
            if number:
                box.addWidget(Rule())
            box.addWidget(self._line(skill))

    @staticmethod
    def _columns(grid: QGridLayout) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(4))
        # with large text the name of a skill stands above its cells
        grid.setColumnMinimumWidth(0, 0 if large() else px(_LABEL_WIDTH))
        for number in range(1, 7):
            grid.setColumnStretch(number, 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        head.setObjectName("plain")
        grid = QGridLayout(head)
        self._columns(grid)
        grid.setVerticalSpacing(px(6))
        grid.setHorizontalSpacing(px(12))
        for number in range(3):
            label = Label(GROUPS[number], Role.NOTE_STRONG)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, 1 + 2 * number, 1, 2)
            grid.addWidget(Rule(), 1, 1 + 2 * number, 1, 2)
        return head

    def _line(self, skill: LanguageSkill) -> QWidget:
        band = _Band(self)
        self._bands[skill] = band
        grid = QGridLayout(band)
        self._columns(grid)
        grid.setContentsMargins(0, px(4), 0, px(4))
        label = Label(skill_label(skill), Role.BODY_STRONG, wrap=True)
        if large():
            grid.addWidget(label, 0, 0, 1, 7)
        else:
            label.setFixedWidth(px(_LABEL_WIDTH))
            grid.addWidget(label, 1, 0)
        for number, level in enumerate(_LEVELS, 1):
            cell = LevelCell(skill_label(skill), level, band)
            cell.picked.connect(lambda s=skill, v=level: self.picked.emit(s, v))
            cell.taken_back.connect(lambda s=skill: self.picked.emit(s, None))
            cell.stepped.connect(lambda down, right, s=skill, v=level: self._step(s, v, down, right))
            self.cells[skill, level] = cell
            grid.addWidget(cell, 1, number, Qt.AlignmentFlag.AlignCenter)
        return band

    def show_levels(self, before: Levels | None, after: Levels | None, *, filling_after: bool) -> None:
        """Show both moments; the one being filled is the one a choice goes to."""
        first, last = before or NO_LEVELS, after or NO_LEVELS
        for skill in _SKILLS:
            one, other = first.of(skill), last.of(skill)
            chosen = other if filling_after else one
            for level in _LEVELS:
                cell = self.cells[skill, level]
                cell.show_state(before=level is one, after=level is other, chosen=level is chosen)
            one_tab_stop(self.cells[skill, level] for level in _LEVELS)
            ends = (self.cells[skill, one], self.cells[skill, other]) if one and other and one is not other else None
            self._bands[skill].ends = ends
            self._bands[skill].update()

    def _step(self, skill: LanguageSkill, level: Level, down: int, right: int) -> None:
        line, place = _SKILLS.index(skill) + down, _LEVELS.index(level) + right
        if 0 <= line < len(_SKILLS) and 0 <= place < len(_LEVELS):
            self.cells[_SKILLS[line], _LEVELS[place]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.entered.emit(_LEVELS[place])
