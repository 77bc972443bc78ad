"""The waivers offices ask for, which the Region alone grants or refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.states import DossierState, WaiverDecision
from chance_desktop.domain.statuses import Status
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import dossier, dossier_summary, letter, piece
from chance_desktop.store.writing.stamps import Stamps, read_stamps


@dataclass(frozen=True, slots=True)
class WaiverAsked:
    """A piece an office asks to do without, whether the dossier is lodged or not; `refused_on`, when it was refused before."""

    dossier_id: str
    name: str
    file_number: str
    structure: str
    piece: str
    piece_label: str
    motive: str
    asked_on: date | None
    waiting_days: int
    seen: Stamps
    refused_on: date | None = None


def waivers_asked(desk: Desk) -> tuple[WaiverAsked, ...]:
    """Those that wait for a decision, the longest waiting first."""
    shown = dossier_summary.c
    query = (
        select(piece, shown.first_name, shown.surname, shown.file_number, dossier.c.structure_code)
        .join(dossier_summary, shown.dossier_id == piece.c.dossier_id)
        .join(dossier, dossier.c.id == piece.c.dossier_id)
        .where(
            piece.c.status == Status.WAIVER_REQUESTED.value, piece.c.deleted_at.is_(None), shown.state == DossierState.ACTIVE.value,
        )
        .order_by(piece.c.waiver_requested_on, shown.sort_name, piece.c.code)
    )  # fmt: skip
    with desk.reading() as connection:
        rows = connection.execute(query).all()
        came = _letters_there(connection, {row.dossier_id for row in rows})
    of_letter = {each.code: each.letter for each in desk.programme.pieces}
    # nobody can answer for a piece that the programme has no more
    rows = [row for row in rows if row.code in of_letter and (row.dossier_id, of_letter[row.code]) not in came]
    labels = {each.code: each.label for each in desk.programme.pieces}
    offices = {each.code: each.short or each.name for each in desk.programme.offices}
    found = []
    for row in rows:
        asked, structure = kept_day(row.waiver_requested_on), row.structure_code or ""
        found.append(
            WaiverAsked(
                dossier_id=row.dossier_id,
                name=f"{row.first_name} {row.surname}".strip(),
                file_number=row.file_number,
                structure=offices.get(structure, structure),
                piece=row.code,
                piece_label=labels[row.code],
                motive=row.waiver_motive or "",
                asked_on=asked,
                waiting_days=(desk.today() - asked).days if asked else 0,
                seen=read_stamps(row.stamps),
                refused_on=kept_day(row.waiver_decided_on)
                if row.waiver_decision == WaiverDecision.REFUSED.value
                else None,
            )
        )
    return tuple(found)


def _letters_there(connection: Connection, dossiers: Iterable[str]) -> set[tuple[str, str]]:
    """The letters that came, by dossier and kind: nothing is to be decided any more of the waiver asked for one."""
    query = select(letter.c.dossier_id, letter.c.kind).where(
        among(letter.c.dossier_id, dossiers), letter.c.deleted_at.is_(None),
        letter.c.status.in_([Status.RECEIVED.value, Status.CHECKED.value]),
        (letter.c.replaced_on.is_(None)) | (letter.c.replaced_on == ""),
    )  # fmt: skip
    return {(row.dossier_id, row.kind) for row in connection.execute(query)}
