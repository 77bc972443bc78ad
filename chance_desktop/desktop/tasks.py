"""Work off the main thread: one lane for writing, a small pool for reading; results come back on the main thread.

A use case never runs where widgets are drawn. Writes queue in one thread, in the order they were asked. A result whose owner
is gone is dropped. Expected failures go to whoever asked, and else to the window; any other failure takes the crash path.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.runtime.errors import ExpectedError

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
            from chance_desktop.casework.outcome import (
                Stopped,  # with the store's library: never before the first frame
            )

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


def _was_stopped(failure: ExpectedError) -> bool:
    """Whether the person stopped the work: nothing to tell."""
    from chance_desktop.casework.outcome import Stopped

    return isinstance(failure, Stopped)


class _Delivery(Generic[T]):
    """What comes back from a worker, with whom it is for."""

    def __init__(
        self, owner: QObject | None, done: Callable[[T], None] | None, failed: Callable[[ExpectedError], None] | None
    ) -> None:
        self.owner, self.done, self.failed = owner, done, failed
        self.results: list[T] = []
        self.expected: ExpectedError | None = None
        self.bug: str = ""

    def run(self, work: Callable[[], T]) -> None:
        """On the worker: never lets anything out."""
        try:
            self.results.append(work())
        except ExpectedError as failure:
            self.expected = None if _was_stopped(failure) else failure
        except BaseException:  # noqa: BLE001 - the one crash path: a bug in a worker must reach the window, not vanish
            self.bug = traceback.format_exc()


class Tasks(QObject):
    """Where screens send their work."""

    _back = Signal(object)
    failed = Signal(object)
    crashed = Signal(str)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(2, "reader")
        self.under_way = 0
        self._closed = False
        self._back.connect(self._deliver)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[ExpectedError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a reading use case in the pool."""
        self._send(self._readers, work, _Delivery(owner, done, failed))

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[ExpectedError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a writing use case on the writer lane."""
        self._send(self._writer, work, _Delivery(owner, done, failed))

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
        watch = _Watch(title, progress, owner)

        def ended(result: T) -> None:
            watch.end()
            done(result)

        def broke(failure: ExpectedError) -> None:
            watch.end()
            if failed is None:
                self.failed.emit(failure)
            else:
                failed(failure)

        delivery: _Delivery[T] = _Delivery(owner, ended, broke)
        self._send(self._writer if writes else self._readers, lambda: work(progress), delivery, watch.end)

    def _send(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], T],
        delivery: _Delivery[T],
        always: Callable[[], None] | None = None,
    ) -> None:
        if self._closed:
            return
        self.under_way += 1

        def job() -> None:
            delivery.run(work)
            if shiboken6.isValid(self):
                self._back.emit((delivery, always))

        lane.submit(job)

    def _deliver(self, parcel: tuple[_Delivery[object], Callable[[], None] | None]) -> None:
        delivery, always = parcel
        self.under_way -= 1
        alive = delivery.owner is None or shiboken6.isValid(delivery.owner)
        try:
            if always is not None:
                always()
            if delivery.bug:
                self.crashed.emit(delivery.bug)
            elif delivery.expected is not None:
                self._fail(delivery, delivery.expected, alive)
            elif delivery.results and alive and delivery.done is not None:
                delivery.done(delivery.results[0])
        finally:
            if self.under_way == 0:
                self.idle.emit()

    def _fail(self, delivery: _Delivery[object], failure: ExpectedError, alive: bool) -> None:
        if alive and delivery.failed is not None:
            delivery.failed(failure)
        else:
            self.failed.emit(failure)

    def close(self) -> None:
        """Let what is under way end; what is asked from now on is dropped."""
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)


class _Watch(QObject):
    """Shows the progress dialog once the work has lasted half a second."""

    def __init__(self, title: str, progress: SharedProgress, owner: QWidget) -> None:
        super().__init__(owner)
        self._title, self._progress, self._owner = title, progress, owner
        self._dialog: QWidget | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._open)
        self._late.start(_LATE_MS)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look)

    def _open(self) -> None:
        from chance_desktop.desktop.ui_kit.dialogs import ProgressDialog

        dialog = ProgressDialog(self._title, self._progress.stop, self._owner.window())
        self._dialog = dialog
        dialog.open()
        self._poll.start(_POLL_MS)
        self._look()

    def _look(self) -> None:
        from chance_desktop.desktop.ui_kit.dialogs import ProgressDialog

        if isinstance(self._dialog, ProgressDialog):
            step = self._progress.step()
            self._dialog.show_progress(step.done, step.total, step.what)

    def end(self) -> None:
        """The work is over."""
        if not shiboken6.isValid(self):
            return
        self._late.stop()
        self._poll.stop()
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None
        self.deleteLater()
