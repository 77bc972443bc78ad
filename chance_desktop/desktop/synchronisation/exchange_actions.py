"""Making the file for the Region, reading the one it gave back, and being known by it the first time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.casework.exchange.after_exchange import after_exchange
from chance_desktop.casework.exchange.bundles import NotEnrolled, NothingToSend, export_bundle, import_bundles
from chance_desktop.casework.exchange.notes import by_stick
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.synchronisation.enrolment import EnrolmentPanel
from chance_desktop.desktop.ui_kit.boxes.card import IconMark
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.bundles import ExportResult, ImportedBundle
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError

_MOST_NUMBERS = 8


def prepare_file(navigator: Navigator, parent: QWidget) -> None:
    """Ask for a folder (a USB stick, a share), then write the file there."""
    chosen = QFileDialog.getExistingDirectory(
        parent, _("Où enregistrer le fichier à envoyer\u00a0?"), documents_folder()
    )
    if chosen:
        prepare_file_in(navigator, parent, Path(chosen))


def prepare_file_in(navigator: Navigator, parent: QWidget, folder: Path) -> None:
    """Write what the Region does not have yet into a folder."""
    desk = navigator.desk

    def work(progress: SharedProgress) -> ExportResult:
        return by_stick(desk, lambda: export_bundle(desk, folder, progress))

    def prepared(result: ExportResult) -> None:
        navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
        if len(result.files) > 1:
            words = _("{n} fichiers à envoyer sont prêts. Portez-les tous.").format(n=len(result.files))
        else:
            words = _("Fichier à envoyer prêt\u00a0: {name}.").format(name=result.file.name)
        navigator.say(words)

    def refused(failure: ExpectedError) -> None:
        if isinstance(failure, NotEnrolled) and desk.role == PosteRole.OFFICE:
            open_sheet(EnrolSheet(navigator, parent))
        elif isinstance(failure, NotEnrolled):
            navigator.say(_("Aucun poste n’est encore relié\u00a0: acceptez d’abord une demande."), "blue")
        else:
            navigator.say(failure.text, "blue" if isinstance(failure, NothingToSend) else "red")

    navigator.tasks.long(_("Préparation du fichier à envoyer"), work, prepared, refused, owner=parent)


def read_files(navigator: Navigator, parent: QWidget) -> None:
    """Ask for files received, then read them."""
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Choisir le fichier reçu"), documents_folder())
    if names:
        read_these(navigator, parent, [Path(name) for name in names])


def read_these(navigator: Navigator, parent: QWidget, files: list[Path]) -> None:
    """Read files received; what was refused, is missing or has a clock ahead is said for each."""
    paths, desk = tuple(files), navigator.desk

    def work(progress: SharedProgress) -> Outcome[tuple[ImportedBundle, ...]]:
        outcome = by_stick(desk, lambda: import_bundles(desk, paths, progress))
        after_exchange(desk)
        return outcome

    def taken(outcome: Outcome[tuple[ImportedBundle, ...]]) -> None:
        navigator.done(outcome)
        navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
        if any(remarks(each) for each in outcome.result):
            open_sheet(ReadSheet(outcome.result, parent))
        else:
            navigator.say(received_words(outcome.result))

    navigator.tasks.long(_("Lecture du fichier reçu"), work, taken, owner=parent)


def received_words(bundles: tuple[ImportedBundle, ...]) -> str:
    """What files brought, in a sentence."""
    if all(each.repeated for each in bundles):
        return _("Déjà reçu\u00a0: rien de nouveau.")
    applied, count = sum(each.applied for each in bundles), sum(each.conflicts for each in bundles)
    if not applied and any(each.refused for each in bundles):
        return _("Rien n’a été modifié.")
    words = plural("{n} changement reçu", "{n} changements reçus", applied)
    if count:
        words += ", " + plural("{n} désaccord à régler", "{n} désaccords à régler", count)
    return f"{words}."


def remarks(bundle: ImportedBundle) -> tuple[str, ...]:
    """What is to be said of a file besides what it brought."""
    found = [*bundle.refused]
    if bundle.parked:
        found.append(
            plural(
                "{n} changement d’une version plus récente attend la mise à jour de ce poste.",
                "{n} changements d’une version plus récente attendent la mise à jour de ce poste.",
                bundle.parked,
            )
        )
    if bundle.missing_numbers:
        numbers = ", ".join(str(number) for number in bundle.missing_numbers[:_MOST_NUMBERS])
        words = plural(
            "Le paquet n° {numbers}, envoyé avant celui-ci, n’est pas arrivé.",
            "Les paquets n° {numbers}, envoyés avant celui-ci, ne sont pas arrivés.",
            len(bundle.missing_numbers),
        )
        found.append(words.replace("{numbers}", numbers))
    if bundle.ahead:
        found.append(bundle.ahead)
    found += bundle.told
    return tuple(found)


class ReadSheet(Sheet):
    """What each file brought, and what is to be said of it."""

    def __init__(self, bundles: tuple[ImportedBundle, ...], parent: QWidget) -> None:
        title = plural("Le fichier reçu", "Les {n} fichiers reçus", len(bundles))
        super().__init__(title, parent.window(), line=received_words(bundles), width=560)
        for each in bundles:
            box = column(gap=4)
            box.addWidget(Label(each.file.name, Role.CELL_STRONG, wrap=True))
            for words in remarks(each) or (received_words((each,)),):
                line = row(gap=8)
                told = bool(remarks(each))
                line.addWidget(IconMark("circle-alert" if told else "check", "orange" if told else "green", 17))
                line.addWidget(Label(words, Role.CELL, "ink2", wrap=True), 1)
                box.addLayout(line)
            self.body.addLayout(box)
        self.add_cancel(_("Fermer"))


class EnrolSheet(Sheet):
    """The first time: a request for the Region, then its answer."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        line = _("Une seule fois\u00a0: la Région doit reconnaître ce poste avant de recevoir vos fichiers.")
        super().__init__(_("Relier ce poste à la Région"), parent, line=line, width=600)
        self.panel = EnrolmentPanel(navigator)
        self.panel.linked.connect(self.accept)
        self.panel.grown.connect(self.fit)
        self.body.addWidget(self.panel)
        self.add_cancel(_("Fermer"))
