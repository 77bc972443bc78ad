"""The facts of a dossier that conditions speak of: what was typed, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chance_desktop.domain.dates import add_weeks, age_on
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.situation.conditions import Fact
from chance_desktop.runtime.words import _

ADULT_AGE = 18
"""Age of majority in France (Code civil, article 414)."""


def facts_of(programme: Programme, typed: Mapping[str, Fact], today: date) -> dict[str, Fact]:
    """Typed values plus `age_at_<reference>`, `when_<reference>`, `minor_at_departure` and the computed `return_on`.

    An age whose reference date is not known yet is taken today, so that a dossier without a departure date still says who
    will need a parent's authorisation; `when_<reference>` says in words which of the two it is.
    """
    facts = dict(typed)
    departure = facts.get("departure_on")
    if isinstance(departure, date) and not facts.get("return_on"):
        facts["return_on"] = add_weeks(
            departure, programme.durations.language_weeks + programme.durations.placement_weeks
        )
    birth = facts.get("birth_date")
    for reference in programme.references:
        on = facts.get(reference.field)
        day = on if isinstance(on, date) else today
        facts[f"age_at_{reference.code}"] = age_on(birth, day) if isinstance(birth, date) else None
        facts[f"when_{reference.code}"] = reference.label if isinstance(on, date) else _("à ce jour")
    age = facts.get("age_at_departure")
    facts["minor_at_departure"] = age < ADULT_AGE if isinstance(age, int) else None
    return facts
