"""The Region's tables over ten thousand dossiers, against the same aggregates written by hand in SQL on the same connection."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from chance_desktop.casework.desk import Desk, open_desk
from chance_desktop.casework.reports import registry
from tests.benchmarks.figures import Figure, alternately, ratio
from tests.benchmarks.region_home import DOSSIERS, region_home

_LIMIT = 3
_TIMES = 9

_BEGAN = "coalesce(nullif(s.outbound_on, ''), nullif(s.language_starts_on, ''), nullif(s.placement_starts_on, ''))"
_GONE = f"coalesce({_BEGAN} <= :day, 0)"
_OUT = f"(not {_GONE} and d.state in ('withdrawn', 'excluded', 'closed', 'prospect'))"
_PEOPLE = """
FROM dossier d JOIN person p ON p.id = d.person_id LEFT JOIN stay s ON s.dossier_id = d.id AND s.deleted_at IS NULL
WHERE d.deleted_at IS NULL AND d.entered_on <= :day AND (d.state <> 'prospect' OR EXISTS (
    SELECT 1 FROM attendance a JOIN event e ON e.id = a.event_id
    WHERE a.dossier_id = d.id AND a.came AND a.deleted_at IS NULL AND e.kind = 'sponsorship' AND e.deleted_at IS NULL))
"""
_AGE = (
    "(substr(d.entered_on, 1, 4) - substr(p.birth_date, 1, 4)"
    " - (substr(d.entered_on, 6, 5) < substr(p.birth_date, 6, 5)))"
)
_BORN = "nullif(p.birth_date, '') IS NOT NULL"
_ROWS_OF_ANNEXE_1 = (
    "1", _GONE, _OUT, f"not {_GONE} and not {_OUT}", "d.ml_registered",
    *(f"{_BORN} and {_AGE} between {low} and {high}" for low, high in ((0, 5), (6, 9), (10, 15), (16, 17), (18, 25), (26, 199))),
    f"not {_BORN}", "d.job_seeker", "not d.job_seeker", "d.job_seeker IS NULL", "p.level_1969 in ('VI', 'V bis')",
    *(f"p.level_1969 = '{level}'" for level in ("V", "IV", "III", "II", "I")), "nullif(p.level_1969, '') IS NULL",
    "p.sex = 'F'", "p.sex = 'M'", "nullif(p.sex, '') IS NULL",
)  # fmt: skip
_ANNEXE_1 = f"""
SELECT substr(d.entered_on, 1, 4), {", ".join(f"sum(coalesce({row}, 0))" for row in _ROWS_OF_ANNEXE_1)}
{_PEOPLE} GROUP BY 1
"""
_OFFICES = f"SELECT d.entry_structure, count(*), sum({_GONE}), sum({_OUT}) {_PEOPLE} GROUP BY 1"
_CORRESPONDENTS = f"""
SELECT s.correspondent_id, count(*), sum(coalesce(s.early_return_on, '') <> '') {_PEOPLE} AND {_GONE} GROUP BY 1
"""
_TOTALS = f"SELECT count(*), sum({_GONE}), sum({_OUT}), sum({_OUT} and d.state = 'excluded') {_PEOPLE}"
_GIVEN = "form = 'end-of-stay' AND deleted_at IS NULL AND value <> ''"
_ANSWERS = f"SELECT question, value, count(*) FROM answer WHERE {_GIVEN} GROUP BY question, value"
_FORMS = f"SELECT count(DISTINCT subject_id) FROM answer WHERE {_GIVEN}"
_BY_GROUP = """
SELECT g.value, a.value, count(*) FROM answer a JOIN answer g ON g.subject_id = a.subject_id AND g.form = a.form
    AND g.version = a.version AND g.question = '{group}' AND g.deleted_at IS NULL
WHERE a.form = 'end-of-stay' AND a.question = '{question}' AND a.deleted_at IS NULL AND a.value <> '' GROUP BY 1, 2
"""
_SURVEYS = """
SELECT w.code, s.state, n.value, count(*)
FROM (SELECT '6-months' AS code, '-6 months' AS before UNION ALL SELECT '1-year', '-12 months' UNION ALL
      SELECT '3-years', '-36 months') w
JOIN afterwards c ON c.deleted_at IS NULL AND c.consent_on IS NOT NULL AND c.returned_on <= date(:day, w.before)
LEFT JOIN survey s ON s.afterwards_id = c.id AND s.wave = w.code AND s.deleted_at IS NULL
LEFT JOIN answer n ON n.subject_id = s.id AND n.form = 'survey' AND n.question = 'situation' AND n.deleted_at IS NULL
GROUP BY 1, 2, 3
"""
_TARGETS = "SELECT code, label, value, since_on FROM target WHERE deleted_at IS NULL ORDER BY since_on"
_MEETINGS = (
    "SELECT count(*), sum(coalesce(cancelled_reason, '') <> '') FROM event WHERE kind = 'partners' AND \"on\" <= :day"
)

BARE: dict[str, tuple[str, ...]] = {
    "annexe-1": (_ANNEXE_1, _TARGETS),
    "questionnaire": (
        _ANSWERS, _FORMS, _BY_GROUP.format(question="1.1-by-correspondent", group="1.1-correspondent"),
        _BY_GROUP.format(question="2-course", group="2-centre"),
    ),
    "indicators": (_TOTALS, _TARGETS, _FORMS, _MEETINGS, _SURVEYS),
    "offices": (_OFFICES, _TARGETS),
    "correspondents": (_CORRESPONDENTS,),
    "surveys": (_SURVEYS,),
}  # fmt: skip
"""What counts the same rows, by table."""


def figures(homes: Path) -> list[Figure]:
    """One ratio for each table."""
    desk = open_desk(region_home(homes))
    try:
        return [_figure(desk, name) for name in BARE]
    finally:
        desk.close()


def _figure(desk: Desk, name: str) -> Figure:
    made, bare = _timed(lambda: registry.make(desk, name)), _timed(lambda: _count(desk, name))
    made(), bare()
    measured, reference = alternately(made, bare, _TIMES)
    return ratio(f"{name}, {DOSSIERS:,} dossiers / the same counts in bare SQL", measured, reference, _LIMIT)


def _count(desk: Desk, name: str) -> None:
    day = desk.today().isoformat()
    with desk.reading() as connection:
        for statement in BARE[name]:
            connection.execute(text(statement), {"day": day} if ":day" in statement else {}).all()


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def once() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return once
