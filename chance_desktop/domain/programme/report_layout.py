"""What a programme declares of its tables (`reports.toml`): their rows, in the order of the funder's form."""

from __future__ import annotations

from chance_desktop.domain.programme.declared import RoledChoice, declared
from chance_desktop.domain.programme.programme import Condition


@declared
class CountedRow:
    """A row of a table of people: who it counts; nobody without a condition. `planned` names the target printed beside it."""

    code: str
    label: str
    when: Condition | None = None
    planned: str = ""


@declared
class CountedPart:
    """A titled group of rows that cover everyone once, or nobody."""

    code: str
    title: str
    rows: tuple[CountedRow, ...]


@declared
class Territory:
    """What the form asks of the territory."""

    scale: str
    districts: str = ""


@declared
class PeopleLayout:
    """The table of beneficiaries."""

    title: str
    subtitle: str
    parts: tuple[CountedPart, ...]
    territory: Territory


@declared
class TallyRow:
    """A line of the questionnaire's table: a question; one line per group it is broken down by, or per answer of its list."""

    label: str
    question: str
    each_group: bool = False
    each_choice: bool = False


@declared
class TallyPart:
    """A titled group of lines."""

    title: str
    rows: tuple[TallyRow, ...]


@declared
class TallyLayout:
    """The table of a questionnaire: a column an answer, those of its questions by themselves.

    The column of role `share` holds the share of each answer of a list, for a question that has one line an answer.
    """

    title: str
    form: str
    columns: tuple[RoledChoice, ...] = ()
    parts: tuple[TallyPart, ...]


@declared
class ExtractRules:
    """What protects the evaluator's extract: a count below `smallest` is masked."""

    smallest: int


@declared
class ReportLayouts:
    """Every declared table."""

    project_number: str
    years: tuple[int, ...]
    annexe_1: PeopleLayout
    questionnaire: TallyLayout
    extract: ExtractRules


FACTS = frozenset({
    "age_at_entry", "sex", "level_1969", "level_2019", "job_seeker", "ml_registered", "prior_stay", "destination_country",
})  # fmt: skip
"""What declared conditions may name."""
