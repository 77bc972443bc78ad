"""What every command shares: the home, the output, and how failures are told."""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.session.clock_doubt import clock_doubt
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.cli.kit.output import say, say_failure
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime import crash
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout, default_home
from chance_desktop.runtime.words import _

PASSPHRASE_VARIABLE = "CHANCE_PASSPHRASE"


@dataclass(slots=True)
class Console:
    """Options given before the command."""

    home: Path
    as_json: bool
    counsellor: str

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The open home, signed in as the counsellor named, or as the last one of a fictional home."""
        opened = open_desk(self.home, passphrase=os.environ.get(PASSPHRASE_VARIABLE))
        try:
            _sign_in(opened, self.counsellor)
            doubt = clock_doubt(opened)
            if doubt:
                print(doubt, file=sys.stderr)  # noqa: T201
            yield opened
        finally:
            opened.close()

    def tell(self, content: object, lines: str) -> None:
        """Print the JSON contract, or French lines."""
        # a name may hold what a terminal takes for an order
        say(json.dumps(plain(content), ensure_ascii=False, indent=1) if self.as_json else as_shown(lines))


CONSOLE = Console(Path(), False, "")


def configure(home: Path | None, as_json: bool, counsellor: str) -> None:
    """Take the options given before the command."""
    CONSOLE.home = home or default_home()
    CONSOLE.as_json = as_json
    CONSOLE.counsellor = counsellor


def plain(content: object) -> Any:
    """A result as JSON can hold it: dataclasses as objects, dates as ISO 8601, paths as text, bytes in base 64."""
    if is_dataclass(content) and not isinstance(content, type):
        return {name: plain(value) for name, value in asdict(content).items()}
    if isinstance(content, dict):
        return {str(name): plain(value) for name, value in content.items()}
    if isinstance(content, list | tuple | set | frozenset):
        return [plain(value) for value in content]
    if isinstance(content, Enum):
        return content.value
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, bytes):
        return base64.b64encode(content).decode("ascii")
    return str(content) if isinstance(content, Path) else content


class ProgressBar:
    """A progress bar on the error output, when a person looks at it."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> ProgressBar:
        if sys.stderr.isatty():
            from rich import console, progress

            self._progress = progress.Progress(console=console.Console(stderr=True), transient=True)
            self._progress.start()
            self._task = self._progress.add_task("", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def advance(self, done: int, total: int, what: str) -> None:
        """Show how much is done."""
        if self._progress is not None:
            self._progress.update(self._task, completed=done, total=total or None, description=what)


def tell_failure(error: ExpectedError) -> None:
    """One French line on the error output."""
    say_failure(" ".join(error.text.split()) or type(error).__name__)


def tell_crash(error: BaseException, home: Path) -> None:
    """Our own bug: logged without personal data, and said so."""
    layout = HomeLayout(home)
    if layout.identity.exists():
        with suppress(OSError):  # a full disk keeps nobody from reading the report
            crash.start_log(layout.logs)
    report = crash.log_crash(error)
    sentence = _("L’application a rencontré une erreur qui vient d’elle. Rien n’a été perdu. Transmettez ce rapport :")
    say_failure(f"{sentence}\n{report}")


def _sign_in(desk: Desk, name: str) -> None:
    people = list_counsellors(desk)
    if name:
        found = [each for each in people if name.casefold() in (each.full_name.casefold(), each.id)]
        if not found:
            raise ExpectedError(_("Aucun conseiller de ce nom sur ce poste."), _("Vérifiez le prénom et le nom."))
        sign_in(desk, found[0].id, os.environ.get("CHANCE_PIN", ""))
        return
    last = desk.setting("last-counsellor")
    open_to_all = [each for each in people if not each.has_pin and each.id in (last, people[0].id)]
    if HomeIdentity.read(desk.layout).fictional and open_to_all:
        sign_in(desk, next((each.id for each in open_to_all if each.id == last), open_to_all[0].id))
    elif len(people) == 1 and not people[0].has_pin:
        sign_in(desk, people[0].id)
