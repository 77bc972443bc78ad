"""Which postes are known: an office asks with a signed request, the Region accepts and answers with a signed welcome.

Both sides compare a fingerprint by telephone before they accept; it is derived from all the keys of the file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import minisign
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from chance_desktop.store.tables import known_device
from chance_desktop.sync import failures
from chance_desktop.sync.identity import PosteKeys, key_id

_LARGEST_CARD = 64 * 1024


@dataclass(frozen=True, slots=True)
class PosteCard:
    """The public half of a poste, and what it answers to. `answers` is the digest of the request a welcome replies to."""

    kind: str
    device: str
    role: str
    structure_code: str
    branch: str
    age_recipient: str
    signing_key: str
    fictional: bool
    answers: str = ""

    @property
    def fingerprint(self) -> str:
        """Eight groups of four digits, to be read on the telephone."""
        digest = hashlib.sha256("\n".join((self.device, self.age_recipient, self.signing_key)).encode()).digest()
        return " ".join(f"{int.from_bytes(digest[place : place + 2], 'big') % 10_000:04d}" for place in range(0, 16, 2))


def write_card(card: PosteCard, keys: PosteKeys) -> bytes:
    """The card as a file, signed by its own key."""
    body = json.dumps(asdict(card), ensure_ascii=False, separators=(",", ":"))
    signature = bytes(keys.signing.sign(body.encode())).decode()
    return json.dumps({"card": body, "signature": signature}, ensure_ascii=False, indent=1).encode()


def read_card(content: bytes, kind: str) -> PosteCard:
    """Read a card and check that it is signed by the key it shows. Raises `BundleRefused`."""
    if len(content) > _LARGEST_CARD:
        raise failures.too_large()
    try:
        outer: Any = json.loads(content)
        body = str(outer["card"])
        inner: Any = json.loads(body)
        card = PosteCard(**{name: inner[name] for name in PosteCard.__dataclass_fields__})
        public = minisign.PublicKey.from_base64(card.signing_key.encode())
        signature = minisign.Signature.from_bytes(str(outer["signature"]).encode())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise failures.damaged() from error
    try:
        public.verify(body.encode(), signature)
    except minisign.Error as error:
        raise failures.forged() from error
    if card.kind != kind:
        raise failures.damaged()
    return card


def digest_of(content: bytes) -> str:
    """Digest of a request file, repeated in its welcome."""
    return hashlib.sha256(content).hexdigest()


def remember(connection: Connection, card: PosteCard) -> None:
    """Know a poste from now on."""
    row = {
        "device": card.device, "role": card.role, "structure_code": card.structure_code, "branch": card.branch,
        "age_recipient": card.age_recipient, "signing_key": card.signing_key,
        "accepted_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    statement = insert(known_device).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_=row))


@dataclass(frozen=True, slots=True)
class KnownPoste:
    """A poste that was accepted."""

    device: str
    role: str
    structure_code: str
    branch: str
    age_recipient: str
    signing_key: str


def known_postes(connection: Connection) -> tuple[KnownPoste, ...]:
    """Every poste that was accepted."""
    rows = connection.execute(select(known_device).order_by(known_device.c.device))
    return tuple(
        KnownPoste(row.device, row.role, row.structure_code, row.branch, row.age_recipient, row.signing_key)
        for row in rows
    )


def poste_of_key(connection: Connection, sender: str) -> KnownPoste:
    """The poste that signs with this key id. Raises `BundleRefused`."""
    for poste in known_postes(connection):
        if key_id(poste.signing_key) == sender:
            return poste
    raise failures.unknown_sender()
