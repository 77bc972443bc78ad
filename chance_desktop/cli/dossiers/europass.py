"""`chance europass`: write the documents of a dossier, read a file, take a file over into a dossier."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.europass.comparison import compare
from chance_desktop.casework.europass.comparison import take as take_over
from chance_desktop.casework.europass.files import read_file
from chance_desktop.casework.papers.europass_papers import Format, Paper, paper_file
from chance_desktop.cli.dossiers.dossier_json import find_dossier
from chance_desktop.cli.kit.console import CONSOLE, plain
from chance_desktop.cli.kit.files import write_document
from chance_desktop.cli.kit.output import say
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural

app = typer.Typer(help="Les documents Europass.", no_args_is_help=True, add_completion=False)


class Locale(StrEnum):
    """Languages documents are written in."""

    FR = "fr"
    EN = "en"


class Taken(StrEnum):
    """What an import takes over."""

    MISSING = "missing"
    ALL = "all"
    NOTHING = "nothing"


@app.command("write")
def write(
    dossier: Annotated[str, typer.Argument(help="Identifiant ou numéro du dossier.")],
    document: Annotated[Paper, typer.Option(help="Le document voulu.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Fichier .pdf, .xml, .candidate.xml ou .odt.")],
    locale: Annotated[Locale, typer.Option(help="Langue du document.")] = Locale.FR,
) -> None:
    """Écrire un document Europass ; un PDF porte son XML."""
    wanted = _format(output)
    with CONSOLE.desk() as desk:
        made = paper_file(desk, find_dossier(desk, dossier), document, wanted, locale.value)
    write_document(output, made)


@app.command("read")
def read(file: Annotated[Path, typer.Argument(help="Fichier XML, ou PDF qui en porte un.")]) -> None:
    """Lire un fichier Europass : son contenu en JSON, et ce qui n’a pas été compris."""
    found = read_file(file)
    content = {"format": found.format, "remarks": found.remarks, "learner": plain(found.learner)}
    say(json.dumps(content, ensure_ascii=False, indent=1))


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="Fichier XML, ou PDF qui en porte un.")],
    dossier: Annotated[str, typer.Option(help="Identifiant ou numéro du dossier.")],
    take: Annotated[
        Taken, typer.Option(help="missing : ce qui manque au dossier ; all : tout ; nothing : comparer seulement.")
    ] = Taken.MISSING,
) -> None:
    """Comparer un fichier Europass à un dossier, champ par champ, et reprendre ce qui manque."""
    found = read_file(file)
    with CONSOLE.desk() as desk:
        comparison = compare(desk, find_dossier(desk, dossier), found.learner)
        chosen = {each.key for each in comparison.differences if take is Taken.ALL or each.advised}
        taken = take_over(desk, comparison, chosen if take is not Taken.NOTHING else ()).result
    content = {
        "taken": taken,
        "same": comparison.same,
        "differences": [{**plain(each), "taken": each.key in chosen and taken > 0} for each in comparison.differences],
        "remarks": found.remarks,
    }
    lines = [f"{each.section} – {each.label} : {each.here or '–'} | {each.there}" for each in comparison.differences]
    lines.append(plural("{n} information reprise.", "{n} informations reprises.", taken))
    CONSOLE.tell(content, "\n".join([*lines, *found.remarks]))


def _format(output: Path) -> Format:
    name = output.name.casefold()
    for each in sorted(Format, key=lambda wanted: -len(wanted.value)):
        if name.endswith(f".{each.value}"):
            return each
    raise ExpectedError(
        _("Le format de « {name} » n’est pas connu.").replace("{name}", output.name),
        _("Terminez le nom par .pdf, .xml, .candidate.xml ou .odt."),
    )
