"""A small world of postes that write, exchange, lose, repeat and forget, on the real store and the real exchange.

Only the ciphers are left out: bundles travel as the payload they would seal, so that thousands of histories can be lived.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from random import Random

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.pool import StaticPool

from chance_desktop.domain.change import DELETED, Change, Value, heads_of
from chance_desktop.domain.clock import Clock
from chance_desktop.store import settings
from chance_desktop.store.engines import engine as engines
from chance_desktop.store.engines.batches import among_asked, listed
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.engines.guard import guard
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import SYNCED, change_log, field_head, known_device, metadata, parked_change
from chance_desktop.store.writing.change_rows import changes_of_rows, to_change
from chance_desktop.store.writing.erasing import apply_erasures
from chance_desktop.store.writing.merge import show_again
from chance_desktop.store.writing.stamps import Stamps, read_stamps, stamps_of
from chance_desktop.store.writing.writer import Writer
from chance_desktop.sync import exporting, importing, log
from chance_desktop.sync.bundle import payload, segments
from chance_desktop.sync.bundle.envelope import Header, Opened
from chance_desktop.sync.delivery.compaction import compact
from chance_desktop.sync.delivery.leaving import departed, drop_departed
from chance_desktop.sync.enrolment.renewal import begin_again
from chance_desktop.sync.exporting import Sender
from chance_desktop.sync.identity import PosteKeys
from chance_desktop.sync.peers.roster import revoke
from chance_desktop.sync.peers.trust import KnownPoste, PosteCard, known_postes, remember
from chance_desktop.sync.rights import audience
from tests.sync import rogue
from tests.sync.messages import Message

START_MS = 1_700_000_000_000
TITLES = ("a", "b", "c")
NAMES = ("A1", "A2", "B1", "R")
STRUCTURE = {"A": "ML-A", "B": "ML-B", "R": ""}


class Files:
    """The files of a poste, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, connection: Connection, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.kept[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        return self.kept[digest]

    def has(self, digest: str) -> bool:
        return digest in self.kept

    def discard(self, connection: Connection, digest: str) -> None:
        self.kept.pop(digest, None)


class Place:
    """The engine of a poste, one for all worlds, so that statements are compiled once; the store in it is the latest one."""

    def __init__(self) -> None:
        self.raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.engine = create_engine("sqlite://", creator=lambda: self.raw, poolclass=StaticPool)
        event.listen(self.engine, "begin", engines._begin)
        event.listen(self.engine, "before_cursor_execute", guard)

    def hold(self, image: bytes) -> Engine:
        """Let the former store go, and hold this one."""
        self.close()
        self.raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.raw.deserialize(image)
        return self.engine

    def close(self) -> None:
        """Let the store go: the engine, then the connection it may never have asked for."""
        self.engine.dispose()
        self.raw.close()


_PLACES: dict[str, Place] = {}


def _place(name: str) -> Place:
    if name not in _PLACES:
        _PLACES[name] = Place()
    return _PLACES[name]


def close_places() -> None:
    """Close the places of every world, when no other will be lived."""
    while _PLACES:
        _PLACES.popitem()[1].close()


@cache
def _template() -> bytes:
    with closing(Place()) as place:
        metadata.create_all(place.engine)
        return place.raw.serialize()


@cache
def _beginnings() -> dict[str, bytes]:
    """The stores a world begins with, where everyone knows everyone: the same for all worlds."""
    world = World()
    for name in NAMES:
        poste = world.postes[name] = Poste(name, world.device(), world, _template())
        with poste.begun() as connection:
            settings.put(connection, "device", poste.device)
    for one, other in permutations(world.postes.values(), 2):
        one.knows(other)
    return {name: _place(name).raw.serialize() for name in NAMES}


class Poste:
    """One store and its device; `now_ms` is what its computer believes."""

    def __init__(self, name: str, device: str, world: World, image: bytes) -> None:
        self.name, self.device, self.world = name, device, world
        self.role = "region" if name == "R" else "office"
        self.structure = STRUCTURE[name[0]]
        self.skew_ms = 0
        self.replaces = ""
        self.files = Files()
        self.alive = True
        self.copy: tuple[bytes, str] | None = None
        self.open(image, device)

    def open(self, image: bytes, device: str) -> None:
        self.engine = _place(self.name).hold(image)
        self.become(device)

    def become(self, device: str) -> None:
        self.device = device
        with self.engine.connect() as connection:
            last = settings.last_stamp(connection)
        self.clock = Clock(device, lambda: self.world.now_ms + self.skew_ms, last)
        self.writer = Writer(self.engine, self.clock, device)

    @contextmanager
    def begun(self) -> Iterator[Connection]:
        with writing(self.engine) as connection:
            yield connection

    def card(self) -> PosteCard:
        return PosteCard(
            "request",
            self.device,
            self.role,
            self.structure,
            self.name,
            f"age-{self.device}",
            self.device,
            True,
            replaces=self.replaces,
        )

    def knows(self, other: Poste) -> None:
        with self.begun() as connection:
            remember(connection, other.card())

    def seen_of(self, table: str, row: str) -> Stamps:
        with self.engine.connect() as connection:
            found = connection.execute(select(SYNCED[table].c.stamps).where(SYNCED[table].c.id == row)).scalar()
        return read_stamps(found) if found else {}

    def has_row(self, table: str, row: str) -> bool:
        with self.engine.connect() as connection:
            return connection.execute(select(SYNCED[table].c.id).where(SYNCED[table].c.id == row)).first() is not None

    def write(self, table: str, row: str, values: dict[str, Value], seen: Stamps | None) -> None:
        with self.writer.transaction(self.name) as tx:
            if seen is None:
                tx.create(table, values, row)
            else:
                tx.update(table, row, values, seen)

    def remove(self, table: str, row: str, seen: Stamps, parts: list[Stamps]) -> None:
        with self.writer.transaction(self.name) as tx:
            tx.remove(table, row, seen, parts)

    def messages(self, to: Poste) -> list[Message]:
        """What this poste has to tell another, as bundles."""
        peer = KnownPoste(to.device, to.role, to.structure, to.name, "", to.device)
        sender = Sender(self.device, self.role, self.structure, _keys(self.device), self.files)  # type: ignore[arg-type]
        made: list[Message] = []

        def keep(packed: bytes, _keys: PosteKeys, _recipients: tuple[str, ...], number: int) -> tuple[bytes, str]:
            digest = hashlib.sha256(packed).hexdigest()
            head = json.dumps([self.device, number, digest]).encode()
            opened = Opened(Header(1, self.device, number, digest), head, b"", b"")
            made.append(Message(to.name, opened, packed, self.name))
            return packed, hashlib.sha256(head).hexdigest()

        with pytest.MonkeyPatch.context() as patch, self.begun() as connection:
            patch.setattr(exporting, "seal", keep)
            patch.setattr(segments, "sign", _sign)
            patch.setattr(exporting, "key_id", lambda public: public)
            patch.setattr(exporting, "roster_document", lambda _connection: "")
            list(exporting.make_bundles(connection, sender, peer, lambda _done, _total: None))
        return made

    def take(self, message: Message) -> importing.Imported | None:
        """Take a bundle in, as long as its sender is trusted."""
        with pytest.MonkeyPatch.context() as patch, self.begun() as connection:
            known = {each.device: each for each in known_postes(connection)}
            sender = known.get(message.opened.header.sender)
            if sender is None or sender.revoked_after is not None:
                return None
            content = payload.unpack(message.packed)
            if content.manifest.audience != self.device:
                return None
            receiver = importing.Receiver(self.device, _keys(self.device), self.files, self.clock)  # type: ignore[arg-type]
            digest = hashlib.sha256(message.opened.head).hexdigest()
            patch.setattr(segments, "is_signed", lambda text, signature, key: signature == signature_of(key, text))
            return importing.apply(connection, message.opened, digest, sender, content, receiver)

    def show_again(self) -> None:
        """What is done once a day after an exchange, with a clock that follows the computer's."""
        with self.begun() as connection:
            settings.catch_up(connection, self.clock)
            show_again(connection)

    def log(self) -> list[Change]:
        with self.engine.connect() as connection:
            return [to_change(row) for row in connection.execute(select(change_log))]

    def heads(self, row: str) -> dict[str, set[tuple[str, Value]]]:
        return self.standing("dossier", [row])[row].heads

    def shown(self, table: str, row: str) -> dict[str, Value]:
        return self.standing(table, [row])[row].shown

    def standing(self, table: str, rows: list[str]) -> dict[str, Standing]:
        """How rows stand, those that are not there too."""
        asked = {"rows": listed(rows)}
        with self.engine.connect() as connection:
            changes = changes_of_rows(connection, rows)
            there = {row.id: row._asdict() for row in connection.execute(_ROWS[table], asked)}
            beside = connection.execute(_BESIDE, asked).all()
        return {
            row: _standing(changes.get(row, []), there.get(row), [b[1:] for b in beside if b[0] == row]) for row in rows
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a row: the heads of each field by the log, and what the store shows of it; nothing when it has none."""

    heads: dict[str, set[tuple[str, Value]]]
    shown: dict[str, Value]


_ROWS = {name: select(table).where(among_asked(table.c.id)) for name, table in SYNCED.items()}
_BESIDE = select(field_head.c.row_id, field_head.c.field, field_head.c.stamp).where(among_asked(field_head.c.row_id))


def _standing(changes: list[Change], row: dict[str, Value] | None, beside: list[tuple[str, str]]) -> Standing:
    heads = {name: {(head.stamp, head.value) for head in found} for name, found in heads_of(changes).items() if found}
    if row is None:
        return Standing(heads, {})
    shown = {name: value for name, value in row.items() if name not in ("created_at", "updated_at")}
    stamps = _every_stamp(read_stamps(str(shown["stamps"])), set(heads) & set(shown))
    return Standing(heads, {**shown, "stamps": json.dumps(stamps, sort_keys=True), "beside": str(sorted(beside))})


def _every_stamp(stamps: Stamps, names: set[str]) -> dict[str, list[str]]:
    """The stamps of each field somebody wrote, whichever of them are kept under `*`."""
    return {name: sorted(stamps_of(stamps, name)) for name in sorted(names)}


def _is_forged(change: Change) -> bool:
    return any(part.value in ("forged", "altered") for part in change.fields.values())


def renewed(connection: Connection, own: KnownPoste, region: str, device: str) -> str:
    """A restored store takes a new name before it writes anything; returns its name."""
    begin_again(connection, own, region, device)
    return device


@dataclass(frozen=True, slots=True)
class Keys:
    """Stand for the keys of a poste; what they sign is a digest."""

    signing_public: str
    age_recipient: str = ""


def _keys(device: str) -> PosteKeys:
    return Keys(device)  # type: ignore[return-value]


def _sign(keys: PosteKeys, text: str) -> str:
    return signature_of(keys.signing_public, text)


def signature_of(key: str, text: str) -> str:
    """What no other poste of this world makes."""
    return hashlib.sha256(f"{key} signs {text}".encode()).hexdigest()


@dataclass(slots=True)
class World:
    """The postes, the bundles under way, and what was ever written."""

    now_ms: int = START_MS
    devices: int = 0
    postes: dict[str, Poste] = field(default_factory=dict)
    pool: list[Message] = field(default_factory=list)
    rows: int = 0
    dossiers: list[str] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    revoked: dict[str, int] = field(default_factory=dict)
    forgeries: int = 0
    rogues: set[str] = field(default_factory=set)
    """Postes that lied: what they wrote themselves may be lost, nothing of the others."""

    @classmethod
    def begun(cls) -> World:
        beginnings, world = _beginnings(), cls()
        for name in NAMES:
            world.postes[name] = Poste(name, world.device(), world, beginnings[name])
        return world

    def close(self) -> None:
        """Everyone goes home; nothing keeps a world that was lived in memory."""
        self.postes.clear()
        self.pool.clear()

    def device(self) -> str:
        self.devices += 1
        return f"{self.devices:016x}"

    @property
    def region(self) -> Poste:
        return self.postes["R"]

    # what people do

    def create(self, poste: Poste) -> str:
        """A person and their dossier."""
        self.rows += 1
        dossier, person = f"d{self.rows}", f"p{self.rows}"
        structure = poste.structure or "ML-A"
        with poste.writer.transaction(poste.name) as tx:
            tx.create("person", {"surname": dossier}, person)
            tx.create("dossier", {"person_id": person, "structure_code": structure, "project": "0"}, dossier)
        self.dossiers.append(dossier)
        return dossier

    def mine(self, poste: Poste) -> list[str]:
        """Dossiers a poste works on."""
        with poste.engine.connect() as connection:
            now = audience.structures_now(connection, self.dossiers)
        here = {row for row in self.dossiers if poste.has_row("dossier", row)}
        return [
            row
            for row in self.dossiers
            if row in here and (poste.role == "region" or poste.structure in now.get(row, ()))
        ]

    def edit(self, poste: Poste, row: str, value: str, name: str = "project", seen: Stamps | None = None) -> None:
        """Save a field as the screen showed it."""
        poste.write("dossier", row, {name: value}, poste.seen_of("dossier", row) if seen is None else seen)

    def add_part(self, poste: Poste, row: str, code: str, value: str) -> None:
        """Fill the slot of a piece, or change it."""
        slot = slot_id(row, code)
        if poste.has_row("piece", slot):
            poste.write("piece", slot, {"reason": value, DELETED: None}, poste.seen_of("piece", slot))
        else:
            poste.write("piece", slot, {"dossier_id": row, "code": code, "reason": value}, None)

    def delete(self, poste: Poste, row: str) -> None:
        """Delete a dossier with all its parts, as they are shown."""
        parts = [slot_id(row, code) for code in TITLES]
        seen = [poste.seen_of("piece", part) for part in parts if poste.has_row("piece", part)]
        poste.remove("dossier", row, poste.seen_of("dossier", row), seen)

    def attach(self, poste: Poste, row: str, content: bytes) -> None:
        """Keep a scan."""
        self.rows += 1
        with poste.begun() as connection:
            digest = poste.files.put(connection, content)
        poste.write("scan", f"s{self.rows}", {
            "dossier_id": row, "piece_id": slot_id(row, "a"), "sha256": digest, "size": len(content), "pages": 1,
            "added_on": "2026-01-01",
        }, None)  # fmt: skip

    def transfer(self, row: str, structure: str) -> None:
        """The Region moves a dossier to another Mission Locale."""
        self.region.write("dossier", row, {"structure_code": structure}, self.region.seen_of("dossier", row))

    def join(self, poste: Poste, one: str, other: str) -> None:
        """Say that two dossiers are of one person."""
        lesser, greater = sorted(f"p{row[1:]}" for row in (one, other))
        if lesser != greater and poste.has_row("person", lesser):
            poste.write("person", lesser, {"joined_to": greater}, poste.seen_of("person", lesser))

    def erase(self, kind: str, target: str) -> None:
        """The Region erases for good."""
        self.rows += 1
        self.region.write("erasure", f"e{self.rows}", {"kind": kind, "target": target}, None)
        with self.region.begun() as connection:
            self.erased |= apply_erasures(connection, self.region.files)  # type: ignore[arg-type]
        self.erased.add(target)

    def revoke(self, poste: Poste) -> None:
        """The Region revokes a poste; everyone learns it at once, as the roster would tell them."""
        with self.region.begun() as connection:
            after = log.seen(connection).get(poste.device, 0)
        self.revoked[poste.device] = after
        poste.alive = False
        for each in self.postes.values():
            if each is not poste:
                with each.begun() as connection:
                    revoke(connection, poste.device, after)

    def keep_copy(self, poste: Poste) -> None:
        """A backup."""
        poste.copy = (_place(poste.name).raw.serialize(), poste.device)

    def restore(self, poste: Poste) -> None:
        """The backup comes back, and the poste takes a new name before it writes anything."""
        if poste.copy is None:
            return
        image, device = poste.copy
        poste.open(image, device)
        with poste.begun() as connection:
            own = KnownPoste(device, poste.role, poste.structure, poste.name, "", "")
            renamed = renewed(connection, own, self.region.device, self.device())
            for known in self.revoked:
                connection.execute(
                    known_device.update()
                    .where(known_device.c.device == known)
                    .values(revoked_after=self.revoked[known])
                )
        poste.become(renamed)
        poste.replaces = device
        for each in self.postes.values():
            if each is not poste:
                each.knows(poste)
                # the Region's roster tells a restored poste whom it missed
                poste.knows(each)
        poste.copy = None

    def compact(self, poste: Poste) -> None:
        """Drop what everyone knows to be replaced."""
        with poste.begun() as connection:
            compact(connection, poste.device, poste.role, poste.structure)

    def leave(self, poste: Poste) -> None:
        """An office drops what left it."""
        with poste.begun() as connection:
            drop_departed(connection, poste.files, poste.device, poste.structure, self.region.device)  # type: ignore[arg-type]

    # bundles

    def send(self, one: Poste, other: Poste) -> None:
        """Put bundles on their way."""
        self.pool += one.messages(other)

    def deliver(self, message: Message) -> None:
        """A bundle arrives; it may arrive again."""
        poste = self.postes[message.to]
        if poste.alive:
            poste.take(message)

    def lie(self, poste: Poste, other: Poste, seed: int) -> None:
        """Put a forged bundle on its way."""
        self.rogues.add(poste.name)
        self.pool.append(rogue.at_random(self, poste, other, Random(seed)))

    def quiet(self) -> None:
        """Everyone alive exchanges until nobody has anything to say.

        A liar who claimed what it never received asks for ever for what it says it has: two rounds in which only it is spoken
        with, and nothing comes of it, are silence for everybody else.
        """
        self.pool.clear()
        for poste in self.postes.values():
            poste.skew_ms = 0
        living = [poste for poste in self.postes.values() if poste.alive]
        pairs = [(one, other) for one in living for other in living if self._talk(one, other)]
        fresh = set(NAMES)
        hollow = 0
        for _round in range(8):
            spoken_to: set[str] = set()
            told = False
            for one, other in pairs:
                # who has heard nothing since it last spoke has nothing more to say
                for message in one.messages(other) if one.name in fresh | spoken_to else ():
                    spoken_to.add(other.name)
                    taken = other.take(message)
                    told |= self.rogues.isdisjoint((one.name, other.name)) or (taken is not None and taken.applied > 0)
            hollow = 0 if told else hollow + 1
            if not spoken_to or hollow == 2:
                for poste in living:
                    poste.show_again()
                return
            fresh = spoken_to
        raise AssertionError("they never stop talking")

    @staticmethod
    def _talk(one: Poste, other: Poste) -> bool:
        return one is not other and (
            "region" in (one.role, other.role) or (one.structure == other.structure and bool(one.structure))
        )

    # what must be true

    def check(self) -> None:
        """Once quiet: the same heads and rows for all whom they concern, and nothing written was lost."""
        with self.region.engine.connect() as connection:
            now = audience.structures_now(connection, self.dossiers)
        for poste in self.postes.values():
            if not poste.alive or poste is self.region or poste.name in self.rogues:
                continue
            with poste.engine.connect() as connection:
                left = set(departed(connection, poste.structure))
            concerned = [row for row in self.dossiers if row not in self.erased and poste.structure in now.get(row, ())]
            self._same(poste, concerned)
            for row in self.dossiers:
                if row in self.erased:
                    assert not poste.has_row("dossier", row), f"{row} erased, still at {poste.name}"
                elif row not in concerned and poste.has_row("dossier", row):
                    assert row in left, f"{row} is shown at {poste.name}, where it does not belong"
        self._nothing_lost()

    def _same(self, poste: Poste, dossiers: list[str]) -> None:
        """Dossiers and their parts have the same heads, and are shown the same, as at the Region."""
        parts = [slot_id(row, code) for row in dossiers for code in TITLES]
        for table, rows in (("dossier", dossiers), ("piece", parts)):
            here, there = poste.standing(table, rows), self.region.standing(table, rows)
            assert here == there, f"{[row for row in rows if here[row] != there[row]]} at {poste.name}"

    def _nothing_lost(self) -> None:
        """Every value that reached a living poste stands at the Region, or was replaced by someone who had seen it."""
        known = {
            (change.device, change.seq): change
            for poste in self.postes.values()
            if poste.alive and poste.name not in self.rogues
            for change in poste.log()
        }
        assert not any(self.by_others(change) for change in known.values() if _is_forged(change))
        aside = self._set_aside()
        at_region = {(change.device, change.seq) for change in self.region.log()}
        replaced: dict[tuple[str, str], set[str]] = {}
        standing: dict[tuple[str, str], set[str]] = {}
        for change in self.region.log():
            for name, part in change.fields.items():
                replaced.setdefault((change.row, name), set()).update(part.over)
                if not part.gone:
                    standing.setdefault((change.row, name), set()).add(change.stamp)
        for number, change in known.items():
            if number in aside or change.row in self.erased or change.seq > self.revoked.get(change.device, change.seq):
                continue
            if not change.table.startswith(("person", "dossier", "piece", "scan")):
                continue
            assert number in at_region, f"{number} never reached the Region"
            for name in change.fields:
                here = (change.row, name)
                assert (
                    change.stamp in standing.get(here, ())
                    or change.stamp in replaced.get(here, ())
                    or self._gone(change)
                )

    def by_others(self, change: Change) -> bool:
        """Whether a change is in the name of a poste that never lied."""
        return change.device in {each.device for each in self.postes.values() if each.name not in self.rogues}

    def _gone(self, change: Change) -> bool:
        """Erased with its dossier."""
        with self.region.engine.connect() as connection:
            query = text("SELECT 1 FROM erased_row WHERE row_id = :row")
            return connection.execute(query, {"row": change.row}).first() is not None

    def _set_aside(self) -> set[tuple[str, int]]:
        with self.region.engine.connect() as connection:
            query = select(parked_change.c.device, parked_change.c.seq)
            return {(row.device, row.seq) for row in connection.execute(query)}
