"""What the Region signs for all postes, the roster and the register of erasures, signed anew before anything else is said."""

from __future__ import annotations

from sqlalchemy import Connection

from chance_desktop.casework.exchange.postes.enrolment import own_entry
from chance_desktop.casework.exchange.postes.keys import exchanges, root_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.erasure_register import say_again, sign_register
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.sync.peers.roster import has_learnt, publish


def sign_what_is_new(desk: Desk, connection: Connection) -> None:
    """Sign the erasures made since, and the roster where this Region learnt of one it had forgotten. Offices sign nothing.

    Raises `ExchangeElsewhere`.
    """
    if desk.role != PosteRole.REGION:
        return
    sign_register(desk, connection)
    if has_learnt(connection):
        publish(connection, root_of(desk), own_entry(desk), restored=True)


def take_up_what_was_forgotten(desk: Desk) -> None:
    """What a Region restored from an older backup learnt of an office is its own word again, to be told to all."""
    say_again(desk)
    with told_in_french(), writing(desk.store.engine) as connection:
        if exchanges(desk, connection):
            sign_what_is_new(desk, connection)
