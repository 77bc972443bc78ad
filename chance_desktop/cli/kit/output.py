"""The standard output of a command: one that fails is told, whatever made it fail."""

from __future__ import annotations

import os
import sys

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import NO_ROOM
from chance_desktop.runtime.words import _


class OutputClosed(ExpectedError):
    """Whoever read the output left before its end."""

    def __init__(self) -> None:
        super().__init__(
            _("La sortie a été fermée avant la fin : tout n’a pas été écrit."),
            _("Ce que la commande a fait reste fait."),
        )


class OutputFull(ExpectedError):
    """The file the output goes to cannot be written."""

    def __init__(self, *, full: bool) -> None:
        super().__init__(
            _("Le disque où va la sortie est plein : tout n’a pas été écrit.")
            if full
            else _("La sortie ne peut pas être écrite."),
            _("Ce que la commande a fait reste fait. Choisissez un autre endroit, puis recommencez."),
        )


def say(text: str, end: str = "\n") -> None:
    """Print at once. Raises `OutputClosed` or `OutputFull`."""
    if sys.stdout is None:  # closed before the program began
        raise OutputClosed
    try:
        print(text, end=end, flush=True)  # noqa: T201
    except (BrokenPipeError, ValueError) as error:
        _give_up()
        raise OutputClosed from error
    except OSError as error:
        _give_up()
        raise OutputFull(full=error.errno in NO_ROOM) from error


def say_failure(text: str) -> None:
    """One line on the error output; one that is closed is nobody's to read."""
    try:
        print(text, file=sys.stderr, flush=True)  # noqa: T201
    except (OSError, ValueError):
        return


def _give_up() -> None:
    """What is left is written nowhere, so that the end of the program does not try again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
