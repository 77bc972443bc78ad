"""What is to be done about a stay is said with one voice: by the list, the dossier, its preview, the first page and the command line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from chance_desktop.casework.cards.kinds import PARTNER
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.cards.values import Typed
from chance_desktop.casework.dossiers.dossier import move_step, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, Filter, list_page
from chance_desktop.casework.dossiers.preview import preview
from chance_desktop.casework.dossiers.summaries import bring_up_to_date
from chance_desktop.casework.dossiers.whole_assessment import judge_all
from chance_desktop.casework.forms.answers import Subject, save_answers
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.session.records import read_records
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.stays.stays import open_stay, save_stay, sheet_came, sheet_chased
from chance_desktop.casework.surveys.consent import give_consent, withdraw_consent
from chance_desktop.casework.surveys.return_tasks import hand_over_certificate, open_return
from chance_desktop.casework.surveys.surveys import close_survey, dossiers_surveyed, note_attempt, surveys
from chance_desktop.domain.actions.stay_action import RETURN_TASKS
from chance_desktop.domain.form import QuestionKind
from tests.casework.making import dossier_of
from tests.conftest import Office

FORM_ANSWERS = {QuestionKind.NUMBER: "1", QuestionKind.TEXT: "x", QuestionKind.LONG: "x"}


@pytest.fixture
def accepted(office: Office) -> tuple[Office, str]:
    """A dossier whose Region said yes, with nothing else to do on it."""
    dossier = dossier_of(office.desk)
    _at(office, dossier, "search")
    return office, dossier


def _at(office: Office, dossier: str, step: str) -> None:
    move_step(office.desk, dossier, office.desk.programme.step_number(step), reason="connu par téléphone")


def _stay_codes(office: Office, dossier: str) -> list[str]:
    """Codes of the actions of the stay, in order; every place that shows the first action shows the same one."""
    desk = office.desk
    view = open_dossier(desk, dossier)
    (row,) = (each for each in list_page(desk, DossierQuery()).rows if each.id == dossier)
    assert row.next_action == view.action.in_a_list == preview(desk, dossier).action.in_a_list
    return [each.code for each in (view.action, *view.todo) if each.target.startswith("stay")]


def _planned(office: Office, dossier: str, weeks_ahead: int) -> None:
    first = office.desk.today() + timedelta(weeks=weeks_ahead)
    save_stay(office.desk, dossier, {"language_starts_on": first - timedelta(days=first.weekday())})


def test_a_stay_is_prepared_signed_then_left_for(accepted: tuple[Office, str]) -> None:
    office, dossier = accepted
    desk = office.desk
    assert _stay_codes(office, dossier) == ["prepare-stay"]
    _planned(office, dossier, 20)
    assert _stay_codes(office, dossier) == []
    _planned(office, dossier, 3)
    assert _stay_codes(office, dossier) == ["sign", "departure"]
    save_stay(desk, dossier, {"agreement_on": desk.today(), "commitment_on": desk.today()})
    assert _stay_codes(office, dossier) == ["departure"]


def test_time_brings_the_actions_of_a_stay(accepted: tuple[Office, str]) -> None:
    """Nothing is written: the list follows the days, as when the application is opened each morning."""
    office, dossier = accepted
    desk = office.desk
    _planned(office, dossier, 20)
    seen: list[str] = []
    for _week in range(80):
        office.calendar.at += timedelta(weeks=1)
        bring_up_to_date(desk)
        codes = _stay_codes(office, dossier)
        seen += [code for code in codes if code not in seen]
    assert seen == [
        "sign",
        "departure",
        "sheet",
        "return-soon",
        "return-interview",
        "return-questionnaire",
        "return-certificate",
    ]
    assert _stay_codes(office, dossier) == [], "nothing of a return is asked for years"


def test_a_late_sheet_is_the_first_thing_to_do(accepted: tuple[Office, str]) -> None:
    office, dossier = accepted
    desk = office.desk
    _planned(office, dossier, 1)
    _at(office, dossier, "language")
    office.calendar.at += timedelta(weeks=5)
    bring_up_to_date(desk)
    assert _stay_codes(office, dossier)[0] == "sheet"
    view = open_dossier(desk, dossier)
    (sheet,) = open_stay(desk, dossier).late_sheets
    assert view.action.due_on == sheet.due
    assert view.action.title.startswith("Demander la fiche de suivi du ")
    first = home_page(desk).first
    assert first is not None
    assert (first.dossier_id, first.title, first.target) == (dossier, view.action.title, "stay:sheets")
    assert [row.id for row in list_page(desk, DossierQuery(filter=Filter.THIS_WEEK)).rows] == [dossier]
    sheet_chased(desk, dossier, sheet.number)
    assert _stay_codes(office, dossier) == []
    office.calendar.at += timedelta(days=desk.programme.follow_up.late_after_days)
    bring_up_to_date(desk)
    assert _stay_codes(office, dossier)[0] == "sheet"
    sheet_came(desk, dossier, sheet.number)
    assert _stay_codes(office, dossier) == []


def test_an_answered_sheet_came(accepted: tuple[Office, str]) -> None:
    office, dossier = accepted
    desk = office.desk
    _planned(office, dossier, 1)
    _at(office, dossier, "language")
    office.calendar.at += timedelta(weeks=5)
    bring_up_to_date(desk)
    sheet = open_stay(desk, dossier).sheets[0]
    save_answers(desk, "follow-up", sheet.subject, {"work": "good"})
    assert _stay_codes(office, dossier) == []


def _back(office: Office, dossier: str, weeks: int) -> None:
    """Away since long, back some weeks ago, every sheet there."""
    desk = office.desk
    _planned(office, dossier, 1)
    _at(office, dossier, "return")
    stay = open_stay(desk, dossier)
    assert stay.calendar is not None
    until = stay.calendar.spent.last + timedelta(weeks=weeks)
    office.calendar.at += until - desk.today()
    for sheet in stay.sheets:
        sheet_came(desk, dossier, sheet.number)


def test_what_the_return_leaves_to_do_has_the_words_of_its_card(accepted: tuple[Office, str]) -> None:
    office, dossier = accepted
    desk = office.desk
    _back(office, dossier, 2)
    assert _stay_codes(office, dossier) == ["return-interview", "return-questionnaire", "return-certificate"]
    view = open_dossier(desk, dossier)
    undone = [task.label for task in open_return(desk, dossier).tasks if not task.done and task.code in RETURN_TASKS]
    assert [each.title for each in (view.action, *view.todo) if each.target == "stay:back"] == undone
    hand_over_certificate(desk, dossier)
    subject = Subject(dossier, dossier)
    for form in (open_return(desk, dossier).interview.form, open_return(desk, dossier).questionnaire.form):
        save_answers(desk, form.form, subject, {
            question.code: (form.options(question) or [None])[0].code if form.options(question) else FORM_ANSWERS[question.kind]
            for question in form.questions
        })  # fmt: skip
    assert all(task.done for task in open_return(desk, dossier).tasks if task.code in RETURN_TASKS)
    assert _stay_codes(office, dossier) == []


@pytest.mark.parametrize("way", ["answered", "closed", "withdrawn"])
def test_a_survey_is_to_do_until_it_is_over(way: str, accepted: tuple[Office, str]) -> None:
    office, dossier = accepted
    desk = office.desk
    _back(office, dossier, 27)
    contact = give_consent(desk, dossier, desk.today()).result
    assert _stay_codes(office, dossier) == ["survey"]
    (survey,) = surveys(desk)
    note_attempt(desk, survey.subject.id, "phone", "none")
    assert _stay_codes(office, dossier) == ["survey"]
    if way == "answered":
        save_answers(desk, "survey", survey.subject, {"situation": "job"})
    elif way == "closed":
        close_survey(desk, survey.subject.id, "unreachable")
    else:
        withdraw_consent(desk, contact)
    assert _stay_codes(office, dossier) == []


def test_what_another_poste_says_of_a_survey_concerns_the_former_dossier(accepted: tuple[Office, str]) -> None:
    office, dossier = accepted
    _back(office, dossier, 27)
    contact = give_consent(office.desk, dossier, office.desk.today()).result
    (survey,) = surveys(office.desk)
    note_attempt(office.desk, survey.subject.id, "phone", "none")
    with office.desk.reading() as connection:
        assert dossiers_surveyed(connection, [("afterwards", contact), ("person", "x")]) == {dossier}
        assert dossiers_surveyed(connection, [("survey", survey.subject.id)]) == {dossier}
        assert dossiers_surveyed(connection, [("piece", "x")]) == set()


def test_dossiers_are_judged_in_as_many_statements_whatever_their_number(office: Office) -> None:
    desk = office.desk
    made = [dossier_of(desk, NewPerson(f"Roussel{letter}", letter * 5)) for letter in "ABDEFG"]
    for dossier in made:
        _at(office, dossier, "search")
        _planned(office, dossier, 1)
    office.calendar.at += timedelta(weeks=40)
    for dossier in made:
        give_consent(desk, dossier, desk.today())
    counted: list[int] = []
    with desk.reading() as connection:
        for some in (made[:1], made):
            records = read_records(connection, some)
            statements: list[str] = []

            def told(*said: object, into: list[str] = statements) -> None:
                into.append(str(said[2]))

            event.listen(connection, "before_cursor_execute", told)
            assert len(judge_all(desk, connection, records)) == len(some)
            event.remove(connection, "before_cursor_execute", told)
            counted.append(len(statements))
    assert counted[0] == counted[1] < 15


def test_the_journal_says_another_company_and_another_departure(region: Office) -> None:
    desk = region.desk
    made = dossier_of(desk, departure_on="")
    companies = [
        add_card(desk, PARTNER, {"kind": "company", "name": name}).result for name in ("Quay Hotel", "Mirador")
    ]

    def said(typed: dict[str, Typed]) -> list[str]:
        before = len(journal(desk, made))
        save_stay(desk, made, typed)
        return [line.text for line in journal(desk, made)[: len(journal(desk, made)) - before]]

    assert said({"company_id": companies[0]}) == ["Entreprise d’accueil\u00a0: Quay Hotel"]
    assert said({"company_id": companies[1], "mentor_name": "Mme Byrne"}) == [
        "Entreprise d’accueil\u00a0: Quay Hotel → Mirador"
    ]
    assert said({"mentor_name": "Mme Byrne"}) == []
    assert said({"mentor_name": "M. Byrne"}) == [
        "Correction\u00a0: Tuteur dans l’entreprise\u00a0: Mme Byrne → M. Byrne"
    ]
    assert said({"company_id": ""}) == [
        "Plus d’entreprise d’accueil\u00a0: le placement est à trouver (avant\u00a0: Mirador)"
    ]
    (planned,) = said({"language_starts_on": date(2026, 9, 7)})
    assert planned.startswith("Départ prévu le")
    (moved,) = said({"language_starts_on": date(2026, 9, 14)})
    assert moved.startswith("Départ déplacé au")
    assert "7\u00a0septembre" in moved
