"""One piece as a row: done or to do, its state, its dates, the next gesture; a file dropped on it is its copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.badges import PieceSquare
from chance_desktop.desktop.ui_kit.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.desktop.ui_kit.pill import Count, Pill
from chance_desktop.desktop.ui_kit.status import look_of
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.desktop.ui_kit.theme import large, px, theme
from chance_desktop.desktop.words import dotted, short_date
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.pieces import PieceView

STATE_WIDTH, ON_WIDTH, DUE_WIDTH, ACTION_WIDTH = 124, 62, 68, 160
_ONE_LINE = 240
_ICONS = {"to-request": "send", "requested": "bell-ring", "reminded": "phone", "received": "check"}


def _cell(box: QHBoxLayout, widget: QWidget, width: float) -> None:
    holder = QWidget()
    holder.setObjectName("plain")
    holder.setFixedWidth(px(width))
    inside = row(holder)
    inside.addWidget(widget)
    inside.addStretch(1)
    box.addWidget(holder)


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
        _cell(box, Label(_("État"), Role.NOTE_STRONG, "ink2"), STATE_WIDTH)
        _cell(box, Label(_("Le"), Role.NOTE_STRONG, "ink2"), ON_WIDTH)
        _cell(box, Label(_("Pour le") if to_obtain else "", Role.NOTE_STRONG, "ink2"), DUE_WIDTH)
        _cell(box, Label(_("Action") if to_obtain else "", Role.NOTE_STRONG, "ink2"), ACTION_WIDTH)


class PieceRow(QWidget):
    """A piece to obtain, or one already received."""

    action_asked = Signal(str)
    menu_asked = Signal(str, QWidget)
    view_asked = Signal(str)
    files_dropped = Signal(str, list)

    def __init__(self, piece: PieceView, *, to_obtain: bool) -> None:
        super().__init__()
        self.piece = piece
        self.setAcceptDrops(True)
        compact = theme().compact
        self.setMinimumHeight(px((44 if compact else 50) if to_obtain else (37 if compact else 38)))
        box = row(self, 0, (18, 2, 12, 2))
        state = piece.status if piece.status in {"received", "checked"} else "todo"
        box.addWidget(PieceSquare("checked" if piece.status == "waived" else state))
        box.addSpacing(px(10))
        if large():
            box.addLayout(self._stacked(to_obtain), 1)
            return
        box.addLayout(self._words(to_obtain), 1)
        box.addSpacing(px(8))
        _cell(box, Pill(piece.status_label, look_of(piece.status)), STATE_WIDTH)
        _cell(box, Label(short_date(piece.on), Role.CELL, "ink2"), ON_WIDTH)
        due = short_date(piece.due_on) if piece.due_on else ""
        _cell(box, Label(due if to_obtain else "", Role.CELL_STRONG), DUE_WIDTH)
        box.addWidget(self._gestures(to_obtain))

    def _stacked(self, to_obtain: bool) -> QVBoxLayout:
        """Everything one below the other, for large text."""
        piece = self.piece
        lines = column(gap=4, margins=(0, 6, 0, 6))
        lines.addWidget(Label(piece.label, Role.BODY_STRONG, wrap=True))
        due = _("pour le {day}").format(day=short_date(piece.due_on)) if piece.due_on and to_obtain else ""
        since = _("le {day}").format(day=short_date(piece.on)) if piece.on else ""
        note = dotted(piece.supplier if to_obtain else piece.validity_note, since, due)
        if note:
            lines.addWidget(Label(note, Role.NOTE, "ink2", wrap=True))
        flow = Flow(8)
        flow.addWidget(Pill(piece.status_label, look_of(piece.status)))
        flow.addWidget(self._gestures(to_obtain))
        lines.addWidget(flow)
        return lines

    def _words(self, to_obtain: bool) -> QHBoxLayout:
        words = row(gap=10)
        piece = self.piece
        if to_obtain:
            lines = column(gap=0)
            lines.addStretch(1)
            lines.addWidget(ElidingLabel(piece.label, Role.BODY_STRONG))
            note = dotted(piece.supplier, piece.appointment)
            if note:
                lines.addWidget(ElidingLabel(note, Role.NOTE, "ink2"))
            lines.addStretch(1)
            words.addLayout(lines, 1)
        else:
            name = ElidingLabel(piece.label, Role.BODY_STRONG)
            words.addWidget(name)
            note = piece.validity_note or piece.note
            label, remark = QFontMetrics(role_font(Role.BODY_STRONG)), QFontMetrics(role_font(Role.NOTE))
            if note and label.horizontalAdvance(piece.label) + remark.horizontalAdvance(note) > px(_ONE_LINE):
                words.takeAt(0)
                lines = column(gap=0)
                lines.addWidget(name)
                lines.addWidget(ElidingLabel(note, Role.NOTE, "ink2"))
                words.addLayout(lines, 1)
            elif note:
                words.addWidget(ElidingLabel(note, Role.NOTE, "ink2"), 1)
            else:
                words.addStretch(1)
        return words

    def _gestures(self, to_obtain: bool) -> QWidget:
        piece = self.piece
        holder = QWidget()
        holder.setObjectName("plain")
        if not large():
            holder.setFixedWidth(px(ACTION_WIDTH))
        box = row(holder, 4)
        self.action: Button | None = None
        if not to_obtain:
            box.addStretch(1)
        if piece.action_label:
            kind = Kind.OUTLINE if to_obtain else Kind.TEXT
            self.action = Button(piece.action_label, kind, _ICONS.get(piece.status, "") if to_obtain else "", height=36)
            self.action.setAccessibleName(f"{piece.action_label}, {piece.label}")
            self.action.clicked.connect(lambda: self.action_asked.emit(piece.code))
            box.addWidget(self.action)
        if to_obtain:
            box.addStretch(1)
        if piece.scans:
            eye = IconButton("eye", _("Voir la copie, {label}").format(label=piece.label), side=32, bare=True)
            eye.clicked.connect(lambda: self.view_asked.emit(piece.code))
            box.addWidget(eye)
        more = IconButton("ellipsis", _("Autres gestes, {label}").format(label=piece.label), side=32, bare=True)
        more.clicked.connect(lambda: self.menu_asked.emit(piece.code, more))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignRight)
        return holder

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(self.piece.code, paths)
