"""Each rule of the exchange, by a history it saves; and the same history with that rule alone switched off, which goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chance_desktop.domain import clock
from chance_desktop.domain.change import Change
from chance_desktop.store.schema.tables import change_log, parked_change
from chance_desktop.store.writing import merge, writer
from chance_desktop.sync import exporting, importing, judging, laying_down, log
from chance_desktop.sync.delivery import compaction, leaving
from chance_desktop.sync.rights import audience, authority
from tests.sync.world import World

HOUR = 3_600_000
Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Rule:
    """A rule, the history that needs it, and how to switch it off."""

    name: str
    history: Callable[[World], None]
    off: Callable[[Patch], None]


def exchanged(world: World, one: str, other: str) -> list[importing.Imported | None]:
    """One tells the other everything."""
    return [world.postes[other].take(message) for message in world.postes[one].messages(world.postes[other])]


def shared(world: World) -> str:
    """A dossier of A1 that everyone concerned has."""
    row = world.create(world.postes["A1"])
    world.quiet()
    return row


# the clock


def a_clock_far_ahead(world: World) -> None:
    row = shared(world)
    world.postes["A1"].skew_ms = 5 * 365 * 24 * HOUR
    world.edit(world.postes["A1"], row, "ahead")
    exchanged(world, "A1", "R")
    assert world.region.clock.last[0] <= world.now_ms + 24 * HOUR


def a_stamp_from_the_future(world: World) -> None:
    row = shared(world)
    world.postes["A1"].skew_ms = 5 * 365 * 24 * HOUR
    world.edit(world.postes["A1"], row, "ahead")
    (done,) = exchanged(world, "A1", "R")
    assert done is not None
    assert done.ahead_ms > 24 * HOUR
    assert world.region.shown("dossier", row)["project"] == "ahead"


def park_the_future(patch: Patch) -> None:
    sound = judging.reason

    def reason(change: Change, *rest: Any) -> str:
        late = clock.Stamp.parse(change.stamp).ms > 1_700_000_000_000 + 24 * HOUR
        return "trop tard" if late else sound(change, *rest)

    patch.setattr(judging, "reason", reason)


# heads


def a_form_open_while_an_import_lands(world: World) -> None:
    row = shared(world)
    a1, a2 = world.postes["A1"], world.postes["A2"]
    displayed = a1.seen_of("dossier", row)
    world.edit(a2, row, "hers")
    exchanged(world, "A2", "A1")
    world.edit(a1, row, "mine", seen=displayed)
    assert {value for _stamp, value in a1.heads(row)["project"]} == {"hers", "mine"}


def read_at_saving_time(patch: Patch) -> None:
    update = writer.WriteTransaction.update

    def late(self: Any, table: str, row: str, values: Any, _seen: Any) -> None:
        stamps = self.connection.execute(select(writer.SYNCED[table].c.stamps).where(writer.SYNCED[table].c.id == row))
        update(self, table, row, values, writer.read_stamps(stamps.scalar_one()))

    patch.setattr(writer.WriteTransaction, "update", late)


def the_same_value_twice(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "same")
    world.edit(world.postes["A2"], row, "same")
    world.quiet()
    world.edit(world.region, row, "next")
    world.quiet()
    assert world.region.heads(row)["project"] == {
        (max(stamp for stamp, _v in world.region.heads(row)["project"]), "next")
    }


def only_one_stamp(patch: Patch) -> None:
    patch.setattr(merge, "_shown_stamps", lambda _name, head, _changes, _standing: (head.stamp,))


# deletions and erasures


def a_deletion_that_had_not_seen_all(world: World) -> None:
    row = shared(world)
    world.add_part(world.postes["A2"], row, "a", "new")
    world.delete(world.postes["A1"], row)
    world.quiet()
    assert world.region.shown("dossier", row)["deleted_at"] is None
    assert "deleted_at" in str(world.region.shown("dossier", row)["beside"])


def a_part_that_comes_after_the_erasure(world: World) -> None:
    row = shared(world)
    world.add_part(world.postes["A1"], row, "b", "late")
    world.erase("dossier", row)
    world.quiet()
    assert not any(part.value == "late" for change in world.region.log() for part in change.fields.values())


# bundles


def a_receipt_that_was_lost(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "one")
    first = world.postes["A1"].messages(world.region)
    second = world.postes["A1"].messages(world.region)
    for message in (*first, *second):
        world.region.take(message)
    numbers = [(change.device, change.seq) for change in world.region.log()]
    assert len(numbers) == len(set(numbers))
    assert world.region.shown("dossier", row)["project"] == "one"


def two_bundles_the_wrong_way_round(world: World) -> None:
    row = shared(world)
    a1 = world.postes["A1"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting.payload, "MOST_CHANGES", 1)
        world.edit(a1, row, "one")
        world.edit(a1, row, "two", "destination_town")
        made = a1.messages(world.region)
    assert len(made) == 2
    for message in reversed(made):
        world.region.take(message)
    assert world.region.shown("dossier", row)["project"] == "one"


def by_watermark(patch: Patch) -> None:
    def after_the_last(connection: Any, content: Any) -> tuple[Change, ...]:
        return tuple(change for change in content.changes if change.seq > log.last_number(connection, change.device))

    patch.setattr(importing, "_fresh", after_the_last)


def a_bundle_that_was_lost(world: World) -> None:
    row = shared(world)
    world.postes["A2"].alive = False
    world.edit(world.postes["A1"], row, "lost")
    world.postes["A1"].messages(world.region)
    world.edit(world.postes["A1"], row, "x", "destination_town")
    world.quiet()
    assert world.region.shown("dossier", row)["project"] == "lost"


def start_after_what_was_sent(patch: Patch) -> None:
    made = exporting._made

    def remember(connection: Any, sender: Any, recipient: Any, filling: Any, blobs: Any) -> Any:
        log.note_peer_has(connection, recipient.device, {device: last for device, (_f, last) in filling.covers.items()})
        return made(connection, sender, recipient, filling, blobs)

    patch.setattr(exporting, "_made", remember)


def a_hole_before_what_arrived(world: World) -> None:
    row = shared(world)
    world.postes["A2"].alive = False
    a1 = world.postes["A1"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting.payload, "MOST_CHANGES", 1)
        world.edit(a1, row, "first")
        world.edit(a1, row, "x", "destination_town")
        world.region.take(a1.messages(world.region)[1])
    exchanged(world, "R", "A1")
    world.quiet()
    assert world.region.shown("dossier", row)["project"] == "first"


def jump_over_holes(patch: Patch) -> None:
    def jump(connection: Any, device: str, _first: int, last: int) -> None:
        known = log.seen(connection).get(device, 0)
        if last > known:
            connection.execute(log.upsert(connection, log.seen_device).values(device=device, seq=last).on_conflict_do_update(
                index_elements=["device"], set_={"seq": last}))  # fmt: skip

    patch.setattr(log, "advance_seen", jump)


def one_change_out_of_place(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "mine")
    world.postes["A1"].write("erasure", "forged", {"kind": "dossier", "target": row}, None)
    (done,) = exchanged(world, "A1", "R")
    assert done is not None
    assert done.refused
    assert world.region.shown("dossier", row)["project"] == "mine"


def refuse_the_whole(patch: Patch) -> None:
    judge = judging.judge

    def all_or_nothing(connection: Any, arrived: Any, *rest: Any) -> Any:
        found = judge(connection, arrived, *rest)
        every = [change for some in arrived.groups for change in some.changes]
        return {(change.device, change.seq): "refusé" for change in every} if found else found

    patch.setattr(judging, "judge", all_or_nothing)


def what_is_set_aside_counts(world: World) -> None:
    row = shared(world)
    world.postes["A1"].write("erasure", "forged", {"kind": "dossier", "target": row}, None)
    world.quiet()
    with world.region.engine.connect() as connection:
        assert log.seen(connection)[world.postes["A1"].device] == max(
            seq for seq in connection.execute(select(parked_change.c.seq)).scalars()
        )


def count_only_what_applies(patch: Patch) -> None:
    note = importing._note

    def only_applied(connection: Any, opened: Any, digest: str, sender: Any, content: Any, *rest: Any) -> Any:
        spans = {
            device: (first, min(last, log.last_number(connection, device)))
            for device, (first, last) in content.manifest.covers.items()
        }
        told = importing.payload.Payload(
            _with_covers(content.manifest, spans), content.changes, content.malformed, content.blobs
        )
        return note(connection, opened, digest, sender, told, *rest)

    patch.setattr(importing, "_note", only_applied)


def _with_covers(manifest: Any, covers: Any) -> Any:
    from dataclasses import replace

    return replace(manifest, covers=covers)


# trust


def a_stolen_poste(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "stolen")
    exchanged(world, "A1", "A2")
    world.revoke(world.postes["A1"])
    assert world.postes["A2"].shown("dossier", row)["project"] == "0"
    world.quiet()
    world.check()


def a_value_the_stolen_poste_replaced(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "stolen")
    exchanged(world, "A1", "A2")
    world.compact(world.postes["A2"])
    world.revoke(world.postes["A1"])
    assert world.postes["A2"].shown("dossier", row)["project"] == "0"


def everyone_knows_everything(patch: Patch) -> None:
    class Every(dict[str, int]):
        def get(self, _key: str, _default: Any = None) -> int:  # type: ignore[override]
            return 2**53

    patch.setattr(compaction, "_known_by_all", lambda *_who: Every())


def what_compaction_keeps(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "1")
    world.quiet()
    world.edit(world.postes["A1"], row, "2")
    world.quiet()
    before = {(change.device, change.seq, change.stamp) for change in world.region.log()}
    world.compact(world.region)
    after = world.region.log()
    assert {(change.device, change.seq, change.stamp) for change in after} == before
    assert any(part.gone for change in after for part in change.fields.values())


def drop_the_whole_change(patch: Patch) -> None:
    def drop(connection: Any, before: Change, _after: Change) -> int:
        connection.execute(change_log.delete().where(
            change_log.c.device == before.device, change_log.c.seq == before.seq))  # fmt: skip
        return 1

    patch.setattr(compaction, "_rewrite", drop)


def a_store_taken_back(world: World) -> None:
    row = shared(world)
    a1 = world.postes["A1"]
    world.keep_copy(a1)
    world.edit(a1, row, "before")
    world.quiet()
    world.restore(a1)
    world.edit(a1, row, "after", "destination_town")
    world.quiet()
    shown = world.region.shown("dossier", row)
    assert (shown["project"], shown["destination_town"]) == ("before", "after")


def keep_the_name(patch: Patch) -> None:
    patch.setattr("tests.sync.world.renewed", lambda _connection, own, _region, _device: own.device)


def the_late_word_of_a_former_office(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "late")
    world.transfer(row, "ML-B")
    world.quiet()
    assert any(value == "late" for _stamp, value in world.region.heads(row)["project"])


def only_the_present_office(patch: Patch) -> None:
    patch.setattr(authority, "structures_ever", audience.structures_now)


def a_dead_poste(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "last words")
    exchanged(world, "A1", "A2")
    world.postes["A1"].alive = False
    world.quiet()
    assert world.region.shown("dossier", row)["project"] == "last words"


def everyone_for_themselves(patch: Patch) -> None:
    upto = exporting._known_upto

    def own_only(connection: Any, sender: Any, recipient: Any) -> dict[str, int]:
        found = upto(connection, sender, recipient)
        return found if sender.role == "region" else {sender.device: found.get(sender.device, 0)}

    patch.setattr(exporting, "_known_upto", own_only)


# audiences


def a_dossier_that_comes(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "history")
    world.quiet()
    world.transfer(row, "ML-B")
    world.quiet()
    assert world.postes["B1"].shown("dossier", row)["project"] == "history"


def a_dossier_that_leaves(world: World) -> None:
    row = shared(world)
    world.transfer(row, "ML-B")
    world.edit(world.postes["A1"], row, "not told yet")
    exchanged(world, "R", "A1")
    world.leave(world.postes["A1"])
    world.quiet()
    assert any(value == "not told yet" for _stamp, value in world.region.heads(row)["project"])
    world.leave(world.postes["A1"])
    assert not world.postes["A1"].has_row("dossier", row)


def a_dossier_two_offices_claim(world: World) -> None:
    row = shared(world)
    displayed = world.region.seen_of("dossier", row)
    world.transfer(row, "ML-B")
    world.region.write("dossier", row, {"structure_code": "ML-A"}, displayed)
    world.quiet()
    assert world.postes["A1"].shown("dossier", row)["project"] == "0"
    assert world.postes["B1"].shown("dossier", row)["project"] == "0"


def only_the_office_shown(patch: Patch) -> None:
    now = audience.structures_now

    def shown_only(connection: Any, dossiers: Iterable[str]) -> dict[str, frozenset[str]]:
        found = now(connection, dossiers)
        query = select(audience.dossier.c.id, audience.dossier.c.structure_code).where(
            audience.dossier.c.id.in_(list(found))
        )
        return {row: frozenset({code or ""}) for row, code in connection.execute(query)}

    patch.setattr(audience, "structures_now", shown_only)


RULES = (
    Rule("a receiver's clock never advances more than 24 h", a_clock_far_ahead,
         lambda patch: patch.setattr(clock, "FARTHEST_AHEAD_MS", 10**15)),
    Rule("a stamp from the future warns and never parks", a_stamp_from_the_future, park_the_future),
    Rule("over names only what was displayed", a_form_open_while_an_import_lands, read_at_saving_time),
    Rule("over names the heads equal to what was displayed", the_same_value_twice, only_one_stamp),
    Rule("a head a deletion had not seen keeps the row visible", a_deletion_that_had_not_seen_all,
         lambda patch: patch.setattr(merge, "_judge_deletion", lambda *_row: False)),
    Rule("what arrives after an erasure is erased too", a_part_that_comes_after_the_erasure,
         lambda patch: patch.setattr(laying_down, "apply_erasures", lambda *_what: set())),
    Rule("changes are deduplicated by device and number", a_receipt_that_was_lost,
         lambda patch: patch.setattr(importing, "_fresh", lambda _connection, content: content.changes)),
    Rule("never by a watermark", two_bundles_the_wrong_way_round, by_watermark),
    Rule("covers starts after what the recipient acknowledged", a_bundle_that_was_lost, start_after_what_was_sent),
    Rule("seen is contiguous", a_hole_before_what_arrived, jump_over_holes),
    Rule("an unauthorised change is set aside alone", one_change_out_of_place, refuse_the_whole),
    Rule("what is set aside counts as seen", what_is_set_aside_counts, count_only_what_applies),
    Rule("a revocation quarantines what was applied", a_stolen_poste,
         lambda patch: patch.setattr("chance_desktop.sync.peers.roster.log.quarantine", lambda *_what: set())),
    Rule("what an unacknowledged device replaced is kept", a_value_the_stolen_poste_replaced, everyone_knows_everything),
    Rule("compaction drops values alone", what_compaction_keeps, drop_the_whole_change),
    Rule("a restored store takes a new name", a_store_taken_back, keep_the_name),
    Rule("authority over every Mission Locale the row has had", the_late_word_of_a_former_office, only_the_present_office),
    Rule("postes of a Mission Locale relay one another", a_dead_poste, everyone_for_themselves),
    Rule("a dossier that comes brings its history", a_dossier_that_comes,
         lambda patch: patch.setattr(audience, "entering", lambda *_what: [])),
    Rule("a dossier is dropped once the Region has everything", a_dossier_that_leaves,
         lambda patch: patch.setattr(leaving, "_last_written", lambda *_what: {})),
    Rule("every Mission Locale that stands is its audience", a_dossier_two_offices_claim, only_the_office_shown),
)  # fmt: skip


@pytest.fixture
def world() -> Iterator[World]:
    made = World.begun()
    yield made
    made.close()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_saves_the_history(rule: Rule, world: World) -> None:
    rule.history(world)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_without_the_rule_the_history_goes_wrong(rule: Rule, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rule.off(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError, KeyError, ValueError)):
        rule.history(world)
