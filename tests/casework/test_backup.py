"""Backups a person makes: read back whole, refused when damaged, restored as a new poste."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pyrage
import pytest

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.installation.backup import BackupDamaged, create_backup, verify_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.home_identity import HomeTaken, PassphraseTooShort
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.vault import WrongPassphrase
from tests.casework.making import dossier_of, paper, piece_of
from tests.conftest import Office, calendar

PASSPHRASE = "quatre mots sans lien"


def _with_a_scan(office: Office, folder: Path) -> str:
    dossier = dossier_of(office.desk)
    scans.attach(office.desk, dossier, "identity", (paper(folder),))
    return dossier


def test_a_backup_is_restored_with_its_scans_as_a_new_poste(office: Office, tmp_path: Path) -> None:
    dossier = _with_a_scan(office, tmp_path)
    file, home = tmp_path / "cle-usb" / "sauvegarde.age", tmp_path / "ailleurs"
    made = create_backup(office.desk, file, PASSPHRASE)
    assert (made.dossiers, made.made_on, made.fictional) == (1, office.today, True)
    assert restore_backup(file, PASSPHRASE, home).dossiers == 1
    desk = open_desk(home, clock=calendar())
    try:
        assert open_dossier(desk, dossier).name == "Manon Roussel"
        assert journal(desk, dossier) == journal(office.desk, dossier)
        scan = piece_of(desk, dossier, "identity").scans[0].id
        assert scans.scan_pdf(desk, scan) == scans.scan_pdf(office.desk, scan)
        assert desk.store.device != office.desk.store.device
        number = open_dossier(desk, create_dossier(desk, NewPerson("Baudry", "Théo")).result).file_number
        here = open_dossier(office.desk, create_dossier(office.desk, NewPerson("Baudry", "Théo")).result).file_number
        assert number != here
    finally:
        desk.close()
    with pytest.raises(HomeTaken):
        restore_backup(file, PASSPHRASE, home)


@pytest.fixture(scope="module")
def sealed(templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup made once: sealing and opening cost a second each, on purpose."""
    folder = tmp_path_factory.mktemp("sealed")
    shutil.copytree(templates["civray"], folder / "home")
    desk = open_desk(folder / "home", clock=calendar())
    try:
        dossier = dossier_of(desk)
        scans.attach(desk, dossier, "identity", (paper(folder),))
        create_backup(desk, folder / "s.age", PASSPHRASE)
    finally:
        desk.close()
    return folder / "s.age"


def test_a_backup_opens_with_ordinary_tools(sealed: Path, tmp_path: Path) -> None:
    if shutil.which("zstd") is None:
        pytest.skip("zstd is not installed")
    with zipfile.ZipFile(sealed) as archive:
        assert "age -d -i phrase.age sauvegarde.age" in archive.read("LISEZ-MOI.txt").decode()
        archive.extractall(tmp_path)
    key = pyrage.passphrase.decrypt((tmp_path / "phrase.age").read_bytes(), PASSPHRASE).decode().strip()
    content = pyrage.decrypt((tmp_path / "sauvegarde.age").read_bytes(), [pyrage.x25519.Identity.from_str(key)])
    (tmp_path / "s.zst").write_bytes(content)
    listed = subprocess.run(
        ["sh", "-c", f"zstd -dc {tmp_path / 's.zst'} | tar -t"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert listed[:2] == ["backup.json", "dossiers.chance-db"]
    assert listed[2].startswith("attachments/")


def test_a_passphrase_too_short_or_wrong(office: Office, sealed: Path, tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        create_backup(office.desk, tmp_path / "s.age", "court")
    assert not (tmp_path / "s.age").exists()
    with pytest.raises(WrongPassphrase):
        verify_backup(sealed, PASSPHRASE + "!")


@pytest.mark.parametrize("damage", ["empty", "other", "half", "flipped", "missing"])
def test_a_damaged_backup_is_told_and_restores_nothing(sealed: Path, tmp_path: Path, damage: str) -> None:
    content = sealed.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    wrong = {"empty": b"", "other": b"x" * 500, "half": content[: len(content) // 2], "flipped": bytes(flipped)}
    if damage in wrong:
        (tmp_path / "s.age").write_bytes(wrong[damage])
    with pytest.raises(BackupDamaged, match="abîmée ou incomplète"):
        restore_backup(tmp_path / "s.age", PASSPHRASE, tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_place_that_cannot_be_written_is_told(office: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExpectedError):
        create_backup(office.desk, tmp_path / "file" / "s.age", PASSPHRASE)
    assert list_page(office.desk, DossierQuery()).total == 0
