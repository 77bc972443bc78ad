"""The main window: opens the store behind a first frame, then shows the assistant, the lock, the choice of person or the work."""

from __future__ import annotations

import shutil
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from chance_desktop.desktop.navigation.settings import WindowSettings
from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.opening.home_opener import WindowSilent
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.frame.window_place import WindowPlace
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme
from chance_desktop.desktop.workplace.front_window import FrontWindow, Request
from chance_desktop.desktop.workplace.sheets.crash import CrashSheet
from chance_desktop.desktop.workplace.watches.clear_copies_timer import ClearCopiesTimer
from chance_desktop.desktop.workplace.watches.narrowing import Narrowing
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.workplace.locking import Locking
    from chance_desktop.desktop.workplace.shell import Shell
    from chance_desktop.desktop.workplace.surroundings import Whereabouts
    from chance_desktop.desktop.workplace.watches.damage_watch import DamageWatch

COMPACT_BELOW = 740
NARROW_BELOW = 1240
_AT_WORK = "window/at-work"
"""Kept while someone works here: still there at the next opening, the poste stopped without warning."""


@runtime_checkable
class Beginning(Protocol):
    """A page that knows where one begins."""

    def focus_first(self) -> None:
        """Put the keyboard there."""


class _Blank(QWidget):
    """The frame while the store opens: the navigation's band and the page's ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("bg"))
        painter.fillRect(0, 0, px(212), self.height(), colour("nav"))
        painter.end()


class Window(QMainWindow):
    """One window, one home."""

    list_ready = Signal()

    def __init__(
        self,
        home: Path,
        first_page: str = "home",
        *,
        measuring: bool = False,
        clock: Callable[[], datetime] | None = None,
        request: Request | None = None,
    ) -> None:
        """With a `request`, be the one window of this home, or hand it to the one that is."""
        super().__init__()
        self.home = home
        self._front = FrontWindow(HomeLayout(home), self.asked) if request is not None else None
        self._request = request or Request()
        self.first_page = first_page
        self.measuring = measuring
        self.clock = clock
        self.settings = WindowSettings(home)
        self._stopped_short = self.settings.text(_AT_WORK) == "yes"
        self.tasks = Tasks(self)
        self.desk: Desk | None = None
        self._opening = False
        self.shell: Shell | None = None
        self._copies: ClearCopiesTimer | None = None
        self.locking: Locking | None = None
        self.watch: DamageWatch | None = None
        theme().choose(self.settings.appearance)
        theme().set_scale(self.settings.text_scale)
        self.setWindowTitle(_("Une chance pour l’Europe"))
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.stack.addWidget(_Blank())
        WindowPlace(self, self.settings.geometry())
        self._narrowing = Narrowing(self.tasks, lambda: self.shell, self._begun, self._rebuild, self)
        theme().scale_changed.connect(self._rebuild)
        self.tasks.failed.connect(self._say_failure)
        self.tasks.crashed.connect(self._crashed)

    def start(self, passphrase: str | None = None) -> None:
        """Open the store off the main thread, then show what fits; asked again meanwhile, it is already being done."""
        if self._opening or not self._is_front():
            return
        self._opening = True
        home = self.home

        measuring, clock, who = self.measuring, self.clock, self._left_by

        def work() -> tuple[Desk, bool]:
            from chance_desktop.desktop.opening.signing import open_and_sign_in

            return open_and_sign_in(home, passphrase, clock, anyone=measuring, who=who)

        self.tasks.write(work, self.opened, self.refused, owner=self)

    def is_elsewhere(self) -> bool:
        """Whether another window of this home heard what was asked of this one, and came to the front."""
        if self._front is None:
            return False
        with suppress(ExpectedError):  # told by the opening
            return not self._front.take() and self._front.hand_over(self._request)
        return False

    def _is_front(self) -> bool:
        """Whether this is the window of its home; it shows what it waits for where it is not."""
        try:
            if self.is_first():
                return True
        except ExpectedError as failure:
            self.refused(failure)
            return False
        if self.is_elsewhere():
            self.close()
        else:
            self.refused(WindowSilent())
        return False

    def is_first(self) -> bool:
        """Whether this is the window of its home; raises `StoreFull` or `ReadOnlyHome`."""
        return self._front is None or self._front.take()

    def _hear(self) -> None:
        """Hear later launches: a home made just now had no window yet."""
        if self._front is not None:
            with suppress(ExpectedError):  # without room for a lock, a second window opens beside
                if self._front.take():
                    self._front.listen()

    def asked(self, request: Request) -> None:
        """Come to the front, and do what a later launch asks, once somebody works here."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._request = request
        self._do_asked()

    def _do_asked(self) -> None:
        if self.shell is None or self.stack.currentWidget() is not self.shell:
            return
        request, self._request = self._request, Request()
        if request.page:
            self.shell.show_named_page(request.page)
        if request.file:
            self.shell.take_in(Path(request.file))

    def opened(self, found: tuple[Desk, bool]) -> None:
        """The store is open; the second says whether someone is signed in already."""
        self._opening = False
        desk, signed_in = found
        self.desk = desk
        self._hear()
        if self.locking is None:
            from chance_desktop.desktop.workplace.locking import Locking

            self._copies, self.locking = ClearCopiesTimer(desk.layout, self), Locking(self, self)
        title = desk.programme_title or _("Une chance pour l’Europe")
        self.setWindowTitle(f"{title} – {_('Données fictives')}" if desk.fictional else title)
        if signed_in:
            self.work(self._way_back(desk.author))
        else:
            self.choose_person()

    def refused(self, failure: ExpectedError) -> None:
        """The store did not open: say why, or begin."""
        from chance_desktop.desktop.opening.doors import door_for

        self._opening = False
        self._hear()
        self.show_alone(door_for(failure, self))

    def choose_person(self) -> None:
        """Ask who works here."""
        from chance_desktop.desktop.opening.person import PersonChoice

        if self.desk is not None:
            self.show_alone(PersonChoice(self.desk, self.tasks, self.person_chosen, self._left_by))

    def person_chosen(self) -> None:
        """Someone signed in."""
        if self.shell is not None:
            self._drop(self.shell)
            self.shell = None
        if self.desk is not None:
            self.work(self._way_back(self.desk.author))

    def lock(self) -> None:
        """Hide everything and close the store, until somebody opens it again."""
        if self.locking is not None:
            self.locking.lock()

    @property
    def _left_by(self) -> str:
        return self.locking.left_by if self.locking is not None else ""

    def _way_back(self, author: str) -> Whereabouts | None:
        return self.locking.way_back(author) if self.locking is not None else None

    def leave_work(self) -> None:
        """The pages go, and nothing says whose home it is; the store is closed by who asked."""
        self.desk = None
        self._unwatch()
        shell, self.shell = self.shell, None
        if shell is not None:
            self._drop(shell)
        self.setWindowTitle(_("Une chance pour l’Europe"))
        self.settings.keep(_AT_WORK, "")
        self.settings.flush()

    def work(self, where: Whereabouts | None = None, *, begun: bool = False) -> None:
        """Show the pages, where they were left when they were; `begun` when this person was at work already."""
        if self.desk is None:
            return
        if self.shell is None:
            from chance_desktop.desktop.workplace.shell import Shell

            self.shell = Shell(self, self.desk, self.tasks, self.settings)
            self._narrowing.built()
            self.shell.list_ready.connect(self.list_ready)
            self.show_alone(self.shell)
            self.shell.show_page(self.first_page)
            if not begun:
                self._begin_work(self.desk, self.shell, where)
            elif where is not None:
                self.shell.go_back_to(where)
            self._do_asked()

    def _begin_work(self, desk: Desk, shell: Shell, where: Whereabouts | None) -> None:
        """Note that work is under way here, and say what there is to say first."""
        from chance_desktop.desktop.workplace.beginning import begin_work

        self.settings.keep(_AT_WORK, "yes")
        self.settings.flush()
        self._unwatch()
        self.watch = begin_work(desk, self, self, shell, where, stopped_short=self._stopped_short)
        self._stopped_short = False

    def show_alone(self, widget: QWidget) -> None:
        """Show one thing in the whole window."""
        before = self.stack.currentWidget()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        if before is not None and before is not self.shell:
            self._drop(before)
        if isinstance(widget, Beginning):
            widget.focus_first()

    def _drop(self, widget: QWidget) -> None:
        self.stack.removeWidget(widget)
        widget.deleteLater()

    def _begun(self) -> bool:
        return self.shell is not None and self.shell.begun

    def _rebuild(self) -> None:
        """The text size or the width changed: pages are built anew for it, on the same page."""
        if self.shell is not None:
            where = self.shell.whereabouts()
            old, self.shell = self.shell, None
            old.close_down()
            self.work(where, begun=True)
            self._drop(old)

    def erase_fictional(self) -> None:
        """Close a fictional office, erase its folder, and go back to the first question; a real one is never erased."""
        desk, home = self.desk, self.home
        if desk is None or not desk.fictional:
            return
        self.desk = None
        if self._front is not None:
            self._front.let_go()

        def work() -> None:
            with desk.alone():
                desk.close()
            shutil.rmtree(home)

        def refused(failure: ExpectedError) -> None:
            self.desk = desk
            self._hear()
            self._say_failure(failure)

        def erased(_none: None) -> None:
            self.setWindowTitle(_("Une chance pour l’Europe"))
            if self.shell is not None:
                old, self.shell = self.shell, None
                self.show_alone(_Blank())
                self._drop(old)
            self.start()

        self.tasks.write(work, erased, refused, owner=self)

    def _unwatch(self) -> None:
        watch, self.watch = self.watch, None
        if watch is not None:
            watch.stop()

    def let_go(self) -> None:
        """Close the store, and the pages over it: another home is about to take its place."""
        desk = self.desk
        if self.shell is not None:
            self.shell.close_down()
            self.show_alone(_Blank())
        self.leave_work()
        if desk is not None:
            self.tasks.write(desk.close, owner=self)

    def _say_failure(self, failure: ExpectedError) -> None:
        if self.shell is not None:
            self.shell.say(failure.text, "red")

    def _crashed(self, trace: str) -> None:
        self._opening = False
        open_sheet(CrashSheet(trace, self))

    def catch_everything(self) -> None:
        """Send what reaches the top of the main thread down the crash path too."""

        def hook(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, value, trace)
                return
            text = "".join(traceback.format_exception(kind, value, trace))
            sys.stderr.write(text)
            self._crashed(text)

        sys.excepthook = hook

    def resizeEvent(self, event: QResizeEvent) -> None:
        theme().set_compact(event.size().height() < COMPACT_BELOW)
        theme().set_narrow(event.size().width() < NARROW_BELOW)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.shell is not None:
            self.shell.close_down()
        if self.desk is not None:
            self.settings.keep_geometry(self.saveGeometry())
            self.settings.keep(_AT_WORK, "")
            self.settings.flush()
        super().closeEvent(event)

    def close_desk(self) -> None:
        """Let writes end, then close the store, and take away the copies other programs were handed."""
        desk, self.desk = self.desk, None
        self._unwatch()
        self.tasks.close(desk.close if desk is not None else None)
        if self._front is not None:
            self._front.let_go()
