"""Postes of the former version, driven from here: each is a process with that version on its path."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("poste.py")


class FormerPoste:
    """A process that obeys orders on one home at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._answers = process.stdin, process.stdout

    def ask(self, order: str, **given: Any) -> Any:
        """Give an order; its answer."""
        self._orders.write(json.dumps({"do": order, **given}) + "\n")
        self._orders.flush()
        answer = self._answers.readline()
        assert answer, "the former version stopped: what it said is above"
        return json.loads(answer)


@contextmanager
def former_poste(checkout: Path) -> Iterator[FormerPoste]:
    """Start the former version from a folder of it; it ends with the block."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1"}
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        cwd=checkout,
    ) as process:  # fmt: skip
        yield FormerPoste(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 0
