"""A dashed box that takes files: dropped, or chosen with a click or the keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.buttons.keyed_button import KeyedButton
from chance_desktop.desktop.ui_kit.files.dropped import may_be_dropped, take_drop
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import dashed_pen, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.text import draw_lines


class DropZone(KeyedButton):
    """Takes one or several files and says which."""

    files_given = Signal(list)

    def __init__(
        self,
        title: str,
        line: str,
        icon: str = "scan-line",
        patterns: str = "",
        *,
        several: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._line, self._icon, self._patterns, self._several = line, icon, patterns, several
        self._lit = False
        self.setFont(role_font(Role.BODY_STRONG))
        self.setAccessibleDescription(line)
        self.setAcceptDrops(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._browse)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(self.text()), metrics.horizontalAdvance(self._line))
        return QSize(widest + px(76), px(74))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(74))

    def _browse(self) -> None:
        if self._several:
            names, _chosen = QFileDialog.getOpenFileNames(self, self.text(), documents_folder(), self._patterns)
        else:
            name, _chosen = QFileDialog.getOpenFileName(self, self.text(), documents_folder(), self._patterns)
            names = [name] if name else []
        self.give([Path(name) for name in names])

    def give(self, paths: list[Path]) -> None:
        """Take files."""
        if paths:
            self.files_given.emit(paths if self._several else paths[:1])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_be_dropped(event):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        take_drop(self, event, self.give)

    def _light(self, on: bool) -> None:
        self._lit = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = colour("accent_tint" if self._lit or self.isDown() or self.underMouse() else "surface")
        round_box(painter, QRectF(self.rect()), px(10), fill, dashed_pen("accent", 2, 3.2, 2.2))
        draw_icon(painter, self._icon, "accent", QPointF(px(30), self.height() / 2), 24)
        left, room = px(56), self.width() - px(66)
        painter.setFont(self.font())
        painter.setPen(colour("ink"))
        line = painter.fontMetrics().lineSpacing()
        top = (self.height() - 2 * line) // 2
        draw_lines(painter, (left, top, room, line), self.text(), 1)
        painter.setFont(role_font(Role.CELL))
        painter.setPen(colour("ink2"))
        draw_lines(painter, (left, top + line + 1, room, line), self._line, 1)
        painter.end()
