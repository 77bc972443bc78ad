"""`chance sync`: its contract, its exit codes, and a password that is never shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.calling import call, call_json


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
