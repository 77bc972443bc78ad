"""The computer's time can be moved for a whole process, and is read in one place."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.computer_time import AHEAD, ClockUnreadable
from chance_desktop.store.identifiers import new_id
from tests.days import HARD_DAYS, living_on

PACKAGE = Path(computer_time.__file__).parents[1]


def test_the_time_is_the_computers_unless_it_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(AHEAD)
    assert abs(computer_time.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert abs(computer_time.now_ms() - datetime.now(UTC).timestamp() * 1000) < 60_000


@pytest.mark.parametrize("chosen", HARD_DAYS, ids=str)
def test_everything_lives_on_the_day_that_was_chosen(chosen: date, demo: Desk) -> None:
    with living_on(chosen):
        assert computer_time.today() == chosen
        assert computer_time.utc_text()[:10] == chosen.isoformat()
        made_on = datetime.fromtimestamp(int(new_id().replace("-", "")[:12], 16) / 1000).date()
        assert made_on == chosen
        assert (demo.today(), demo.now().date()) == (chosen, chosen)


def test_a_program_started_meanwhile_lives_on_it_too() -> None:
    code = "from chance_desktop.runtime import computer_time; print(computer_time.today())"
    with living_on(date(2028, 2, 29)):
        made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "2028-02-29"


@pytest.mark.parametrize("given", ["demain", "1e300", "nan", "inf", "10 jours", "99999999999"])
def test_a_clock_that_cannot_be_moved_so_is_told_in_words(given: str, tmp_path: Path) -> None:
    entry = "from chance_desktop.cli.main import run; run()"
    asked = [sys.executable, "-c", entry, "--home", str(tmp_path / "home"), "demo", "--dossiers", "2"]
    made = subprocess.run(asked, capture_output=True, text=True, env={**os.environ, AHEAD: given})
    assert made.returncode == 1
    assert made.stderr.strip() == ClockUnreadable().text
    assert not (tmp_path / "home").exists()


def _readings(path: Path) -> list[str]:
    """Calls that read the time of day: of `date`, of `datetime`, of `time`, or of Qt."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if name in _READINGS or name.startswith(("QDate.current", "QTime.current", "QDateTime.current")):
                found.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {name}")
    return found


_READINGS = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.ctime", "time.strftime",
}  # fmt: skip


def test_nothing_else_reads_the_time_of_the_computer() -> None:
    readings = [each for path in sorted(PACKAGE.rglob("*.py")) for each in _readings(path)]
    assert {each.split(":")[0] for each in readings} == {str(Path("runtime/computer_time.py"))}, readings
