"""The one rule of who may write: what it reads of a claim."""

from __future__ import annotations

import pytest

from chance_desktop.domain.access import READ, Claim, Standing, refusal
from chance_desktop.domain.change import Value
from chance_desktop.domain.fields import FIELDS, TABLES
from chance_desktop.domain.roles import PosteRole

OFFICE = Standing(PosteRole.OFFICE, "86400S00")


@pytest.mark.parametrize("table", TABLES)
def test_a_claim_is_judged_the_same_by_the_fields_the_rule_reads(table: str) -> None:
    for name, field in FIELDS[table].items():
        for value in ("said", "", *sorted(field.region_only)):
            for told in (True, False):
                whole: dict[str, Value] = {**dict.fromkeys(FIELDS[table], "also"), name: value}
                for values in ({name: value}, whole):
                    read = {each: values[each] for each in READ[table] if each in values}
                    former = dict.fromkeys(FIELDS[table], "before")
                    one, other = (
                        Claim(table, some, (frozenset({"86400S00"}),), former=former, told=told)
                        for some in (values, read)
                    )
                    assert refusal(OFFICE, one) == refusal(OFFICE, other), (name, value)
