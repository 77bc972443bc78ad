"""The words of a recovery sheet, given to a command in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.cli.kit.secret_files import secret_in
from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.recovery_words import identity_of

WordsFile = Annotated[Path | None, typer.Option(help="Fichier des douze mots de la feuille de secours.")]


def sheet_in(path: Path) -> Identity:
    """The key the words of a file stand for. Raises `ExpectedError`."""
    return identity_of(secret_in(path))


def numbered(words: Sequence[str]) -> str:
    """Words to be read to somebody, one a line, with their places."""
    return "\n".join(f"{number:2}  {word}" for number, word in enumerate(words, 1))
