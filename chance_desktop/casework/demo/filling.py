"""Fill a fictional home: every event is written at its own day, oldest first, so that delays and reminders are true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from random import Random

from sqlalchemy import select

from chance_desktop.casework.demo.cast import RefereeScript, Script, cast
from chance_desktop.casework.demo.europass import add_europass
from chance_desktop.casework.demo.journey import add_journey, working_day
from chance_desktop.casework.demo.papers import fictional_paper
from chance_desktop.casework.demo.stays import add_stays
from chance_desktop.casework.dossiers import summaries
from chance_desktop.casework.dossiers.summaries import refresh_all
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import write_dossier
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import add_weeks
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import Piece
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import dossier_summary

DEMO_OFFICE = "86400S00"
_COUNSELLORS = (
    NewCounsellor(
        "Claire", "Audebert", "Conseillère, référente mobilité", "05 36 49 10 21", "claire.audebert@exemple.fr"
    ),
    NewCounsellor("Julien", "Morel", "Conseiller", "05 36 49 10 22", "julien.morel@exemple.fr"),
    NewCounsellor("Sophie", "Lavaud", "Conseillère", "05 36 49 10 23", "sophie.lavaud@exemple.fr"),
)
_PAST = timedelta(days=500)
"""The home was set up this long ago: before the first event of any dossier, since stamps never go back."""

_DEPARTURE_DAYS = {5: 60, 6: -10, 7: -70, 8: -206, 9: -320}
"""Days from today to the departure, by step: those who came back left long enough ago."""

_BRANCH = BranchContact("Civray", "3, place des Tilleuls", "86400", "Civray", "05 36 49 10 20", "civray@exemple.fr")


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happened on a day, and how it is written."""

    day: date
    author: int
    write: Callable[[Work], None]


class _SimulatedClock:
    """The time of the event being written; once the past is told, the time of the computer, or the evening of another day."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def __call__(self) -> datetime:
        return self.at or computer_time.now()


def fill_demo(
    home: Path,
    dossiers: int = 23,
    seed: int = 1,
    today: date | None = None,
    progress: Progress | None = None,
    *,
    role: PosteRole = PosteRole.OFFICE,
) -> None:
    """Make a fictional home with its counsellors and dossiers. Raises `HomeTaken`."""
    report = progress or NoProgress()
    setup = OfficeSetup(DEMO_OFFICE, _BRANCH, _COUNSELLORS, fictional=True, role=role)
    day = today or computer_time.today()
    clock = _SimulatedClock()
    clock.at = datetime.combine(day - _PAST, time(8), UTC)
    set_up_office(home, setup, clock)
    desk = open_desk(home, clock=clock)
    try:
        people = list_counsellors(desk)
        desk.put_setting("last-counsellor", next(each.id for each in people if each.first_name == "Claire"))
        _tell(desk, clock, cast(dossiers, Random(seed)), [each.id for each in people], day, report)
    finally:
        desk.close()


def _tell(
    desk: Desk, clock: _SimulatedClock, scripts: list[Script], authors: list[str], today: date, report: Progress
) -> None:
    events = sorted(
        (event for index, script in enumerate(scripts) for event in _story(desk, script, index, authors, today)),
        key=lambda event: (event.day, event.author),
    )
    done = 0
    for (day, author), some in groupby(events, key=lambda event: (event.day, event.author)):
        happening = list(some)
        clock.at = datetime.combine(day, time(9 + author, 30), UTC)
        desk.author = authors[author % len(authors)]
        with desk.store.writer.transaction(desk.author) as tx:
            work = Work(desk, tx)
            for event in happening:
                event.write(work)
            tx.flush()
            _seed_summaries(desk, work)
        done += len(happening)
        report.advance(done, len(events), _("Préparation des dossiers fictifs"))
    clock.at = None if today == computer_time.today() else datetime.combine(today, time(18), UTC)
    sign_in(desk, desk.setting("last-counsellor"))
    _add_papers(desk, scripts)
    add_europass(desk)
    add_journey(desk, today)
    add_stays(desk, today)
    refresh_all(desk)


def _seed_summaries(desk: Desk, work: Work) -> None:
    """New dossiers get their summary at once; the others are computed once, at the end."""
    made = [each.row for each in work.tx.written if each.table == "dossier" and each.before is None]
    summaries.refresh(desk, work.connection, made)


def _story(desk: Desk, script: Script, index: int, authors: list[str], today: date) -> Iterable[_Event]:
    """The events of one dossier. `ids` is filled by the first, read by the others."""
    ids: dict[str, str] = {}
    entered = today - timedelta(days=script.still_days + 30 + 25 * (script.step - 1))
    last = today - timedelta(days=script.still_days)
    author = index % 2 if index > 4 else 0
    pieces = _pieces(desk, script)
    span = max((last - entered).days, 1)
    days = {
        number: min(entered + timedelta(days=span * (number - 1) // (script.step + 1) + 1), last)
        for number in range(2, script.step + 1)
    }
    # of those the Region decided long ago nothing waits any more
    lodged = days[script.step] if script.step > 1 and desk.programme.steps[script.step - 2].lodges else None
    yield _Event(entered, author, lambda work: _create(work, script, entered, today, authors[author], ids, lodged))
    for number, day in days.items():
        yield _Event(day, author, _step_writer(ids, number, day))
    for place, piece in enumerate(pieces):
        day = min(entered + timedelta(days=3 + span * place // (len(pieces) + 1)), last)
        checked = script.step > 3 or place < len(pieces) - 2
        yield _Event(day, author, _piece_writer(ids, piece, day, checked=checked))
    for kind, referee in (("teacher", script.teacher), ("employer", script.employer)):
        if referee is not None:
            day = max(today - timedelta(days=referee.days), entered + timedelta(days=1))
            yield _Event(min(day, today), author, _letter_writer(ids, kind, referee, script, today))
    yield _Event(last, author, lambda work: _close_story(work, ids, script, today, last))


def _create(
    work: Work, script: Script, entered: date, today: date, author: str, ids: dict[str, str], lodged: date | None
) -> None:
    birth = date(today.year - script.age, 1, 15) + timedelta(days=(len(script.surname) * 37) % 280)
    if (birth.month, birth.day) > (today.month, today.day):
        birth = date(birth.year - 1, birth.month, birth.day)
    country, town, language = script.destination
    departure = today + timedelta(days=_DEPARTURE_DAYS.get(script.step, 120))
    person: dict[str, Value] = {
        "surname": script.surname, "first_name": script.first_name, "birth_date": birth.isoformat(), "sex": script.sex,
        "nationality": "fr", "address": script.contact.address, "postcode": script.postcode, "town": script.town,
        "phone": script.contact.phone, "email": script.contact.email, "ml_number": script.contact.ml_number,
        "last_class": script.schooling[0], "diploma": script.schooling[1], "level_1969": script.schooling[2],
        "level_2019": script.schooling[3],
    }  # fmt: skip
    dossier: dict[str, Value] = {
        "ml_registered": True, "job_seeker": True, "grant_obstacle": "money", "hosted": False,
        "step": work.desk.programme.steps[script.step - 1].code, "state": script.state, "referent_id": author,
        "accompanying_id": author,
    }  # fmt: skip
    if script.step >= 3:
        dossier |= {
            "destination_country": country, "destination_town": town, "language": language,
            "language_level": script.level, "departure_on": departure.isoformat(),
            "return_on": add_weeks(departure, 28).isoformat(),
        }  # fmt: skip
    if lodged is not None:
        dossier["lodged_on"] = lodged.isoformat()
    dossier = {name: value for name, value in dossier.items() if name not in script.gaps}
    ids["dossier"] = write_dossier(work, person, dossier, entered)


def _step_writer(ids: dict[str, str], number: int, day: date) -> Callable[[Work], None]:
    def write(work: Work) -> None:
        steps = work.desk.programme.steps
        change: dict[str, Value] = {
            "dossier_id": ids["dossier"], "from_step": steps[number - 2].code, "to_step": steps[number - 1].code,
            "on": day.isoformat(), "by": work.tx.by,
        }  # fmt: skip
        work.tx.create("step_change", change)
        work.journal(ids["dossier"], entry(Event.STEP_REACHED, step=steps[number - 1].code), day)

    return write


def _piece_writer(ids: dict[str, str], piece: Piece, day: date, *, checked: bool) -> Callable[[Work], None]:
    def write(work: Work) -> None:
        status = Status.CHECKED if checked else Status.RECEIVED
        values: dict[str, Value] = {
            "dossier_id": ids["dossier"], "code": piece.code, "status": status.value, "received_on": day.isoformat(),
        }  # fmt: skip
        if checked:
            values["checked_on"] = day.isoformat()
        if piece.validity and piece.validity.until:
            values["expires_on"] = date(day.year + 4, 3, 31).isoformat()
        work.tx.create("piece", values, slot_id(ids["dossier"], piece.code))
        work.journal(ids["dossier"], entry(Event.PIECE_MARKED, piece=piece.code, status=status.value), day)

    return write


def _letter_writer(
    ids: dict[str, str], kind: str, referee: RefereeScript, script: Script, today: date
) -> Callable[[Work], None]:
    def write(work: Work) -> None:
        requested = today - timedelta(days=referee.requested_days)
        status_on = today - timedelta(days=referee.days)
        values: dict[str, Value] = {
            "dossier_id": ids["dossier"], "kind": kind, "status": referee.status, "role": kind, "title": referee.title,
            "first_name": referee.first_name, "surname": referee.surname, "function": referee.function,
            "organisation": referee.organisation, "address": "12, rue du Moulin", "postcode": "86400", "town": "Civray",
            "phone": "05 36 49 22 10" if kind == "teacher" else "05 36 49 31 07",
            "email": f"{referee.first_name[:1].lower()}.{referee.surname.lower()}@exemple.fr",
            "known_from": "septembre 2022", "known_to": "juin 2024", "prepared_on": requested.isoformat(),
            "requested_on": requested.isoformat(), f"{referee.status}_on": status_on.isoformat(),
        }  # fmt: skip
        if referee.status in ("checked",):
            values["received_on"] = status_on.isoformat()
        work.tx.create("letter", values)
        work.journal(ids["dossier"], entry(Event.LETTER_MARKED, referee=kind, status=referee.status), status_on)

    return write


def _close_story(work: Work, ids: dict[str, str], script: Script, today: date, last: date) -> None:
    """The latest movement, and the meeting to come."""
    work.note(ids["dossier"], _("Point sur le dossier avec {name}").format(name=script.first_name), last)
    if script.meeting is None:
        return
    kind, days, at, place = script.meeting
    whom = "Mme Rivault" if kind == "sponsorship" else ""
    work.tx.create("meeting", {
        "dossier_id": ids["dossier"], "kind": kind, "on": working_day(today + timedelta(days=days)).isoformat(), "at": at,
        "place": place, "with_whom": whom,
    })  # fmt: skip


def _pieces(desk: Desk, script: Script) -> list[Piece]:
    """The first pieces asked at this step that are not letters nor bound to a condition, as many as received."""
    letters = sum(1 for each in (script.teacher, script.employer) if each and each.status in ("checked", "received"))
    asked = [
        piece
        for piece in desk.programme.pieces
        if not piece.letter
        and (piece.asked_if is None or piece.asked_if.none)
        and desk.programme.step_number(piece.asked_from) <= script.step
    ]
    return asked[: max(0, script.received - letters)]


def _add_papers(desk: Desk, scripts: list[Script]) -> None:
    """Scans for the first dossier: two pages drawn on the spot, marked as fictional."""
    if not scripts:
        return
    with desk.reading() as connection:
        first = connection.execute(
            select(dossier_summary.c.dossier_id).where(
                dossier_summary.c.surname == scripts[0].surname, dossier_summary.c.first_name == scripts[0].first_name
            )
        ).scalars().first()  # fmt: skip
    if first is None:
        return
    for code in ("identity", "address"):
        label = desk.programme.piece(code).label
        scans.keep_scan(desk, first, code, fictional_paper(label, scripts[0].first_name), label)
