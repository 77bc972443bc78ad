"""What is said as work begins: a clock one doubts, and what was kept last where the poste had stopped without warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.journal.last_kept import last_kept
from chance_desktop.desktop.workplace.clock_sheet import doubt_the_clock
from chance_desktop.desktop.workplace.damage_watch import DamageWatch
from chance_desktop.desktop.workplace.stop_words import stop_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.opening.home_opener import HomeOpener
    from chance_desktop.desktop.workplace.shell import Shell


def begin_work(desk: Desk, window: QWidget, opener: HomeOpener, shell: Shell, *, stopped_short: bool) -> DamageWatch:
    """Say what there is to say, once the first page is on its way; what looks after the store from then on."""
    doubt_the_clock(desk, shell.tasks, window)
    if stopped_short:
        shell.tasks.read(lambda: last_kept(desk), lambda kept: shell.say(stop_words(kept), "blue"), owner=shell)
    return DamageWatch(desk, shell.tasks, opener, window)
