"""The lock: what is typed is kept, the screen says nothing any more, and the store is closed until somebody opens it again.

The pages go first, once what they had under way is over, and the store after them: neither a widget nor a connection of a locked
poste holds anything about a person, and the key of a home with a passphrase is let go with its vault. An exchange or an import under
way goes on to its end behind the locked page; whoever comes back waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from chance_desktop.casework.session.drafts import Draft, keep_drafts
from chance_desktop.desktop.navigation.actions import action
from chance_desktop.desktop.navigation.settings import WindowSettings, lock_seconds
from chance_desktop.desktop.opening.locked import LockedDoor
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.workplace.unsaved_words import unsaved_words, words_of_sheets
from chance_desktop.desktop.workplace.watches.idle_watch import IdleWatch

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.tasks import Tasks
    from chance_desktop.desktop.workplace.shell import Shell
    from chance_desktop.desktop.workplace.surroundings import Whereabouts


class LockedWindow(Protocol):
    """What the lock asks of the window."""

    tasks: Tasks
    settings: WindowSettings
    desk: Desk | None
    shell: Shell | None

    def start(self, passphrase: str | None = None) -> None:
        """Open the home."""

    def show_alone(self, widget: QWidget) -> None:
        """Show one thing in the whole window."""

    def leave_work(self) -> None:
        """Let the pages go, and forget whose home it is."""


@dataclass(frozen=True, slots=True)
class _Left:
    """Who locked, and where they were."""

    author: str
    where: Whereabouts | None


class Locking(QObject):
    """Locks when asked, or after the time chosen; leads back to the same place."""

    def __init__(self, window: LockedWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._parent = window, parent
        self._left: _Left | None = None
        self._door: LockedDoor | None = None
        self._closing = False
        self._wanted: Callable[[], None] | None = None
        self._sheets: tuple[Draft, ...] = ()
        self.watch = IdleWatch(self._seconds, action("lock").keys, self)
        self.watch.over.connect(self.lock)
        self.watch.pressed.connect(self.lock)

    def _seconds(self) -> float:
        desk = self._window.desk
        return lock_seconds(self._window.settings, fictional=desk is not None and desk.fictional)

    @property
    def left_by(self) -> str:
        """Who locked the poste; empty once somebody works again."""
        return self._left.author if self._left is not None else ""

    def way_back(self, author: str) -> Whereabouts | None:
        """Where the person who locked was, once, for them alone."""
        left, self._left = self._left, None
        return left.where if left is not None and left.author == author else None

    def lock(self) -> None:
        """Keep what is typed, hide everything, then close."""
        shell, desk = self._window.shell, self._window.desk
        if desk is None or self._door is not None:
            return
        self._left = _Left(desk.author, shell.whereabouts() if shell is not None else None)
        self._sheets = words_of_sheets(self._parent)
        self._close_what_stands_over()
        if shell is not None:
            shell.close_down()
        self._door = LockedDoor(desk.identity.vault == "passphrase", self.unlock)
        self._window.show_alone(self._door)
        self._closing = True
        self._when_idle(partial(self._close, shell, desk))

    def unlock(self, passphrase: str | None) -> None:
        """Open again, once it is closed."""
        if self._closing:
            self._wanted = partial(self.unlock, passphrase)
            return
        self._door = None
        self._window.start(passphrase)

    def _close_what_stands_over(self) -> None:
        """Menus, sheets, questions, file dialogs: what they asked is answered as Escape would."""
        for _turn in range(20):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        for each in QApplication.topLevelWidgets():
            if each is self._parent or not each.isVisible():
                continue
            if isinstance(each, Sheet):
                each.leave()
            elif isinstance(each, QDialog):
                QDialog.reject(each)
            each.hide()

    def _when_idle(self, then: Callable[[], None]) -> None:
        tasks = self._window.tasks
        self._close_what_stands_over()  # what was under way may show what it found
        if tasks.under_way:
            QTimer.singleShot(_LOOK_AGAIN_MS, self, partial(self._when_idle, then))
        else:
            then()

    def _close(self, shell: Shell | None, desk: Desk) -> None:
        """Nothing is under way: the pages go, then the store, whatever becomes of the last texts on a full disk."""
        if self._window.desk is not desk:
            self._closing = False
            return
        author, settings = desk.author, self._window.settings
        of_pages = shell.unsaved(unsaved_words) if shell is not None else ()
        texts, held = (*self._sheets, *of_pages), settings.let_go()
        self._sheets = ()
        self._window.leave_work()

        def work() -> None:
            try:
                keep_drafts(desk, author, texts, held)
            finally:
                desk.close()

        self._window.tasks.write(work, self._closed, self._closed, owner=self)

    def _closed(self, _told: object) -> None:
        self._closing = False
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()


_LOOK_AGAIN_MS = 50
