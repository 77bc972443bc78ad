"""A dossier that goes on to its interview is lodged: the Region finds it, and its proofs are judged at that day."""

from __future__ import annotations

from datetime import date

from chance_desktop.casework.dossiers.dossier import journal, move_step, open_dossier
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.region.instruction import lodged
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields, situation
from tests.casework.making import dossier_of, piece_of
from tests.conftest import Office


def lodged_on(office: Office, dossier: str) -> object:
    return situation(office.desk, dossier).values["lodged_on"]


def test_a_dossier_sent_to_the_interview_is_lodged_that_day(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "address", "checked", proof_on=office.ago(30))
    assert lodged(desk) == ()
    moved = move_step(desk, dossier, 4, office.ago(2), "pièces vues au téléphone")
    assert lodged_on(office, dossier) == office.ago(2)
    assert [each.dossier_id for each in lodged(desk)] == [dossier]
    assert "Dossier déposé" in [line.text for line in journal(desk, dossier)]
    office.calendar.turn(120)
    assert piece_of(desk, dossier, "address").status == "checked"
    assert moved.undo is not None
    undo(desk, moved.undo)
    assert (lodged_on(office, dossier), open_dossier(desk, dossier).step) == (None, 3)


def test_a_day_already_noted_stays_and_a_longer_way_tells_none(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk, lodged_on=date(2026, 2, 1))
    move_step(desk, dossier, 4, reason="pièces vues au téléphone")
    move_step(desk, dossier, 3, reason="pièce à revoir")
    move_step(desk, dossier, 4, reason="pièces vues au téléphone")
    assert lodged_on(office, dossier) == date(2026, 2, 1)
    save_fields(desk, dossier, {"lodged_on": None})
    move_step(desk, dossier, 2, reason="erreur")
    move_step(desk, dossier, 7, reason="déjà sur place")
    assert lodged_on(office, dossier) is None
