"""One running copy per home: the second is told so."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import file_failure
from chance_desktop.runtime.words import _


class AlreadyRunning(ExpectedError):
    """Another copy holds this home."""

    def __init__(self) -> None:
        super().__init__(
            _("L’application est déjà ouverte sur ces dossiers."),
            _("Revenez à la fenêtre déjà ouverte, ou fermez-la avant de recommencer."),
        )


class RunningLock:
    """Advisory lock on a home, released at the end of the process whatever happens."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)

    def take(self) -> None:
        """Take the lock; raises `AlreadyRunning` when another copy holds it, `StoreFull` or `ReadOnlyHome`."""
        try:
            self._lock.acquire()
        except Timeout:
            raise AlreadyRunning from None
        except OSError as error:
            raise file_failure(error) from error

    def release(self) -> None:
        """Give the lock back."""
        self._lock.release()
