"""Segments: what an author signs of its own numbers, so that colleagues may carry them and nobody invents, alters or silences
them.

- A *run* is consecutive numbers of one transaction. Its hash is the SHA-256 of its lines, as `payload.change_line` writes
  them whoever does, each followed by a line feed.
- A *segment* is consecutive runs of one device under one signature by the author (a signature costs a hundred hashes, so one a
  segment, not one a run), of this text: `chance segment`, the device, the first number, how many numbers each run counts,
  the SHA-256 of the hashes; a line each.
- In a manifest, `segments: [{device, first, counts, hashes, signature}]`: the hash of a run that is whole in the bundle is
  left empty, since whoever reads computes it; that of a run left out stands there. Former versions do not read them.
- An author signs when it first sends numbers to a colleague; the Region takes an author's own word, and nobody carries the
  Region's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import minisign
from sqlalchemy import Connection, select

from chance_desktop.domain.change import Change
from chance_desktop.store.dialect import upsert
from chance_desktop.store.schema.tables import segment as segment_table
from chance_desktop.sync.bundle.payload import Segment, change_line
from chance_desktop.sync.identity import PosteKeys


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive numbers of one transaction within a segment, and their hash."""

    first: int
    last: int
    hash: str


def runs_of(segment: Segment) -> tuple[Run, ...]:
    """The runs of a segment, in order."""
    ends = list(accumulate(segment.counts, initial=segment.first - 1))
    return tuple(Run(ends[place] + 1, ends[place + 1], segment.hashes[place]) for place in range(len(segment.counts)))


def run_hash(lines: Iterable[str]) -> str:
    """The hash of a run by its lines."""
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def make(keys: PosteKeys, device: str, changes: Sequence[Change]) -> tuple[Segment, ...]:
    """Sign changes of a device, in order; a hole between their numbers ends a segment."""
    found: list[Segment] = []
    for stretch in _split(changes, lambda one, other: other.seq == one.seq + 1):
        runs = _split(stretch, lambda one, other: other.tx == one.tx)
        counts = tuple(len(run) for run in runs)
        hashes = tuple(run_hash(map(change_line, run)) for run in runs)
        unsigned = Segment(device, stretch[0].seq, counts, hashes, "")
        found.append(replace(unsigned, signature=sign(keys, text_of(unsigned))))
    return tuple(found)


def completed(segment: Segment, lines: Mapping[int, str]) -> Segment | None:
    """A segment of a manifest with the hash of every run, computed from the lines beside it (by number) where it is left
    empty; nothing when they are not all there.
    """
    hashes = []
    for run in runs_of(segment):
        here = [lines.get(number) for number in range(run.first, run.last + 1)] if not run.hash else []
        if any(line is None for line in here):
            return None
        hashes.append(run.hash or run_hash(line for line in here if line is not None))
    return replace(segment, hashes=tuple(hashes))


def text_of(segment: Segment) -> str:
    """What is signed of a segment whose hashes are known."""
    counts = ",".join(map(str, segment.counts))
    digest = hashlib.sha256("".join(segment.hashes).encode()).hexdigest()
    return f"chance segment\n{segment.device}\n{segment.first}\n{counts}\n{digest}\n"


def sign(keys: PosteKeys, text: str) -> str:
    """The author's signature."""
    return bytes(keys.signing.sign(text.encode(), trusted_comment="chance segment")).decode()


def is_signed(text: str, signature: str, signing_key: str) -> bool:
    """Whether a signature is by this key."""
    try:
        public = minisign.PublicKey.from_base64(signing_key.encode())
        public.verify(text.encode(), minisign.Signature.from_bytes(signature.encode()))
    except (minisign.Error, ValueError):
        return False
    return True


def keep(connection: Connection, segments: Iterable[Segment]) -> None:
    """Keep segments whole, to be carried later."""
    for each in segments:
        row = {
            "device": each.device, "first": each.first, "last": each.last, "counts": ",".join(map(str, each.counts)),
            "hashes": ",".join(each.hashes), "signature": each.signature,
        }  # fmt: skip
        connection.execute(upsert(connection, segment_table).values(row).on_conflict_do_nothing())


def kept(connection: Connection, device: str, first: int, last: int) -> tuple[Segment, ...]:
    """The segments of a device that hold some of these numbers, in order."""
    columns = segment_table.c
    query = select(segment_table).where(columns.device == device, columns.last >= first, columns.first <= last)
    return tuple(
        Segment(
            row.device, row.first, tuple(map(int, row.counts.split(","))), tuple(row.hashes.split(",")), row.signature
        )
        for row in connection.execute(query.order_by(columns.first, columns.last))
    )


def _split(changes: Sequence[Change], together: Callable[[Change, Change], bool]) -> list[list[Change]]:
    found: list[list[Change]] = []
    for change in changes:
        if found and together(found[-1][-1], change):
            found[-1].append(change)
        else:
            found.append([change])
    return found
