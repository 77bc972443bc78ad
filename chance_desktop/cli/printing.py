"""`chance print`: a document of a dossier, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.papers.printing import render
from chance_desktop.cli.console import CONSOLE, ProgressBar
from chance_desktop.cli.dossier_json import find_dossier
from chance_desktop.cli.files import write_document


def print_document(
    dossier: Annotated[str, typer.Argument(help="Identifiant ou numéro du dossier.")],
    document: Annotated[str, typer.Option(help="checklist, missing-pieces, receipt ou dossier.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Fichier PDF.")],
) -> None:
    """Écrire un document d’un dossier en PDF."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        made = render(desk, find_dossier(desk, dossier), document, progress)
    write_document(output, made)
