"""Run `chance` as a script would: in this process, or in one of its own where that is what is proven."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic import TypeAdapter as TypeAdapter  # Typer loads pydantic by another door, that PySide's import hook jams

from chance_desktop.cli.main import run

_ENTRY = "from chance_desktop.cli.main import run; run()"
_Ran = tuple[int, str, str]


def call(
    *arguments: str | Path, home: Path | None = None, code: int = 0, environment: dict[str, str] | None = None
) -> str:
    """Standard output of a command, whose exit code is checked; what it says on the error output when it fails."""
    return _checked(_here, arguments, home, code, environment)


def call_process(
    *arguments: str | Path, home: Path | None = None, code: int = 0, environment: dict[str, str] | None = None
) -> str:
    """The same, in a process of its own."""
    return _checked(_elsewhere, arguments, home, code, environment)


def call_json(*arguments: str | Path, home: Path) -> Any:
    """What a command prints with `--json`."""
    return json.loads(call(*arguments, "--json", home=home))


def _checked(
    way: Callable[[list[str], dict[str, str]], _Ran], arguments: tuple[str | Path, ...], home: Path | None, code: int,
    environment: dict[str, str] | None,
) -> str:  # fmt: skip
    words = [*(["--home", str(home)] if home else []), *(str(each) for each in arguments)]
    returned, told, failed = way(words, {**os.environ, **(environment or {})})
    assert returned == code, (returned, told, failed)
    return told if code == 0 else failed


def _here(words: list[str], environment: dict[str, str]) -> _Ran:
    told, failed = io.StringIO(), io.StringIO()
    with (
        redirect_stdout(told),
        redirect_stderr(failed),
        patch.object(sys, "argv", ["chance", *words]),
        patch.dict(os.environ, environment),
    ):
        try:
            run()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        else:
            code = 0
    return code, told.getvalue(), failed.getvalue()


def _elsewhere(words: list[str], environment: dict[str, str]) -> _Ran:
    made = subprocess.run(
        [sys.executable, "-c", _ENTRY, *words], capture_output=True, text=True, env=environment, timeout=120
    )
    return made.returncode, made.stdout, made.stderr
