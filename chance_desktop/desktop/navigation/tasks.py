"""Work off the main thread: one lane for writing, a small pool for reading; results come back on the main thread.

A use case never runs where widgets are drawn. Writes queue in one thread, in the order they were asked. A result whose owner
is gone is told by `unheard`. Expected failures go to whoever asked, and else to
the window; any other failure takes the crash path.
"""

from __future__ import annotations

import itertools
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.session.kit.progress import Stopped
from chance_desktop.desktop.ui_kit.buttons.gesture import Hold
from chance_desktop.desktop.ui_kit.dialogs import ProgressDialog
from chance_desktop.runtime.errors import ExpectedError, Interrupted

T = TypeVar("T")

_LATE_MS = 500
_POLL_MS = 100


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long work is."""

    done: int
    total: int
    what: str


class SharedProgress:
    """Advanced by the worker, polled by the window, stopped by the person."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._step = Step(0, 0, "")
        self._stop = threading.Event()

    def advance(self, done: int, total: int, what: str) -> None:
        """Called by the use case; raises `Stopped` when the person asked for it."""
        if self._stop.is_set():
            raise Stopped
        with self._lock:
            self._step = Step(done, total, what)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()

    def step(self) -> Step:
        """Where the work is."""
        with self._lock:
            return self._step


class _Work(Generic[T]):
    """What a worker holds: the use case and its outcome, nothing of the window.

    Whatever belongs to the window stays in the main thread's own list: let go by a worker, it would be destroyed there.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work: Callable[[], T] | None = work
        self.results: list[T] = []
        self.expected: ExpectedError | None = None
        self.bug = ""

    def run(self) -> None:
        """On the worker: never lets anything out."""
        work, self._work = self._work, None
        if work is None:
            return
        try:
            self.results.append(work())
        except ExpectedError as failure:
            self.expected = None if isinstance(failure, Interrupted) else failure
        except BaseException:  # noqa: BLE001 - the one crash path: a bug in a worker must reach the window, not vanish
            self.bug = traceback.format_exc()


@dataclass(frozen=True, slots=True)
class _Awaited(Generic[T]):
    """Who waits for a work, on the main thread."""

    work: _Work[T]
    owner: QObject | None
    done: Callable[[T], None] | None
    failed: Callable[[ExpectedError], None] | None
    always: Callable[[], None] | None
    hold: Hold = field(default_factory=Hold)

    @property
    def alive(self) -> bool:
        """Whether the one who asked is still there."""
        return self.owner is None or shiboken6.isValid(self.owner)

    def succeed(self) -> None:
        """Give the result."""
        if self.work.results and self.alive and self.done is not None:
            self.done(self.work.results[0])


class Tasks(QObject):
    """Where screens send their work."""

    _back = Signal(int)
    failed = Signal(object)
    crashed = Signal(str)
    idle = Signal()
    unheard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(2, "reader")
        self._awaited: dict[int, _Awaited[Any]] = {}
        self._numbers = itertools.count()
        self._closed = False
        self._back.connect(self._deliver)

    @property
    def under_way(self) -> int:
        """How many works have not come back yet."""
        return len(self._awaited)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[ExpectedError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a reading use case in the pool."""
        self._send(self._readers, _Awaited(_Work(work), owner, done, failed, None))

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[ExpectedError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a writing use case on the writer lane."""
        self._send(self._writer, _Awaited(_Work(work), owner, done, failed, None))

    def long(
        self,
        title: str,
        work: Callable[[SharedProgress], T],
        done: Callable[[T], None],
        failed: Callable[[ExpectedError], None] | None = None,
        *,
        owner: QWidget,
        writes: bool = True,
    ) -> None:
        """Run a long use case; its dialog appears after half a second and lets the person stop it."""
        progress = SharedProgress()
        watch = _Watch(self, title, progress, owner)
        awaited = _Awaited(_Work(lambda: work(progress)), owner, done, failed, watch.end)
        if not self._send(self._writer if writes else self._readers, awaited):
            watch.end()

    def _send(self, lane: ThreadPoolExecutor, awaited: _Awaited[T]) -> bool:
        if self._closed:
            awaited.hold.release()
            return False
        number, work, back = next(self._numbers), awaited.work, self._back
        self._awaited[number] = awaited

        def job() -> None:
            work.run()
            back.emit(number)

        lane.submit(job)
        return True

    def _deliver(self, number: int) -> None:
        awaited = self._awaited.pop(number)
        awaited.hold.release()
        try:
            if awaited.always is not None:
                awaited.always()
            if awaited.work.bug:
                self.crashed.emit(awaited.work.bug)
            elif awaited.work.expected is not None:
                self._fail(awaited, awaited.work.expected)
            elif awaited.alive:
                awaited.succeed()
            elif awaited.work.results:
                # a sheet closed while it was writing: what it wrote is told all the same
                self.unheard.emit(awaited.work.results[0])
        finally:
            if not self._awaited:
                self.idle.emit()

    def _fail(self, awaited: _Awaited[Any], failure: ExpectedError) -> None:
        if awaited.alive and awaited.failed is not None:
            awaited.failed(failure)
        else:
            self.failed.emit(failure)

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Let what is under way end, then run one last thing where the store was opened; nothing more is taken."""
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        if last is not None:
            self._writer.submit(last).result()
        self._writer.shutdown(wait=True)


class _Watch:
    """Shows the progress dialog once the work has lasted half a second."""

    def __init__(self, tasks: Tasks, title: str, progress: SharedProgress, owner: QWidget) -> None:
        self._title, self._progress, self._owner = title, progress, owner
        self._dialog: ProgressDialog | None = None
        self._late, self._poll = QTimer(tasks), QTimer(tasks)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._open)
        self._late.start(_LATE_MS)
        self._poll.timeout.connect(self._look)

    def _open(self) -> None:
        if not shiboken6.isValid(self._owner):
            return
        self._dialog = ProgressDialog(self._title, self._progress.stop, self._owner.window())
        self._dialog.open()
        self._poll.start(_POLL_MS)
        self._look()

    def _look(self) -> None:
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            step = self._progress.step()
            self._dialog.show_progress(step.done, step.total, step.what)

    def end(self) -> None:
        """The work is over."""
        for timer in (self._late, self._poll):
            timer.stop()
            timer.deleteLater()
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.hide()
            self._dialog.deleteLater()
        self._dialog = None
