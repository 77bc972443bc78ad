"""The journey as squares: the nine steps of a dossier in full, or tiny in a list."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.buttons.keyed_button import KeyedButton
from chance_desktop.desktop.ui_kit.layouts import row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font, sized_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import (
    PHASE_ROLES,
    current_square,
    dashed_pen,
    dashed_square,
    full_square,
)
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import draw_day
from chance_desktop.domain.states import StepState
from chance_desktop.runtime.words import _

_STATES = {
    StepState.DONE: _("faite"),
    StepState.CURRENT: _("en cours"),
    StepState.TODO: _("à venir"),
    StepState.SKIPPED: _("passée"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One square: its word, its phase, how far it is; `note` goes below."""

    label: str
    phase: str
    state: StepState
    note: str = ""
    number: int = 0


class StepButton(KeyedButton):
    """One step, to read and to choose."""

    def __init__(self, step: Step, side: float, noted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.step = step
        self.noted = noted
        self.side = side
        current = step.state == StepState.CURRENT
        self.setFont(sized_font(14 if side > 24 else 15, 700 if current else 400))
        state = _STATES.get(step.state, "")
        self.setAccessibleName(", ".join(part for part in (step.label, state, step.note) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    @property
    def role(self) -> str:
        """The colour of the step's phase."""
        return PHASE_ROLES.get(self.step.phase, "accent")

    def square(self) -> QRectF:
        """Where the square is drawn."""
        side = px(self.side)
        return QRectF((self.width() - side) / 2, 5, side, side)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = 2 if self.noted else 1
        return QSize(metrics.horizontalAdvance(self.step.label) + 8, px(self.side) + 14 + metrics.lineSpacing() * lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(44), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            # the row of steps moves along its own squares
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, state = self.square(), self.step.state
        number = str(self.step.number) if self.step.number else ""
        painter.setFont(sized_font(14, 700 if state == StepState.CURRENT else 400))
        if state == StepState.DONE:
            full_square(painter, box, self.role)
            draw_icon(painter, "check", "surface", box.center(), 16, bold=True)
        elif state == StepState.CURRENT:
            current_square(painter, box, self.role)
            painter.setPen(colour("surface"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        else:
            dashed_square(painter, box, "strong", 3, 1.5)
            painter.setPen(colour("ink2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        self._words(painter, box)
        painter.end()

    def _words(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        painter.setPen(colour("ink2" if self.step.state in {StepState.TODO, StepState.SKIPPED} else "ink"))
        line = QRectF(0, box.bottom() + 7, self.width(), metrics.lineSpacing())
        label = metrics.elidedText(self.step.label, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, label)
        if self.step.note:
            painter.setFont(role_font(Role.NOTE))
            painter.setPen(colour("ink2"))
            below = line.translated(0, metrics.lineSpacing())
            width = painter.fontMetrics().horizontalAdvance(self.step.note)
            left = round(below.center().x() - width / 2)
            draw_day(painter, (left, round(below.top()), width, round(below.height())), self.step.note)


class Stepper(QWidget):
    """A row of steps joined by a line, full behind us and dashed ahead; one tab stop, arrows go along."""

    chosen = Signal(int)

    def __init__(self, side: float = 26, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._box = row(self)
        self._buttons: list[StepButton] = []
        self.setAccessibleName(name or _("Étapes du dossier"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show a journey."""
        if [button.step for button in self._buttons] == list(steps):
            return
        for button in self._buttons:
            self._box.removeWidget(button)
            button.deleteLater()
        noted = any(step.note for step in steps)
        self._buttons = [StepButton(step, self._side, noted, self) for step in steps]
        for index, button in enumerate(self._buttons):
            self._box.addWidget(button, button.sizeHint().width() + px(70))
            current = button.step.state == StepState.CURRENT
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
            set_tooltip(button, button.accessibleName())
            button.clicked.connect(lambda _on=False, at=index: self.chosen.emit(at))
        if self._buttons and not any(button.step.state == StepState.CURRENT for button in self._buttons):
            self._buttons[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = moves.get(Qt.Key(event.key()))
        at = next((i for i, button in enumerate(self._buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        target = self._buttons[min(max(at + step, 0), len(self._buttons) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for left, right in zip(self._buttons, self._buttons[1:], strict=False):
            start = left.square().translated(left.pos())
            end = right.square().translated(right.pos())
            reached = right.step.state in {StepState.DONE, StepState.CURRENT} and left.step.state != StepState.SKIPPED
            pen = QPen(colour(right.role), 2) if reached else dashed_pen("strong", 1.4, 2.2, 3.2)
            painter.setPen(pen)
            gap = px(6)
            painter.drawLine(
                QPointF(start.right() + gap, start.center().y()), QPointF(end.left() - gap, end.center().y())
            )
        painter.end()


def paint_mini_steps(
    painter: QPainter,
    origin: QPointF,
    phases: Sequence[str],
    current: int,
    side: float = 10,
    gap: float = 3.6,
    passed: Set[int] = frozenset(),
) -> None:
    """Tiny squares: full up to the current step (1-based), which is underlined; dashed beyond, and where a step was passed over.

    A list paints the same few rows of squares over and over: each is drawn once, then copied.
    """
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    drawn = _mini_steps(tuple(phases), current, frozenset(passed), side, gap, px(100), colour("strong").rgb(), ratio)
    painter.drawImage(origin, drawn)


@lru_cache(maxsize=128)
def _mini_steps(
    phases: tuple[str, ...],
    current: int,
    passed: frozenset[int],
    side: float,
    gap: float,
    scale: int,
    ink: int,
    ratio: float,
) -> QImage:
    """The squares on a transparent ground; `scale` and `ink` are there to tell text sizes and themes apart."""
    size = QSizeF(mini_steps_width(len(phases), side, gap) + 2, px(side) + max(2, px(2)) + px(2) + 2)
    picture = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw_mini_steps(painter, phases, current, passed, side, gap)
    painter.end()
    return picture


def _draw_mini_steps(
    painter: QPainter, phases: Sequence[str], current: int, passed: Set[int], side: float, gap: float
) -> None:
    step, size = px(side) + px(gap), px(side)
    for index, phase in enumerate(phases):
        box = QRectF(index * step, 0, size, size)
        role = PHASE_ROLES.get(phase, "accent")
        if index < current and index + 1 not in passed:
            full_square(painter, box, role, 1.5)
        else:
            dashed_square(painter, box, "strong", 1.5, 1.0)
        if index == current - 1:
            full_square(painter, QRectF(box.left(), box.bottom() + px(2), size, max(2, px(2))), role, 0)


def mini_steps_width(count: int, side: float = 10, gap: float = 3.6) -> int:
    """Width of the tiny squares."""
    return count * (px(side) + px(gap)) - px(gap)


class MiniStepper(QLabel):
    """The tiny squares as a widget; its name says the step in words."""

    def __init__(self, side: float = 14, gap: float = 4.5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._gap = side, gap
        self._phases: tuple[str, ...] = ()
        self._current = 0
        self._passed: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, phases: Sequence[str], current: int, name: str, passed: Set[int] = frozenset()) -> None:
        """Show where a dossier is; `current` and the steps `passed` over count from 1."""
        self._phases, self._current, self._passed = tuple(phases), current, frozenset(passed)
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(1, mini_steps_width(len(self._phases), self._side, self._gap)) + 2, px(self._side) + px(5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mini_steps(painter, QPointF(0, 0), self._phases, self._current, self._side, self._gap, self._passed)
        painter.end()


class LetterPath(Stepper):
    """The way of a letter, from prepared to checked, with the date of each step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(22, _("Chemin de la lettre"), parent)
