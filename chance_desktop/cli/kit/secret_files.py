"""Secrets a command takes: from a file or from the environment, never from the command line, which other people see."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

DATABASE_PASSWORD_VARIABLE = "CHANCE_DATABASE_PASSWORD"
DatabasePasswordFile = Annotated[
    Path | None, typer.Option(help=f"Fichier du mot de passe de la base, ou variable {DATABASE_PASSWORD_VARIABLE}.")
]


def secret_in(path: Path) -> str:
    """The secret a file holds. Raises `ExpectedError` when it cannot be read."""
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ExpectedError(_("Le fichier du secret ne peut pas être lu."), _("Vérifiez son chemin.")) from error


def database_password(path: Path | None) -> str:
    """The password of a database; empty where there is none, or where the URL holds it."""
    return secret_in(path) if path else os.environ.get(DATABASE_PASSWORD_VARIABLE, "")
