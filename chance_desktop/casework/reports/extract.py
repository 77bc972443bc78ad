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
from chance_desktop.casework.reports.population import Scope, population
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.stays.stays import calendar_of, read_rows
from chance_desktop.documents.reports.formulas import unlike_a_formula
from chance_desktop.domain.anonymity import BLURRED, blurred, masked, without_rare
from chance_desktop.domain.form import Form, Question, QuestionKind
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import dossier, person

IDENTIFYING = ("department", "level", "age", "sex", "year")
"""What somebody who knows a young person might know, in the order it is blurred."""

_AGES = ((0, 15), (16, 17), (18, 20), (21, 23), (24, 25), (26, 120))
_WEEKS = ((1, 4), (5, 12), (13, 23), (24, 52))


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines, what each column means, and how many people could not be shown."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    codebook: tuple[tuple[str, str, str], ...]
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
                "identifying": list(IDENTIFYING), "least": self.least, "blurred": BLURRED,
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
    people = population(wanted)
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
    departments = {office.code: office.department for office in desk.programme.offices}
    rows = []
    for row in found:
        calendar = calendar_of(desk, stays[row.id], row.destination_country or "") if row.id in stays else None
        line = {
            "year": str(row.year), "age": _age(row.birth_date, row.entered_on), "sex": row.sex or "",
            "level": row.level_1969 or "", "department": departments.get(row.structure or "", ""),
            "outcome": "departed" if row.departed else "dropped" if row.dropped else "preparing",
            "prior_stay": "" if row.prior_stay is None else "yes" if row.prior_stay else "no",
            "weeks": _band(calendar.weeks_of_placement_done, _WEEKS) if calendar is not None and row.departed else "",
        }  # fmt: skip
        said = answers[row.id].answers
        line |= {f"q_{question.code}": said.get(question.code, "") for question in closed}
        rows.append(line)
    kept, left_out = blurred(rows, IDENTIFYING, declared.extract.smallest)
    told = ("outcome", "prior_stay", "weeks", *(f"q_{question.code}" for question in closed))
    kept = without_rare(kept, told, declared.extract.smallest)
    secrets.SystemRandom().shuffle(kept)
    return Extract((*IDENTIFYING, *told), tuple(kept), _codebook(asked, closed), left_out, declared.extract.smallest)


def _codebook(asked: Form, closed: tuple[Question, ...]) -> tuple[tuple[str, str, str], ...]:
    ages = ", ".join(_named(low, high) for low, high in _AGES)
    own = (
        ("department", _("Département de la Mission Locale d’entrée"), ""),
        ("level", _("Niveau de formation, échelle de 1969"), "VI, V bis, V, IV, III, II, I"),
        ("age", _("Âge le jour de l’entrée, par tranche"), ages),
        ("sex", _("Sexe"), "F, M"),
        ("year", _("Année d’entrée"), ""),
        ("outcome", _("Ce qui est arrivé"), _("departed : parti ; dropped : sans départ ; preparing : en préparation")),
        ("prior_stay", _("Déjà parti à l’étranger"), "yes, no"),
        ("weeks", _("Semaines de stage faites, par tranche"), ", ".join(_named(low, high) for low, high in _WEEKS)),
    )
    return own + tuple(
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
    return _band(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), _AGES)


def _band(number: int, bands: tuple[tuple[int, int], ...]) -> str:
    return next((_named(low, high) for low, high in bands if low <= number <= high), "")


def _named(low: int, high: int) -> str:
    return f"{low}-{high}"
