"""What counts the rows of each table of the Region, written by hand for each engine."""

from __future__ import annotations

_BEGAN = "coalesce(nullif(s.outbound_on, ''), nullif(s.language_starts_on, ''), nullif(s.placement_starts_on, ''))"
_GONE = f"coalesce({_BEGAN} <= :day, false)"
_OUT = f"(not {_GONE} and d.state in ('withdrawn', 'excluded', 'closed', 'prospect'))"
_EARLY = "coalesce(s.early_return_on, '') <> ''"
_PEOPLE = """
FROM dossier d JOIN person p ON p.id = d.person_id LEFT JOIN stay s ON s.dossier_id = d.id AND s.deleted_at IS NULL
WHERE d.deleted_at IS NULL AND d.entered_on <= :day AND (d.state <> 'prospect' OR EXISTS (
    SELECT 1 FROM attendance a JOIN event e ON e.id = a.event_id
    WHERE a.dossier_id = d.id AND a.came AND a.deleted_at IS NULL AND e.kind = 'sponsorship' AND e.deleted_at IS NULL))
"""
_AGE = (
    "(cast(substr(d.entered_on, 1, 4) AS integer) - cast(substr(nullif(p.birth_date, ''), 1, 4) AS integer)"
    " - CASE WHEN substr(d.entered_on, 6, 5) < substr(p.birth_date, 6, 5) THEN 1 ELSE 0 END)"
)
_BORN = "nullif(p.birth_date, '') IS NOT NULL"
_BRACKETS = ((0, 5), (6, 9), (10, 15), (16, 17), (18, 25), (26, 199))
_ROWS_OF_ANNEXE_1 = (
    "true", _GONE, _OUT, f"not {_GONE} and not {_OUT}", "d.ml_registered",
    *(f"{_BORN} and {_AGE} between {low} and {high}" for low, high in _BRACKETS),
    f"not {_BORN}", "d.job_seeker", "not d.job_seeker", "d.job_seeker IS NULL", "p.level_1969 in ('VI', 'V bis')",
    *(f"p.level_1969 = '{level}'" for level in ("V", "IV", "III", "II", "I")), "nullif(p.level_1969, '') IS NULL",
    "p.sex = 'F'", "p.sex = 'M'", "nullif(p.sex, '') IS NULL",
)  # fmt: skip
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
FROM (SELECT '6-months' AS code, {six} AS latest UNION ALL SELECT '1-year', {twelve} UNION ALL
      SELECT '3-years', {thirty_six}) w
JOIN afterwards c ON c.deleted_at IS NULL AND c.consent_on IS NOT NULL AND c.returned_on <= w.latest
LEFT JOIN survey s ON s.afterwards_id = c.id AND s.wave = w.code AND s.deleted_at IS NULL
LEFT JOIN answer n ON n.subject_id = s.id AND n.form = 'survey' AND n.question = 'situation' AND n.deleted_at IS NULL
GROUP BY 1, 2, 3
"""
_TARGETS = "SELECT code, label, value, since_on FROM target WHERE deleted_at IS NULL ORDER BY since_on"


def bare_statements(engine: str) -> dict[str, tuple[str, ...]]:
    """What counts the same rows, by table, for `sqlite` or `postgresql`; `:day` is the day of the scope."""
    shared = engine == "postgresql"

    def number(condition: str) -> str:
        return f"count(*) FILTER (WHERE {condition})" if shared else f"sum(coalesce({condition}, 0))"

    def before(months: int) -> str:
        if shared:
            return f"to_char(cast(:day AS date) - interval '{months} months', 'YYYY-MM-DD')"
        return f"date(:day, '-{months} months')"

    counts = ", ".join(number(row) for row in _ROWS_OF_ANNEXE_1)
    annexe_1 = f"SELECT substr(d.entered_on, 1, 4), {counts} {_PEOPLE} GROUP BY 1"
    offices = f"SELECT d.entry_structure, count(*), {number(_GONE)}, {number(_OUT)} {_PEOPLE} GROUP BY 1"
    correspondents = f"SELECT s.correspondent_id, count(*), {number(_EARLY)} {_PEOPLE} AND {_GONE} GROUP BY 1"
    excluded = number(f"{_OUT} and d.state = 'excluded'")
    totals = f"SELECT count(*), {number(_GONE)}, {number(_OUT)}, {excluded} {_PEOPLE}"
    cancelled = number("coalesce(cancelled_reason, '') <> ''")
    meetings = f"SELECT count(*), {cancelled} FROM event WHERE kind = 'partners' AND \"on\" <= :day"
    surveys = _SURVEYS.format(six=before(6), twelve=before(12), thirty_six=before(36))
    return {
        "annexe-1": (annexe_1, _TARGETS),
        "questionnaire": (
            _ANSWERS, _FORMS, _BY_GROUP.format(question="1.1-by-correspondent", group="1.1-correspondent"),
            _BY_GROUP.format(question="2-course", group="2-centre"),
        ),
        "indicators": (totals, _TARGETS, _FORMS, meetings, surveys),
        "offices": (offices, _TARGETS),
        "correspondents": (correspondents,),
        "surveys": (surveys,),
    }  # fmt: skip
