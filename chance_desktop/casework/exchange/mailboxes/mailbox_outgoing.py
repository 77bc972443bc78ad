"""Files on their way to the mailbox: what bundles just made are, which files are lost, which a new one replaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.exchange.bundles import WrittenBundle
from chance_desktop.casework.exchange.mailbox_ledger import Ledger, SentFile, read_ledger
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.sync.bundle.envelope import decrypt, open_envelope
from chance_desktop.sync.bundle.payload import unpack
from chance_desktop.sync.delivery import receipts
from chance_desktop.sync.identity import PosteKeys
from chance_desktop.sync.mailboxes.mailbox import Mailbox
from chance_desktop.sync.peers.trust import KnownPoste


def described(
    keys: PosteKeys, made: tuple[WrittenBundle, ...], folder: Path, turn: int, heard: int
) -> tuple[SentFile, ...]:
    """Bundles just made, under the names they have in the mailbox, with what each accounts for."""
    found: list[SentFile] = []
    reached: dict[str, int] = {}
    for each in made:
        content = each.path.read_bytes()
        payload = unpack(decrypt(open_envelope(content), keys))
        reached.update({device: last for device, (_first, last) in payload.manifest.covers.items()})
        name = each.path.name.partition("-")[2]
        each.path.replace(folder / name)
        covers = (
            dict(reached) if payload.blobs else {device: last for device, (_f, last) in payload.manifest.covers.items()}
        )
        found.append(SentFile(name, len(content), turn, covers, bool(payload.blobs), heard))
    return tuple(found)


def still_there(ledger: Ledger, folder: Path, there: Mapping[str, int], connection: Connection, peer: str) -> Ledger:
    """The ledger without the files that are nowhere any more; what they told is told again unless it is useless."""
    useless = {each.name for each in ledger.useless(connection, peer)}
    lost = [
        each.name
        for each in ledger.files
        if (each.uploaded and there.get(each.name) != each.size)
        or (not each.uploaded and not (folder / each.name).is_file())
    ]
    for name in lost:
        ledger = ledger.without(name)
    return ledger if useless.issuperset(lost) else replace(ledger, state="")


def not_replaced(ledger: Ledger, folder: Path, files: tuple[SentFile, ...]) -> tuple[SentFile, ...]:
    """What a new export leaves to be looked after: files in the mailbox, and scans that were never sent."""
    kept = []
    for each in ledger.files:
        if each.uploaded or each.scans or not files:
            kept.append(each)
        else:
            (folder / each.name).unlink(missing_ok=True)
    return tuple(kept)


def former_places(desk: Desk, recipient: KnownPoste) -> tuple[str, ...]:
    """Where an office that has not heard of what the Region's poste became still looks: the folders of those it was."""
    if desk.role != PosteRole.REGION:
        return ()
    with desk.reading() as connection:
        former = receipts.names_looked_for(connection, recipient.device, desk.store.device)
    return tuple(each.key_id for each in former if each.key_id)


def take_back(
    desk: Desk, box: Mailbox, recipient: KnownPoste, former: tuple[str, ...], there: Mapping[str, int]
) -> None:
    """Remove from the folders of what this poste was the files of that time, which nobody believes any more."""
    with desk.reading() as connection:
        ledger = read_ledger(connection, recipient.device)
    for each in ledger.files:
        if each.uploaded and each.name not in there:
            for place in former:
                box.remove(place, each.name)
