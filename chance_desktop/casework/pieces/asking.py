"""Several pieces asked for at once: one gesture, one line of the journal, undone together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chance_desktop.casework.pieces.slots import declared_piece, former_proof, status_now, write_piece
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import FutureDate
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.writing.stamps import Stamps

ASKABLE = (Status.TO_REQUEST, Status.EXPIRED, Status.TO_REPLACE)
"""The states of a piece that may be asked for; a recommendation letter is asked for on its own way."""


def ask_pieces(
    desk: Desk, dossier_id: str, codes: Sequence[str], seen: Mapping[str, Stamps], on: date | None = None
) -> Outcome[tuple[str, ...]]:
    """Note these pieces as asked for on a day; returns those that were.

    `seen` are the stamps displayed, by piece. What came or was asked meanwhile is left as it is. Raises `FutureDate` or
    `UnknownPiece`.
    """
    day = on or desk.today()
    if day > desk.today():
        raise FutureDate
    wanted = [each for each in (declared_piece(desk, code) for code in codes) if not each.letter]
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        asked = []
        for piece in wanted:
            row, former = record.pieces.get(piece.code), status_now(desk, record, piece.code)
            if former not in ASKABLE:
                continue
            values = {"status": Status.REQUESTED.value, "requested_on": day.isoformat(), **former_proof(row, former)}
            write_piece(work, dossier_id, piece, row, values, seen.get(piece.code))
            asked.append(piece)
        if asked:
            told = ", ".join(piece.label for piece in asked)
            work.journal(dossier_id, entry(Event.PIECES_ASKED, pieces=told), day)
    label = (
        plural("{n} pièce demandée", "{n} pièces demandées", len(asked))
        if asked
        else _("Aucune pièce n’était à demander")
    )
    return work.outcome(tuple(piece.code for piece in asked), label)
