"""A restored home: every secret of the vault, the former backups, and one step whatever cuts it."""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
import zstandard
from sqlalchemy import text

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.installation import backup as backups
from chance_desktop.casework.installation import prepared_home as prepared
from chance_desktop.casework.installation import restore as restores
from chance_desktop.casework.installation.backup import StoreNotSound, create_backup, save_contents
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeTaken, home_exists
from chance_desktop.runtime import age, replacement
from chance_desktop.runtime.age import Passphrase
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import OthersAtWork
from chance_desktop.runtime.vault import SECRETS, STORE_KEY, secrets_of
from chance_desktop.store.copies.backup import copy_database
from chance_desktop.store.copies.backup_archive import BackupDamaged
from chance_desktop.sync.identity import AGE_IDENTITY, FORMER_AGE_IDENTITIES, SIGNING_KEY, poste_keys
from tests.casework.making import MANON, NewPerson, dossier_of
from tests.conftest import Office, calendar

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE = "quatre mots sans lien"


@pytest.fixture
def backed_up(office: Office, tmp_path: Path) -> Path:
    """A backup of an office with one dossier."""
    dossier_of(office.desk)
    create_backup(office.desk, tmp_path / "s.chance", PASSPHRASE)
    return tmp_path / "s.chance"


def _surnames(home: Path) -> set[str]:
    desk = open_desk(home, clock=calendar())
    try:
        return {row.surname for row in list_page(desk, DossierQuery()).rows}
    finally:
        desk.close()


def test_a_backup_holds_every_secret_of_the_vault(office: Office, tmp_path: Path) -> None:
    vault = office.desk.vault
    poste_keys(vault)
    vault.put(FORMER_AGE_IDENTITIES, age.Identity.new().text)
    for name in SECRETS:
        if name not in secrets_of(vault):
            vault.put(name, f"secret {name}")
    create_backup(office.desk, tmp_path / "s.chance", PASSPHRASE)
    folder = tmp_path / "read"
    facts = save_contents(tmp_path / "s.chance", Passphrase(PASSPHRASE), folder, lambda _done: None)
    assert set(facts.secrets) == set(SECRETS)
    assert facts.secrets == secrets_of(vault)
    assert "secret root-key" not in repr(facts)
    restore_backup(tmp_path / "s.chance", PASSPHRASE, tmp_path / "home")
    desk = open_desk(tmp_path / "home", clock=calendar())
    try:
        restored = secrets_of(desk.vault)
    finally:
        desk.close()
    renewed = {AGE_IDENTITY, SIGNING_KEY, FORMER_AGE_IDENTITIES, "generation", "next-age-identity", "next-signing-key"}
    assert {name: restored[name] for name in SECRETS if name not in renewed} == {
        name: facts.secrets[name] for name in SECRETS if name not in renewed
    }
    formers = restored[FORMER_AGE_IDENTITIES].splitlines()
    assert formers == [facts.secrets[AGE_IDENTITY], facts.secrets[FORMER_AGE_IDENTITIES]], (
        "what was on its way still opens"
    )
    assert restored[SIGNING_KEY] != facts.secrets[SIGNING_KEY]


def _former_backup(desk: Desk, path: Path) -> None:
    """As the first version wrote them: one age file, a compressed tar, the key of the store alone."""
    key = desk.vault.get(STORE_KEY)
    copy = path.with_suffix(".db")
    copy_database(desk.layout.store, key, copy)
    facts = {"key": key, "fictional": True, "made_on": "2026-03-02", "dossiers": 1}
    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name, content in (("backup.json", json.dumps(facts).encode()), ("dossiers.chance-db", copy.read_bytes())):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    packed = zstandard.ZstdCompressor(level=3).compress(archive.getvalue())
    path.write_bytes(pyrage.passphrase.encrypt(packed, PASSPHRASE))


def test_a_backup_of_the_former_version_is_restored(office: Office, tmp_path: Path) -> None:
    dossier_of(office.desk)
    _former_backup(office.desk, tmp_path / "s.age")
    assert restore_backup(tmp_path / "s.age", PASSPHRASE, tmp_path / "home").dossiers == 1
    assert _surnames(tmp_path / "home") == {"Roussel"}


def test_a_home_that_is_there_is_replaced_only_when_asked_and_kept(office: Office, backed_up: Path) -> None:
    dossier_of(office.desk, NewPerson("Baudry", "Théo"))
    home = office.desk.home
    with pytest.raises(HomeTaken):
        restore_backup(backed_up, PASSPHRASE, home)
    with pytest.raises(OthersAtWork):
        restore_backup(backed_up, PASSPHRASE, home, replace=True)
    office.desk.close()
    restored = restore_backup(backed_up, PASSPHRASE, home, replace=True)
    assert _surnames(home) == {"Roussel"}
    assert restored.kept is not None
    assert _surnames(restored.kept) == {"Roussel", "Baudry"}


class _Cut(BaseException):
    """The program was killed."""


_STEPS = (
    (restores, "save_contents"), (prepared, "vault_of"), (restores, "open_desk"), (restores, "renew_identity"),
    (restores, "replace_contents"), (replacement, "write_whole"), (replacement, "_move"), (backups, "sound"),
)  # fmt: skip
"""What a restore does one after the other."""


def _cut_before(patched: pytest.MonkeyPatch, step: int) -> None:
    """Kill the program before one of its steps."""
    passed = 0

    def watched(function: Callable[..., object]) -> Callable[..., object]:
        def called(*given: object, **named: object) -> object:
            nonlocal passed
            passed += 1
            if passed > step:
                raise _Cut
            return function(*given, **named)

        return called

    for module, name in _STEPS:
        patched.setattr(module, name, watched(getattr(module, name)))
    cleaned = prepared.forget_prepared
    # a killed program does not clean behind itself
    patched.setattr(
        prepared, "forget_prepared", lambda home: None if isinstance(sys.exception(), _Cut) else cleaned(home)
    )


@pytest.mark.parametrize("there", [True, False], ids=["in the place of a home", "in a new folder"])
def test_cut_at_each_step_it_is_the_former_home_or_the_restored_one(
    office: Office, backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    dossier_of(office.desk, NewPerson("Baudry", "Théo"))
    office.desk.close()
    former = {"Roussel", "Baudry"} if there else None
    ends: list[set[str] | None] = []
    while True:
        home = tmp_path / f"home{len(ends)}"
        if there:
            shutil.copytree(office.desk.home, home)
        with monkeypatch.context() as patched, suppress(_Cut):
            _cut_before(patched, len(ends))
            restore_backup(backed_up, PASSPHRASE, home, replace=there)
            break
        ends.append(_surnames(home) if home_exists(home) else None)
        if ends[-1] == former:
            restore_backup(backed_up, PASSPHRASE, home, replace=there)
            assert _surnames(home) == {"Roussel"}
        assert not HomeLayout(home).prepared.exists()
    assert all(end in (former, {"Roussel"}) for end in ends)
    assert len(ends) > 8
    assert former in ends
    assert {"Roussel"} in ends


def test_a_damaged_backup_leaves_the_home_that_is_there(office: Office, backed_up: Path) -> None:
    office.desk.close()
    content = bytearray(backed_up.read_bytes())
    content[-3000] ^= 1
    backed_up.write_bytes(content)
    with pytest.raises(BackupDamaged):
        restore_backup(backed_up, PASSPHRASE, office.desk.home, replace=True)
    assert _surnames(office.desk.home) == {MANON.surname}
    assert not HomeLayout(office.desk.home).prepared.exists()


def test_a_damaged_store_is_told_as_such_and_replaces_no_good_backup(office: Office, backed_up: Path) -> None:
    good = backed_up.read_bytes()
    with office.desk.store.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    store = office.desk.layout.store
    content = bytearray(store.read_bytes())
    for place in range(len(content) // 2 // 4096 * 4096, len(content), 4096):
        content[place + 100] ^= 0xFF
    store.write_bytes(content)
    with pytest.raises(StoreNotSound, match="de ce poste est abîmé"):
        create_backup(office.desk, backed_up, PASSPHRASE)
    assert backed_up.read_bytes() == good
    assert [each.name for each in backed_up.parent.glob("*.part")] == []
