"""An entry of a repeated section: one line that unfolds to its fields, and can be moved or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.casework.europass.comparison import entry_line
from chance_desktop.desktop.dossier.europass.content import Place, Table
from chance_desktop.desktop.dossier.europass.sections.field_grid import FieldGrid
from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.buttons.keyed_button import KeyedButton
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import dashed_pen, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Rule, draw_lines
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chance_desktop.casework.europass.profile import EntryView
    from chance_desktop.casework.europass.sections import Section
    from chance_desktop.casework.exchange.disagreements import Disagreement
    from chance_desktop.desktop.dossier.europass.keeping import Keeper


class FoldLine(KeyedButton):
    """A line to click: it unfolds what is below it."""

    moved = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(role_font(Role.BODY_STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.empty = False

    def say(self, text: str, *, empty: bool = False) -> None:
        """Show what the line stands for; an empty one is dashed."""
        self.setText(text)
        self.empty = empty
        set_tooltip(self, text if self.fontMetrics().horizontalAdvance(text) > self.width() - px(50) else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(event.key() == Qt.Key.Key_Up)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.isDown()
        pen = dashed_pen("strong", 1.3) if self.empty else None
        round_box(painter, QRectF(self.rect()), px(8), colour("accent_tint") if lit else None, pen)
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        draw_icon(painter, icon, "ink2", QPointF(px(16), self.height() / 2), 18)
        painter.setFont(self.font())
        painter.setPen(colour("ink2" if self.empty else "ink"))
        draw_lines(painter, (px(34), 0, self.width() - px(40), self.height()), self.text(), 1)
        painter.end()


class EntryRow(QWidget):
    """An entry; `row` is its row, or a mark that begins with « + » before it is written."""

    removed = Signal(object)
    moved = Signal(object, bool)

    def __init__(self, section: Section, row_id: str, keeper: Keeper) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.section, self.row, self._keeper = section, row_id, keeper
        self._locale = "fr"
        self._entry: EntryView | None = None
        self._apart: Mapping[str, Disagreement] = {}
        self.grid: FieldGrid | None = None
        self._box = column(self, 6)
        head = row(gap=4)
        self.line = FoldLine()
        self.line.say(_("Nouvelle ligne, à remplir"), empty=True)
        self.line.toggled.connect(self._folded)
        self.line.moved.connect(lambda up: self.moved.emit(self, up))
        head.addWidget(self.line, 1)
        self.up = IconButton("arrow-up", "", side=36, bare=True)
        self.down = IconButton("arrow-down", "", side=36, bare=True)
        self.bin = IconButton("trash-2", "", side=36, bare=True)
        self.up.clicked.connect(lambda: self.moved.emit(self, True))
        self.down.clicked.connect(lambda: self.moved.emit(self, False))
        self.bin.clicked.connect(lambda: self.removed.emit(self))
        for button in (self.up, self.down, self.bin):
            head.addWidget(button)
        self._box.addLayout(head)
        self._rule = Rule()
        self._box.addWidget(self._rule)
        self._name(section.title)

    @property
    def entry_id(self) -> str:
        """The row it is kept in; empty for one that is not written yet."""
        return self._keeper.real(self.row)

    def _name(self, words: str) -> None:
        for button, verb in ((self.up, _("Monter")), (self.down, _("Descendre")), (self.bin, _("Retirer"))):
            button.setAccessibleName(f"{verb}, {words}")
            set_tooltip(button, verb)

    def show_entry(
        self, entry: EntryView, locale: str, apart: Mapping[str, Disagreement], *, first: bool, last: bool
    ) -> None:
        """Show what is kept."""
        self._entry, self._locale, self._apart = entry, locale, apart
        words = entry_line(self.section, entry.values, locale)
        self.line.say(words)
        self._name(words)
        if apart:
            # a disagreement is never folded away
            self.line.setChecked(True)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self._rule.setVisible(not last)
        if self.grid is not None:
            self.grid.show_row(entry.values, locale, apart)

    def show_new(self, locale: str) -> None:
        """Nothing is kept yet."""
        self._locale = locale
        self.up.setEnabled(False)
        self.down.setEnabled(False)

    def unfold(self) -> None:
        """Show its fields and put the keyboard in the first one."""
        self.line.setChecked(True)
        if self.grid is not None:
            self.grid.focus_first()

    def _folded(self, on: bool) -> None:
        if on and self.grid is None:
            # forms are heavy and entries many: each is made when it is first unfolded
            self.grid = FieldGrid(self.section.fields, Place(Table.ENTRY, self.row, self.section.code), self._keeper)
            self.grid.layout().setContentsMargins(px(34), 0, 0, px(12))  # type: ignore[union-attr]
            self._box.insertWidget(1, self.grid)
            self.grid.show_row(self._entry.values if self._entry is not None else {}, self._locale, self._apart)
        if self.grid is not None:
            self.grid.setVisible(on)
        state = _("déplié") if on else _("plié")
        self.line.setAccessibleDescription(state)
