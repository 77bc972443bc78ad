"""Where the pictures of offers, stays, surveys, the library and liaison notes are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.stay.view import StayTab
    from chance_desktop.desktop.library.view import LibraryScreen
    from chance_desktop.desktop.offers.view import OffersScreen
    from chance_desktop.desktop.stays.view import StaysScreen
    from chance_desktop.desktop.workplace.shell import Shell

Stop = tuple[str, Callable[[], object]]


def stays_stops(shell: Shell, dossiers: dict[str, str]) -> list[Stop]:
    """Every place of these pages, filled with what the fictional office holds; `dossiers` by surname."""
    stops: list[Stop] = [
        ("18-offres", lambda: offers_page(shell, "offers")),
        ("18-offre-nouvelle", lambda: offers_page(shell, "offers").add()),
        ("18-partenaires", lambda: offers_page(shell, "partners")),
        ("18-partenaire", lambda: some_partner(shell)),
        ("19-sejours", lambda: stays_page(shell, "under-way")),
        ("19-enquetes", lambda: stays_page(shell, "surveys")),
        ("19-enquete", lambda: some_survey(shell)),
        ("21-bibliotheque", lambda: library_page(shell, "documents")),
        ("21-affiches", lambda: library_page(shell, "publicity")),
    ]
    abroad, back = dossiers.get("Bonnin"), dossiers.get("Guérineau")
    if abroad:
        stops += [
            ("20-sejour", lambda: shell.open_dossier(abroad, "stay")),
            ("20-sejour-fiches", lambda: stay_tab(shell, abroad).show_card("sheets")),
            ("20-sejour-dates", lambda: stay_tab(shell, abroad).perform("stay:dates")),
            ("20-sejour-offres", lambda: stay_tab(shell, abroad).perform("stay:offers")),
            ("20-sejour-fiche", lambda: stay_tab(shell, abroad).sheets.open_form()),
            ("20-sejour-incident", lambda: stay_tab(shell, abroad).incidents.add("incident")),
            ("20-sejour-retour-anticipe", lambda: stay_tab(shell, abroad).perform("stay:early")),
        ]
    if back:
        stops += [
            ("20-retour", lambda: shell.open_dossier(back, "stay")),
            ("20-retour-taches", lambda: stay_tab(shell, back).show_card("back")),
        ]
    noted = dossiers.get("Roussel")
    if noted:
        stops.append(("20-notes-de-liaison", lambda: shell.open_dossier(noted, "journal")))
    return stops


def offers_page(shell: Shell, view: str) -> OffersScreen:
    """The page of offers, on a view."""
    from chance_desktop.desktop.offers.view import OffersScreen

    shell.show_page("offers")
    page = shell.page("offers")
    assert isinstance(page, OffersScreen)
    page.choose(view)
    return page


def some_partner(shell: Shell) -> None:
    """Open the sheet of a partner, one of this office when there is one."""
    from chance_desktop.casework.stays.offers import partners
    from chance_desktop.desktop.offers.partner_sheet import open_partner

    page = offers_page(shell, "partners")
    found = partners(shell.desk)
    own = (each.card.id for each in found if each.card.mine)
    open_partner(shell, next(own, found[0].card.id if found else ""), page)


def stays_page(shell: Shell, view: str) -> StaysScreen:
    """The page of stays, on a view."""
    from chance_desktop.desktop.stays.view import StaysScreen

    shell.show_page("stays")
    page = shell.page("stays")
    assert isinstance(page, StaysScreen)
    page.choose(view)
    return page


def some_survey(shell: Shell) -> None:
    """Open a survey that was tried already, or any."""
    from chance_desktop.casework.surveys.surveys import surveys

    page = stays_page(shell, "surveys")
    found = surveys(shell.desk)
    tried = (each.subject.id for each in found if each.state == "due" and each.attempts)
    wanted = next(tried, found[0].subject.id if found else "")
    if wanted:
        page.open_survey(wanted)


def library_page(shell: Shell, view: str) -> LibraryScreen:
    """The library, on a view."""
    from chance_desktop.desktop.library.view import LibraryScreen

    shell.show_page("library")
    page = shell.page("library")
    assert isinstance(page, LibraryScreen)
    page.choose(view)
    return page


def stay_tab(shell: Shell, dossier_id: str) -> StayTab:
    """The stay of a dossier."""
    from chance_desktop.desktop.dossier.page.view import DossierScreen
    from chance_desktop.desktop.dossier.stay.view import StayTab

    shell.open_dossier(dossier_id, "stay")
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    shown = page.stack.currentWidget()
    assert isinstance(shown, StayTab)
    return shown
