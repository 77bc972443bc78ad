"""The question asked before anything is written on a computer whose clock cannot be right."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.session.clock_doubt import clock_doubt
from chance_desktop.casework.session.desk import Desk
from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.runtime.words import _


class ClockSheet(Sheet):
    """Says what the clock tells; closing it goes on."""

    def __init__(self, doubt: str, parent: QWidget) -> None:
        super().__init__(_("Quelle heure est-il ?"), parent, line=doubt, width=520)
        self.add_cancel(_("J’ai vérifié la date"))


def doubt_the_clock(desk: Desk, tasks: Tasks, window: QWidget) -> None:
    """Ask, before anything is written with a wrong time."""

    def told(doubt: str) -> None:
        if doubt:
            open_sheet(ClockSheet(doubt, window))

    tasks.read(lambda: clock_doubt(desk), told, owner=window)
