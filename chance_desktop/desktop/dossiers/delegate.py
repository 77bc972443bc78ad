"""How a dossier's row is drawn: step as squares, pieces as a bar, waiting as a pill."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chance_desktop.casework.dossiers.list import DossierRow
from chance_desktop.desktop.dossiers.model import ROW_ROLE, cell_text
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.status import look_of_waiting
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.marks.meter import paint_meter
from chance_desktop.desktop.ui_kit.marks.pill import paint_pill, pill_size
from chance_desktop.desktop.ui_kit.marks.stepper import paint_mini_steps
from chance_desktop.desktop.ui_kit.text import draw_lines, fitting_name
from chance_desktop.runtime.words import NO_BREAK_SPACE

NAME, AGE, TOWN, STEP, PIECES, ACTION, WAITING = range(7)


class DossierDelegate(QStyledItemDelegate):
    """Paints each cell from the frozen row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(80), px(50))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, colour("sel" if selected else "surface"))
        if selected and index.column() == NAME:
            painter.fillRect(QRectF(box.left(), box.top(), px(4), box.height()), colour("accent"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right() + 1, box.bottom() - 0.5))
        if isinstance(row, DossierRow):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._cell(painter, box.adjusted(px(10 if index.column() else 17), 0, -px(6), -1), row, index.column())
        painter.restore()

    def _cell(self, painter: QPainter, box: QRectF, row: DossierRow, column: int) -> None:
        if column == STEP:
            self._step(painter, box, row)
        elif column == PIECES:
            self._pieces(painter, box, row)
        elif column == WAITING:
            self._waiting(painter, box, row)
        else:
            urgent = column == NAME or (column == ACTION and row.waiting_days >= 15)
            painter.setFont(
                role_font(Role.BODY_STRONG if column == NAME else Role.CELL_STRONG if urgent else Role.CELL)
            )
            painter.setPen(colour("ink" if column in {NAME, ACTION} else "ink2"))
            text = cell_text(row, column)
            if column == NAME:
                text = fitting_name(painter.font(), text, int(box.width()))
            _text(painter, box, text, 2 if column == ACTION else 1)

    def _step(self, painter: QPainter, box: QRectF, row: DossierRow) -> None:
        paint_mini_steps(painter, QPointF(box.left(), box.top() + px(9)), row.phases, row.step, passed=row.passed)
        painter.setFont(role_font(Role.NOTE))
        painter.setPen(colour("ink"))
        line = painter.fontMetrics().lineSpacing()
        label = QRectF(box.left(), box.bottom() - line - px(7), box.width(), line)
        _text(painter, label, f"{row.step}. {row.step_label}", 1)

    def _pieces(self, painter: QPainter, box: QRectF, row: DossierRow) -> None:
        bar = QRectF(box.left(), box.center().y() - px(8) / 2, px(50), px(8))
        paint_meter(painter, bar, row.received, row.required)
        whole = row.required > 0 and row.received >= row.required
        painter.setFont(role_font(Role.CELL_STRONG))
        painter.setPen(colour("green" if whole else "ink"))
        _text(painter, box.adjusted(px(58), 0, px(6), 0), f"{row.received}/{row.required}", 1)

    def _waiting(self, painter: QPainter, box: QRectF, row: DossierRow) -> None:
        if row.waiting_days <= 0:
            return
        painter.setFont(role_font(Role.NOTE_STRONG))
        look = look_of_waiting(row.waiting_days)
        text = f"{row.waiting_days}{NO_BREAK_SPACE}j"
        size = pill_size(text, look, painter.font())
        if not look.icon:
            painter.setFont(role_font(Role.CELL))
        paint_pill(
            painter, QRectF(box.left(), box.center().y() - size.height() / 2, size.width(), size.height()), text, look
        )


def _text(painter: QPainter, box: QRectF, text: str, lines: int) -> None:
    draw_lines(painter, (int(box.left()), int(box.top()), int(box.width()), int(box.height())), text, lines)


class DossierHeader(QHeaderView):
    """Column heads drawn by the design; the one that sorts carries a chevron."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setFixedHeight(px(40))
        self.setMinimumSectionSize(px(48))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt’s own name
        painter.save()
        box = QRectF(rect).adjusted(px(10 if logicalIndex else 17), 0, -px(2), 0)
        sorting = self.sortIndicatorSection() == logicalIndex
        painter.setFont(role_font(Role.NOTE_STRONG))
        painter.setPen(colour("ink" if sorting else "ink2"))
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal)) if model is not None else ""
        room = int(box.width()) - (px(18) if sorting else 0)
        draw_lines(painter, (int(box.left()), rect.top(), room, rect.height()), title, 1)
        if sorting:
            end = box.left() + min(room, painter.fontMetrics().horizontalAdvance(title)) + px(12)
            falling = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            draw_icon(painter, "chevron-down" if falling else "chevron-up", "ink", QPointF(end, box.center().y()), 15)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        painter.restore()
