"""Decisions of the Region: changed as often as life wants it, and the dossier follows each time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chance_desktop.casework.dossiers.dossier import come_back, leave, move_step, open_dossier
from chance_desktop.casework.region.decision_effects import LeftMeanwhile
from chance_desktop.casework.region.grant_file import NobodyAccepted, grant_file
from chance_desktop.casework.region.instruction import (
    DecidedMeanwhile,
    Standing,
    decide,
    decisions,
    lodged,
    to_instruct,
)
from chance_desktop.casework.region.placement import to_place
from chance_desktop.casework.session.errors import InvalidField, ReasonNeeded
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office

INTERVIEW, SEARCH, PLACEMENT = 4, 5, 7


@pytest.fixture
def lodged_one(region: Office) -> str:
    return dossier_of(region.desk, step=INTERVIEW, lodged_on=region.ago(9))


def _stands(region: Office, dossier_id: str) -> tuple[str, int, list[Standing]]:
    """State and step of the dossier, and where the page of the instruction shows it."""
    view = open_dossier(region.desk, dossier_id)
    return view.state, view.step, [row.stage for row in lodged(region.desk)]


def test_a_decision_may_be_changed_in_every_way(region: Office, lodged_one: str) -> None:
    desk = region.desk
    expected = {
        "accepted": ("active", SEARCH, [Standing.ACCEPTED]),
        "waiting": ("active", INTERVIEW, [Standing.WAITING]),
        "refused": ("closed", INTERVIEW, [Standing.REFUSED]),
    }
    for outcome in ("waiting", "accepted", "waiting", "refused", "waiting", "refused", "accepted"):
        decide(desk, lodged_one, outcome, "motif")
        assert _stands(region, lodged_one) == expected[outcome]
        assert len(to_place(desk)) == (outcome == "accepted")
    assert len(decisions(desk, lodged_one)) == 7


def test_an_acceptance_written_again_brings_nobody_back(region: Office, lodged_one: str) -> None:
    desk = region.desk
    decide(desk, lodged_one, "accepted")
    move_step(desk, lodged_one, PLACEMENT, reason="déjà sur place")
    decide(desk, lodged_one, "accepted", "précision")
    assert _stands(region, lodged_one)[:2] == ("active", PLACEMENT)


@pytest.mark.parametrize("outcome", ["accepted", "waiting", "refused"])
def test_whoever_gave_up_meanwhile_is_not_decided_of(region: Office, lodged_one: str, outcome: str) -> None:
    desk = region.desk
    leave(desk, lodged_one, "withdrawn", "a trouvé un emploi")
    with pytest.raises(LeftMeanwhile, match="abandon"):
        decide(desk, lodged_one, outcome, "motif")
    assert decisions(desk, lodged_one) == ()
    assert open_dossier(desk, lodged_one).state == "withdrawn"


def test_whoever_gave_up_once_accepted_is_no_more_among_the_accepted(region: Office, lodged_one: str) -> None:
    desk = region.desk
    decide(desk, lodged_one, "accepted")
    leave(desk, lodged_one, "withdrawn", "a trouvé un emploi")
    assert lodged(desk) == ()


def test_a_decision_does_not_come_before_the_one_in_force(region: Office, lodged_one: str) -> None:
    desk = region.desk
    decide(desk, lodged_one, "accepted", on=region.ago(2))
    with pytest.raises(InvalidField, match="déjà été prise"):
        decide(desk, lodged_one, "refused", "motif", on=region.today - timedelta(days=3))
    decide(desk, lodged_one, "refused", "motif", on=region.ago(2))
    assert [each.outcome for each in decisions(desk, lodged_one)] == ["refused", "accepted"]
    with pytest.raises(ReasonNeeded):
        decide(desk, lodged_one, "waiting")


def test_a_changed_decision_is_undone_whole(region: Office, lodged_one: str) -> None:
    desk = region.desk
    decide(desk, lodged_one, "refused", "motif")
    changed = decide(desk, lodged_one, "accepted")
    assert changed.undo is not None
    undo(desk, changed.undo)
    assert _stands(region, lodged_one) == ("closed", INTERVIEW, [Standing.REFUSED])


def test_nothing_is_decided_over_what_another_desk_just_decided(region: Office, lodged_one: str) -> None:
    desk = region.desk
    shown = decisions(desk, lodged_one)
    decide(desk, lodged_one, "accepted")
    with pytest.raises(DecidedMeanwhile, match="accepté"):
        decide(desk, lodged_one, "refused", "motif", known=shown)
    decide(desk, lodged_one, "refused", "motif", known=decisions(desk, lodged_one))
    assert [each.outcome for each in decisions(desk, lodged_one)] == ["refused", "accepted"]


def test_the_dossier_says_that_it_waits_for_a_place_or_is_refused(region: Office) -> None:
    desk = region.desk
    made = dossier_of(desk, step=1, lodged_on=region.ago(9))
    before = open_dossier(desk, made).action.title

    def said() -> tuple[str, str]:
        view = open_dossier(desk, made)
        return view.state_label, view.action.title

    decide(desk, made, "waiting", "plus de place cette année")
    assert said() == ("Liste complémentaire", "Garder le contact")
    assert desk.programme.decisions[1].action_detail == open_dossier(desk, made).action.detail
    decide(desk, made, "refused", "motif")
    assert said()[0] == "Refusé"
    come_back(desk, made, "recours accepté")
    assert said() == ("En cours", before)
    assert [row.stage for row in to_instruct(desk)] == [row.stage for row in lodged(desk)] == [Standing.TO_MEET]
    leave(desk, made, "withdrawn", "a trouvé un emploi")
    assert said()[0] == "Abandon"


def test_whoever_gave_up_before_leaving_is_not_in_the_file_of_grants(region: Office, lodged_one: str) -> None:
    desk = region.desk
    decide(desk, lodged_one, "accepted")
    save_fields(desk, lodged_one, {"departure_on": region.ago(3)})
    before = leave(desk, lodged_one, "withdrawn", "a trouvé un emploi", region.ago(5))
    with pytest.raises(NobodyAccepted):
        grant_file(desk)
    assert before.undo is not None
    undo(desk, before.undo)
    leave(desk, lodged_one, "withdrawn", "est rentrée", region.ago(1))
    assert len(grant_file(desk).content.splitlines()) == 2
