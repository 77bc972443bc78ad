"""The pieces of a dossier: their status, dates, appointment, waiver and scans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.pieces.assessment import AssessedPiece, Assessment, referee_name
from chance_desktop.casework.pieces.refusals import (
    LetterFollowed,
    NotWaivable,
    RegionDecides,
    StatusComputed,
    UnknownPiece,
)
from chance_desktop.casework.pieces.slots import declared_piece, former_proof, note_correction, status_now, write_piece
from chance_desktop.casework.pieces.status_lines import piece_line
from chance_desktop.casework.pieces.waivers import decide_waiver, request_waiver, take_back_waiver
from chance_desktop.casework.pieces.wording import (
    action_label,
    appointment_note,
    judged_by,
    remark,
    told_day,
    validity_note,
)
from chance_desktop.casework.session.access import may_decide_waivers
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import FutureDate, Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import Piece
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import scan as scan_table
from chance_desktop.store.writing.stamps import Stamps, read_stamps

__all__ = [
    "FutureDate", "LetterFollowed", "NotWaivable", "PieceView", "PiecesView", "RegionDecides", "ScanView",
    "StatusComputed", "UnknownPiece", "pieces_view", "read_scans", "set_appointment", "set_status", "status_label", "to_replace",
]  # fmt: skip

_DATE_FIELD = {
    Status.REQUESTED: "requested_on",
    Status.REMINDED: "reminded_on",
    Status.RECEIVED: "received_on",
    Status.CHECKED: "checked_on",
}
_REASONED = {Status.TO_REPLACE: Reasoned.REPLACED, Status.WAIVER_REQUESTED: Reasoned.WAIVER}
_NEXT: dict[Status, tuple[Status, ...]] = {
    Status.TO_REQUEST: (Status.REQUESTED, Status.RECEIVED),
    Status.REQUESTED: (Status.REMINDED, Status.RECEIVED, Status.TO_REQUEST),
    Status.REMINDED: (Status.REMINDED, Status.RECEIVED, Status.TO_REQUEST),
    Status.RECEIVED: (Status.CHECKED, Status.TO_REPLACE),
    Status.CHECKED: (Status.TO_REPLACE, Status.RECEIVED),
    Status.TO_REPLACE: (Status.REQUESTED, Status.RECEIVED),
    Status.EXPIRED: (Status.REQUESTED, Status.RECEIVED),
    Status.WAIVER_REQUESTED: (Status.REQUESTED, Status.RECEIVED),
    Status.WAIVED: (),
    Status.NOT_APPLICABLE: (Status.TO_REQUEST,),
}


@dataclass(frozen=True, slots=True)
class ScanView:
    """A scan kept for a piece."""

    id: str
    pages: int
    size: int
    added_on: date
    label: str
    seen: Stamps


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece as shown. `on` is the day of its status; `contact` is the supplier as the young person reads it.

    `dated` is the date its proof is judged by: `proof_on`, the day written on it, `expires_on`, its last day, or none.
    `reason` is what was said of it that is still to be answered.
    """

    code: str
    label: str
    with_article: str
    note: str
    status: str
    status_label: str
    supplier: str
    contact: str
    contact_note: str
    supplier_phone: str
    on: date | None
    due_on: date | None
    expires_on: date | None
    validity_note: str
    action_label: str
    next_statuses: tuple[str, ...]
    scans: tuple[ScanView, ...]
    waivable: bool
    letter: str
    appointment: str
    reason: str
    blocks: str
    seen: Stamps
    dated: str = ""
    proof_on: date | None = None
    gender: str = "f"


@dataclass(frozen=True, slots=True)
class PiecesView:
    """The pieces of a dossier: what is missing before what is there."""

    to_obtain: tuple[PieceView, ...]
    received: tuple[PieceView, ...]
    not_asked: tuple[PieceView, ...]
    received_count: int
    required: int


def pieces_view(desk: Desk, found: Assessment, scans: dict[str, tuple[ScanView, ...]]) -> PiecesView:
    """The pieces from an assessment; `scans` by piece code."""
    views = [_view(desk, each, found, scans.get(each.piece.code, ())) for each in found.pieces]
    asked = {each.piece.code for each in found.pieces}
    others = [piece for piece in desk.programme.pieces if piece.code not in asked]
    obtained = {each.piece.code for each in found.pieces if each.status.obtained}
    return PiecesView(
        tuple(view for view in views if view.code not in obtained),
        tuple(view for view in views if view.code in obtained),
        tuple(_not_asked(piece, scans.get(piece.code, ())) for piece in others),
        found.obtained,
        len(found.pieces),
    )


def set_status(
    desk: Desk,
    dossier_id: str,
    code: str,
    status: str,
    on: date | None = None,
    *,
    proof_on: date | None = None,
    expires_on: date | None = None,
    reason: str = "",
    seen: Stamps | None = None,
) -> Outcome[None]:
    """Record the status of a piece at the day of the event.

    A waiver asked, granted or taken back this way goes through its own use case, `reason` being its motive.
    Raises `ReasonNeeded` for a move back or a replacement without its reason, `LetterFollowed`, `RegionDecides`, `NotWaivable`, `StatusComputed`,
    `FutureDate` or `UnknownPiece`.
    """
    piece, wanted, day = declared_piece(desk, code), Status(status), on or desk.today()
    if wanted is Status.WAIVER_REQUESTED:
        return request_waiver(desk, dossier_id, code, reason, seen)
    if wanted is Status.WAIVED:
        return decide_waiver(desk, dossier_id, code, granted=True, seen=seen)
    if wanted is Status.TO_REQUEST and _waived(desk, dossier_id, code):
        return take_back_waiver(desk, dossier_id, code, reason, seen)
    if piece.letter:
        raise LetterFollowed
    if wanted in (Status.EXPIRED, Status.NOT_APPLICABLE, Status.PREPARED):
        raise StatusComputed
    if max(day, proof_on or day) > desk.today():
        raise FutureDate
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row = record.pieces.get(code)
        former = status_now(desk, record, code)
        if (wanted.rank < former.rank or wanted is Status.TO_REPLACE) and not reason.strip():
            raise ReasonNeeded(_REASONED.get(wanted, Reasoned.MOVE_BACK))
        values: dict[str, Value] = {"status": wanted.value, **former_proof(row, former)}
        if wanted in _DATE_FIELD:
            values[_DATE_FIELD[wanted]] = day.isoformat()
        if proof_on:
            values["proof_on"] = proof_on.isoformat()
        if expires_on:
            values["expires_on"] = expires_on.isoformat()
        # what is wrong with a piece is said until it came again
        if reason.strip() or (row and row["reason"] and wanted.obtained):
            values["reason"] = reason.strip()
        write_piece(work, dossier_id, piece, row, values, seen)
        if wanted is Status.TO_REPLACE and desk.role == PosteRole.REGION:
            note_correction(work, dossier_id, code, reason.strip())
        label = f"{piece.label}\u00a0: {status_label(wanted, piece.gender).lower()}"
        work.journal(dossier_id, piece_line(code, row, former, values, reason.strip()), day)
    return work.outcome(None, label)


def _waived(desk: Desk, dossier_id: str, code: str) -> bool:
    with desk.reading() as connection:
        row = read_record(connection, dossier_id).pieces.get(code)
    return row is not None and row["status"] == Status.WAIVED.value


def to_replace(work: Work, dossier_id: str, piece: Piece, reason: str, seen: Stamps | None) -> None:
    """Note, in a change that says more, that a piece is to be replaced and why."""
    record = read_record(work.connection, dossier_id)
    row = record.pieces.get(piece.code)
    kept = former_proof(row, status_now(work.desk, record, piece.code))
    write_piece(work, dossier_id, piece, row, {"status": Status.TO_REPLACE.value, "reason": reason, **kept}, seen)


def set_appointment(
    desk: Desk, dossier_id: str, code: str, on: date, place: str = "", seen: Stamps | None = None
) -> Outcome[None]:
    """Note the appointment at which a document is applied for; it counts as requested until it is brought."""
    piece = declared_piece(desk, code)
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).pieces.get(code)
        values: dict[str, Value] = {"appointment_on": on.isoformat(), "appointment_place": place.strip()}
        if row is None or Status(row["status"] or "to-request").rank < Status.REQUESTED.rank:
            values |= {"status": Status.REQUESTED.value, "requested_on": desk.today().isoformat()}
        write_piece(work, dossier_id, piece, row, values, seen)
        former = kept_day(row["appointment_on"]) if row is not None else None
        if former is not None and former != on:
            line = entry(Event.PIECE_APPOINTMENT_MOVED, piece=code, former=former, day=on, place=place.strip())
        else:
            line = entry(Event.PIECE_APPOINTMENT, piece=code, day=on, place=place.strip())
        work.journal(dossier_id, line)
    return work.outcome(None, _("Rendez-vous noté"))


def read_scans(desk: Desk, dossier_id: str) -> dict[str, tuple[ScanView, ...]]:
    """Scans of a dossier, by piece code."""
    query = (
        select(scan_table)
        .where(scan_table.c.dossier_id == dossier_id, scan_table.c.deleted_at.is_(None))
        .order_by(scan_table.c.id)
    )
    slots = {slot_id(dossier_id, piece.code): piece.code for piece in desk.programme.pieces}
    found: dict[str, tuple[ScanView, ...]] = {}
    with desk.reading() as connection:
        for row in connection.execute(query):
            code = slots.get(row.piece_id, row.piece_id)
            view = ScanView(
                row.id, row.pages, row.size, date.fromisoformat(row.added_on), row.label or "", read_stamps(row.stamps)
            )
            found[code] = (*found.get(code, ()), view)
    return found


def _view(desk: Desk, each: AssessedPiece, found: Assessment, scans: tuple[ScanView, ...]) -> PieceView:
    piece, status = each.piece, each.status
    letter = found.letters.get(piece.letter)
    referee = referee_name(letter.row) if letter else ""
    return PieceView(
        code=piece.code,
        label=piece.label,
        with_article=piece.article_label,
        note=piece.note,
        status=status,
        status_label=status_label(status, piece.gender),
        supplier=referee or piece.source or piece.supplier,
        contact=referee or piece.supplier,
        contact_note="" if referee else piece.supplier_note,
        supplier_phone=str(letter.row["phone"] or "") if letter else "",
        on=told_day(each),
        due_on=each.due_on,
        expires_on=each.expires_on,
        validity_note=validity_note(each),
        action_label=action_label(piece, status),
        next_statuses=() if piece.letter and status is not Status.WAIVED else _next_statuses(desk, status),
        scans=scans,
        waivable=piece.waivable
        and not may_decide_waivers(desk)
        and not status.obtained
        and status is not Status.WAIVER_REQUESTED,
        letter=piece.letter,
        appointment=appointment_note(each),
        reason=remark(each),
        blocks=piece.blocks,
        seen=read_stamps(each.row["stamps"]) if each.row else {},
        dated=judged_by(piece),
        proof_on=each.state.proof_on,
        gender=piece.gender,
    )


def _next_statuses(desk: Desk, status: Status) -> tuple[str, ...]:
    """What a piece may become; the Region alone asks again for one it dispensed with."""
    if status is Status.WAIVED and may_decide_waivers(desk):
        return (Status.TO_REQUEST.value,)
    return tuple(each.value for each in _NEXT.get(status, ()))


def _not_asked(piece: Piece, scans: tuple[ScanView, ...]) -> PieceView:
    status = Status.NOT_APPLICABLE
    return PieceView(
        code=piece.code,
        label=piece.label,
        with_article=piece.article_label,
        note=piece.note,
        status=status,
        status_label=status_label(status, piece.gender),
        supplier="",
        contact="",
        contact_note="",
        supplier_phone="",
        on=None,
        due_on=None,
        expires_on=None,
        validity_note="",
        action_label="",
        next_statuses=(),
        scans=scans,
        waivable=False,
        letter=piece.letter,
        appointment="",
        reason="",
        blocks=piece.blocks,
        seen={},
        gender=piece.gender,
    )
