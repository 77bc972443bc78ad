"""The gestures on a piece: ask, note as received, check, attach a copy, ask for a waiver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from chance_desktop.casework.cards.declared import card_field
from chance_desktop.casework.pieces.pieces import set_appointment, set_status
from chance_desktop.casework.pieces.scans import attach
from chance_desktop.casework.pieces.waivers import request_waiver
from chance_desktop.casework.session.errors import ReasonNeeded
from chance_desktop.desktop.dossier.pieces.dates_sheet import PieceDatesSheet
from chance_desktop.desktop.dossier.pieces.papers_inside_sheet import CopyOf, offer_or_tell
from chance_desktop.desktop.dossier.pieces.scan_sheet import PATTERNS, ScanSheet
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, open_sheet
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.pieces import PieceView, ScanView
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError

_NEXT = {
    "to-request": "requested",
    "requested": "reminded",
    "reminded": "received",
    "received": "checked",
    "to-replace": "requested",
    "expired": "requested",
}


class PieceActions:
    """What a row asks for, done through the use cases."""

    def __init__(self, navigator: Navigator, host: QWidget) -> None:
        self._navigator, self._host = navigator, host

    def next_gesture(self, view: DossierView, piece: PieceView) -> None:
        """The gesture of the row's own button."""
        status = _NEXT.get(piece.status, "")
        if status in piece.next_statuses:
            self.set_status(view, piece, status)
        elif piece.next_statuses:
            self.set_status(view, piece, piece.next_statuses[0])

    def set_status(self, view: DossierView, piece: PieceView, status: str, reason: str = "") -> None:
        """Note another state; asks for a reason where one is needed, and for the date a proof is judged by."""
        desk = self._navigator.desk
        if status == "checked" and piece.dated and piece.expires_on is None:
            self.dates(view, piece, status)
            return

        def done(outcome: Outcome[None]) -> None:
            said = f"{piece.label}\u00a0: {status_label(Status(status), piece.gender).lower()}"
            self._navigator.done(outcome, said)

        def refused(failure: ExpectedError) -> None:
            if isinstance(failure, ReasonNeeded) and not reason:
                self._ask_reason(view, piece, status, failure)
            else:
                self._navigator.say(failure.text, "red")

        self._navigator.tasks.write(
            lambda: set_status(desk, view.id, piece.code, status, reason=reason, seen=piece.seen),
            done,
            refused,
            owner=self._host,
        )

    def _ask_reason(self, view: DossierView, piece: PieceView, status: str, failure: ExpectedError) -> None:
        title = f"{piece.label}\u00a0: {status_label(Status(status), piece.gender).lower()}"
        sheet = ReasonSheet(title, failure.text, _("Noter avec ce motif"), self._host)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self.set_status(view, piece, status, sheet.reason())
        sheet.deleteLater()

    def browse(self, view: DossierView, piece: PieceView) -> None:
        """Choose files to attach."""
        names, _kind = QFileDialog.getOpenFileNames(self._host, piece.label, documents_folder(), PATTERNS)
        if names:
            self.attach(view, piece, tuple(Path(name) for name in names))

    def attach(self, view: DossierView, piece: PieceView, files: tuple[Path, ...]) -> None:
        """Keep a copy; several photos become one document."""
        desk = self._navigator.desk
        seen = next((each.seen for each in view.letters if each.kind == piece.letter), piece.seen)

        def work(progress: SharedProgress) -> Outcome[tuple[ScanView, ...]]:
            return attach(desk, view.id, piece.code, files, progress=progress, seen=seen)

        def done(outcome: Outcome[tuple[ScanView, ...]]) -> None:
            self._navigator.done(outcome, _("Copie ajoutée\u00a0: {label}").format(label=piece.label))

        def refused(failure: ExpectedError) -> None:
            copy = CopyOf(view.id, piece.code, piece.label, seen=seen)
            offer_or_tell(
                self._navigator, copy, files, failure, self._host, tell=lambda words: self._navigator.say(words, "red")
            )

        self._navigator.tasks.long(_("Lecture de la copie"), work, done, refused, owner=self._host)

    def choose_piece(self, view: DossierView, files: tuple[Path, ...]) -> None:
        """Files came without saying of which piece."""
        pieces = (*view.pieces.to_obtain, *view.pieces.received)
        sheet = WhichPieceSheet(self._navigator, pieces, len(files), self._host)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            chosen = next((piece for piece in pieces if piece.code == sheet.code()), None)
            if chosen is not None:
                self.attach(view, chosen, files)
        sheet.deleteLater()

    def appointment(self, view: DossierView, piece: PieceView) -> None:
        """A date and a place to obtain the piece."""
        open_sheet(AppointmentSheet(self._navigator, view, piece, self._host))

    def dates(self, view: DossierView, piece: PieceView, status: str = "") -> None:
        """A state with its day, and what the proof says of its validity."""
        open_sheet(PieceDatesSheet(self._navigator, view, piece, status or piece.status, self._host))

    def waiver(self, view: DossierView, piece: PieceView) -> None:
        """Ask the Region to do without."""
        open_sheet(WaiverSheet(self._navigator, view, piece, self._host))

    def view_scans(self, view: DossierView, piece: PieceView) -> None:
        """Look at the copies."""
        open_sheet(ScanSheet(self._navigator, piece, self._host))


class WhichPieceSheet(WritingSheet):
    """Of which piece is this the copy?"""

    def __init__(self, navigator: Navigator, pieces: tuple[PieceView, ...], count: int, parent: QWidget) -> None:
        line = _("Plusieurs photos deviennent un seul document.") if count > 1 else ""
        super().__init__(navigator, _("De quelle pièce est-ce la copie\u00a0?"), parent, line)
        self._choice = Combo(_("Pièce"))
        self._choice.offer([(piece.code, piece.label) for piece in pieces])
        self.body.addWidget(LabelledField(_("Pièce"), self._choice))
        self.add_cancel()
        self.add_action(_("Ajouter la copie"), self.accept, "paperclip")

    def code(self) -> str:
        """The chosen piece."""
        return self._choice.code()


class AppointmentSheet(BoxesSheet):
    """When and where the piece will be obtained."""

    def __init__(self, navigator: Navigator, view: DossierView, piece: PieceView, parent: QWidget) -> None:
        super().__init__(navigator, _("Rendez-vous pour cette pièce"), parent, piece.label)
        self._view, self._piece = view, piece
        self.on = self.add_day("piece", "appointment_on")
        self.place = self.add_box(card_field("piece", "appointment_place", hint=_("Mairie, caisse, établissement…")))
        self.add_cancel()
        self.add_action(_("Noter le rendez-vous"), self._finish, "calendar-days")

    def _finish(self) -> None:
        on, place = self.on.day(), str(self.place.given())
        if on is not None:
            desk, view, piece = self.navigator.desk, self._view, self._piece
            self.run(lambda: set_appointment(desk, view.id, piece.code, on, place, piece.seen))


class WaiverSheet(WritingSheet):
    """The office asks; the Region alone decides."""

    def __init__(self, navigator: Navigator, view: DossierView, piece: PieceView, parent: QWidget) -> None:
        line = _("La Région seule l’accorde. Votre demande part avec le prochain envoi.")
        super().__init__(navigator, _("Demander une dispense"), parent, line)
        self._view, self._piece = view, piece
        self._motive = LongField(lines=4)
        self._motive_field = LabelledField(
            _("Pourquoi cette pièce ne peut pas être obtenue"), self._motive, FREE_TEXT_CAUTION
        )
        self.body.addWidget(self._motive_field)
        self.add_cancel()
        self.add_action(_("Demander la dispense"), self._finish, "send")

    def _finish(self) -> None:
        motive = self._motive.toPlainText().strip()
        self._motive_field.say_error("" if motive else _("Écrivez le motif en quelques mots."))
        if motive:
            desk, view, piece = self.navigator.desk, self._view, self._piece
            self.run(lambda: request_waiver(desk, view.id, piece.code, motive, piece.seen))
