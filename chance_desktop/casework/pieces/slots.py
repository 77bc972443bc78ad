"""The slot of a piece in a dossier: what its status is today, and how it is written."""

from __future__ import annotations

from chance_desktop.casework.pieces.assessment import assess
from chance_desktop.casework.pieces.refusals import UnknownPiece
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.records import DossierRecord
from chance_desktop.casework.session.rows.row_slots import write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.programme.programme import Piece
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.domain.rows.pieces import KeptPiece
from chance_desktop.domain.statuses import Status
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.writing.stamps import Stamps, displayed


def status_now(desk: Desk, record: DossierRecord, code: str) -> Status:
    """The status a piece shows today: a proof that no longer holds has expired, whatever was recorded."""
    row = record.pieces.get(code)
    if row is None:
        return Status.TO_REQUEST
    found = assess(desk.programme, record, desk.today()).pieces
    return next((each.status for each in found if each.piece.code == code), Status(row["status"] or "to-request"))


def former_proof(row: KeptPiece | None, former: Status) -> dict[str, Value]:
    """The dates of a proof that is being replaced, emptied: the new proof has its own."""
    if row is None or former not in (Status.EXPIRED, Status.TO_REPLACE):
        return {}
    return {name: None for name in ("proof_on", "expires_on") if field_value(row, name)}


def note_correction(work: Work, dossier_id: str, code: str, why: str) -> None:
    """Note that the Region asks for a piece to be corrected: the dossier then waits for the office."""
    values: dict[str, Value] = {
        "dossier_id": dossier_id, "piece": code, "reason": why, "asked_on": work.desk.today().isoformat(), "by": work.tx.by,
    }  # fmt: skip
    work.tx.create("correction", values)
    work.touch(dossier_id, ChangeKind.CORRECTION)


def write_piece(
    work: Work, dossier_id: str, piece: Piece, row: KeptPiece | None, values: dict[str, Value], seen: Stamps | None
) -> str:
    """Write a piece's slot, made the first time, emptied and taken up again when it was undone; returns its row.

    `seen` are the stamps the caller's screen displayed; without a screen, those just read are what was looked at.
    """
    work.touch(dossier_id, ChangeKind.PIECE)
    slot = slot_id(dossier_id, piece.code)
    if row is None:
        write_row(work, "piece", slot, {"dossier_id": dossier_id, "code": piece.code}, values)
        return slot
    work.tx.update("piece", slot, values, displayed(seen, row["stamps"]))
    return slot


def declared_piece(desk: Desk, code: str) -> Piece:
    """A piece of the programme by its code. Raises `UnknownPiece`."""
    try:
        return desk.programme.piece(code)
    except KeyError:
        raise UnknownPiece(code) from None
