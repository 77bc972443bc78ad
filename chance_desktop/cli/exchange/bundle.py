"""`chance bundle`: make and take in the files exchanged with the Region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.after_exchange import after_exchange
from chance_desktop.casework.exchange.bundles import export_bundle, import_bundles
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar
from chance_desktop.cli.kit.output import say_failure
from chance_desktop.runtime.words import _, plural

app = typer.Typer(help="Les paquets échangés avec la Région.", no_args_is_help=True, add_completion=False)


@app.command("export")
def export(folder: Annotated[Path, typer.Option("-o", "--output", help="Dossier où écrire les paquets.")]) -> None:
    """Préparer les fichiers à envoyer à la Région, signés et chiffrés pour elle."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        made = export_bundle(desk, folder, progress)
    lines = [
        plural("{n} modification dans", "{n} modifications dans", made.changes),
        *(str(path) for path in made.files),
    ]
    CONSOLE.tell(made, "\n".join(lines))


@app.command("import")
def import_files(files: Annotated[list[Path], typer.Argument(help="Paquets reçus.")]) -> None:
    """Ajouter des paquets reçus ; en ajouter un deux fois ne change rien."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        found = import_bundles(desk, tuple(files), progress).result
        after_exchange(desk)
    content = [
        {
            "file": each.file, "applied": each.applied, "parked": each.parked,
            "refused": [{"reason": reason} for reason in each.refused], "conflicts": each.conflicts,
            "repeated": each.repeated, "missing_numbers": each.missing_numbers,
            "told": [*each.told, *filter(None, (each.ahead,))],
        }
        for each in found
    ]  # fmt: skip
    lines = []
    for each in found:
        told = plural("{n} modification ajoutée", "{n} modifications ajoutées", each.applied)
        if each.repeated:
            told = _("déjà ajouté, rien de nouveau")
        lines.append(
            f"{each.file.name} : {told}" if not each.refused else f"{each.file.name} : {' '.join(each.refused)}"
        )
        lines += [f"  {words}" for words in (*each.told, each.ahead) if words]
        if each.missing_numbers:
            numbers = ", ".join(str(number) for number in each.missing_numbers[:10])
            lines.append(_("  paquets manquants : {numbers}").format(numbers=numbers))
    CONSOLE.tell(content, "\n".join(lines))
    refused = [each for each in found if each.refused]
    if refused:
        say_failure(
            plural(
                "{n} fichier refusé, en entier ou en partie.",
                "{n} fichiers refusés, en entier ou en partie.",
                len(refused),
            )
        )
        raise typer.Exit(1)


@app.command("inspect")
def inspect(file: Annotated[Path, typer.Argument(help="Paquet reçu.")]) -> None:
    """Dire ce qu’un paquet contient, sans l’ajouter."""
    with CONSOLE.desk() as desk:
        found = bundles.inspect(desk, file)
    CONSOLE.tell(found, _("Paquet n° {number} de {sender} : {changes} modifications, {blobs} copies").format(
        number=found.number, sender=found.sender, changes=found.changes, blobs=found.blobs,
    ))  # fmt: skip
