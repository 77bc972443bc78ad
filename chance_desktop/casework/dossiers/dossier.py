"""One dossier, whole: where it stands, what it holds, what is to be done; and moving it along the journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.dossiers.passed_steps import passed_over
from chance_desktop.casework.dossiers.preview import destination_line, first_action
from chance_desktop.casework.dossiers.state_change import leaving, write_state
from chance_desktop.casework.dossiers.step_guard import StepNotReady, progress_of
from chance_desktop.casework.dossiers.whole_assessment import judge_one
from chance_desktop.casework.journal.journal import add_note, journal
from chance_desktop.casework.meetings.meetings import MeetingView, meeting_view
from chance_desktop.casework.pieces.assessment import assess
from chance_desktop.casework.pieces.letter_views import LetterView, letter_views
from chance_desktop.casework.pieces.pieces import FutureDate, PiecesView, pieces_view, read_scans
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import Reasoned, ReasonNeeded
from chance_desktop.casework.session.office.counsellors import Counsellor, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.file_numbers import shares_its_number
from chance_desktop.domain.actions.next_action import NextAction
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import age_on, kept_day
from chance_desktop.domain.fields.dossier import STATES
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.people import names
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.situation.progress import Progress, lacking
from chance_desktop.domain.states import DossierState, StepState
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

__all__ = ["DossierView", "StepView", "add_note", "come_back", "journal", "leave", "move_step", "open_dossier"]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the journey; one is skipped when it was gone past without being at it.

    `missing` is what the dossier lacks to go on to it.
    """

    code: str
    label: str
    phase: str
    number: int
    state: StepState
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier as shown. `stand_in` says to whom it is passed for a time, and until when."""

    id: str
    first_name: str
    surname: str
    birth_date: date | None
    age: int | None
    town: str
    file_number: str
    state: str
    state_label: str
    entered_on: date | None
    steps: tuple[StepView, ...]
    step: int
    eligible: str
    destination: str
    language: str
    phone: str
    email: str
    action: NextAction
    todo: tuple[NextAction, ...]
    pieces: PiecesView
    letters: tuple[LetterView, ...]
    meetings: tuple[MeetingView, ...]
    stand_in: str
    referent_id: str
    accompanying_id: str
    fictional: bool
    seen: Stamps
    shares_number: bool = False
    """Whether another dossier has the same number: former versions could give it twice."""

    @property
    def name(self) -> str:
        """« Manon Roussel »."""
        return f"{self.first_name} {self.surname}".strip()

    @property
    def initials(self) -> str:
        """« MR »."""
        return names.initials(self.first_name, self.surname)


def state_label(state: str) -> str:
    """French label of the state of a dossier."""
    return STATES.get(state, state)


def open_dossier(desk: Desk, dossier_id: str) -> DossierView:
    """Everything of a dossier. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
        people = read_counsellors(connection, desk.branch_id)
        found = judge_one(desk, connection, record)
        shared = shares_its_number(connection, record.dossier["file_number"] or "")
        skipped = passed_over(desk.programme, connection, (record.id,)).get(record.id, frozenset())
        progress = progress_of(desk, connection, record.id, found)
    row, person = record.dossier, record.person
    birth = kept_day(person["birth_date"])
    language = desk.programme.label("language", row["language"]) if row["language"] else ""
    return DossierView(
        id=record.id,
        first_name=person["first_name"] or "",
        surname=person["surname"] or "",
        birth_date=birth,
        age=age_on(birth, desk.today()) if birth else None,
        town=person["town"] or "",
        file_number=row["file_number"] or "",
        state=found.state,
        state_label=found.decided.label if found.decided is not None else state_label(found.state),
        entered_on=kept_day(row["entered_on"]),
        steps=_steps(desk, found.step, skipped, progress),
        step=found.step,
        eligible=found.eligible,
        destination=destination_line(desk, row),
        language=" ".join(part for part in (language, row["language_level"] or "") if part),
        phone=person["phone"] or "",
        email=person["email"] or "",
        action=first_action(found.actions),
        todo=found.actions[1:],
        pieces=pieces_view(desk, found, read_scans(desk, dossier_id)),
        letters=letter_views(desk, record, found),
        meetings=tuple(meeting_view(desk, each) for each in record.meetings if not each["cancelled_reason"]),
        stand_in=_stand_in(people, row, desk.today()),
        referent_id=row["referent_id"] or "",
        accompanying_id=row["accompanying_id"] or "",
        fictional=desk.fictional,
        seen=read_stamps(row["stamps"]),
        shares_number=shared,
    )


def move_step(
    desk: Desk, dossier_id: str, step: int, on: date | None = None, reason: str = "", seen: Stamps | None = None
) -> Outcome[None]:
    """Move the dossier to a step, numbered from 1; the one that follows the lodging of the dossier notes its day.

    Raises `ReasonNeeded` for a move back without a reason, `StepNotReady` for a move on without what the programme requires and
    without a reason, or `FutureDate`.
    """
    day = on or desk.today()
    if day > desk.today():
        raise FutureDate
    wanted = desk.programme.steps[step - 1]
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        found = judge_one(desk, work.connection, record)
        former, progress = found.step, progress_of(desk, work.connection, dossier_id, found)
        missing = lacking(desk.programme, former, step, progress)
        if step < former and not reason.strip():
            raise ReasonNeeded(Reasoned.MOVE_BACK)
        if missing and not reason.strip():
            raise StepNotReady(wanted.label, missing)
        change = {
            "dossier_id": dossier_id, "from_step": desk.programme.steps[former - 1].code, "to_step": wanted.code,
            "on": day.isoformat(), "reason": reason.strip(), "by": work.tx.by,
        }  # fmt: skip
        work.tx.create("step_change", change)
        changed: dict[str, Value] = {"step": wanted.code}
        if lodged_by(desk, former, step) and not record.dossier["lodged_on"]:
            changed["lodged_on"] = day.isoformat()
        work.tx.update("dossier", dossier_id, changed, displayed(seen, record.dossier["stamps"]))
        label = _("Étape {n} : {label}").format(n=step, label=wanted.label)
        if step < former:
            back = desk.programme.steps[former - 1].code
            line = entry(Event.STEP_TAKEN_BACK, former=back, step=wanted.code, reason=reason.strip())
        elif missing:
            line = entry(Event.STEP_PASSED_WITHOUT, step=wanted.code, missing=", ".join(missing), reason=reason.strip())
        else:
            line = entry(Event.STEP_REACHED, step=wanted.code, reason=reason.strip())
        work.journal(dossier_id, line, day)
        if "lodged_on" in changed:
            work.journal(dossier_id, entry(Event.DOSSIER_LODGED), day)
        work.touch(dossier_id, ChangeKind.DOSSIER, ChangeKind.PIECE)
    return work.outcome(None, label)


def lodged_by(desk: Desk, former: int, step: int) -> bool:
    """Whether a move lodges the dossier: to the step right after one that does. Further on, nothing tells when it was."""
    return former < step and desk.programme.steps[step - 2].lodges


def leave(
    desk: Desk, dossier_id: str, kind: str, reason: str, on: date | None = None, seen: Stamps | None = None
) -> Outcome[None]:
    """Record that a young person leaves the journey: `withdrawn`, `excluded`, or `closed` (no dossier lodged, no follow-up).

    The step, the day and the reason are kept; nothing is deleted. Raises `ReasonNeeded` or `FutureDate`.
    """
    day = on or desk.today()
    if day > desk.today():
        raise FutureDate
    with desk.reading() as connection:
        step = assess(desk.programme, read_record(connection, dossier_id), desk.today()).step
    left = leaving(day, desk.programme.steps[step - 1].code, reason.strip())
    return _change_state(desk, dossier_id, kind, reason, day, left, seen)


def come_back(desk: Desk, dossier_id: str, reason: str, seen: Stamps | None = None) -> Outcome[None]:
    """Take up a dossier that was left. Raises `ReasonNeeded`."""
    left: dict[str, Value] = {"left_on": "", "left_step": "", "left_reason": ""}
    return _change_state(desk, dossier_id, DossierState.ACTIVE.value, reason, None, left, seen)


def _change_state(
    desk: Desk, dossier_id: str, state: str, reason: str, on: date | None, left: dict[str, Value], seen: Stamps | None
) -> Outcome[None]:
    if not reason.strip():
        raise ReasonNeeded(Reasoned.TAKING_UP if state == DossierState.ACTIVE else Reasoned.LEAVING)
    with desk.working() as work:
        write_state(work, read_record(work.connection, dossier_id), state, reason.strip(), on, left, seen)
    return work.outcome(None, state_label(state))


def _stand_in(people: dict[str, Counsellor], row: KeptDossier, today: date) -> str:
    until, who = kept_day(row["stand_in_until"]), people.get(str(row["stand_in_id"] or ""))
    if until is None or until < today or who is None:
        return ""
    return _("confié à {name} jusqu’au {day}").format(name=who.full_name, day=long_date(until))


def _steps(desk: Desk, current: int, skipped: frozenset[int], progress: Progress) -> tuple[StepView, ...]:
    steps = desk.programme.steps
    return tuple(
        StepView(
            code=step.code,
            label=step.label,
            phase=step.phase,
            number=number,
            state=_state(number, current, number in skipped),
            missing=lacking(desk.programme, current, number, progress),
        )
        for number, step in enumerate(steps, start=1)
    )


def _state(number: int, current: int, skipped: bool) -> StepState:
    if number >= current:
        return StepState.CURRENT if number == current else StepState.TODO
    return StepState.SKIPPED if skipped else StepState.DONE
