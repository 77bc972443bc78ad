"""The bundle as a file: a stored zip of a header, its minisign signature, and an age-encrypted payload.

Every check of the envelope is made before anything is read of what it holds, within caps on sizes and counts.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

import minisign
import pyrage

from chance_desktop.domain.change import LARGEST_NUMBER
from chance_desktop.sync import failures
from chance_desktop.sync.identity import PosteKeys, key_id

FORMAT = 1
HEADER, SIGNATURE, PAYLOAD = "header.json", "header.json.minisig", "payload.age"
MEMBERS = (HEADER, SIGNATURE, PAYLOAD)
LARGEST_BUNDLE = 64 * 1024 * 1024
_LARGEST_HEADER = 16 * 1024
_EPOCH = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Header:
    """What travels in clear: format, the sender's key id, the number in the series, the payload's digest."""

    format: int
    sender: str
    number: int
    payload_sha256: str


def seal(payload: bytes, keys: PosteKeys, recipients: tuple[str, ...], number: int) -> tuple[bytes, str]:
    """The bundle's bytes, and the digest of its header for the next one of the series."""
    public = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    encrypted: bytes = pyrage.encrypt(payload, public)
    header = Header(FORMAT, key_id(keys.signing_public), number, hashlib.sha256(encrypted).hexdigest())
    head = json.dumps(asdict(header), separators=(",", ":")).encode()
    signature = bytes(keys.signing.sign(head, trusted_comment=f"chance bundle {number}"))
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in zip(MEMBERS, (head, signature, encrypted), strict=True):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return made.getvalue(), hashlib.sha256(head).hexdigest()


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope whose members agree; not yet known to be from someone, nor readable."""

    header: Header
    head: bytes
    signature: bytes
    encrypted: bytes


def open_envelope(content: bytes) -> Opened:
    """Read the members. Raises `BundleRefused`."""
    if len(content) > LARGEST_BUNDLE:
        raise failures.too_large()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if tuple(member.filename for member in members) != MEMBERS:
                raise failures.damaged()
            if any(member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1 for member in members):
                raise failures.damaged()
            if sum(member.file_size for member in members) > LARGEST_BUNDLE or members[0].file_size > _LARGEST_HEADER:
                raise failures.too_large()
            head, signature, encrypted = (archive.read(member) for member in members)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise failures.damaged() from error
    header = _header(head)
    if header.payload_sha256 != hashlib.sha256(encrypted).hexdigest():
        raise failures.forged()
    return Opened(header, head, signature, encrypted)


def verify(opened: Opened, signing_key: str) -> None:
    """Check the signature by the key of a known poste. Raises `BundleRefused`."""
    try:
        public = minisign.PublicKey.from_base64(signing_key.encode())
        public.verify(opened.head, minisign.Signature.from_bytes(opened.signature))
    except minisign.Error as error:
        raise failures.forged() from error
    except ValueError as error:
        raise failures.damaged() from error


def decrypt(opened: Opened, keys: PosteKeys) -> bytes:
    """The payload, also when it was on its way while this poste took another name. Raises `BundleRefused` when it is for
    someone else.
    """
    try:
        clear: bytes = pyrage.decrypt(opened.encrypted, [keys.age, *keys.former_age])
    except pyrage.DecryptError as error:
        raise failures.not_for_us() from error
    return clear


def _header(head: bytes) -> Header:
    try:
        content: Any = json.loads(head)
        header = Header(
            _whole(content["format"]), str(content["sender"]), _whole(content["number"]), str(content["payload_sha256"])
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise failures.damaged() from error
    if header.format > FORMAT:
        raise failures.too_new()
    if header.format < 1 or not 1 <= header.number < LARGEST_NUMBER:
        raise failures.damaged()
    return header


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number is expected")
    return value
