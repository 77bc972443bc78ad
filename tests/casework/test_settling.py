"""A disagreement is settled once, over every value, and what was put aside stays in the journal."""

from __future__ import annotations

import pytest

from chance_desktop.casework.dossiers.dossier import journal
from chance_desktop.casework.exchange.settling import settle
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields, situation
from tests.casework.making import dossier_of
from tests.conftest import Office


def _conflict(office: Office, dossier: str) -> set[str]:
    found = situation(office.desk, dossier)
    return {
        head.value
        for section in found.sections
        for field in section.fields
        if field.code == "town"
        for head in field.conflict
    }


def _disagree(office: Office) -> str:
    dossier = dossier_of(office.desk)
    seen = situation(office.desk, dossier).seen
    for town in ("Gençay", "Couhé"):
        save_fields(office.desk, dossier, {"town": town}, seen)
    assert _conflict(office, dossier) == {"Gençay"}
    return dossier


@pytest.mark.parametrize("kept", ["Couhé", "Gençay", "Lusignan"])
def test_one_value_is_kept_over_all(office: Office, kept: str) -> None:
    dossier = _disagree(office)
    outcome = settle(office.desk, dossier, "town", kept)
    assert outcome.result.values["town"] == kept
    assert _conflict(office, dossier) == set()
    told = journal(office.desk, dossier)[0].text
    assert told.startswith(f"Désaccord réglé, Commune\u00a0: {kept}")
    assert all(town in told for town in {"Gençay", "Couhé"} - {kept})
    assert outcome.undo is not None
    undo(office.desk, outcome.undo)
    assert situation(office.desk, dossier).values["town"] == "Couhé"


def test_a_value_that_cannot_be_kept_settles_nothing(office: Office) -> None:
    dossier = _disagree(office)
    with pytest.raises(InvalidField):
        settle(office.desk, dossier, "birth_date", "hier")
    assert _conflict(office, dossier) == {"Gençay"}
