"""Making the file for the Region, and reading the one it gave back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.exchange import ExportResult, ImportedBundle
    from chance_desktop.casework.outcome import Outcome
    from chance_desktop.desktop.navigator import Navigator
    from chance_desktop.desktop.tasks import SharedProgress


def prepare_file(navigator: Navigator, parent: QWidget) -> None:
    """Ask for a folder (a USB stick, a share), then write the file there."""
    chosen = QFileDialog.getExistingDirectory(
        parent, _("Où enregistrer le fichier à envoyer ?").replace(" ?", "\u00a0?")
    )
    if not chosen:
        return
    folder, desk = Path(chosen), navigator.desk

    def work(progress: SharedProgress) -> ExportResult:
        from chance_desktop.casework.exchange import export_bundle

        return export_bundle(desk, folder, progress)

    def prepared(result: ExportResult) -> None:
        count = plural("{n} modification", "{n} modifications", result.changes)
        navigator.say(_("Fichier à envoyer prêt\u00a0: {name} ({count}).").format(name=result.file.name, count=count))

    navigator.tasks.long(_("Préparation du fichier à envoyer"), work, prepared, owner=parent)


def read_files(navigator: Navigator, parent: QWidget) -> None:
    """Ask for files received, then read them."""
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Choisir le fichier reçu"))
    if not names:
        return
    paths, desk = tuple(Path(name) for name in names), navigator.desk

    def work(progress: SharedProgress) -> Outcome[tuple[ImportedBundle, ...]]:
        from chance_desktop.casework.exchange import import_bundles

        return import_bundles(desk, paths, progress)

    def taken(outcome: Outcome[tuple[ImportedBundle, ...]]) -> None:
        applied = sum(bundle.applied for bundle in outcome.result)
        refused = [reason for bundle in outcome.result for reason in bundle.refused]
        navigator.done(outcome)
        if refused:
            navigator.say(refused[0], "red")
        else:
            navigator.say(plural("{n} modification reçue.", "{n} modifications reçues.", applied))

    navigator.tasks.long(_("Lecture du fichier reçu"), work, taken, owner=parent)
