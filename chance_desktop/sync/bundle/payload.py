"""What a bundle holds once decrypted: `tar.zst` of a manifest, the changes as JSON lines, and blobs by their SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

import msgspec
import zstandard

from chance_desktop.domain.change import LARGEST_NUMBER, Change
from chance_desktop.domain.clock import are_stamps
from chance_desktop.sync import failures
from chance_desktop.sync.bundle import plain_tar

MOST_CHANGES = 5_000
LARGEST_BLOBS = 4 * 1024 * 1024
"""Most bytes of files in one bundle; a larger file travels in parts. Several copies live while a bundle is sealed."""
LARGEST_TRANSACTION = 100_000
"""Most changes of a bundle that holds more than `MOST_CHANGES`: one transaction that travels alone, or the history of what
the Region transfers.
"""
MOST_DEVICES = 5_000
"""Most devices a manifest speaks of, in `seen` as in `covers`."""
MOST_NOTICES = 20
MOST_REFUSALS = 50
LONGEST_REASON = 300
MOST_SEGMENTS = 5_000
_LONGEST_SIGNATURE = 1_000
_LARGEST_CLEAR = 96 * 1024 * 1024
_LARGEST_TAKEN = 16 * 1024 * 1024
"""Most bytes of files taken in of one bundle: former versions put more in than `LARGEST_BLOBS`."""
_LARGEST_MANIFEST = 8 * 1024 * 1024
_LARGEST_LINE = 1024 * 1024
_MOST_LACKS = 1_000
_MOST_MEMBERS = 2_000
_LEVEL = 1
"""Lines so alike come out smaller than at level 3, and in half the time."""
_MANIFEST, _CHANGES, _BLOBS = "manifest.json", "changes.jsonl", "blobs/"
_BLOB_NAME = re.compile(r"blobs/[0-9a-f]{64}(?:\.[0-9]{1,4}-[0-9]{1,4})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(Change)


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive numbers of one device that its author signed: see `segments`."""

    device: str
    first: int
    counts: tuple[int, ...]
    hashes: tuple[str, ...]
    signature: str

    @property
    def last(self) -> int:
        """The last number."""
        return self.first + sum(self.counts) - 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """Repeats sender, audience and number; says which changes of which devices the bundle accounts for."""

    sender: str
    device: str
    audience: str
    number: int
    office: str
    covers: Mapping[str, tuple[int, int]]
    seen: Mapping[str, int]
    previous: str
    roster: str = ""
    """The Region's signed roster of postes, verified before anything else; from an office, the one it knows."""
    lacks: tuple[str, ...] = ()
    """Digests of files the sender knows of and has not received."""
    notices: tuple[tuple[int, int], ...] = ()
    """Which bundles of the recipient were set aside, and how many of their changes: see `notices`."""
    segments: tuple[Segment, ...] = ()
    """What authors signed of the numbers of this bundle."""
    refusals: tuple[tuple[int, str], ...] = ()
    """Which changes of the recipient are refused, by their numbers, and why: see `refusals`."""
    again: bool = False
    """Whether `seen` counts as it stands, lower than what was said before: see `resending`."""
    erasures: str = ""
    """The register of erasures the Region signed, as it is known to the sender: see `erasure_register`."""


@dataclass(frozen=True, slots=True)
class MalformedLine:
    """A change that cannot be read; set aside alone."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Payload:
    """What was read of a bundle."""

    manifest: Manifest
    changes: tuple[Change, ...]
    malformed: tuple[MalformedLine, ...] = ()
    blobs: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_one_transaction(self) -> bool:
        """Whether all its changes are of one."""
        return len({(each.device, each.tx) for each in self.changes}) <= 1


def pack(manifest: Manifest, changes: Iterable[Change | bytes], blobs: Mapping[str, bytes]) -> bytes:
    """The compressed archive, of changes or of lines ready to be sent."""
    lines = [each if isinstance(each, bytes) else _encode(each) for each in changes]
    members = {
        _MANIFEST: json.dumps(asdict(manifest), separators=(",", ":")).encode(),
        _CHANGES: b"\n".join([*lines, b""]),
        **{_BLOBS + digest: content for digest, content in blobs.items()},
    }
    return zstandard.ZstdCompressor(level=_LEVEL).compress(plain_tar.archive(members))


def unpack(content: bytes) -> Payload:
    """Read the archive within its caps. Raises `BundleRefused`."""
    members = _members(_inflated(content))
    try:
        manifest = _manifest(json.loads(members.pop(_MANIFEST)))
        lines = members.pop(_CHANGES)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OverflowError) as error:
        raise failures.damaged() from error
    blobs = {name.removeprefix(_BLOBS): blob for name, blob in members.items()}
    if sum(map(len, blobs.values())) > _LARGEST_TAKEN:
        raise failures.too_large()
    if any(len(name) == 64 and hashlib.sha256(blob).hexdigest() != name for name, blob in blobs.items()):
        raise failures.forged()
    changes, malformed = _changes(lines)
    return Payload(manifest, changes, malformed, blobs)


def parts_of(digest: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file under its digest, or its parts in order: `<digest>.<part>-<parts>`, counted from 1."""
    if len(content) <= LARGEST_BLOBS:
        yield digest, content
        return
    starts = range(0, len(content), LARGEST_BLOBS)
    for number, start in enumerate(starts, 1):
        yield f"{digest}.{number}-{len(starts)}", content[start : start + LARGEST_BLOBS]


def change_line(change: Change) -> str:
    """A change as one line of JSON."""
    return _encode(change).decode()


def read_change(line: bytes) -> Change:
    """A change from its line. Raises `ValueError` when it is malformed."""
    if _holds_nul(line):
        raise ValueError("a text that can be written is expected")
    change = _decoder.decode(line)
    if not are_stamps([change.stamp]):
        raise ValueError("a stamp is expected")
    return change


def _holds_nul(lines: bytes) -> bool:
    """Whether a text of these lines holds NUL: the decoder refuses half characters and every control character that is not
    escaped, so that it comes as an escape only.
    """
    return b"\\u0000" in lines and _NUL.search(lines) is not None


def _changes(content: bytes) -> tuple[tuple[Change, ...], tuple[MalformedLine, ...]]:
    count = content.count(b"\n") + (not content.endswith(b"\n"))
    if count > LARGEST_TRANSACTION:
        raise failures.too_large()
    together = _read_together(content, count)
    return _read_apart(content) if together is None else (tuple(together), ())


def _read_together(content: bytes, count: int) -> list[Change] | None:
    """The changes of so many lines that are all well formed; nothing when one is not, whichever it is."""
    if b"\r" in content or _holds_nul(content) or _may_be_too_long(content):
        return None
    try:
        changes = _decoder.decode_lines(content)
    except (ValueError, RecursionError):
        return None
    # an empty line is skipped by the decoder
    return changes if len(changes) == count and are_stamps([change.stamp for change in changes]) else None


def _may_be_too_long(content: bytes) -> bool:
    """Whether half the longest line fits somewhere between two ends of lines: a line that is too long is told by that."""
    half = _LARGEST_LINE // 2
    return any(content.find(b"\n", start, start + half) < 0 for start in range(0, len(content) - half + 1, half))


def _read_apart(content: bytes) -> tuple[tuple[Change, ...], tuple[MalformedLine, ...]]:
    """The changes that are well formed, and which lines are not."""
    changes: list[Change] = []
    malformed: list[MalformedLine] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if len(line) > _LARGEST_LINE:
            malformed.append(MalformedLine(number, "too long"))
            continue
        try:
            changes.append(read_change(line))
        except (ValueError, RecursionError) as error:
            malformed.append(MalformedLine(number, type(error).__name__))
    return tuple(changes), tuple(malformed)


def _manifest(content: Any) -> Manifest:
    covers = {str(device): (int(pair[0]), int(pair[1])) for device, pair in content["covers"].items()}
    seen = {str(device): int(seq) for device, seq in content["seen"].items()}
    sender, device, audience = (str(content[name]) for name in ("sender", "device", "audience"))
    if max(len(covers), len(seen)) > MOST_DEVICES:
        raise failures.too_large()
    if any(
        not 0 <= each < LARGEST_NUMBER for each in (*seen.values(), *(end for pair in covers.values() for end in pair))
    ):
        raise ValueError("numbers count from 1")
    number, office, previous = int(content["number"]), str(content["office"]), str(content["previous"])
    roster, lacks = str(content.get("roster", "")), tuple(str(each) for each in content.get("lacks", ()))
    if not all(_DIGEST.fullmatch(each) for each in lacks[:_MOST_LACKS]):
        raise ValueError("a digest has sixty-four digits")
    told = tuple((int(one), int(count)) for one, count in content.get("notices", ())[:MOST_NOTICES])
    if any(not 0 <= each < LARGEST_NUMBER for notice in told for each in notice):
        raise ValueError("numbers count from 0")
    refusals = tuple((int(seq), str(why)[:LONGEST_REASON]) for seq, why in content.get("refusals", ())[:MOST_REFUSALS])
    signed = content.get("segments", ())
    if len(signed) > MOST_SEGMENTS:
        raise failures.too_large()
    return Manifest(
        sender=sender,
        device=device,
        audience=audience,
        number=number,
        office=office,
        covers=covers,
        seen=seen,
        previous=previous,
        roster=roster,
        lacks=lacks[:_MOST_LACKS],
        notices=told,
        segments=tuple(_segment(each) for each in signed),
        refusals=refusals,
        again=content.get("again") is True,
        erasures=str(content.get("erasures", "")),
    )


def _segment(content: Any) -> Segment:
    counts, hashes = tuple(map(int, content["counts"])), tuple(map(str, content["hashes"]))
    found = Segment(str(content["device"]), int(content["first"]), counts, hashes, str(content["signature"]))
    if not counts or len(hashes) != len(counts) or min(counts) < 1 or found.first < 1:
        raise ValueError("a segment has a hash for each run")
    if sum(counts) > LARGEST_TRANSACTION or found.last >= LARGEST_NUMBER:
        raise failures.too_large()
    if len(found.signature) > _LONGEST_SIGNATURE or any(each and not _DIGEST.fullmatch(each) for each in hashes):
        raise ValueError("a digest has sixty-four digits")
    return found


def _inflated(content: bytes) -> bytes:
    """The tar, never more than the cap whatever the archive announces."""
    try:
        with zstandard.ZstdDecompressor().stream_reader(BytesIO(content)) as reader:
            clear = reader.read(_LARGEST_CLEAR + 1)
    except zstandard.ZstdError as error:
        raise failures.damaged() from error
    if len(clear) > _LARGEST_CLEAR:
        raise failures.too_large()
    return clear


def _members(tar_bytes: bytes) -> dict[str, bytes]:
    try:
        members = plain_tar.members(tar_bytes, _is_member, _MOST_MEMBERS)
    except ValueError as error:
        raise failures.damaged() from error
    if len(members.get(_MANIFEST, b"")) > _LARGEST_MANIFEST:
        raise failures.too_large()
    return members


def _is_member(name: str) -> bool:
    return name in (_MANIFEST, _CHANGES) or _BLOB_NAME.fullmatch(name) is not None
