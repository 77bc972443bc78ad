"""What tests leave behind is found: a program nobody waits for any more, a folder outside those of pytest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests import left_behind
from tests.left_behind import nothing_left_behind

_CHILD = "import time; print('up', flush=True); time.sleep(60)"
_ORPHAN = f"""
import subprocess, sys
made = subprocess.Popen([sys.executable, "-c", {_CHILD!r}], stdout=subprocess.PIPE)
made.stdout.readline()  # a program that only begins is not told from its parent
"""


def test_a_tidy_process_passes() -> None:
    with nothing_left_behind():
        place = Path(tempfile.gettempdir())
        with tempfile.TemporaryDirectory() as folder:
            assert Path(folder).parent == place
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert not place.exists()
    assert Path(tempfile.gettempdir()) != place


def test_a_folder_left_is_named_and_taken_away() -> None:
    with pytest.raises(AssertionError, match="forgotten-"), nothing_left_behind():
        left = Path(tempfile.mkdtemp(prefix="forgotten-"))
    assert not left.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what the programs of others carry")
def test_a_program_whose_parent_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_behind, "_PATIENCE_S", 0.2)
    with pytest.raises(AssertionError, match=r"program \d+ .*time.sleep\(60\)") as told, nothing_left_behind():
        subprocess.run([sys.executable, "-c", _ORPHAN], check=True)
    number = next(word for word in str(told.value).split() if word.isdigit())
    subprocess.run(["kill", number], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files a process holds open")
def test_a_file_held_open_is_named_until_it_is_closed(tmp_path: Path) -> None:
    inside, beside = tmp_path / "home", tmp_path / "home-beside"
    inside.mkdir()
    beside.mkdir()
    with (inside / "a").open("w"), (beside / "b").open("w"):
        assert left_behind.open_under(inside) == [str(inside / "a")]
        (inside / "a").unlink()
        assert left_behind.open_under(inside) == [f"{inside / 'a'} (deleted)"]
    assert left_behind.open_under(tmp_path) == []
