"""The gestures on a letter: call, note its arrival, write down what was said, ask for a waiver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from chance_desktop.casework.papers.correspondence import letter_document
from chance_desktop.casework.pieces.letters import log_contact, mark, save_statement
from chance_desktop.casework.pieces.scans import attach
from chance_desktop.casework.pieces.waivers import request_waiver
from chance_desktop.desktop.dossier.pieces.papers_inside_sheet import CopyOf, offer_or_tell
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.paper.printing import print_rendered
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, LongField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.letter_views import LetterView
    from chance_desktop.casework.pieces.pieces import PieceView, ScanView
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError


def piece_of(view: DossierView, kind: str) -> PieceView | None:
    """The piece that a letter makes."""
    pieces = (*view.pieces.to_obtain, *view.pieces.received, *view.pieces.not_asked)
    return next((piece for piece in pieces if piece.letter == kind), None)


class CallSheet(WritingSheet):
    """What to say on the telephone, and what came of it."""

    def __init__(self, navigator: Navigator, dossier_id: str, letter: LetterView, parent: QWidget) -> None:
        referee = letter.referee
        who = f"{referee.title} {referee.surname}".strip() if referee is not None else letter.kind_label
        super().__init__(navigator, _("Appeler {who}").format(who=who), parent)
        self.keep_tall(700)
        self._dossier_id, self._letter = dossier_id, letter
        if referee is not None and referee.phone:
            self.body.addWidget(Label(referee.phone, Role.NAME, "accent", selectable=True))
        self._frame = Card("desk")
        self._inside = column(self._frame, 0, (8, 8, 8, 8))
        self._frame.setMinimumHeight(px(240))
        self.body.addWidget(self._frame, 1)
        self._note = LongField(lines=2)
        self.body.addWidget(LabelledField(_("Ce qui a été dit"), self._note, FREE_TEXT_CAUTION, optional=True))
        self.add_cancel()
        self.add_action(_("Noter l’appel"), self._finish, "phone")
        desk, kind = navigator.desk, letter.kind
        navigator.tasks.read(
            lambda: letter_document(desk, dossier_id, kind, "call", "pdf"), self._show, self._refused, owner=self
        )

    def _show(self, made: Rendered) -> None:
        view = PdfView()
        self._inside.addWidget(view)
        view.show_pdf(made.content)

    def _refused(self, failure: ExpectedError) -> None:
        self._frame.hide()
        self.notice.say(failure.text, "orange")

    def _finish(self) -> None:
        desk, dossier_id, kind = self.navigator.desk, self._dossier_id, self._letter.kind
        text = self._note.toPlainText().strip()
        self.run(lambda: log_contact(desk, dossier_id, kind, "phone", text), _("Appel noté"))


class LetterArrivedSheet(WritingSheet):
    """The letter is here: the day, and its copy when there is one."""

    def __init__(self, navigator: Navigator, view: DossierView, letter: LetterView, parent: QWidget) -> None:
        super().__init__(navigator, _("La lettre est arrivée"), parent, letter.kind_label)
        self._dossier_id, self._letter = view.id, letter
        piece = piece_of(view, letter.kind)
        self._piece_code = piece.code if piece is not None else ""
        self.on = self.add_day("letter", "received_on")
        self._files: tuple[Path, ...] = ()
        drop = DropZone(_("Déposez ici sa copie"), _("ou choisissez un fichier (PDF, photo)"), "scan-line")
        drop.files_given.connect(self._given)
        self.body.addWidget(drop)
        self._chosen = Notice("", "green")
        self.body.addWidget(self._chosen)
        self.add_cancel()
        self.add_action(_("Noter l’arrivée"), self._finish, "inbox")

    def _given(self, paths: list[Path]) -> None:
        self._files = tuple(paths)
        self._chosen.say(plural("{n} fichier prêt à être gardé.", "{n} fichiers prêts à être gardés.", len(paths)))

    def _finish(self) -> None:
        on = self.on.day()
        if on is None:
            return
        desk, dossier_id, letter, files = self.navigator.desk, self._dossier_id, self._letter, self._files
        piece_code = self._piece_code
        if not files or not piece_code:
            self.run(lambda: mark(desk, dossier_id, letter.kind, "received", on, seen=letter.seen))
            return

        def work(progress: SharedProgress) -> Outcome[tuple[ScanView, ...]]:
            return attach(desk, dossier_id, piece_code, files, on, progress, letter.seen)

        def done(outcome: Outcome[tuple[ScanView, ...]]) -> None:
            self.navigator.done(outcome, _("Lettre reçue et gardée"))
            self.accept()

        def refused(failure: ExpectedError) -> None:
            copy = CopyOf(dossier_id, piece_code, letter.kind_label, on, letter.seen)
            offer_or_tell(self.navigator, copy, files, failure, self, tell=self.notice.say, then=self.accept)

        self.navigator.tasks.long(_("Lecture de la copie"), work, done, refused, owner=self)


class StatementSheet(WritingSheet):
    """A recommendation told by telephone, typed, printed for signature."""

    def __init__(self, navigator: Navigator, dossier_id: str, letter: LetterView, parent: QWidget) -> None:
        line = _("Elle ne vaut qu’une fois relue et signée par la personne.")
        super().__init__(navigator, _("Recommandation recueillie par téléphone"), parent, line)
        self._dossier_id, self._letter = dossier_id, letter
        self._text = LongField(letter.statement, 9)
        self._field = LabelledField(_("Ce que dit la personne"), self._text, FREE_TEXT_CAUTION)
        self.body.addWidget(self._field)
        self._print = Button(_("Imprimer pour signature"), Kind.OUTLINE, "printer")
        self._print.setEnabled(bool(letter.statement))
        self._print.clicked.connect(self._print_it)
        self._buttons.addWidget(self._print)
        self.add_cancel(_("Fermer"))
        self.add_action(_("Enregistrer le texte"), self._finish)

    def _print_it(self) -> None:
        desk, dossier_id, kind = self.navigator.desk, self._dossier_id, self._letter.kind
        self.navigator.tasks.read(
            lambda: letter_document(desk, dossier_id, kind, "statement", "pdf"),
            lambda made: print_rendered(made, self, self.navigator),
            lambda failure: self.notice.say(failure.text),
            owner=self,
        )

    def _finish(self) -> None:
        text = self._text.toPlainText().strip()
        self._field.say_error("" if text else _("Écrivez ce qui a été dit."))
        if text:
            desk, dossier_id, letter = self.navigator.desk, self._dossier_id, self._letter
            self.run(lambda: save_statement(desk, dossier_id, letter.kind, text, letter.seen))


class LetterWaiverSheet(WritingSheet):
    """The office asks to do without this letter; the Region alone decides."""

    def __init__(self, navigator: Navigator, view: DossierView, letter: LetterView, parent: QWidget) -> None:
        line = _("La Région seule l’accorde. Votre demande part avec le prochain envoi.")
        super().__init__(navigator, _("Demander une dispense"), parent, line)
        pieces = (*view.pieces.to_obtain, *view.pieces.received)
        self._piece = next((piece for piece in pieces if piece.letter == letter.kind), None)
        self._dossier_id = view.id
        self._motive = LongField(lines=4)
        self._field = LabelledField(_("Ce qui a été tenté"), self._motive, FREE_TEXT_CAUTION)
        self.body.addWidget(self._field)
        self.add_cancel()
        self.add_action(_("Demander la dispense"), self._finish, "send")

    def _finish(self) -> None:
        motive, piece = self._motive.toPlainText().strip(), self._piece
        self._field.say_error("" if motive else _("Écrivez le motif en quelques mots."))
        if motive and piece is not None:
            desk, dossier_id = self.navigator.desk, self._dossier_id
            self.run(lambda: request_waiver(desk, dossier_id, piece.code, motive, piece.seen))


def ask_again_asked(navigator: Navigator, view: DossierView, letter: LetterView, parent: QWidget) -> None:
    """A letter that does not do goes back to the start of its path, with the reason."""
    line = _("Elle sera de nouveau à demander\u00a0; sa copie reste dans le dossier.")
    sheet = ReasonSheet(_("Cette lettre ne convient pas"), line, _("La redemander"), parent)
    if sheet.exec() == QDialog.DialogCode.Accepted:
        desk, reason = navigator.desk, sheet.reason()
        navigator.write(
            lambda: mark(desk, view.id, letter.kind, "prepared", reason=reason, seen=letter.seen),
            _("Lettre à redemander"),
        )
    sheet.deleteLater()
