"""What a piece says of itself: the day it came, the date its proof is judged by, and why it is asked again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.pieces.pieces import FutureDate, set_appointment, set_status
from chance_desktop.casework.pieces.waivers import decide_waiver, request_waiver
from chance_desktop.casework.situation.situation import save_fields
from tests.casework.making import dossier_of, piece_of
from tests.conftest import Office


def test_a_piece_says_by_which_date_it_is_judged(office: Office) -> None:
    dossier = dossier_of(office.desk)
    wanted = {"address": "proof_on", "identity": "expires_on", "cv": "", "letter-teacher": ""}
    assert {code: piece_of(office.desk, dossier, code).dated for code in wanted} == wanted


def test_a_proof_too_short_for_the_stay_says_until_when_it_should_hold(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "identity", "checked", expires_on=date(2026, 10, 1))
    piece = piece_of(desk, dossier, "identity")
    assert (piece.status, piece.on) == ("to-replace", None)
    assert piece.validity_note.startswith("valable jusqu’au 1er\u00a0octobre 2026, il faudrait jusqu’au ")
    save_fields(desk, dossier, {"departure_on": date(2026, 3, 9), "return_on": date(2026, 9, 20)})
    assert piece_of(desk, dossier, "identity").status == "checked"


def test_a_proof_out_of_date_says_since_when(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "address", "checked", on=office.ago(1), proof_on=date(2025, 11, 2))
    piece = piece_of(desk, dossier, "address")
    assert (piece.status, piece.on) == ("expired", date(2026, 2, 2))
    assert piece.validity_note == "valable jusqu’au 2\u00a0février 2026 seulement"
    assert open_dossier(desk, dossier).action.detail == f"À remplacer\u00a0: {piece.validity_note}."


def test_a_proof_is_not_dated_of_a_day_to_come(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(FutureDate):
        set_status(desk, dossier, "address", "checked", proof_on=office.today + timedelta(days=1))


def test_the_next_action_says_why_a_piece_is_to_be_replaced(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "cv", "received")
    set_status(desk, dossier, "cv", "to-replace", reason="il manque la version anglaise")
    assert open_dossier(desk, dossier).action.detail == "À remplacer\u00a0: il manque la version anglaise."


def test_a_piece_whose_waiver_was_refused_says_so(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    request_waiver(desk, dossier, "diploma", "établissement fermé")
    decide_waiver(desk, dossier, "diploma", granted=False, seen=None)
    assert piece_of(desk, dossier, "diploma").reason == "Dispense refusée le 2\u00a0mars"
    set_status(desk, dossier, "diploma", "received")
    assert piece_of(desk, dossier, "diploma").reason == ""


def test_nobody_is_reminded_before_the_appointment_at_which_a_piece_is_obtained(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_appointment(desk, dossier, "identity", office.today + timedelta(days=40), "Mairie de Civray")

    def reminders() -> list[str]:
        view = open_dossier(desk, dossier)
        return [each.detail for each in (view.action, *view.todo) if each.code == "remind-piece"]

    delay = desk.programme.delays.piece_chase
    office.calendar.turn(40 + delay - 1)
    assert reminders() == []
    office.calendar.turn(1)
    assert reminders() == [f"Le rendez-vous pour l’obtenir est passé, il y a {delay}\u00a0jours."]
