"""The lines of the Region's first page: a dossier to check, a decision to make, an interview to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chance_desktop.desktop.home.rows import Line
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON
from chance_desktop.desktop.ui_kit.look.status import look_of_waiting
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar, DateBadge
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.domain.people.names import initials_of
from chance_desktop.runtime.words import _, clock_time, days_ago, days_text, dotted, weekday_date

if TYPE_CHECKING:
    from datetime import date

    from chance_desktop.casework.meetings.agenda import AgendaEntry
    from chance_desktop.casework.region.instruction import InstructionRow


class DossierLine(Line):
    """A dossier that waits for the Region: since how many days, and the gesture that comes next."""

    def __init__(self, row: InstructionRow, line: str, days: int, words: str, go: Callable[[], object]) -> None:
        title = f"{row.name} – {row.structure}" if row.structure else row.name
        super().__init__(Avatar(initials_of(row.name)), title, line)
        self.add(Pill(days_text(days), look_of_waiting(days)))
        button = self.act(words, row.name)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.clicked.connect(lambda: go())


class InterviewLine(Line):
    """An interview to come."""

    def __init__(self, entry: AgendaEntry, go: Callable[[], object]) -> None:
        super().__init__(DateBadge(entry.on), entry.title, interview_line(entry))
        self.act(_("Ouvrir"), entry.title).clicked.connect(lambda: go())


def interview_line(entry: AgendaEntry) -> str:
    """« Jeudi, 10 h · Poitiers »."""
    day = weekday_date(entry.on).split(" ")[0].capitalize()
    return dotted(f"{day}, {clock_time(entry.at)}" if entry.at else day, entry.place)


def decision_line(row: InstructionRow, today: date) -> str:
    """« Entretien lundi 9 novembre · déposé il y a 47 jours »."""
    held = _("Entretien {day}").format(day=weekday_date(row.interview_on or today, year=False))
    return dotted(held, _("déposé {ago}").format(ago=days_ago(row.waiting_days)))
