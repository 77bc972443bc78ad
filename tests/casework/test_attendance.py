"""Who came to a meeting of several people: added twice, corrected afterwards, and a meeting cancelled by mistake."""

from __future__ import annotations

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.dossiers.dossier import journal
from chance_desktop.casework.meetings.agenda import agenda, coming_events, plan_meeting
from chance_desktop.casework.meetings.events import cancel_event, invite, mark_came, open_event, restore_event
from chance_desktop.casework.meetings.meetings import NewMeeting
from chance_desktop.casework.papers.agenda_papers import as_ics
from tests.casework.making import dossier_of
from tests.conftest import Office


def meeting(office: Office) -> str:
    typed = {"kind": "information", "on": office.today.isoformat(), "at": "14:00", "mode": "branch"}
    return add_card(office.desk, EVENT, typed).result


def test_someone_added_twice_stays_once_with_what_was_noted(office: Office) -> None:
    desk, event, dossier = office.desk, meeting(office), dossier_of(office.desk)
    row = invite(desk, event, dossier_id=dossier, at="14:30").result
    mark_came(desk, {row: True})
    before = journal(desk, dossier)
    invite(desk, event, dossier_id=dossier)
    assert journal(desk, dossier) == before
    (one,) = open_event(desk, event).attendees
    assert (one.came, one.at) == (True, "14:30")


def test_attendance_is_told_in_the_dossier(office: Office) -> None:
    desk, event, dossier = office.desk, meeting(office), dossier_of(office.desk)
    row = invite(desk, event, dossier_id=dossier).result
    mark_came(desk, {row: False})
    assert journal(desk, dossier)[0].text.endswith("n’est pas venu(e)")


def test_a_meeting_nobody_came_to_after_all_was_not_held(office: Office) -> None:
    desk, event = office.desk, meeting(office)
    one, other = (invite(desk, event, name=name).result for name in ("Paul", "Anne"))
    mark_came(desk, {one: True, other: True})
    assert open_event(desk, event).held is True
    mark_came(desk, {one: False})
    assert open_event(desk, event).held is True
    mark_came(desk, {other: False})
    assert open_event(desk, event).held is None


def test_a_meeting_cancelled_by_mistake_is_restored(office: Office) -> None:
    desk, event = office.desk, meeting(office)
    cancel_event(desk, event, "trop peu d’inscrits")
    assert coming_events(desk) == ()
    restore_event(desk, event)
    view = open_event(desk, event)
    assert (view.cancelled_reason, view.held) == ("", None)
    assert [each.id for each in coming_events(desk)] == [event]


def test_a_calendar_is_made_of_hours_said_in_words_too(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    for at in ("le matin", "14:30", ""):
        plan_meeting(desk, dossier, NewMeeting(office.today, at, "", "follow-up"))
    made = as_ics(desk, agenda(desk, office.today, office.today)).content.decode()
    assert made.count("BEGIN:VEVENT") == 3
    assert made.count("DTSTART;VALUE=DATE:20260302") == 2
