"""Closing together the dossiers of people who are not eligible: the sheet that says who, why, and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chance_desktop.casework.dossiers.closing import Closing, NobodyToClose, close_together, plan_closing
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, LongField
from chance_desktop.desktop.ui_kit.inputs.month_grid import Index
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.painting import checked_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chance_desktop.casework.dossiers.closing import Closable
    from chance_desktop.desktop.navigation.navigator import Navigator

_WHY = int(Qt.ItemDataRole.UserRole) + 1
_ID = int(Qt.ItemDataRole.UserRole) + 2
_MARGIN = 8
_TOGGLING = (Qt.Key.Key_Space, Qt.Key.Key_Select)


def open_closing(navigator: Navigator, ids: tuple[str, ...], parent: QWidget) -> None:
    """Read who would be closed, then open the sheet."""
    desk = navigator.desk

    def came(found: Closing) -> None:
        open_sheet(CloseSheet(navigator, found, parent.window()))

    navigator.tasks.read(lambda: plan_closing(desk, ids), came, owner=parent)


class CloseSheet(WritingSheet):
    """Who, why, who is left out; each may be unticked."""

    def __init__(self, navigator: Navigator, closing: Closing, parent: QWidget) -> None:
        line = _("Chaque dossier est gardé entier avec son motif, et pourra être repris.")
        super().__init__(navigator, _("Clore les dossiers non éligibles"), parent, line, width=680)
        self._seen = {each.id: each.seen for each in closing.to_close}
        self.people = PeopleList(_("Dossiers à clore"), closing.to_close, ticked=True)
        self.left_out = PeopleList(_("Laissés de côté"), closing.left_out, ticked=False)
        self._counted = Label("", Role.CELL_STRONG, wrap=True)
        for caption, listed in ((self._counted, self.people), (self._aside(closing), self.left_out)):
            caption.setBuddy(listed)
            for widget in (caption, listed):
                widget.setVisible(bool(listed.count()))
                self.body.addWidget(widget)
        self.on = self.add_day("dossier", "left_on", label=_("Date"))
        self.more = LongField(lines=2)
        self.body.addWidget(LabelledField(_("À ajouter au motif"), self.more, FREE_TEXT_CAUTION, optional=True))
        self.add_cancel()
        self.action = self.add_action("", self.finish, "log-out")
        self.people.ticks_changed.connect(self._count)
        self._count()
        if not closing.to_close:
            self.notice.say(NobodyToClose().text)
        self.people.setFocus()

    @staticmethod
    def _aside(closing: Closing) -> Label:
        words = plural("{n} dossier laissé de côté", "{n} dossiers laissés de côté", len(closing.left_out))
        return Label(words, Role.CELL_STRONG, wrap=True)

    def _count(self) -> None:
        ticked, all_of_them = len(self.people.ticked()), self.people.count()
        self._counted.say(
            plural("{n} dossier à clore", "{n} dossiers à clore", ticked)
            if ticked == all_of_them
            else _("{n} dossiers à clore sur {all}").format(n=ticked, all=all_of_them)
        )
        self.action.setText(plural("Clore {n} dossier", "Clore {n} dossiers", ticked) if ticked else _("Clore"))
        self.action.setEnabled(bool(ticked))
        self.action.updateGeometry()

    def finish(self) -> None:
        """Close those ticked, as one change."""
        on = self.on.day()
        if on is None:
            return
        desk, ids, more, seen = self.navigator.desk, self.people.ticked(), self.more.toPlainText(), self._seen
        self.run(lambda: close_together(desk, ids, more, on, seen))


class PeopleList(QListWidget):
    """People one below the other, each with a reason; a press or the space bar ticks."""

    ticks_changed = Signal()

    def __init__(self, name: str, people: Iterable[Closable], *, ticked: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Person(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        for each in people:
            item = QListWidgetItem(as_shown(each.who))
            item.setData(_WHY, as_shown(each.why))
            item.setData(_ID, each.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.who}. {each.why}")
            if ticked:
                item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        if ticked:
            self.setCurrentRow(0 if self.count() else -1)
        self.setMinimumHeight(px(76) * min(max(self.count(), 1), 3 if ticked else 2))
        self.itemChanged.connect(lambda _item: self.ticks_changed.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # a reason takes more lines, or fewer, at another width
        self.scheduleDelayedItemsLayout()

    def ticked(self) -> tuple[str, ...]:
        """Dossiers that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked)


class _Person(QStyledItemDelegate):
    """Draws a tick, a name in strong letters, and why below on as many lines as it takes."""

    def __init__(self, listed: PeopleList) -> None:
        super().__init__(listed)
        self._list = listed

    def _left(self, index: Index) -> int:
        return px(_MARGIN) + (px(32) if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0)

    def _heights(self, index: Index, width: int) -> tuple[int, int]:
        """Of the name and of the reason."""
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        return _height(name, Role.CELL_STRONG, width), _height(str(index.data(_WHY)), Role.NOTE, width)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width() - 4
        return QSize(width, sum(self._heights(index, width - self._left(index) - px(_MARGIN))) + px(2 * _MARGIN))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("sel"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._tick(painter, box, index)
        words = box.adjusted(self._left(index), px(_MARGIN), -px(_MARGIN), -px(_MARGIN))
        name, _reason = self._heights(index, words.width())
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(role_font(Role.CELL_STRONG))
        painter.setPen(colour("ink"))
        painter.drawText(words, wrap, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.setFont(role_font(Role.NOTE))
        painter.setPen(colour("ink2"))
        painter.drawText(words.adjusted(0, name, 0, 0), wrap, str(index.data(_WHY)))
        painter.restore()

    def _tick(self, painter: QPainter, box: QRect, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        side = px(20)
        square = QRectF(box.left() + px(_MARGIN), box.top() + px(_MARGIN), side, side)
        if Qt.CheckState(state) == Qt.CheckState.Checked:
            checked_square(painter, square, "accent", "on_accent")
        else:
            round_box(painter, square, px(4), colour("surface"), QPen(colour("strong"), 1.6))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        keyed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TOGGLING
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or not (pressed or keyed):
            return False
        on = Qt.CheckState(state) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)


def _height(words: str, role: Role, width: int) -> int:
    """Of words on as many lines as they take."""
    room = QRect(0, 0, width, 10_000)
    return QFontMetrics(role_font(role)).boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
