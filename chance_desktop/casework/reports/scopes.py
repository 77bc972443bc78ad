"""Choosing of whom a table speaks: what may be chosen, a scope from what was typed, and the scope told in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.reports.population import Scope, population
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.declared import codes_of
from chance_desktop.domain.states import PartnerRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, figures_date
from chance_desktop.store.schema.tables import SYNCED

partner = SYNCED["partner"]


class NoSuchOffice(ExpectedError):
    """A Mission Locale the directory does not have."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("La Mission Locale « {code} » n’est pas dans l’annuaire.").replace("{code}", code[:40]),
            _("Donnez son code, tel que l’annuaire l’écrit."),
        )


class NoSuchCorrespondent(ExpectedError):
    """A correspondent nobody noted."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("Il n’y a pas de correspondant « {name} ».").replace("{name}", name[:40]),
            _("Choisissez parmi : {names}.").replace("{names}", ", ".join(known))
            if known
            else _("Aucun correspondant n’est noté, page Offres."),
        )


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """What may be chosen: years in which somebody entered, the latest first; `(code, name)` of offices and correspondents."""

    years: tuple[int, ...] = ()
    offices: tuple[tuple[str, str], ...] = ()
    correspondents: tuple[tuple[str, str], ...] = ()


def scope_choices(desk: Desk) -> ScopeChoices:
    """Read them."""
    people = population(desk, Scope(desk.today()))
    entered = select(people.year).select_from(people.source).where(people.within).distinct()
    with desk.reading() as connection:
        years = {int(year) for year in connection.execute(entered).scalars() if year}
    offices = tuple((each.code, each.short or each.name) for each in desk.programme.offices)
    return ScopeChoices(tuple(sorted(years, reverse=True)), offices, _correspondents(desk))


def typed_scope(
    desk: Desk, as_of: date | None = None, year: int = 0, structure: str = "", correspondent: str = ""
) -> Scope:
    """A scope; a correspondent is said by its name or its row. Raises `NoSuchOffice` or `NoSuchCorrespondent`."""
    if structure and structure not in {each.code for each in desk.programme.offices}:
        raise NoSuchOffice(structure)
    known = _correspondents(desk) if correspondent else ()
    found = next((row for row, name in known if row == correspondent or fold(name) == fold(correspondent)), "")
    if correspondent and not found:
        raise NoSuchCorrespondent(correspondent, tuple(name for _row, name in known))
    return Scope(as_of or desk.today(), year, structure, found)


def narrowing(desk: Desk, scope: Scope) -> tuple[str, ...]:
    """What a scope keeps to, a few words each; nothing when it is everyone."""
    found = []
    if scope.year:
        found.append(_("entrés en {year}").format(year=scope.year))
    if scope.structure:
        names = {each.code: each.short or each.name for each in desk.programme.offices}
        name = names.get(scope.structure, scope.structure)
        found.append(_("Mission Locale d’entrée\u00a0: {name}").format(name=name))
    if scope.correspondent:
        found.append(_("correspondant\u00a0: {name}").format(name=_partner_name(desk, scope.correspondent)))
    return tuple(found)


def as_of_words(scope: Scope) -> str:
    """« situation au 31/12/2010 »."""
    return _("situation au {day}").format(day=figures_date(scope.as_of))


def scope_sentence(desk: Desk, scope: Scope) -> str:
    """« Périmètre : entrés en 2010 ; correspondant : Eagle UK ; situation au 31/12/2010. »."""
    parts = narrowing(desk, scope) or (
        _("tous les jeunes, quels que soient l’année, la Mission Locale et le correspondant"),
    )
    return _("Périmètre\u00a0: {parts}.").format(parts="\u00a0; ".join((*parts, as_of_words(scope))))


def _correspondents(desk: Desk) -> tuple[tuple[str, str], ...]:
    query = select(partner.c.id, partner.c.name).where(
        partner.c.kind.in_(codes_of(desk.programme.partner_kinds, PartnerRole.CORRESPONDENT)),
        partner.c.deleted_at.is_(None),
    )
    with desk.reading() as connection:
        found = [(row.id, row.name or "") for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda each: fold(each[1])))


def _partner_name(desk: Desk, row: str) -> str:
    with desk.reading() as connection:
        return connection.execute(select(partner.c.name).where(partner.c.id == row)).scalar() or _("Partenaire inconnu")
