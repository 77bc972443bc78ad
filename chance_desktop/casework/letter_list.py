"""Every letter under way, those to chase first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select

from chance_desktop.casework.assessment import assessed_letter, chase_day, referee_name, status_day
from chance_desktop.casework.desk import Desk
from chance_desktop.casework.dossier_list import mine_clause
from chance_desktop.casework.records import Fields
from chance_desktop.domain.dates import days_ago
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import dossier_summary, piece
from chance_desktop.store.tables import letter as table


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


def all_letters(desk: Desk, mine: bool = False) -> tuple[LetterRow, ...]:
    """Letters of active dossiers that are neither checked nor dispensed with, those to chase first, the longest wait before."""
    today = desk.today()
    query = (
        select(table, dossier_summary.c.first_name.label("young"), dossier_summary.c.surname.label("young_surname"))
        .join(dossier_summary, dossier_summary.c.dossier_id == table.c.dossier_id)
        .where(
            table.c.deleted_at.is_(None), table.c.replaced_on.is_(None), table.c.status != Status.CHECKED.value,
            table.c.kind.in_([kind.code for kind in desk.programme.referees]),
            dossier_summary.c.state == "active", ~_dispensed(desk),
        )
    )  # fmt: skip
    if mine:
        query = query.where(mine_clause(desk))
    with desk.reading() as connection:
        rows = [_letter_row(desk, row._asdict(), today) for row in connection.execute(query)]
    return tuple(sorted(rows, key=lambda row: (not row.to_chase, -row.since_days, row.name)))


def _dispensed(desk: Desk) -> ColumnElement[bool]:
    """Whether the Region dispensed with a letter."""
    of_letter = (
        and_(table.c.kind == each.letter, piece.c.code == each.code) for each in desk.programme.pieces if each.letter
    )
    waived = (
        piece.c.dossier_id == table.c.dossier_id,
        piece.c.status == Status.WAIVED.value,
        piece.c.deleted_at.is_(None),
    )
    return select(piece.c.id).where(*waived, or_(false(), *of_letter)).exists()


def _letter_row(desk: Desk, row: Fields, today: date) -> LetterRow:
    kind = desk.programme.referee_kind(row["kind"])
    status = Status(row["status"] or "prepared")
    since = status_day(row, status)
    days = (today - since).days if since else 0
    chase = chase_day(desk.programme, assessed_letter(row))
    who = referee_name(row) or kind.article_label
    verb = {Status.REQUESTED: _("demandée"), Status.REMINDED: _("relancée"), Status.RECEIVED: _("reçue")}.get(status)
    line = f"{who} · {verb} {days_ago(days)}" if verb and since else who
    labels = {
        Status.PREPARED: _("Demander"), Status.REQUESTED: _("Relancer"), Status.REMINDED: _("Appeler"),
        Status.RECEIVED: _("Vérifier"),
    }  # fmt: skip
    return LetterRow(
        row["dossier_id"], f"{row['young']} {row['young_surname']}", kind.code, kind.label.lower(), who, status,
        status_label(status), since, days, line, chase is not None and chase <= today, labels.get(status, _("Ouvrir")),
    )  # fmt: skip
