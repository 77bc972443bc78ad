"""`chance backup`: make, verify and restore a backup sealed with a passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.installation.backup import create_backup, verify_backup
from chance_desktop.casework.installation.rehearsal import rehearse
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar
from chance_desktop.cli.kit.secret_files import secret_in
from chance_desktop.cli.kit.sheet_words import WordsFile, sheet_in
from chance_desktop.runtime.words import _

app = typer.Typer(help="Les sauvegardes.", no_args_is_help=True, add_completion=False)
PassphraseFile = Annotated[Path, typer.Option(help="Fichier de la phrase secrète de la sauvegarde.")]


@app.command("create")
def create(output: Annotated[Path, typer.Option("-o", "--output")], passphrase_file: PassphraseFile) -> None:
    """Sauvegarder tous les dossiers et leurs copies dans un fichier scellé."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        made = create_backup(desk, output, secret_in(passphrase_file), progress)
    CONSOLE.tell(made, _("Sauvegarde écrite et relue : {file} ({n} dossiers)").format(file=made.file, n=made.dossiers))


@app.command("verify")
def verify(file: Path, passphrase_file: PassphraseFile) -> None:
    """Relire une sauvegarde et dire si elle est entière."""
    with ProgressBar() as progress:
        found = verify_backup(file, secret_in(passphrase_file), progress)
    CONSOLE.tell(
        found, _("Sauvegarde entière : {n} dossiers, faite le {day}").format(n=found.dossiers, day=found.made_on)
    )


@app.command("rehearse")
def rehearse_restore(file: Path, passphrase_file: PassphraseFile) -> None:
    """Essayer une reprise pour de bon, dans un dossier à part, effacé ensuite ; rien n’est envoyé."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        found = rehearse(desk, file, secret_in(passphrase_file), progress)
    told = _("La sauvegarde du {day} se reprend : {n} dossiers et {scans} pièces numérisées relus.").format(
        day=found.made_on, n=found.dossiers, scans=found.scans
    )
    CONSOLE.tell(found, told)


@app.command("restore")
def restore(
    file: Path,
    passphrase_file: PassphraseFile,
    words_file: WordsFile = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Prendre la place des dossiers de ce poste, gardés à côté.")
    ] = False,
) -> None:
    """Reprendre une sauvegarde dans un dossier d’application neuf, ou à la place de l’ancien.

    Avec les mots de la feuille de secours, la phrase donnée est la nouvelle.
    """
    sheet = sheet_in(words_file) if words_file else None
    with ProgressBar() as progress:
        found = restore_backup(file, secret_in(passphrase_file), CONSOLE.home, progress, sheet=sheet, replace=replace)
    told = _("{n} dossiers repris dans {home}").format(n=found.dossiers, home=CONSOLE.home)
    if found.kept is not None:
        told += "\n" + _(
            "Les dossiers d’avant sont gardés dans {kept} : effacez-les quand la reprise vous convient."
        ).format(kept=found.kept)
    CONSOLE.tell(found, told)
