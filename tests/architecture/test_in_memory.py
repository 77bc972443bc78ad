"""Folders of the tests stand in memory only where there is room for a whole run."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import in_memory

GIGABYTE = 1 << 30


class Usage(NamedTuple):
    """What `shutil.disk_usage` answers."""

    total: int
    used: int
    free: int


@pytest.mark.parametrize(
    ("available", "free", "chosen"), [(12, 12, True), (12, 1, False), (1, 12, False), (3, 12, False)]
)
def test_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, available: int, free: int, chosen: bool
) -> None:
    memory = tmp_path / "meminfo"
    memory.write_text(f"MemTotal: 99999999 kB\nMemAvailable: {available * GIGABYTE >> 10} kB\n")
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(0, 0, free * GIGABYTE))
    assert in_memory.has_room(tmp_path, memory) is chosen


def test_a_system_without_such_a_place_uses_its_disk(tmp_path: Path) -> None:
    memory = tmp_path / "meminfo"
    assert not in_memory.has_room(tmp_path, memory)
    memory.write_text("MemAvailable: 99999999 kB\n")
    assert not in_memory.has_room(tmp_path / "none", memory)


def test_whoever_names_a_place_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_memory, "has_room", lambda *_places: True)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    in_memory.make_folders_there()
    assert os.environ["TMPDIR"] == tempfile.gettempdir() == str(tmp_path)
    monkeypatch.delenv("TMPDIR")
    in_memory.make_folders_there()
    assert os.environ["TMPDIR"] == "/dev/shm"
