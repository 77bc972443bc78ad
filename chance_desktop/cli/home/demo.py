"""`chance demo`: a home filled with fictional data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from chance_desktop.casework.demo import fill_demo
from chance_desktop.casework.demo.region_desk import fill_region
from chance_desktop.casework.demo.replay import replay
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar
from chance_desktop.runtime.words import _, plural


def demo(
    dossiers: Annotated[int, typer.Option(min=0, max=500_000, help="Nombre de dossiers.")] = 23,
    seed: Annotated[int, typer.Option(help="Le même nombre donne les mêmes dossiers.")] = 1,
    replayed: Annotated[
        bool,
        typer.Option(
            "--replay", help="Rejouer le programme de 2009 à 2011, côté Région, avec des personnes inventées."
        ),
    ] = False,
    region: Annotated[
        bool, typer.Option("--region", help="Une Région au travail : des dossiers à chaque point de l’instruction.")
    ] = False,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Le jour d’où part l’histoire.")] = None,
) -> None:
    """Remplir un dossier d’application avec des données fictives."""
    day: date | None = today.date() if today else None
    if region:
        _tell(fill_region(CONSOLE.home, day))
        return
    if replayed:
        with ProgressBar() as progress:
            dossiers = replay(CONSOLE.home, progress)
        _tell(dossiers)
        return
    with ProgressBar() as progress:
        fill_demo(CONSOLE.home, dossiers, seed, day, progress)
    _tell(dossiers)


def _tell(dossiers: int) -> None:
    lines = plural("{n} dossier fictif est prêt", "{n} dossiers fictifs sont prêts", dossiers)
    CONSOLE.tell(
        {"home": CONSOLE.home, "dossiers": dossiers}, _("{lines} dans {home}").format(lines=lines, home=CONSOLE.home)
    )
