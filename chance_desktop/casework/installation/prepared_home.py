"""A home prepared whole beside the one that is there, before it takes its place: restored from a backup, or rescued."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from chance_desktop.casework.session.home_identity import GENERATION, HomeIdentity, home_exists, vault_of
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import RunningLock


def give_identity(
    layout: HomeLayout, identity: HomeIdentity, secrets: Mapping[str, str], passphrase: str | None
) -> None:
    """Give a prepared home its identity and its secrets."""
    identity.write(layout)
    vault = vault_of(identity, layout, passphrase)
    for name, secret in secrets.items():
        if name != GENERATION:  # it counts the openings of the former home
            vault.put(name, secret)


def carry_erasures(layout: HomeLayout) -> None:
    """What was erased since the backup, as this computer still knows it, is erased of the prepared home when it is opened."""
    if layout.erasures.exists():
        with told_by_place(layout.root):
            shutil.copyfile(layout.erasures, HomeLayout(layout.prepared).erasures)


@contextmanager
def held(layout: HomeLayout) -> Iterator[None]:
    """Keep the home from being opened; a folder made for nothing does not stay."""
    made = not layout.root.exists()
    with told_by_place(layout.root):
        layout.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with RunningLock(layout).alone():
            yield
    finally:
        if made and not home_exists(layout.root):
            with suppress(OSError):
                layout.lock.unlink(missing_ok=True)
                layout.root.rmdir()


@contextmanager
def removed_unless_whole(layout: HomeLayout) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(ExpectedError):
            forget_prepared(layout)
        raise


def forget_prepared(layout: HomeLayout) -> None:
    """Remove what a try that was cut had prepared, its secrets in the desktop's vault included."""
    inside = HomeLayout(layout.prepared)
    with suppress(ExpectedError):
        identity = HomeIdentity.read(inside)
        if identity.vault == "desktop":
            vault_of(identity, inside, None).forget()
    if layout.prepared.exists():
        with told_by_place(layout.root):
            shutil.rmtree(layout.prepared)
