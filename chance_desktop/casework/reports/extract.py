"""The evaluator's extract: one line per young person, with nothing that names anyone, and the codebook that explains it.

Left out: names, numbers, days, places smaller than a department, free texts. Blurred: any combination of year, age, sex, level
and department borne by fewer people than the programme declares, and in the other columns any value as rare as that. Lines are in
an order of chance, and carry no identifier. A refused alternative: publishing tables of counts instead, which an evaluator can make
from the lines, and which would not let him ask a question of his own.
"""

from __future__ import annotations

import csv
import json
import secrets
from dataclasses import dataclass
from datetime import date
from io import StringIO

from sqlalchemy import select

from chance_desktop.casework.forms.answers import Subject, form, read_filled
from chance_desktop.casework.programme.report_layouts import layouts
from chance_desktop.casework.reports.extract_columns import (
    AGES,
    COLUMNS,
    WEEKS,
    Explained,
    band,
    carried_columns,
    codebook,
)
from chance_desktop.casework.reports.population import Scope, population
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.stays.stays import calendar_of, read_rows
from chance_desktop.documents.reports.formulas import unlike_a_formula
from chance_desktop.domain.form import Form, Question, QuestionKind
from chance_desktop.domain.reports.anonymity import BLURRED, blurred, masked, without_rare
from chance_desktop.store.schema.tables import dossier, person

IDENTIFYING = tuple(each.name for each in COLUMNS if each.identifying)
"""What somebody who knows a young person might know, in the order it is blurred."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines, what each column means, and how many people could not be shown."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    codebook: tuple[Explained, ...]
    left_out: int
    least: int

    def to_csv(self) -> bytes:
        """The lines, with semicolons, UTF-8."""
        out = StringIO()
        writer = csv.DictWriter(out, self.columns, delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: unlike_a_formula(value) for name, value in row.items()} for row in self.rows)
        return out.getvalue().encode("utf-8-sig")

    def codebook_json(self) -> bytes:
        """What each column means, and how the extract was protected."""
        content = {
            "columns": [{"name": name, "label": label, "values": values} for name, label, values in self.codebook],
            "protection": {
                "identifying": [name for name in IDENTIFYING if name in self.columns], "least": self.least, "blurred": BLURRED,
                "left_out": masked(self.left_out, self.least),
            },
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def extract(desk: Desk, scope: Scope | None = None) -> Extract:
    """The extract of a scope. Raises `NoReports`."""
    wanted = scope or Scope(desk.today())
    declared = layouts(desk)
    asked = form(desk, declared.questionnaire.form)
    closed = tuple(each for each in asked.questions if each.kind is QuestionKind.CHOICE)
    people = population(desk, wanted)
    query = (
        select(
            people.id.label("id"), people.year.label("year"), people.structure.label("structure"),
            people.departed.label("departed"), people.dropped.label("dropped"), person.c.sex, person.c.birth_date,
            person.c.level_1969, dossier.c.entered_on, dossier.c.destination_country, dossier.c.prior_stay,
        )
        .select_from(people.source)
        .where(people.within)
    )  # fmt: skip
    with desk.reading() as connection:
        found = connection.execute(query).all()
        stays = read_rows(connection, [row.id for row in found])
        answers = read_filled(desk, connection, asked.form, [Subject(row.id, row.id) for row in found])
    columns = carried_columns()
    departments = {office.code: office.department for office in desk.programme.offices}
    rows = []
    for row in found:
        calendar = calendar_of(desk, stays[row.id], row.destination_country or "") if row.id in stays else None
        line = {
            "year": str(row.year), "age": _age(row.birth_date, row.entered_on), "sex": row.sex or "",
            "level": row.level_1969 or "", "department": departments.get(row.structure or "", ""),
            "outcome": "departed" if row.departed else "dropped" if row.dropped else "preparing",
            "prior_stay": "" if row.prior_stay is None else "yes" if row.prior_stay else "no",
            "weeks": band(calendar.weeks_of_placement_done, WEEKS) if calendar is not None and row.departed else "",
        }  # fmt: skip
        line = {each.name: line[each.name] for each in columns}
        said = answers[row.id].answers
        line |= {f"q_{question.code}": said.get(question.code, "") for question in closed}
        rows.append(line)
    known = tuple(each.name for each in columns if each.identifying)
    kept, left_out = blurred(rows, known, declared.extract.smallest)
    told = (*(each.name for each in columns if not each.identifying), *(f"q_{question.code}" for question in closed))
    kept = without_rare(kept, told, declared.extract.smallest)
    secrets.SystemRandom().shuffle(kept)
    explained = (*codebook(desk.programme, columns), *_questions(asked, closed))
    return Extract((*known, *told), tuple(kept), explained, left_out, declared.extract.smallest)


def _questions(asked: Form, closed: tuple[Question, ...]) -> tuple[Explained, ...]:
    return tuple(
        (
            f"q_{question.code}", f"{question.number} {question.text}".strip(),
            ", ".join(f"{choice.code} : {choice.label}" for choice in asked.options(question)),
        )
        for question in closed
    )  # fmt: skip


def _age(birth: str | None, entered: str) -> str:
    if not birth:
        return ""
    born, day = date.fromisoformat(birth), date.fromisoformat(entered)
    return band(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), AGES)
