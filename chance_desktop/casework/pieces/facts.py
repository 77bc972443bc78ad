"""What was typed of a dossier, as the facts by which it is judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import cast

from chance_desktop.casework.session.records import DossierRecord
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.situation.conditions import Fact

_DATES = ("birth_date", "entered_on", "lodged_on", "departure_on", "return_on")


def typed_facts(programme: Programme, record: DossierRecord) -> dict[str, Fact]:
    """What was typed, as facts, with the department and the zone of the destination."""
    facts = {**cast("Mapping[str, Fact]", record.person), **cast("Mapping[str, Fact]", record.dossier)}
    del facts["id"], facts["stamps"]
    for name in _DATES:
        facts[name] = day_of(facts.get(name))
    facts["arrangements"] = tuple(json.loads(record.dossier["arrangements"] or "[]"))
    postcode = str(record.person["postcode"] or "")
    facts["department"] = postcode[:2] if len(postcode) == 5 else None
    facts["destination_zone"] = _zone(programme, record.dossier["destination_country"])
    return facts


def _zone(programme: Programme, country: str | None) -> str | None:
    if not country:
        return None
    zones = {choice.code: choice.label for choice in programme.choices.get("country_zone", ())}
    return zones.get(country, "other")


def day_of(value: object) -> date | None:
    """The day a field holds; nothing for what is none."""
    if not isinstance(value, str) or not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
