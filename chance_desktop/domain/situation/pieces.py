"""The pieces of a dossier: which are asked, by when, and whether their proof still holds."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from chance_desktop.domain.dates import add_months
from chance_desktop.domain.programme.programme import Piece, Programme
from chance_desktop.domain.situation.conditions import Facts, holds
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _, long_date


class PieceState(Struct, frozen=True, gc=False):
    """What is known of a piece: its status as recorded and the dates that go with it."""

    status: Status = Status.TO_REQUEST
    requested_on: date | None = None
    reminded_on: date | None = None
    received_on: date | None = None
    checked_on: date | None = None
    proof_on: date | None = None
    expires_on: date | None = None
    appointment_on: date | None = None


def asked_pieces(programme: Programme, facts: Facts, step: int) -> tuple[Piece, ...]:
    """The pieces asked at this step of the journey, in the order of the programme. A condition not known yet does not ask."""
    return tuple(
        [piece for piece in programme.pieces_at(step) if piece.asked_if is None or holds(piece.asked_if, facts) is True]
    )


def expiry(piece: Piece, state: PieceState) -> date | None:
    """Last day the proof is accepted: its printed end of validity, or its date plus the declared months."""
    if state.expires_on is not None:
        return state.expires_on
    if piece.validity is not None and piece.validity.months and state.proof_on is not None:
        return add_months(state.proof_on, piece.validity.months)
    return None


def must_hold_until(piece: Piece, facts: Facts) -> date | None:
    """The day up to which the proof must hold, when the programme names one and it is known."""
    if piece.validity is None:
        return None
    day = facts.get(piece.validity.until or piece.validity.at)
    return day if isinstance(day, date) else None


def effective_status(piece: Piece, state: PieceState, facts: Facts, today: date) -> Status:
    """The recorded status; of a proof received that does not hold, `EXPIRED` when it ended, else `TO_REPLACE`: it ends too soon.

    A proof that counts at a given day (« moins de 3 mois au dépôt ») is judged at that day, and today while that day is
    not known; so a dossier entered late is judged at the date of its own events.
    """
    if state.status not in (Status.RECEIVED, Status.CHECKED):
        return state.status
    end = expiry(piece, state)
    if end is None:
        return state.status
    if end >= (must_hold_until(piece, facts) or today):
        return state.status
    return Status.EXPIRED if end < today else Status.TO_REPLACE


def proof_fault(piece: Piece, state: PieceState, facts: Facts, today: date) -> str:
    """Why the proof received does not hold: « valable jusqu’au 1er septembre 2026 seulement »; nothing when it does."""
    status, end = effective_status(piece, state, facts, today), expiry(piece, state)
    if end is None or status is state.status:
        return ""
    if status is Status.EXPIRED:
        return _("valable jusqu’au {day} seulement").format(day=long_date(end))
    until = must_hold_until(piece, facts) or today
    return _("valable jusqu’au {day}, il faudrait jusqu’au {until}").format(day=long_date(end), until=long_date(until))
