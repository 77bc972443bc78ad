"""`chance sync`: its contract, its exit codes, and a password that is never shown."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import call, call_json, call_process


@pytest.fixture
def homes(templates: dict[str, Path], tmp_path: Path) -> tuple[Path, Path]:
    """An office and the Region that know each other."""
    office, region = tmp_path / "office", tmp_path / "region"
    shutil.copytree(templates["civray"], office)
    shutil.copytree(templates["region"], region)
    asked, welcome = tmp_path / "asked.json", tmp_path / "welcome.json"
    call("--counsellor", "Claire Audebert", "office", "request", "-o", asked, home=office)
    call("office", "accept", asked, "-o", welcome, home=region)
    call("--counsellor", "Claire Audebert", "office", "accept", welcome, home=office)
    return office, region


def test_both_exchange_and_say_what_they_did(homes: tuple[Path, Path], tmp_path: Path) -> None:
    office, region = homes
    box = tmp_path / "mailbox"
    person = tmp_path / "person.json"
    person.write_text(json.dumps({"person": {"surname": "Roussel", "first_name": "Manon"}}), "utf-8")
    assert "Aucune boîte" in call("sync", home=office, code=1)
    assert call_json("sync", "set", box, home=office)["kind"] == "folder"
    assert "introuvable" in call("sync", "test", home=office, code=1)
    box.mkdir()
    call("sync", "test", home=office)
    call("--counsellor", "Claire Audebert", "dossier", "new", "--from", person, home=office)
    sent = call_json("sync", home=office)
    assert list(sent) == ["sent", "received", "applied", "conflicts", "refused"]
    assert (sent["sent"], sent["received"]) == (1, 0)
    received = call_json("sync", "--mailbox", box, home=region)
    assert (received["received"], received["refused"]) == (1, [])
    assert received["applied"] > 0
    call("sync", "forget", home=office)
    assert "Aucune boîte" in call("sync", home=office, code=1)


def test_the_password_comes_from_the_environment_and_is_never_shown(homes: tuple[Path, Path]) -> None:
    office, _region = homes
    told = call(
        "sync", "set", "webdavs://exemple.fr/dav", "--user", "anne", home=office,
        environment={"CHANCE_MAILBOX_PASSWORD": "un-secret"},
    )  # fmt: skip
    assert "un-secret" not in told
    assert "un-secret" in (office / "key").read_text("utf-8")
    assert "adresse" in call("sync", "set", "gopher://exemple.fr", home=office, code=1)


_CLEAR = "webdav://exemple.test/dav"


def test_a_link_in_clear_is_accepted_by_a_person_each_time_and_never_by_a_script(homes: tuple[Path, Path]) -> None:
    office, _region = homes
    assert "en clair" in call("sync", "set", _CLEAR, home=office, code=1)
    assert "terminal" in call_process("sync", "set", _CLEAR, "--in-clear", home=office, code=1)
    assert "Aucune boîte" in call("sync", "test", home=office, code=1)
    assert _by_hand(office, "sync", "set", _CLEAR, "--in-clear") == (0, f"Boîte d’échange\u00a0: {_CLEAR}\n")
    for command in (("sync",), ("sync", "test"), ("sync", "--mailbox", _CLEAR)):
        assert "en clair" in call(*command, home=office, code=1)
        assert "terminal" in call_process(*command, "--in-clear", home=office, code=1)
    # the name leads nowhere: accepted, the link was tried
    assert "ne répond pas" in _by_hand(office, "sync", "test", "--in-clear")[1]


def _by_hand(home: Path, *words: str) -> tuple[int, str]:
    """The exit code and what is said, for a person at a terminal who gives no password."""
    there, here = pty.openpty()
    try:
        ran = subprocess.run(
            [sys.executable, "-c", "from chance_desktop.cli.main import run; run()", "--home", str(home), *words],
            stdin=here, capture_output=True, text=True, timeout=120,
            env={**os.environ, "CHANCE_MAILBOX_PASSWORD": "", "CHANCE_PASSPHRASE": ""},
        )  # fmt: skip
    finally:
        os.close(there)
        os.close(here)
    return ran.returncode, ran.stdout + ran.stderr


_WITHOUT = """
import sys

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing}:
            raise ModuleNotFoundError("not there", name=name)

sys.meta_path.insert(0, Refusing())
from chance_desktop.cli.main import run
run()
"""


def without(packages: set[str], *words: str | Path, password: str = "") -> tuple[int, str]:
    """The exit code and what is said by a command where packages are not installed."""
    ran = subprocess.run(
        [sys.executable, "-c", _WITHOUT.replace("{missing}", repr(packages)), *(str(each) for each in words)],
        capture_output=True, text=True, timeout=120, env={**os.environ, "CHANCE_DATABASE_PASSWORD": "x", "CHANCE_MAILBOX_PASSWORD": password},
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("url", "package"),
    [
        ("webdavs://exemple.fr/dav", "webdav4"),
        ("sftp://exemple.fr/x", "asyncssh"),
        ("s3://boite", "s3fs"),
    ],
)
def test_a_library_that_is_not_there_is_told_before_anything_is_kept(
    homes: tuple[Path, Path], url: str, package: str
) -> None:
    office, _region = homes
    for words in (("sync", "set", url), ("sync", "--mailbox", url)):
        code, told = without({package}, "--home", office, *words, password="un-secret")
        assert code == 1
        assert "Ce poste n’a pas de quoi ouvrir cette boîte d’échange" in told
        assert "Traceback" not in told
    assert "un-secret" not in (office / "key").read_text("utf-8")
    assert "Aucune boîte" in call("sync", "test", home=office, code=1)
    # a mailbox chosen before the library went is told in the same words
    call("sync", "set", "webdavs://127.0.0.1:9/dav", home=office)
    code, told = without({"webdav4"}, "--home", office, "sync")
    assert (code, "mailbox" in told, "Traceback" in told) == (1, True, False)


def test_a_database_without_its_driver_is_told_before_anything_is_made(
    templates: dict[str, Path], tmp_path: Path
) -> None:
    url = "postgresql://chance@127.0.0.1:9/region"
    home, region = tmp_path / "new", tmp_path / "region"
    words = ("office", "init", "--role", "region", "--fictional", "--database", url, "--counsellor", "Paul Girard")
    code, told = without({"psycopg"}, "--home", home, *words)
    assert (code, "base de données partagée" in told, "Traceback" in told) == (1, True, False), told
    assert not home.exists() or not list(home.iterdir())
    shutil.copytree(templates["region"], region)
    before = (region / "home.json").read_bytes()
    code, told = without({"psycopg"}, "--home", region, "region", "move-to", url)
    assert (code, "base de données partagée" in told, "Traceback" in told) == (1, True, False), told
    assert (region / "home.json").read_bytes() == before
    assert "database-password" not in (region / "key").read_text("utf-8")
