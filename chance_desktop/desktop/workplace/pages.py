"""Which pages there are; each is imported when it is first shown, so that the start stays light."""

from __future__ import annotations

from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.nav import NavEntry
from chance_desktop.runtime.words import _

NAV_ENTRIES = (
    NavEntry("home", _("Accueil"), "house", "Ctrl+1"),
    NavEntry("dossiers", _("Dossiers"), "folders", "Ctrl+2"),
    NavEntry("letters", _("Lettres"), "mail", "Ctrl+3"),
    NavEntry("meetings", _("Rendez-vous"), "calendar-days", "Ctrl+4"),
    NavEntry("stays", _("Séjours"), "plane", "Ctrl+5"),
    NavEntry("offers", _("Offres"), "briefcase", "Ctrl+6"),
    NavEntry("documents", _("Documents"), "printer", "Ctrl+7"),
    NavEntry("library", _("Bibliothèque"), "library", "Ctrl+8"),
    NavEntry("synchronisation", _("Synchronisation"), "refresh-cw", "Ctrl+9", new_group=True),
    NavEntry("help", _("Aide"), "life-buoy", "Ctrl+0, F1"),
    NavEntry("settings", _("Réglages"), "settings"),
)

_OF_THE_REGION = {
    "letters": NavEntry("instruction", _("Instruction"), "inbox", "Ctrl+3"),
    "documents": NavEntry("statistics", _("Statistiques"), "chart-column", "Ctrl+7"),
}
"""What the Region has in place of pages of an office."""


def nav_entries(role: str) -> tuple[NavEntry, ...]:
    """The pages of a role, in the order of the navigation."""
    return tuple(_OF_THE_REGION.get(each.code, each) for each in NAV_ENTRIES) if role == "region" else NAV_ENTRIES


def build_page(code: str, navigator: Navigator) -> Screen:
    """Make a page by its code."""
    if code == "home" and navigator.desk.role == "region":
        from chance_desktop.desktop.home.region_view import RegionHomeScreen

        return RegionHomeScreen(navigator)
    if code == "home":
        from chance_desktop.desktop.home.view import HomeScreen

        return HomeScreen(navigator)
    if code == "dossiers":
        return DossiersScreen(navigator)
    if code == "dossier":
        from chance_desktop.desktop.dossier.page.view import DossierScreen

        return DossierScreen(navigator)
    if code == "letters":
        from chance_desktop.desktop.letters.view import LettersScreen

        return LettersScreen(navigator)
    if code == "meetings":
        from chance_desktop.desktop.meetings.view import MeetingsScreen

        return MeetingsScreen(navigator)
    if code in {"stays", "offers", "library"}:
        return _journey_page(code, navigator)
    if code == "documents":
        from chance_desktop.desktop.documents.view import DocumentsScreen

        return DocumentsScreen(navigator)
    if code == "synchronisation":
        from chance_desktop.desktop.synchronisation.view import SynchronisationScreen

        return SynchronisationScreen(navigator)
    if code == "instruction":
        from chance_desktop.desktop.instruction.view import InstructionScreen

        return InstructionScreen(navigator)
    if code == "statistics":
        from chance_desktop.desktop.statistics.view import StatisticsScreen

        return StatisticsScreen(navigator)
    if code == "import":
        from chance_desktop.desktop.people_import.view import ImportScreen

        return ImportScreen(navigator)
    if code == "settings":
        from chance_desktop.desktop.preferences.view import PreferencesScreen

        return PreferencesScreen(navigator)
    from chance_desktop.desktop.help.view import HelpScreen

    return HelpScreen(navigator)


def _journey_page(code: str, navigator: Navigator) -> Screen:
    """Pages of the stay and of what goes with it."""
    if code == "stays":
        from chance_desktop.desktop.stays.view import StaysScreen

        return StaysScreen(navigator)
    if code == "offers":
        from chance_desktop.desktop.offers.view import OffersScreen

        return OffersScreen(navigator)
    from chance_desktop.desktop.library.view import LibraryScreen

    return LibraryScreen(navigator)
