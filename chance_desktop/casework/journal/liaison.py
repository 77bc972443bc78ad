"""Liaison notes between an office and the Region on a dossier: they travel with it, and wait to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from chance_desktop.casework.journal.journal import NoteEmpty
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.change import Value
from chance_desktop.domain.rows.journal import KeptLiaisonNote
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED, dossier_summary
from chance_desktop.store.writing.stamps import Stamps, read_stamps

table = SYNCED["liaison_note"]
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class LiaisonNote:
    """A note: `side` is `office` or `region`, `mine` whether this side wrote it, `unread` whether it waits for this side; `by` is empty
    when who wrote it on the other side is not known here.
    """

    id: str
    dossier_id: str
    name: str
    side: str
    at: datetime
    by: str
    text: str
    mine: bool
    unread: bool
    seen: Stamps


def notes(desk: Desk, dossier_id: str) -> tuple[LiaisonNote, ...]:
    """The notes of a dossier, oldest first."""
    return _read(desk, table.c.dossier_id == dossier_id)


def unread(desk: Desk) -> tuple[LiaisonNote, ...]:
    """What the other side wrote and nobody here has read, oldest first."""
    return _read(desk, table.c.side != desk.role, table.c.read_on.is_(None))


def write_note(desk: Desk, dossier_id: str, text: str) -> Outcome[str]:
    """Write to the other side; returns the row. Raises `NoteEmpty`, `NeverStored`, `InvalidField` or `DossierUnknown`."""
    if not text.strip():
        raise NoteEmpty
    refuse_never_stored(text)
    if len(text) > _LONGEST:
        raise InvalidField("text", _("Cette note dépasse 4 000 caractères."), _("Raccourcissez-la."))
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        values: dict[str, Value] = {
            "dossier_id": dossier_id, "side": desk.role.value, "by": work.tx.by, "text": text.strip(),
            "recorded_at": desk.now().isoformat(timespec="seconds"),
        }  # fmt: skip
        made = work.tx.create("liaison_note", values)
        work.touch(dossier_id, ChangeKind.LIAISON_NOTE)
    return work.outcome(made, _("Note de liaison ajoutée"))


def mark_read(desk: Desk, dossier_id: str, seen: Mapping[str, Stamps]) -> Outcome[None]:
    """What the other side wrote on a dossier was read: the notes that were displayed, by row, with their stamps."""
    with desk.working() as work:
        query = select(table.c.id).where(
            table.c.dossier_id == dossier_id, table.c.side != desk.role, table.c.read_on.is_(None),
            table.c.deleted_at.is_(None),
        )  # fmt: skip
        for row in work.connection.execute(query).scalars().all():
            if row in seen:
                values: dict[str, Value] = {"read_on": desk.today().isoformat(), "read_by": work.tx.by}
                work.tx.update("liaison_note", row, values, seen[row])
                work.touch(dossier_id, ChangeKind.LIAISON_NOTE)
    return work.outcome(None)


class _NamedNote(KeptLiaisonNote):
    """A note with the name of the young person it is about."""

    first_name: str | None
    surname: str | None


def _read(desk: Desk, *clauses: object) -> tuple[LiaisonNote, ...]:
    query = (
        select(table, dossier_summary.c.first_name, dossier_summary.c.surname)
        .outerjoin(dossier_summary, dossier_summary.c.dossier_id == table.c.dossier_id)
        .where(table.c.deleted_at.is_(None), *clauses)  # type: ignore[arg-type]
        .order_by(table.c.recorded_at, table.c.id)
    )
    with desk.reading() as connection:
        people = read_counsellors(connection, desk.branch_id)
        rows = kept_rows(connection, _NamedNote, query)
    return tuple(
        LiaisonNote(
            id=row["id"],
            dossier_id=row["dossier_id"],
            name=f"{row['first_name'] or ''} {row['surname'] or ''}".strip(),
            side=row["side"] or "",
            at=datetime.fromisoformat(row["recorded_at"]),
            by=author_name(people, row["by"] or "") if row["by"] in people or row["side"] == desk.role else "",
            text=row["text"] or "",
            mine=row["side"] == desk.role,
            unread=row["side"] != desk.role and not row["read_on"],
            seen=read_stamps(row["stamps"]),
        )
        for row in rows
    )
