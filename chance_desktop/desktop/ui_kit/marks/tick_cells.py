"""Cells of a table with room around their words, over as many lines as they take; those to tick carry the house square."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chance_desktop.desktop.ui_kit.look.painting import checked_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.domain.text.shown_text import as_shown

_TEXT = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


class TickCells(QStyledItemDelegate):
    """Draws the cells; a click anywhere on a cell to tick turns it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        text, drawn.text = drawn.text, ""
        to_tick = bool(drawn.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator)
        drawn.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style = drawn.widget.style() if drawn.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        painter.save()
        if to_tick:
            side = px(20)
            box = QRectF(drawn.rect.left() + px(10), drawn.rect.center().y() - side / 2, side, side)
            if drawn.checkState == Qt.CheckState.Checked:
                checked_square(painter, box, "accent", "on_accent")
            else:
                round_box(painter, box, px(4), colour("surface"), QPen(colour("strong"), 1.6))
        painter.setFont(drawn.font)
        painter.setPen(colour("ink"))
        painter.drawText(self._room(drawn.rect, to_tick), _TEXT, as_shown(text))
        painter.restore()

    @staticmethod
    def _room(cell: QRect, to_tick: bool) -> QRect:
        return cell.adjusted(px(40 if to_tick else 10), px(4), -px(8), -px(4))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        asked = QStyleOptionViewItem(option)
        self.initStyleOption(asked, index)
        to_tick = bool(asked.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator)
        width = self._room(QRect(0, 0, max(asked.rect.width(), px(120)), px(40)), to_tick).width()
        words = asked.fontMetrics.boundingRect(0, 0, width, 100_000, _TEXT, asked.text)
        return QSize(asked.rect.width(), max(px(38), words.height() + px(14)))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent):
            if (
                event.type() != QEvent.Type.MouseButtonRelease
                or event.button() != Qt.MouseButton.LeftButton
                or not model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
            ):
                return False
            on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
            wanted = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)
