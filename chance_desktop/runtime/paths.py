"""The home: the one folder that holds everything the application keeps on this computer."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "CHANCE_HOME"


@dataclass(frozen=True, slots=True)
class HomeLayout:
    """Names of what stands in a home."""

    root: Path

    @property
    def store(self) -> Path:
        """The encrypted database."""
        return self.root / "dossiers.chance-db"

    @property
    def identity(self) -> Path:
        """Clear, impersonal facts needed before the store can be opened: home number, kind of vault."""
        return self.root / "home.json"

    @property
    def key_file(self) -> Path:
        """Secrets of a fictional home, or secrets sealed with a passphrase."""
        return self.root / "key"

    @property
    def recovery(self) -> Path:
        """The same secrets sealed to the last recovery sheet that was printed."""
        return self.root / "recovery"

    @property
    def erasures(self) -> Path:
        """The register of erasures, signed and without personal data: in no backup, so that one restored here obeys it."""
        return self.root / "erasures.json"

    @property
    def page_map(self) -> Path:
        """Where the tables of the database begin, for the day the page that says so is damaged; nothing of anyone."""
        return self.root / "dossiers.pages"

    @property
    def settings_copy(self) -> Path:
        """The settings that say whose the database is, encrypted like it, for the day their own page is damaged."""
        return self.backups / "settings.chance-db"

    @property
    def attachments(self) -> Path:
        """Encrypted scans, one file each."""
        return self.root / "attachments"

    @property
    def backups(self) -> Path:
        """Automatic backups made before a migration."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Technical journal, without personal data."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """The door: held by whoever opens the home, or must be alone with it."""
        return self.root / "running.lock"

    @property
    def running(self) -> Path:
        """Locks of the programs that have the home open, each with its place."""
        return self.root / "running"

    @property
    def exchange_lock(self) -> Path:
        """Held by the program that exchanges through the mailbox."""
        return self.running / "exchange.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the window that is open on the home."""
        return self.running / "window.lock"

    @property
    def window_socket(self) -> Path:
        """Where that window hears those that are launched after it."""
        return self.running / "window.socket"

    @property
    def clear(self) -> Path:
        """Copies in clear that another program shows, outside the home: the only ones, and never for long."""
        name = hashlib.sha256(str(self.root.resolve()).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"chance-{name}"

    @property
    def prepared(self) -> Path:
        """A whole home being prepared, which will take the place of this one."""
        return self.root / "restoring"

    @property
    def replacement(self) -> Path:
        """Says that the prepared home is whole and takes the place of this one."""
        return self.root / "restoring.json"

    @property
    def window(self) -> Path:
        """Window geometry and columns."""
        return self.root / "window.ini"


def keep_private(layout: HomeLayout) -> None:
    """Let nobody but its owner into a home, where the system knows owners; a disk that knows none changes nothing."""
    if os.name != "posix":
        return
    with suppress(OSError):
        layout.root.chmod(0o700)
    for folder in (layout.root, layout.logs, layout.backups):
        for path in folder.glob("*"):
            with suppress(OSError):
                if path.stat().st_mode & 0o077:
                    path.chmod(0o700 if path.is_dir() else 0o600)


def private_opener(path: str, flags: int) -> int:
    """How `open` makes a file that its owner alone reads."""
    return os.open(path, flags, 0o600)


def default_home() -> Path:
    """`CHANCE_HOME`, or the folder the desktop reserves for the application's data."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("chance-desktop", appauthor=False, roaming=False)
