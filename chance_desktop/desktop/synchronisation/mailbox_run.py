"""An exchange through the mailbox, step by step: steps of the network on a reading lane, those that write on the writer's.

Typing goes on meanwhile, and saving waits for one step at most.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import ExchangeReport, ExchangeStopped, exchange_steps
from chance_desktop.casework.exchange.mailboxes.one_at_a_time import ExchangeUnderWay
from chance_desktop.casework.exchange.notes import Way, last_bundle, note_exchange
from chance_desktop.runtime.errors import ExpectedError

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import Exchange, ExchangeReport, Step, Steps
    from chance_desktop.desktop.navigation.navigator import Navigator


class MailboxRun(QObject):
    """One exchange at a time; `stop` ends it at its next step, and the next one goes on from there."""

    advanced = Signal(int, int, str)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self.navigator = navigator
        self._exchange: Exchange | None = None
        self._steps: Steps | None = None
        self._after: int | None = None
        self._going = False
        self._stopped = False

    @property
    def under_way(self) -> bool:
        """Whether one is being made."""
        return self._going

    def start(self, *, in_clear: bool = False) -> None:
        """Begin; `in_clear` when a person accepted, for this time, a link that does not encrypt."""
        if self.under_way:
            return
        desk = self.navigator.desk
        self._going, self._stopped, self._after = True, False, None

        def work() -> tuple[int, Exchange]:
            return last_bundle(desk), exchange_steps(desk, in_clear=in_clear)

        self.navigator.tasks.read(work, self._begun, self._cut, owner=self)

    def stop(self) -> None:
        """Ask it to end at its next step."""
        self._stopped = True

    def _begun(self, found: tuple[int, Exchange]) -> None:
        self._after, self._exchange = found
        self._steps = self._exchange.steps()
        self._go(writes=False)

    def _go(self, *, writes: bool) -> None:
        steps = self._steps
        if steps is None:
            return
        send = self.navigator.tasks.write if writes else self.navigator.tasks.read
        send(lambda: next(steps, None), self._stepped, self._cut, owner=self)

    def _stepped(self, step: Step | None) -> None:
        if step is None:
            self._end(None)
            return
        if not self._stopped:
            self.advanced.emit(step.done, step.total, step.what)
        if self._stopped:
            # whoever heard of this step may have asked to stop before it
            self._cut(ExchangeStopped())
        else:
            self._go(writes=step.writes)

    def _cut(self, failure: ExpectedError) -> None:
        steps = self._steps
        if steps is None:
            self._end(failure)
        else:
            self.navigator.tasks.read(steps.close, lambda _none: self._end(failure), owner=self)

    def _end(self, failure: ExpectedError | None) -> None:
        exchange, after = self._exchange, self._after
        self._exchange = self._steps = None
        self._going = False
        begun = exchange is not None and exchange.begun
        report: ExchangeReport = exchange.report if exchange is not None else ExchangeReport()
        if failure is not None:
            report = replace(report, interrupted=failure)
        desk = self.navigator.desk
        elsewhere = isinstance(failure, ExchangeUnderWay)
        blamed = None if isinstance(failure, ExchangeStopped) else failure

        def tell(_none: object = None) -> None:
            if failure is not None and not begun and not isinstance(failure, ExchangeStopped):
                self.failed.emit(failure)
            else:
                self.ended.emit(report)

        if after is None or elsewhere or (isinstance(failure, ExchangeStopped) and not begun):
            # nothing was tried: nothing is known of the mailbox
            tell()
            return
        self.navigator.tasks.write(
            lambda: note_exchange(desk, Way.MAILBOX, after, blamed), tell, lambda _failure: tell(), owner=self
        )
