"""The database of the desks taken back from a copy, or to be checked: erasures stand, and what is the server's to do is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.erasure import erase_person
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.situation.create_dossier import NewPerson
from tests import postgresql
from tests.casework.making import dossier_of
from tests.cli.calling import call
from tests.conftest import SHARED, Office, calendar
from tests.store.desks import joined
from tests.store.test_scan_keys import everything
from tests.sync.bundles import enrol


@pytest.fixture
def region_store() -> str:
    """Here the Region always works on a shared store."""
    return SHARED


def _send(office: Desk, region: Desk, folder: Path) -> None:
    found = bundles.import_bundles(region, bundles.export_bundle(office, folder).files).result
    assert not any(each.refused for each in found)


def _names(desk: Desk) -> list[str]:
    return [row.surname for row in list_page(desk, DossierQuery()).rows]


@pytest.mark.parametrize("eraser", ["the desk that exchanges", "another desk"])
def test_a_database_taken_back_from_a_copy_obeys_the_erasures_since(
    opened: Callable[[str], Office], tmp_path: Path, eraser: str
) -> None:
    region, office = opened("region").desk, opened("civray").desk
    enrol(office, region, tmp_path)
    url = region.identity.database
    dossier = dossier_of(office, NewPerson("Wisniewska", "Ombeline"))
    dossier_of(office, NewPerson("Baudry", "Théo"))
    _send(office, region, tmp_path / "in")
    with joined(region, tmp_path / "second") as second:
        region.close()
        second.close()
        copy = postgresql.new_database(url)  # as pg_dump then pg_restore would make it
        desks = [open_desk(home, clock=calendar()) for home in (region.home, second.home)]
        erase_person(desks[0] if eraser == "the desk that exchanges" else desks[1], dossier)
        assert _names(desks[0]) == ["Baudry"]
        bundles.import_bundles(office, bundles.export_bundle(desks[0], tmp_path / "out").files)
        for desk in desks:
            desk.close()
        for home in (region.home, second.home):
            open_desk(home, clock=calendar()).close()  # each keeps the register beside its own keys
            layout = desks[0].layout if home == region.home else desks[1].layout
            replace(HomeIdentity.read(layout), database=copy).write(layout)
        again = open_desk(second.home, clock=calendar())
        try:
            assert _names(again) == ["Baudry"]
            assert "Wisniewska" not in everything(copy)
        finally:
            again.close()


def test_checking_and_rescuing_are_the_server_s_to_do(region: Office) -> None:
    home = region.desk.home
    region.desk.close()
    assert "pg_amcheck" in call("store", "check", home=home, code=1)
    assert "pg_restore" in call("store", "rescue", home=home, code=1)
    desk = open_desk(home, clock=calendar())
    assert desk.setting("role") == "region"
    desk.close()
