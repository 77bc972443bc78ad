"""A change that another poste refuses is told to its author: which one, why, until it is put right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.access import THE_REGION
from chance_desktop.store.engines.engine import writing
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.delivery import refusals
from tests.casework.making import dossier_of
from tests.sync.bundles import Forge


def _exchange(sender: Desk, receiver: Desk, folder: Path) -> tuple[bundles.ImportedBundle, ...]:
    """Send all there is to say from one poste to another."""
    folder.mkdir(exist_ok=True)
    peer = next(each for each in bundles.recipients(sender) if each.device == receiver.store.device)
    made = bundles.write_bundles(sender, peer, folder)
    return bundles.import_bundles(receiver, tuple(each.path for each in made)).result


def _overreach(office: Desk, dossier: str) -> tuple[str, str]:
    """An office writes what only the Region may, past its own writer's rule; the row and its stamp."""
    with office.store.writer.transaction(office.author, THE_REGION) as tx:
        row = tx.create("decision", {
            "dossier_id": dossier, "outcome": "accepted", "decided_on": office.today().isoformat(), "by": office.author,
        })  # fmt: skip
    return row, tx.written[-1].stamp


def _told(desk: Desk) -> list[str]:
    return [each for each in exchange_page(desk).problems if "n’a pas gardé" in each]


def test_the_author_is_told_which_change_was_refused_and_why(forge: Forge, tmp_path: Path) -> None:
    office, region = forge.office, forge.region
    dossier = dossier_of(office)
    row, stamp = _overreach(office, dossier)
    (arrived,) = _exchange(office, region, tmp_path / "out")
    assert arrived.refused
    (answer,) = _exchange(region, office, tmp_path / "back")
    assert any("n’a pas gardé 1 modification de ce poste" in each for each in answer.told)
    (told,) = _told(office)
    assert told.startswith("La Région n’a pas gardé «\u00a0Décision – Manon Roussel\u00a0»")
    assert arrived.refused[0] in told
    assert not [each.told for each in _exchange(region, office, tmp_path / "again") if each.told], "announced once"
    assert len(_told(office)) == 1
    with office.store.writer.transaction(office.author, THE_REGION) as tx:
        tx.remove("decision", row, {"*": (stamp,)})
    assert _told(office) == []


def test_what_is_kept_after_all_is_told_no_more(forge: Forge, tmp_path: Path) -> None:
    office, region = forge.office, forge.region
    _overreach(office, dossier_of(office))
    _exchange(office, region, tmp_path / "out")
    _exchange(region, office, tmp_path / "back")
    assert len(_told(office)) == 1
    with writing(region.store.engine) as connection:
        connection.exec_driver_sql("DELETE FROM parked_change")  # as an update that knows better takes it up
    assert _exchange(region, office, tmp_path / "back")
    assert _told(office) == []


def test_a_peer_names_no_change_that_was_never_written_and_says_no_more_than_a_sentence(
    forge: Forge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office, region = forge.office, forge.region
    dossier_of(office)
    lies = tuple((seq, f"<b>motif</b>\u202e {'x' * 10_000}") for seq in (1, 10**9, 0))
    monkeypatch.setattr(refusals, "to_tell", lambda _connection, _device: lies)
    _exchange(region, office, tmp_path / "back")
    (told,) = _told(office)
    assert len(told) < payload.LONGEST_REASON + 200
    assert "\u202e" not in told


def test_refusals_cross_in_the_manifest() -> None:
    manifest = payload.Manifest("A" * 16, "b" * 16, "c" * 16, 1, "", {}, {}, "", refusals=((3, "motif"),))
    packed = payload.pack(manifest, (), {})
    assert payload.unpack(packed).manifest.refusals == ((3, "motif"),)
    assert payload.unpack(payload.pack(replace(manifest, refusals=()), (), {})).manifest.refusals == ()
