"""`python -m tests.screenshots DIR`: every screen, light and dark, drawn with no display."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tests.offscreen import use_offscreen


def main() -> int:
    """Draw every screen; the exit code is 1 when some could not be drawn."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--home", type=Path, help="a home to draw, instead of a fictional office")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    use_offscreen()
    from tests.screenshots.drawing import draw_every_screen

    return draw_every_screen(arguments.folder, arguments.home)


if __name__ == "__main__":
    sys.exit(main())
