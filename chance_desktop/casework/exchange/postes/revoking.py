"""A stolen or lost poste is revoked: what it writes is refused from then on, and a desk of a shared store reads no new scan."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from chance_desktop.casework.exchange.postes.enrolment import publish_roster
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.scans.attachments import Attachments
from chance_desktop.store.scans.scan_keys import renewed
from chance_desktop.store.schema.tables import known_device
from chance_desktop.sync import log
from chance_desktop.sync.peers.roster import revoke


class PosteUnknown(ExpectedError):
    """Nobody knows this poste."""

    def __init__(self) -> None:
        super().__init__(_("Ce poste n’est pas connu."), _("Choisissez-le dans la liste des postes."))


class RevokingItself(ExpectedError):
    """A poste is revoked on another one."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste ne peut pas se révoquer lui-même."), _("Faites-le sur un autre poste de la Région.")
        )


def revoke_poste(desk: Desk, device: str) -> bool:
    """Refuse from now on what a stolen or lost poste writes; what was received of it until now stays. For the Region.

    Whether it was a desk of this store that could read the scans: those sealed from now on have another key, which the other desks are
    to be handed, and the former ones are to be sealed again. Raises `PosteUnknown`, `RevokingItself`, `ExchangeElsewhere` or
    `TooManyScanKeys`.
    """
    only_the_region(desk)
    if device == desk.store.device:
        raise RevokingItself
    with told_in_french(), writing(desk.store.engine) as connection:
        query = select(known_device.c.role).where(known_device.c.device == device)
        role = connection.execute(query).scalar()
        if role is None:
            raise PosteUnknown
        written = settings.last_number(connection, device)  # a desk of this very store
        revoke(connection, device, max(written, log.seen(connection).get(device, 0)))
        publish_roster(desk, connection)
        identities = _new_scan_key(desk, connection) if role == PosteRole.REGION else ()
    if identities:
        desk.store = replace(desk.store, attachments=Attachments(desk.store.attachments.shelf, identities))
    return bool(identities)


def _new_scan_key(desk: Desk, connection: Connection) -> tuple[str, ...]:
    attachments = desk.store.attachments
    if not desk.store.shared or attachments.closed:
        return ()
    return renewed(connection, desk.vault, attachments.identities)
