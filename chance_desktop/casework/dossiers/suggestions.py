"""Whom a few letters or a number may mean: people followed first, then those whose dossier is closed."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.casework.dossiers.list import DossierQuery, DossierRow, Filter, list_page
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.words import _, dotted

MOST = 6


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best few, and how many followed dossiers there are; `capped` when there are more than are counted."""

    people: tuple[DossierRow, ...] = ()
    total: int = 0
    capped: bool = False


def suggest(desk: Desk, text: str) -> Suggestions:
    """Dossiers that a text may mean; none for an empty text."""
    if not fold(text):
        return Suggestions()
    followed = list_page(desk, DossierQuery(text=text, limit=MOST))
    rest = MOST - len(followed.rows)
    closed = list_page(desk, DossierQuery(text=text, filter=Filter.LEFT, limit=rest)).rows if rest else ()
    return Suggestions((*followed.rows, *closed), followed.total, followed.capped)


def suggested(row: DossierRow) -> str:
    """« Roussel Manon · 12/03/2005 · Civray · 2026-CIV-K7-014 », and whether the dossier is closed."""
    return dotted(row.told_apart, "" if row.state == DossierState.ACTIVE else _("dossier clos"))
