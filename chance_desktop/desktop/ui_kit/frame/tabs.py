"""The tabs of a page, each with its count; the one in force is underlined."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import sized_font
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.look.tooltips import tooltip_text
from chance_desktop.desktop.ui_kit.plain_words import plain, unmarked


def _side() -> int:
    """Before and after the words of a tab; little with large text, so that every tab stays in sight."""
    return px(8 if large() else 15)


class Tabs(QTabBar):
    """A bar of tabs drawn by the design."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, str] = {}
        self.setFont(sized_font(15, 600))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        # the focus ring follows its control's own layout requests
        self.currentChanged.connect(lambda _index: QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest)))

    def ring_rect(self) -> QRect:
        """Only the current tab is framed."""
        return self.tabRect(self.currentIndex()).adjusted(4, 4, -4, -6)

    def add(self, text: str, tip: str = "") -> int:
        """Add a tab."""
        index = self.addTab(unmarked(text))
        self.setTabToolTip(index, tooltip_text(tip))
        return index

    def words(self, index: int) -> str:
        """What a tab says."""
        return plain(self.tabText(index))

    def show_count(self, index: int, count: str) -> None:
        """Show a count beside a tab's word."""
        if self._counts.get(index) != count:
            self._counts[index] = count
            words = self.words(index)
            self.setAccessibleTabName(index, f"{words}, {count}" if count else words)
            self.setTabText(index, self.tabText(index))
            self.updateGeometry()
            self.update()

    def count_of(self, index: int) -> str:
        """The count beside a tab's word."""
        return self._counts.get(index, "")

    def _count_width(self, index: int) -> int:
        count = self.count_of(index)
        return self.fontMetrics().horizontalAdvance(count) + px(12) if count else 0

    def tabSizeHint(self, index: int) -> QSize:
        count = self._count_width(index)
        width = self.fontMetrics().horizontalAdvance(self.words(index)) + 2 * _side() + (count + px(8) if count else 0)
        return QSize(width, px(44))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            box = QRectF(self.tabRect(index))
            current = index == self.currentIndex()
            painter.setFont(sized_font(15, 600 if current else 400))
            metrics = painter.fontMetrics()
            left = box.left() + _side()
            painter.setPen(colour("accent" if current else "ink2"))
            text = QRectF(left, box.top(), metrics.horizontalAdvance(self.words(index)) + 4, box.height() - px(2))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words(index))
            count = self.count_of(index)
            if count:
                side = px(22)
                pill = QRectF(text.right() + px(4), text.center().y() - side / 2, self._count_width(index), side)
                round_box(painter, pill, px(5), colour("accent_tint" if current else "bg"))
                painter.setFont(sized_font(14, 600))
                painter.setPen(colour("accent" if current else "ink"))
                painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)
            if current:
                line = QRectF(box.left() + _side() / 2, box.bottom() - px(4), box.width() - _side(), px(4))
                round_box(painter, line, px(2), colour("accent"))
        painter.end()
