"""Where the pictures of the Region's own pages are taken, on a fictional Region at work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from chance_desktop.casework.region.placement import Gesture
    from chance_desktop.desktop.instruction.placement_list import PlacementList
    from chance_desktop.desktop.instruction.view import InstructionScreen
    from chance_desktop.desktop.statistics.directory_sheet import DirectorySheet
    from chance_desktop.desktop.statistics.view import StatisticsScreen
    from chance_desktop.desktop.workplace.shell import Shell

Stop = tuple[str, Callable[[], object]]


def fill_pictured_region(home: Path, today: date, clock: Callable[[], datetime]) -> None:
    """Make the fictional Region the pictures are taken of, with a search for placements under way."""
    from chance_desktop.casework.demo.placements import fill_placements
    from chance_desktop.casework.demo.region_desk import fill_region
    from chance_desktop.casework.installation.opening import open_desk
    from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in

    fill_region(home, today)
    desk = open_desk(home, clock=clock)
    try:
        sign_in(desk, list_counsellors(desk)[0].id)
        fill_placements(desk)
    finally:
        desk.close()


def region_stops(shell: Shell) -> list[Stop]:
    """Every place of the Region's own pages."""
    from chance_desktop.casework.region.placement import Gesture
    from tests.screenshots.stays import stays_page

    return [
        ("22-region-accueil", lambda: shell.show_page("home")),
        ("22-region-instruction", lambda: shell.show_instruction("to-check")),
        ("22-region-acceptes", lambda: shell.show_instruction("accepted")),
        ("22-region-dispenses", lambda: shell.show_instruction("waivers")),
        ("23-placements", lambda: placements(shell)),
        ("23-solliciter", lambda: ask(shell, Gesture.CHASE)),
        ("23-relancer", lambda: chase(shell)),
        ("23-reponse", lambda: answer(shell)),
        ("23-attribuer", lambda: give(shell)),
        ("24-participations", lambda: stays_page(shell, "contributions")),
        ("25-statistiques", lambda: shell.show_page("statistics")),
        ("25-perimetre", lambda: _narrowed(shell)),
        ("26-annuaire", lambda: directory(shell)),
        ("26-mission-locale", lambda: some_office(shell)),
        ("26-mission-locale-nouvelle", lambda: directory(shell).add()),
        *report_stops(shell),
    ]


def report_stops(shell: Shell) -> list[Stop]:
    """Every table that is declared, over the statistics."""
    from chance_desktop.casework.reports import registry

    return [(f"27-tableau-{each.name}", partial(_report, shell, each.name)) for each in registry.REPORTS]


def _report(shell: Shell, name: str) -> None:
    statistics(shell).show_report(name)


def statistics(shell: Shell) -> StatisticsScreen:
    """The statistics."""
    from chance_desktop.desktop.statistics.view import StatisticsScreen

    shell.show_page("statistics")
    page = shell.page("statistics")
    assert isinstance(page, StatisticsScreen)
    return page


def instruction_page(shell: Shell, chip: str) -> InstructionScreen:
    """The instruction, on one of its choices."""
    from chance_desktop.desktop.instruction.view import InstructionScreen

    shell.show_page("instruction")
    page = shell.page("instruction")
    assert isinstance(page, InstructionScreen)
    page.chips.choose(chip)
    return page


def placements(shell: Shell) -> PlacementList:
    """Those to place."""
    from chance_desktop.desktop.instruction.view import PLACE

    return instruction_page(shell, PLACE).placements


def ask(shell: Shell, gesture: Gesture) -> None:
    """The sheet to ask a correspondent, for someone of whom a gesture is expected."""
    from chance_desktop.casework.region.placement import to_place

    placements(shell).ask(next(each for each in to_place(shell.desk) if each.gesture is gesture))


def chase(shell: Shell) -> None:
    """The sheet to chase one who is late."""
    from chance_desktop.casework.region.placement import to_place

    place = next(each for each in to_place(shell.desk) if any(one.late for one in each.searches))
    placements(shell).chase(place, next(one for one in place.searches if one.late))


def answer(shell: Shell) -> None:
    """The sheet of an answer to come."""
    from chance_desktop.casework.region.placement import to_place

    place = next(each for each in to_place(shell.desk) if any(one.waiting for one in each.searches))
    placements(shell).answer(place, next(one for one in place.searches if one.waiting))


def give(shell: Shell) -> None:
    """The sheet to give the placement that is proposed."""
    from chance_desktop.casework.region.placement import to_place

    placements(shell).give(next(each for each in to_place(shell.desk) if each.proposal is not None))


def directory(shell: Shell) -> DirectorySheet:
    """The directory, over the statistics."""
    from chance_desktop.desktop.statistics.directory_sheet import DirectorySheet

    page = statistics(shell)
    page.open_directory()
    return page.findChildren(DirectorySheet)[-1]


def some_office(shell: Shell) -> None:
    """A Mission Locale of the directory, to change."""
    from chance_desktop.casework.region.directory import offices

    found = offices(shell.desk)
    directory(shell).change(next((each for each in found if len(each.branches) > 1), found[0]))


def _narrowed(shell: Shell) -> None:
    """The statistics of one Mission Locale, of the latest year."""
    page = statistics(shell)
    page.bar.year.setCurrentIndex(1)
    page.bar.structure.setCurrentIndex(4)
