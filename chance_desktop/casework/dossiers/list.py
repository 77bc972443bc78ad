"""The list of dossiers: search while typing, filters, order, one page at a time; and handing dossiers to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, select

from chance_desktop.casework.dossiers.passed_steps import PASSED
from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.dates import age_on, kept_day
from chance_desktop.domain.people import names
from chance_desktop.domain.states import LEFT, DossierState, StageState
from chance_desktop.runtime.words import _, dotted, figures_date, plural
from chance_desktop.store.schema.tables import dossier_summary as table
from chance_desktop.store.search import searching

SEARCH_LIMIT = 200
"""While searching, at most this many dossiers are listed; the page says « plus de 200 »."""

WITHOUT_MOVEMENT_DAYS = 14
_LISTED = tuple(column for column in table.c if column.name not in ("search_numbers", "due_on", "refresh_on"))
"""Columns a line of the list needs."""
NOT_ELIGIBLE = "not-eligible"
"""The word of `Overall` in a summary: its module reads the programme, which the first list does not wait for."""
_WEEK = timedelta(days=7)


class Filter(StrEnum):
    """Chips above the list."""

    ALL = "all"
    THIS_WEEK = "this-week"
    WITHOUT_MOVEMENT = "without-movement"
    LETTER_MISSING = "letter-missing"
    ABROAD = "abroad"
    NOT_ELIGIBLE = "not-eligible"
    LEFT = "left"

    @property
    def label(self) -> str:
        """French label."""
        return {
            Filter.ALL: _("Tous"),
            Filter.THIS_WEEK: _("À faire cette semaine"),
            Filter.WITHOUT_MOVEMENT: _("Sans mouvement"),
            Filter.LETTER_MISSING: _("Lettre manquante"),
            Filter.ABROAD: _("À l’étranger"),
            Filter.NOT_ELIGIBLE: _("Non éligibles"),
            Filter.LEFT: _("Clos"),
        }[self]


class Sort(StrEnum):
    """Columns the list can be ordered by."""

    NAME = "name"
    AGE = "age"
    TOWN = "town"
    STEP = "step"
    PIECES = "pieces"
    NEXT_ACTION = "next-action"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """What the list shows."""

    text: str = ""
    filter: Filter = Filter.ALL
    sort: Sort = Sort.WAITING
    descending: bool = True
    mine: bool = False
    offset: int = 0
    limit: int = 60


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A line of the list. `step` counts from 1; `phases` has one code per step; `passed` are those gone past without being at them."""

    id: str
    surname: str
    first_name: str
    birth_date: date | None
    age: int | None
    town: str
    file_number: str
    step: int
    step_label: str
    steps: int
    phases: tuple[str, ...]
    received: int
    required: int
    next_action: str
    waiting_days: int
    state: str
    passed: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """« Manon Roussel »."""
        return f"{self.first_name} {self.surname}".strip()

    @property
    def told_apart(self) -> str:
        """« Roussel Manon · 12/03/2005 · Civray · 2026-CIV-K7-014 »: what tells two people of one name apart."""
        return dotted(
            f"{self.surname} {self.first_name}".strip(), figures_date(self.birth_date), self.town, self.file_number
        )

    @property
    def passed_words(self) -> str:
        """« 2 étapes passées »: what the dashed squares behind the step say; nothing when all were lived."""
        return plural("{n} étape passée", "{n} étapes passées", len(self.passed)) if self.passed else ""

    @property
    def initials(self) -> str:
        """« MR »."""
        return names.initials(self.first_name, self.surname)


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A page of the list; `capped` when the search found more than it lists."""

    rows: tuple[DossierRow, ...]
    total: int
    capped: bool = False

    @property
    def words(self) -> str:
        """« Plus de 200 résultats », where there are more than are listed; nothing where the total says it."""
        return _("Plus de {n} résultats").format(n=self.total) if self.capped else ""


def list_page(desk: Desk, query: DossierQuery) -> DossierPage:
    """A page of the list; a search lists the best 200 and orders them, whatever the number of dossiers."""
    with desk.reading() as connection:
        if names.fold(query.text):
            return _search_page(desk, connection, query)
        where = _where(desk, query.filter, query.mine)
        rows = connection.execute(
            _ordered(select(*_LISTED).where(where), query).offset(query.offset).limit(query.limit)
        ).all()
        total = connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()
        return DossierPage(_rows(desk, rows), total)


def counts(desk: Desk, mine: bool = False) -> dict[Filter, int]:
    """How many dossiers each chip holds."""
    return {each: count(desk, each, mine) for each in Filter}


def count(desk: Desk, chosen: Filter, mine: bool = False) -> int:
    """How many dossiers one chip holds."""
    with desk.reading() as connection:
        query = select(func.count()).select_from(table).where(_where(desk, chosen, mine))
        return connection.execute(query).scalar_one()


def all_ids(desk: Desk, query: DossierQuery) -> tuple[str, ...]:
    """Ids of every dossier the list holds, in its order."""
    with desk.reading() as connection:
        if names.fold(query.text):
            return tuple(row.id for row in _search_page(desk, connection, query).rows)
        found = _ordered(select(table).where(_where(desk, query.filter, query.mine)), query)
        return tuple(row.dossier_id for row in connection.execute(found))


def to_row(row: Row[tuple[object, ...]], today: date) -> DossierRow:
    """A line of the list from its summary."""
    values = row._mapping
    birth = kept_day(values["birth_date"])
    marked = values["phases"].split(",")
    phases = tuple(each.removeprefix(PASSED) for each in marked)
    return DossierRow(
        id=values["dossier_id"],
        surname=values["surname"],
        first_name=values["first_name"],
        birth_date=birth,
        age=age_on(birth, today) if birth else None,
        town=values["town"],
        file_number=values["file_number"],
        step=values["step"],
        step_label=values["step_label"],
        steps=len(phases),
        phases=phases,
        received=values["received"],
        required=values["required"],
        next_action=values["action_title"],
        waiting_days=max(0, (today - date.fromisoformat(values["moved_on"])).days),
        state=values["state"],
        passed=frozenset(number for number, each in enumerate(marked, 1) if each.startswith(PASSED)),
    )


def _where(desk: Desk, chosen: Filter, mine: bool) -> ColumnElement[bool]:
    today = desk.today()
    active = table.c.state == DossierState.ACTIVE.value
    clause = {
        Filter.ALL: active,
        Filter.THIS_WEEK: and_(active, table.c.due_on != "", table.c.due_on <= (today + _WEEK).isoformat()),
        Filter.WITHOUT_MOVEMENT: and_(active, table.c.moved_on < still_since(today)),
        Filter.LETTER_MISSING: and_(active, table.c.letter_missing == 1),
        Filter.ABROAD: and_(active, table.c.stage_state == StageState.ABROAD.value),
        Filter.NOT_ELIGIBLE: and_(active, table.c.eligible == NOT_ELIGIBLE),
        Filter.LEFT: table.c.state.in_(LEFT),
    }[chosen]
    return and_(clause, mine_clause(desk)) if mine else clause


def still_since(today: date) -> str:
    """A dossier last moved before this day is without movement."""
    return (today - timedelta(days=WITHOUT_MOVEMENT_DAYS)).isoformat()


def _ordered(query: Select[tuple[object, ...]], wanted: DossierQuery) -> Select[tuple[object, ...]]:
    column: ColumnElement[object] = {
        Sort.NAME: table.c.sort_name,
        Sort.AGE: table.c.birth_date,
        Sort.TOWN: table.c.town,
        Sort.STEP: table.c.step,
        Sort.PIECES: table.c.received * 100 / case((table.c.required < 1, 1), else_=table.c.required),
        Sort.NEXT_ACTION: table.c.action_title,
        Sort.WAITING: table.c.moved_on,
    }[wanted.sort]
    backwards = wanted.sort in (Sort.WAITING, Sort.AGE)
    down = wanted.descending is not backwards
    # Dossiers that are equal stand in the same order in every home: by their number, never by their place in this store.
    last = table.c.file_number
    return query.order_by(column.desc() if down else column.asc(), last.desc() if down else last)


def _search_page(desk: Desk, connection: Connection, query: DossierQuery) -> DossierPage:
    words = names.fold(query.text)
    listed = select(*_LISTED).where(_where(desk, query.filter, query.mine)).limit(SEARCH_LIMIT + 1)
    found = connection.execute(searching(connection, listed, words)).all()
    best = sorted(found[:SEARCH_LIMIT], key=lambda row: _relevance(row, words))
    rows = _rows(desk, best[query.offset : query.offset + query.limit])
    return DossierPage(rows, len(best), len(found) > SEARCH_LIMIT)


def _rows(desk: Desk, found: Sequence[Row[tuple[object, ...]]]) -> tuple[DossierRow, ...]:
    today = desk.today()
    return tuple([to_row(row, today) for row in found])


def _relevance(row: Row[tuple[object, ...]], words: str) -> tuple[int, str, str]:
    """Surnames that begin with what was typed, then first names, then towns, then the rest."""
    starts = (row.sort_name, row.search_name, row.search_town)
    place = next((index for index, start in enumerate(starts) if start.startswith(words)), len(starts))
    return place, row.sort_name, row.file_number
