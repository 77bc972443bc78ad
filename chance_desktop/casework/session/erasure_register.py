"""The register of erasures of a home: signed at the Region, kept beside the store, obeyed before anything is shown.

The file beside the store is in no backup: a backup restored on the computer it was made on is erased at once of what was erased
since. On another computer the Region learns it from the first office that writes, an office from the Region.
"""

from __future__ import annotations

from contextlib import suppress

import minisign
from sqlalchemy import Connection

from chance_desktop.casework.session.desk import LISTS_BEHIND, Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull, write_whole
from chance_desktop.runtime.vault import KeyMissing
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.writing.erasing import REGISTER, apply_erasures
from chance_desktop.sync.identity import ROOT_KEY, public_text
from chance_desktop.sync.peers import erasure_register
from chance_desktop.sync.peers.roster import ROOT


def sign_register(desk: Desk, connection: Connection) -> None:
    """Enter in the register what was erased since, where this poste is the Region's and holds the key that signs for it."""
    if desk.role != PosteRole.REGION:
        return
    with suppress(KeyMissing):
        root = minisign.SecretKey.from_base64(desk.vault.get(ROOT_KEY))
        if public_text(root.get_public_key()) == settings.get(connection, ROOT):
            erasure_register.sign(connection, root, desk.today().isoformat())


def keep_beside(desk: Desk) -> None:
    """Keep the register beside the store; a full disk leaves that to the next opening."""
    document = desk.setting(REGISTER)
    if document and document != _beside(desk):
        with suppress(StoreFull, ReadOnlyHome):
            write_whole(desk.layout.erasures, document.encode(), private=True, place=desk.home)


def obey_beside(desk: Desk) -> None:
    """Erase what the register beside the store says, where the store was taken back from before it."""
    with told_in_french(), writing(desk.store.engine) as connection:
        taken = erasure_register.take(connection, _beside(desk))
        if taken.learnt:
            apply_erasures(connection, desk.store.attachments)
            settings.put(connection, LISTS_BEHIND, "1")
    if taken.learnt:
        say_again(desk)
    keep_beside(desk)


def say_again(desk: Desk) -> None:
    """Have what the Region learnt of its own erasures signed again, and said in rows for the offices of former versions."""
    if desk.role != PosteRole.REGION:
        return
    with desk.working() as work:
        for each in erasure_register.unsaid(work.connection):
            work.tx.create("erasure", {"kind": each.kind, "target": each.target})
    with told_in_french(), writing(desk.store.engine) as connection:
        sign_register(desk, connection)


def _beside(desk: Desk) -> str:
    try:
        return desk.layout.erasures.read_text("utf-8")
    except (OSError, ValueError):
        return ""
