"""`chance letter`: name a referee, write the request, follow the letter."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.papers.correspondence import letter_document
from chance_desktop.casework.pieces.letters import Referee, change_referee, save_referee
from chance_desktop.casework.pieces.letters import mark as mark_letter
from chance_desktop.cli.dossiers.dossier_json import dossier_json, find_dossier
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.cli.kit.days import METAVAR, day_given
from chance_desktop.cli.kit.files import write_document
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

app = typer.Typer(help="Les lettres de recommandation.", no_args_is_help=True, add_completion=False)
Reference = Annotated[str, typer.Argument(help="Identifiant ou numéro du dossier.")]
Kind = Annotated[str, typer.Option("--referee", help="Code de la personne, tel que « pieces.toml » le déclare.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="Fichier .pdf, .odt ou .eml.")]


class What(StrEnum):
    """Documents about a letter."""

    REQUEST = "request"
    REMINDER = "reminder"
    FORM = "form"
    CALL = "call"
    STATEMENT = "statement"
    WAIVER = "waiver"


@app.command("request")
def request(
    dossier: Reference,
    referee: Kind,
    output: Output,
    what: Annotated[What, typer.Option(help="Le document voulu.")] = What.REQUEST,
    motive: Annotated[str, typer.Option(help="Motif, pour une demande de dispense.")] = "",
) -> None:
    """Écrire la demande de lettre, sa relance, le formulaire ou le texte d’un appel."""
    with CONSOLE.desk() as desk:
        made = letter_document(
            desk, find_dossier(desk, dossier), referee, what, output.suffix.removeprefix("."), motive
        )
    write_document(output, made)


@app.command("referee")
def referee(
    dossier: Reference,
    referee: Kind,
    from_file: Annotated[Path, typer.Option("--from", help="JSON : nom, fonction, organisme, coordonnées.")],
    reason: Annotated[str, typer.Option(help="Raison, pour changer de personne.")] = "",
) -> None:
    """Noter à qui la lettre est demandée, ou changer de personne."""
    try:
        person = Referee(**json.loads(from_file.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ExpectedError(_("Cette fiche ne peut pas être lue."), ", ".join(Referee.__dataclass_fields__)) from error
    with CONSOLE.desk() as desk:
        found = find_dossier(desk, dossier)
        if reason:
            change_referee(desk, found, referee, person, reason)
        else:
            save_referee(desk, found, referee, person)
        content = dossier_json(desk, found)["letters"]
    CONSOLE.tell(content, "\n".join(f"{each['referee']} : {each['name']} ({each['status']})" for each in content))


@app.command("mark")
def mark(
    dossier: Reference,
    referee: Kind,
    status: Annotated[Status, typer.Option(help="requested, reminded, received, checked.")],
    on: Annotated[str, typer.Option(metavar=METAVAR)] = "",
    reason: Annotated[str, typer.Option(help="Raison, pour revenir en arrière.")] = "",
) -> None:
    """Noter où en est la lettre."""
    with CONSOLE.desk() as desk:
        found = find_dossier(desk, dossier)
        mark_letter(desk, found, referee, status, day_given(desk, on), reason=reason)
        content = dossier_json(desk, found)["letters"]
    CONSOLE.tell(content, "\n".join(f"{each['referee']} : {each['name']} ({each['status']})" for each in content))
