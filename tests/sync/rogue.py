"""A poste that lies: bundles made from the format alone, sealed with its real keys."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from chance_desktop.domain.change import Change, FieldChange
from chance_desktop.store import settings
from chance_desktop.sync import log
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.bundle.envelope import Header, Opened
from chance_desktop.sync.bundle.payload import Manifest, Segment
from tests.sync.messages import Message

if TYPE_CHECKING:
    from tests.sync.world import Poste, World

ENDLESS = 2**52
_FIRST_NUMBER = 10_000


def forged(world: World, one: Poste, other: Poste, changes: Iterable[Change] = (), **manifest: object) -> Message:
    """A bundle by one poste for another that says anything."""
    world.forgeries += 1
    number = _FIRST_NUMBER + world.forgeries
    told = Manifest(one.device, one.device, other.device, number, one.structure, {}, {}, "")
    packed = payload.pack(replace(told, **manifest), changes, {})  # type: ignore[arg-type]
    digest = hashlib.sha256(packed).hexdigest()
    head = json.dumps([one.device, number, digest]).encode()
    return Message(other.name, Opened(Header(1, one.device, number, digest), head, b"", b""), packed, one.name)


def invented(device: str, seq: int, row: str, value: str, ms: int) -> Change:
    """A change nobody made."""
    stamp = f"{ms:012x}-0000-{device}"
    return Change(device, seq, stamp, "forged", "someone", "dossier", row, {"project": FieldChange(value)})


def at_random(world: World, one: Poste, other: Poste, random: Random) -> Message:
    """One of the lies a poste may tell: of a colleague, of the one it writes to, or of itself."""
    colleague = random.choice([each for each in world.postes.values() if each is not one])
    last = _last(colleague)
    row = random.choice(world.dossiers) if world.dossiers else "d0"
    invention = invented(colleague.device, last + random.randint(1, 3), row, "forged", world.now_ms)
    known = [each for each in one.log() if each.device == colleague.device]
    kind = random.randrange(8)
    if kind == 0:
        return forged(world, one, other, [invention])
    if kind == 1:
        return forged(world, one, other, [invention], segments=(_signed_by_itself(one, invention),))
    if kind == 2:
        return forged(world, one, other, covers={colleague.device: (1, last + random.randint(1, 50))})
    if kind == 3:
        return forged(world, one, other, seen={each.device: ENDLESS for each in world.postes.values()})
    if kind == 4 and known:
        altered = changed(random.choice(known), fields={"project": FieldChange("altered")})
        return forged(world, one, other, [altered], segments=_true_segments(one, colleague.device))
    if kind == 5 and known:
        kept = [each for each in known if random.random() < 0.5]
        return forged(
            world, one, other, kept, covers={colleague.device: (1, last)},
            segments=_true_segments(one, colleague.device),
        )  # fmt: skip
    if kind == 6:
        return forged(world, one, other, lacks=("0" * 64,), notices=((1, 0),) * 5, seen={other.device: ENDLESS})
    return forged(world, one, other, [replace_device(invention, other.device, _last(other) + 1)])


def replace_device(change: Change, device: str, seq: int) -> Change:
    """The same in the name of another poste."""
    return changed(change, device=device, seq=seq, stamp=change.stamp[:18] + device)


def _signed_by_itself(one: Poste, change: Change) -> Segment:
    """A segment in a colleague's name under one's own signature."""
    from tests.sync.world import signature_of

    return Segment(change.device, change.seq, (1,), ("",), signature_of(one.device, "anything"))


def _true_segments(one: Poste, device: str) -> tuple[Segment, ...]:
    from chance_desktop.sync.bundle import segments

    with one.engine.connect() as connection:
        return segments.kept(connection, device, 1, ENDLESS)


def _last(poste: Poste) -> int:
    with poste.engine.connect() as connection:
        return max(settings.last_number(connection, poste.device), log.last_number(connection, poste.device))
