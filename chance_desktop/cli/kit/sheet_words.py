"""The words of a recovery sheet, given to a command in a file."""

from __future__ import annotations

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
