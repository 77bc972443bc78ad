"""The fields of the situation by sections: those that are asked come and go without moving what one looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.desktop.fields.situation_box import SituationBox
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Scroll, column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Label

if TYPE_CHECKING:
    from datetime import date

    from chance_desktop.casework.situation.situation import FieldView, SectionView, Situation


class SituationForm(QWidget):
    """Every field asked; each is made once and stays, whatever is asked beside it."""

    edited = Signal(str)
    committed = Signal()
    settled = Signal(str, object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._today = today
        self.boxes: dict[str, SituationBox] = {}
        self._sections: dict[str, _SectionCard] = {}
        self._scroll: Scroll | None = None
        self._column = column(self, 14, (28, 0, 8, 8))
        self._column.addStretch(1)

    def scrolled_by(self, scroll: Scroll) -> None:
        """Where it is looked at."""
        self._scroll = scroll

    def lay(self, found: Situation) -> None:
        """Ask what is to be asked now."""
        if self._scroll is None:
            self._lay(found)
            return
        with self._scroll.kept_still(self._looked_at()):
            self._lay(found)

    def _lay(self, found: Situation) -> None:
        for number, view in enumerate(found.sections):
            card = self._sections.get(view.code) or self._section(view)
            if self._column.indexOf(card) != number:
                self._column.removeWidget(card)
                self._column.insertWidget(number, card)
            card.lay(view, self)
            card.show()
        asked = {view.code for view in found.sections}
        for code, card in self._sections.items():
            if code not in asked:
                card.hide()

    def _section(self, view: SectionView) -> _SectionCard:
        card = _SectionCard(view)
        card.setParent(self)
        self._sections[view.code] = card
        return card

    def box(self, view: FieldView, card: QWidget) -> SituationBox:
        """The widget of a field."""
        box = former = self.boxes.get(view.code)
        if box is None or not box.asks(view):
            box = SituationBox(view, self._today)
            if former is not None:
                # the programme asks it in other words: what is being typed goes on
                box.take_over(former)
                former.widget.hide()
                former.widget.setParent(None)
                former.deleteLater()
            box.setParent(card)
            box.widget.setParent(card)
            code = view.code
            box.edited.connect(lambda: self.edited.emit(code))
            box.committed.connect(self.committed)
            box.settled.connect(lambda value: self.settled.emit(code, value))
            self.boxes[code] = box
        return box

    def _looked_at(self) -> QWidget | None:
        """What one answers, or else what stands first in the window."""
        for box in self.boxes.values():
            if box.input.has_keyboard:
                return box.widget
        shown = [box.widget for box in self.boxes.values() if box.widget.isVisible()]
        top = self._scroll.viewport() if self._scroll is not None else self
        return next((widget for widget in shown if widget.mapTo(top.window(), QPoint(0, 0)).y() >= _top(top)), None)


class _SectionCard(Card):
    """A section: its title, and its fields two a line."""

    def __init__(self, view: SectionView) -> None:
        super().__init__()
        box = column(self, 10, (18, 14, 18, 16))
        box.addWidget(Label(view.title, Role.CARD_TITLE, wrap=True))
        if view.note:
            box.addWidget(Notice(view.note, "sunken"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(12))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        box.addLayout(self._grid)
        self._placed: dict[QWidget, tuple[int, int, int]] = {}

    def lay(self, view: SectionView, form: SituationForm) -> None:
        """Put its fields where they stand now."""
        wanted: dict[QWidget, tuple[int, int, int]] = {}
        line = side = 0
        for field in view.fields:
            box = form.box(field, self)
            box.show_view(field)
            if not field.visible:
                box.widget.hide()
                continue
            wide = box.wide or large()
            if wide and side:
                line, side = line + 1, 0
            wanted[box.widget] = (line, side, 2 if wide else 1)
            side += 2 if wide else 1
            if side >= 2:
                line, side = line + 1, 0
        for widget in [each for each in self._placed if self._placed[each] != wanted.get(each)]:
            self._grid.removeWidget(widget)
            del self._placed[widget]
            widget.setVisible(widget in wanted)
        for widget, (line, side, width) in wanted.items():
            if widget not in self._placed:
                self._grid.addWidget(widget, line, side, 1, width, Qt.AlignmentFlag.AlignTop)
                self._placed[widget] = (line, side, width)
            widget.show()


def _top(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()
