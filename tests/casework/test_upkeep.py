"""What follows an exchange: once a day, once after an update, and only what is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.dossiers.transfer import transfer
from chance_desktop.casework.exchange import after_exchange, mailbox_ledger
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.store.schema.tables import SYNCED, parked_change
from chance_desktop.sync.rights import validity
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.sync.bundles import Forge, enrol, rows_only


@pytest.fixture
def postes(opened: Callable[[str], Office], tmp_path: Path) -> tuple[Office, Office]:
    """Civray and the Region, enrolled, that share a mailbox."""
    office, region = opened("civray"), opened("region")
    enrol(office.desk, region.desk, tmp_path)
    (tmp_path / "mailbox").mkdir()
    for each in (office, region):
        set_mailbox(each.desk, str(tmp_path / "mailbox"))
    return office, region


def _settled(*postes: Office) -> None:
    for _round in range(3):
        for each in postes:
            assert exchange_now(each.desk).interrupted is None


def test_old_values_are_dropped_once_a_day(postes: tuple[Office, Office]) -> None:
    office, region = postes
    dossier = dossier_of(office.desk)
    for town in ("Gençay", "Couhé"):
        save_fields(office.desk, dossier, {"town": town})
    _settled(office, region)
    assert after_exchange.after_exchange(office.desk).dropped == 0, "done today already"
    office.calendar.turn(1)
    shown = rows_only(office.desk)
    first, again = after_exchange.after_exchange(office.desk), after_exchange.after_exchange(office.desk)
    assert (first.dropped > 0, again.dropped) == (True, 0)
    assert rows_only(office.desk) == shown


def test_a_dossier_that_left_is_dropped_once_the_region_has_it_all(
    postes: tuple[Office, Office], opened: Callable[[str], Office], tmp_path: Path
) -> None:
    office, region = postes
    niort = opened("niort")
    enrol(niort.desk, region.desk, tmp_path)
    set_mailbox(niort.desk, str(tmp_path / "mailbox"))
    dossier = dossier_of(office.desk)
    _settled(office, region)
    transfer(region.desk, dossier, niort.desk.structure_code)
    _settled(region, office, niort)
    assert list_page(niort.desk, DossierQuery()).total == 1
    assert list_page(office.desk, DossierQuery()).total == 0
    assert dossier not in rows_only(office.desk)


def test_what_was_set_aside_is_taken_up_once_by_a_version_that_knows_it(
    postes: tuple[Office, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, region = postes
    forge = Forge(office.desk, region.desk)
    dossier = dossier_of(office.desk)
    after_exchange.after_exchange(region.desk)
    with monkeypatch.context() as older:
        older.setattr(validity, "is_known", lambda change: change.table != "journal")
        _settled(office, region)
    with forge.region.reading() as connection:
        waiting = len(connection.execute(parked_change.select()).all())
    assert waiting
    assert after_exchange.after_exchange(region.desk).taken_up == 0, "the same version"
    monkeypatch.setattr(mailbox_ledger, "SYNCED", {name: table for name, table in SYNCED.items() if name != "journal"})
    assert after_exchange.after_exchange(region.desk).taken_up == waiting
    assert after_exchange.after_exchange(region.desk).taken_up == 0
    assert dossier in rows_only(region.desk)
