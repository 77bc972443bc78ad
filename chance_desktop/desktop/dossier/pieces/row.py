"""One piece as a row: done or to do, its state, its dates, the next gesture; a file dropped on it is its copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.files.dropped import may_be_dropped, take_drop
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.status import look_of
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px, theme
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.badges import PieceSquare, paint_piece_square
from chance_desktop.desktop.ui_kit.marks.pill import Count, Pill, paint_pill, pill_size
from chance_desktop.desktop.ui_kit.text import Label, draw_day, draw_lines
from chance_desktop.runtime.words import _, dotted, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.pieces.pieces import PieceView

STATE_WIDTH, ON_WIDTH, DUE_WIDTH, ACTION_WIDTH = 124, 62, 68, 160
_LEFT, _RIGHT, _SQUARE = 18, 12, 18
_ONE_LINE = 272
_ICONS = {"to-request": "send", "requested": "bell-ring", "reminded": "phone", "received": "check"}


def _text(box: QHBoxLayout, words: str, role: Role, width: float, colour: str = "ink") -> None:
    """A word of a column; an empty cell is only its room."""
    if not words:
        box.addSpacing(px(width))
        return
    label = Label(words, role, colour)
    label.setFixedWidth(px(width))
    box.addWidget(label)


def _why(piece: PieceView) -> str:
    """Why a piece that had come is asked again; empty for another."""
    return piece.reason or (piece.validity_note if piece.status == "expired" else "")


class PiecesHead(QWidget):
    """The heading of a group of pieces, with the names of the columns."""

    def __init__(self, title: str, count: int, *, to_obtain: bool) -> None:
        super().__init__()
        self.setFixedHeight(px(38 if to_obtain else 34))
        box = row(self, 0, (18, 0, 12, 0))
        box.addWidget(Label(title, Role.BODY_STRONG))
        box.addSpacing(px(10))
        box.addWidget(Count(str(count)))
        box.addStretch(1)
        if large():
            return
        _text(box, _("État"), Role.NOTE_STRONG, STATE_WIDTH, "ink2")
        _text(box, _("Le"), Role.NOTE_STRONG, ON_WIDTH, "ink2")
        _text(box, _("Pour le") if to_obtain else "", Role.NOTE_STRONG, DUE_WIDTH, "ink2")
        _text(box, _("Action") if to_obtain else "", Role.NOTE_STRONG, ACTION_WIDTH, "ink2")


class PieceRow(QWidget):
    """A piece to obtain, or one already received.

    The row paints its own words and pill, its buttons are real: a dossier opens with a tenth of the widgets. What is
    painted is also its accessible name, and its tooltip where words are cut. At large text everything is a widget, one
    below the other.
    """

    action_asked = Signal(str)
    menu_asked = Signal(str, QWidget)
    view_asked = Signal(str)
    files_dropped = Signal(str, list)

    def __init__(self, piece: PieceView, *, to_obtain: bool) -> None:
        super().__init__()
        self.piece = piece
        self.to_obtain = to_obtain
        self.action: Button | None = None
        self.setAcceptDrops(True)
        compact = theme().compact
        note = (
            dotted(_why(piece) or piece.supplier, piece.appointment) if to_obtain else piece.validity_note or piece.note
        )
        self._note = note
        words = QFontMetrics(role_font(Role.BODY_STRONG)).horizontalAdvance(f"{piece.label}  {note}")
        one_line = not to_obtain and words < px(_ONE_LINE)
        self.setMinimumHeight(
            1 + px((37 if compact else 38) if one_line else (44 if compact else 50 if to_obtain else 46))
        )
        self.setAccessibleName(dotted(piece.label, piece.status_label, short_date(piece.on), note))
        box = row(self, 0, (_LEFT, 3, _RIGHT, 2))
        if large():
            box.addWidget(PieceSquare("checked" if piece.status == "waived" else piece.status))
            box.addSpacing(px(10))
            box.addLayout(self._stacked(), 1)
            return
        box.addStretch(1)
        self._gestures(box)

    def _stacked(self) -> QVBoxLayout:
        """Everything one below the other, for large text."""
        piece = self.piece
        lines = column(gap=4, margins=(0, 6, 0, 6))
        lines.addWidget(Label(piece.label, Role.BODY_STRONG, wrap=True))
        due = _("pour le {day}").format(day=short_date(piece.due_on)) if piece.due_on and self.to_obtain else ""
        since = _("le {day}").format(day=short_date(piece.on)) if piece.on else ""
        note = dotted(_why(piece) or piece.supplier if self.to_obtain else piece.validity_note, since, due)
        if note:
            lines.addWidget(Label(note, Role.NOTE, "ink2", wrap=True))
        flow = Flow(8)
        flow.addWidget(Pill(piece.status_label, look_of(piece.status)))
        holder = QWidget()
        holder.setObjectName("plain")
        self._gestures(row(holder, 4))
        flow.addWidget(holder)
        lines.addWidget(flow)
        return lines

    def _gestures(self, box: QHBoxLayout) -> None:
        """The buttons, in a column as wide as its heading."""
        piece = self.piece
        used = 0
        if piece.action_label:
            kind = Kind.OUTLINE if self.to_obtain else Kind.TEXT
            icon = _ICONS.get(piece.status, "") if self.to_obtain else ""
            self.action = Button(piece.action_label, kind, icon, height=36)
            self.action.setAccessibleName(f"{piece.action_label}, {piece.label}")
            self.action.clicked.connect(lambda: self.action_asked.emit(piece.code))
            box.addWidget(self.action)
            used = self.action.sizeHint().width()
        eye = 0
        if piece.scans:
            eye = px(32) + px(4)
        room = px(ACTION_WIDTH) - used - eye - px(32)
        if self.to_obtain and not large():
            box.addSpacing(max(px(4), room))
        if piece.scans:
            look = IconButton("eye", _("Voir la copie, {label}").format(label=piece.label), side=32, bare=True)
            look.clicked.connect(lambda: self.view_asked.emit(piece.code))
            box.addWidget(look)
            box.addSpacing(px(4))
        more = IconButton("ellipsis", _("Autres gestes, {label}").format(label=piece.label), side=32, bare=True)
        more.clicked.connect(lambda: self.menu_asked.emit(piece.code, more))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not large():
            room = self._words_room()
            cut = QFontMetrics(role_font(Role.BODY_STRONG)).horizontalAdvance(self.piece.label) > room
            set_tooltip(self, dotted(self.piece.label, self._note) if cut else "")
        super().resizeEvent(event)

    def _words_room(self) -> int:
        columns = px(STATE_WIDTH) + px(ON_WIDTH) + px(DUE_WIDTH) + px(ACTION_WIDTH)
        return self.width() - px(_LEFT) - px(_SQUARE) - px(10) - px(8) - columns - px(_RIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, colour("line"))
        if not large():
            self._paint_square(painter)
            self._paint_words(painter, px(_LEFT) + px(_SQUARE) + px(10), self._words_room())
            self._paint_columns(painter)
        painter.end()

    def _paint_square(self, painter: QPainter) -> None:
        side = px(_SQUARE)
        box = QRectF(px(_LEFT), (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        paint_piece_square(painter, box, "checked" if self.piece.status == "waived" else self.piece.status)

    def _paint_words(self, painter: QPainter, left: int, room: int) -> None:
        """The name, and its note beside it or below."""
        strong, small = role_font(Role.BODY_STRONG), role_font(Role.NOTE)
        name, note = QFontMetrics(strong), QFontMetrics(small)
        beside = not self.to_obtain and name.horizontalAdvance(self.piece.label) + note.horizontalAdvance(
            self._note
        ) < room - px(12)
        painter.setFont(strong)
        painter.setPen(colour("ink"))
        if not self._note or beside or name.horizontalAdvance(self.piece.label) > room:
            draw_lines(painter, (left, 0, room, self.height()), self.piece.label, 2)
            if beside:
                after = left + name.horizontalAdvance(self.piece.label) + px(10)
                painter.setFont(small)
                painter.setPen(colour("ink2"))
                draw_lines(painter, (after, 0, room, self.height()), self._note, 1)
            return
        high, low = name.lineSpacing(), note.lineSpacing()
        top = (self.height() - high - low) // 2
        draw_lines(painter, (left, top, room, high), self.piece.label, 1)
        painter.setFont(small)
        painter.setPen(colour("ink2"))
        draw_lines(painter, (left, top + high, room, low), self._note, 1)

    def _paint_columns(self, painter: QPainter) -> None:
        piece = self.piece
        x = self.width() - px(_RIGHT) - px(ACTION_WIDTH) - px(DUE_WIDTH) - px(ON_WIDTH) - px(STATE_WIDTH)
        painter.setFont(role_font(Role.NOTE_STRONG))
        look = look_of(piece.status)
        size = pill_size(piece.status_label, look, painter.font())
        paint_pill(
            painter,
            QRectF(x, (self.height() - size.height()) / 2, size.width(), size.height()),
            piece.status_label,
            look,
        )
        x += px(STATE_WIDTH)
        painter.setFont(role_font(Role.CELL))
        painter.setPen(colour("ink2"))
        draw_day(painter, (x, 0, px(ON_WIDTH), self.height()), short_date(piece.on))
        if self.to_obtain and piece.due_on:
            painter.setFont(role_font(Role.CELL_STRONG))
            painter.setPen(colour("ink"))
            draw_day(painter, (x + px(ON_WIDTH), 0, px(DUE_WIDTH), self.height()), short_date(piece.due_on))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_be_dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        take_drop(self, event, lambda files: self.files_dropped.emit(self.piece.code, files))
