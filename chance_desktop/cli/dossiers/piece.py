"""`chance piece`: record the status of a piece, keep its scan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.scans import attach
from chance_desktop.cli.dossiers.dossier_json import dossier_json, find_dossier
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.cli.kit.days import METAVAR, day_given
from chance_desktop.domain.statuses import Status
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

app = typer.Typer(help="Les pièces d’un dossier.", no_args_is_help=True, add_completion=False)
Day = Annotated[str, typer.Option(metavar=METAVAR)]


@app.callback()
def group() -> None:
    """Les pièces d’un dossier."""


@app.command("set")
def set_piece(
    dossier: Annotated[str, typer.Argument(help="Identifiant ou numéro du dossier.")],
    piece: Annotated[str, typer.Argument(help="Code de la pièce, par exemple identity.")],
    status: Annotated[Status | None, typer.Option(help="Nouvel état.")] = None,
    file: Annotated[list[Path] | None, typer.Option(help="Copie numérisée ; à répéter pour plusieurs photos.")] = None,
    on: Day = "",
    proof_on: Day = "",
    expires_on: Day = "",
    reason: Annotated[str, typer.Option(help="Raison, pour revenir en arrière ou remplacer.")] = "",
) -> None:
    """Noter l’état d’une pièce, ou garder sa copie numérisée."""
    if status is None and not file:
        raise typer.BadParameter(_("Donnez --status ou --file."))
    with CONSOLE.desk() as desk:
        found = find_dossier(desk, dossier)
        day = day_given(desk, on)
        if file:
            attach(desk, found, piece, tuple(file), day)
        if status is not None and not (file and status is Status.RECEIVED):
            set_status(
                desk, found, piece, status, day, proof_on=day_given(desk, proof_on),
                expires_on=day_given(desk, expires_on, DayUse.EXPIRY), reason=reason,
            )  # fmt: skip
        content = dossier_json(desk, found)
    shown: dict[str, object] = next((each for each in content["pieces"] if each["code"] == piece), {})
    CONSOLE.tell(shown, f"{shown.get('label', piece)} : {shown.get('status', '')}")
