"""A poste that stops at once, in the middle of a word, loses two seconds of typing at most."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QApplication

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.situation.situation import situation
from tests.desktop.conftest import close_window, open_window
from tests.desktop.typing_person import KEY_MS

TYPED_FOR = 5.0
AT_RISK = 2.0


def _longest_stop(instants: list[float]) -> float:
    """How long the machine, busy with something else, let nothing happen at most: what was to be saved then waited as long."""
    return max(after - before for before, after in pairwise(instants)) - KEY_MS / 1000


def test_two_seconds_of_typing_at_most_are_lost_and_the_next_opening_says_what_was_kept(
    app: QApplication, home: Path
) -> None:
    person = subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.typing_person", str(home), "address"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert person.stdout is not None
    keys: list[tuple[float, str]] = []
    try:
        for line in person.stdout:
            at, letter = line.split()
            keys.append((float(at), letter))
            if keys[-1][0] - keys[0][0] > TYPED_FOR:
                break
    finally:
        killed = time.time()
        person.send_signal(signal.SIGKILL)
        for line in person.stdout:
            at, letter = line.split()
            keys.append((float(at), letter))
        person.stdout.close()
        assert person.wait() == -signal.SIGKILL
    typed = "".join(letter for _at, letter in keys)
    safe = "".join(
        letter for at, letter in keys if at < killed - AT_RISK - _longest_stop([at for at, _letter in keys] + [killed])
    )
    desk = open_desk(home)
    try:
        dossier = next(row.id for row in list_page(desk, DossierQuery()).rows if row.surname == "Roussel")
        kept = str(situation(desk, dossier).values["address"])
    finally:
        desk.close()
    assert typed.startswith(kept)
    assert len(kept) >= len(safe) > 0
    window = open_window(home)
    assert window.shell is not None
    told = window.shell.toast.label.text()
    assert told.startswith("Le poste s’est arrêté sans prévenir.")
    assert "Adresse" in told
    assert "Roussel" in told
    close_window(window)
    again = open_window(home)
    assert again.shell is not None
    assert "arrêté" not in again.shell.toast.label.text()
    close_window(again)
