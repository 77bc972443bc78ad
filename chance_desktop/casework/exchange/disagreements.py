"""Disagreements: fields with several values written by people who had not seen each other's; each is settled by a person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from chance_desktop.casework.dossiers.field_words import FieldWords
from chance_desktop.casework.session.change_kinds import ChangeKind, kinds_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.domain.change import DELETED, Value
from chance_desktop.domain.clock import Stamp
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.parameters import FieldChange
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import rows_by_field
from chance_desktop.store.schema.tables import SYNCED, change_log, dossier, field_head, known_device, person
from chance_desktop.store.writing.stamps import read_stamps, stamps_of


class SettledAlready(ExpectedError):
    """The disagreement is gone: someone settled it."""

    def __init__(self) -> None:
        super().__init__(_("Ce désaccord est déjà réglé."), _("Revenez à la liste : elle est à jour."))


@dataclass(frozen=True, slots=True)
class HeadShown:
    """One of the values: what it is and in words, who wrote it, on which poste, and when."""

    value: Value
    words: str
    by: str
    place: str
    here: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field with several values; the first head is the one shown meanwhile. `id` is `table/row/field`."""

    id: str
    dossier_id: str
    person: str
    table: str
    row: str
    field: str
    label: str
    heads: tuple[HeadShown, ...]


def disagreements(desk: Desk, dossier_id: str = "") -> tuple[Disagreement, ...]:
    """Every disagreement, or those of one dossier; oldest first."""
    with desk.reading() as connection:
        reader = _Reader(desk, connection)
        found = []
        query = select(field_head.c.table_name, field_head.c.row_id, field_head.c.field).distinct()
        for table, row, field in connection.execute(query.order_by(field_head.c.row_id, field_head.c.field)).all():
            made = reader.read((table, row, field))
            if made is not None and dossier_id in ("", made.dossier_id):
                found.append(made)
    return tuple(sorted(found, key=lambda each: min(head.at for head in each.heads)))


def settle_field(desk: Desk, disagreement: str, value: Value) -> Outcome[None]:
    """Keep `value`, one of the heads or a third, over every value anyone had written; the others stay in the journal.

    Only a settle names every head of a field. Raises `SettledAlready`.
    """
    table, row, field = disagreement.split("/", 2)
    with desk.working() as work:
        read = _Reader(desk, work.connection).read((table, row, field))
        if read is None:
            raise SettledAlready
        stamps = work.connection.execute(select(SYNCED[table].c.stamps).where(SYNCED[table].c.id == row)).scalar_one()
        over = {*stamps_of(read_stamps(stamps), field), *_aside(work.connection, table, row, field)}
        if field == DELETED and value is not None:
            over |= _every_stamp(work.connection, row)
        work.tx.update(table, row, {field: value}, {field: tuple(sorted(over))})
        if read.dossier_id:
            of = _row_code(work.connection, table, row)
            aside = dict.fromkeys(head.value for head in read.heads if head.value != value)
            others = [FieldChange(table, field, None, other, of) for other in aside]
            kept = FieldChange(table, field, None, value, of)
            work.journal(read.dossier_id, entry(Event.DISAGREEMENT_SETTLED, kept=(kept,), others=others))
            work.touch(read.dossier_id, *kinds_of((table,)), ChangeKind.DOSSIER)
    return work.outcome(None, _("Désaccord réglé"))


def _row_code(connection: Connection, table: str, row: str) -> str:
    """What tells apart rows of which a dossier has several: the code of a piece, the kind of a letter."""
    column = {"piece": "code", "letter": "kind"}.get(table)
    if column is None:
        return ""
    columns = SYNCED[table].c
    return str(connection.execute(select(columns[column]).where(columns.id == row)).scalar() or "")


def disagreement_count(desk: Desk) -> int:
    """How many fields have several values."""
    with desk.reading() as connection:
        query = select(field_head.c.table_name, field_head.c.row_id, field_head.c.field).distinct()
        return len(connection.execute(query).all())


class _Reader:
    """Reads disagreements within one connection."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._connection = connection
        self._device = desk.store.device
        self._people = read_counsellors(connection, desk.branch_id)
        self._places = _places(desk, connection)
        self._words = FieldWords(desk, connection)

    def read(self, name: tuple[str, str, str]) -> Disagreement | None:
        """A field of a row and its heads; nothing when it has one value only."""
        table, row, field = name
        here = (field_head.c.table_name == table, field_head.c.row_id == row, field_head.c.field == field)
        aside = self._connection.execute(select(field_head).where(*here).order_by(field_head.c.stamp.desc())).all()
        found = rows_by_field(self._connection, select(SYNCED[table]).where(SYNCED[table].c.id == row))
        if not aside or not found:
            return None
        values = found[0]
        stamps = stamps_of(read_stamps(str(values["stamps"])), field)
        shown = [(values[field], _author(self._connection, stamps[-1]), stamps[-1])] if stamps else []
        every = [*shown, *((json.loads(each.value), each.by, each.stamp) for each in aside)]
        heads = tuple(self._head(table, field, *each) for each in every)
        dossier_id, who = _whose(self._connection, table, values)
        label = self._words.label(table, field, values)
        return Disagreement(
            id=f"{table}/{row}/{field}",
            dossier_id=dossier_id,
            person=who,
            table=table,
            row=row,
            field=field,
            label=label,
            heads=heads,
        )

    def _head(self, table: str, field: str, value: Value, by: str, stamp: str) -> HeadShown:
        read = Stamp.parse(stamp)
        return HeadShown(
            value=value,
            words=self._words.value(table, field, value),
            by=author_name(self._people, by),
            place=self._places.get(read.device, _("un autre poste")),
            here=read.device == self._device,
            at=datetime.fromtimestamp(read.ms / 1000, UTC),
        )


def _whose(connection: Connection, table: str, values: Mapping[str, Value]) -> tuple[str, str]:
    """The dossier a row belongs to, and the name of its person."""
    if table == "person":
        owner = connection.execute(select(dossier.c.id).where(dossier.c.person_id == values["id"]).limit(1)).scalar()
    else:
        owner = values["id"] if table == "dossier" else values.get("dossier_id")
    query = (
        select(person.c.first_name, person.c.surname)
        .join(dossier, dossier.c.person_id == person.c.id)
        .where(dossier.c.id == owner)
    )
    name = connection.execute(query).first()
    return str(owner or ""), f"{name.first_name or ''} {name.surname or ''}".strip() if name else ""


def _places(desk: Desk, connection: Connection) -> dict[str, str]:
    """What each poste is called on screen."""
    found = {desk.store.device: _("Sur ce poste")}
    for row in connection.execute(select(known_device)):
        found[row.device] = (
            _("À la Région") if row.role == PosteRole.REGION else _("Antenne de {name}").format(name=row.branch)
        )
    return found


def _author(connection: Connection, stamp: str) -> str:
    return str(connection.execute(select(change_log.c.by).where(change_log.c.stamp == stamp).limit(1)).scalar() or "")


def _aside(connection: Connection, table: str, row: str, field: str) -> list[str]:
    here = (field_head.c.table_name == table, field_head.c.row_id == row, field_head.c.field == field)
    return list(connection.execute(select(field_head.c.stamp).where(*here)).scalars())


def _every_stamp(connection: Connection, row: str) -> set[str]:
    """All that is known of a row and of its parts: whoever deletes it once more has been shown it."""
    parts = [row]
    for table in SYNCED.values():
        if "dossier_id" in table.c:
            parts += connection.execute(select(table.c.id).where(table.c.dossier_id == row)).scalars()
    return set(connection.execute(select(change_log.c.stamp).where(change_log.c.row_id.in_(parts))).scalars())
