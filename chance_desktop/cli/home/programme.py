"""`chance programme`: check the files of a programme, begin a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.programme.new_programme import begin_programme
from chance_desktop.casework.session.programme.programme_folder import named_mistakes
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.cli.kit.output import say_failure
from chance_desktop.runtime.words import _, plural

app = typer.Typer(help="Les fichiers d’un programme.", no_args_is_help=True, add_completion=False)
Folder = Annotated[Path, typer.Argument(help="Dossier du programme.", metavar="DOSSIER")]


@app.command("check")
def check(folder: Folder) -> None:
    """Nommer d’un coup tout ce qui ne va pas dans les fichiers d’un programme."""
    found = named_mistakes(folder)
    content = [
        {
            "file": each.file, "key": each.key, "value": each.value, "reason": each.reason, "near": each.near,
            "line": each.line or None,
        }
        for each in found
    ]  # fmt: skip
    lines = [f"{each.words}." for each in found] or [_("Aucune erreur : ce programme peut servir.")]
    CONSOLE.tell(content, "\n".join(lines))
    if found:
        say_failure(plural("{n} erreur à corriger.", "{n} erreurs à corriger.", len(found)))
        raise typer.Exit(1)


@app.command("new")
def new(folder: Folder, title: Annotated[str, typer.Option(help="Nom du programme.")] = "") -> None:
    """Commencer un programme : un dossier de fichiers justes, à changer ensuite."""
    made = begin_programme(folder, title)
    told = [
        plural("{n} fichier écrit dans {folder}", "{n} fichiers écrits dans {folder}", len(made)).replace(
            "{folder}", str(folder)
        ),
        _("Changez-les, vérifiez-les avec « chance programme check », puis « chance office init --programme »."),
    ]
    CONSOLE.tell({"folder": folder, "files": list(made)}, "\n".join(told))
