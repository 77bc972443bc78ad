"""When a piece came or was checked, and what it says of its validity: for what is entered late, and for what is judged by a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.pieces import PieceView
    from chance_desktop.desktop.fields.declared_day import DeclaredDay
    from chance_desktop.desktop.navigation.navigator import Navigator

_EVENTS = (Status.REQUESTED, Status.REMINDED, Status.RECEIVED, Status.CHECKED)


class PieceDatesSheet(WritingSheet):
    """A state of a piece with its day; and the day written on it, or its last one, where the programme judges it by that."""

    def __init__(self, navigator: Navigator, view: DossierView, piece: PieceView, status: str, parent: QWidget) -> None:
        super().__init__(navigator, piece.label, parent, piece.note)
        self._view, self._piece = view, piece
        now = Status(piece.status)
        offered = [each for each in _EVENTS if each.rank >= now.rank]
        self.state = Combo(_("État"))
        chosen = status if status in offered else Status.RECEIVED
        self.state.offer([(each.value, status_label(each, piece.gender)) for each in offered], chosen)
        self.body.addWidget(LabelledField(_("État"), self.state))
        known = piece.on if status == piece.status else None
        self.on = self.add_day("piece", "received_on", label=_("Le"), value=known)
        self.proof: DeclaredDay | None = None
        if piece.dated:
            note = piece.validity_note
            self.proof = self.add_day("piece", piece.dated, hint=note, value=_known(piece), optional=True)
        self.add_cancel()
        self.add_action(_("Enregistrer"), self._finish)

    def _finish(self) -> None:
        on, sound = self.on.day(), self.proof is None or self.proof.check()
        if on is None or not sound:
            return
        desk, view, piece, status = self.navigator.desk, self._view, self._piece, self.state.code()
        dates = {piece.dated: self.proof.value()} if self.proof is not None else {}
        self.run(
            lambda: set_status(
                desk, view.id, piece.code, status, on, proof_on=dates.get("proof_on"),
                expires_on=dates.get("expires_on"), seen=piece.seen,
            )
        )  # fmt: skip


def _known(piece: PieceView) -> date | None:
    """The date already kept; that of a proof to be replaced is not taken for the next one."""
    if piece.status in ("expired", "to-replace"):
        return None
    return piece.proof_on if piece.dated == "proof_on" else piece.expires_on
