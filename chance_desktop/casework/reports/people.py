"""The table of beneficiaries: by year of entry, then by what is known of them; and the list behind each of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, Integer, cast, select

from chance_desktop.casework.cards.options import BENEFICIARIES
from chance_desktop.casework.programme.report_layouts import layouts
from chance_desktop.casework.reports.population import Population, Scope, counted, population
from chance_desktop.casework.reports.targets import Target, aimed_at, targets
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.programme.report_layout import CountedRow, ReportLayouts
from chance_desktop.domain.reports.report import EMPTY, Bar, Cell, CellKind, Chart, Column, Report, Row
from chance_desktop.runtime.words import _, figures_date, plural
from chance_desktop.store.schema.tables import dossier, dossier_summary

CODE = "annexe-1"
_REACHED, _ADULTS, _ALL, _DROPPED, _PREPARING = "reached", "adults", "all", "dropped", "preparing"
_REGISTERED, _UNREGISTERED, _PLANNED, _WHOLE = "registered-people", "unregistered-people", "planned", "whole"


@dataclass(frozen=True, slots=True)
class Behind:
    """Someone behind a figure."""

    dossier_id: str
    name: str
    file_number: str
    structure_code: str
    entered_on: date
    what: str


def report(desk: Desk, scope: Scope) -> Report:
    """The table for a scope; every row is printed, also when it counts nobody."""
    declared = layouts(desk)
    with desk.reading() as connection:
        people = population(desk, scope)
        figures = _figures(connection, people, declared)
        history = targets(connection)
    years = _years(declared, figures, scope)
    target = aimed_at(history, scope)
    columns = (
        Column(_PLANNED, _("Prévus")),
        *(Column(str(year), str(year)) for year in years),
        Column(_WHOLE, _("Toute la durée")),
    )
    rows = [*_totals(figures, years, target), *_details(figures, years, declared, target)]
    registered = _registered(_sum(figures, _REGISTERED), _sum(figures, _UNREGISTERED), _sum(figures, _ALL))
    rows += _answers(declared, registered, len(years))
    preparing = _sum(figures, _PREPARING)
    return Report(
        code=CODE, title=declared.annexe_1.title, columns=columns, rows=tuple(rows), notes=_notes(desk, scope, history, preparing, years, figures),
        charts=(_chart(figures, years),), subtitle=declared.annexe_1.subtitle,
    )  # fmt: skip


def behind(desk: Desk, scope: Scope, row: str, column: str) -> tuple[Behind, ...]:
    """The people behind a figure, by name. Raises `KeyError` for a row or column that counts nobody."""
    people = population(desk, replace(scope, year=int(column)) if column.isdigit() else scope)
    condition = _conditions(people, layouts(desk))[row]
    return people_behind(desk, people, condition)


def people_behind(desk: Desk, people: Population, condition: ColumnElement[bool]) -> tuple[Behind, ...]:
    """The people of a population who hold a condition."""
    query = (
        select(
            people.id.label("dossier"), dossier_summary.c.first_name, dossier_summary.c.surname, dossier.c.file_number,
            people.structure.label("structure"), dossier.c.entered_on, people.departed.label("departed"),
            people.dropped.label("dropped"),
        )
        .select_from(people.source.outerjoin(dossier_summary, dossier_summary.c.dossier_id == people.id))
        .where(people.within, condition)
        .order_by(dossier_summary.c.sort_name)
    )  # fmt: skip
    with desk.reading() as connection:
        return tuple(
            Behind(
                row.dossier, f"{row.first_name or ''} {row.surname or ''}".strip(), row.file_number or "",
                row.structure or "", date.fromisoformat(row.entered_on),
                _("Parti") if row.departed else _("Sans départ") if row.dropped else _("En préparation"),
            )
            for row in connection.execute(query)
        )  # fmt: skip


def _conditions(people: Population, declared: ReportLayouts) -> dict[str, ColumnElement[bool]]:
    """What each row counts."""
    found: dict[str, ColumnElement[bool]] = {
        _REACHED: people.departed, _ALL: people.within, _DROPPED: people.dropped, _PREPARING: people.in_preparation,
    }  # fmt: skip
    found |= {row.code: people.holds(row.when) for row in _counted_rows(declared) if row.when is not None}
    return found


def _figures(connection: Connection, people: Population, declared: ReportLayouts) -> dict[tuple[int, str], int]:
    """Counts by year of entry and code of row, in one pass over the dossiers."""
    registered = people.facts["ml_registered"]
    conditions = _conditions(people, declared) | {
        _REGISTERED: registered.is_(True), _UNREGISTERED: registered.is_(False),
    }  # fmt: skip
    year = people.year.label("year")
    query = (
        select(
            year,
            *(
                cast(counted(condition), Integer).label(f"n{place}")
                for place, condition in enumerate(conditions.values())
            ),
        )
        .select_from(people.source)
        .where(people.within)
        .group_by(people.year)
    )
    return {
        (int(row[0]), code): int(count or 0)
        for row in connection.execute(query)
        for code, count in zip(conditions, row[1:], strict=True)
    }


def _totals(figures: dict[tuple[int, str], int], years: Sequence[int], target: Target | None) -> Iterator[Row]:
    aimed = Cell(target.value) if target is not None else EMPTY
    yield Row("direct", _("Nombre de bénéficiaires directement touchés par l’action"))
    yield Row(_REACHED, _("Jeunes"), (aimed, *_counts(figures, years, _REACHED)), 1)
    yield Row(_ADULTS, _("Adultes"), _nothing(years), 1)
    yield Row(_ALL, _("Nombre total de bénéficiaires"), (EMPTY, *_counts(figures, years, _ALL)), strong=True)
    label = _("Nombre d’abandons ou d’exclusions, ou venus à un parrainage sans déposer de dossier")
    yield Row(_DROPPED, label, (EMPTY, *_counts(figures, years, _DROPPED)))


def _details(
    figures: dict[tuple[int, str], int], years: Sequence[int], declared: ReportLayouts, target: Target | None
) -> Iterator[Row]:  # fmt: skip
    for part in declared.annexe_1.parts:
        yield Row(part.code, part.title)
        for row in part.rows:
            planned = Cell(target.value) if row.planned == BENEFICIARIES and target is not None else EMPTY
            cells = _counts(figures, years, row.code) if row.when is not None else _nothing(years)[1:]
            yield Row(row.code, row.label, (planned, *cells), 1)


def _registered(registered: int, unregistered: int, everyone: int) -> str:
    """What is known of who is registered: nothing is assumed of those of whom it was not said."""
    unsaid = everyone - registered - unregistered
    if everyone and registered == everyone:
        return _("Oui, tous")
    if registered and unsaid:
        silent = plural("{n} non renseigné", "{n} non renseignés", unsaid)
        return _("Oui, {n} sur {all} ({silent})").format(n=registered, all=everyone, silent=silent)
    if registered:
        return _("Oui, une partie ({n} sur {all})").format(n=registered, all=everyone)
    return _("Aucun") if everyone and unregistered == everyone else _("Non renseigné")


def _answers(declared: ReportLayouts, said: str, years: int) -> Iterator[Row]:
    blank = (EMPTY,) * years
    yield Row("other", _("Autres informations"))
    yield Row(
        "registered", _("Inscrits et suivis par la Mission Locale"),
        (Cell(_("Oui, tous"), CellKind.TEXT), *blank, Cell(said, CellKind.TEXT)), 1,
    )  # fmt: skip
    scale = Cell(declared.annexe_1.territory.scale, CellKind.TEXT)
    yield Row("scale", _("Échelle de l’action"), (scale, *blank, scale), 1)
    districts = declared.annexe_1.territory.districts
    yield Row(
        "districts", _("Quartiers « politique de la ville »"),
        (EMPTY, *blank, Cell(districts, CellKind.TEXT) if districts else EMPTY), 1,
    )  # fmt: skip


def _counts(figures: dict[tuple[int, str], int], years: Sequence[int], code: str) -> tuple[Cell, ...]:
    """One cell per year, then their sum; nobody is an empty cell, as on the funder's form."""
    every = [figures.get((year, code), 0) for year in years]
    return tuple(Cell(count, open=True) if count else EMPTY for count in (*every, _sum(figures, code)))


def _sum(figures: dict[tuple[int, str], int], code: str) -> int:
    """A count of the whole duration, years that are not displayed included."""
    return sum(count for (_year, counted_code), count in figures.items() if counted_code == code)


def _nothing(years: Sequence[int]) -> tuple[Cell, ...]:
    return (EMPTY,) * (len(years) + 2)


def _all_years(figures: dict[tuple[int, str], int]) -> list[int]:
    return sorted({year for year, _code in figures})


def _years(declared: ReportLayouts, figures: dict[tuple[int, str], int], scope: Scope) -> tuple[int, ...]:
    """The years the programme declares while its people entered in them; otherwise those in which somebody entered."""
    if scope.year:
        return (scope.year,)
    found = _all_years(figures)
    if set(found) <= set(declared.years):
        return declared.years
    return tuple(range(found[0], found[-1] + 1))[-6:]


def _counted_rows(declared: ReportLayouts) -> Iterator[CountedRow]:
    for part in declared.annexe_1.parts:
        yield from part.rows


def _chart(figures: dict[tuple[int, str], int], years: Sequence[int]) -> Chart:
    return Chart(
        _("Par année d’entrée"),
        tuple(
            (
                str(year),
                (
                    Bar(_("Entrés"), figures.get((year, _ALL), 0), "accent"),
                    Bar(_("Partis"), figures.get((year, _REACHED), 0), "green"),
                    Bar(_("Sans départ"), figures.get((year, _DROPPED), 0), "orange", hatched=True),
                ),
            )
            for year in years
        ),
    )


def _notes(
    desk: Desk, scope: Scope, history: tuple[Target, ...], preparing: int, years: Sequence[int],
    figures: dict[tuple[int, str], int],
) -> tuple[str, ...]:  # fmt: skip
    found = [
        _(
            "Situation au {day}. Une personne est comptée une fois, à la Mission Locale et l’année de son entrée."
        ).format(day=figures_date(scope.as_of)),
        _("« Jeunes » : le premier jour du séjour est passé. L’âge est pris le jour de l’entrée dans le programme."),
        _("Niveaux : VI et V bis, sous le niveau 3 ; V = 3 ; IV = 4 ; III = 5 ; II = 6 ; I = 7 ou 8."),
    ]
    if preparing:
        found.append(
            plural(
                "Le total compte {n} personne en préparation, ni partie ni sortie du parcours.",
                "Le total compte {n} personnes en préparation, ni parties ni sorties du parcours.", preparing,
            )
        )  # fmt: skip
    outside = sum(figures.get((year, _ALL), 0) for year in _all_years(figures) if year not in years)
    if outside:
        found.append(
            plural(
                "« Toute la durée » compte aussi {n} entrée d’une année qui n’est pas affichée.",
                "« Toute la durée » compte aussi {n} entrées d’années qui ne sont pas affichées.", outside,
            )
        )  # fmt: skip
    aimed = [each for each in history if each.code == BENEFICIARIES and each.since <= scope.as_of]
    if len(aimed) > 1:
        told = ", ".join(
            _("{n} à partir du {day}").format(n=each.value, day=figures_date(each.since)) for each in aimed
        )
        found.append(_("Objectif : {history}.").format(history=told))
    return tuple(found)
