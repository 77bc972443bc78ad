"""What a programme declares of the stay and of what the Region decides: rhythm, payments, surveys, outcomes."""

from __future__ import annotations

from datetime import date, timedelta

from chance_desktop.domain.dates import add_months
from chance_desktop.domain.programme.declared import declared


@declared
class FollowUpRhythm:
    """When follow-up sheets are due: at the end of week `first_week` of the stay, then every `every_weeks`, then at its end.

    A sheet is late `late_after_days` after its day.
    """

    first_week: int
    every_weeks: int
    late_after_days: int


@declared
class PaymentRule:
    """A payment of the grant: due some days after the departure or the return (`start`); before it when negative."""

    code: str
    label: str
    start: str
    days: int


@declared
class Outcome:
    """What the Region may decide of a dossier: the step it goes on to, or the way it leaves; the letter that says it.

    `action` is what the office does of a dossier that neither goes on nor leaves, when nothing else presses.
    """

    code: str
    label: str
    letter: str
    goes_on: str = ""
    leaves: str = ""
    action: str = ""
    action_detail: str = ""


@declared
class GrantColumn:
    """A column of the file for the grant system, and where its values come from."""

    head: str
    source: str


@declared
class SurveyWave:
    """A survey, some months after the return."""

    code: str
    label: str
    months: int

    def due_on(self, returned_on: date) -> date:
        """The day it is due for someone who came back on a day."""
        return add_months(returned_on, self.months)

    def last_return(self, day: date) -> date:
        """The last return whose survey is due on a day: months are not of one length, so a few days are looked at."""
        found = add_months(day, -self.months) + timedelta(days=4)
        while self.due_on(found) > day:
            found -= timedelta(days=1)
        return found
