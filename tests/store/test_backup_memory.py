"""A backup is made, verified and restored with little memory, whatever the scans weigh."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.store.identifiers import slot_id
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.memory import MEGABYTES, peak

_LIMIT_MB = 200
_SCAN = 7 * 1024 * 1024


def test_what_a_long_backup_holds(office: Office, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the peak is read from Linux")
    desk, row = office.desk, dossier_of(office.desk)
    for number in range(MEGABYTES // 7):
        with desk.store.writer.transaction("") as tx:
            digest = desk.store.attachments.put(tx.connection, os.urandom(_SCAN))
            tx.create("scan", {
                "dossier_id": row, "piece_id": slot_id(row, f"p{number}"), "sha256": digest, "size": _SCAN, "pages": 1,
                "added_on": "2026-01-01",
            })  # fmt: skip
    scans = desk.store.attachments.shelf.names()
    desk.close()
    phrase, file, home = tmp_path / "phrase", tmp_path / "s.chance", tmp_path / "restored"
    phrase.write_text("quatre mots sans lien", "utf-8")
    secret = ("--passphrase-file", str(phrase))
    held = {
        "create": peak(desk.home, "backup", "create", "-o", str(file), *secret),
        "verify": peak(desk.home, "backup", "verify", str(file), *secret),
        "restore": peak(home, "backup", "restore", str(file), *secret),
    }
    print(f"{MEGABYTES} MB of scans:", ", ".join(f"{name} {most:.0f} MB" for name, most in held.items()))  # noqa: T201
    assert max(held.values()) < _LIMIT_MB
    there = open_desk(home)
    try:
        assert there.store.attachments.shelf.names() == scans
    finally:
        there.close()
