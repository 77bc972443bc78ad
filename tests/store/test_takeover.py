"""The desk that exchanges is lost midway: another takes its place, every office goes on both ways, and nothing is there twice."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import ImportedBundle, recipients
from chance_desktop.casework.exchange.mailboxes.mailbox import mailbox, set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.keys import ExchangeElsewhere
from chance_desktop.casework.exchange.postes.new_root import OtherWords, pin_new_root
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.exchange.standing.status import Standing
from chance_desktop.casework.installation import exchange_takeover, shared_store
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.recovery_paper import adopt_sheet, new_sheet
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.recovery_words import identity_of, new_words
from chance_desktop.runtime.vault import secrets_of
from chance_desktop.store.failures import DeskRevoked
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.sync.delivery.receipts import names_looked_for
from chance_desktop.sync.identity import key_id, poste_keys
from tests.casework.making import dossier_of, paper, piece_of
from tests.cli.calling import call, call_json
from tests.conftest import SHARED, Office, calendar
from tests.store.desks import joined
from tests.store.test_scan_keys import everything
from tests.sync.bundles import enrol


@pytest.fixture
def region_store() -> str:
    """Here the Region always works on a shared store."""
    return SHARED


@dataclass
class Desks:
    """Two desks of the Region, the first of which exchanges, and offices of two Missions Locales."""

    first: Desk
    second: Desk
    civray: Desk
    niort: Desk
    folder: Path
    turns: int = 0

    def made(self, one: Desk, other: Desk) -> tuple[Path, ...]:
        """Files from one for another."""
        self.turns += 1
        peer = next(each for each in recipients(one) if each.device == other.store.device)
        return tuple(each.path for each in bundles.write_bundles(one, peer, self.folder / f"{self.turns}"))

    def tell(self, one: Desk, other: Desk) -> int:
        """One hands its files to another, which refuses none: how many changes were new."""
        return sum(each.applied for each in self.taken(other, self.made(one, other)))

    def taken(self, desk: Desk, files: tuple[Path, ...]) -> tuple[ImportedBundle, ...]:
        """Files taken in."""
        found = bundles.import_bundles(desk, files).result
        assert not [each.refused for each in found if each.refused]
        return found

    def town(self, desk: Desk, dossier: str) -> object:
        return situation(desk, dossier).values["town"]


@pytest.fixture
def desks(opened: Callable[[str], Office], tmp_path: Path) -> Iterator[Desks]:
    first, civray, niort = (opened(name).desk for name in ("region", "civray", "niort"))
    for office in (civray, niort):
        enrol(office, first, tmp_path)
    with joined(first, tmp_path / "second") as second:
        yield Desks(first, second, civray, niort, tmp_path)


def _hand_over(desks: Desks) -> None:
    words = " ".join(exchange_takeover.hand_over_exchange(desks.first))
    exchange_takeover.keep_exchange_keys(desks.second, identity_of(words))


def _lines(desk: Desk, dossier: str) -> list[str]:
    """The journal of a dossier, row by row."""
    journal = SYNCED["journal"]
    with desk.reading() as connection:
        query = select(journal.c.id).where(journal.c.dossier_id == dossier).order_by(journal.c.id)
        return list(connection.execute(query).scalars())


def _documents(desk: Desk, dossier: str) -> int:
    return len(piece_of(desk, dossier, "identity").scans)


def test_every_office_goes_on_both_ways_and_nothing_is_there_twice(desks: Desks, tmp_path: Path) -> None:
    first, second, civray, niort = desks.first, desks.second, desks.civray, desks.niort
    _hand_over(desks)
    here, there = dossier_of(civray), dossier_of(niort, NewPerson("Baudry", "Théo"))
    scans.attach(civray, here, "identity", (paper(tmp_path),))
    for office in (civray, niort):
        desks.tell(office, first)
        desks.tell(first, office)
    # midway: one office was read and has no receipt, a bundle to the other was made and is lost, one to the Region is on its way
    save_fields(first, here, {"town": "Couhé"})
    save_fields(second, there, {"town": "Melle"})
    lost = desks.made(first, niort)
    late = desks.made(first, civray)
    save_fields(niort, there, {"phone": "06 39 98 77 88"})
    on_its_way = desks.made(niort, first)
    save_fields(civray, here, {"phone": "06 39 98 77 99"})
    desks.tell(civray, first)
    assert lost
    first.close()

    assert exchange_takeover.take_over_exchange(second) == "Poitiers"
    page = exchange_page(second)
    assert (page.exchanges, page.replaces, page.state.waiting > 0) == (True, False, True), "what was lost waits again"
    assert {each.device for each in page.postes if each.role == "region"} == {first.store.device, second.store.device}
    desks.taken(second, on_its_way)
    for office in (civray, niort):
        assert desks.tell(second, office) > 0
    assert (desks.town(civray, here), desks.town(niort, there)) == ("Couhé", "Melle")
    assert bundles.import_bundles(civray, late).result[0].refused, (
        "the keys of the desk that is lost are worth nothing any more"
    )
    save_fields(civray, here, {"town": "Gençay"})
    save_fields(niort, there, {"town": "Celles"})
    for office in (civray, niort):
        desks.tell(office, second)
        desks.tell(second, office)
    assert (desks.town(second, here), desks.town(second, there)) == ("Gençay", "Celles")
    for office in (civray, niort):
        assert (desks.tell(office, second), desks.tell(second, office)) == (0, 0), "all is said"
        assert exchange_page(office).state.waiting == 0
        assert not exchange_page(office).problems
    assert exchange_page(second).state.waiting == 0
    for dossier, office in ((here, civray), (there, niort)):
        assert _lines(office, dossier) == _lines(second, dossier)
    assert _documents(second, here) == _documents(civray, here) == 1
    scan = piece_of(second, here, "identity").scans[0].id
    assert scans.scan_pdf(second, scan) == scans.scan_pdf(civray, scan)


def test_the_first_desk_alive_again_is_refused_in_words_and_works_on_as_another(desks: Desks) -> None:
    first, second, civray = desks.first, desks.second, desks.civray
    dossier = dossier_of(civray)
    desks.tell(civray, first)
    _hand_over(desks)
    at_first = key_id(poste_keys(first.vault).signing_public)
    first.close()
    exchange_takeover.take_over_exchange(second)
    again = open_desk(first.home, clock=calendar())
    try:
        sign_in(again, list_counsellors(again)[0].id)
        peer = recipients(again)[0]
        for refused in (
            lambda: bundles.write_bundles(again, peer, desks.folder / "no"),
            lambda: exchange_takeover.hand_over_exchange(again),
            lambda: enrolment.rotate_root_key(again),
        ):
            with pytest.raises(ExchangeElsewhere, match="bureau 2\u00a0» le fait") as told:
                refused()
            assert "exchange-take" in told.value.next_step
        page = exchange_page(again)
        assert (page.state.standing, page.exchanges) == (Standing.ELSEWHERE, False)
        save_fields(again, dossier, {"town": "Couhé"})
        assert exchange_page(second).state.waiting > 0, "what it writes leaves with the other's"
        desks.tell(second, civray)
        assert desks.town(civray, dossier) == "Couhé"
        assert exchange_page(second).state.waiting == 0
        # it may take its place again once it is handed the keys of today
        desks.tell(civray, second)
        words = " ".join(exchange_takeover.hand_over_exchange(second))
        exchange_takeover.keep_exchange_keys(again, identity_of(words))
        exchange_takeover.take_over_exchange(again)
        save_fields(civray, dossier, {"town": "Gençay"})
        on_its_way = desks.made(civray, second)
        desks.taken(again, on_its_way)
        desks.tell(again, civray)
        assert desks.town(again, dossier) == "Gençay"
        assert (desks.tell(civray, again), desks.tell(again, civray)) == (0, 0)
        # an office that was away all the while looks where the first one wrote at first; the other one has heard
        with again.reading() as connection:
            away, there = (
                [each.key_id for each in names_looked_for(connection, office.store.device, again.store.device)]
                for office in (desks.niort, civray)
            )
        assert (away[-1], there) == (at_first, [])
        desks.tell(again, desks.niort)
        desks.tell(desks.niort, again)
        with again.reading() as connection:
            assert names_looked_for(connection, desks.niort.store.device, again.store.device) == ()
    finally:
        again.close()


def test_who_keeps_the_server_has_nothing_of_it(desks: Desks) -> None:
    first, second = desks.first, desks.second
    words = " ".join(exchange_takeover.hand_over_exchange(first))
    seen = everything(first.identity.database)
    for secret in filter(None, secrets_of(first.vault).values()):
        assert secret not in seen
        assert base64.b64encode(secret.encode()).decode() not in seen
    assert words not in seen
    with pytest.raises(exchange_takeover.ExchangeKeysMissing):
        _opened_scans(desks)
    with pytest.raises(exchange_takeover.ExchangeParcelMissing):
        exchange_takeover.keep_exchange_keys(second, identity_of(" ".join(new_words())))
    exchange_takeover.keep_exchange_keys(second, identity_of(words))
    with pytest.raises(exchange_takeover.ExchangeParcelMissing):
        exchange_takeover.keep_exchange_keys(second, identity_of(words))
    assert not second.store.attachments.closed
    with pytest.raises(exchange_takeover.ExchangesAlready):
        exchange_takeover.take_over_exchange(first)
    # keys that were changed since are of no use
    enrolment.rotate_root_key(first)
    with pytest.raises(exchange_takeover.ExchangeKeysMissing):
        exchange_takeover.take_over_exchange(second)


def _opened_scans(desks: Desks) -> None:
    """A desk that reads the scans and was handed no more tries to take over."""
    shared_store.open_scans(desks.second, identity_of(" ".join(shared_store.hand_over_scans(desks.first))))
    exchange_takeover.take_over_exchange(desks.second)


@pytest.mark.parametrize("way", ["passphrase", "sheet", "folder"])
def test_the_keys_are_found_in_what_is_left_of_the_first_desk(
    desks: Desks, way: str, tmp_path: Path, cheap_sealing: None
) -> None:
    first, second, civray = desks.first, desks.second, desks.civray
    sheet = new_sheet(first)
    words = new_words()
    adopt_sheet(first, replace(sheet, recipient=identity_of(" ".join(words)).recipient))
    made = create_backup(first, tmp_path / "sauvegarde.chance", "quatre mots sans lien").file
    secret, option = ("quatre mots sans lien", "--passphrase-file") if way == "passphrase" else (
        "\n".join(words), "--words-file",
    )  # fmt: skip
    (tmp_path / "secret.txt").write_text(secret, "utf-8")
    (tmp_path / "autre.txt").write_text("\n".join(new_words()), "utf-8")
    source = first.home if way == "folder" else made
    for desk in (first, second):
        desk.close()
    take = ("region", "exchange-take", "--from", source)
    assert "n’ouvrent pas" in call(*take, "--words-file", tmp_path / "autre.txt", home=second.home, code=1)
    assert "clé des échanges" in call("region", "exchange-take", home=second.home, code=1)
    told = call(*take, option, tmp_path / "secret.txt", home=second.home)
    assert "à la place de «\u00a0Poitiers\u00a0»" in told
    again = open_desk(second.home, clock=calendar())
    try:
        sign_in(again, list_counsellors(again)[0].id)
        dossier = dossier_of(civray)
        desks.taken(again, desks.made(civray, first))
        desks.tell(again, civray)
        desks.tell(civray, again)
        assert desks.town(again, dossier) == desks.town(civray, dossier)
    finally:
        again.close()


def test_the_commands_hand_it_over_and_the_mailbox_is_followed(desks: Desks, tmp_path: Path) -> None:
    first, second, civray, niort = desks.first, desks.second, desks.civray, desks.niort
    box = tmp_path / "box"
    box.mkdir()
    for desk in (first, civray, niort):
        set_mailbox(desk, str(box))
    dossier = dossier_of(civray)
    for desk in (civray, first, civray):
        exchange_now(desk)
    for desk in (first, second):
        desk.close()
    former = key_id(poste_keys(first.vault).signing_public)
    words = call_json("region", "exchange-words", home=first.home)["words"]
    (tmp_path / "mots.txt").write_text("\n".join(words), "utf-8")
    assert "le fait, pour tous" in call("region", "exchange-words", home=second.home, code=1)
    assert "déjà" in call("region", "exchange-open", "--words-file", tmp_path / "mots.txt", home=first.home, code=1)
    call("region", "exchange-open", "--words-file", tmp_path / "mots.txt", home=second.home)
    assert call_json("region", "exchange-take", home=second.home) == {"former": "Poitiers"}
    again = open_desk(second.home, clock=calendar())
    try:
        sign_in(again, list_counsellors(again)[0].id)
        assert mailbox(again) is not None
        save_fields(again, dossier, {"town": "Couhé"})
        save_fields(civray, dossier, {"phone": "06 39 98 77 99"})
        for desk in (civray, again, civray, niort, again, civray):
            assert not exchange_now(desk).refused
        assert desks.town(civray, dossier) == "Couhé"
        assert situation(again, dossier).values["phone"] == situation(civray, dossier).values["phone"]
        assert [exchange_page(desk).state.waiting for desk in (civray, niort, again)] == [0, 0, 0]
        assert exchange_now(civray).applied == exchange_now(again).applied == 0
        for desk in (niort, again):
            exchange_now(desk)
        left = [path for path in box.rglob("*.chance") if path.parent.name == former]
        assert left == [], "nothing is left in the folder of the first desk"
    finally:
        again.close()


def test_a_stolen_desk_is_shut_out_for_good(desks: Desks) -> None:
    first, second, civray = desks.first, desks.second, desks.civray
    dossier = dossier_of(civray)
    desks.tell(civray, first)
    _hand_over(desks)
    save_fields(first, dossier, {"town": "Couhé"})
    forged = desks.made(first, civray)
    first.close()
    exchange_takeover.take_over_exchange(second)
    revoke_poste(second, first.store.device)
    enrolment.rotate_root_key(second)
    with pytest.raises(DeskRevoked):
        open_desk(first.home)
    with pytest.raises(ExpectedError, match="lui-même"):
        revoke_poste(second, second.store.device)
    desks.tell(second, civray)
    assert desks.town(civray, dossier) == "Couhé", "what it wrote before stays"
    assert bundles.import_bundles(civray, forged).result[0].refused


def test_with_every_key_lost_each_office_pins_another_root_after_the_telephone(desks: Desks, tmp_path: Path) -> None:
    first, second, civray = desks.first, desks.second, desks.civray
    dossier = dossier_of(civray)
    desks.tell(civray, first)
    shared_store.open_scans(second, identity_of(" ".join(shared_store.hand_over_scans(first))))
    home = second.home
    for desk in (first, second):
        desk.close()
    assert "exchange-take --new-root" in call("region", "exchange-take", home=home, code=1)
    assert call_json("region", "exchange-take", "--new-root", home=home) == {"former": "Poitiers", "new_root": True}
    again = open_desk(home, clock=calendar())
    try:
        sign_in(again, list_counsellors(again)[0].id)
        save_fields(again, dossier, {"town": "Couhé"})
        asked, welcome = tmp_path / "again.json", tmp_path / "again-welcome.json"
        assert bundles.import_bundles(civray, desks.made(again, civray)).result[0].refused, "nobody follows it unasked"
        enrolment.request(civray, asked)
        words = enrolment.accept(again, asked, welcome)
        heard = enrolment.read_request(civray, welcome).fingerprint
        assert words.fingerprint != heard
        with pytest.raises(OtherWords):
            pin_new_root(civray, welcome, words.fingerprint)
        pin_new_root(civray, welcome, heard)
        desks.tell(again, civray)
        desks.tell(civray, again)
        assert desks.town(civray, dossier) == "Couhé"
        assert (desks.tell(civray, again), desks.tell(again, civray)) == (0, 0)
    finally:
        again.close()
