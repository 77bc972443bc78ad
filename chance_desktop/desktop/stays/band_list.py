"""Everyone abroad along the weeks: a row each, which arrows reach and Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chance_desktop.casework.stays.overview import AbroadRow
from chance_desktop.desktop.stays.model import edges, spoken, status_line
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.marks.stay_band import (
    DayScale,
    paint_month_lines,
    paint_months,
    paint_sheets,
    paint_stay,
    paint_today,
)
from chance_desktop.desktop.ui_kit.text import draw_lines, fitting_name
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, dotted

_ROW = int(Qt.ItemDataRole.UserRole) + 1
_WORDS = 330
_HEIGHT = 82
_SIDE = 16
Index = QModelIndex | QPersistentModelIndex


class BandList(QListWidget):
    """The rows; `opened` says of which dossier."""

    opened = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.edges = edges((), today)
        self.setAccessibleName(_("Séjours, semaine par semaine"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Band(self))
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)

    def show_rows(self, rows: Sequence[AbroadRow], today: date) -> None:
        """Show these stays, seen from today."""
        self.today = today
        before = self.dossier_id()
        self.edges = edges(rows, self.today)
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(as_shown(row.name))
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(row, self.today))
            self.addItem(item)
            if row.dossier_id == before:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and rows:
            self.setCurrentRow(0)
        self.blockSignals(False)
        if large():
            # the whole page scrolls: the list stands in full
            self.setFixedHeight(self.count() * max(0, self.sizeHintForRow(0)) + 2 * self.frameWidth())

    def dossier_id(self) -> str:
        """Of whom the row in force is."""
        item = self.currentItem()
        return str(item.data(_ROW).dossier_id) if item is not None else ""

    def row_at(self, number: int) -> AbroadRow:
        """A row by its place."""
        row = self.item(number).data(_ROW)
        assert isinstance(row, AbroadRow)
        return row

    def scale(self, left: float, right: float) -> DayScale:
        """Where days stand between two edges of the row."""
        begins = left + (px(_SIDE) if large() else px(_WORDS))
        return DayScale(*self.edges, begins, right - px(_SIDE) - begins)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_ROW).dossier_id)


class _Band(QStyledItemDelegate):
    """Who and where at the left, the weeks at the right; one below the other with large text."""

    def __init__(self, rows: BandList) -> None:
        super().__init__(rows)
        self._list = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(300), px(_HEIGHT + (66 if large() else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, AbroadRow):
            return
        rect = QRect(option.rect)
        painter.save()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            box = QRectF(rect).adjusted(4, 3, -4, -3)
            pen = QPen(colour("accent_line"), 1) if here else None
            round_box(painter, box, px(8), colour("sel" if here else "sunken"), pen)
        room = rect.width() - 2 * px(_SIDE) if large() else px(_WORDS) - px(_SIDE) - px(14)
        self._words(painter, row, rect.left() + px(_SIDE), rect.top() + px(8), room)
        scale = self._list.scale(rect.left(), rect.right())
        top = rect.top() + (px(66) + px(8) if large() else px(12))
        bottom = rect.bottom() - px(4)
        paint_month_lines(painter, scale, top - px(4), bottom)
        paint_today(painter, scale, self._list.today, top - px(6), bottom)
        paint_stay(painter, scale, row.calendar, top, px(30))
        paint_sheets(painter, scale, row.calendar, row.states, top + px(30) + px(14))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.left() + px(_SIDE), rect.bottom(), rect.right() - px(_SIDE), rect.bottom())
        painter.restore()

    def _words(self, painter: QPainter, row: AbroadRow, left: int, top: int, room: int) -> None:
        line = px(22)
        painter.setFont(role_font(Role.BODY_STRONG))
        painter.setPen(colour("ink"))
        draw_lines(painter, (left, top, room, line), fitting_name(painter.font(), row.name, room), 1)
        painter.setFont(role_font(Role.CELL))
        painter.setPen(colour("ink2"))
        draw_lines(painter, (left, top + line, room, line), dotted(row.where, row.company), 1)
        words, tone = status_line(row, self._list.today)
        if tone == "red":
            draw_icon(painter, "triangle-alert", "red", QRectF(left, top + 2 * line, px(16), line).center(), 15)
            left, room = left + px(22), room - px(22)
            painter.setFont(role_font(Role.CELL_STRONG))
        painter.setPen(colour(tone))
        draw_lines(painter, (left, top + 2 * line, room, line), words, 1)


class BandHead(QWidget):
    """The months above the rows; decoration, each row tells its own days."""

    def __init__(self, rows: BandList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour("ink2"))
        painter.setFont(role_font(Role.NOTE_STRONG))
        if not large():
            box = QRectF(px(_SIDE), 0, px(_WORDS), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _("Qui, où"))
        # as wide as the rows below, whose own bar may take some of it
        scale = self._list.scale(0, self._list.viewport().width() + self._list.frameWidth())
        paint_months(painter, scale, px(4), self.height() - px(8))
        today = self._list.today
        if scale.first <= today <= scale.last:
            paint_today(painter, scale, today, self.height() - px(8), self.height())
        painter.end()
