"""Dossiers judged whole, with their stay and what follows it: what the list, the dossier and the first page say is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.dossiers.latest_decision import latest_decisions, standing
from chance_desktop.casework.forms.answers import Subject, form_code, read_filled
from chance_desktop.casework.journal.reminders import open_reminders
from chance_desktop.casework.pieces.assessment import Assessment, assess
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import DossierRecord
from chance_desktop.casework.stays.stays import calendar_of, read_rows, sheet_slot, sheet_state, sheet_table
from chance_desktop.casework.surveys.return_tasks import has_certificate
from chance_desktop.casework.surveys.surveys import read_surveys
from chance_desktop.casework.surveys.surveys import table as afterwards
from chance_desktop.domain.actions.stay_action import SheetSituation, StaySituation
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.domain.rows.stay import KeptFollowUpSheet, KeptStay
from chance_desktop.domain.states import FormRole, SurveyState
from chance_desktop.domain.stay import StayCalendar
from chance_desktop.store.engines.batches import among, among_asked, listed
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED

_SIGNED = (("agreement", "agreement_on"), ("commitment", "commitment_on"))
_AGREED = select(afterwards.c.id, afterwards.c.former_dossier).where(
    among_asked(afterwards.c.former_dossier), afterwards.c.deleted_at.is_(None), afterwards.c.consent_on.is_not(None),
    afterwards.c.consent_ended_on.is_(None),
)  # fmt: skip


def judge_all(desk: Desk, connection: Connection, records: Mapping[str, DossierRecord]) -> dict[str, Assessment]:
    """Judge dossiers as they stand today, in few statements whatever their number."""
    programme, today = desk.programme, desk.today()
    stays, made = _stays(desk, connection, records), latest_decisions(connection, records)
    recalled = open_reminders(connection, records)
    return {
        row: assess(
            programme,
            record,
            today,
            stays.get(row),
            standing(programme, record.dossier, made.get(row)),
            recalled.get(row, ()),
        )
        for row, record in records.items()
    }


def judge_one(desk: Desk, connection: Connection, record: DossierRecord) -> Assessment:
    """Judge one dossier as it stands today."""
    return judge_all(desk, connection, {record.id: record})[record.id]


def _stays(desk: Desk, connection: Connection, records: Mapping[str, DossierRecord]) -> dict[str, StaySituation]:
    """The situation of each stay, and of those of whom a survey is still open."""
    rows = read_rows(connection, records)
    calendars = {
        row: calendar_of(desk, stay, str(records[row].dossier["destination_country"] or ""))
        for row, stay in rows.items()
    }
    today = desk.today()
    begun = {row for row, found in calendars.items() if found is not None and found.spent.first <= today}
    over = {row for row in begun if (found := calendars[row]) is not None and found.spent.last < today}
    sheets = _sheets(desk, connection, {row: found for row in begun if (found := calendars[row]) is not None})
    undone = _undone(desk, connection, {row: rows[row] for row in over})
    surveys = _surveys(desk, connection, records)
    papers = _signed_papers(desk) if rows else frozenset[str]()
    return {
        row: _situation(
            records[row],
            rows.get(row),
            calendars.get(row),
            sheets.get(row, ()),
            undone.get(row, ()),
            surveys.get(row, ()),
            papers,
        )
        for row in {*rows, *surveys}
    }


def _signed_papers(desk: Desk) -> frozenset[str]:
    """The papers of the stay the programme has: as a text to print, or as a piece."""
    printed = {paper for paper, _column in _SIGNED if (desk.programme_folder / "papers" / f"{paper}.toml").is_file()}
    return frozenset(printed | {piece.stay_paper for piece in desk.programme.pieces})


def _situation(
    record: DossierRecord, row: KeptStay | None, calendar: StayCalendar | None, sheets: tuple[SheetSituation, ...],
    undone: tuple[str, ...], surveys: tuple[tuple[str, date], ...], papers: frozenset[str],
) -> StaySituation:  # fmt: skip
    if row is None or calendar is None:
        return StaySituation(surveys=surveys)
    # days of travel when they are known
    first = kept_day(record.dossier["departure_on"]) or calendar.spent.first
    last = kept_day(record.dossier["return_on"]) or calendar.spent.last
    unsigned = tuple(paper for paper, column in _SIGNED if paper in papers and not field_value(row, column))
    return StaySituation(first, max(first, last), unsigned, sheets, undone, surveys)


def _sheets(
    desk: Desk, connection: Connection, calendars: Mapping[str, StayCalendar]
) -> dict[str, tuple[SheetSituation, ...]]:
    if not calendars:
        return {}
    answer = SYNCED["answer"]
    alive = select(sheet_table).where(
        among(sheet_table.c.dossier_id, calendars), sheet_table.c.deleted_at.is_(None)
    )  # fmt: skip
    rows = {row["id"]: row for row in kept_rows(connection, KeptFollowUpSheet, alive)}
    answered = set(
        connection.execute(
            select(answer.c.subject_id)
            .where(
                among(answer.c.dossier_id, calendars), answer.c.form == form_code(desk, FormRole.FOLLOW_UP), answer.c.deleted_at.is_(None),
                answer.c.value.is_not(None), answer.c.value != "",
            )
            .distinct()
        ).scalars()
    )  # fmt: skip
    found = {}
    for dossier_id, calendar in calendars.items():
        slots = {each.number: sheet_slot(dossier_id, each.number) for each in calendar.sheets}
        found[dossier_id] = tuple(
            SheetSituation(
                each.number, each.due,
                sheet_state(desk, each, slots[each.number] in answered or bool(_of(rows, slots[each.number], "received_on"))),
                kept_day(_of(rows, slots[each.number], "reminded_on")),
            )
            for each in calendar.sheets
        )  # fmt: skip
    return found


def _of(rows: Mapping[str, KeptFollowUpSheet], slot: str, column: str) -> object:
    return field_value(rows[slot], column) if slot in rows else None


def _undone(desk: Desk, connection: Connection, stays: Mapping[str, KeptStay]) -> dict[str, tuple[str, ...]]:
    """Tasks of the return that are not done, in order."""
    if not stays:
        return {}
    subjects, given = [Subject(row, row) for row in stays], has_certificate(desk)
    interviews = read_filled(desk, connection, form_code(desk, FormRole.RETURN_INTERVIEW), subjects)
    questionnaires = read_filled(desk, connection, form_code(desk, FormRole.END_OF_STAY), subjects)
    return {
        row: tuple(
            code
            for code, done in (
                ("interview", interviews[row].complete),
                ("questionnaire", questionnaires[row].complete),
                ("certificate", bool(stay["certificate_on"]) or not given),
            )
            if not done
        )
        for row, stay in stays.items()
    }


def _surveys(
    desk: Desk, connection: Connection, records: Mapping[str, DossierRecord]
) -> dict[str, tuple[tuple[str, date], ...]]:
    """The surveys still open of those who agreed, by dossier."""
    dossiers = {row.id: row.former_dossier for row in connection.execute(_AGREED, {"rows": listed(records)})}
    found: dict[str, tuple[tuple[str, date], ...]] = {}
    if not dossiers:
        return found
    for each in read_surveys(desk, connection, contacts=tuple(dossiers)):
        if each.state in (SurveyState.DUE, SurveyState.COMING):
            row = dossiers[each.contact_id]
            found[row] = (*found.get(row, ()), (each.wave_label, each.due))
    return found
