"""A long export and a long import hold little at a time, whatever they carry; `make soak` carries half a gigabyte."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import scan
from tests.casework.making import dossier_of
from tests.memory import MEGABYTES, peak
from tests.sync.bundles import Forge

_LIMIT_MB = 150


def test_what_a_long_exchange_holds(forge: Forge, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the peak is read from Linux")
    desk, row = forge.office, dossier_of(forge.office)
    whole = 7 * 1024 * 1024
    for number in range(MEGABYTES // 7):
        with desk.store.writer.transaction("") as tx:
            digest = desk.store.attachments.put(tx.connection, os.urandom(whole))
            tx.create("scan", {
                "dossier_id": row, "piece_id": slot_id(row, f"p{number}"), "sha256": digest, "size": whole, "pages": 1,
                "added_on": "2026-01-01",
            })  # fmt: skip
    desk.close()
    forge.region.close()
    exported = peak(desk.home, "bundle", "export", "-o", str(tmp_path / "out"))
    files = sorted(str(path) for path in (tmp_path / "out").iterdir())
    imported = peak(forge.region.home, "bundle", "import", *files)
    print(f"{MEGABYTES} MB: export {exported:.0f} MB, import {imported:.0f} MB at most")  # noqa: T201
    assert exported < _LIMIT_MB
    assert imported < _LIMIT_MB
    there = open_desk(forge.region.home)
    with there.reading() as connection:
        digests = list(connection.execute(select(scan.c.sha256)).scalars())
    assert len(digests) == MEGABYTES // 7
    assert all(there.store.attachments.has(digest) for digest in digests)
    there.close()
