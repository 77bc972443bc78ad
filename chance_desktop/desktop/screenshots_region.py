"""Where the pictures of the Region's own pages are taken, on a fictional Region at work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chance_desktop.desktop.shell import Shell

Stop = tuple[str, Callable[[], object]]


def region_stops(shell: Shell) -> list[Stop]:
    """The pages only the Region has."""
    return [
        ("22-region-accueil", lambda: shell.show_page("home")),
        ("22-region-instruction", lambda: shell.show_instruction("to-check")),
        ("22-region-dispenses", lambda: shell.show_instruction("waivers")),
        ("22-region-placements", lambda: shell.show_instruction("to-place")),
        ("22-region-statistiques", lambda: shell.show_page("statistics")),
        ("22-region-perimetre", lambda: _narrowed(shell)),
    ]


def _narrowed(shell: Shell) -> None:
    """The statistics of one Mission Locale, of the latest year."""
    from chance_desktop.desktop.statistics.view import StatisticsScreen

    shell.show_page("statistics")
    page = shell.page("statistics")
    assert isinstance(page, StatisticsScreen)
    page.bar.year.setCurrentIndex(1)
    page.bar.structure.setCurrentIndex(4)
