"""What the Region said of a recommendation letter: that it is to be corrected, that the young person is dispensed with it."""

from __future__ import annotations

from sqlalchemy import select

from chance_desktop.casework.assessment import AssessedLetter, Assessment
from chance_desktop.casework.desk import Desk
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import SYNCED

Wrong = tuple[str, str]
"""The day a letter was found wrong, and what is."""


def wrong_letters(desk: Desk, dossier_id: str) -> dict[str, Wrong]:
    """When the Region last found something wrong with a letter, and what, by kind."""
    kinds = {piece.code: piece.letter for piece in desk.programme.pieces if piece.letter}
    asked = SYNCED["correction"]
    query = (
        select(asked)
        .where(asked.c.dossier_id == dossier_id, asked.c.piece.in_(kinds), asked.c.deleted_at.is_(None))
        .order_by(asked.c.asked_on, asked.c.id)
    )
    with desk.reading() as connection:
        return {kinds[row.piece]: (row.asked_on, row.reason or "") for row in connection.execute(query)}


def said_by_the_region(found: Assessment, kind: str, letter: AssessedLetter | None, wrong: Wrong | None) -> str:
    """The sentence that goes before any other under a letter; empty when the Region said nothing that still holds."""
    status = waiver_of(found, kind)
    if status is Status.WAIVED:
        return _("La Région dispense de cette lettre : elle n’est plus à demander.")
    if status is Status.WAIVER_REQUESTED:
        return _("Une dispense est demandée à la Région, qui n’a pas encore répondu.")
    if wrong is None or letter is None or letter.status is not Status.PREPARED:
        return ""
    day, reason = wrong
    if day < (letter.row["prepared_on"] or ""):
        return ""
    return _("La Région demande de corriger cette lettre\u00a0: {reason}").format(reason=reason)


def actions_left(found: Assessment, kind: str, actions: tuple[str, ...]) -> tuple[str, ...]:
    """What is still to be done of a letter: nothing but to note that it came once it is dispensed with."""
    status = waiver_of(found, kind)
    if status is Status.WAIVED:
        return tuple(each for each in actions if each == "received")
    return tuple(each for each in actions if status is not Status.WAIVER_REQUESTED or each != "waiver")


def waiver_of(found: Assessment, kind: str) -> Status | None:
    """`WAIVED` or `WAIVER_REQUESTED` for a letter of which the piece is; nothing otherwise."""
    statuses = {each.piece.letter: each.status for each in found.pieces if each.piece.letter}
    status = statuses.get(kind)
    return status if status in (Status.WAIVED, Status.WAIVER_REQUESTED) else None
