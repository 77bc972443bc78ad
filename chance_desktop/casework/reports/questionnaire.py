"""The tally of a questionnaire, in the layout of the funder's report: percentages of the forms given back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from chance_desktop.casework.forms.answers import form
from chance_desktop.casework.programme.report_layouts import layouts
from chance_desktop.casework.reports.deduplication import counted_elsewhere
from chance_desktop.casework.reports.people import Behind, people_behind
from chance_desktop.casework.reports.population import Scope, population
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.form import Form, Question, QuestionKind, codes_in
from chance_desktop.domain.programme.declared import RoledChoice
from chance_desktop.domain.programme.report_layout import TallyLayout, TallyRow
from chance_desktop.domain.reports.report import EMPTY, Cell, CellKind, Column, Report, Row, share
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.dialect import number_in
from chance_desktop.store.schema.tables import answer as table

CODE = "questionnaire"
_NOT_SAID = "none"
SHARE = "share"
"""The role of the column that holds the share of each answer of a list."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered: how many forms, and for each question the count of each answer, by group when it is broken down."""

    forms: int
    counts: Mapping[tuple[str, str], Counter[str]]
    versions: Mapping[str, int]

    def of(self, question: str, group: str = "") -> Counter[str]:
        """Counts of the answers to a question."""
        return self.counts.get((question, group), Counter())


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose forms count: `everyone`'s, or those of a scope; on a day past, of who had left by then: answers have no date."""

    desk: Desk
    scope: Scope
    everyone: bool
    past: bool


def report(desk: Desk, scope: Scope) -> Report:
    """The table for a scope; every line is printed, also when nobody chose it."""
    declared = layouts(desk).questionnaire
    asked = form(desk, declared.form)
    with desk.reading() as connection:
        given = read_given(connection, asked, kept_to(desk, scope))
    answers = answer_columns(declared, asked)
    rows = tuple(_rows(declared, asked, given, _Cells(asked, given.forms, answers)))
    subtitle = plural("{n} questionnaire rendu", "{n} questionnaires rendus", given.forms)
    return Report(
        code=CODE,
        title=declared.title,
        columns=(*(Column(each.code, each.label) for each in answers), Column(_NOT_SAID, _("Non renseigné"))),
        rows=rows,
        notes=tuple(_notes(desk, scope, asked, given)),
        charts=(),
        subtitle=subtitle,
    )


def behind(desk: Desk, scope: Scope, row: str, column: str) -> tuple[Behind, ...]:
    """Who gave the answers a cell counts. Raises `KeyError` for a line that counts nobody."""
    declared = layouts(desk).questionnaire
    asked = form(desk, declared.form)
    question, group, choice = _of_row(declared, asked, row)
    people = population(desk, scope)
    there = people.departed if kept_to(desk, scope).past else people.within
    said = select(table.c.dossier_id).where(
        table.c.form == asked.form, table.c.question == question.code, table.c.deleted_at.is_(None),
        table.c.value == (choice or column) if column != _NOT_SAID else table.c.value != "",
    )  # fmt: skip
    if group:
        of_group = select(table.c.dossier_id).where(
            table.c.form == asked.form, table.c.question == question.split_by, table.c.value == group,
            table.c.deleted_at.is_(None),
        )  # fmt: skip
        said = said.where(table.c.dossier_id.in_(of_group))
    if column == _NOT_SAID:
        returned = select(table.c.dossier_id).where(table.c.form == asked.form, table.c.deleted_at.is_(None))
        return people_behind(desk, people, and_(there, people.id.in_(returned), people.id.not_in(said)))
    return people_behind(desk, people, and_(there, people.id.in_(said)))


def kept_to(desk: Desk, scope: Scope) -> Kept:
    """Whose forms count in a scope."""
    past = scope.as_of < desk.today()
    return Kept(desk, scope, not (scope.narrow or past), past)


def read_given(connection: Connection, asked: Form, kept: Kept) -> Given:
    """Counts of every closed question, counted by the store; the answers kept are those of the last version each person answered."""
    within = _within(asked, kept)
    by_version = (
        select(table.c.version, func.count(table.c.subject_id.distinct())).where(*within).group_by(table.c.version)
    )
    versions = {str(version): int(count) for version, count in connection.execute(by_version)}
    if len(versions) > 1:
        within.append(_latest_version())
    counts: dict[tuple[str, str], Counter[str]] = {}
    query = (
        select(table.c.question, table.c.value, func.count()).where(*within).group_by(table.c.question, table.c.value)
    )
    closed = {each.code: each for each in asked.questions if each.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)}
    query = query.where(table.c.question.in_(closed))
    for question, value, count in connection.execute(query):
        several = codes_in(value) if closed[question].kind is QuestionKind.CHOICES else (value,)
        for code in several:
            counts.setdefault((question, ""), Counter())[code] += count
    for split in (each for each in closed.values() if each.split_by):
        for group, value, count in connection.execute(_by_group(split, within)):
            counts.setdefault((split.code, group), Counter())[value] += count
    forms = sum(versions.values()) if len(versions) < 2 else count_forms(connection, asked, kept)
    return Given(forms, counts, versions)


def count_forms(connection: Connection, asked: Form, kept: Kept) -> int:
    """How many forms were given back: one a person, whatever the versions they answered."""
    query = select(func.count(table.c.subject_id.distinct())).where(*_within(asked, kept))
    return int(connection.execute(query).scalar_one())


def _within(asked: Form, kept: Kept) -> list[ColumnElement[bool]]:
    """The answers counted."""
    within: list[ColumnElement[bool]] = [
        table.c.form == asked.form,
        table.c.deleted_at.is_(None),
        table.c.value.is_not(None),
        table.c.value != "",
    ]
    if kept.everyone:
        return [*within, table.c.dossier_id.not_in(counted_elsewhere(kept.scope.as_of))]
    people = population(kept.desk, kept.scope)
    query = select(people.id).select_from(people.source).where(people.within)
    return [*within, table.c.dossier_id.in_(query.where(people.departed) if kept.past else query)]


def _latest_version() -> ColumnElement[bool]:
    later = table.alias()
    return ~(
        select(later.c.id)
        .where(
            later.c.subject_id == table.c.subject_id, later.c.form == table.c.form, later.c.deleted_at.is_(None),
            number_in(later.c.version) > number_in(table.c.version),
        )
        .exists()
    )  # fmt: skip


def _by_group(question: Question, within: list[ColumnElement[bool]]) -> Select[str, str, int]:
    groups = table.alias()
    return (
        select(groups.c.value, table.c.value, func.count())
        .join(
            groups,
            and_(
                groups.c.subject_id == table.c.subject_id, groups.c.form == table.c.form,
                groups.c.version == table.c.version, groups.c.question == question.split_by, groups.c.deleted_at.is_(None), groups.c.value != "",
            ),
        )
        .where(*within, table.c.question == question.code)
        .group_by(groups.c.value, table.c.value)
    )  # fmt: skip


def answer_columns(declared: TallyLayout, asked: Form) -> tuple[RoledChoice, ...]:
    """The answers the table has a column for: those it declares, or those of the questions it has one line for."""
    if declared.columns:
        return declared.columns
    lines = [asked.question(row.question) for part in declared.parts for row in part.rows if not row.each_choice]
    found = {choice.code: choice.label for question in lines for choice in asked.options(question)}
    return tuple(RoledChoice(code=code, label=label) for code, label in found.items())


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a line, one a column; the last one for those who did not say."""

    asked: Form
    forms: int
    columns: tuple[RoledChoice, ...]

    def shares(self, counts: Counter[str], question: Question, *, silent: bool) -> tuple[Cell, ...]:
        """The share of each answer; of those who gave none too, when `silent`."""
        known = {choice.code for choice in self.asked.options(question)}
        cells = [share(counts[each.code], self.forms) if each.code in known else EMPTY for each in self.columns]
        said = sum(counts[code] for code in known)
        cells.append(share(self.forms - said, self.forms) if silent and self.forms > said else EMPTY)
        return tuple(_openable(cells))

    def of_one(self, count: int) -> tuple[Cell, ...]:
        """The share of one answer of a list, in the column of shares."""
        place = next((number for number, each in enumerate(self.columns) if each.role == SHARE), 0)
        cells = [share(count, self.forms) if number == place else EMPTY for number in range(len(self.columns) + 1)]
        return tuple(_openable(cells))

    def silent(self, count: int) -> tuple[Cell, ...]:
        """The share of those who did not say."""
        return tuple(_openable([EMPTY] * len(self.columns) + [share(count, self.forms)]))


def _rows(declared: TallyLayout, asked: Form, given: Given, cells: _Cells) -> Iterator[Row]:
    for number, part in enumerate(declared.parts):
        yield Row(f"part-{number}", part.title)
        for row in part.rows:
            question = asked.question(row.question)
            if row.each_group:
                yield Row(f"{row.question}/", row.label, (), 1)
                for group in asked.options(asked.question(question.split_by)):
                    counts = given.of(row.question, group.code)
                    shares = cells.shares(counts, question, silent=False)
                    yield Row(f"{row.question}/{group.code}", group.label, shares, 2)
            elif row.each_choice:
                yield Row(f"{row.question}/", row.label, (), 1)
                yield from _choices(row, asked, question, given, cells)
            else:
                yield Row(row.question, row.label, cells.shares(given.of(row.question), question, silent=True), 1)


def _choices(row: TallyRow, asked: Form, question: Question, given: Given, cells: _Cells) -> Iterator[Row]:
    """One line per answer of a list."""
    counts = given.of(row.question)
    for choice in asked.options(question):
        yield Row(f"{row.question}/{choice.code}", choice.label, cells.of_one(counts[choice.code]), 2)
    silent = given.forms - sum(counts[choice.code] for choice in asked.options(question))
    if silent > 0:
        yield Row(f"{row.question}/{_NOT_SAID}", _("Non renseigné"), cells.silent(silent), 2)


def _openable(cells: list[Cell]) -> Iterator[Cell]:
    for cell in cells:
        yield Cell(cell.value, CellKind.PERCENT, open=cell.value is not None)


def _of_row(declared: TallyLayout, asked: Form, row: str) -> tuple[Question, str, str]:
    """The question, the group and the answer a line counts."""
    code, _slash, rest = row.partition("/")
    question = asked.question(code)
    listed = next(each for part in declared.parts for each in part.rows if each.question == code)
    return question, rest if listed.each_group else "", rest if listed.each_choice else ""


def _notes(desk: Desk, scope: Scope, asked: Form, given: Given) -> Iterator[str]:
    yield plural(
        "Les pourcentages portent sur {n} questionnaire rendu, arrondis à l’unité : une ligne peut faire 99 ou 101.",
        "Les pourcentages portent sur les {n} questionnaires rendus, arrondis à l’unité : une ligne peut faire 99 ou 101.",
        given.forms,
    )
    if scope.as_of < desk.today():
        yield _(
            "Une réponse ne porte pas de date\u00a0: celles des jeunes partis à cette date sont comptées telles qu’elles sont."
        )
    if len(given.versions) > 1:
        told = ", ".join(f"{version} ({count})" for version, count in sorted(given.versions.items()))
        yield _("Réponses données sous plusieurs versions : {versions}. Chacun est compté sous sa dernière.").format(
            versions=told
        )
    elif given.versions and asked.version not in given.versions:
        yield _("Réponses données sous une version plus ancienne du questionnaire.")
