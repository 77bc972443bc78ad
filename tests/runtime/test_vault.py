"""Where secrets are kept: sealed with a passphrase, in a clear file for fiction only, or in the desktop's own vault."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.home_identity import PassphraseNeeded, PassphraseTooShort
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.runtime.sealed_vault import SealedFileVault
from chance_desktop.runtime.vault import (
    ClearFileVault,
    DesktopVault,
    KeyFileDamaged,
    KeyMissing,
    WrongPassphrase,
    secrets_of,
)
from chance_desktop.sync.identity import new_keys

PASSPHRASE = "quatre mots sans lien"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file sealed once: each sealing and opening costs about a second, on purpose."""
    path = tmp_path_factory.mktemp("sealed") / "key"
    SealedFileVault(path, PASSPHRASE).put("store-key", "abc")
    return path


def test_a_sealed_file_opens_with_its_passphrase(sealed: Path) -> None:
    vault = SealedFileVault(sealed, PASSPHRASE)
    assert vault.get("store-key") == "abc"
    with pytest.raises(KeyMissing):
        vault.get("nothing")


def test_and_with_no_other(sealed: Path) -> None:
    with pytest.raises(WrongPassphrase, match="n’ouvre pas les dossiers"):
        SealedFileVault(sealed, PASSPHRASE + "!")


def test_a_sealed_file_is_an_age_file_any_tool_opens(sealed: Path) -> None:
    assert json.loads(pyrage.passphrase.decrypt(sealed.read_bytes(), PASSPHRASE)) == {"store-key": "abc"}
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    if sys.platform != "win32":
        assert sealed.stat().st_mode & 0o077 == 0


def test_one_secret_of_a_sealed_file_is_removed(sealed: Path, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(sealed.read_bytes())
    vault = SealedFileVault(path, PASSPHRASE)
    vault.put("mailbox-password", "abc")
    vault.remove("mailbox-password")
    vault.remove("mailbox-password")
    with pytest.raises(KeyMissing):
        SealedFileVault(path, PASSPHRASE).get("mailbox-password")


@pytest.mark.parametrize("kept", [0, 10, 100])
def test_a_damaged_sealed_file_is_told(sealed: Path, tmp_path: Path, kept: int) -> None:
    (tmp_path / "key").write_bytes(sealed.read_bytes()[:kept])
    with pytest.raises(KeyFileDamaged, match="abîmé"):
        SealedFileVault(tmp_path / "key", PASSPHRASE)


def test_a_clear_file(tmp_path: Path) -> None:
    vault = ClearFileVault(tmp_path / "key")
    with pytest.raises(KeyMissing):
        vault.get("store-key")
    vault.put("store-key", "abc")
    vault.put("root-key", "def")
    assert (vault.get("store-key"), vault.get("root-key")) == ("abc", "def")
    vault.remove("root-key")
    vault.remove("never kept")
    with pytest.raises(KeyMissing):
        vault.get("root-key")
    assert ClearFileVault(tmp_path / "key").get("store-key") == "abc"
    vault.forget()
    with pytest.raises(KeyMissing):
        vault.get("store-key")


def test_each_secret_stays_under_a_thousand_characters(tmp_path: Path) -> None:
    vault = ClearFileVault(tmp_path / "key")
    new_keys(vault)
    secrets = json.loads((tmp_path / "key").read_text())
    assert len(secrets) == 2
    assert all(0 < len(secret) < 1000 for secret in secrets.values())
    with pytest.raises(ValueError, match="1,000"):
        DesktopVault("home").put("store-key", "x" * 1001)


def test_no_vault_keeps_a_secret_that_no_backup_would_save(tmp_path: Path) -> None:
    for vault in (ClearFileVault(tmp_path / "a"), SealedFileVault(tmp_path / "b", PASSPHRASE), DesktopVault("home")):
        with pytest.raises(ValueError, match="nobody declared"):
            vault.put("undeclared", "abc")
    assert not list(tmp_path.iterdir())


def test_what_is_added_is_sealed_without_stretching_again_under_another_key(tmp_path: Path) -> None:
    vault = SealedFileVault(tmp_path / "key", PASSPHRASE)
    vault.put("store-key", "abc")
    first = (tmp_path / "key").read_bytes()
    vault.put("root-key", "def")
    second = (tmp_path / "key").read_bytes()
    head = first.index(b"\n", first.index(b"\n---") + 1) + 1
    assert first[:head] == second[:head]
    assert first[head : head + 16] != second[head : head + 16], "the nonce every key of a payload is derived with"
    assert secrets_of(SealedFileVault(tmp_path / "key", PASSPHRASE)) == {"store-key": "abc", "root-key": "def"}


def test_a_key_file_sealed_by_a_former_version_opens(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(pyrage.passphrase.encrypt(b'{"store-key": "abc"}', PASSPHRASE))
    assert SealedFileVault(tmp_path / "key", PASSPHRASE).get("store-key") == "abc"


def test_a_real_home_sealed_with_a_passphrase(tmp_path: Path) -> None:
    home = tmp_path / "home"
    setup = OfficeSetup("86400S00", BranchContact("Civray"), passphrase=PASSPHRASE)
    with pytest.raises(PassphraseTooShort):
        set_up_office(home, OfficeSetup("86400S00", BranchContact("Civray"), passphrase="court"))
    assert not home.exists() or not list(home.iterdir())
    set_up_office(home, setup)
    with pytest.raises(PassphraseNeeded, match="phrase secrète"):
        open_desk(home)
    with pytest.raises(WrongPassphrase):
        open_desk(home, passphrase="une autre phrase")
    desk = open_desk(home, passphrase=PASSPHRASE)
    assert not desk.fictional
    desk.close()


IN_A_SESSION = """
import sys
from pathlib import Path
import keyring
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import BranchContact, OfficeSetup, set_up_office
from chance_desktop.runtime.vault import DesktopVault, KeyMissing, desktop_vault_available
from chance_desktop.sync.identity import poste_keys

assert desktop_vault_available(), keyring.get_keyring()
print(type(keyring.get_keyring()).__module__)
vault = DesktopVault("number-1")
try:
    vault.get("store-key")
except KeyMissing as error:
    print(error.sentence)
vault.put("store-key", "a" * 64)
vault.put("store-key", "b" * 64)
assert DesktopVault("number-1").get("store-key") == "b" * 64
vault.put("signing-key", "x" * 1000)
assert vault.get("signing-key") == "x" * 1000
vault.remove("signing-key")
vault.remove("never-kept")
try:
    vault.get("signing-key")
except KeyMissing:
    assert vault.get("store-key") == "b" * 64
vault.forget()
try:
    vault.get("store-key")
except KeyMissing:
    print("forgotten")
home = Path(sys.argv[1])
set_up_office(home, OfficeSetup("86400S00", BranchContact("Civray")))
desk = open_desk(home)
keys = poste_keys(desk.vault)
assert poste_keys(desk.vault).age_recipient == keys.age_recipient
desk.close()
assert not (home / "key").exists()
assert desk.vault.get("store-key") not in "".join(path.read_bytes().hex() for path in home.rglob("*") if path.is_file())
desk.vault.forget()
try:
    open_desk(home)
except KeyMissing as error:
    print("without its key:", error.sentence)
"""


@pytest.mark.vault
def test_the_desktops_own_vault(tmp_path: Path) -> None:
    """Against a real Secret Service, in a session of its own."""
    if not shutil.which("dbus-run-session") or not shutil.which("gnome-keyring-daemon"):
        pytest.skip("no Secret Service can be started here")
    script = tmp_path / "session.py"
    script.write_text(IN_A_SESSION, "utf-8")
    unlock = "printf 'motdepasse' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    start = f"{unlock} && exec {sys.executable} {script} {tmp_path / 'home'}"
    folders = {name: str(tmp_path / name) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
    for folder in folders.values():
        Path(folder).mkdir(mode=0o700)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", start],
        capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2]), **folders},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("keyring.backends.")
    assert lines[1] == "La clé qui ouvre les dossiers est introuvable sur ce poste."
    assert lines[2] == "forgotten"
    assert lines[3].startswith("without its key: La clé")
