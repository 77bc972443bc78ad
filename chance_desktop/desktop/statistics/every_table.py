"""The gesture that prepares every table for the funders: a folder is chosen, and all are written there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.casework.reports.export_all import write_every_table
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.reports.population import Scope
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress


def prepare_every_table(navigator: Navigator, scope: Scope, parent: QWidget) -> None:
    """Ask where, then write every table of a scope there."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Où enregistrer les tableaux\u00a0?"), documents_folder())
    if not chosen:
        return
    desk, inside = navigator.desk, Path(chosen)

    def work(progress: SharedProgress) -> Path:
        return write_every_table(desk, inside, scope, progress)

    def prepared(folder: Path) -> None:
        navigator.say(_("Tous les tableaux sont dans le dossier «\u00a0{name}\u00a0».").format(name=folder.name))

    navigator.tasks.long(
        _("Préparation des tableaux"), work, prepared, lambda failure: navigator.say(failure.text, "red"),
        owner=parent, writes=False,
    )  # fmt: skip
