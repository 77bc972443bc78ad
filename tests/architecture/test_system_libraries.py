"""The check of the system's libraries knows those another package provides, and names the others to who may not install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.structure import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script of Debian's")
KNOWN = """\
installed libglib2.0-0t64, libglib2.0-0 (= 2.84.4-3)
installed libcups2t64, libcups2 (= 2.4.10-3), libprinting
installed zstd,\x20
config-files minisign,\x20
"""


def _asked(folder: Path) -> subprocess.CompletedProcess[str]:
    """The script on a Debian that has what `KNOWN` says, run by somebody who is not its administrator."""
    (folder / "known").write_text(KNOWN)
    for name, does in {"dpkg-query": f"cat {folder}/known", "id": "echo 1000", "apt-get": "exit 1"}.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name).chmod(0o755)
    script = ROOT / "packaging" / "system-libraries.sh"
    searched = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(["bash", script], env={**os.environ, "PATH": searched}, capture_output=True, text=True)


def test_what_another_package_provides_is_there(tmp_path: Path) -> None:
    done = _asked(tmp_path)
    wanted = done.stderr.partition("apt-get install -y ")[2].split()
    assert done.returncode == 1
    assert {"libegl1", "minisign"} < set(wanted)
    assert {"libglib2.0-0", "libcups2", "zstd"}.isdisjoint(wanted)
