"""Whose changes a poste may hand over: its own, a colleague's with that colleague's signature, and the Region anyone's.

A relay can delay. It cannot invent or alter, since each run it carries must match a hash its author signed; nor silence, since
a run counts as seen only when every line of it is there, whatever the relay says it covers. What compaction or an erasure
changed no longer matches: then its author or the Region carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from chance_desktop.domain.change import Change
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.schema.tables import parked_change
from chance_desktop.sync import log
from chance_desktop.sync.bundle import segments
from chance_desktop.sync.bundle.payload import Payload, Segment, change_line, read_change
from chance_desktop.sync.bundle.segments import Run, runs_of
from chance_desktop.sync.identity import PosteKeys
from chance_desktop.sync.peers.trust import KnownPoste, former_names
from chance_desktop.sync.rights import audience
from chance_desktop.sync.rights.authority import may_speak_for

Number = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Right:
    """What a bundle's sender may hand over. `own` are the names it has written under; `None` stands for everyone's.

    `proven` are the numbers of colleagues whose signature holds, `stretches` those of whole runs, `signed` the segments to keep,
    and `broken` how many did not hold.
    """

    own: frozenset[str] | None
    proven: frozenset[Number] = frozenset()
    stretches: tuple[tuple[str, int, int], ...] = ()
    signed: tuple[Segment, ...] = ()
    broken: int = 0

    def covers(self, device: str) -> bool:
        """Whether the sender's word is enough for what it accounts for of a device."""
        return self.own is None or device in self.own

    def hands_over(self, change: Change) -> bool:
        """Whether the sender may hand over a change."""
        return self.covers(change.device) or (change.device, change.seq) in self.proven


def right_of(sender: KnownPoste, content: Payload, postes: tuple[KnownPoste, ...]) -> Right:
    """What the sender of a bundle may hand over of it."""
    if sender.role == PosteRole.REGION:
        return Right(None)
    own = former_names(postes).get(sender.device, frozenset()) | {sender.device}
    keys = {each.device: each.signing_key for each in postes}
    lines: dict[str, dict[int, str]] = {}
    wanted = {each.device for each in content.manifest.segments}
    for change in content.changes:
        if change.device in wanted:
            lines.setdefault(change.device, {}).setdefault(change.seq, change_line(change))
    proven: set[Number] = set()
    stretches: list[tuple[str, int, int]] = []
    signed: list[Segment] = []
    for each in content.manifest.segments:
        if each.device not in own and not may_speak_for(sender, each.device, postes):
            continue
        there = lines.get(each.device, {})
        whole = segments.completed(each, there)
        key = keys.get(each.device, "")
        if whole is None or not key or not segments.is_signed(segments.text_of(whole), each.signature, key):
            continue
        signed.append(whole)
        for run in runs_of(whole) if each.device not in own else ():
            numbers = range(run.first, run.last + 1)
            if (
                all(number in there for number in numbers)
                and segments.run_hash(map(there.__getitem__, numbers)) == run.hash
            ):
                proven.update((each.device, number) for number in numbers)
                stretches.append((each.device, run.first, run.last))
    broken = len(content.manifest.segments) - len(signed)
    return Right(own, frozenset(proven), tuple(stretches), tuple(signed), broken)


@dataclass(slots=True)
class Carried:
    """Segments of a bundle being filled, each with the runs whose lines are in it."""

    whole: dict[tuple[str, int, int], Segment] = field(default_factory=dict)
    runs: dict[tuple[str, int, int], set[int]] = field(default_factory=dict)

    def carry(self, segment: Segment, run: Run | None = None) -> None:
        """Carry a segment, and one of its runs whole."""
        name = (segment.device, segment.first, segment.last)
        self.whole[name] = segment
        some = self.runs.setdefault(name, set())
        if run is not None:
            some.add(run.first)

    def manifest(self) -> tuple[Segment, ...]:
        """As the manifest says them: without the hashes whoever reads can compute."""
        return tuple(
            replace(each, hashes=tuple("" if run.first in self.runs[name] else run.hash for run in runs_of(each)))
            for name, each in self.whole.items()
        )


@dataclass(frozen=True, slots=True)
class CarriedRun:
    """A run of a colleague, to be handed over whole."""

    segment: Segment
    run: Run
    changes: tuple[Change, ...]
    lines: tuple[bytes, ...]


def carried_runs(
    connection: Connection, recipient: KnownPoste, device: str, start: int, upto: int
) -> Iterable[CarriedRun]:
    """The runs of a colleague past `start` that are known here as they were signed, and that concern the recipient whole."""
    for segment in segments.kept(connection, device, start + 1, upto):
        for run in runs_of(segment):
            if not start < run.last <= upto:
                continue
            changes = _changes(connection, device, run)
            lines = [change_line(change) for change in changes]
            as_signed = len(changes) == run.last - run.first + 1 and segments.run_hash(lines) == run.hash
            if as_signed and (recipient.role == PosteRole.REGION or _concern(connection, changes, recipient)):
                yield CarriedRun(segment, run, tuple(changes), tuple(line.encode() for line in lines))


def carry_own(
    connection: Connection, carried: Carried, keys: PosteKeys, device: str, changes: list[Change],
    told: Mapping[int, Change], *, writes: bool,
) -> None:  # fmt: skip
    """Carry what this poste signed of changes of its own, signing now what it had not; `told` are those in the bundle."""
    if not changes:
        return
    first, last = changes[0].seq, changes[-1].seq
    known = segments.kept(connection, device, first, last)
    if writes:
        there = {number for each in known for number in range(each.first, each.last + 1)}
        made = segments.make(keys, device, [change for change in changes if change.seq not in there])
        segments.keep(connection, made)
        known = (*known, *made)
    for each in known:
        carried.carry(each)
        for run in runs_of(each):
            some = [told.get(number) for number in range(run.first, run.last + 1)]
            here = [change for change in some if change is not None]
            if len(here) == len(some) and segments.run_hash(map(change_line, here)) == run.hash:
                carried.carry(each, run)


def _changes(connection: Connection, device: str, run: Run) -> list[Change]:
    """The changes of a run known here, set aside or not; a colleague's word is passed on as it came."""
    found = {each.seq: each for each in log.changes_between(connection, device, run.first, run.last)}
    query = select(parked_change.c.line).where(
        parked_change.c.device == device, parked_change.c.seq.between(run.first, run.last),
        parked_change.c.reason != log.REVOKED,
    )  # fmt: skip
    for line in connection.execute(query).scalars():
        change = read_change(line.encode())
        found.setdefault(change.seq, change)
    return [found[number] for number in sorted(found)]


def _concern(connection: Connection, changes: list[Change], recipient: KnownPoste) -> bool:
    return len(audience.concerned(connection, changes, recipient.structure_code)) == len(changes)
