"""What a dossier says it waits for: a piece asked for, an answer of the Region, an eligibility that is denied."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.summaries import bring_up_to_date
from chance_desktop.casework.pieces import letters
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.waivers import request_waiver
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.dates import age_on, next_birthday
from chance_desktop.store.schema.tables import dossier_summary
from tests.casework.making import GARNIER, SICARD, dossier_of
from tests.conftest import Office


def all_but_one_letter(office: Office) -> str:
    """A dossier of which everything is there but the employer's letter, just asked for."""
    desk, dossier = office.desk, dossier_of(office.desk)
    for piece in open_dossier(desk, dossier).pieces.to_obtain:
        if not piece.letter:
            set_status(desk, dossier, piece.code, "checked")
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    letters.mark(desk, dossier, "teacher", "checked")
    letters.save_referee(desk, dossier, "employer", SICARD)
    letters.mark(desk, dossier, "employer", "requested")
    return dossier


def said(office: Office, dossier: str) -> list[str]:
    view = open_dossier(office.desk, dossier)
    return [each.title for each in (view.action, *view.todo)]


def test_a_dossier_that_waits_for_a_letter_is_not_told_to_leave(office: Office) -> None:
    dossier = all_but_one_letter(office)
    assert said(office, dossier) == ["Attendre la lettre de l’employeur"]
    letters.mark(office.desk, dossier, "employer", "checked")
    assert said(office, dossier) == ["Transmettre le dossier"]


def test_a_dossier_that_waits_for_several_pieces_counts_them(office: Office) -> None:
    dossier = all_but_one_letter(office)
    for status in ("to-replace", "requested"):
        set_status(office.desk, dossier, "photo", status, reason="floue")
    assert said(office, dossier) == ["Attendre 2 pièces demandées"]


def test_a_dossier_that_waits_for_a_waiver_waits_for_the_region(office: Office) -> None:
    dossier = all_but_one_letter(office)
    request_waiver(office.desk, dossier, "letter-employer", "entreprise fermée")
    assert said(office, dossier) == ["Attendre la réponse de la Région"]


def test_a_dossier_that_is_not_eligible_says_why_and_is_not_told_to_leave(office: Office) -> None:
    dossier = all_but_one_letter(office)
    letters.mark(office.desk, dossier, "employer", "checked")
    save_fields(office.desk, dossier, {"job_seeker": False})
    action = open_dossier(office.desk, dossier).action
    assert said(office, dossier) == ["Revoir l’éligibilité de Manon"]
    assert (action.target, action.detail[:30]) == ("situation", "Pas d’inscription comme demand")
    save_fields(office.desk, dossier, {"job_seeker": True})
    assert said(office, dossier) == ["Transmettre le dossier"]


def test_a_coming_of_age_changes_the_pieces_counted_in_the_list(office: Office) -> None:
    dossier = dossier_of(office.desk, birth_date=date(2008, 3, 12), departure_on=None)
    counted = select(dossier_summary.c.required).where(dossier_summary.c.dossier_id == dossier)

    def count() -> int:
        with office.desk.reading() as connection:
            return int(connection.execute(counted).scalar_one())

    before = count()
    office.calendar.turn(11)
    bring_up_to_date(office.desk)
    view = open_dossier(office.desk, dossier)
    assert count() == view.pieces.required == before - 3


def test_the_next_birthday_is_the_day_of_being_older() -> None:
    for birth in (date(2008, 2, 29), date(2008, 3, 2), date(2008, 12, 31)):
        day = next_birthday(birth, date(2026, 3, 2))
        assert age_on(birth, day) == age_on(birth, date(2026, 3, 2)) + 1
        assert age_on(birth, date.fromordinal(day.toordinal() - 1)) == age_on(birth, date(2026, 3, 2))
