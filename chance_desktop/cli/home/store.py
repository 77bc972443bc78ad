"""`chance store`: check the file of the dossiers, and save what can be read of a damaged one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.installation.page_watch import check_all
from chance_desktop.casework.installation.rescue import rescue_home, rescued_words
from chance_desktop.cli.kit.console import CONSOLE, PASSPHRASE_VARIABLE, ProgressBar
from chance_desktop.cli.kit.secret_files import secret_in
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

app = typer.Typer(help="Le fichier des dossiers.", no_args_is_help=True, add_completion=False)


@app.command("check")
def check() -> None:
    """Vérifier tout le fichier des dossiers, et dire combien se lisent encore si une partie est abîmée."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        found = check_all(desk, lambda done, of: progress.advance(done, of, _("Vérification")))
    if found is not None:
        raise ExpectedError(
            found.sentence, _("Fermez l’application, puis tapez « chance store rescue » pour sauver ce qui se lit.")
        )
    CONSOLE.tell({"damaged": False}, _("Le fichier des dossiers est entier."))


@app.command("rescue")
def rescue(
    passphrase_file: Annotated[
        Path | None, typer.Option(help=f"Fichier de la phrase secrète, ou variable {PASSPHRASE_VARIABLE}.")
    ] = None,
) -> None:
    """Sauver ce qui se lit d’un fichier de dossiers abîmé, qui est gardé à côté."""
    passphrase = secret_in(passphrase_file) if passphrase_file else os.environ.get(PASSPHRASE_VARIABLE)
    with ProgressBar() as progress:
        found = rescue_home(CONSOLE.home, passphrase, progress)
    CONSOLE.tell(found, rescued_words(found))
