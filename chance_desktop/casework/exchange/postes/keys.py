"""The keys a poste exchanges with. Of the desks that share a store, one holds them: the offices know that one only."""

from __future__ import annotations

import minisign
from sqlalchemy import Connection

from chance_desktop.casework.session.desk import Desk, desk_setting
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.sync.identity import PosteKeys, poste_keys, root_key

EXCHANGE_DESK = "exchange-desk"
"""Setting of a shared store: the desk that holds the Region's keys."""


class ExchangeElsewhere(ExpectedError):
    """Another desk of the Region exchanges with the offices."""

    def __init__(self, name: str = "") -> None:
        other = _("« {name} »").replace("{name}", name) if name else _("un autre poste de la Région")
        super().__init__(
            _("Ce poste n’échange pas avec les antennes : {other} le fait, pour tous.").replace("{other}", other),
            _(
                "Faites-le à ce poste-là ; ce que vous enregistrez ici partira avec son prochain envoi. S’il est perdu, "
                "reprenez les échanges ici : page Synchronisation, ou « chance region exchange-take »."
            ),
        )


def exchanges(desk: Desk, connection: Connection) -> bool:
    """Whether this poste exchanges by itself."""
    return not desk.store.shared or settings.get(connection, EXCHANGE_DESK) == desk.store.device


def exchanging_desk(connection: Connection) -> tuple[str, str]:
    """The desk of a shared store that exchanges for all, and its name; two empty texts where a poste has its own store."""
    device = settings.get(connection, EXCHANGE_DESK)
    return device, settings.get(connection, desk_setting(device, "branch_name")) if device else ""


def keys_of(desk: Desk) -> PosteKeys:
    """Keys of this poste, made the first time. Raises `ExchangeElsewhere`."""
    _check(desk)
    return poste_keys(desk.vault)


def root_of(desk: Desk) -> minisign.SecretKey:
    """The Region's root key, made the first time. Raises `ExchangeElsewhere`."""
    _check(desk)
    return root_key(desk.vault)


def _check(desk: Desk) -> None:
    with desk.reading() as connection:
        if not exchanges(desk, connection):
            raise ExchangeElsewhere(as_shown(exchanging_desk(connection)[1]))
