"""A command never ends with the code 1 and no word: interrupted, its reader gone, its output full or closed, its home busy."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chance_desktop.casework.installation.opening import open_desk
from tests.cli.calling import call
from tests.conftest import calendar

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="outputs are closed as a Unix shell closes them")
_ENTRY = "from chance_desktop.cli.main import run; run()"


@pytest.fixture
def home(templates: dict[str, Path], tmp_path: Path) -> Path:
    """An office."""
    return Path(shutil.copytree(templates["civray"], tmp_path / "home"))


def _told(home: Path, shell: str) -> tuple[int, str]:
    """The code of a command and what its error output says; `chance` stands for the program in `shell`."""
    command = f"{sys.executable} -c '{_ENTRY}' --home {home}"
    done = subprocess.run(
        ["bash", "-c", shell.replace("chance", command)], capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("shell", "sentence"),
    [
        ("(sleep 1; chance office list) | true; exit ${PIPESTATUS[0]}", "fermée avant la fin"),
        ("chance office list >/dev/full", "est plein"),
        ("chance office list >&-", "fermée avant la fin"),
        ("chance dossier show nobody", "dossier"),
    ],
    ids=["reader gone", "full", "closed", "expected"],
)
def test_an_output_that_fails_is_told(home: Path, shell: str, sentence: str) -> None:
    code, told = _told(home, shell)
    assert code == 1
    assert sentence in told
    assert told.count("\n") == 1
    assert "Traceback" not in told


def _hears_an_interrupt() -> None:
    """What runs in the background of a shell ignores it, and so does what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_command_says_so(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ENTRY, "--home", str(tmp_path / "demo"), "demo", "--dossiers", "2000"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_hears_an_interrupt
    ) as child:
        until = time.monotonic() + 60
        while not (tmp_path / "demo" / "home.json").exists() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(child.pid, signal.SIGINT)
        _out, told = child.communicate(timeout=60)
    assert child.returncode == 1
    assert told.startswith("Commande interrompue")
    assert told.count("\n") == 1


def test_a_home_that_is_open_serves_a_command_but_what_must_be_alone(home: Path) -> None:
    desk = open_desk(home, clock=calendar())
    try:
        call("dossier", "list", home=home)
        assert "doit être seule" in call("office", "renew", home=home, code=1)
    finally:
        desk.close()


def test_a_refused_bundle_ends_with_one_and_a_word(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.chance").write_bytes(b"nothing")
    for arguments in (("bundle", "import"), ("bundle", "import", "--json")):
        told = call(*arguments, tmp_path / "x.chance", home=home, code=1)
        assert told == "1 fichier refusé, en entier ou en partie.\n"
