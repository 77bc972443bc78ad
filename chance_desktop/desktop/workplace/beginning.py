"""What is said as work begins: a clock one doubts, and what was kept last where the poste had stopped without warning; where one
was, and what one was writing, after a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.journal.last_kept import last_kept
from chance_desktop.casework.session.drafts import drafts, forget_drafts, forget_held, held_texts
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.workplace.sheets.clock_sheet import doubt_the_clock
from chance_desktop.desktop.workplace.sheets.draft_sheet import DraftSheet
from chance_desktop.desktop.workplace.sheets.stop_words import stop_words
from chance_desktop.desktop.workplace.watches.damage_watch import DamageWatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.drafts import Draft
    from chance_desktop.desktop.opening.home_opener import HomeOpener
    from chance_desktop.desktop.workplace.shell import Shell
    from chance_desktop.desktop.workplace.surroundings import Whereabouts


def begin_work(
    desk: Desk, window: QWidget, opener: HomeOpener, shell: Shell, where: Whereabouts | None, *, stopped_short: bool
) -> DamageWatch:
    """Say what there is to say, once the first page is on its way; go back where the lock found this person.

    Returns what looks after the store from then on.
    """
    doubt_the_clock(desk, shell.tasks, window)
    author = desk.author

    def held(texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            shell.settings.hold(key, text)
        if texts:
            shell.tasks.write(lambda: forget_held(desk, author), owner=shell)
        if where is not None:
            shell.go_back_to(where)

    def found(texts: tuple[Draft, ...]) -> None:
        if texts:
            sheet = DraftSheet(texts, shell)
            sheet.accepted.connect(lambda: shell.tasks.write(lambda: forget_drafts(desk, author), owner=shell))
            open_sheet(sheet)

    shell.tasks.read(lambda: held_texts(desk, author), held, owner=shell)
    shell.tasks.read(lambda: drafts(desk, author), found, owner=shell)
    if stopped_short:
        shell.tasks.read(lambda: last_kept(desk), lambda kept: shell.say(stop_words(kept), "blue"), owner=shell)
    return DamageWatch(desk, shell.tasks, opener, window)
