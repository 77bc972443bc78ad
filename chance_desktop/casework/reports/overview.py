"""Indicators against their targets, progress by Mission Locale and by correspondent, meetings with partners, surveys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, Integer, cast, func, select

from chance_desktop.casework.cards.options import BENEFICIARIES
from chance_desktop.casework.forms.answers import form, form_code
from chance_desktop.casework.programme.report_layouts import layouts
from chance_desktop.casework.reports.people import Behind, people_behind
from chance_desktop.casework.reports.population import Population, Scope, counted, population
from chance_desktop.casework.reports.questionnaire import count_forms, kept_to
from chance_desktop.casework.reports.survey_counts import read_surveyed
from chance_desktop.casework.reports.targets import aimed_at, targets
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.form import NO_FORM
from chance_desktop.domain.programme.declared import codes_of
from chance_desktop.domain.reports.report import EMPTY, Cell, CellKind, Column, Report, Row, precise_share, share
from chance_desktop.domain.rows.meetings import KeptEvent
from chance_desktop.domain.states import EventKind, FormRole, PartnerRole
from chance_desktop.runtime.words import _, figures_date, plural
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED

TEXT = CellKind.TEXT


def indicators(desk: Desk, scope: Scope) -> Report:
    """What was reached of what was aimed at, each figure labelled, with the history of the target."""
    with desk.reading() as connection:
        reached, entered, dropped, excluded = _sums(connection, population(desk, scope))
        history = targets(connection)
        forms = count_forms(connection, form(desk, layouts(desk).questionnaire.form), kept_to(desk, scope))
        held, cancelled = _meetings(desk, connection, scope)
        surveyed = [each.rates for each in read_surveyed(desk, connection, scope)]
    aimed = aimed_at(history, scope)
    rows = [
        _against("reached", _("Jeunes partis en stage"), reached, aimed.value if aimed else None),
        _against("entered", _("Jeunes entrés dans le programme"), entered, aimed.value if aimed else None),
        Row("dropped", _("Jeunes entrés sans départ"), (Cell(dropped, open=dropped > 0), EMPTY, EMPTY)),
        Row("excluded", _("dont exclusions"), (Cell(excluded, open=excluded > 0), EMPTY, EMPTY), 1),
        Row("forms", _("Questionnaires rendus, sur les jeunes partis"), (Cell(forms), Cell(reached), share(forms, reached))),
        Row("meetings", _("Réunions des partenaires prévues"), (Cell(held + cancelled), EMPTY, EMPTY)),
        Row("cancelled", _("dont annulées"), (Cell(cancelled), EMPTY, EMPTY), 1),
        *(
            Row(f"survey-{each.wave}", each.wave_label, (Cell(each.answered), Cell(each.due), share(each.answered, each.due)))
            for each in surveyed
        ),
        Row("history", _("Objectif et son histoire")),
        *(
            Row(
                f"target-{number}", each.label or _("Jeunes"),
                (EMPTY, Cell(each.value), Cell(figures_date(each.since), TEXT)), 1,
            )
            for number, each in enumerate((one for one in history if one.code == BENEFICIARIES), start=1)
        ),
    ]  # fmt: skip
    columns = (Column("done", _("Réalisé")), Column("aimed", _("Prévu")), Column("rate", _("Taux")))
    notes = tuple(
        f"{figures_date(each.since)} : {each.note}" for each in history if each.note and each.code == BENEFICIARIES
    )
    return Report(
        code="indicators",
        title=_("Indicateurs du programme"),
        columns=columns,
        rows=tuple(rows),
        notes=notes,
        charts=(),
        subtitle=_as_of(scope),
    )


def by_office(desk: Desk, scope: Scope) -> Report:
    """Targets, entries, departures by Mission Locale of entry; offices without anybody are printed too."""
    people = population(desk, scope)
    with desk.reading() as connection:
        found = {
            str(code or ""): tuple(int(each or 0) for each in counts)
            for code, *counts in connection.execute(
                select(
                    people.structure, func.count(), cast(counted(people.departed), Integer),
                    cast(counted(people.dropped), Integer),
                )
                .select_from(people.source)
                .where(people.within)
                .group_by(people.structure)
            )
        }  # fmt: skip
        history = targets(connection)
    named = {office.code: office for office in desk.programme.offices}
    rows = []
    shown = (scope.structure,) if scope.structure else (*named, *sorted(set(found) - set(named)))
    for code in shown:
        entered, reached, dropped = found.get(code, (0, 0, 0))
        aimed = aimed_at(history, replace(scope, structure=code)) if code else None
        label = named[code].short or named[code].name if code in named else code or _("Non renseigné")
        department = named[code].department if code in named else ""
        rows.append(
            _office(code or "none", label, department, aimed.value if aimed else None, entered, reached, dropped)
        )
    whole = aimed_at(history, scope)
    sums = [sum(each[place] for each in found.values()) for place in range(3)]
    rows.append(replace(_office("whole", _("Ensemble"), "", whole.value if whole else None, *sums), strong=True))
    columns = (
        Column("department", _("Département"), narrow=False), Column("aimed", _("Objectif")), Column("entered", _("Entrés")),
        Column("reached", _("Partis")), Column("dropped", _("Sans départ")), Column("progress", _("Avancement")),
    )  # fmt: skip
    return Report(
        code="offices",
        title=_("Par Mission Locale"),
        columns=columns,
        rows=tuple(rows),
        notes=(),
        charts=(),
        subtitle=_as_of(scope),
    )


def by_correspondent(desk: Desk, scope: Scope) -> Report:
    """Departures by correspondent, and those whose correspondent is not said."""
    stay, partner = SYNCED["stay"], SYNCED["partner"]
    people = population(desk, scope)
    with desk.reading() as connection:
        known = select(partner.c.id, partner.c.name).where(
            partner.c.kind.in_(codes_of(desk.programme.partner_kinds, PartnerRole.CORRESPONDENT)),
            partner.c.deleted_at.is_(None),
        )
        names = {row.id: row.name for row in connection.execute(known)}
        counts = {
            str(code or ""): (int(reached or 0), int(early or 0))
            for code, reached, early in connection.execute(
                select(
                    stay.c.correspondent_id, cast(counted(people.departed), Integer),
                    cast(counted(people.departed & (func.coalesce(stay.c.early_return_on, "") != "")), Integer),
                )
                .select_from(people.source)
                .where(people.within, people.departed)
                .group_by(stay.c.correspondent_id)
            )
        }  # fmt: skip
    found = {str(row): str(name or "") for row, name in names.items()}
    named = {scope.correspondent} if scope.correspondent else {*found, *counts} - {""}
    every = sorted(named, key=lambda code: found.get(code, "").casefold())
    rows = [
        Row(
            code,
            found.get(code) or _("Partenaire inconnu"),
            tuple(Cell(count, open=count > 0) for count in counts.get(code, (0, 0))),
        )
        for code in every
    ]
    if not scope.correspondent:
        nobody = tuple(Cell(count, open=count > 0) for count in counts.get("", (0, 0)))
        rows.append(Row("none", _("Non renseigné"), nobody))
    sums = [sum(each[place] for each in counts.values()) for place in range(2)]
    rows.append(Row("whole", _("Ensemble"), tuple(Cell(count, open=count > 0) for count in sums), strong=True))
    columns = (Column("reached", _("Partis")), Column("early", _("dont rentrés plus tôt")))
    return Report(
        code="correspondents",
        title=_("Par correspondant"),
        columns=columns,
        rows=tuple(rows),
        notes=(),
        charts=(),
        subtitle=_as_of(scope),
    )


def meetings(desk: Desk, scope: Scope) -> Report:
    """Meetings of the partners, with their theme, or why they were cancelled."""
    table = SYNCED["event"]
    query = (
        select(table)
        .where(
            _of_partners(desk),
            table.c.deleted_at.is_(None),
            table.c.on <= scope.as_of.isoformat(),
        )
        .order_by(table.c.on)
    )
    with desk.reading() as connection:
        found = kept_rows(connection, KeptEvent, query)
    rows = tuple(
        Row(each["id"], figures_date(date.fromisoformat(each['on'])), (
            Cell(each["theme"] or "", TEXT), Cell(each["cancelled_reason"] or "", TEXT),
        ))
        for each in found
    )  # fmt: skip
    cancelled = sum(bool(each["cancelled_reason"]) for each in found)
    told = plural("{n} réunion", "{n} réunions", len(found))
    subtitle = told + (", " + plural("dont {n} annulée", "dont {n} annulées", cancelled) if cancelled else "")
    columns = (Column("theme", _("Thème"), narrow=False), Column("cancelled", _("Annulée"), narrow=False))
    return Report(
        code="meetings",
        title=_("Réunions avec les partenaires"),
        columns=columns,
        rows=rows,
        notes=(),
        charts=(),
        subtitle=subtitle,
    )


def surveys(desk: Desk, scope: Scope) -> Report:
    """What became of those who agreed to be asked: the situation by wave, beside how many were due, reached, and answered."""
    with desk.reading() as connection:
        surveyed = read_surveyed(desk, connection, scope)
    waves = [each.rates for each in surveyed]
    code = form_code(desk, FormRole.SURVEY)
    asked = form(desk, code) if code else NO_FORM
    options = asked.options(asked.situation) if asked.situation is not None else ()
    rows = [
        Row("due", _("À interroger"), tuple(Cell(each.due) for each in waves)),
        Row("answered", _("Ont répondu"), tuple(Cell(each.answered) for each in waves), 1),
        Row("unreachable", _("Injoignables"), tuple(Cell(each.unreachable) for each in waves), 1),
        Row("refused", _("Ont refusé"), tuple(Cell(each.refused) for each in waves), 1),
        Row("rate", _("Taux de réponse"), tuple(share(each.answered, each.due) for each in waves), strong=True),
        Row("situation", _("Situation, parmi les réponses")),
    ]
    for code, label in (*((choice.code, choice.label) for choice in options), ("", _("Non renseigné"))):
        counts = tuple(each.situations[code] for each in surveyed)
        rows.append(Row(f"situation-{code or 'none'}", label, tuple(Cell(count) for count in counts), 1))
        shares = tuple(share(count, each.answered) for count, each in zip(counts, waves, strict=True))
        rows.append(Row(f"share-{code or 'none'}", _("en pourcentage des réponses"), shares, 2))
    columns = tuple(Column(each.wave, each.wave_label) for each in waves)
    notes = (
        _(
            "Un pourcentage se lit avec le taux de réponse de sa colonne : ceux qui n’ont pas répondu peuvent vivre autre chose."
        ),
    )
    return Report(
        code="surveys",
        title=_("Enquêtes après le séjour"),
        columns=columns,
        rows=tuple(rows),
        notes=notes,
        charts=(),
        subtitle=_as_of(scope),
    )


def office_behind(desk: Desk, scope: Scope, row: str, column: str) -> tuple[Behind, ...]:
    """The people behind a figure by Mission Locale; `whole` is everyone, `none` those whose Mission Locale is not said."""
    people = population(desk, scope if row in ("whole", "none") else replace(scope, structure=row))
    condition = _column(people, column)
    return people_behind(
        desk, people, condition & (func.coalesce(people.structure, "") == "") if row == "none" else condition
    )


def correspondent_behind(desk: Desk, scope: Scope, row: str, column: str) -> tuple[Behind, ...]:
    """The people behind a figure by correspondent."""
    stay = SYNCED["stay"]
    people = population(desk, scope)
    condition = people.departed
    if row == "none":
        condition = condition & (func.coalesce(stay.c.correspondent_id, "") == "")
    elif row != "whole":
        condition = condition & (stay.c.correspondent_id == row)
    if column == "early":
        condition = condition & (func.coalesce(stay.c.early_return_on, "") != "")
    return people_behind(desk, people, condition)


def indicator_behind(desk: Desk, scope: Scope, row: str, column: str) -> tuple[Behind, ...]:
    """The people behind an indicator. Raises `KeyError` for one that counts no people."""
    people = population(desk, scope)
    conditions = {
        "reached": people.departed, "entered": people.within, "dropped": people.dropped,
        "excluded": people.dropped & people.excluded,
    }  # fmt: skip
    return people_behind(desk, people, conditions[row])


def _column(people: Population, column: str) -> ColumnElement[bool]:
    return {"entered": people.within, "reached": people.departed, "dropped": people.dropped}[column]


def _sums(connection: Connection, people: Population) -> tuple[int, int, int, int]:
    query = (
        select(
            cast(counted(people.departed), Integer), func.count(), cast(counted(people.dropped), Integer),
            cast(counted(people.dropped & people.excluded), Integer),
        )
        .select_from(people.source)
        .where(people.within)
    )  # fmt: skip
    row = connection.execute(query).one()
    return int(row[0] or 0), int(row[1] or 0), int(row[2] or 0), int(row[3] or 0)


def _of_partners(desk: Desk) -> ColumnElement[bool]:
    return SYNCED["event"].c.kind.in_(codes_of(desk.programme.event_kinds, EventKind.PARTNERS))


def _meetings(desk: Desk, connection: Connection, scope: Scope) -> tuple[int, int]:
    """Meetings of the partners that stood, and those cancelled."""
    table = SYNCED["event"]
    query = select(table.c.cancelled_reason).where(
        _of_partners(desk),
        table.c.deleted_at.is_(None),
        table.c.on <= scope.as_of.isoformat(),
    )
    found = list(connection.execute(query).scalars())
    cancelled = sum(bool(reason) for reason in found)
    return len(found) - cancelled, cancelled


def _against(code: str, label: str, count: int, aimed: int | None) -> Row:
    rate = precise_share(count, aimed) if aimed else EMPTY
    return Row(code, label, (Cell(count, open=count > 0), Cell(aimed), rate), strong=True)


def _office(code: str, label: str, department: str, aimed: int | None, entered: int, reached: int, dropped: int) -> Row:
    progress = precise_share(entered, aimed) if aimed else EMPTY
    figures = (Cell(count, open=count > 0) for count in (entered, reached, dropped))
    return Row(code, label, (Cell(department, TEXT), Cell(aimed), *figures, progress))


def _as_of(scope: Scope) -> str:
    return _("Situation au {day}").format(day=figures_date(scope.as_of))
