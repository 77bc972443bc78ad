"""Everything sent again to a poste, or asked of it again: the way out for one that is held to have what it has not."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.engine import keeping
from chance_desktop.store.failures import told_in_french
from chance_desktop.sync.delivery import resending
from chance_desktop.sync.peers.trust import KnownPoste


class NotAPeer(ExpectedError):
    """This poste does not write to that one."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’échange pas avec celui-là."), _("Choisissez-le dans la liste des postes reliés.")
        )


def send_all_again(desk: Desk, device: str) -> KnownPoste:
    """Begin again with a poste from the first change, at the next exchange. Raises `NotAPeer` or `ExchangeElsewhere`."""
    return _with_peer(desk, device, resending.lower)


def ask_all_again(desk: Desk, device: str) -> KnownPoste:
    """Have a poste told, at the next exchange, to go by what this one really has. Raises `NotAPeer` or `ExchangeElsewhere`."""
    return _with_peer(desk, device, resending.ask)


def _with_peer(desk: Desk, device: str, work: Callable[[Connection, str], None]) -> KnownPoste:
    keys_of(desk)
    peer = next((each for each in bundles.recipients(desk) if each.device == device), None)
    if peer is None:
        raise NotAPeer
    with told_in_french(), keeping(desk.store.engine) as connection:
        work(connection, device)
    return peer
