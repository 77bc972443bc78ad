"""The computed row of each dossier that lists are read from; refreshed with every change, and once a day for delays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from chance_desktop.casework.dossiers.passed_steps import marked_phases, passed_over
from chance_desktop.casework.dossiers.whole_assessment import judge_all
from chance_desktop.casework.pieces.assessment import AssessedPiece, Assessment, assess, chase_day
from chance_desktop.casework.session.desk import REFRESHED, Desk
from chance_desktop.casework.session.programme.programme_digest import programme_digest
from chance_desktop.casework.session.records import DossierRecord, read_records
from chance_desktop.domain.actions.action import CALM
from chance_desktop.domain.actions.stay_action import days_of_change
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day, next_birthday
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Searched
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.domain.statuses import Status
from chance_desktop.store import settings
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.engines.bulk import insert_searched_rows
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.schema.tables import dossier
from chance_desktop.store.schema.tables import dossier_summary as table
from chance_desktop.sync.rights.audience import structures_now

SEARCHED = {
    column: tuple(
        (table, name)
        for table in ("dossier", "person")
        for name, field in reversed(FIELDS[table].items())
        if field.searched is column
    )
    for column in Searched
}
"""The fields each column of the search holds, the last column first: a name is looked for as it is said, the first name first."""

_NEVER = "9999-12-31"
_WAITING = (Status.REQUESTED, Status.REMINDED)


def refresh(
    desk: Desk, connection: Connection, dossiers: Iterable[str], fresh: Mapping[str, DossierRecord] | None = None
) -> None:
    """Compute again the summaries of these dossiers, and drop those of dossiers that are gone.

    `fresh` are dossiers made in this very transaction, which have no summary yet.
    """
    wanted = list(dossiers)
    if not wanted and not fresh:
        return
    programme, today = desk.programme, desk.today()
    records = _still_ours(desk, connection, read_records(connection, wanted))
    known = _known(connection, wanted)
    found = judge_all(desk, connection, records)
    passed = passed_over(programme, connection, records)
    lines = {
        row: summary(programme, record, found[row], today, passed.get(row, frozenset()))
        for row, record in records.items()
    }
    made = [line for row, line in lines.items() if row not in known]
    # what was made in this very transaction has no stay yet
    made += [summary(programme, each, assess(programme, each, today), today) for each in (fresh or {}).values()]
    if made:
        insert_searched_rows(connection, table.name, tuple(made[0]), [tuple(line.values()) for line in made])
    _update(connection, [line for row, line in lines.items() if row in known])
    gone = known - set(records)
    if gone:
        connection.execute(delete(table).where(table.c.dossier_id.in_(gone)))


def _still_ours(desk: Desk, connection: Connection, records: dict[str, DossierRecord]) -> dict[str, DossierRecord]:
    """Without the dossiers that left for another Mission Locale: they are hidden at once, and dropped later."""
    if desk.role == PosteRole.REGION or not desk.structure_code:
        return records
    elsewhere = {
        row
        for row, record in records.items()
        if record.dossier["structure_code"] not in (None, "", desk.structure_code)
    }
    now = structures_now(connection, elsewhere)
    left = {row for row in elsewhere if desk.structure_code not in now.get(row, frozenset())}
    return {row: record for row, record in records.items() if row not in left}


def _update(connection: Connection, rows: list[dict[str, Value]]) -> None:
    if not rows:
        return
    names = [name for name in rows[0] if name != "dossier_id"]
    statement = update(table).where(table.c.dossier_id == bindparam("wanted"))
    bound = [{**row, "wanted": row["dossier_id"]} for row in rows]
    connection.execute(statement.values({name: bindparam(name) for name in names}), bound)


def bring_up_to_date(desk: Desk) -> bool:
    """Refresh what the passing of time changed, or everything after a change of the programme.

    Done once a day and at each change of the declarations; returns whether any summary was computed again.
    """
    programme, today = programme_digest(desk.programme_folder), desk.today().isoformat()
    day, _space, followed = desk.setting(REFRESHED).partition(" ")
    if day == today and followed == programme:
        return False
    with told_in_french(), writing(desk.store.engine) as connection:
        query = select(table.c.dossier_id)
        if followed == programme:
            query = query.where(table.c.refresh_on <= today)
        due = list(connection.execute(query).scalars())
        refresh(desk, connection, due)
        settings.put(connection, REFRESHED, f"{today} {programme}")
    return bool(due)


def refresh_all(desk: Desk) -> None:
    """Compute every summary again: after a change of programme or of rules, or an import that ended too early."""
    with told_in_french(), writing(desk.store.engine) as connection:
        known = set(connection.execute(select(table.c.dossier_id)).scalars())
        there = set(connection.execute(select(dossier.c.id)).scalars())
        refresh(desk, connection, sorted(known | there))


def summary(
    programme: Programme, record: DossierRecord, found: Assessment, today: date, passed: frozenset[int] = frozenset()
) -> dict[str, Value]:
    """The row of one dossier."""
    surname, first_name = str(record.person["surname"] or ""), str(record.person["first_name"] or "")
    town, file_number = str(record.person["town"] or ""), str(record.dossier["file_number"] or "")
    step = programme.steps[found.step - 1]
    return {
        "dossier_id": record.id,
        "surname": surname,
        "first_name": first_name,
        "sort_name": f"{fold(surname)} {fold(first_name)}",
        "birth_date": record.person["birth_date"] or "",
        "town": town,
        "file_number": file_number,
        **_searched(record),
        "step": found.step,
        "step_label": step.label,
        "phases": marked_phases(programme, passed) if passed else programme.phases_of_steps,
        "state": found.state,
        "stage_state": step.state,
        "received": found.obtained,
        "required": len(found.pieces),
        "eligible": found.eligible.value,
        "action_title": found.actions[0].in_a_list if found.actions else "",
        "refresh_on": _refresh_on(programme, record, found, today),
        "due_on": _due_on(found, today),
        "moved_on": (found.moved_on or today).isoformat(),
        "letter_missing": int(any(each.piece.letter and not each.status.obtained for each in found.pieces)),
        "referent_id": record.dossier["referent_id"] or "",
        "accompanying_id": record.dossier["accompanying_id"] or "",
        "stand_in_id": _stand_in(record, today),
    }


def _searched(record: DossierRecord) -> dict[str, str]:
    """What the search reads, folded, by column of the summary."""
    rows = {"dossier": record.dossier, "person": record.person}
    return {
        column.value: " ".join(
            fold(str(each)) for each in (field_value(rows[table], name) for table, name in fields) if each
        )
        for column, fields in SEARCHED.items()
    }


def _known(connection: Connection, wanted: list[str]) -> set[str]:
    known: set[str] = set()
    for some in batches(wanted):
        known.update(connection.execute(select(table.c.dossier_id).where(table.c.dossier_id.in_(some))).scalars())
    return known


def _due_on(found: Assessment, today: date) -> str:
    """The day the first live action is due; empty when nothing calls."""
    live = [action for action in found.actions if action.code not in CALM]
    if not live:
        return ""
    return min((action.due_on or today) for action in live).isoformat()


def _refresh_on(programme: Programme, record: DossierRecord, found: Assessment, today: date) -> str:
    """The next day on which something changes by itself: a delay reached, a proof expired, a birthday, a meeting or a
    hand-over past, a day of the stay."""
    days = [day for letter in found.letters.values() if (day := chase_day(programme, letter)) is not None]
    for piece in found.pieces:
        if piece.expires_on and piece.status is not Status.EXPIRED:
            days.append(piece.expires_on + timedelta(days=1))
        if piece.status in _WAITING and piece.since:
            days.append(_latest(piece) + timedelta(days=programme.delays.piece_chase))
    birth = kept_day(record.person["birth_date"])
    if birth is not None:
        # an age whose day is not known yet is taken today: a coming of age changes the pieces asked
        days.append(next_birthday(birth, today))
    if record.dossier["stand_in_until"]:
        days.append(date.fromisoformat(record.dossier["stand_in_until"]) + timedelta(days=1))
    if found.next_meeting is not None:
        days.append(date.fromisoformat(found.next_meeting["on"]) + timedelta(days=1))
    days += [each.on for each in found.reminders]
    days += days_of_change(programme, found.stay, today)
    return min((day for day in days if day > today), default=date.fromisoformat(_NEVER)).isoformat()


def _latest(item: AssessedPiece) -> date:
    """What a reminder counts from: nobody is reminded before the appointment at which the piece is obtained."""
    days = (item.since, item.known_since, item.state.appointment_on)
    return max(day for day in days if day is not None)


def _stand_in(record: DossierRecord, today: date) -> str:
    """Who stands in for the counsellor, while the hand-over lasts."""
    until = record.dossier["stand_in_until"]
    return str(record.dossier["stand_in_id"] or "") if until and until >= today.isoformat() else ""
