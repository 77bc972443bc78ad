"""Run `chance` as a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ENTRY = "from chance_desktop.cli.main import run; run()"


def call(
    *arguments: str | Path, home: Path | None = None, code: int = 0, environment: dict[str, str] | None = None
) -> str:
    """Standard output of a command, whose exit code is checked."""
    command = [
        sys.executable,
        "-c",
        _ENTRY,
        *(["--home", str(home)] if home else []),
        *(str(each) for each in arguments),
    ]
    made = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **(environment or {})}, timeout=120
    )
    assert made.returncode == code, (made.returncode, made.stdout, made.stderr)
    return made.stdout if code == 0 else made.stderr


def call_json(*arguments: str | Path, home: Path) -> Any:
    """What a command prints with `--json`."""
    return json.loads(call(*arguments, "--json", home=home))
