"""A dossier judged by its programme: facts, verdict, pieces asked with their status, letters, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from chance_desktop.casework.pieces.facts import day_of, typed_facts
from chance_desktop.casework.session.records import DossierRecord
from chance_desktop.domain.actions.next_action import (
    DossierSituation,
    LetterSituation,
    NextAction,
    PieceSituation,
    ReminderSituation,
    next_actions,
)
from chance_desktop.domain.actions.stay_action import StaySituation
from chance_desktop.domain.clock import Stamp
from chance_desktop.domain.programme.programme import Piece, Programme
from chance_desktop.domain.programme.stay_rules import Outcome
from chance_desktop.domain.rows.kept import KeptRow
from chance_desktop.domain.rows.meetings import KeptMeeting
from chance_desktop.domain.rows.pieces import KeptLetter, KeptPiece
from chance_desktop.domain.situation.conditions import Fact
from chance_desktop.domain.situation.eligibility import CriterionVerdict, Overall, judge, overall
from chance_desktop.domain.situation.facts import facts_of
from chance_desktop.domain.situation.pieces import PieceState, asked_pieces, effective_status, expiry, proof_fault
from chance_desktop.domain.states import DossierState
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import NO_BREAK_SPACE
from chance_desktop.store.writing.stamps import read_stamps, stamps_of

BEFORE_INTERVIEW = timedelta(days=2)
BEFORE_DEPARTURE = timedelta(days=30)
SPARED = (Status.WAIVER_REQUESTED, Status.WAIVED)
"""Of a piece nobody is asked for any more, or for now: the Region was asked to do without it, or does."""

_NEVER_ASKED = PieceState()
_LEFT_TO_LETTER = frozenset({"to-request", "requested", "reminded", "received", "checked", "prepared"})


class AssessedPiece(Struct, frozen=True, gc=False):
    """A piece asked, as it stands today.

    `since` is the day of its status, `known_since` the day it was recorded, `fault` why the proof received does not hold.
    """

    piece: Piece
    state: PieceState
    status: Status
    due_on: date | None
    since: date | None = None
    known_since: date | None = None
    expires_on: date | None = None
    row: KeptPiece | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class AssessedLetter:
    """A letter followed now."""

    kind: str
    status: Status
    since: date | None
    known_since: date | None
    row: KeptLetter


class Assessment(Struct, frozen=True):
    """Everything computed of a dossier; nothing of it is stored as truth."""

    facts: dict[str, Fact]
    step: int
    state: str
    verdicts: tuple[CriterionVerdict, ...]
    eligible: Overall
    pieces: tuple[AssessedPiece, ...]
    letters: dict[str, AssessedLetter]
    next_meeting: KeptMeeting | None
    actions: tuple[NextAction, ...]
    moved_on: date | None
    stay: StaySituation
    decided: Outcome | None
    reminders: tuple[ReminderSituation, ...]

    @property
    def obtained(self) -> int:
        """How many of the pieces asked are obtained."""
        return sum(piece.status.obtained for piece in self.pieces)


def assess(
    programme: Programme, record: DossierRecord, today: date, stay: StaySituation | None = None,
    decided: Outcome | None = None, reminders: tuple[ReminderSituation, ...] = (),
) -> Assessment:  # fmt: skip
    """Judge a dossier as it stands on a day. What is to be done next is whole only with its stay and the decision that says
    where it stands (`judging`)."""
    facts = facts_of(programme, typed_facts(programme, record), today)
    step = programme.place_of(record.dossier["step"])
    verdicts = judge(programme, facts)
    eligible = overall(verdicts)
    rows = {kind.code: record.letter(kind.code) for kind in programme.referees} if record.letters else {}
    letters = {code: assessed_letter(row) for code, row in rows.items() if row is not None}
    meeting = next((row for row in record.meetings if _coming(row, today)), None)
    interview = next(
        (row for row in record.meetings if row["kind"] == programme.deadline_meeting and _coming(row, today)), None
    )
    interview_on = day_of(interview["on"]) if interview else None
    pieces = tuple(
        [
            _piece(programme, piece, record, letters, facts, today, interview_on)
            for piece in asked_pieces(programme, facts, step)
        ]
    )
    state = str(record.dossier["state"] or DossierState.ACTIVE.value)
    known = _with_pieces(stay or StaySituation(), pieces)
    situation = replace(
        _situation(programme, record, step, state, eligible, pieces, letters, meeting, known),
        decided=decided,
        reminders=reminders,
        refusal=next((each.reason for each in verdicts if each.met is False), ""),
    )
    return Assessment(
        facts=facts,
        step=step,
        state=state,
        verdicts=verdicts,
        eligible=eligible,
        pieces=pieces,
        letters=letters,
        next_meeting=meeting,
        actions=next_actions(programme, situation, today),
        moved_on=_moved_on(record),
        stay=known,
        decided=decided,
        reminders=reminders,
    )


def _with_pieces(stay: StaySituation, pieces: tuple[AssessedPiece, ...]) -> StaySituation:
    """A paper of the stay that came in as a piece is signed."""
    if not stay.unsigned:
        return stay
    there = {each.piece.stay_paper for each in pieces if each.status.obtained}
    return replace(stay, unsigned=tuple(paper for paper in stay.unsigned if paper not in there))


def recorded_day(row: KeptRow, field: str) -> date | None:
    """The day a field was recorded, from its stamp: what reminders count from, so that a dossier entered late, with
    the dates of its own events, does not call for everything at once."""
    stamps = stamps_of(read_stamps(row["stamps"]), field)
    if not stamps:
        return None
    return datetime.fromtimestamp(Stamp.parse(stamps[-1]).ms / 1000, UTC).astimezone().date()


def status_day(row: KeptPiece | KeptLetter, status: Status) -> date | None:
    """The day of a status as recorded in its own date."""
    field = {
        Status.PREPARED: "prepared_on",
        Status.REQUESTED: "requested_on",
        Status.REMINDED: "reminded_on",
        Status.RECEIVED: "received_on",
        Status.CHECKED: "checked_on",
        Status.WAIVER_REQUESTED: "waiver_requested_on",
        Status.WAIVED: "waiver_decided_on",
    }.get(status)
    return day_of(row.get(field)) if field else None


def assessed_letter(row: KeptLetter) -> AssessedLetter:
    """A letter from its row."""
    status = Status(row["status"] or "prepared")
    return AssessedLetter(row["kind"], status, status_day(row, status), recorded_day(row, "status"), row)


def chase_day(programme: Programme, letter: AssessedLetter) -> date | None:
    """The day a letter is to be chased, counted from the later of the event and its recording."""
    if letter.status not in (Status.REQUESTED, Status.REMINDED) or letter.since is None:
        return None
    delays = programme.delays
    wait = delays.letter_chase_again if letter.status is Status.REMINDED else delays.letter_chase
    return max(letter.since, letter.known_since or letter.since) + timedelta(days=wait)


def _piece(
    programme: Programme,
    piece: Piece,
    record: DossierRecord,
    letters: dict[str, AssessedLetter],
    facts: dict[str, Fact],
    today: date,
    interview: date | None,
) -> AssessedPiece:
    row = record.pieces.get(piece.code)
    if row is None and not piece.letter:
        wanted = _due(programme, piece, None, facts, today, interview)
        return AssessedPiece(piece=piece, state=_NEVER_ASKED, status=Status.TO_REQUEST, due_on=wanted)
    state, letter = _state(row), letters.get(piece.letter)
    if piece.letter and (state.status in _LEFT_TO_LETTER or _came_meanwhile(state, letter)):
        return _letter_piece(piece, state, row, letter, _due(programme, piece, None, facts, today, interview))
    status = effective_status(piece, state, facts, today)
    since = status_day(row, state.status) if row is not None else None
    known = recorded_day(row, "status") if row is not None else None
    due = None if status.obtained else _due(programme, piece, since, facts, today, interview)
    return AssessedPiece(
        piece=piece,
        state=state,
        status=status,
        since=since,
        known_since=known,
        due_on=due,
        expires_on=expiry(piece, state),
        row=row,
        fault=proof_fault(piece, state, facts, today),
    )


def _came_meanwhile(state: PieceState, letter: AssessedLetter | None) -> bool:
    """Whether the letter is there although its waiver was asked for: nothing is left to be waived."""
    return state.status is Status.WAIVER_REQUESTED and letter is not None and letter.status.obtained


def _letter_piece(
    piece: Piece, state: PieceState, row: KeptPiece | None, letter: AssessedLetter | None, due: date | None
) -> AssessedPiece:
    """A recommendation letter's piece follows the letter: one truth, kept in one place."""
    status, since, known = Status.TO_REQUEST, None, None
    if letter is not None and letter.status is not Status.PREPARED:
        status, since, known = letter.status, letter.since, letter.known_since
    return AssessedPiece(
        piece=piece,
        state=state,
        status=status,
        since=since,
        known_since=known,
        due_on=None if status.obtained else due,
        row=row,
    )


def _state(row: KeptPiece | None) -> PieceState:
    if row is None:
        return _NEVER_ASKED
    return PieceState(
        status=Status(row["status"] or "to-request"),
        requested_on=day_of(row["requested_on"]),
        reminded_on=day_of(row["reminded_on"]),
        received_on=day_of(row["received_on"]),
        checked_on=day_of(row["checked_on"]),
        proof_on=day_of(row["proof_on"]),
        expires_on=day_of(row["expires_on"]),
        appointment_on=day_of(row["appointment_on"]),
    )


def _due(
    programme: Programme, piece: Piece, since: date | None, facts: dict[str, Fact], today: date, interview: date | None
) -> date:
    """By when a piece is wanted: two days before the interview, a month before the departure it blocks, or the
    declared number of days after it was asked."""
    departure = facts.get("departure_on")
    if piece.blocks == "departure" and isinstance(departure, date):
        return max(today, departure - BEFORE_DEPARTURE)
    if piece.blocks == "dossier" and interview is not None:
        return max(today, interview - BEFORE_INTERVIEW)
    days = programme.delays.letter_due if piece.letter else programme.delays.piece_due
    return max(today, (since or today) + timedelta(days=days))


def _situation(
    programme: Programme,
    record: DossierRecord,
    step: int,
    state: str,
    eligible: Overall,
    pieces: tuple[AssessedPiece, ...],
    letters: dict[str, AssessedLetter],
    meeting: KeptMeeting | None,
    stay: StaySituation,
) -> DossierSituation:
    labels = {kind.code: kind for kind in programme.referees}
    spared = {each.piece.letter for each in pieces if each.status in SPARED}
    return DossierSituation(
        first_name=str(record.person["first_name"] or ""),
        step=step,
        state=state,
        eligibility=eligible,
        pieces=tuple(
            [
                PieceSituation(
                    code=each.piece.code,
                    label=each.piece.label,
                    article_label=each.piece.article_label,
                    status=each.status,
                    since=_later(each.since, each.known_since),
                    is_letter=bool(each.piece.letter),
                    blocks=each.piece.blocks,
                    due_on=each.due_on,
                    stay_paper=each.piece.stay_paper,
                    wrong=_wrong(each),
                    appointment_on=each.state.appointment_on,
                )
                for each in pieces
            ]
        ),
        letters=tuple(
            LetterSituation(
                kind,
                labels[kind].label,
                referee_name(each.row) or labels[kind].article_label,
                each.status,
                _later(each.since, each.known_since),
            )
            for kind, each in letters.items()
            if kind not in spared
        ),
        next_meeting=(day_of(meeting["on"]) or date.max, _meeting_label(programme, meeting)) if meeting else None,
        stay=stay,
    )


def _wrong(each: AssessedPiece) -> str:
    """Why a piece is to be replaced."""
    if each.fault or each.row is None or each.status is not Status.TO_REPLACE:
        return each.fault
    return str(each.row["reason"] or "")


def referee_name(row: KeptLetter) -> str:
    """« M. Garnier », or the organisation when no person is named."""
    return short_name(row["title"], row["surname"], row["organisation"])


def short_name(title: str | None, surname: str | None, organisation: str | None) -> str:
    """The same, of a referee whose letter is not kept yet."""
    if surname:
        return NO_BREAK_SPACE.join(part for part in (title, surname) if part)
    return organisation or ""


def _meeting_label(programme: Programme, row: KeptMeeting) -> str:
    return next((kind.label for kind in programme.meeting_kinds if kind.code == row["kind"]), str(row["kind"] or ""))


def _coming(row: KeptMeeting, today: date) -> bool:
    day = day_of(row["on"])
    return day is not None and day >= today and not row["cancelled_reason"]


def _moved_on(record: DossierRecord) -> date | None:
    if not record.moved_at:
        return None
    return datetime.fromisoformat(record.moved_at).astimezone().date()


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other
