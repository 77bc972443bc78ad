"""An open home: everything a use case needs, made in one place."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from chance_desktop.casework.home_identity import (
    DATABASE_PASSWORD,
    GENERATION,
    RECOVERY_SHEET,
    STORE_KEY,
    HomeAltered,
    HomeIdentity,
    former_key_check,
    home_exists,
    key_check,
    vault_of,
)
from chance_desktop.casework.outcome import Changes, Outcome, Undo
from chance_desktop.casework.programme_digest import programme_digest
from chance_desktop.domain.change import Value
from chance_desktop.runtime import crash
from chance_desktop.runtime.assets import forms_folder
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull
from chance_desktop.runtime.paths import HomeLayout, default_home, keep_private
from chance_desktop.runtime.replacement import finish_replacement
from chance_desktop.runtime.running_lock import RunningLock
from chance_desktop.runtime.vault import KeyMissing, Vault
from chance_desktop.store import settings
from chance_desktop.store.engine import reading
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.opening import Store, open_store
from chance_desktop.store.writer import WriteTransaction

if TYPE_CHECKING:
    from chance_desktop.casework.records import DossierRecord
    from chance_desktop.domain.programme import Programme

__all__ = ["Desk", "Work", "default_home", "home_exists", "open_desk"]

REFRESHED = "summaries-refreshed"
"""Local setting: the day the summaries were last brought up to date, and the digest of the programme followed then."""

LISTS_BEHIND = "lists-behind"
"""Local setting: an import ended before the lists followed."""

OVERLAY = "programme-overlay"
"""Local setting: the folder of this home that holds the programme as the Region published it."""

BOUND = "home-bound"
"""Local setting: the identity that stands beside the store is bound to its key; one that is not is no longer taken."""

OF_A_DESK = frozenset({
    OVERLAY, BOUND, RECOVERY_SHEET, "recovery-sealed", "recovery-printed", "branch_name", "programme_folder",
    "last-counsellor", "mailbox-url", "mailbox-user", "mailbox-host-key",
})  # fmt: skip
"""Settings that each desk of a shared store has of its own."""
DESK_SETTINGS = "desk/"
"""How their names begin there."""

DEFAULT_PROGRAMME = "une-chance-pour-l-europe"
T = TypeVar("T")


@dataclass(slots=True)
class Work:
    """One transaction of a use case: what it writes, and the dossiers it concerns."""

    desk: Desk
    tx: WriteTransaction
    kinds: set[str] = field(default_factory=set)
    dossiers: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    """Rows that belong to no dossier."""
    fresh: dict[str, DossierRecord] = field(default_factory=dict)
    """Dossiers made in this transaction and only noted in the journal since: their summary needs no reading back."""

    @property
    def connection(self) -> Connection:
        """For reading within the transaction."""
        return self.tx.connection

    def touch(self, dossier_id: str, *kinds: str) -> None:
        """Say what changed, on which dossier."""
        if kinds != ("journal",):
            self.fresh.pop(dossier_id, None)
        self.dossiers.add(dossier_id)
        self.kinds.update(kinds)

    def journal(self, dossier_id: str, kind: str, text: str, on: date | None = None) -> None:
        """Append a line to the journal of a dossier; `on` is the day of the event, today when not given."""
        now = self.desk.now()
        line: dict[str, Value] = {
            "dossier_id": dossier_id,
            "on": (on or self.desk.today()).isoformat(),
            "recorded_at": now.isoformat(timespec="seconds"),
            "by": self.tx.by,
            "kind": kind,
            "text": text,
        }
        self.tx.create("journal", line)
        self.touch(dossier_id, "journal")

    def outcome(self, result: T, undo: str = "") -> Outcome[T]:
        """The outcome, once the transaction is over; with a label it can be undone."""
        changes = Changes(frozenset(self.kinds), frozenset(self.dossiers | self.rows))
        way_back = tuple(each for each in self.tx.written if each.table not in ("journal", "contact"))
        return Outcome(result, changes, Undo(undo, way_back, tuple(self.dossiers)) if undo and way_back else None)


class Desk:
    """An open home. Reading is safe from any thread; writing belongs to one thread at a time."""

    def __init__(
        self,
        layout: HomeLayout,
        identity: HomeIdentity,
        vault: Vault,
        store: Store,
        lock: RunningLock,
        clock: Callable[[], datetime],
    ) -> None:
        self.layout = layout
        self.identity = identity
        self.vault = vault
        self.store = store
        self.author = ""
        self._lock = lock
        self._clock = clock

    @property
    def home(self) -> Path:
        """The folder."""
        return self.layout.root

    @property
    def fictional(self) -> bool:
        """Whether everything in it is invented."""
        return self.identity.fictional

    @property
    def shares_with(self) -> str:
        """The database this desk shares with others, as it may be shown; empty where the store is a file of this home."""
        if not self.identity.database:
            return ""
        from chance_desktop.store.database_address import DatabaseAddress

        return str(DatabaseAddress.parse(self.identity.database)[0])

    @cached_property
    def role(self) -> str:
        """`office` or `region`."""
        return self.setting("role", "office")

    @cached_property
    def structure_code(self) -> str:
        """Code of the Mission Locale; empty for the Region."""
        return self.setting("structure_code")

    @cached_property
    def branch_id(self) -> str:
        """Row of this branch."""
        return self.setting("branch_id")

    @cached_property
    def branch_code(self) -> str:
        """Three letters of the branch, for file numbers."""
        return self.setting("branch_code", "XXX")

    @cached_property
    def poste_letter(self) -> str:
        """Letter of this poste in its branch, for file numbers."""
        return self.setting("poste_letter", "A")

    @property
    def programme_folder(self) -> Path:
        """Folder of the programme this home follows: as the Region published it, or as it was shipped."""
        overlay = self.setting(OVERLAY)
        published = self.home / overlay if overlay else None
        return published if published is not None and published.exists() else self.shipped_programme

    @property
    def shipped_programme(self) -> Path:
        """Folder of the programme before anything was published."""
        named = self.setting("programme_folder")
        return Path(named) if named else forms_folder() / DEFAULT_PROGRAMME

    def forget_programme(self) -> None:
        """Read the programme again when it is next needed."""
        self.__dict__.pop("programme", None)

    @cached_property
    def programme(self) -> Programme:
        """The programme, read the first time it is needed (it is not needed to show the list)."""
        from chance_desktop.casework.programme_folder import read_programme

        return read_programme(self.programme_folder)

    def now(self) -> datetime:
        """This instant, in UTC."""
        return self._clock()

    def today(self) -> date:
        """The day it is on this computer."""
        return self._clock().astimezone().date()

    def setting(self, name: str, default: str = "") -> str:
        """A local setting."""
        with self.reading() as connection:
            return settings.get(connection, self.setting_name(name), default)

    def put_setting(self, name: str, value: str) -> None:
        """Keep a local setting."""
        with told_in_french(), self.store.engine.begin() as connection:
            settings.put(connection, self.setting_name(name), value)

    def setting_name(self, name: str) -> str:
        """Under which name the store keeps a setting."""
        return desk_setting(self.store.device, name) if self.store.shared and name in OF_A_DESK else name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        with told_in_french(), reading(self.store.engine) as connection:
            yield connection

    @contextmanager
    def working(self) -> Iterator[Work]:
        """A transaction in the name of the counsellor signed in; summaries of the dossiers it touches follow."""
        from chance_desktop.casework import summaries

        with self.store.writer.transaction(self.author) as tx:
            work = Work(self, tx)
            yield work
            tx.flush()
            summaries.refresh(self, tx.connection, work.dossiers - set(work.fresh), work.fresh)

    def become(self, device: str) -> None:
        """Write in the name of another device from now on; the store was told already."""
        self.store = self.store.renamed(device)

    def close(self) -> None:
        """Close the store and let another copy open it."""
        self.store.close()
        self._lock.release()
        crash.stop_log()


def desk_setting(device: str, name: str) -> str:
    """Name in a shared store of a setting that one desk has of its own."""
    return f"{DESK_SETTINGS}{device}/{name}"


def open_desk(
    home: Path,
    *,
    passphrase: str | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Desk:
    """Open a home.

    Raises `NoHome`, `PassphraseNeeded`, `WrongPassphrase`, `KeyMissing`, `VaultUnavailable`, `AlreadyRunning`,
    `StoreDamaged`, `StoreTooNew`, `ReadOnlyHome` or `StoreFull`; for a shared store `DriverMissing`,
    `DatabaseUnreachable`, `DatabaseRefused` or `DeskRevoked`.
    """
    layout = HomeLayout(home)
    finish_replacement(layout)
    identity = HomeIdentity.read(layout)
    if not os.access(home, os.W_OK):
        raise ReadOnlyHome
    lock = RunningLock(layout.lock)
    lock.take()
    try:
        vault = vault_of(identity, layout, passphrase)
        key = vault.get(STORE_KEY)
        bound = key_check(key, fictional=identity.fictional) == identity.key_check
        if not bound and former_key_check(key) != identity.key_check:
            raise HomeAltered if key_check(key, fictional=not identity.fictional) == identity.key_check else KeyMissing
        now = clock or _system_clock
        store = _open(layout, identity, vault, key, lambda: int(now().timestamp() * 1000))
        crash.start_log(layout.logs)
        keep_private(layout)
        desk = _bound_to_its_key(Desk(layout, identity, vault, store, lock, now), bound=bound)
        return _up_to_date(_not_a_copy(desk))
    except BaseException:
        lock.release()
        raise


def _open(layout: HomeLayout, identity: HomeIdentity, vault: Vault, key: str, now_ms: Callable[[], int]) -> Store:
    if not identity.database:
        return open_store(layout, key, now_ms)
    from chance_desktop.store.database_address import DatabaseAddress
    from chance_desktop.store.shared import open_shared_store

    address, _password = DatabaseAddress.parse(identity.database)
    return open_shared_store(layout, key, address, vault.get(DATABASE_PASSWORD), identity.device, now_ms)


def _bound_to_its_key(desk: Desk, *, bound: bool) -> Desk:
    """Bind the identity of a home of a former version to its key, once; what is not bound is refused from then on."""
    if desk.setting(BOUND):
        if not bound:
            desk.store.close()
            raise HomeAltered
        return desk
    # a full disk does not keep anyone from reading their dossiers
    with suppress(StoreFull, ReadOnlyHome):
        if not bound:
            check = key_check(desk.vault.get(STORE_KEY), fictional=desk.identity.fictional)
            desk.identity = replace(desk.identity, key_check=check)
            desk.identity.write(desk.layout)
        desk.put_setting(BOUND, "1")
    return desk


def _not_a_copy(desk: Desk) -> Desk:
    """Take a new identity when the vault has seen this store further than it is: it was taken back from a copy.

    A vault sealed with a passphrase lies beside the store and goes back with it; the Region's receipts tell then. A shared
    store goes back without its desks: those who keep the server answer for it.
    """
    if desk.store.shared or not desk.setting("role") or desk.identity.vault == "passphrase":
        return desk
    try:
        reached = int(desk.vault.get(GENERATION))
    except KeyMissing:
        reached = 0
    here = int(desk.setting(GENERATION, "0"))
    if reached > here:
        from chance_desktop.casework.enrolment import renew_identity

        renew_identity(desk)
    following = str(max(reached, here) + 1)
    # A full disk does not keep anyone from reading their dossiers; a store ahead of its vault is no copy.
    with suppress(StoreFull, ReadOnlyHome, OSError):
        desk.put_setting(GENERATION, following)
        desk.vault.put(GENERATION, following)
    return desk


def _up_to_date(desk: Desk) -> Desk:
    """The lists of a home that was not opened since yesterday speak of today, and its recovery sheet opens all of it."""
    if not desk.setting("role"):
        return desk  # a home being made: it does not say yet which programme it follows
    if desk.setting(RECOVERY_SHEET):
        from chance_desktop.casework.recovery import keep_up_to_date

        with suppress(StoreFull, ReadOnlyHome):
            keep_up_to_date(desk)
    if desk.store.shared:
        # another desk may have published since, or this one has just joined
        from chance_desktop.casework.programme_parts import apply_parts

        apply_parts(desk)
    if desk.setting(LISTS_BEHIND):
        from chance_desktop.casework.summaries import refresh_all

        refresh_all(desk)
        desk.put_setting(LISTS_BEHIND, "")
    day, _space, followed = desk.setting(REFRESHED).partition(" ")
    if day != desk.today().isoformat() or followed != programme_digest(desk.programme_folder):
        from chance_desktop.casework.summaries import bring_up_to_date

        bring_up_to_date(desk)
    return desk


def _system_clock() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
