"""A home opened: its key, its lock, its store, and what must be true before anyone works in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.session.desk import BOUND, LISTS_BEHIND, REFRESHED, RULES_CHECKED, Desk, Work
from chance_desktop.casework.session.home_identity import (
    GENERATION,
    RECOVERY_SHEET,
    HomeAltered,
    HomeIdentity,
    former_key_check,
    key_check,
    vault_of,
)
from chance_desktop.casework.session.programme.programme_digest import programme_digest
from chance_desktop.domain.fields.checks import rules_digest
from chance_desktop.domain.journal.vocabulary import Vocabulary
from chance_desktop.runtime import computer_time, crash
from chance_desktop.runtime.clear_copies import clean_behind
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull
from chance_desktop.runtime.paths import HomeLayout, keep_private
from chance_desktop.runtime.replacement import finish_replacement
from chance_desktop.runtime.running_lock import RunningLock
from chance_desktop.runtime.vault import STORE_KEY, KeyMissing, Vault
from chance_desktop.store import settings
from chance_desktop.store.engines.database_address import DatabaseAddress
from chance_desktop.store.opening import Store, open_store
from chance_desktop.store.writing.erasing import REGISTER


def open_desk(
    home: Path,
    *,
    passphrase: str | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Desk:
    """Open a home.

    Other programs may have it open too. Raises `NoHome`, `PassphraseNeeded`, `WrongPassphrase`, `KeyMissing`,
    `VaultUnavailable`, `HomeBusy`, `OthersAtWork`, `StoreDamaged`, `StoreTooNew`, `ReadOnlyHome` or `StoreFull`; for a shared
    store `DriverMissing`, `DatabaseUnreachable`, `DatabaseRefused`, `AlreadyRunning` or `DeskRevoked`.
    """
    layout = HomeLayout(home)
    finish_replacement(layout)
    HomeIdentity.read(layout)  # a folder that is no home gets no locks
    if not os.access(home, os.W_OK):
        raise ReadOnlyHome
    lock = RunningLock(layout)
    with lock.entering() as first, ExitStack() as undone:
        if first:
            clean_behind(layout)  # also of a home that does not open
        identity = HomeIdentity.read(layout)
        vault = vault_of(identity, layout, passphrase)
        key = vault.get(STORE_KEY)
        bound = key_check(key, fictional=identity.fictional) == identity.key_check
        if not bound and former_key_check(key) != identity.key_check:
            raise HomeAltered if key_check(key, fictional=not identity.fictional) == identity.key_check else KeyMissing
        now = clock or computer_time.now
        store = _open(layout, identity, vault, key, lambda: int(now().timestamp() * 1000), lock, alone=first)
        undone.callback(store.close)
        crash.start_log(layout.logs)
        desk = Desk(layout, identity, vault, store, lock, now, _follow, _words)
        _bound_to_its_key(desk, bound=bound)
        if first:
            keep_private(layout)
            _erased(_not_a_copy(_with_its_keys(desk)))
        undone.pop_all()
    try:
        return _up_to_date(desk)
    except BaseException:
        desk.close()
        raise


def _open(
    layout: HomeLayout,
    identity: HomeIdentity,
    vault: Vault,
    key: str,
    now_ms: Callable[[], int],
    lock: RunningLock,
    *,
    alone: bool,
) -> Store:
    if not identity.database:
        return open_store(layout, key, now_ms, alone=alone)
    from chance_desktop.store.shared import open_shared_store

    address, _password = DatabaseAddress.parse(identity.database, kept=True)
    session = lock.session(first=alone)
    return open_shared_store(layout, vault, address, identity.device, now_ms, session)


def _bound_to_its_key(desk: Desk, *, bound: bool) -> Desk:
    """Bind the identity of a home of a former version to its key, once; what is not bound is refused from then on."""
    if desk.setting(BOUND):
        if not bound:
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


def _with_its_keys(desk: Desk) -> Desk:
    """The keys of a renewal that was cut take their place."""
    if desk.setting(settings.SUCCESSION):
        finish_renewal, _renew_identity = _renewal()
        finish_renewal(desk)
    return desk


def _renewal() -> tuple[Callable[[Desk], None], Callable[[Desk], None]]:
    from chance_desktop.casework.exchange.postes.enrolment import finish_renewal, renew_identity

    return finish_renewal, renew_identity


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
        _finish_renewal, renew_identity = _renewal()
        renew_identity(desk)
    following = str(max(reached, here) + 1)
    # A full disk does not keep anyone from reading their dossiers; a store ahead of its vault is no copy.
    with suppress(StoreFull, ReadOnlyHome, OSError):
        desk.put_setting(GENERATION, following)
        desk.vault.put(GENERATION, following)
    return desk


def _erased(desk: Desk) -> Desk:
    """Erase what the register beside the store says, where the store was taken back from before it: nothing of it is shown."""
    known = desk.setting(REGISTER)
    try:
        beside = desk.layout.erasures.read_bytes()
    except OSError:
        beside = b""
    if beside != known.encode():
        from chance_desktop.casework.session.erasure_register import obey_beside

        obey_beside(desk)
    return desk


def _up_to_date(desk: Desk) -> Desk:
    """The lists of a home that was not opened since yesterday speak of today, and its recovery sheet opens all of it."""
    if not desk.setting("role"):
        return desk  # a home being made: it does not say yet which programme it follows
    if desk.setting(RECOVERY_SHEET):
        from chance_desktop.casework.installation.recovery import keep_up_to_date

        with suppress(StoreFull, ReadOnlyHome):
            keep_up_to_date(desk)
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
