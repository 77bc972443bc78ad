"""Waiting for what comes about, however busy the machine: a bound that only a failure reaches."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partialmethod

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

PATIENCE_S = 60


def until(reached: Callable[[], bool]) -> None:
    """Let the window live until something has come about."""
    end = time.monotonic() + PATIENCE_S
    while not reached():
        assert time.monotonic() < end
        QTest.qWait(5)


def once(reached: Callable[[], bool], then: Callable[[], object]) -> None:
    """Do something as soon as something has come about, while what is called next waits for it."""

    def look() -> None:
        if reached():
            then()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


class PatientBot(QtBot):
    """The bot of the tests, whose waits have the same bound unless they say another."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_S * 1000)  # noqa: N815 - a name of its parent
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_S * 1000)  # noqa: N815
