"""Which postes are known: an office asks with a signed request, the Region accepts and answers with a signed welcome.

Both sides compare eight words by telephone before they accept; they are derived from all a request says, and from the
Region's root key for its welcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import minisign
from sqlalchemy import Connection, select

from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.word_list import french_words
from chance_desktop.store.dialect import upsert
from chance_desktop.store.schema.tables import known_device
from chance_desktop.sync import failures
from chance_desktop.sync.identity import PosteKeys, key_id

_LARGEST_CARD = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PosteCard:
    """The public half of a poste, and what it answers to. `answers` is the digest of the request a welcome replies to."""

    kind: str
    device: str
    role: PosteRole
    structure_code: str
    branch: str
    age_recipient: str
    signing_key: str
    fictional: bool
    answers: str = ""
    replaces: str = ""
    """The device this poste was before, for one restored or replaced."""
    endorsement: str = ""
    """The new keys signed by the former one, where it is still known."""
    root: str = ""
    """The Region's root key, in a welcome: what offices pin."""
    roster: str = ""
    """The signed roster, in a welcome."""
    erasures: str = ""
    """The signed register of erasures, in a welcome."""

    @property
    def fingerprint(self) -> str:
        """Eight French words to be read on the telephone: of everything the card says of the poste, or of the root key."""
        told = (self.root,) if self.root else (
            self.device, self.role, self.structure_code, self.branch, self.age_recipient, self.signing_key, self.replaces,
        )  # fmt: skip
        return spoken(hashlib.sha256("\n".join(told).encode()).digest())


def spoken(digest: bytes) -> str:
    """The first eighty-eight bits of a digest as eight words of a list of 2,048 (BIP 39, French)."""
    words = french_words()
    number = int.from_bytes(digest[:11], "big")
    return " ".join(words[number >> shift & 2047] for shift in range(77, -1, -11))


def write_card(card: PosteCard, keys: PosteKeys, root: minisign.SecretKey | None = None) -> bytes:
    """The card as a file, signed by its own key, or by the root key for a welcome."""
    body = json.dumps(asdict(card), ensure_ascii=False, separators=(",", ":"))
    signature = bytes((root or keys.signing).sign(body.encode())).decode()
    return json.dumps({"card": body, "signature": signature}, ensure_ascii=False, indent=1).encode()


def read_card(content: bytes, kind: str) -> PosteCard:
    """Read a card and check that it is signed by the key it shows, or by its root key. Raises `BundleRefused`."""
    if len(content) > _LARGEST_CARD:
        raise failures.too_large()
    try:
        outer: Any = json.loads(content)
        body = str(outer["card"])
        inner: Any = json.loads(body)
        said = {name: inner[name] for name in PosteCard.__dataclass_fields__ if name in inner}
        card = PosteCard(**{**said, "role": PosteRole(inner["role"])})
        public = minisign.PublicKey.from_base64((card.root or card.signing_key).encode())
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


def endorse(former: PosteKeys, keys: PosteKeys) -> str:
    """The signature of new keys by the former ones."""
    return bytes(former.signing.sign(f"{keys.age_recipient}\n{keys.signing_public}".encode())).decode()


def is_endorsed(card: PosteCard, former_key: str) -> bool:
    """Whether the former key signed those of a card; a poste whose keys were lost has no such signature, and the telephone
    decides alone.
    """
    if not card.endorsement:
        return True
    told = f"{card.age_recipient}\n{card.signing_key}".encode()
    try:
        signature = minisign.Signature.from_bytes(card.endorsement.encode())
        minisign.PublicKey.from_base64(former_key.encode()).verify(told, signature)
    except (minisign.Error, ValueError):
        return False
    return True


def digest_of(content: bytes) -> str:
    """Digest of a request file, repeated in its welcome."""
    return hashlib.sha256(content).hexdigest()


def remember(connection: Connection, card: PosteCard) -> None:
    """Know a poste from now on."""
    row = {
        "device": card.device, "role": card.role, "structure_code": card.structure_code, "branch": card.branch,
        "age_recipient": card.age_recipient, "signing_key": card.signing_key, "replaces": card.replaces,
        "accepted_at": computer_time.utc_text(),
    }  # fmt: skip
    statement = upsert(connection, known_device).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_=row))


_KNOWN = select(known_device).order_by(known_device.c.device)


@dataclass(frozen=True, slots=True)
class KnownPoste:
    """A poste that was accepted. `revoked_after` is the last number accepted of a revoked one."""

    device: str
    role: PosteRole
    structure_code: str
    branch: str
    age_recipient: str
    signing_key: str
    revoked_after: int | None = None
    replaces: str = ""


def remember_former(connection: Connection, own: KnownPoste) -> None:
    """Know what this poste was before it took a new name: what it wrote then still comes back through others."""
    row = {**asdict(own), "accepted_at": computer_time.utc_text()}
    connection.execute(upsert(connection, known_device).values(row).on_conflict_do_nothing())


def remember_entry(connection: Connection, entry: KnownPoste) -> None:
    """Know of a poste what the roster says, or what the Region says of one of its own."""
    row = {**asdict(entry), "accepted_at": ""}
    statement = upsert(connection, known_device).values(row)
    row.pop("accepted_at")
    connection.execute(statement.on_conflict_do_update(index_elements=["device"], set_=row))


def living(postes: Iterable[KnownPoste]) -> tuple[KnownPoste, ...]:
    """The postes to write to: not revoked. One that another replaces may still be at work: its store was copied."""
    return tuple(each for each in postes if each.revoked_after is None and each.signing_key)


def former_names(postes: Iterable[KnownPoste]) -> dict[str, frozenset[str]]:
    """Under which names each poste has written: its own, and those it had before it was restored."""
    replaces = {each.device: each.replaces for each in postes}
    found: dict[str, frozenset[str]] = {}
    for device in replaces:
        names, former = {device}, replaces[device]
        while former and former not in names:
            names.add(former)
            former = replaces.get(former, "")
        found[device] = frozenset(names)
    return found


def known_postes(connection: Connection) -> tuple[KnownPoste, ...]:
    """Every poste that was accepted."""
    rows = connection.execute(_KNOWN)
    return tuple(
        KnownPoste(
            device=row.device,
            role=PosteRole(row.role),
            structure_code=row.structure_code,
            branch=row.branch,
            age_recipient=row.age_recipient,
            signing_key=row.signing_key,
            revoked_after=row.revoked_after,
            replaces=row.replaces,
        )
        for row in rows
    )


def poste_of_key(connection: Connection, sender: str) -> KnownPoste:
    """The poste that signs with this key id. Raises `BundleRefused`."""
    for poste in known_postes(connection):
        if key_id(poste.signing_key) == sender:
            return poste
    raise failures.unknown_sender()
