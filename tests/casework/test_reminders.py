"""What is to be recalled comes back on its day, on the dossier and on the home page, until it is done or put off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chance_desktop.casework.dossiers.dossier import journal, leave, open_dossier
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.journal.reminders import put_off, read_reminder, reminder_done
from chance_desktop.casework.session.errors import CardGone, NeverStored
from chance_desktop.casework.session.undo import undo
from tests.casework.making import dossier_of
from tests.conftest import Office

_NUMBER = "son numéro : 2 05 03 86 066 042 07"
TEXT = "Rappeler la mère de Manon pour la carte européenne"


def recalled(office: Office, dossier: str) -> str:
    """The reminder that is the first thing to do of a dossier, or nothing."""
    target = open_dossier(office.desk, dossier).action.target
    return target.partition(":")[2] if target.startswith("reminder:") else ""


def test_a_note_comes_back_on_its_day(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    add_note(desk, dossier, TEXT, means="phone", recall_on=office.today + timedelta(days=3))
    assert journal(desk, dossier)[0].text == f"Téléphone – {TEXT}"
    assert recalled(office, dossier) == ""
    office.calendar.turn(3)
    view = open_dossier(desk, dossier)
    assert view.action.title == f"Rappeler\u00a0: {TEXT}"
    first = home_page(desk).first
    assert first is not None
    assert (first.dossier_id, first.target) == (dossier, view.action.target)
    office.calendar.turn(1)
    assert open_dossier(desk, dossier).action.detail == "À rappeler depuis 1\u00a0jour."


def test_it_is_done_or_put_off_and_undone(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    add_note(desk, dossier, TEXT, recall_on=office.today)
    found = read_reminder(desk, recalled(office, dossier))
    later = put_off(desk, found, office.today + timedelta(days=2), "répondeur")
    assert recalled(office, dossier) == ""
    assert journal(desk, dossier)[0].text == "répondeur"
    assert later.undo is not None
    undo(desk, later.undo)
    assert recalled(office, dossier) == found.id
    reminder_done(desk, read_reminder(desk, found.id))
    assert recalled(office, dossier) == ""
    office.calendar.turn(400)
    assert recalled(office, dossier) == ""


def test_what_was_said_holds_no_social_security_number(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    add_note(desk, dossier, TEXT, recall_on=office.today)
    found = read_reminder(desk, recalled(office, dossier))
    for answer in (lambda: reminder_done(desk, found, _NUMBER), lambda: put_off(desk, found, office.today, _NUMBER)):
        with pytest.raises(NeverStored):
            answer()
    assert recalled(office, dossier) == found.id
    assert journal(desk, dossier)[0].text == TEXT


def test_a_dossier_that_was_left_still_recalls(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    add_note(desk, dossier, "x" * 3000, recall_on=office.today)
    leave(desk, dossier, "withdrawn", "a trouvé un emploi")
    assert recalled(office, dossier)
    assert len(open_dossier(desk, dossier).action.title) < 120


def test_a_reminder_nobody_has_is_told(office: Office) -> None:
    with pytest.raises(CardGone):
        read_reminder(office.desk, "0192f3a0-0000-7000-8000-000000000000")
