"""A poste held to have what it has not gets everything again: because it is sent, or because it asks; nobody enrols anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes.enrolment import renew_identity
from chance_desktop.casework.exchange.resending import NotAPeer, ask_all_again, send_all_again
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.store.engines.engine import writing
from chance_desktop.sync import log
from chance_desktop.sync.delivery import resending
from tests.casework.making import dossier_of
from tests.cli.calling import call, call_json
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol


def _send(sender: Desk, receiver: Desk, folder: Path) -> int:
    """Send all there is to say; how many changes the receiver took in."""
    folder.mkdir(exist_ok=True)
    peer = next(each for each in bundles.recipients(sender) if each.device == receiver.store.device)
    made = bundles.write_bundles(sender, peer, folder)
    found = bundles.import_bundles(receiver, tuple(each.path for each in made)).result
    assert not any(each.refused for each in found)
    return sum(each.applied for each in found)


@pytest.fixture
def starved(forge: Forge, tmp_path: Path) -> Forge:
    """An office that told the Region to have more of it than it has, before the Region wrote in its dossier."""
    dossier = dossier_of(forge.office)
    _send(forge.office, forge.region, tmp_path / "first")
    save_fields(forge.region, dossier, {"town": "Couhé"})
    with writing(forge.region.store.engine) as connection:
        written = log.last_number(connection, forge.region.store.device)
        log.note_peer_has(connection, forge.office.store.device, {forge.region.store.device: written})
    assert _send(forge.region, forge.office, tmp_path / "nothing") == 0
    return forge


def _town(desk: Desk) -> str:
    return list_page(desk, DossierQuery()).rows[0].town


def test_everything_is_sent_again(starved: Forge, tmp_path: Path) -> None:
    assert _town(starved.office) != "Couhé"
    assert send_all_again(starved.region, starved.office.store.device).branch == "Civray"
    assert _send(starved.region, starved.office, tmp_path / "again") > 0
    assert _town(starved.office) == "Couhé"
    _send(starved.office, starved.region, tmp_path / "receipt")
    assert _send(starved.region, starved.office, tmp_path / "end") == 0


@pytest.mark.parametrize("there", ["the Region", "a colleague"])
def test_an_office_sends_everything_again(
    forge: Forge, opened: Callable[[str], Office], tmp_path: Path, there: str
) -> None:
    office, other = forge.office, forge.region
    if there == "a colleague":
        other = opened("civray").desk
        renew_identity(other)  # a copy of the first one
        enrol(other, forge.region, tmp_path)
        _send(forge.region, office, tmp_path / "roster")
    dossier = dossier_of(office)
    with writing(office.store.engine) as connection:
        log.note_peer_has(
            connection, other.store.device, {office.store.device: log.last_number(connection, office.store.device)}
        )
    assert _send(office, other, tmp_path / "nothing") == 0
    send_all_again(office, other.store.device)
    assert _send(office, other, tmp_path / "again") > 0
    assert [row.id for row in list_page(other, DossierQuery()).rows] == [dossier]
    send_all_again(office, other.store.device)
    assert _send(office, other, tmp_path / "twice") == 0, "what is there already does not change"


def test_a_poste_asks_for_what_it_really_lacks(starved: Forge, tmp_path: Path) -> None:
    ask_all_again(starved.office, starved.region.store.device)
    _send(starved.office, starved.region, tmp_path / "ask")
    with starved.region.reading() as connection:
        has = log.peer_has(connection, starved.office.store.device).get(starved.region.store.device, 0)
        assert has < log.last_number(connection, starved.region.store.device)
    assert _send(starved.region, starved.office, tmp_path / "again") > 0
    assert _town(starved.office) == "Couhé"
    with starved.office.reading() as connection:
        assert not resending.is_asked(connection, starved.region.store.device), "asked once"


def test_a_poste_nobody_writes_to_is_refused(forge: Forge) -> None:
    with pytest.raises(NotAPeer, match="n’échange pas"):
        send_all_again(forge.region, "0" * 16)


def test_the_command_does_both(starved: Forge) -> None:
    device = starved.office.store.device
    assert "Tout sera renvoyé à Civray" in call("office", "resend", device, home=starved.region.home)
    told = call_json("office", "resend", "--ask", starved.region.store.device, home=starved.office.home)
    assert told == {"device": starved.region.store.device, "asked": True}
