"""`chance recovery`: the sheet the director keeps, and opening with it what a lost passphrase closed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.installation.recovery import open_with_sheet
from chance_desktop.casework.installation.recovery_paper import adopt_sheet, new_sheet
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.cli.kit.files import write_document
from chance_desktop.cli.kit.secret_files import secret_in
from chance_desktop.cli.kit.sheet_words import sheet_in
from chance_desktop.runtime.words import _

app = typer.Typer(help="La feuille de secours.", no_args_is_help=True, add_completion=False)


@app.command("sheet")
def make_sheet(
    output: Annotated[Path, typer.Option("-o", "--output", help="Feuille à imprimer, puis à effacer.")],
) -> None:
    """Faire la feuille que la direction garde : elle ouvre les dossiers quand la phrase secrète est perdue."""
    with CONSOLE.desk() as desk:
        sheet = new_sheet(desk)
        write_document(output, sheet.paper)
        adopt_sheet(desk, sheet)


@app.command("open")
def open_home(
    words_file: Annotated[Path, typer.Option(help="Fichier des douze mots de la feuille de secours.")],
    passphrase_file: Annotated[Path, typer.Option(help="Fichier de la nouvelle phrase secrète.")],
) -> None:
    """Rouvrir avec la feuille des dossiers dont la phrase secrète est perdue, et en choisir une nouvelle."""
    open_with_sheet(CONSOLE.home, sheet_in(words_file), secret_in(passphrase_file))
    CONSOLE.tell({"home": CONSOLE.home}, _("Les dossiers s’ouvrent de nouveau, avec la nouvelle phrase."))
