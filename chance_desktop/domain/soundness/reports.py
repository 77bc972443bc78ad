"""What is wrong in the tables due to funders: questions that do not exist, rows nobody can be in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chance_desktop.domain.form import Form
from chance_desktop.domain.programme.report_layout import FACTS, ReportLayouts, TallyRow
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.conditions import condition_mistakes, fields_of
from chance_desktop.domain.soundness.facts import FactSort
from chance_desktop.domain.soundness.mistake import Mistake, unknown
from chance_desktop.runtime.words import _

FILE = "reports.toml"


def report_mistakes(
    layouts: ReportLayouts, sorts: Mapping[str, FactSort], forms: Mapping[str, Form]
) -> Iterator[Mistake]:
    """Everything that is wrong in the tables."""
    counted = {name: sort for name, sort in sorts.items() if name in FACTS}
    yield from doubles(FILE, "annexe_1", (part.code for part in layouts.annexe_1.parts))
    for part in layouts.annexe_1.parts:
        place = f"annexe_1.{part.code}"
        yield from doubles(FILE, place, (row.code for row in part.rows))
        for row in part.rows:
            if row.when is not None:
                yield from condition_mistakes(FILE, f"{place}.{row.code}", row.when, counted)
    for year in layouts.years:
        if not 1970 <= year <= 2100:
            yield odd(FILE, "years", year, _("cette année n’est pas possible"))
    asked = forms.get(layouts.questionnaire.form)
    if asked is None:
        yield unknown(
            FILE, "questionnaire.form", _("formulaire inconnu"), layouts.questionnaire.form, forms, grave=False
        )
        return
    yield from doubles(FILE, "questionnaire.columns", (each.code for each in layouts.questionnaire.columns))
    answers = {choice.code for choices in asked.lists.values() for choice in choices}
    for column in layouts.questionnaire.columns:
        place = f"questionnaire.columns.{column.code}"
        yield from must_be(FILE, place, column.code, answers, _("réponse inconnue"), grave=False)
        yield from must_be(FILE, f"{place}.role", column.role, ["share"], _("rôle inconnu"), grave=False)
    for tally in layouts.questionnaire.parts:
        for line in tally.rows:
            yield from _row(asked, line)


def fact_mistakes(layouts: ReportLayouts) -> Iterator[Mistake]:
    """Rows that ask what the tables cannot count by."""
    for part in layouts.annexe_1.parts:
        for row in part.rows:
            for name in fields_of(row.when) if row.when is not None else ():
                if name not in FACTS:
                    yield unknown(FILE, f"annexe_1.{part.code}.{row.code}", _("question inconnue"), name, FACTS)


def _row(asked: Form, row: TallyRow) -> Iterator[Mistake]:
    place, codes = f"questionnaire.{row.question}", {each.code: each for each in asked.questions}
    yield from must_be(FILE, place, row.question, codes, _("question inconnue"), grave=False)
    question = codes.get(row.question)
    if question is None:
        return
    if not question.choices:
        yield odd(FILE, place, row.question, _("seule une question à choix se compte"))
    if row.each_group and not question.split_by:
        yield odd(FILE, place, row.label, _("cette question n’est pas répartie par une autre (split_by)"))
