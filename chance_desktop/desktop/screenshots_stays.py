"""Where the pictures of offers, stays, surveys, the library and liaison notes are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.stay.view import StayTab
    from chance_desktop.desktop.library.view import LibraryScreen
    from chance_desktop.desktop.offers.view import OffersScreen
    from chance_desktop.desktop.shell import Shell
    from chance_desktop.desktop.stays.view import StaysScreen

Stop = tuple[str, Callable[[], object]]


def stays_stops(shell: Shell, dossiers: dict[str, str]) -> list[Stop]:
    """Every place of these pages, filled with what the fictional office holds; `dossiers` by surname."""
    stops: list[Stop] = [
        ("18-offres", lambda: _offers(shell, "offers")),
        ("18-offre-nouvelle", lambda: _offers(shell, "offers").add()),
        ("18-partenaires", lambda: _offers(shell, "partners")),
        ("18-partenaire", lambda: _first_partner(shell)),
        ("19-sejours", lambda: _stays(shell, "under-way")),
        ("19-enquetes", lambda: _stays(shell, "surveys")),
        ("19-enquete", lambda: _first_survey(shell)),
        ("21-bibliotheque", lambda: _library(shell, "documents")),
        ("21-affiches", lambda: _library(shell, "publicity")),
    ]
    abroad, back = dossiers.get("Bonnin"), dossiers.get("Guérineau")
    if abroad:
        stops += [
            ("20-sejour", lambda: shell.open_dossier(abroad, "stay")),
            ("20-sejour-fiches", lambda: _tab(shell, abroad).show_card("sheets")),
            ("20-sejour-offres", lambda: _tab(shell, abroad).perform("stay:offers")),
            ("20-sejour-fiche", lambda: _tab(shell, abroad).sheets.open_form()),
            ("20-sejour-incident", lambda: _tab(shell, abroad).incidents.add("incident")),
            ("20-sejour-retour-anticipe", lambda: _tab(shell, abroad).perform("stay:early")),
        ]
    if back:
        stops += [
            ("20-retour", lambda: shell.open_dossier(back, "stay")),
            ("20-retour-taches", lambda: _tab(shell, back).show_card("back")),
        ]
    return stops


def _offers(shell: Shell, view: str) -> OffersScreen:
    from chance_desktop.desktop.offers.view import OffersScreen

    shell.show_page("offers")
    page = shell.page("offers")
    assert isinstance(page, OffersScreen)
    page.choose(view)
    return page


def _first_partner(shell: Shell) -> None:
    from chance_desktop.casework.offers import partners
    from chance_desktop.desktop.offers.partner_sheet import open_partner

    page = _offers(shell, "partners")
    found = partners(shell.desk)
    own = (each.card.id for each in found if each.card.mine)
    open_partner(shell, next(own, found[0].card.id if found else ""), page)


def _stays(shell: Shell, view: str) -> StaysScreen:
    from chance_desktop.desktop.stays.view import StaysScreen

    shell.show_page("stays")
    page = shell.page("stays")
    assert isinstance(page, StaysScreen)
    page.choose(view)
    return page


def _first_survey(shell: Shell) -> None:
    from chance_desktop.casework.afterwards import surveys

    page = _stays(shell, "surveys")
    found = surveys(shell.desk)
    tried = (each.subject.id for each in found if each.state == "due" and each.attempts)
    wanted = next(tried, found[0].subject.id if found else "")
    if wanted:
        page.open_survey(wanted)


def _library(shell: Shell, view: str) -> LibraryScreen:
    from chance_desktop.desktop.library.view import LibraryScreen

    shell.show_page("library")
    page = shell.page("library")
    assert isinstance(page, LibraryScreen)
    page.choose(view)
    return page


def _tab(shell: Shell, dossier_id: str) -> StayTab:
    from chance_desktop.desktop.dossier.stay.view import StayTab
    from chance_desktop.desktop.dossier.view import DossierScreen

    shell.open_dossier(dossier_id, "stay")
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    shown = page.stack.currentWidget()
    assert isinstance(shown, StayTab)
    return shown
