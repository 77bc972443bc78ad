"""The words that go with a piece: why it is asked again, how long its proof holds, what to do with it, where it is obtained."""

from __future__ import annotations

from datetime import date

from chance_desktop.casework.pieces.assessment import AssessedPiece
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import Piece
from chance_desktop.domain.states import WaiverDecision
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _, long_date, month_and_year


def remark(each: AssessedPiece) -> str:
    """What the Region said that is still to be answered: why a piece is to be replaced, that its waiver is refused, and why."""
    if each.row is None or each.status.obtained or each.status is Status.WAIVER_REQUESTED:
        return ""
    reason = str(each.row["reason"] or "")
    day, came = kept_day(each.row["waiver_decided_on"]), kept_day(each.row["received_on"])
    if each.row["waiver_decision"] != WaiverDecision.REFUSED or (day and came and came >= day):
        return reason
    told = _("Dispense refusée le {day}").format(day=long_date(day, year=False)) if day else _("Dispense refusée")
    return f"{told}\u00a0: {reason}" if reason else told


def judged_by(piece: Piece) -> str:
    """The field of the date by which the programme judges the proof, or nothing."""
    if piece.letter or piece.validity is None:
        return ""
    return "proof_on" if piece.validity.months else "expires_on"


def told_day(each: AssessedPiece) -> date | None:
    """The day written beside a status: the day of that status, never of another."""
    if each.status is Status.EXPIRED:
        return each.expires_on
    return None if each.status is Status.TO_REPLACE else each.since


def validity_note(each: AssessedPiece) -> str:
    """Until when the proof holds, and what it should reach when that is not enough."""
    if each.expires_on is None:
        return each.piece.validity.note if each.piece.validity else ""
    return each.fault or _("Valable jusqu’en {month}").format(month=month_and_year(each.expires_on))


def action_label(piece: Piece, status: Status) -> str:
    """The verb of the piece's own button; empty when there is none."""
    return {
        Status.TO_REQUEST: _("Demander"),
        Status.REQUESTED: _("Relancer"),
        Status.REMINDED: _("Appeler") if piece.letter else _("Relancer"),
        Status.RECEIVED: _("Vérifier"),
        Status.TO_REPLACE: _("Demander"),
        Status.EXPIRED: _("Demander"),
    }.get(status, "")


def appointment_note(each: AssessedPiece) -> str:
    """The appointment at which a piece still awaited is obtained."""
    if each.row is None or not each.row["appointment_on"] or each.status.obtained:
        return ""
    day = long_date(date.fromisoformat(each.row["appointment_on"]), weekday=True, year=False)
    place = each.row["appointment_place"]
    return _("Rendez-vous {day}").format(day=day) + (f", {place}" if place else "")
