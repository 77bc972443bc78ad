"""One exchange through the mailbox at a time in a home: a scheduled one and that of the window would take each other's files away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.running_lock import acquire, file_lock
from chance_desktop.runtime.words import _


class ExchangeUnderWay(ExpectedError):
    """Another program of this computer exchanges."""

    def __init__(self) -> None:
        super().__init__(
            _("Un échange est déjà en cours sur ce poste, lancé par une autre fenêtre ou une autre commande."),
            _("Attendez qu’il se termine : ce qu’il apporte se verra ici aussi."),
        )


@contextmanager
def only_exchange(desk: Desk) -> Iterator[None]:
    """Hold the exchange of this home. Raises `ExchangeUnderWay`, `StoreFull` or `ReadOnlyHome`."""
    lock = file_lock(desk.layout.exchange_lock)
    acquire(lock, 0, ExchangeUnderWay)
    try:
        yield
    finally:
        lock.release()
