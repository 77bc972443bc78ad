"""The target as squares: full for those who left or get ready, hatched for those who did not leave, dashed for those to welcome."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.painting import dashed_square, full_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.runtime.words import _, plural

_ROWS, _MOST = 5, 120
_FULL = {"reached": "green", "preparing": "accent"}


def paint_mark(painter: QPainter, box: QRectF, kind: str) -> None:
    """One square: `reached`, `preparing`, `dropped` or `free`."""
    if kind in _FULL:
        full_square(painter, box, _FULL[kind])
    elif kind == "dropped":
        pen = QPen(colour("orange"), 1.2)
        round_box(painter, box, px(3), None, pen)
        painter.save()
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour("orange"), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)
        painter.restore()
    else:
        dashed_square(painter, box)


class TargetGrid(QWidget):
    """Squares by columns of five; beyond 120 people one square stands for several, and says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: list[str] = []
        self.each = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, reached: int, preparing: int, dropped: int, aimed: int) -> None:
        """Show other figures."""
        whole = max(aimed, reached + preparing + dropped, 1)
        self.each = -(-whole // _MOST)
        counts = {"reached": reached, "preparing": preparing, "dropped": dropped}
        self._kinds = [kind for kind, count in counts.items() for _square in range(round(count / self.each))]
        self._kinds += ["free"] * max(0, -(-whole // self.each) - len(self._kinds))
        told = [plural("{n} parti", "{n} partis", reached), _("{n} sans départ").format(n=dropped)]
        if preparing:
            told.insert(1, _("{n} en préparation").format(n=preparing))
        if aimed:
            told.append(_("objectif de {n}").format(n=aimed))
        self.setAccessibleName(", ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(500), px(_ROWS * 29))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(_ROWS * 22))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._kinds:
            return
        painter = QPainter(self)
        columns = -(-len(self._kinds) // _ROWS)
        gap = px(5)
        side = min((self.width() - gap * (columns - 1)) / columns, (self.height() - gap * (_ROWS - 1)) / _ROWS)
        for number, kind in enumerate(self._kinds):
            column, line = divmod(number, _ROWS)
            paint_mark(
                painter, QRectF(column * (side + gap) + 0.5, line * (side + gap) + 0.5, side - 1, side - 1), kind
            )
        painter.end()


class Mark(QWidget):
    """One square of the legend; decoration."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setFixedSize(px(20), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(1, 1, self.width() - 2, self.height() - 2), self.kind)
        painter.end()
