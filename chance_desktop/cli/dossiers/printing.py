"""`chance print`: any paper the application prints, in each format it exists in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.papers import catalogue
from chance_desktop.casework.papers.catalogue import About, format_of, render
from chance_desktop.cli.dossiers.dossier_json import find_dossier
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar
from chance_desktop.cli.kit.files import write_document
from chance_desktop.cli.kit.listing import listing
from chance_desktop.runtime.words import _


def _names() -> list[str]:
    return [each.shown_name for each in catalogue.DOCUMENTS]


def _lines() -> Iterable[tuple[str, str]]:
    """Each paper: its name, its title, its formats, and what is named instead of a dossier."""
    about = {
        About.DOSSIER: "", About.NOBODY: _(" ; rien à nommer"), About.EVENT: _(" ; d’une réunion"), About.OFFER: _(" ; d’une offre"),
    }  # fmt: skip
    kinds = {
        None: "",
        catalogue.Each.REFEREE: _("par type de référent"),
        catalogue.Each.FORM: _("Formulaires du programme"),
    }
    for each in catalogue.DOCUMENTS:
        title = each.title.replace("{kind}", kinds[each.each])
        yield each.shown_name, f"{title} ({', '.join(each.formats)}{about[each.about]})"


COMMAND = listing(_("Les documents\u00a0:"), _lines)


def print_document(
    document: Annotated[
        str, typer.Option(help="Nom du document, dans la liste ci-dessous.", autocompletion=_names, metavar="NOM")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Fichier ; sa fin dit le format.")],
    dossier: Annotated[
        str, typer.Argument(help="Identifiant ou numéro du dossier ; de la réunion ou de l’offre pour leurs documents.")
    ] = "",
) -> None:
    """Écrire un document en PDF, en ODT ou dans un autre format."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        offered = {each.name: each.document for each in catalogue.printable(desk, None)}
        of_dossier = document in offered and offered[document].about is About.DOSSIER
        about = find_dossier(desk, dossier) if dossier and of_dossier else dossier
        made = render(desk, about, document, format_of(document, output.name), progress)
    write_document(output, made)
