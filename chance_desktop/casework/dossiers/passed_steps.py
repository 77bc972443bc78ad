"""The steps a dossier went past without living them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import step_change

if TYPE_CHECKING:
    from chance_desktop.domain.programme.programme import Programme

PASSED = "~"
"""In the phases of a summary, the mark of a step that was passed over."""

Move = tuple[str | None, str | None]


def passed_over(programme: Programme, connection: Connection, dossiers: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """Places, from 1, of the steps each dossier went past in one move and never was at; a dossier that has none is not there."""
    moves: dict[str, list[Move]] = defaultdict(list)
    query = select(step_change.c.dossier_id, step_change.c.from_step, step_change.c.to_step).where(
        among(step_change.c.dossier_id, dossiers), step_change.c.deleted_at.is_(None)
    )
    for row in connection.execute(query):
        moves[row.dossier_id].append((row.from_step, row.to_step))
    found = {dossier: _between(programme, those) for dossier, those in moves.items()}
    return {dossier: places for dossier, places in found.items() if places}


def marked_phases(programme: Programme, passed: frozenset[int]) -> str:
    """The phase of each step between commas, those of the steps passed over marked."""
    phases = enumerate((step.phase for step in programme.steps), start=1)
    return ",".join(f"{PASSED if number in passed else ''}{phase}" for number, phase in phases)


def _between(programme: Programme, moves: Iterable[Move]) -> frozenset[int]:
    places = {step.code: number for number, step in enumerate(programme.steps, start=1)}
    been = {places.get(str(code)) for move in moves for code in move}
    been |= {places.get(each.goes_on) for each in programme.decisions}
    spans = [(places.get(str(start)), places.get(str(end))) for start, end in moves]
    between = {place for start, end in spans if start and end for place in range(start + 1, end)}
    return frozenset(between - been)
