"""Dossiers that are not eligible, closed together: each with its reason and its line, the others left out, one way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chance_desktop.casework.dossiers.closing import NobodyToClose, close_together, plan_closing
from chance_desktop.casework.dossiers.dossier import journal, leave, open_dossier
from chance_desktop.casework.dossiers.list import NOT_ELIGIBLE, DossierQuery, Filter, all_ids, counts
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.situation.eligibility import Overall
from tests.casework.making import MANON, dossier_of
from tests.conftest import Office


def _someone(office: Office, first_name: str, **fields: object) -> str:
    return dossier_of(office.desk, replace(MANON, first_name=first_name, phone="", email="", ml_number=""), 1, **fields)  # type: ignore[arg-type]


def test_those_who_are_not_eligible_are_closed_and_the_others_told_why_not(office: Office) -> None:
    desk = office.desk
    out = [_someone(office, name, job_seeker=False) for name in ("Lina", "Ana")]
    eligible, unknown = _someone(office, "Zoé"), _someone(office, "Inès", job_seeker=None)
    lodged = _someone(office, "Maé", job_seeker=False, lodged_on=desk.today())
    gone = _someone(office, "Noé", job_seeker=False)
    leave(desk, gone, "withdrawn", "Déménage")
    everyone = (*out, eligible, unknown, lodged, gone)
    plan = plan_closing(desk, everyone)
    assert [each.id for each in plan.to_close] == [out[1], out[0]]
    assert all(each.why for each in (*plan.to_close, *plan.left_out))
    assert {each.id for each in plan.left_out} == {eligible, unknown, lodged, gone}
    assert NOT_ELIGIBLE == Overall.NOT_ELIGIBLE
    assert set(all_ids(desk, DossierQuery(filter=Filter.NOT_ELIGIBLE))) == {*out, lodged}
    before = {row: len(journal(desk, row)) for row in everyone}
    outcome = close_together(desk, everyone, "vu en équipe", seen={each.id: each.seen for each in plan.to_close})
    assert outcome.result == 2
    for row in out:
        assert open_dossier(desk, row).state == "closed"
        assert len(journal(desk, row)) == before[row] + 1
        told = journal(desk, row)[0].text
        assert plan.to_close[0].why in told
        assert "vu en équipe" in told
    assert {row: len(journal(desk, row)) for row in everyone if row not in out} == {
        row: count for row, count in before.items() if row not in out
    }
    assert counts(desk)[Filter.NOT_ELIGIBLE] == 1
    assert outcome.undo is not None
    undo(desk, outcome.undo)
    assert {open_dossier(desk, row).state for row in out} == {"active"}
    assert counts(desk)[Filter.NOT_ELIGIBLE] == 3


def test_whoever_became_eligible_meanwhile_is_left_as_they_are(office: Office) -> None:
    dossier = _someone(office, "Lina", job_seeker=False)
    plan = plan_closing(office.desk, (dossier,))
    save_fields(office.desk, dossier, {"job_seeker": True})
    with pytest.raises(NobodyToClose):
        close_together(office.desk, [each.id for each in plan.to_close])
    assert open_dossier(office.desk, dossier).state == "active"
