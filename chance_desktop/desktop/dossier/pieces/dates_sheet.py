"""When a piece came or was checked, and what it says of its validity: for what is entered late, and for what is judged by a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.desktop.fields.day_field import DayField
from chance_desktop.desktop.fields.typed_days import day_in
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.pieces import PieceView
    from chance_desktop.desktop.navigation.navigator import Navigator

_EVENTS = (Status.REQUESTED, Status.REMINDED, Status.RECEIVED, Status.CHECKED)
_LABELS = {"proof_on": _("Date écrite sur la pièce"), "expires_on": _("Valable jusqu’au")}


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
        self.on = DayField(DayUse.PAST, piece.on if status == piece.status else None)
        self._on_field = self.date_field(_("Le"), self.on)
        self._use = DayUse.EXPIRY if piece.dated == "expires_on" else DayUse.PAST
        self.proof = DayField(self._use, _known(piece))
        self._proof_field = LabelledField(_LABELS.get(piece.dated, ""), self.proof, piece.validity_note, optional=True)
        self._proof_field.setVisible(bool(piece.dated))
        self.body.addWidget(self._proof_field)
        self.add_cancel()
        self.add_action(_("Enregistrer"), self._finish)

    def _finish(self) -> None:
        today, written = self.navigator.desk.today(), self.proof.text().strip()
        on = day_in(self._on_field, DayUse.PAST, today)
        proof = day_in(self._proof_field, self._use, today, needed=False)
        if on is None or (written and proof is None):
            return
        desk, view, piece, status = self.navigator.desk, self._view, self._piece, self.state.code()
        dates: dict[str, date | None] = {piece.dated: proof} if piece.dated else {}
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
