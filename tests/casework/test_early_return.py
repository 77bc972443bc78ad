"""An early return: noted, corrected, taken back, and days that no longer fit with it."""

from __future__ import annotations

from datetime import date

import pytest

from chance_desktop.casework.dossiers.dossier import journal
from chance_desktop.casework.session.errors import InvalidField, ReasonNeeded
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.casework.stays.early_return import return_early, stay_to_the_end
from chance_desktop.casework.stays.stays import EarlyReturn, open_stay, save_stay
from tests.casework.making import dossier_of
from tests.conftest import Office


def under_way(office: Office) -> str:
    dossier = dossier_of(office.desk, step=7)
    save_stay(office.desk, dossier, {"language_starts_on": date(2026, 1, 5)})
    return dossier


def test_an_early_return_that_did_not_take_place_is_taken_back_whole(office: Office) -> None:
    desk, dossier = office.desk, under_way(office)
    before = (open_stay(desk, dossier), situation(desk, dossier).values["return_on"])
    return_early(desk, dossier, "family", "naissance", date(2026, 2, 20))
    early = open_stay(desk, dossier).early
    assert early == EarlyReturn(date(2026, 2, 20), "family", "naissance")
    with pytest.raises(ReasonNeeded):
        stay_to_the_end(desk, dossier, " ")
    stay_to_the_end(desk, dossier, "il est resté")
    after = open_stay(desk, dossier)
    assert (after.calendar, after.early, after.early_return) == (before[0].calendar, None, "")
    assert situation(desk, dossier).values["return_on"] == before[1]
    assert journal(desk, dossier)[0].text.startswith("Correction\u00a0: Retour anticipé retiré – il est resté")


def test_days_after_an_early_return_are_refused_for_what_they_are(office: Office) -> None:
    desk, dossier = office.desk, under_way(office)
    return_early(desk, dossier, "family", "naissance", date(2026, 2, 20))
    with pytest.raises(InvalidField, match="retour anticipé") as caught:
        save_stay(desk, dossier, {"language_starts_on": date(2026, 3, 2)})
    assert caught.value.field == "language_starts_on"


def test_a_departure_typed_otherwise_than_the_stay_says_is_doubted(office: Office) -> None:
    desk, dossier = office.desk, under_way(office)
    assert "departure_on" not in situation(desk, dossier).warnings
    found = save_fields(desk, dossier, {"departure_on": date(2026, 2, 2)}).result
    assert found.warnings["departure_on"] == "L’onglet «\u00a0Séjour\u00a0» dit le 5\u00a0janvier 2026."
