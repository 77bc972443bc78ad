"""A step is reached when what the programme requires before it is there, or with a reason; a step not lived is not said lived."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chance_desktop.casework.dossiers.dossier import journal, move_step, open_dossier
from chance_desktop.casework.dossiers.step_guard import StepNotReady
from chance_desktop.casework.pieces.letters import mark, save_referee
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.situation.progress import PROGRESS, Progress, lacking
from tests.casework.making import GARNIER, dossier_of
from tests.conftest import Office


def missing_before(office: Office, dossier: str, step: int) -> tuple[str, ...]:
    return open_dossier(office.desk, dossier).steps[step - 1].missing


def states(office: Office, dossier: str) -> dict[str, str]:
    return {step.code: step.state for step in open_dossier(office.desk, dossier).steps}


def test_nobody_comes_back_who_never_left(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(StepNotReady) as refused:
        move_step(desk, dossier, 8)
    assert refused.value.missing == missing_before(office, dossier, 8)
    told = " ".join(refused.value.missing)
    for words in ("pièces du dossier", "décision favorable", "jour du départ", "jour du retour"):
        assert words in told
    assert open_dossier(desk, dossier).step == 3


def test_a_step_passed_with_a_reason_says_what_it_did_not_wait_for(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    missing = missing_before(office, dossier, 4)
    moved = move_step(desk, dossier, 4, reason="pièces vues à Poitiers")
    line = next(each.text for each in journal(desk, dossier) if "sans attendre" in each.text)
    assert line == f"Étape 4\u00a0: Entretien, sans attendre ({missing[0]}) – pièces vues à Poitiers"
    assert moved.undo is not None
    undo(desk, moved.undo)
    assert open_dossier(desk, dossier).step == 3


def test_steps_that_were_not_lived_are_not_shown_as_lived(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    move_step(desk, dossier, 8, reason="repris d’un cahier")
    assert states(office, dossier) == {
        "orientation": "done", "eligibility": "skipped", "dossier": "done", "interview": "skipped", "search": "done",
        "language": "skipped", "placement": "skipped", "return": "current", "after": "todo",
    }  # fmt: skip
    move_step(desk, dossier, 4, reason="erreur")
    assert states(office, dossier)["interview"] == "current"
    move_step(desk, dossier, 8, reason="repris d’un cahier")
    assert states(office, dossier)["interview"] == "done"


def test_an_unmet_criterion_holds_back_the_dossier(office: Office) -> None:
    desk = office.desk
    dossier = dossier_of(desk, step=2, job_seeker=False)
    with pytest.raises(StepNotReady, match="un critère du programme"):
        move_step(desk, dossier, 3)
    save_fields(desk, dossier, {"job_seeker": True})
    move_step(desk, dossier, 3)


def test_the_last_piece_opens_the_interview(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    due = {each.code for each in desk.programme.pieces if desk.programme.step_number(each.needed_by) < 4}
    wanted = [each for each in open_dossier(desk, dossier).pieces.to_obtain if each.code in due]
    for number, piece in enumerate(wanted):
        left = len(wanted) - number
        assert missing_before(office, dossier, 4) == (
            f"{left} pièces du dossier" if left > 1 else "une pièce du dossier",
        )
        if piece.letter:
            save_referee(desk, dossier, piece.letter, GARNIER)
            mark(desk, dossier, piece.letter, "received")
        else:
            set_status(desk, dossier, piece.code, "received")
    assert missing_before(office, dossier, 4) == ()
    move_step(desk, dossier, 4)
    assert "décision favorable" in " ".join(missing_before(office, dossier, 5))


def test_each_fact_a_programme_may_require_counts(office: Office) -> None:
    programme, today = office.desk.programme, office.today
    ready = Progress(facts={}, criteria_unmet=0, unobtained=(), accepted=True, stay=(today, today), today=today)
    assert tuple(ready.before(programme, 1)) == PROGRESS
    last, late = len(programme.steps), today + timedelta(days=1)
    assert lacking(programme, 1, last, ready) == ()
    wrong: tuple[dict[str, Any], ...] = (
        {"criteria_unmet": 1}, {"accepted": False}, {"stay": (None, today)}, {"stay": (today, late)},
        {"unobtained": (programme.piece("health-card"),)},
    )  # fmt: skip
    for each in wrong:
        assert len(lacking(programme, 1, last, replace(ready, **each))) == 1
    assert lacking(programme, 1, 4, replace(ready, unobtained=(programme.piece("health-card"),))) == ()
