"""A press on a button and the work it begins: until that is over, the same button does not begin it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class _Pressed:
    """The button whose press is being answered."""

    button: QPushButton | None = None


_pressed = _Pressed()
_HELD = "held"


def begin(button: QPushButton) -> None:
    """A button was pressed; what is sent to work until the window is idle again was asked by it."""
    _pressed.button = button
    QTimer.singleShot(0, button, lambda: _end(button))


def _end(button: QPushButton) -> None:
    if _pressed.button is button:
        _pressed.button = None


class Hold:
    """Keeps the button whose press is being answered deaf; it still shows itself, and keeps the keyboard."""

    def __init__(self) -> None:
        self._button = _pressed.button if _pressed.button and shiboken6.isValid(_pressed.button) else None
        self._count(1)

    def release(self) -> None:
        """The work is over."""
        self._count(-1)
        self._button = None

    def _count(self, by: int) -> None:
        button = self._button
        if button is None or not shiboken6.isValid(button):
            return
        held = int(button.property(_HELD) or 0) + by
        # deaf rather than disabled: disabling would send the keyboard elsewhere in the middle of a gesture
        button.setProperty(_HELD, held)


def is_held(button: QPushButton) -> bool:
    """Whether the work of a press of this button is under way."""
    return bool(button.property(_HELD))
