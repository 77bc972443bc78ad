"""A piece the Region may dispense with: asked for by the office, granted, refused or taken back by the Region alone."""

from __future__ import annotations

from chance_desktop.casework.pieces.refusals import NotWaivable, RegionDecides
from chance_desktop.casework.pieces.slots import declared_piece, write_piece
from chance_desktop.casework.session.access import may_decide_waivers
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import Piece
from chance_desktop.domain.states import WaiverDecision
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _
from chance_desktop.store.writing.stamps import Stamps


def end_waiver(work: Work, dossier_id: str, piece: Piece, seen: Stamps) -> None:
    """Note, in a change that says more, that a waiver asked or granted does not stand; nothing when there is none."""
    row = read_record(work.connection, dossier_id).pieces.get(piece.code)
    if row is not None and row["status"] in (Status.WAIVED, Status.WAIVER_REQUESTED):
        values: dict[str, Value] = {"status": Status.TO_REQUEST.value, "waiver_decision": "", "waiver_decided_on": ""}
        write_piece(work, dossier_id, piece, row, values, seen)


def request_waiver(desk: Desk, dossier_id: str, code: str, motive: str, seen: Stamps | None = None) -> Outcome[None]:
    """Ask the Region for a waiver; the piece stays missing until it grants it. Raises `NotWaivable`, `ReasonNeeded`."""
    piece = declared_piece(desk, code)
    if not piece.waivable:
        raise NotWaivable
    if not motive.strip():
        raise ReasonNeeded(Reasoned.WAIVER)
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).pieces.get(code)
        values: dict[str, Value] = {
            "status": Status.WAIVER_REQUESTED.value,
            "waiver_motive": motive.strip(),
            "waiver_requested_on": desk.today().isoformat(),
        }
        write_piece(work, dossier_id, piece, row, values, seen)
        work.journal(dossier_id, entry(Event.WAIVER_ASKED, piece=code))
    return work.outcome(None, _("Dispense demandée"))


def decide_waiver(
    desk: Desk, dossier_id: str, code: str, *, granted: bool, seen: Stamps | None, reason: str = ""
) -> Outcome[None]:
    """Grant a waiver, or refuse it and say why; the Region alone. Raises `RegionDecides` or `NotWaivable`."""
    piece = declared_piece(desk, code)
    if not may_decide_waivers(desk):
        raise RegionDecides
    if not piece.waivable:
        raise NotWaivable
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).pieces.get(code)
        status = Status.WAIVED if granted else Status.TO_REQUEST
        values: dict[str, Value] = {
            "status": status.value,
            "waiver_decision": (WaiverDecision.GRANTED if granted else WaiverDecision.REFUSED).value,
            "waiver_decided_on": desk.today().isoformat(),
        }
        if reason.strip() or (row and row["reason"]):
            values["reason"] = reason.strip()
        write_piece(work, dossier_id, piece, row, values, seen)
        decided = Event.WAIVER_GRANTED if granted else Event.WAIVER_REFUSED
        work.journal(dossier_id, entry(decided, piece=code, reason=reason.strip()))
    return work.outcome(None, _("Décision de la Région"))


def take_back_waiver(desk: Desk, dossier_id: str, code: str, reason: str, seen: Stamps | None = None) -> Outcome[None]:
    """Ask again for a piece whose waiver was granted; the Region alone. Raises `RegionDecides` or `ReasonNeeded`."""
    piece = declared_piece(desk, code)
    if not may_decide_waivers(desk):
        raise RegionDecides
    if not reason.strip():
        raise ReasonNeeded(Reasoned.WAIVER_TAKEN_BACK)
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).pieces.get(code)
        values: dict[str, Value] = {
            "status": Status.TO_REQUEST.value, "waiver_decision": "", "waiver_decided_on": "", "reason": reason.strip(),
        }  # fmt: skip
        write_piece(work, dossier_id, piece, row, values, seen)
        work.journal(dossier_id, entry(Event.WAIVER_TAKEN_BACK, piece=code, reason=reason.strip()))
    return work.outcome(None, _("Décision de la Région"))
