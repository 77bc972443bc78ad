"""Each rule that keeps a peer in its part, by a lie it withstands; and the same lie with that rule switched off."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import IntegrityError

from chance_desktop.domain.change import FieldChange
from chance_desktop.store import settings
from chance_desktop.store.writing import merge
from chance_desktop.sync import log
from chance_desktop.sync.bundle import segments
from chance_desktop.sync.delivery import receipts
from chance_desktop.sync.rights import relaying
from chance_desktop.sync.rights.relaying import Right
from tests.sync import test_clock_mended as clocks
from tests.sync.rogue import ENDLESS, forged, invented
from tests.sync.test_rules import Patch, Rule, exchanged, shared, world
from tests.sync.world import World

__all__ = ["world"]


def a_receipt_beyond_what_was_written(world: World) -> None:
    row = shared(world)
    a2, region = world.postes["A2"], world.region
    region.take(forged(world, a2, region, seen={region.device: ENDLESS, world.postes["A1"].device: ENDLESS}))
    with region.engine.connect() as connection:
        issued = settings.last_number(connection, region.device)
        assert log.peer_has(connection, a2.device).get(region.device, 0) == issued
    world.edit(region, row, "after the lie")
    world.quiet()
    assert a2.shown("dossier", row)["project"] == "after the lie"


def believe_every_receipt(patch: Patch) -> None:
    def believed(connection: Any, peer: str, manifest: Any, _device: str) -> bool:
        log.note_peer_has(connection, peer, manifest.seen)
        return False

    patch.setattr(receipts, "note", believed)


def numbers_of_the_receiver_itself(world: World) -> None:
    row = shared(world)
    a2, region = world.postes["A2"], world.region
    with region.engine.connect() as connection:
        following = settings.last_number(connection, region.device) + 1
    region.take(forged(world, a2, region, [invented(region.device, following, row, "forged", world.now_ms)]))
    world.edit(region, row, "the Region's own")
    world.quiet()
    assert world.postes["A1"].shown("dossier", row)["project"] == "the Region's own"


def what_a_relay_invents(world: World) -> None:
    row = shared(world)
    a1, a2, region = (world.postes[name] for name in ("A1", "A2", "R"))
    following = max(change.seq for change in a1.log() if change.device == a1.device) + 1
    region.take(forged(world, a2, region, [invented(a1.device, following, row, "forged", world.now_ms)]))
    world.edit(a1, row, "true")
    world.quiet()
    assert region.shown("dossier", row)["project"] == "true"


def what_a_relay_alters(world: World) -> None:
    row = shared(world)
    a1, a2, region = (world.postes[name] for name in ("A1", "A2", "R"))
    world.edit(a1, row, "true")
    exchanged(world, "A1", "A2")
    (mine,) = [change for change in a2.log() if change.device == a1.device and change.row == row and "project" in change.fields
               and change.fields["project"].value == "true"]  # fmt: skip
    altered = replace(mine, fields={"project": FieldChange("altered", mine.fields["project"].over)})
    with a2.engine.connect() as connection:
        signed = segments.kept(connection, a1.device, 1, ENDLESS)
    region.take(forged(world, a2, region, [altered], segments=signed))
    world.quiet()
    assert region.shown("dossier", row)["project"] == "true"


def what_a_relay_leaves_out(world: World) -> None:
    row = shared(world)
    a1, a2, region = (world.postes[name] for name in ("A1", "A2", "R"))
    world.edit(a1, row, "true")
    exchanged(world, "A1", "A2")
    last = max(change.seq for change in a1.log() if change.device == a1.device)
    with a2.engine.connect() as connection:
        signed = segments.kept(connection, a1.device, 1, ENDLESS)
    region.take(forged(world, a2, region, covers={a1.device: (1, last)}, segments=signed))
    for name in ("A1", "A2"):
        exchanged(world, "R", name)  # they hear what the Region has seen
    world.quiet()
    assert region.shown("dossier", row)["project"] == "true"


def take_every_word(patch: Patch) -> None:
    patch.setattr(relaying, "right_of", lambda *_what: Right(None))


def a_relay_after_the_erasure(world: World) -> None:
    """A run that an erasure changed no longer matches what was signed; the others of the segment still do."""
    row, other = shared(world), shared(world)
    a1 = world.postes["A1"]
    world.edit(a1, row, "to be erased")
    world.edit(a1, other, "kept")
    exchanged(world, "A1", "A2")
    a1.alive = False
    world.erase("dossier", row)
    exchanged(world, "R", "A2")
    world.quiet()
    assert not world.region.has_row("dossier", row)
    assert world.region.shown("dossier", other)["project"] == "kept"
    world.check()


def one_hash_for_the_whole(patch: Patch) -> None:
    make = segments.make

    def whole(keys: Any, device: str, changes: Any) -> Any:
        return make(keys, device, [replace(change, tx="one") for change in changes])

    patch.setattr(segments, "make", whole)


RULES = (
    Rule("a receipt is cut to what was written", a_receipt_beyond_what_was_written, believe_every_receipt),
    Rule("nobody tells a store what it wrote itself", numbers_of_the_receiver_itself,
         lambda patch: (take_every_word(patch), patch.setattr(receipts, "writers", lambda *_what: frozenset()))),
    Rule("a relay invents nothing", what_a_relay_invents, take_every_word),
    Rule("a relay alters nothing", what_a_relay_alters, take_every_word),
    Rule("a relay silences nothing", what_a_relay_leaves_out, take_every_word),
    Rule("each run has its hash", a_relay_after_the_erasure, one_hash_for_the_whole),
    Rule("a far stamp alone decides no display", clocks.test_a_far_stamp_alone_does_not_decide_what_is_shown,
         lambda patch: patch.setattr(merge, "without_far", lambda heads, _latest: heads)),
    Rule("a mended clock stamps rightly again", clocks.test_once_mended_work_is_stamped_rightly_again,
         lambda patch: patch.setattr(settings, "_is_astray", lambda *_what: False)),
    Rule("others say whether a clock fell back or was mended", clocks.test_a_clock_a_year_ahead_is_mended_once_others_agree,
         lambda patch: patch.setattr(settings, "confirm_time", lambda *_what: None)),
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_withstands_the_lie(rule: Rule, world: World) -> None:
    rule.history(world)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_without_the_rule_the_lie_does_harm(rule: Rule, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rule.off(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError, KeyError, ValueError)):
        rule.history(world)
