"""A table tells what was said, and of what was not says that it was not."""

from __future__ import annotations

from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import make
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields
from tests.conftest import Office


def test_who_is_registered_is_told_of_those_of_whom_it_was_said(region: Office) -> None:
    desk = region.desk

    def said() -> object:
        return make(desk, "annexe-1", Scope(desk.today())).cell("registered", "whole").value

    assert said() == "Non renseigné"
    first = create_dossier(desk, NewPerson("Essai", "Anna")).result
    assert said() == "Non renseigné", "making a dossier says nothing of it"
    create_dossier(desk, NewPerson("Essai", "Bruno", ml_number="1234567"))
    assert said() == "Oui, 1 sur 2 (1 non renseigné)"
    save_fields(desk, first, {"ml_registered": False})
    assert said() == "Oui, une partie (1 sur 2)"
    save_fields(desk, first, {"ml_registered": True})
    assert said() == "Oui, tous"
