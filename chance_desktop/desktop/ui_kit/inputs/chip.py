"""A filter to switch on, with its count, and several of them in a row; the one in force carries a tick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.inputs.choices import one_tab_stop
from chance_desktop.desktop.ui_kit.layouts import Flow
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.plain_words import PlainRadio
from chance_desktop.domain.text.shown_text import as_shown


class Chip(PlainRadio):
    """One of several filters, of which exactly one is on; `alone`, a switch of its own."""

    def __init__(self, text: str, count: str = "", parent: QWidget | None = None, *, alone: bool = False) -> None:
        super().__init__(text, parent)
        self.setAutoExclusive(not alone)
        self.count = count
        self.setFont(role_font(Role.CELL_STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _on: self.updateGeometry())
        self.show_count(count)

    def show_count(self, count: str) -> None:
        """Show another count."""
        self.count = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.updateGeometry()
        self.update()

    def _count_width(self) -> int:
        return max(px(24), self.fontMetrics().horizontalAdvance(self.count) + px(12)) if self.count else 0

    def sizeHint(self) -> QSize:
        width = px(24) + self.fontMetrics().horizontalAdvance(self.text())
        if self.count:
            width += px(8) + self._count_width() - px(4)
        return QSize(width + (px(21) if self.isChecked() else 0), px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        checked = self.isChecked()
        fill = colour("accent_tint" if checked else "surface")
        pen = QPen(colour("accent"), 2) if checked else QPen(colour("strong"), 1)
        round_box(painter, QRectF(self.rect()), px(8), fill, pen)
        ink = "accent" if checked else "ink"
        left = px(12)
        if checked:
            draw_icon(painter, "check", "accent", QPointF(left + px(7), self.height() / 2), 15)
            left += px(19)
        painter.setFont(self.font())
        painter.setPen(colour(ink))
        metrics = painter.fontMetrics()
        baseline = round((self.height() - metrics.height()) / 2 + metrics.ascent())
        painter.drawText(QPointF(left, baseline), as_shown(self.text()))
        if self.count:
            left += metrics.horizontalAdvance(self.text()) + px(8)
            box = QRectF(left, (self.height() - px(22)) / 2, self._count_width(), px(22))
            round_box(painter, box, px(5), colour("accent" if checked else "track"))
            painter.setFont(role_font(Role.NOTE_STRONG))
            painter.setPen(colour("on_accent" if checked else "ink2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.count)
        painter.end()


class FilterChips(Flow):
    """Filters by code, of which one is on; `chosen` gives the code of another one switched on.

    `lead` is a switch of its own that stands before them.
    """

    chosen = Signal(str)

    def __init__(self, choices: Iterable[tuple[str, str]], first: str, lead: QWidget | None = None) -> None:
        super().__init__(8)
        if lead is not None:
            self.addWidget(lead)
        self._chips: dict[str, Chip] = {}
        group = QButtonGroup(self)
        for code, label in choices:
            chip = self._chips[code] = Chip(label)
            group.addButton(chip)
            self.addWidget(chip)
        group.buttonToggled.connect(lambda _chip, on: self._switched() if on else None)
        self.choose(first)

    def __getitem__(self, code: str) -> Chip:
        return self._chips[code]

    def code(self) -> str:
        """The filter that is on."""
        return next(code for code, chip in self._chips.items() if chip.isChecked())

    def choose(self, code: str) -> None:
        """Switch a filter on."""
        self._chips[code].setChecked(True)

    def _switched(self) -> None:
        one_tab_stop(self._chips.values())
        self.chosen.emit(self.code())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many each filter keeps; every filter has its count."""
        for code, chip in self._chips.items():
            chip.show_count(str(counts[code]))
