"""One file's failure is that file's alone: kept, told to the one here and to its author, read again after an update."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.dossiers import summaries
from chance_desktop.casework.exchange import bundles, mailbox_ledger
from chance_desktop.casework.exchange.after_exchange import after_exchange
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.exchange.set_aside import files_set_aside
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import Change
from chance_desktop.runtime.files import StoreFull
from chance_desktop.store.schema.tables import parked_change
from chance_desktop.sync import laying_down, log
from chance_desktop.sync.bundle import payload
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.sync.bundles import Forge, dump, enrol

UNFORESEEN = (ZeroDivisionError("x"), MemoryError(), RecursionError(), KeyError("x"))


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """From now on, laying down a row named « poison » fails."""

    def poison(error: Exception) -> None:
        lay = laying_down.lay_new_rows

        def fail(connection: object, groups: list[Alike]) -> object:
            if any("poison" in some.rows for some in groups):
                raise error
            return lay(connection, groups)  # type: ignore[arg-type]

        monkeypatch.setattr(laying_down, "lay_new_rows", fail)

    return poison


def _tx(change: Change, tx: str) -> Change:
    from msgspec.structs import replace

    return replace(change, tx=tx)


def _bundle(forge: Forge) -> bytes:
    return forge.bundle([
        _tx(forge.sponsor(1, "p1", surname="Roussel"), "a"),
        _tx(forge.sponsor(2, "poison", surname="Martin"), "b"),
        _tx(forge.sponsor(3, "p4", surname="Petit"), "b"),
        _tx(forge.sponsor(4, "p3", surname="Durand"), "c"),
    ], covers={forge.office.store.device: (1, 4)})  # fmt: skip


def _update(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox_ledger, "_RULES", mailbox_ledger._RULES + 1)


@pytest.mark.parametrize("error", UNFORESEEN, ids=repr)
def test_a_transaction_that_fails_is_set_aside_alone(
    forge: Forge, tmp_path: Path, poisoned: Callable[[Exception], None], error: Exception,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    after_exchange(forge.region)
    with monkeypatch.context():
        poisoned(error)
        found = forge.give(_bundle(forge), tmp_path)
    assert found.applied == 2
    assert "sera reprise après une mise à jour" in found.refused[0]
    rows = dump(forge.region)
    assert ("'p1'" in rows, "'p3'" in rows) == (True, True)
    with forge.region.reading() as connection:
        kept = connection.execute(select(parked_change.c.seq, parked_change.c.reason)).all()
        assert sorted(map(tuple, kept)) == [(2, log.FAILED), (3, log.FAILED)]
        assert log.seen(connection)[forge.office.store.device] == 4
    assert any("2 changements n’ont pas pu être enregistrés" in each for each in exchange_page(forge.region).problems)


def test_it_is_taken_up_after_an_update(
    forge: Forge, tmp_path: Path, poisoned: Callable[[Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    after_exchange(forge.region)
    with pytest.MonkeyPatch.context() as older:
        older.setattr(laying_down, "lay_new_rows", _failing(laying_down.lay_new_rows))
        forge.give(_bundle(forge), tmp_path)
        _update(monkeypatch)
        assert after_exchange(forge.region).taken_up == 0, "the update did not mend it"
    assert after_exchange(forge.region).taken_up == 0, "the same version"
    _update(monkeypatch)
    assert after_exchange(forge.region).taken_up == 2
    assert "'poison'" in dump(forge.region)
    with forge.region.reading() as connection:
        assert connection.execute(select(parked_change)).all() == []


def _failing(lay: Callable[..., object]) -> Callable[..., object]:
    def fail(connection: object, groups: list[Alike]) -> object:
        if any("poison" in some.rows for some in groups):
            raise ZeroDivisionError
        return lay(connection, groups)

    return fail


def test_rows_that_no_list_can_show_are_set_aside_too(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after the rows are laid down would fail at each opening."""
    good, bad = dossier_of(forge.office), create_dossier(forge.office, NewPerson("Martin", "Luc")).result
    files = bundles.export_bundle(forge.office, tmp_path / "out").files
    refresh = summaries.refresh

    def fail(desk: object, connection: object, dossiers: set[str], *rest: object) -> None:
        if bad in dossiers:
            raise OverflowError
        refresh(desk, connection, dossiers, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(summaries, "refresh", fail)
    found = bundles.import_bundles(forge.region, files).result[0]
    assert found.applied
    assert found.refused
    rows = dump(forge.region)
    assert f"dossier ('{good}'" in rows
    assert f"dossier ('{bad}'" not in rows


@pytest.mark.parametrize("error", UNFORESEEN, ids=repr)
def test_a_file_that_cannot_be_read_is_kept_and_the_others_go_on(
    forge: Forge, opened: Callable[[str], Office], tmp_path: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    niort = opened("niort").desk
    enrol(niort, forge.region, tmp_path)
    box = tmp_path / "box"
    box.mkdir()
    for desk in (forge.office, niort, forge.region):
        set_mailbox(desk, str(box))
    here, there = dossier_of(forge.office), dossier_of(niort)
    for desk in (forge.office, niort):
        exchange_now(desk)
    with pytest.MonkeyPatch.context() as older:
        unpack = payload.unpack

        def fail(content: bytes) -> payload.Payload:
            found = unpack(content)
            if found.manifest.device == forge.office.store.device:
                raise error
            return found

        older.setattr(payload, "unpack", fail)
        report = exchange_now(forge.region)
    assert report.interrupted is None
    assert any("sera relu après une mise à jour" in each.reason for each in report.refused)
    assert f"dossier ('{there}'" in dump(forge.region)
    with forge.region.reading() as connection:
        kept = files_set_aside(connection)
    assert [(each.branch, each.number) for each in kept] == [("Civray", 1)]
    assert all((forge.region.home / "set-aside" / each.digest).exists() for each in kept)
    assert any("Un paquet de Civray" in each for each in exchange_page(forge.region).problems)
    told = exchange_now(forge.office).told
    assert any("n’a pas pu lire votre paquet n° 1" in each for each in told)
    assert exchange_now(forge.office).told == ()
    _update(monkeypatch)
    exchange_now(forge.region)
    assert f"dossier ('{here}'" in dump(forge.region)
    with forge.region.reading() as connection:
        assert files_set_aside(connection) == ()
    assert list((forge.region.home / "set-aside").iterdir()) == []


def test_an_author_is_told_of_changes_set_aside(forge: Forge, tmp_path: Path) -> None:
    wrong = forge.sponsor(1, "p", consent_ended_on="hier")
    forge.give(forge.bundle([wrong, forge.sponsor(2, "q", surname="Roussel")]), tmp_path)
    answer = bundles.export_bundle(forge.region, tmp_path / "out").files
    told = [words for each in bundles.import_bundles(forge.office, answer).result for words in each.told]
    assert told == [
        "Poitiers n’a pas gardé 1 modification de ce poste\u00a0: la page «\u00a0Synchronisation\u00a0» dit laquelle et pourquoi."
    ]
    again = bundles.export_bundle(forge.region, tmp_path / "again").files
    assert [each.told for each in bundles.import_bundles(forge.office, again).result] == [()]


def test_a_full_disk_is_no_failure_of_the_file(
    forge: Forge, tmp_path: Path, poisoned: Callable[[Exception], None]
) -> None:
    poisoned(StoreFull())
    before = dump(forge.region)
    with pytest.raises(StoreFull):
        forge.give(_bundle(forge), tmp_path)
    assert dump(forge.region) == before
