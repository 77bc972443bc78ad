"""Disagreements: fields with several values written by people who had not seen each other's; each is settled by a person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from chance_desktop.casework.cards.kinds import STAY
from chance_desktop.casework.cards.options import label_of
from chance_desktop.casework.europass.sections import LETTER, SECTIONS
from chance_desktop.casework.session.counsellors import Counsellor, author_name, read_counsellors
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.domain.change import DELETED, Value
from chance_desktop.domain.clock import Stamp
from chance_desktop.domain.dates import short_date
from chance_desktop.domain.programme import label_in
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.stamps import read_stamps, stamps_of
from chance_desktop.store.tables import SYNCED, change_log, dossier, field_head, known_device, person

_OF_A_STAY = {field.name: field for field in STAY.fields}


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
        people = read_counsellors(connection, desk.branch_id)
        places = _places(desk, connection)
        found = []
        query = select(field_head.c.table_name, field_head.c.row_id, field_head.c.field).distinct()
        for table, row, field in connection.execute(query.order_by(field_head.c.row_id, field_head.c.field)).all():
            made = _read(desk, connection, (table, row, field), people, places)
            if made is not None and dossier_id in ("", made.dossier_id):
                found.append(made)
    return tuple(sorted(found, key=lambda each: min(head.at for head in each.heads)))


def settle_field(desk: Desk, disagreement: str, value: Value) -> Outcome[None]:
    """Keep `value`, one of the heads or a third, over every value anyone had written; the others stay in the journal.

    Only a settle names every head of a field. Raises `SettledAlready`.
    """
    table, row, field = disagreement.split("/", 2)
    with desk.working() as work:
        read = _read(desk, work.connection, (table, row, field), read_counsellors(work.connection, desk.branch_id), {})
        if read is None:
            raise SettledAlready
        stamps = work.connection.execute(select(SYNCED[table].c.stamps).where(SYNCED[table].c.id == row)).scalar_one()
        over = {*stamps_of(read_stamps(stamps), field), *_aside(work.connection, table, row, field)}
        if field == DELETED and value is not None:
            over |= _every_stamp(work.connection, row)
        work.tx.update(table, row, {field: value}, {field: tuple(sorted(over))})
        if read.dossier_id:
            kept = next(
                (head.words for head in read.heads if head.value == value), str(value if value is not None else "")
            )
            others = sorted({head.words for head in read.heads if head.value != value and head.words})
            text = _("Désaccord réglé, {label} : {kept}").format(label=read.label, kept=kept or _("rien"))
            text += _(" (écarté : {values})").format(values=", ".join(others)) if others else ""
            work.journal(read.dossier_id, "settle", text)
            work.touch(read.dossier_id, table, "dossier")
    return work.outcome(None, _("Désaccord réglé"))


def disagreement_count(desk: Desk) -> int:
    """How many fields have several values."""
    with desk.reading() as connection:
        query = select(field_head.c.table_name, field_head.c.row_id, field_head.c.field).distinct()
        return len(connection.execute(query).all())


def _read(
    desk: Desk,
    connection: Connection,
    name: tuple[str, str, str],
    people: dict[str, Counsellor],
    places: Mapping[str, str],
) -> Disagreement | None:
    table, row, field = name
    here = (field_head.c.table_name == table, field_head.c.row_id == row, field_head.c.field == field)
    aside = connection.execute(select(field_head).where(*here).order_by(field_head.c.stamp.desc())).all()
    found = connection.execute(select(SYNCED[table]).where(SYNCED[table].c.id == row)).first()
    if not aside or found is None:
        return None
    values = found._asdict()
    stamps = stamps_of(read_stamps(values["stamps"]), field)
    heads = []
    if stamps:
        writer = _author(connection, stamps[-1])
        heads.append(_head(desk, table, field, values[field], writer, stamps[-1], people, places))
    heads += [_head(desk, table, field, json.loads(each.value), each.by, each.stamp, people, places) for each in aside]
    dossier_id, who = _whose(connection, table, values)
    label = field_label(desk, table, field, values)
    return Disagreement(f"{table}/{row}/{field}", dossier_id, who, table, row, field, label, tuple(heads))


def _head(
    desk: Desk,
    table: str,
    field: str,
    value: Value,
    by: str,
    stamp: str,
    people: dict[str, Counsellor],
    places: Mapping[str, str],
) -> HeadShown:
    read = Stamp.parse(stamp)
    at = datetime.fromtimestamp(read.ms / 1000, UTC)
    place = places.get(read.device, _("un autre poste"))
    here = read.device == desk.store.device
    return HeadShown(value, value_words(desk, table, field, value), author_name(people, by), place, here, at)


def value_words(desk: Desk, table: str, field: str, value: Value) -> str:
    """A value as it is read on screen."""
    if field == DELETED:
        return _("Supprimer") if value is not None else _("Garder")
    if value in (None, ""):
        return _("rien")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    text = str(value)
    if table in ("person", "dossier"):
        declared = next(
            (each for section in desk.programme.sections for each in section.fields if each.code == field), None
        )
        if declared is not None and declared.choices:
            return desk.programme.label(declared.choices, text) or text
    if (table, field) == ("placement_search", "answer"):
        return label_in(desk.programme.search_answers, text)
    if table == STAY.table and field in _OF_A_STAY and _OF_A_STAY[field].choices:
        return label_of(desk, _OF_A_STAY[field], text)
    if field == "status" and text in frozenset(Status):
        return status_label(Status(text))
    if field.endswith("_on") or field == "birth_date":
        try:
            return short_date(datetime.fromisoformat(text).date())
        except ValueError:
            return text
    return text


def field_label(desk: Desk, table: str, field: str, values: Mapping[str, Any]) -> str:
    """What a field is called on screen, with the piece or the letter it belongs to."""
    labels = {each.code: each.label for section in desk.programme.sections for each in section.fields}
    labels |= {
        column: each.label for section in (*SECTIONS, LETTER) for each in section.fields for column in each.columns
    }
    labels |= {"status": _("État"), DELETED: _("Suppression"), "state": _("Situation du dossier"), "step": _("Étape"),
               "structure_code": _("Mission Locale"), "reason": _("Motif")}  # fmt: skip
    if table == "placement_search":
        labels |= {"answer": _("Réponse du correspondant"), "answered_on": _("Répondu le"), "note": _("Remarque")}
    if table == STAY.table:
        labels |= {name: each.label for name, each in _OF_A_STAY.items()}
    label = labels.get(field, _("Information"))
    if table == "piece":
        piece = next((each.label for each in desk.programme.pieces if each.code == values.get("code")), _("Pièce"))
        return f"{piece} – {label}"
    if table == "letter":
        return _("Lettre de recommandation") + f" – {label}"
    return label


def _whose(connection: Connection, table: str, values: Mapping[str, Any]) -> tuple[str, str]:
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
        found[row.device] = _("À la Région") if row.role == "region" else _("Antenne de {name}").format(name=row.branch)
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
