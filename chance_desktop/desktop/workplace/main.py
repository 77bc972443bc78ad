"""Entry of `chance-desktop`: reads the command line, then opens the window (or measures the start)."""

from __future__ import annotations

import time

from chance_desktop.desktop.workplace.app import make_application
from chance_desktop.desktop.workplace.front_window import asked
from chance_desktop.desktop.workplace.readiness import quit_after_first_paint, quit_when_ready
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.paths import default_home

_STARTED = time.monotonic()

import argparse  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chance-desktop", description="Une chance pour l’Europe")
    parser.add_argument(
        "--home", type=Path, help="dossier où tout est rangé (sinon CHANCE_HOME, sinon celui du système)"
    )
    parser.add_argument(
        "--ready-then-quit", action="store_true", help="mesure le démarrage jusqu’à la liste des dossiers"
    )
    parser.add_argument(
        "--first-paint-then-quit", action="store_true", help="mesure le démarrage jusqu’au premier dessin"
    )
    parser.add_argument("--page", default="", help="page à montrer, par exemple synchronisation")
    parser.add_argument("file", nargs="?", default="", help="fichier .chance reçu, à ajouter")
    return parser.parse_args(argv)


def run(argv: list[str] | None = None) -> None:
    """Open the window, or measure the start."""
    sys.exit(_open(_arguments(sys.argv[1:] if argv is None else argv)))


def _open(arguments: argparse.Namespace) -> int:
    app = make_application()
    home, request = _home(arguments.home), asked(arguments.file, arguments.page)
    measured = arguments.ready_then_quit or arguments.first_paint_then_quit
    first_page = "dossiers" if arguments.ready_then_quit else "home"
    window = Window(home, first_page, measuring=arguments.ready_then_quit, request=None if measured else request)
    if arguments.first_paint_then_quit:
        quit_after_first_paint(window, _STARTED)
    elif arguments.ready_then_quit:
        quit_when_ready(window, _STARTED)
    window.catch_everything()
    if window.is_elsewhere():
        return 0
    window.show()
    window.start()
    code = app.exec()
    window.close_desk()
    return code


def _home(given: Path | None) -> Path:
    if given is not None:
        return given
    named = os.environ.get("CHANCE_HOME", "")
    if named:
        return Path(named)
    return default_home()


if __name__ == "__main__":
    run()
