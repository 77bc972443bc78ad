"""Making the file for the Region, reading the one it gave back, and being known by it the first time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.folders import documents_folder
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.enrolment import Enrolment
    from chance_desktop.casework.exchange import ExportResult, ImportedBundle
    from chance_desktop.casework.outcome import Outcome
    from chance_desktop.desktop.navigator import Navigator
    from chance_desktop.desktop.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError


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
        from chance_desktop.casework.exchange import export_bundle

        return export_bundle(desk, folder, progress)

    def prepared(result: ExportResult) -> None:
        from chance_desktop.casework.outcome import Changes

        count = plural("{n} modification", "{n} modifications", result.changes)
        navigator.spread(Changes(frozenset({"exchange"})))
        navigator.say(_("Fichier à envoyer prêt\u00a0: {name} ({count}).").format(name=result.file.name, count=count))

    def refused(failure: ExpectedError) -> None:
        from chance_desktop.casework.exchange import NotEnrolled, NothingToSend

        if isinstance(failure, NotEnrolled):
            sheet = EnrolSheet(navigator, parent)
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()
        else:
            navigator.say(failure.text, "blue" if isinstance(failure, NothingToSend) else "red")

    navigator.tasks.long(_("Préparation du fichier à envoyer"), work, prepared, refused, owner=parent)


def read_files(navigator: Navigator, parent: QWidget) -> None:
    """Ask for files received, then read them."""
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Choisir le fichier reçu"), documents_folder())
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


class EnrolSheet(Sheet):
    """The first time: a request for the Region, then its answer."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        line = _("Une seule fois\u00a0: la Région doit reconnaître ce poste avant de recevoir vos fichiers.")
        super().__init__(_("Relier ce poste à la Région"), parent, line=line, width=560)
        self._navigator = navigator
        self.body.addWidget(Label(_("1. Envoyez-lui votre demande."), Role.BODY_STRONG, wrap=True))
        self.save = Button(_("Enregistrer la demande"), Kind.PRIMARY, "file-down")
        self.save.clicked.connect(self._ask_where)
        self.body.addWidget(self.save)
        self.told = Notice("", "green")
        self.body.addWidget(self.told)
        self.body.addWidget(Label(_("2. Ajoutez sa réponse quand vous l’avez reçue."), Role.BODY_STRONG, wrap=True))
        self.answer = DropZone(
            _("Déposez ici la réponse de la Région"), _("ou choisissez le fichier reçu"), "download", several=False
        )
        self.answer.files_given.connect(lambda paths: self.accept_answer(paths[0]))
        self.body.addWidget(self.answer)
        self.add_cancel(_("Fermer"))

    def _ask_where(self) -> None:
        name = _("demande-pour-la-region.chance")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), str(Path(documents_folder()) / name))
        if chosen:
            self.save_request(Path(chosen))

    def save_request(self, path: Path) -> None:
        """Write the request where the person chose."""
        desk = self._navigator.desk

        def work() -> Enrolment:
            from chance_desktop.casework.enrolment import request

            return request(desk, path)

        def saved(made: Enrolment) -> None:
            said = _(
                "Demande enregistrée. Au téléphone, la Région vous fera relire ces huit mots\u00a0: {fingerprint}"
            )
            self.told.say(said.format(fingerprint=made.fingerprint))
            self.fit()

        self._navigator.tasks.write(work, saved, self._refused, owner=self)

    def accept_answer(self, path: Path) -> None:
        """Read the Region's answer."""
        desk = self._navigator.desk

        def work() -> Enrolment:
            from chance_desktop.casework.enrolment import accept

            return accept(desk, path)

        def accepted(made: Enrolment) -> None:
            self._navigator.say(
                _("Ce poste est relié à la Région. Mots à comparer au téléphone\u00a0: {fingerprint}.").format(fingerprint=made.fingerprint)
            )
            self.accept()

        self._navigator.tasks.write(work, accepted, self._refused, owner=self)

    def _refused(self, failure: ExpectedError) -> None:
        self.notice.say(failure.text)
        self.fit()
