"""How this poste and the Region come to know each other: a request, eight words read by telephone, an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.casework.exchange.postes.enrolment import accept, read_request, request
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.synchronisation.eight_words import EightWords
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.postes.enrolment import Enrolment
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError


class EnrolmentPanel(QWidget):
    """For an office: save the request, read its words; give the answer, compare its words, accept it."""

    linked = Signal()
    grown = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._navigator = navigator
        self._answer: Path | None = None
        box = column(self, 10)
        box.addWidget(Label(_("1. Envoyez votre demande à la Région."), Role.BODY_STRONG, wrap=True))
        self.save = Button(_("Enregistrer la demande"), Kind.PRIMARY, "file-down")
        self.save.clicked.connect(self._ask_where)
        box.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.told = EightWords()
        box.addWidget(self.told)
        box.addWidget(Label(_("2. Ajoutez sa réponse quand vous l’avez reçue."), Role.BODY_STRONG, wrap=True))
        self.answer = DropZone(
            _("Déposez ici la réponse de la Région"), _("ou choisissez le fichier reçu"), "download", several=False
        )
        self.answer.files_given.connect(lambda paths: self.read_answer(paths[0]))
        box.addWidget(self.answer)
        self.heard = EightWords()
        box.addWidget(self.heard)
        self.same = Button(_("Ce sont les mêmes mots\u00a0: relier ce poste"), Kind.OUTLINE, "shield-check")
        self.same.clicked.connect(self._accept)
        self.same.hide()
        box.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        self.notice = Notice("", "red")
        box.addWidget(self.notice)

    def _ask_where(self) -> None:
        name = _("demande-pour-la-region.chance")
        title = _("Enregistrer la demande")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path(documents_folder()) / name))
        if chosen:
            self.save_request(Path(chosen))

    def save_request(self, path: Path) -> None:
        """Write the request where the person chose."""
        desk = self._navigator.desk

        def work() -> Enrolment:
            return request(desk, path)

        def saved(made: Enrolment) -> None:
            caption = _(
                "Demande enregistrée. Au téléphone, lisez ces huit mots à la Région\u00a0: elle doit voir les mêmes."
            )
            self.notice.say("")
            self.told.show_words(made.fingerprint, caption)
            self.grown.emit()

        self._navigator.tasks.write(work, saved, self._refused, owner=self)

    def read_answer(self, path: Path) -> None:
        """Show the words of the Region's answer, before it is accepted."""
        desk = self._navigator.desk

        def work() -> Enrolment:
            return read_request(desk, path)

        def read(found: Enrolment) -> None:
            self._answer = path
            self.notice.say("")
            self.heard.show_words(
                found.fingerprint, _("La Région lit ses huit mots au téléphone\u00a0: comparez-les à ceux-ci.")
            )
            self.same.show()
            self.same.setFocus()
            self.grown.emit()

        self._navigator.tasks.read(work, read, self._refused, owner=self)

    def _accept(self) -> None:
        desk, path = self._navigator.desk, self._answer
        if path is None:
            return

        def work() -> Enrolment:
            return accept(desk, path)

        def accepted(_made: Enrolment) -> None:
            self._navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
            self._navigator.say(_("Ce poste est relié à la Région."))
            self.linked.emit()

        self._navigator.tasks.write(work, accepted, self._refused, owner=self)

    def _refused(self, failure: ExpectedError) -> None:
        self.heard.hide()
        self.same.hide()
        self.notice.say(f"{failure.text}")
        self.grown.emit()


class AcceptSheet(Sheet):
    """For the Region: a request, its words to compare by telephone, then the answer to save."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        line = _("Appelez l’antenne au numéro que vous connaissez, et faites-lui lire ses huit mots avant d’accepter.")
        super().__init__(_("Accepter la demande d’une antenne"), parent, line=line, width=600)
        self._navigator = navigator
        self._request: Path | None = None
        self.drop = DropZone(
            _("Déposez ici la demande de l’antenne"), _("ou choisissez le fichier reçu"), "download", several=False
        )
        self.drop.files_given.connect(lambda paths: self.read_request(paths[0]))
        self.body.addWidget(self.drop)
        self.who = Label("", Role.BODY_STRONG, wrap=True)
        self.who.hide()
        self.body.addWidget(self.who)
        self.structure = Label("", Role.BODY, wrap=True)
        self.structure.hide()
        self.body.addWidget(self.structure)
        self.replaced = Notice("", "orange")
        self.body.addWidget(self.replaced)
        self.heard = EightWords()
        self.body.addWidget(self.heard)
        self.add_cancel()
        self.same = self.add_action(_("Accepter et enregistrer la réponse"), self._ask_where, "shield-check")
        self.same.setEnabled(False)

    def read_request(self, path: Path) -> None:
        """Show what a request says of itself."""
        desk = self._navigator.desk

        def work() -> Enrolment:
            return read_request(desk, path)

        def read(found: Enrolment) -> None:
            self._request = path
            self.notice.say("")
            self.who.say(_("Antenne\u00a0: {name}").replace("{name}", found.branch))
            self.who.show()
            self.structure.say(f"{found.mission_locale} ({found.structure_code})")
            self.structure.show()
            self.replaced.say(" ".join(filter(None, (found.replaced, found.warning))))
            self.heard.show_words(found.fingerprint, _("L’antenne doit lire ces huit mots, dans cet ordre."))
            self.same.setEnabled(True)
            self.fit()

        self._navigator.tasks.read(work, read, self._refused, owner=self)

    def _ask_where(self) -> None:
        name = _("reponse-de-la-region.chance")
        title = _("Enregistrer la réponse")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path(documents_folder()) / name))
        if chosen:
            self.save_answer(Path(chosen))

    def save_answer(self, path: Path) -> None:
        """Accept, and write the answer where the person chose."""
        desk, asked = self._navigator.desk, self._request
        if asked is None:
            return

        def work() -> Enrolment:
            return accept(desk, asked, path)

        def accepted(made: Enrolment) -> None:
            self._navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
            words = _("{name} est relié\u00a0: donnez-lui la réponse {file}.").replace("{file}", path.name)
            self._navigator.say(words.format(name=made.branch))
            self.accept()

        self._navigator.tasks.write(work, accepted, self._refused, owner=self)

    def _refused(self, failure: ExpectedError) -> None:
        self._request = None
        for each in (self.who, self.structure, self.heard):
            each.hide()
        self.replaced.say("")
        self.same.setEnabled(False)
        self.notice.say(failure.text)
        self.fit()
