"""The interviews of dossiers follow their day: what the Region does to the day is what the office and the young person see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.meetings.agenda import DossierMeeting, agenda, dossier_meetings, note_came
from chance_desktop.casework.meetings.events import (
    cancel_event,
    invite,
    mark_came,
    open_event,
    remove_event,
    save_event,
    withdraw_invitation,
)
from chance_desktop.casework.meetings.meetings import remove_meeting
from chance_desktop.casework.region.home import region_today
from chance_desktop.casework.region.instruction import Standing, lodged
from chance_desktop.casework.region.interviews import book, slots
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.create_dossier import NewPerson
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import TODAY, Office

SOON = TODAY + timedelta(days=8)
ENZO = NewPerson("Delage", "Enzo", date(2006, 5, 2), "M", "Gençay")


@pytest.fixture
def desk(region: Office) -> Desk:
    return region.desk


def _day(desk: Desk, on: date = SOON) -> str:
    typed = {"kind": "interviews", "on": on, "at": "9h", "until": "12h", "mode": "video"}
    return add_card(desk, EVENT, typed).result


def _interview(desk: Desk, dossier_id: str) -> DossierMeeting:
    (found,) = dossier_meetings(desk, dossier_id)
    return found


def _taken(desk: Desk) -> list[tuple[str, str]]:
    return [(each.at, each.dossier_id) for each in slots(desk) if not each.free]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda desk, day: cancel_event(desk, day, "neige"), "neige"),
        (lambda desk, day: remove_event(desk, day), "journée d’entretiens retirée"),
        (lambda desk, day: save_event(desk, day, {"kind": "information"}), "journée d’entretiens retirée"),
        (lambda desk, day: withdraw_invitation(desk, open_event(desk, day).attendees[0].id), "créneau repris"),
    ],
)
def test_an_interview_is_cancelled_with_its_day(
    desk: Desk, act: Callable[[Desk, str], Outcome[None]], why: str
) -> None:
    made, day = dossier_of(desk), _day(desk)
    book(desk, made, day, "09:45")
    done = act(desk, day)
    assert _interview(desk, made).cancelled_reason == why
    assert open_dossier(desk, made).meetings == ()
    assert journal(desk, made)[0].text.endswith(f"annulé – {why}")
    assert done.undo is not None
    undo(desk, done.undo)
    assert _interview(desk, made).cancelled_reason == ""
    assert _taken(desk) == [("09:45", made)]


def test_an_interview_moves_with_its_day(desk: Desk) -> None:
    made, day, later = dossier_of(desk), _day(desk), SOON + timedelta(days=2)
    book(desk, made, day, "09:45")
    save_event(desk, day, {"on": later, "mode": "region", "place": "Salle 2"})
    found = _interview(desk, made)
    assert (found.on, found.at) == (later, "09:45")
    assert "Salle 2" in found.line
    assert [each.on for each in agenda(desk, TODAY, later) if each.dossier_id] == [later]
    assert "Entretien déplacé" in journal(desk, made)[0].text
    lines = len(journal(desk, made))
    save_event(desk, day, {"led_by": "Anne"})
    assert len(journal(desk, made)) == lines


def test_presence_is_noted_once_wherever_it_is_noted(desk: Desk) -> None:
    made, day = dossier_of(desk), _day(desk, TODAY)
    book(desk, made, day, "09:45")
    (expected,) = open_event(desk, day).attendees
    mark_came(desk, {expected.id: False})
    assert _interview(desk, made).came is False
    note_came(desk, _interview(desk, made).id, True)
    assert open_event(desk, day).attendees[0].came is True


def test_a_slot_is_free_again_when_its_interview_is_cancelled_by_itself(desk: Desk) -> None:
    made, other, day = dossier_of(desk), dossier_of(desk, ENZO), _day(desk)
    book(desk, made, day, "09:45")
    remove_meeting(desk, _interview(desk, made).id, "malade")
    assert _taken(desk) == []
    assert open_event(desk, day).attendees[0].cancelled_reason == "malade"
    book(desk, other, day, "09:45")
    assert _taken(desk) == [("09:45", other)]
    # what becomes of the day says nothing more of who will not come
    save_event(desk, day, {"place": "Salle 2"})
    cancel_event(desk, day, "neige")
    assert _interview(desk, made).cancelled_reason == "malade"
    assert _interview(desk, other).cancelled_reason == "neige"


def test_whoever_is_added_to_a_day_of_interviews_has_one(desk: Desk) -> None:
    made, day = dossier_of(desk), _day(desk)
    invite(desk, day, dossier_id=made, at="10:30")
    assert (_interview(desk, made).on, _interview(desk, made).at) == (SOON, "10:30")
    assert _taken(desk) == [("10:30", made)]


def test_whoever_did_not_come_is_given_another_interview(desk: Desk) -> None:
    made, day = dossier_of(desk, step=1, lodged_on=TODAY - timedelta(days=9)), _day(desk, TODAY - timedelta(days=1))
    invite(desk, day, dossier_id=made, at="09:00")
    assert [row.stage for row in lodged(desk)] == [Standing.TO_DECIDE]
    mark_came(desk, {open_event(desk, day).attendees[0].id: False})
    (row,) = lodged(desk)
    assert (row.stage, row.interview_on, row.missed_on) == (Standing.TO_MEET, None, TODAY - timedelta(days=1))
    found = region_today(desk)
    assert (len(found.work.to_meet), len(found.work.to_decide)) == (1, 0)
    assert found.first is not None
    assert found.first.detail.startswith("N’est pas venu(e) à l’entretien")
    book(desk, made, _day(desk), "09:00")
    (row,) = lodged(desk)
    assert (row.stage, row.interview_on, row.missed_on) == (Standing.AWAITED, SOON, None)


def test_a_dossier_is_to_be_decided_once_its_interview_was_held(region: Office) -> None:
    desk = region.desk
    made, day = dossier_of(desk, step=1, lodged_on=TODAY - timedelta(days=9)), _day(desk, TODAY)
    book(desk, made, day, "09:00")

    def found() -> tuple[Standing, int]:
        (row,) = lodged(desk)
        return row.stage, len(region_today(desk).work.to_decide)

    assert found() == (Standing.AWAITED, 0)
    noted = mark_came(desk, {open_event(desk, day).attendees[0].id: True})
    assert found() == (Standing.TO_DECIDE, 1)
    assert noted.undo is not None
    undo(desk, noted.undo)
    region.calendar.turn(1)
    assert found() == (Standing.TO_DECIDE, 1)


def test_an_absence_the_office_noted_is_shown_on_the_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made, day = dossier_of(desk), _day(desk, TODAY)
    book(desk, made, day, "09:45")
    # as an office would, which does not write in the Region's day
    monkeypatch.setattr("chance_desktop.casework.meetings.agenda.note_presence", lambda *_given: None)
    note_came(desk, _interview(desk, made).id, False)
    assert [each.came for each in open_event(desk, day).attendees] == [False]


def test_an_interview_held_stays_when_another_one_is_fixed(desk: Desk) -> None:
    made, held, coming = dossier_of(desk), _day(desk, TODAY - timedelta(days=2)), _day(desk)
    invite(desk, held, dossier_id=made, at="09:00")
    book(desk, made, coming, "09:45")
    assert [(each.on, each.cancelled_reason) for each in dossier_meetings(desk, made)] == [
        (SOON, ""), (TODAY - timedelta(days=2), ""),
    ]  # fmt: skip


@pytest.mark.parametrize("came", [True, False])
def test_who_came_to_an_interview_is_told_once_in_the_dossier(desk: Desk, came: bool) -> None:
    made, day = dossier_of(desk), _day(desk, TODAY)
    book(desk, made, day, "09:00")
    mark_came(desk, {open_event(desk, day).attendees[0].id: came})
    told = [line.text for line in journal(desk, made) if line.text.endswith("venu(e)")]
    assert len(told) == 1, told
