"""`chance journey`: the whole main job with no window, on a fictional office and a fictional Region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.demo.whole_journey import live_journey
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.runtime.words import _


def journey(folder: Annotated[Path, typer.Argument(help="Dossier où écrire les documents.")]) -> None:
    """Vivre le parcours d’un conseiller du début à la fin, et dire ce qui a été écrit."""
    told = live_journey(folder)
    lines = [
        f"{number:>2}. {step.text}" + "".join(f"\n      {path}" for path in step.files)
        for number, step in enumerate(told, 1)
    ]
    lines.append(_("Tout est dans {folder}").format(folder=folder))
    CONSOLE.tell(list(told), "\n".join(lines))
