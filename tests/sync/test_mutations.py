"""Ten thousand bundles damaged or forged at random: refused in French, or harmless, and nothing is ever written half."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from random import Random

from chance_desktop.casework.exchange import bundles
from chance_desktop.domain.change import Change
from chance_desktop.store.engines.engine import writing
from chance_desktop.sync import importing
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.bundle.envelope import Header, Opened, open_envelope
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import poste_keys
from chance_desktop.sync.peers.trust import KnownPoste, known_postes
from tests.casework.making import dossier_of
from tests.sync.bundles import Forge, dump, packed_members

MUTATIONS = int(os.environ.get("CHANCE_MUTATIONS", "10000"))


def mutated(content: bytes, random: Random) -> bytes:
    """Bytes changed, cut, repeated, moved or added."""
    made = bytearray(content)
    for _change in range(random.choice((1, 1, 1, 2, 8))):
        at = random.randrange(len(made) or 1)
        kind = random.randrange(6)
        if kind == 0 and made:
            made[at % len(made)] ^= 1 << random.randrange(8)
        elif kind == 1:
            del made[at:]
        elif kind == 2:
            made[at:at] = random.randbytes(random.randrange(1, 40))
        elif kind == 3:
            del made[at : at + random.randrange(1, 40)]
        elif kind == 4:
            made[at:at] = made[at : at + random.randrange(1, 200)]
        else:
            made[at : at + 4] = random.randbytes(4)
    return bytes(made)


def test_an_envelope_damaged_in_any_way_is_refused_and_changes_nothing(forge: Forge, tmp_path: Path) -> None:
    dossier_of(forge.office)
    content = bundles.export_bundle(forge.office, tmp_path / "out").file.read_bytes()
    random, before = Random(20261123), dump(forge.region)
    receiver = importing.Receiver(
        forge.region.store.device,
        poste_keys(forge.region.vault),
        forge.region.store.attachments,
        forge.region.store.clock,
    )
    refused = 0
    for _number in range(MUTATIONS * 7 // 10):
        damaged = mutated(content, random)
        try:
            opened = open_envelope(damaged)
            with forge.region.reading() as connection:
                importing.check(connection, opened, receiver)
        except BundleRefused:
            refused += 1
        else:
            # only what no member holds was touched (the directory of the zip): header, signature and payload are the same
            same = open_envelope(content)
            assert (opened.head, opened.signature, opened.encrypted) == (same.head, same.signature, same.encrypted)
    assert refused > MUTATIONS // 2
    assert dump(forge.region) == before


def test_a_payload_forged_in_any_way_is_refused_or_set_aside(forge: Forge, tmp_path: Path) -> None:
    """The office itself is hostile: signature and cipher are right, what they hold is not."""
    row = dossier_of(forge.office)
    bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files)
    random, keys = Random(7), poste_keys(forge.region.vault)
    before = dump(forge.region)
    receiver = importing.Receiver(
        forge.region.store.device, keys, forge.region.store.attachments, forge.region.store.clock
    )
    lines = b"\n".join(
        payload.change_line(forge.change(900 + number, "dossier", row, project=str(number))).encode()
        for number in range(3)
    )
    refused = harmless = 0
    with forge.region.reading() as connection:
        sender = next(each for each in known_postes(connection) if each.device == forge.office.store.device)
    head = forge.manifest
    for number in range(MUTATIONS * 3 // 10):
        body = _manifest(head, number + 1)
        which = random.randrange(3)
        members = {
            "manifest.json": mutated(body, random) if which == 1 else body,
            "changes.jsonl": mutated(lines, random) if which != 1 else lines,
        }
        packed = packed_members(members)
        try:
            content = payload.unpack(mutated(packed, random) if which == 2 and number % 5 == 0 else packed)
        except BundleRefused:
            refused += 1
            continue
        opened = Opened(Header(1, "", number + 1, ""), str(number).encode(), b"", packed)
        _apply_and_take_back(forge, opened, sender, content, receiver)
        harmless += 1
    assert refused
    assert harmless
    assert dump(forge.region) == before
    found = bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "again").files).result
    assert not any(each.refused for each in found)


class _TakenBack(Exception):
    """Ends a trial without keeping it."""


def _apply_and_take_back(
    forge: Forge, opened: Opened, sender: KnownPoste, content: payload.Payload, receiver: importing.Receiver
) -> None:
    try:
        with writing(forge.region.store.engine) as connection:
            done = importing.apply(connection, opened, "trial", sender, content, receiver)
            for change in content.changes:
                assert isinstance(change, Change)
            assert done.applied <= len(content.changes)
            raise _TakenBack
    except (_TakenBack, BundleRefused):
        return


def _manifest(head: payload.Manifest, number: int) -> bytes:
    return json.dumps({**asdict(head), "number": number}).encode()
