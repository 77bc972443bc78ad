"""A request for enrolment takes the place of nobody: its name comes from its key, and what it would replace is told first."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import minisign
import pyrage
import pytest

from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.enrolment import own_card
from chance_desktop.casework.session.desk import Desk
from chance_desktop.store import settings
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import (
    PosteKeys,
    device_of_key,
    key_id,
    new_keys,
    poste_keys,
    public_text,
    secret_text,
)
from chance_desktop.sync.peers.trust import PosteCard, endorse, known_postes, write_card
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol


def _keys() -> PosteKeys:
    return PosteKeys(pyrage.x25519.Identity.generate(), minisign.KeyPair.generate().secret_key)


def _card(desk: Desk, keys: PosteKeys, device: str = "", **changed: str) -> PosteCard:
    """A request as the format has it, with keys of one's own."""
    name = device or device_of_key(keys.signing_public)
    card = replace(own_card(desk, "request"), device=name, age_recipient=keys.age_recipient)
    return replace(card, signing_key=keys.signing_public, **changed)  # type: ignore[arg-type]


def _asked(folder: Path, card: PosteCard, keys: PosteKeys) -> Path:
    path = folder / "asked.json"
    path.write_bytes(write_card(card, keys))
    return path


def _refused(region: Desk, path: Path, words: str) -> None:
    with region.reading() as connection:
        before = known_postes(connection)
    for act in (enrolment.read_request, enrolment.accept):
        with pytest.raises(BundleRefused, match=words):
            act(region, path)
    with region.reading() as connection:
        assert known_postes(connection) == before


def test_the_name_of_a_poste_comes_from_its_key(opened: Callable[[str], Office]) -> None:
    for name in ("civray", "niort", "region"):
        desk = opened(name).desk
        assert desk.store.device == device_of_key(poste_keys(desk.vault).signing_public)
        enrolment.renew_identity(desk)
        assert desk.store.device == device_of_key(poste_keys(desk.vault).signing_public)


def test_the_id_written_in_a_key_does_not_count() -> None:
    """Whoever makes a key chooses the id minisign prints."""
    keys = _keys()
    chosen = bytearray(_raw(keys.signing_public))
    chosen[2:10] = bytes(8)
    assert device_of_key(_text(bytes(chosen))) == device_of_key(keys.signing_public)
    assert key_id(_text(bytes(chosen))) != key_id(keys.signing_public)


@pytest.mark.parametrize("whose", ["region", "office"])
def test_nobody_asks_under_the_name_of_another_poste(forge: Forge, tmp_path: Path, whose: str) -> None:
    keys = _keys()
    taken = (forge.region if whose == "region" else forge.office).store.device
    _refused(forge.region, _asked(tmp_path, _card(forge.office, keys, taken), keys), "nom d’un autre poste")
    endorsed = _card(forge.office, keys, taken, endorsement=endorse(_keys(), keys))
    _refused(forge.region, _asked(tmp_path, endorsed, keys), "nom d’un autre poste")


def test_a_poste_that_signed_its_new_keys_keeps_its_name(forge: Forge, tmp_path: Path) -> None:
    keys = _keys()
    card = _card(forge.office, keys, forge.office.store.device, endorsement=endorse(forge.keys, keys))
    path = _asked(tmp_path, card, keys)
    assert "déjà relié" in enrolment.read_request(forge.region, path).replaced
    enrolment.accept(forge.region, path)
    with forge.region.reading() as connection:
        known = {each.device: each.signing_key for each in known_postes(connection)}
    assert known[forge.office.store.device] == keys.signing_public


def test_a_name_at_random_is_of_a_former_version(forge: Forge, tmp_path: Path) -> None:
    keys = _keys()
    _refused(forge.region, _asked(tmp_path, _card(forge.office, keys, "00000000deadbeef"), keys), "plus ancienne")


def test_nobody_replaces_the_region(forge: Forge, tmp_path: Path) -> None:
    keys = _keys()
    card = _card(forge.office, keys, replaces=forge.region.store.device)
    _refused(forge.region, _asked(tmp_path, card, keys), "nom d’un autre poste")


def test_a_key_under_the_id_of_another_is_refused(forge: Forge, tmp_path: Path) -> None:
    """Bundles say by whom they are with that id: two postes of one id could cut each other off."""
    keys = _keys()
    taken = _raw(forge.keys.signing_public)[2:10]
    secret = bytearray(_raw(secret_text(keys.signing)))
    place = bytes(secret).find(_raw(keys.signing_public)[2:10])
    secret[place : place + 8] = taken
    unsealed = minisign.SecretKey.from_base64(_text(bytes(secret)))
    forged = PosteKeys(keys.age, unsealed)
    if key_id(forged.signing_public) != key_id(forge.keys.signing_public):
        pytest.skip("the library keeps the id elsewhere")
    _refused(forge.region, _asked(tmp_path, _card(forge.office, forged), forged), "nom d’un autre poste")


def test_what_is_asked_and_replaced_is_shown_before(
    forge: Forge, opened: Callable[[str], Office], tmp_path: Path
) -> None:
    enrolment.request(forge.office, tmp_path / "again.json")
    again = enrolment.read_request(forge.region, tmp_path / "again.json")
    assert (again.branch, again.structure_code, again.warning) == ("Civray", "86400S00", "")
    assert again.mission_locale
    keys = _keys()
    replacing = _card(forge.office, keys, replaces=forge.office.store.device, endorsement="")
    told = enrolment.read_request(forge.region, _asked(tmp_path, replacing, keys))
    assert told.replaced == "Ce poste remplace celui de Civray."
    assert "n’a pas signé" in told.warning
    moved = replace(own_card(forge.office, "request"), structure_code="79000S00")
    told = enrolment.read_request(forge.region, _asked(tmp_path, moved, forge.keys))
    assert "autre Mission Locale" in told.warning
    fresh = opened("niort").desk
    enrolment.request(fresh, tmp_path / "niort.json")
    told = enrolment.read_request(forge.region, tmp_path / "niort.json")
    assert (told.branch, told.replaced, told.warning) == ("Niort", "", "")


def test_a_poste_enrolled_before_names_came_from_keys_keeps_its_own(
    forge: Forge, opened: Callable[[str], Office], tmp_path: Path
) -> None:
    niort = opened("niort").desk
    niort.put_setting("device", "00000000deadbeef")
    niort.become("00000000deadbeef")
    niort.put_setting("region-device", "")
    with niort.reading() as connection:
        assert settings.get(connection, "device") == "00000000deadbeef"
    keys = poste_keys(niort.vault)
    card = own_card(niort, "request")
    with forge.region.store.engine.begin() as connection:
        from chance_desktop.sync.peers.trust import remember

        remember(connection, card)  # as the former version accepted it
    enrolment.accept(forge.region, _asked(tmp_path, card, keys), tmp_path / "welcome.json")
    with forge.region.reading() as connection:
        assert "00000000deadbeef" in {each.device for each in known_postes(connection)}
    roster = json.loads((tmp_path / "welcome.json").read_text())["card"]
    niort.put_setting("roster", json.loads(roster)["roster"])
    niort.put_setting("region-device", forge.region.store.device)
    with forge.region.store.engine.begin() as connection:
        from sqlalchemy import delete

        from chance_desktop.store.schema.tables import known_device

        connection.execute(delete(known_device).where(known_device.c.device == "00000000deadbeef"))
    enrolment.request(niort, tmp_path / "again.json")
    told = enrolment.accept(forge.region, tmp_path / "again.json")
    assert told.branch == "Niort"
    stranger = _keys()
    stolen = _card(niort, stranger, "00000000deadbeef", roster=niort.setting("roster"))
    with forge.region.store.engine.begin() as connection:
        connection.execute(delete(known_device).where(known_device.c.device == "00000000deadbeef"))
    _refused(forge.region, _asked(tmp_path, stolen, stranger), "nom d’un autre poste")


def test_a_poste_nobody_knows_yet_takes_the_name_of_its_key(opened: Callable[[str], Office], tmp_path: Path) -> None:
    """Made by the former version, not enrolled: its work goes with it."""
    office, region = opened("civray").desk, opened("region").desk
    new_keys(office.vault)  # its keys came after its name, and do not make it
    dossier_of(office)
    enrol(office, region, tmp_path)
    assert office.store.device == device_of_key(poste_keys(office.vault).signing_public)
    from chance_desktop.casework.dossiers.list import DossierQuery, list_page
    from chance_desktop.casework.exchange import bundles

    found = bundles.import_bundles(region, bundles.export_bundle(office, tmp_path / "out").files).result
    assert found[0].applied
    assert [row.first_name for row in list_page(region, DossierQuery()).rows] == ["Manon"]


def test_a_welcome_signed_by_another_root_is_refused_whatever_roster_it_shows(forge: Forge, tmp_path: Path) -> None:
    """With the roster the office knows already, nothing of it would be verified again."""
    enrolment.request(forge.office, tmp_path / "again.json")
    from chance_desktop.sync.peers.trust import digest_of

    keys, root = _keys(), minisign.KeyPair.generate().secret_key
    card = replace(
        own_card(forge.region, "welcome", digest_of((tmp_path / "again.json").read_bytes())),
        root=public_text(root.get_public_key()), roster=forge.office.setting("roster"),
        age_recipient=keys.age_recipient, signing_key=keys.signing_public,
    )  # fmt: skip
    (tmp_path / "welcome.json").write_bytes(write_card(card, keys, root))
    with pytest.raises(BundleRefused):
        enrolment.accept(forge.office, tmp_path / "welcome.json")
    with forge.office.reading() as connection:
        known = next(each for each in known_postes(connection) if each.role == "region")
    assert known.signing_key == poste_keys(forge.region.vault).signing_public


def _raw(text: str) -> bytes:
    import base64

    return base64.b64decode(text)


def _text(raw: bytes) -> str:
    import base64

    return base64.b64encode(raw).decode()
