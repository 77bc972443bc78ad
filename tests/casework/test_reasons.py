"""What is never done without its reason says what it is, in its own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chance_desktop.casework.dossiers.dossier import come_back, leave, move_step
from chance_desktop.casework.dossiers.transfer import ask_transfer
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.waivers import request_waiver
from chance_desktop.casework.region.instruction import decide
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import ReasonNeeded
from tests.casework.making import dossier_of
from tests.conftest import Office

ASKED: dict[str, Callable[[Desk, str], object]] = {
    "Revenir en arrière": lambda desk, dossier: move_step(desk, dossier, 1),
    "Laisser un dossier": lambda desk, dossier: leave(desk, dossier, "withdrawn", " "),
    "Reprendre un dossier": lambda desk, dossier: come_back(desk, dossier, ""),
    "Demander un transfert": lambda desk, dossier: ask_transfer(desk, dossier, "CIV", ""),
    "Faire remplacer une pièce": lambda desk, dossier: set_status(desk, dossier, "cv", "to-replace"),
    "Demander une dispense": lambda desk, dossier: request_waiver(desk, dossier, "diploma", "\n"),
}


@pytest.mark.parametrize("what", ASKED)
def test_a_missing_reason_names_what_it_is_for(office: Office, what: str) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(ReasonNeeded, match=f"^{what}"):
        ASKED[what](desk, dossier)


def test_a_refusal_without_motive_speaks_of_the_decision(region: Office) -> None:
    dossier = dossier_of(region.desk)
    with pytest.raises(ReasonNeeded, match=r"^Cette décision demande un motif"):
        decide(region.desk, dossier, "refused")
