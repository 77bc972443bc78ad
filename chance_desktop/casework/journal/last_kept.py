"""What was kept last on this poste, told after it stopped without warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from chance_desktop.casework.journal.journal import line_words
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.clock import Stamp
from chance_desktop.domain.fields import FIELDS
from chance_desktop.store.schema.tables import SYNCED, change_log, dossier, journal_detail, person
from chance_desktop.store.writing.change_rows import read_fields


@dataclass(frozen=True, slots=True)
class LastKept:
    """When something was written here last, about whom, and what: a line of the journal, or the names of fields."""

    at: datetime
    name: str
    what: tuple[str, ...]


def last_kept(desk: Desk) -> LastKept | None:
    """The last thing written on this poste; nothing when nothing was."""
    query = (
        select(change_log).where(change_log.c.device == desk.store.device).order_by(change_log.c.seq.desc()).limit(1)
    )
    with desk.reading() as connection:
        row = connection.execute(query).first()
        if row is None:
            return None
        if row.table_name in ("journal", "journal_detail"):
            what: tuple[str, ...] = (line_words(desk, connection, _line(connection, row.table_name, row.row_id)),)
        else:
            declared = FIELDS.get(row.table_name, {})
            what = tuple(declared[name].label for name in read_fields(row.fields) if name in declared)
        at = datetime.fromtimestamp(Stamp.parse(row.stamp).ms / 1000, desk.now().tzinfo)
        return LastKept(at, _name(connection, row.table_name, row.row_id), tuple(each for each in what if each))


def _line(connection: Connection, table_name: str, row_id: str) -> str:
    """The line of the journal a row is, or details."""
    if table_name == "journal":
        return row_id
    return connection.scalar(select(journal_detail.c.journal_id).where(journal_detail.c.id == row_id)) or ""


def _name(connection: Connection, table_name: str, row_id: str) -> str:
    """The person a row is about; nothing for a row that is about nobody."""
    table = SYNCED[table_name]
    query = select(person.c.first_name, person.c.surname)
    if table_name == "person":
        query = query.where(person.c.id == row_id)
    elif table_name == "dossier":
        query = query.join(dossier, dossier.c.person_id == person.c.id).where(dossier.c.id == row_id)
    elif "dossier_id" in table.c:
        query = (
            query.join(dossier, dossier.c.person_id == person.c.id)
            .join(table, table.c.dossier_id == dossier.c.id)
            .where(table.c.id == row_id)
        )
    else:
        return ""
    found = connection.execute(query).first()
    return f"{found.first_name} {found.surname}" if found is not None else ""
