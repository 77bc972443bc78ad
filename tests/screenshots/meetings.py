"""Where the pictures of « Rendez-vous » are taken: its views, a meeting, and the sheets that open from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chance_desktop.desktop.meetings.view import MeetingsScreen
    from chance_desktop.desktop.workplace.shell import Shell

Stop = tuple[str, Callable[[], object]]


def meetings_stops(shell: Shell, dossier_id: str) -> list[Stop]:
    """Every place of the page, filled with what the fictional office holds."""
    stops: list[Stop] = [
        ("14-agenda-liste", lambda: _agenda(shell, "list")),
        ("14-agenda-mois", lambda: _agenda(shell, "month")),
        ("14-rencontre", lambda: shell.open_event(some_event(shell))),
        ("14-rencontre-personne", lambda: _page(shell).meeting.attendees.add()),
        ("14-rencontre-modifier", lambda: _page(shell).meeting.edit()),
        ("15-parrains", lambda: shell.show_meetings("sponsors")),
        ("15-parrain", lambda: _first_button(shell, "sponsors")),
        ("15-parrain-nouveau", lambda: _page(shell).sponsors.add()),
        ("16-a-rencontrer", lambda: shell.show_meetings("approach")),
        ("16-a-rencontrer-contact", lambda: _first_button(shell, "approach")),
        ("16-a-rencontrer-nouvelle", lambda: _page(shell).approach.add()),
    ]
    if dossier_id:
        stops += [
            ("17-dossier-rendez-vous", lambda: shell.open_dossier(dossier_id, "journal", "meeting")),
            ("17-dossier-parrain", lambda: shell.open_dossier(dossier_id, "journal", "sponsor")),
        ]
    return stops


def some_event(shell: Shell) -> str:
    """A meeting with a sponsor that was held, or any other."""
    from chance_desktop.casework.meetings.agenda import agenda
    from chance_desktop.domain.states import EventKind

    today = shell.desk.today()
    every = agenda(shell.desk, today - timedelta(days=90), today + timedelta(days=90))
    events = [each for each in every if not each.dossier_id]
    held = (each.id for each in events if each.kind == EventKind.SPONSORSHIP and each.came)
    return next(held, events[0].id if events else "")


def _page(shell: Shell) -> MeetingsScreen:
    from chance_desktop.desktop.meetings.view import MeetingsScreen

    page = shell.page("meetings")
    assert isinstance(page, MeetingsScreen)
    return page


def _agenda(shell: Shell, shape: str) -> None:
    shell.show_meetings("agenda")
    _page(shell).agenda.show_shape(shape)


def _first_button(shell: Shell, view: str) -> None:
    """Open the first line of a view."""
    from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
    from chance_desktop.desktop.ui_kit.buttons.button import Button

    shell.show_meetings(view)
    page = _page(shell)
    line = next(iter((page.sponsors if view == "sponsors" else page.approach).findChildren(TwoLineRow)), None)
    button = line.findChild(Button) if line is not None else None
    if isinstance(button, Button):
        button.click()
