"""A row known by its slot is done, undone, done again, undone again; zero and « non » are said, an empty text is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from chance_desktop.casework.cards.kinds import EVENT, PAYMENT
from chance_desktop.casework.cards.rows import add_card, read_card, save_card
from chance_desktop.casework.europass.profile import add_entry, profile, save_entry, save_profile
from chance_desktop.casework.exchange.disagreements import disagreement_count
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.meetings.events import invite, open_event
from chance_desktop.casework.pieces.pieces import set_appointment, set_status
from chance_desktop.casework.region.interviews import book, slots
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.row_slots import changed_values, write_row
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.stays.stays import open_stay, save_payment, save_stay, sheet_came
from chance_desktop.casework.surveys.consent import consent_of, give_consent
from chance_desktop.casework.surveys.surveys import close_survey, note_attempt, surveys
from chance_desktop.domain.change import Value
from chance_desktop.domain.statuses import Status
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import SYNCED
from tests.casework.making import dossier_of, piece_of
from tests.conftest import TODAY

BEGINS = date(2026, 9, 7)


def again(desk: Desk, act: Callable[[], Outcome[str] | Outcome[None]], read: Callable[[], object]) -> None:
    """Do, undo, do again, undo again, undo that: what is read follows each time, and nobody disagrees."""
    before = read()
    first = act()
    done = read()
    assert done != before
    for _time in range(2):
        assert first.undo is not None
        undone = undo(desk, first.undo)
        assert read() == before
        first = act()
        assert read() == done
    assert first.undo is not None
    undone = undo(desk, first.undo)
    assert read() == before
    assert undone.undo is not None
    undo(desk, undone.undo)
    assert read() == done
    assert disagreement_count(desk) == 0


@dataclass(frozen=True, slots=True)
class Abroad:
    """A dossier whose stay has its days."""

    desk: Desk
    dossier: str


@pytest.fixture
def abroad(desk: Desk) -> Abroad:
    made = dossier_of(desk)
    save_stay(desk, made, {"language_starts_on": BEGINS})
    return Abroad(desk, made)


def event_of(desk: Desk, kind: str, day: date) -> str:
    return add_card(desk, EVENT, {"kind": kind, "on": day, "at": "09:00", "until": "12:00", "mode": "video"}).result


def row_of(desk: Desk, table: str, row: str) -> Mapping[str, object]:
    with desk.reading() as connection:
        return connection.execute(select(SYNCED[table]).where(SYNCED[table].c.id == row)).one()._asdict()


def test_a_stay(desk: Desk) -> None:
    made = dossier_of(desk)
    decided = {"language_starts_on": BEGINS, "language_weeks": "6", "mentor_name": "Ciara Walsh"}

    def read() -> object:
        stay = open_stay(desk, made)
        return stay.values["language_weeks"], stay.values["mentor_name"], stay.calendar is not None

    again(desk, lambda: save_stay(desk, made, decided), read)


def test_a_stay_taken_up_again_holds_nothing_of_the_former(desk: Desk) -> None:
    made = dossier_of(desk)
    first = save_stay(desk, made, {"mentor_name": "Ciara Walsh"})
    assert first.undo is not None
    undo(desk, first.undo)
    save_stay(desk, made, {"outbound": "Train de 7 h 12"})
    stay = open_stay(desk, made)
    assert (stay.values["mentor_name"], stay.values["outbound"]) == ("", "Train de 7 h 12")


def test_a_follow_up_sheet(abroad: Abroad) -> None:
    again(
        abroad.desk,
        lambda: sheet_came(abroad.desk, abroad.dossier, 1),
        lambda: [sheet.received_on for sheet in open_stay(abroad.desk, abroad.dossier).sheets],
    )


def test_a_payment(abroad: Abroad) -> None:
    def read() -> object:
        return [(each.label, each.amount, each.paid_on) for each in open_stay(abroad.desk, abroad.dossier).payments]

    paid = {"label": "Premier versement", "amount": "0", "paid_on": TODAY}
    again(abroad.desk, lambda: save_payment(abroad.desk, abroad.dossier, "departure", paid), read)


def test_a_consent(abroad: Abroad) -> None:
    again(
        abroad.desk,
        lambda: give_consent(abroad.desk, abroad.dossier, TODAY),
        lambda: (consent_of(abroad.desk, abroad.dossier).on, len(surveys(abroad.desk, coming=True))),
    )


def test_an_attempt_to_reach_someone_and_its_survey(abroad: Abroad) -> None:
    desk = abroad.desk
    give_consent(desk, abroad.dossier, TODAY)
    survey = surveys(desk, coming=True)[0].subject.id

    def read() -> object:
        found = next(each for each in surveys(desk, coming=True) if each.subject.id == survey)
        return [each.on for each in found.attempts], found.state, found.closed_on

    again(desk, lambda: note_attempt(desk, survey, "phone", "none"), read)


def test_a_survey_that_is_closed(abroad: Abroad) -> None:
    desk = abroad.desk
    give_consent(desk, abroad.dossier, TODAY)
    survey = surveys(desk, coming=True)[0].subject.id

    def read() -> object:
        found = next(each for each in surveys(desk, coming=True) if each.subject.id == survey)
        return found.state, found.closed_on

    again(desk, lambda: close_survey(desk, survey, "unreachable"), read)


@pytest.mark.parametrize("came", [None, False, True])
def test_someone_expected_at_a_meeting(desk: Desk, came: bool | None) -> None:
    made, event = dossier_of(desk), event_of(desk, "sponsorship", TODAY)

    def read() -> object:
        return [(each.dossier_id, each.role, each.came) for each in open_event(desk, event).attendees]

    again(desk, lambda: invite(desk, event, dossier_id=made, came=came), read)


def test_an_interview_and_its_meeting(desk: Desk) -> None:
    made, event = dossier_of(desk), event_of(desk, "interviews", TODAY + timedelta(days=8))

    def read() -> object:
        row = [(each.at, each.dossier_id) for each in slots(desk) if not each.free]
        return row, [(each.on, each.line) for each in home_page(desk).meetings]

    again(desk, lambda: book(desk, made, event, "09:45"), read)


def test_an_interview_moved_within_its_day_is_not_cancelled(desk: Desk) -> None:
    made, event = dossier_of(desk), event_of(desk, "interviews", TODAY + timedelta(days=8))
    meeting = book(desk, made, event, "09:00").result
    moved = book(desk, made, event, "10:30")
    assert moved.result == meeting
    assert [(each.at, each.dossier_id) for each in slots(desk) if not each.free] == [("10:30", made)]
    kept = row_of(desk, "meeting", meeting)
    assert (kept["at"], kept["cancelled_reason"]) == ("10:30", None)
    assert moved.undo is not None
    undo(desk, moved.undo)
    assert [each.at for each in slots(desk) if not each.free] == ["09:00"]
    kept = row_of(desk, "meeting", meeting)
    assert (kept["at"], kept["cancelled_reason"], kept["deleted_at"]) == ("09:00", None, None)


def test_an_interview_moved_to_another_day_comes_back(desk: Desk) -> None:
    made = dossier_of(desk)
    first, second = (event_of(desk, "interviews", TODAY + timedelta(days=days)) for days in (8, 15))
    book(desk, made, first, "09:00")
    for place in (second, first, second):
        book(desk, made, place, "10:30")
        assert [(each.event_id, each.at) for each in slots(desk) if not each.free] == [(place, "10:30")]
    former = row_of(desk, "meeting", slot_id(made, f"interview/{first}"))
    assert former["cancelled_reason"] == "déplacé"


def test_a_piece(desk: Desk) -> None:
    made = dossier_of(desk)

    def read() -> object:
        piece = piece_of(desk, made, "cv")
        return piece.status, piece.on

    again(desk, lambda: set_status(desk, made, "cv", Status.RECEIVED), read)
    assert piece_of(desk, made, "cv").status is Status.RECEIVED


def test_a_piece_taken_up_again_holds_nothing_of_the_former(desk: Desk) -> None:
    made = dossier_of(desk)
    first = set_appointment(desk, made, "identity", TODAY + timedelta(days=3), "Mairie")
    assert first.undo is not None
    undo(desk, first.undo)
    set_status(desk, made, "identity", Status.RECEIVED)
    kept = row_of(desk, "piece", slot_id(made, "identity"))
    assert (kept["status"], kept["appointment_on"], kept["appointment_place"]) == ("received", None, None)


def test_a_slot_written_twice_at_once_is_undone_whole(desk: Desk) -> None:
    made = dossier_of(desk)
    with desk.working() as work:
        for values in ({"mentor_name": "Ciara Walsh"}, {"mentor_phone": "00 353 1 555 01 02"}):
            assert write_row(work, "stay", slot_id(made, "stay"), {"dossier_id": made}, dict(values))
    kept = row_of(desk, "stay", slot_id(made, "stay"))
    assert (kept["mentor_name"], kept["mentor_phone"]) == ("Ciara Walsh", "00 353 1 555 01 02")
    way_back = work.outcome(None, "Séjour modifié").undo
    assert way_back is not None
    undo(desk, way_back)
    assert open_stay(desk, made).values["mentor_name"] is None
    assert disagreement_count(desk) == 0


@pytest.mark.parametrize(
    ("kept", "typed", "changed"),
    [
        (None, 0, True), (None, False, True), ("", 0, True), (0, None, True), (0, "", True), (False, None, True),
        (False, True, True), (1200, 0, True), (None, "", False), ("", None, False), (0, 0, False), (False, False, False),
        ("Cork", "Cork", False), ("Cork", "", True),
    ],
)  # fmt: skip
def test_zero_and_no_are_said(kept: Value, typed: Value, changed: bool) -> None:
    assert changed_values({"field": kept}, {"field": typed}) == ({"field": typed} if changed else {})


def test_zero_weeks_of_course_are_kept_and_cleared(abroad: Abroad) -> None:
    desk, dossier = abroad.desk, abroad.dossier
    save_stay(desk, dossier, {"language_weeks": "0"})
    assert open_stay(desk, dossier).values["language_weeks"] == 0
    save_stay(desk, dossier, {"language_weeks": ""})
    assert open_stay(desk, dossier).values["language_weeks"] is None


def test_a_payment_of_nothing_is_kept_on_its_card(desk: Desk) -> None:
    card = add_card(desk, PAYMENT, {"label": "Avance"}, dossier_of(desk)).result
    for typed, kept in (("0", 0), ("", None), ("0,00", 0)):
        save_card(desk, PAYMENT, card, {"amount": typed})
        assert read_card(desk, PAYMENT, card).values["amount"] == kept


def test_a_head_of_zero_is_not_nothing(desk: Desk) -> None:
    card = add_card(desk, PAYMENT, {"label": "Avance"}, dossier_of(desk)).result
    seen = read_card(desk, PAYMENT, card).seen
    save_card(desk, PAYMENT, card, {"amount": "0"}, seen)
    save_card(desk, PAYMENT, card, {"amount": "250"}, seen)
    assert [head.value for head in read_card(desk, PAYMENT, card).conflicts["amount"]] == [0]


def test_no_is_kept_in_a_profile(desk: Desk) -> None:
    made = dossier_of(desk)
    entry = add_entry(desk, made, "work", {"title_fr": "Vendeuse"}).result
    for value in (False, None, True, False):
        save_entry(desk, entry, {"current": value})
        assert profile(desk, made).entry(entry).values["current"] is value


def test_a_profile(desk: Desk) -> None:
    made = dossier_of(desk)
    again(
        desk,
        lambda: save_profile(desk, made, {"headline_fr": "Vendeuse"}),
        lambda: profile(desk, made).values["headline_fr"],
    )
