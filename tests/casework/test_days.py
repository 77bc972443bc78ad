"""Days that pass: what to do today, dossiers without movement, hand-overs for a time, a paper dossier entered late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chance_desktop.casework.dossiers.dossier import journal, move_step, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, Filter, counts, list_page
from chance_desktop.casework.dossiers.summaries import bring_up_to_date
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.meetings.meetings import NewMeeting, add_meeting, remove_meeting
from chance_desktop.casework.pieces import letters
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.session.errors import ReasonNeeded
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.delegation import DayPast, hand_over
from chance_desktop.casework.situation.situation import freeze_verdict, save_fields, situation
from tests.casework.making import ELIGIBLE, GARNIER, MANON, SICARD, dossier_of, piece_of
from tests.conftest import Office


def pass_days(office: Office, days: int) -> None:
    """Days pass, and the application is opened again."""
    office.calendar.turn(days)
    bring_up_to_date(office.desk)


def test_letters_to_chase_appear_on_their_day(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    letters.log_contact(desk, dossier, "teacher", "email")
    pass_days(office, 9)
    assert home_page(desk).letters_total == 0
    pass_days(office, 1)
    page = home_page(desk)
    assert [row.referee_name for row in page.letters] == ["M.\u00a0Garnier"]
    assert page.first is not None
    assert page.first.title == "Relancer M.\u00a0Garnier pour la lettre de Manon"
    assert page.first.target == "letter:teacher"
    assert list_page(desk, DossierQuery()).rows[0].next_action == "Relancer M.\u00a0Garnier"
    pass_days(office, 2)
    later = home_page(desk).first
    assert later is not None
    assert "12\u00a0jours" in later.detail, "the days are counted when they are shown"


def test_more_than_fourteen_days_without_movement(office: Office) -> None:
    desk = office.desk
    dossier_of(desk)
    pass_days(office, 14)
    assert (home_page(desk).still_total, counts(desk)[Filter.WITHOUT_MOVEMENT]) == (0, 0)
    pass_days(office, 1)
    page = home_page(desk)
    assert (page.still_total, page.still[0].name, page.still[0].days) == (1, "Manon Roussel", 15)
    assert list_page(desk, DossierQuery(filter=Filter.WITHOUT_MOVEMENT)).rows[0].waiting_days == 15


def test_meetings_to_come(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    made = add_meeting(
        desk, dossier, NewMeeting(office.today + timedelta(days=9), "10:00", "Poitiers", "interview")
    ).result
    row = home_page(desk).meetings[0]
    assert (row.title, row.line) == ("Entretien – Manon Roussel", "Mercredi, 10\u00a0h · Poitiers")
    assert piece_of(desk, dossier, "cv").due_on == office.today + timedelta(days=7)
    with pytest.raises(ReasonNeeded):
        remove_meeting(desk, made, "")
    remove_meeting(desk, made, "malade")
    assert home_page(desk).meetings == ()
    assert open_dossier(desk, dossier).meetings == ()


def test_an_empty_office(office: Office) -> None:
    page = home_page(office.desk)
    assert (page.greeting, page.first, page.dossiers_total) == ("Bonjour Claire", None, 0)
    assert page.date_line.startswith("Lundi 2\u00a0mars 2026")


def _mine(office: Office, who: int) -> set[str]:
    sign_in(office.desk, list_counsellors(office.desk)[who].id)
    return {row.first_name for row in list_page(office.desk, DossierQuery(mine=True)).rows}


def test_dossiers_pass_to_a_colleague_singly_or_together(office: Office) -> None:
    desk = office.desk
    ids = [create_dossier(desk, NewPerson(f"Nom{n}", f"Prénom{n}")).result for n in range(3)]
    julien = list_counsellors(desk)[1].id
    hand_over(desk, ids[:1], julien, "accompanying")
    assert (_mine(office, 0), _mine(office, 1)) == ({"Prénom1", "Prénom2"}, {"Prénom0"})
    sign_in(desk, list_counsellors(desk)[0].id)
    outcome = hand_over(desk, ids, julien, "accompanying")
    assert outcome.result == 3
    assert (_mine(office, 0), _mine(office, 1)) == (set(), {"Prénom0", "Prénom1", "Prénom2"})
    assert "Confié à Julien Morel" in journal(desk, ids[0])[0].text
    hand_over(desk, ids[:1], list_counsellors(desk)[0].id, "referent")
    assert (_mine(office, 0), len(_mine(office, 1))) == ({"Prénom0"}, 3)


def test_reminders_follow_the_dossier(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    letters.log_contact(desk, dossier, "teacher", "email")
    hand_over(desk, [dossier], list_counsellors(desk)[1].id, "accompanying")
    pass_days(office, 12)
    assert home_page(desk, mine=True).letters_total == 0
    sign_in(desk, list_counsellors(desk)[1].id)
    assert home_page(desk, mine=True).letters_total == 1


def test_a_hand_over_for_a_time_ends_by_itself(office: Office) -> None:
    desk = office.desk
    dossier = create_dossier(desk, MANON).result
    hand_over(desk, [dossier], list_counsellors(desk)[1].id, "accompanying", office.today + timedelta(days=5))
    assert (_mine(office, 0), _mine(office, 1)) == ({"Manon"}, {"Manon"})
    pass_days(office, 5)
    assert _mine(office, 1) == {"Manon"}
    pass_days(office, 1)
    assert (_mine(office, 0), _mine(office, 1)) == ({"Manon"}, set())


def test_a_dossier_says_who_stands_in_and_comes_back_before_its_day(office: Office) -> None:
    desk = office.desk
    dossier = create_dossier(desk, MANON).result
    claire, julien = (each.id for each in list_counsellors(desk)[:2])
    hand_over(desk, [dossier], claire, "accompanying")
    hand_over(desk, [dossier], julien, "accompanying", office.today + timedelta(days=5))
    assert open_dossier(desk, dossier).stand_in == "confié à Julien Morel jusqu’au 7\u00a0mars 2026"
    hand_over(desk, [dossier], claire, "accompanying")
    assert open_dossier(desk, dossier).stand_in == ""
    assert (_mine(office, 0), _mine(office, 1)) == ({"Manon"}, set())


def test_a_hand_over_until_a_day_past_is_refused(office: Office) -> None:
    dossier = create_dossier(office.desk, MANON).result
    with pytest.raises(DayPast):
        hand_over(office.desk, [dossier], list_counsellors(office.desk)[1].id, "accompanying", office.ago(1))


def _enter_a_paper_dossier(office: Office) -> str:
    """Everything of a dossier that lived on paper for eight months, typed in one morning."""
    desk = office.desk
    dossier = create_dossier(desk, MANON, office.ago(240)).result
    save_fields(desk, dossier, {**ELIGIBLE, "lodged_on": office.ago(150)})
    freeze_verdict(desk, dossier, office.ago(235))
    for step, days in ((2, 235), (3, 220)):
        move_step(desk, dossier, step, office.ago(days))
    for code in ("ml-registration", "cv", "motivation-letter", "photo", "diploma"):
        set_status(desk, dossier, code, "checked", office.ago(180))
    for code in ("address", "job-seeker-notice"):
        set_status(desk, dossier, code, "checked", office.ago(180), proof_on=office.ago(200))
    for code in ("bank-details", "identity"):
        set_status(desk, dossier, code, "requested", office.ago(170))
    for kind, referee in (("teacher", GARNIER), ("employer", SICARD)):
        letters.save_referee(desk, dossier, kind, referee)
        letters.log_contact(desk, dossier, kind, "letter", on=office.ago(170))
    return dossier


def test_a_paper_dossier_entered_late_calls_for_no_burst_of_reminders(office: Office) -> None:
    dossier = _enter_a_paper_dossier(office)
    view = open_dossier(office.desk, dossier)
    assert not {"remind", "call", "remind-piece"} & {action.code for action in (view.action, *view.todo)}
    page = home_page(office.desk)
    assert (page.letters_total, page.still_total) == (0, 0)
    assert counts(office.desk)[Filter.WITHOUT_MOVEMENT] == 0


def test_rules_apply_at_the_day_of_the_event(office: Office) -> None:
    dossier = _enter_a_paper_dossier(office)
    assert piece_of(office.desk, dossier, "address").status == "checked"
    assert piece_of(office.desk, dossier, "address").on == office.ago(180)
    frozen = situation(office.desk, dossier).frozen[0]
    assert (frozen.given_on, frozen.overall) == (office.ago(235), "eligible")
    lines = journal(office.desk, dossier)
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert all(line.entered_late for line in lines if line.at < office.today)


def test_later_its_reminders_come_as_for_any_other(office: Office) -> None:
    dossier = _enter_a_paper_dossier(office)
    pass_days(office, 15)
    view = open_dossier(office.desk, dossier)
    assert {"remind", "remind-piece"} <= {action.code for action in (view.action, *view.todo)}
    assert home_page(office.desk).letters_total == 2
