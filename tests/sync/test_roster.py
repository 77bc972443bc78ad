"""The roster: followed forward only, signed by the root that was pinned; and rows that are parts of one another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.erasure import erase_dossier
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.store.engines.engine import writing
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import root_key
from chance_desktop.sync.peers.roster import (
    ROOT,
    apply_roster,
    current_epoch,
    handed_back,
    publish,
    read_roster,
    revoked_numbers,
    roster_document,
)
from chance_desktop.sync.peers.trust import KnownPoste
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.sync.bundles import Forge, dump


def _document(forge: Forge) -> str:
    with forge.region.reading() as connection:
        return roster_document(connection)


def _own(forge: Forge) -> KnownPoste:
    return read_roster(_document(forge), forge.region.setting(ROOT)).postes[0]


def test_a_roster_that_comes_back_changes_nothing(forge: Forge) -> None:
    former = _document(forge)
    other = "f" * 16
    with writing(forge.region.store.engine) as connection:
        publish(connection, root_key(forge.region.vault), replace(_own(forge), branch="Poitiers, deuxième étage"))
    newer = _document(forge)
    with writing(forge.office.store.engine) as connection:
        assert apply_roster(connection, newer, other) == set()
        reached = current_epoch(connection)
    before = dump(forge.office)
    with writing(forge.office.store.engine) as connection:
        assert apply_roster(connection, former, other) == set()
        assert current_epoch(connection) == reached
    assert dump(forge.office) == before


def test_a_revocation_is_never_taken_back(forge: Forge, tmp_path: Path) -> None:
    device = forge.office.store.device
    revoke_poste(forge.region, device)
    with writing(forge.region.store.engine) as connection:
        assert device in revoked_numbers(connection)
    roster = json.loads(json.loads(_document(forge))["roster"])
    root = root_key(forge.region.vault)
    for after in (None, 10**6):
        for each in roster["postes"]:
            if each["device"] == device:
                each["revoked_after"] = after
        body = json.dumps({**roster, "epoch": roster["epoch"] + 1})
        forged = json.dumps({"roster": body, "signature": bytes(root.sign(body.encode())).decode()})
        with writing(forge.region.store.engine) as connection:
            before, former = revoked_numbers(connection), roster_document(connection)
            assert apply_roster(connection, forged, forge.region.store.device) == set()
            assert revoked_numbers(connection) == before
            assert handed_back(connection) == former, "what shows that it was forgotten is handed back"
            connection.rollback()


@pytest.mark.parametrize(
    "wrong", ["", "{}", "[1]", '{"roster": "{}", "signature": "x"}', '{"roster": 3}', "[" * 100_000, "x" * 3_000_000]
)
def test_a_roster_that_is_none_is_refused_in_words(forge: Forge, wrong: str) -> None:
    with pytest.raises(BundleRefused):
        read_roster(wrong, forge.region.setting(ROOT))


def test_a_signed_roster_whose_parts_are_wrong_is_refused(forge: Forge) -> None:
    root, pinned = root_key(forge.region.vault), forge.region.setting(ROOT)
    good = json.loads(json.loads(_document(forge))["roster"])
    for wrong in ({"epoch": "many"}, {"postes": [{}]}, {"postes": 5}, {"chain": [{"root": 1}]}, {"root": "other"}):
        body = json.dumps({**good, **wrong})
        document = json.dumps({"roster": body, "signature": bytes(root.sign(body.encode())).decode()})
        with pytest.raises(BundleRefused):
            read_roster(document, pinned)


def test_rows_that_are_parts_of_one_another_end(forge: Forge, tmp_path: Path) -> None:
    row = dossier_of(forge.office)
    bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files)
    one, two = "00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"
    cycle = [
        forge.change(901, "learning", one, dossier_id=row, area="clubs", title="a"),
        forge.change(902, "learning_sentence", two, dossier_id=row, learning_id=two, text_fr="x"),
        forge.change(903, "answer", one, dossier_id=row, subject_id=one, form="f", version="1", question="q"),
        forge.change(904, "learning", two, dossier_id=row, area="clubs", deleted_at="2026-03-01T00:00:00"),
    ]
    found = forge.give(forge.bundle(cycle), tmp_path)
    assert found.applied == len(cycle)
    erase_dossier(forge.region, row)
    assert one not in "\n".join(
        line for line in dump(forge.region).splitlines() if line.startswith(("learning", "answer"))
    )
