"""The programs that have a home open take turns, one transaction each; what must be alone with it is refused while others are.

Opening goes through a door that one program holds at a time; each then keeps a place for as long as it lives. Both are locks
of the system: a program that was killed holds nothing. A former version holds the door for as long as it runs.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import file_failure, write_whole
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from filelock import FileLock

_PLACES = 16
_DOOR_SECONDS = 20.0
_LEAVING_SECONDS = 5.0


class AlreadyRunning(ExpectedError):
    """Another copy of this home works in the shared store."""

    def __init__(self) -> None:
        super().__init__(
            _("L’application est déjà ouverte sur ces dossiers."),
            _("Revenez à la fenêtre déjà ouverte, ou fermez-la avant de recommencer."),
        )


class HomeBusy(ExpectedError):
    """What must be alone with a home is under way, or a former version has it open."""

    def __init__(self) -> None:
        super().__init__(
            _("Une opération qui doit être seule sur ces dossiers est en cours."),
            _("Attendez qu’elle se termine, ou fermez la fenêtre qui la fait, puis recommencez."),
        )


class OthersAtWork(ExpectedError):
    """Something that must be alone with a home was asked while other programs have it open."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Une autre fenêtre ou une autre commande est ouverte sur ces dossiers, et cette opération doit être seule."
            ),
            _("Fermez-la, ou attendez qu’elle se termine, puis recommencez. Rien n’a été modifié."),
        )


class RunningLock:
    """One program's place in a home, given back at the end of the process whatever happens."""

    def __init__(self, layout: HomeLayout) -> None:
        self._layout = layout
        self._door = file_lock(layout.lock)
        self._place: FileLock | None = None

    @contextmanager
    def entering(self) -> Iterator[bool]:
        """Take a place, and hold the door meanwhile; tells whether nobody else has the home open.

        The place is kept where nothing fails inside. Raises `HomeBusy`, `StoreFull` or `ReadOnlyHome`.
        """
        with self._at_the_door(_DOOR_SECONDS):
            first = not self._others()
            self._place = self._free_place()
            try:
                yield first
            except BaseException:
                self._give_back()
                raise

    def session(self, *, first: bool) -> str:
        """What the programs that have this home open together have in common, and no copy of it: chosen by the first."""
        path = self._layout.running / "session"
        if first or not path.exists():
            write_whole(path, secrets.token_hex(8).encode(), private=True)
        return path.read_text("ascii")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other program out. Raises `HomeBusy` or `OthersAtWork`, and `StoreFull` or `ReadOnlyHome`."""
        with self._at_the_door(0):
            if self._others():
                raise OthersAtWork
            yield

    @contextmanager
    def leaving(self) -> Iterator[bool]:
        """Give the place back after the work inside; tells whether nobody else has the home open, as far as is known."""
        try:
            with self._at_the_door(_LEAVING_SECONDS):
                yield not self._others()
                self._give_back()
        except ExpectedError:
            yield False
        finally:
            self._give_back()

    @contextmanager
    def _at_the_door(self, seconds: float) -> Iterator[None]:
        acquire(self._door, seconds, HomeBusy)
        try:
            yield
        finally:
            self._door.release()

    def _others(self) -> bool:
        own = None if self._place is None else Path(self._place.lock_file)
        return any(path != own and _is_held(path) for path in sorted(self._layout.running.glob("place-*.lock")))

    def _free_place(self) -> FileLock:
        make_running(self._layout)
        for number in range(_PLACES):
            lock = file_lock(self._layout.running / f"place-{number:02}.lock")
            if try_lock(lock):
                return lock
        raise HomeBusy

    def _give_back(self) -> None:
        place, self._place = self._place, None
        if place is not None:
            place.release()


def make_running(layout: HomeLayout) -> None:
    """Make the folder of the locks. Raises `StoreFull` or `ReadOnlyHome`."""
    try:
        layout.running.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise file_failure(error) from error


def file_lock(path: Path) -> FileLock:
    """A lock of the system on a file that only its owner reads; any thread of the program that took it may release it."""
    from filelock import FileLock

    return FileLock(path, timeout=0, mode=0o600, thread_local=False)


def try_lock(lock: FileLock) -> bool:
    """Take a lock if nobody holds it. Raises `StoreFull` or `ReadOnlyHome`."""
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return False
    except OSError as error:
        raise file_failure(error) from error
    return True


def acquire(lock: FileLock, seconds: float, held: Callable[[], ExpectedError]) -> None:
    """Take a lock, waiting so long for whoever holds it. Raises `held`, `StoreFull` or `ReadOnlyHome`."""
    try:
        lock.acquire(timeout=seconds)
    except TimeoutError:
        raise held() from None
    except OSError as error:
        raise file_failure(error) from error


@contextmanager
def turn_for(path: Path) -> Iterator[None]:
    """Change a small file after whoever changes it now. Raises `HomeBusy`, `StoreFull` or `ReadOnlyHome`."""
    lock = file_lock(path.with_name(f"{path.name}.lock"))
    acquire(lock, _DOOR_SECONDS, HomeBusy)
    try:
        yield
    finally:
        lock.release()


def _is_held(path: Path) -> bool:
    lock = file_lock(path)
    if not try_lock(lock):
        return True
    lock.release()
    return False
