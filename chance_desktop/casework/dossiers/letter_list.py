"""Every letter under way, those to chase first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.pieces.assessment import SPARED, assessed_letter, chase_day, referee_name, status_day
from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.rows.pieces import KeptLetter
from chance_desktop.domain.states import DossierState
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _, days_ago
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import dossier_summary, piece
from chance_desktop.store.schema.tables import letter as table


class _OfAYoung(KeptLetter):
    """A letter with the name of who it recommends."""

    young: str
    young_surname: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list of letters."""

    dossier_id: str
    name: str
    kind: str
    kind_label: str
    referee_name: str
    status: str
    status_label: str
    since: date | None
    since_days: int
    line: str
    to_chase: bool
    action_label: str


def all_letters(desk: Desk, mine: bool = False, *, checked: bool = False) -> tuple[LetterRow, ...]:
    """Letters of active dossiers that are not waived, those to chase first, the longest wait before; `checked` ones last.

    Without `checked`, those are left out: nothing is to be done with them.
    """
    today = desk.today()
    query = (
        select(table, dossier_summary.c.first_name.label("young"), dossier_summary.c.surname.label("young_surname"))
        .join(dossier_summary, dossier_summary.c.dossier_id == table.c.dossier_id)
        .where(
            table.c.deleted_at.is_(None), table.c.replaced_on.is_(None),
            table.c.kind.in_([kind.code for kind in desk.programme.referees]),
            dossier_summary.c.state == DossierState.ACTIVE.value,
        )
    )  # fmt: skip
    if not checked:
        query = query.where(table.c.status != Status.CHECKED.value)
    if mine:
        query = query.where(mine_clause(desk))
    with desk.reading() as connection:
        spared = _spared(desk, connection)
        letters = kept_rows(connection, _OfAYoung, query)
        found = [(row, spared.get((row["dossier_id"], row["kind"]))) for row in letters]
    rows = [_letter_row(desk, row, waiver, today) for row, waiver in found if waiver is not Status.WAIVED]
    return tuple(
        sorted(rows, key=lambda row: (not row.to_chase, row.status == Status.CHECKED, -row.since_days, row.name))
    )


def _spared(desk: Desk, connection: Connection) -> dict[tuple[str, str], Status]:
    """The letters the Region waived or was asked to waive, by dossier and kind."""
    kinds = {each.code: each.letter for each in desk.programme.pieces if each.letter}
    query = select(piece.c.dossier_id, piece.c.code, piece.c.status).where(
        piece.c.code.in_(kinds), piece.c.status.in_([each.value for each in SPARED]), piece.c.deleted_at.is_(None)
    )
    return {(row.dossier_id, kinds[row.code]): Status(row.status) for row in connection.execute(query)}


def _letter_row(desk: Desk, row: _OfAYoung, waiver: Status | None, today: date) -> LetterRow:
    kind = desk.programme.referee_kind(row["kind"])
    status = Status(row["status"] or "prepared")
    waits = waiver is not None and not status.obtained
    since = status_day(row, status)
    days = (today - since).days if since else 0
    chase = chase_day(desk.programme, assessed_letter(row))
    who = referee_name(row) or kind.article_label
    verb = {
        Status.REQUESTED: _("demandée"), Status.REMINDED: _("relancée"), Status.RECEIVED: _("reçue"),
        Status.CHECKED: _("vérifiée"),
    }.get(status)  # fmt: skip
    line = f"{who} · {verb} {days_ago(days)}" if verb and since else who
    labels = {
        Status.PREPARED: _("Demander"), Status.REQUESTED: _("Relancer"), Status.REMINDED: _("Appeler"),
        Status.RECEIVED: _("Vérifier"),
    }  # fmt: skip
    return LetterRow(
        dossier_id=row["dossier_id"],
        name=f"{row['young']} {row['young_surname']}",
        kind=kind.code,
        kind_label=kind.label.lower(),
        referee_name=who,
        status=status,
        status_label=status_label(waiver if waiver and waits else status),
        since=since,
        since_days=days,
        line=line,
        to_chase=chase is not None and chase <= today and not waits,
        action_label=_("Ouvrir") if waits else labels.get(status, _("Ouvrir")),
    )
