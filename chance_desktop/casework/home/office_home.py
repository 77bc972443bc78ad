"""The home page: what to do today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, func, select, true

from chance_desktop.casework.dossiers.letter_list import LetterRow, all_letters
from chance_desktop.casework.dossiers.list import still_since
from chance_desktop.casework.dossiers.whole_assessment import judge_one
from chance_desktop.casework.exchange.standing.status import ExchangeState, exchange_state
from chance_desktop.casework.journal.reminders import DueReminder, due_reminders
from chance_desktop.casework.meetings.meetings import NamedMeeting, meeting_view
from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import current
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.actions.next_action import meeting_context
from chance_desktop.domain.dates import age_on, kept_day
from chance_desktop.domain.people import names
from chance_desktop.domain.states import DossierState, StageState
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import dossier_summary, meeting

_SHOWN = 3
_MEETINGS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class FirstAction:
    """The one thing to do first, and why now."""

    dossier_id: str
    badge: str
    context: str
    title: str
    detail: str
    button: str
    target: str


@dataclass(frozen=True, slots=True)
class StillRow:
    """A dossier without movement."""

    dossier_id: str
    name: str
    age: int | None
    town: str
    line: str
    days: int
    initials: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting to come."""

    dossier_id: str
    on: date
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page shows; the totals count beyond the rows shown."""

    greeting: str
    date_line: str
    first: FirstAction | None
    letters: tuple[LetterRow, ...]
    letters_total: int
    still: tuple[StillRow, ...]
    still_total: int
    meetings: tuple[MeetingRow, ...]
    meetings_total: int
    dossiers_total: int
    exchange: ExchangeState
    recalled: tuple[DueReminder, ...]


def home_page(desk: Desk, mine: bool = False) -> HomePage:
    """What to do today, for everyone or for the counsellor signed in."""
    to_chase, recalled = tuple(row for row in all_letters(desk, mine) if row.to_chase), due_reminders(desk, mine)
    with desk.reading() as connection:
        still, still_total = _still(desk, connection, mine)
        meetings = _meetings(desk, connection, mine)
        total = connection.execute(
            select(func.count())
            .select_from(dossier_summary)
            .where(dossier_summary.c.state == DossierState.ACTIVE.value)
        ).scalar_one()
        first = _first(desk, connection, recalled, to_chase, still, meetings, mine)
    greeting, date_line = welcome(desk)
    return HomePage(
        greeting=greeting,
        date_line=date_line,
        first=first,
        letters=to_chase[:_SHOWN],
        letters_total=len(to_chase),
        still=still,
        still_total=still_total,
        meetings=meetings[:_MEETINGS_SHOWN],
        meetings_total=len(meetings),
        dossiers_total=total,
        exchange=exchange_state(desk),
        recalled=recalled,
    )


def welcome(desk: Desk) -> tuple[str, str]:
    """The greeting to who works here, and the day in words."""
    who, line = current(desk), long_date(desk.today(), weekday=True)
    return (
        _("Bonjour {name}").format(name=who.first_name) if who else _("Bonjour"),
        _("{date} – voici ce qui vous attend aujourd’hui.").format(date=line[:1].upper() + line[1:]),
    )


def _still(desk: Desk, connection: Connection, mine: bool) -> tuple[tuple[StillRow, ...], int]:
    table, today = dossier_summary, desk.today()
    clause = (table.c.state == DossierState.ACTIVE.value) & (table.c.moved_on < still_since(today))
    if mine:
        clause = clause & mine_clause(desk)
    total = connection.execute(select(func.count()).select_from(table).where(clause)).scalar_one()
    found = connection.execute(select(table).where(clause).order_by(table.c.moved_on).limit(_SHOWN))
    rows = []
    for row in found:
        birth = kept_day(row.birth_date)
        action = row.action_title[:1].lower() + row.action_title[1:]
        rows.append(
            StillRow(
                dossier_id=row.dossier_id,
                name=f"{row.first_name} {row.surname}",
                age=age_on(birth, today) if birth else None,
                town=row.town,
                line=_("Étape {step} · {action}").format(step=row.step_label, action=action),
                days=(today - date.fromisoformat(row.moved_on)).days,
                initials=names.initials(row.first_name, row.surname),
            )
        )
    return tuple(rows), total


def _meetings(desk: Desk, connection: Connection, mine: bool) -> tuple[MeetingRow, ...]:
    today = desk.today()
    horizon = today + timedelta(days=desk.programme.delays.meeting_horizon)
    query = (
        select(meeting, dossier_summary.c.first_name, dossier_summary.c.surname)
        .join(dossier_summary, dossier_summary.c.dossier_id == meeting.c.dossier_id)
        .where(
            meeting.c.on >= today.isoformat(), meeting.c.on <= horizon.isoformat(), meeting.c.deleted_at.is_(None),
            meeting.c.cancelled_reason.is_(None), dossier_summary.c.state == DossierState.ACTIVE.value,
        )
        .order_by(meeting.c.on, meeting.c.at)
    )  # fmt: skip
    if mine:
        query = query.where(mine_clause(desk))
    rows = []
    for row in kept_rows(connection, NamedMeeting, query):
        view = meeting_view(desk, row)
        title = f"{view.kind_label} – {row['first_name']} {row['surname']}"
        rows.append(MeetingRow(row["dossier_id"], view.on, title, view.line))
    return tuple(rows)


def _first(
    desk: Desk,
    connection: Connection,
    recalled: tuple[DueReminder, ...],
    to_chase: tuple[LetterRow, ...],
    still: tuple[StillRow, ...],
    meetings: tuple[MeetingRow, ...],
    mine: bool,
) -> FirstAction | None:
    """What is to be recalled comes first; then a letter to chase before the nearest interview, the longest wait, what a stay calls
    for since the longest, and what stands still. When nothing presses: where to begin."""
    dates = {row.dossier_id: row for row in reversed(meetings)}
    if recalled:
        found = recalled[0]
        return _from_summary(desk, connection, found.dossier_id, dates.get(found.dossier_id), found.target)
    if to_chase:
        wanted = min(
            to_chase,
            key=lambda row: (dates[row.dossier_id].on if row.dossier_id in dates else date.max, -row.since_days),
        )
        return _from_summary(desk, connection, wanted.dossier_id, dates.get(wanted.dossier_id), f"letter:{wanted.kind}")
    stay = _stay_pressing(desk, connection, mine)
    if stay:
        return _from_summary(desk, connection, stay, dates.get(stay), "")
    if still:
        return _from_summary(desk, connection, still[0].dossier_id, dates.get(still[0].dossier_id), "")
    begin = _where_to_begin(connection, desk, mine)
    first = _from_summary(desk, connection, begin, dates.get(begin), "") if begin else None
    return replace(first, badge=_("Par où commencer")) if first is not None else None


def _where_to_begin(connection: Connection, desk: Desk, mine: bool) -> str:
    """The dossier with the first day to keep, else the first one of the list; empty when there is none under way."""
    table = dossier_summary
    clause = (table.c.state == DossierState.ACTIVE.value) & (mine_clause(desk) if mine else true())
    query = select(table.c.dossier_id).where(clause).order_by(table.c.due_on == "", table.c.due_on, table.c.file_number)
    return str(connection.execute(query.limit(1)).scalar() or "")


def _stay_pressing(desk: Desk, connection: Connection, mine: bool) -> str:
    """The dossier of someone abroad or back of whom something is due since the longest; empty when nothing is."""
    table = dossier_summary
    clause = (
        (table.c.state == DossierState.ACTIVE.value) & table.c.stage_state.in_((StageState.ABROAD.value, StageState.RETURNED.value))
        & (table.c.due_on != "") & (table.c.due_on <= desk.today().isoformat())
    )  # fmt: skip
    if mine:
        clause = clause & mine_clause(desk)
    query = select(table.c.dossier_id).where(clause).order_by(table.c.due_on, table.c.file_number).limit(1)
    return str(connection.execute(query).scalar() or "")


def _from_summary(
    desk: Desk, connection: Connection, dossier_id: str, coming: MeetingRow | None, target: str
) -> FirstAction | None:
    row = connection.execute(select(dossier_summary).where(dossier_summary.c.dossier_id == dossier_id)).one()
    # Judged now, not as the list remembers it: its words count days.
    actions = judge_one(desk, connection, read_record(connection, dossier_id)).actions
    chosen = next((each for each in actions if each.target == target), actions[0] if actions else None)
    if chosen is None:
        return None
    context = f"{row.first_name} {row.surname} · {row.step_label}"
    if coming is not None:
        what = coming.title.split(" – ")[0]
        context = meeting_context(what, coming.on, desk.today())
    return FirstAction(
        dossier_id=dossier_id,
        badge=_("À faire en premier"),
        context=context,
        title=chosen.title,
        detail=chosen.detail,
        button=chosen.button,
        target=chosen.target,
    )
