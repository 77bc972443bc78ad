"""A file read while the store writes the one before is judged by what that one told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.sync.identity import AGE_IDENTITY, SIGNING_KEY, poste_keys
from tests.conftest import Office
from tests.sync.bundles import enrol


@pytest.fixture
def postes(opened: Callable[[str], Office], tmp_path: Path) -> tuple[Desk, Desk, Desk]:
    """A poste, the Region, and another poste of the same Mission Locale that came later: the first knows nothing of it."""
    first, second, region = (opened(name).desk for name in ("civray", "civray", "region"))
    # set up from a copy of the first, keys included: it must take a name of its own
    poste_keys(first.vault)
    for name in (AGE_IDENTITY, SIGNING_KEY):
        second.vault.put(name, first.vault.get(name))
    enrolment.renew_identity(second)
    enrol(first, region, tmp_path)
    enrol(second, region, tmp_path)
    return first, second, region


def _told(one: Desk, other: Desk, folder: Path) -> tuple[Path, ...]:
    peer = next(each for each in bundles.recipients(one) if each.device == other.store.device)
    return tuple(each.path for each in bundles.write_bundles(one, peer, folder))


def test_whom_the_file_before_makes_known_is_heard(postes: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    first, second, region = postes
    create_dossier(second, NewPerson("Roussel", "Manon"))
    roster, work = _told(region, first, tmp_path / "roster"), _told(second, first, tmp_path / "work")
    (alone,) = bundles.import_bundles(first, work).result
    assert alone.refused
    found = bundles.import_bundles(first, (*roster, *work)).result
    assert [each.refused for each in found] == [()] * len(found)
    assert list_page(first, DossierQuery(text="roussel")).total == 1


def test_whom_the_file_before_revokes_is_not_heard(postes: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    first, second, region = postes
    bundles.import_bundles(first, _told(region, first, tmp_path / "roster"))
    create_dossier(second, NewPerson("Roussel", "Manon"))
    work = _told(second, first, tmp_path / "work")
    revoke_poste(region, second.store.device)
    found = bundles.import_bundles(first, (*_told(region, first, tmp_path / "revoked"), *work)).result
    assert found[-1].refused
    assert list_page(first, DossierQuery(text="roussel")).total == 0


def test_a_file_that_is_refused_stops_neither_those_before_nor_those_after(
    postes: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    first, _second, region = postes
    create_dossier(first, NewPerson("Roussel", "Manon"))
    good = _told(first, region, tmp_path / "out")
    (tmp_path / "bad").write_bytes(good[0].read_bytes()[:-100])
    missing = tmp_path / "missing"
    found = bundles.import_bundles(region, (tmp_path / "bad", missing, *good, tmp_path / "bad")).result
    assert [bool(each.refused) for each in found] == [True, True, *(False for _each in good), True]
    assert list_page(region, DossierQuery(text="roussel")).total == 1
