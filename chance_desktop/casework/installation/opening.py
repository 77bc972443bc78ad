"""A home opened: its key, its lock, its store, and what must be true before anyone works in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.session.desk import GENERATION, LISTS_BEHIND, REFRESHED, RULES_CHECKED, Desk, Work
from chance_desktop.casework.session.home_identity import (
    DATABASE_PASSWORD,
    STORE_KEY,
    HomeIdentity,
    key_check,
    vault_of,
)
from chance_desktop.casework.session.programme_digest import programme_digest
from chance_desktop.domain.fields.checks import rules_digest
from chance_desktop.domain.journal.vocabulary import Vocabulary
from chance_desktop.runtime import computer_time, crash
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import RunningLock
from chance_desktop.runtime.vault import KeyMissing, Vault
from chance_desktop.store.database_address import DatabaseAddress
from chance_desktop.store.failures import ReadOnlyHome, StoreFull
from chance_desktop.store.opening import Store, open_store


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
    identity = HomeIdentity.read(layout)
    if not os.access(home, os.W_OK):
        raise ReadOnlyHome
    lock = RunningLock(layout.lock)
    lock.take()
    try:
        vault = vault_of(identity, layout, passphrase)
        key = vault.get(STORE_KEY)
        if key_check(key) != identity.key_check:
            raise KeyMissing
        now = clock or computer_time.now
        store = _open(layout, identity, vault, key, lambda: int(now().timestamp() * 1000))
        crash.start_log(layout.logs)
        return _up_to_date(_not_a_copy(Desk(layout, identity, vault, store, lock, now, _follow, _words)))
    except BaseException:
        lock.release()
        raise


def _open(layout: HomeLayout, identity: HomeIdentity, vault: Vault, key: str, now_ms: Callable[[], int]) -> Store:
    if not identity.database:
        return open_store(layout, key, now_ms)
    from chance_desktop.store.shared import open_shared_store

    address, _password = DatabaseAddress.parse(identity.database)
    return open_shared_store(layout, key, address, vault.get(DATABASE_PASSWORD), identity.device, now_ms)


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
        from chance_desktop.casework.exchange.enrolment import renew_identity

        renew_identity(desk)
    following = str(max(reached, here) + 1)
    # A full disk does not keep anyone from reading their dossiers; a store ahead of its vault is no copy.
    with suppress(StoreFull, ReadOnlyHome, OSError):
        desk.put_setting(GENERATION, following)
        desk.vault.put(GENERATION, following)
    return desk


def _up_to_date(desk: Desk) -> Desk:
    """The lists of a home that was not opened since yesterday speak of today."""
    if not desk.setting("role"):
        return desk  # a home being made: it does not say yet which programme it follows
    day, _space, followed = desk.setting(REFRESHED).partition(" ")
    of_today = day == desk.today().isoformat() and followed == programme_digest(desk.programme_folder)
    of_these_rules = desk.setting(RULES_CHECKED) == rules_digest()
    if desk.store.shared or desk.setting(LISTS_BEHIND) or not of_today or not of_these_rules:
        _follow_work, catch_up = _computed_rows()
        catch_up(desk)
    return desk


def _follow(work: Work) -> None:
    follow, _catch_up = _computed_rows()
    follow(work)


def _computed_rows() -> tuple[Callable[[Work], None], Callable[[Desk], None]]:
    """How the rows computed from others follow a transaction, and how they catch up with the time the home was closed."""
    from chance_desktop.casework.installation.computed_rows import catch_up, follow

    return follow, catch_up


def _words(desk: Desk, connection: Connection) -> Vocabulary:
    from chance_desktop.casework.dossiers.vocabulary import DeskVocabulary

    return DeskVocabulary(desk, connection)
