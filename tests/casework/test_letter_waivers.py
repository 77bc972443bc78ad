"""A recommendation letter and its waiver: asked, granted, refused, or overtaken by the letter; every screen says the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.letter_list import all_letters
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.pieces import letters, scans
from chance_desktop.casework.pieces.letter_views import LetterView
from chance_desktop.casework.pieces.letters import NoReferee
from chance_desktop.casework.pieces.waivers import decide_waiver, request_waiver
from chance_desktop.casework.region.waivers import waivers_asked
from chance_desktop.casework.session.errors import ReasonNeeded
from tests.casework.making import GARNIER, SICARD, dossier_of, paper, piece_of
from tests.conftest import Office

CODE = "letter-teacher"


def letter_of(office: Office, dossier: str) -> LetterView:
    return next(each for each in open_dossier(office.desk, dossier).letters if each.kind == "teacher")


def waiting_for_an_answer(office: Office) -> str:
    """A dossier whose teacher was asked so long ago that the letter is to be chased."""
    dossier = dossier_of(office.desk)
    letters.save_referee(office.desk, dossier, "teacher", GARNIER)
    letters.mark(office.desk, dossier, "teacher", "requested")
    office.calendar.turn(20)
    assert (home_page(office.desk).letters_total, open_dossier(office.desk, dossier).action.code) == (1, "remind")
    return dossier


def chased(office: Office, dossier: str) -> tuple[int, int, bool]:
    """How often the home page, the list of letters and the dossier ask to chase it."""
    desk = office.desk
    view = open_dossier(desk, dossier)
    return (
        home_page(desk).letters_total,
        sum(row.to_chase for row in all_letters(desk)),
        any(action.code in ("remind", "call") for action in (view.action, *view.todo)),
    )


def test_nobody_is_chased_while_the_region_was_asked_for_a_waiver(office: Office) -> None:
    dossier = waiting_for_an_answer(office)
    request_waiver(office.desk, dossier, CODE, "établissement fermé")
    assert chased(office, dossier) == (0, 0, False)
    letter = letter_of(office, dossier)
    assert (letter.standing, letter.status_label) == ("waiver-requested", "Dispense demandée")
    assert letter.headline.startswith("Dispense demandée à la Région le 22\u00a0mars")
    assert (letter.primary, "waiver" in letter.actions) == ("received", False)
    assert [row.status_label for row in all_letters(office.desk)] == ["Dispense demandée"]


def test_a_waiver_granted_ends_the_chase_and_one_refused_says_so(opened: Callable[[str], Office]) -> None:
    office = opened("region")
    dossier = waiting_for_an_answer(office)
    request_waiver(office.desk, dossier, CODE, "établissement fermé")
    decide_waiver(office.desk, dossier, CODE, granted=False, seen=None)
    assert letter_of(office, dossier).headline.startswith("La Région a refusé la dispense le 22\u00a0mars")
    assert chased(office, dossier) == (1, 1, True)
    request_waiver(office.desk, dossier, CODE, "établissement fermé pour de bon")
    decide_waiver(office.desk, dossier, CODE, granted=True, seen=None)
    assert chased(office, dossier) == (0, 0, False)
    assert (letter_of(office, dossier).standing, all_letters(office.desk)) == ("waived", ())


def test_a_refusal_is_no_longer_told_once_the_letter_went_on(opened: Callable[[str], Office]) -> None:
    office = opened("region")
    dossier = waiting_for_an_answer(office)
    request_waiver(office.desk, dossier, CODE, "établissement fermé")
    decide_waiver(office.desk, dossier, CODE, granted=False, seen=None)
    office.calendar.turn(1)
    letters.log_contact(office.desk, dossier, "teacher", "phone", "écrit lundi")
    assert letter_of(office, dossier).headline.startswith("Relancée aujourd’hui")


def test_a_letter_that_comes_withdraws_the_waiver_asked_for_it(office: Office, tmp_path: Path) -> None:
    desk, dossier = office.desk, waiting_for_an_answer(office)
    request_waiver(desk, dossier, CODE, "établissement fermé")
    scans.attach(desk, dossier, CODE, (paper(tmp_path),))
    assert piece_of(desk, dossier, CODE).status == "received"
    assert letter_of(office, dossier).primary == "check"
    assert waivers_asked(desk) == ()
    assert any("la dispense n’est plus demandée" in line.text for line in journal(desk, dossier))


def test_a_letter_nobody_was_named_for_is_refused_with_its_next_step(office: Office, tmp_path: Path) -> None:
    dossier = dossier_of(office.desk)
    with pytest.raises(NoReferee, match="désigné"):
        scans.attach(office.desk, dossier, CODE, (paper(tmp_path),))
    assert piece_of(office.desk, dossier, CODE).scans == ()


def test_a_letter_that_does_not_do_is_asked_again_even_once_checked(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    for status in ("requested", "received", "checked"):
        letters.mark(desk, dossier, "teacher", status)
    letter = letter_of(office, dossier)
    assert (letter.primary, letter.actions) == ("", ("again",))
    with pytest.raises(ReasonNeeded):
        letters.mark(desk, dossier, "teacher", "prepared")
    letters.mark(desk, dossier, "teacher", "prepared", reason="non signée")
    assert letter_of(office, dossier).primary == "request"
    assert piece_of(desk, dossier, CODE).status == "to-request"


def test_what_was_said_on_the_telephone_is_in_the_journal_and_on_the_letter(office: Office) -> None:
    dossier = waiting_for_an_answer(office)
    letters.log_contact(office.desk, dossier, "teacher", "phone", "écrit lundi")
    assert journal(office.desk, dossier)[0].text.endswith("par téléphone – écrit lundi")
    assert [contact.text for contact in letter_of(office, dossier).contacts] == ["écrit lundi"]


def test_letters_already_checked_are_listed_when_wanted(office: Office) -> None:
    desk, dossier = office.desk, waiting_for_an_answer(office)
    letters.save_referee(desk, dossier, "employer", SICARD)
    letters.mark(desk, dossier, "employer", "checked")
    assert [row.kind for row in all_letters(desk)] == ["teacher"]
    assert [(row.kind, row.status) for row in all_letters(desk, checked=True)] == [
        ("teacher", "requested"), ("employer", "checked"),
    ]  # fmt: skip


def test_the_piece_of_a_letter_offers_no_status_of_its_own(office: Office) -> None:
    dossier = waiting_for_an_answer(office)
    assert piece_of(office.desk, dossier, CODE).next_statuses == ()
    assert piece_of(office.desk, dossier, CODE).action_label == "Relancer"
