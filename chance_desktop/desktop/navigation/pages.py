"""Which pages there are, each declared once; each is imported when it is first shown, so that the start stays light."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.frame.nav import NavEntry
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _

OFFICE, REGION = PosteRole.OFFICE, PosteRole.REGION
_EVERYBODY = (OFFICE, REGION)
_SCREENS = "chance_desktop.desktop."


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `screen` names its class, below the screens' package; without an icon the navigation does not show it."""

    code: str
    screen: str
    title: str = ""
    icon: str = ""
    keys: str = ""
    roles: tuple[PosteRole, ...] = _EVERYBODY
    new_group: bool = False

    def build(self, navigator: Navigator) -> Screen:
        """The screen itself."""
        module, _colon, name = self.screen.partition(":")
        made = getattr(import_module(_SCREENS + module), name)(navigator)
        assert isinstance(made, Screen)
        return made


PAGES = (
    Page("home", "home.view:HomeScreen", _("Accueil"), "house", "Ctrl+1", (OFFICE,)),
    Page("home", "home.region_view:RegionHomeScreen", _("Accueil"), "house", "Ctrl+1", (REGION,)),
    Page("dossiers", "dossiers.view:DossiersScreen", _("Dossiers"), "folders", "Ctrl+2"),
    Page("letters", "letters.view:LettersScreen", _("Lettres"), "mail", "Ctrl+3", (OFFICE,)),
    Page("instruction", "instruction.view:InstructionScreen", _("Instruction"), "inbox", "Ctrl+3", (REGION,)),
    Page("meetings", "meetings.view:MeetingsScreen", _("Rendez-vous"), "calendar-days", "Ctrl+4"),
    Page("stays", "stays.view:StaysScreen", _("Séjours"), "plane", "Ctrl+5"),
    Page("offers", "offers.view:OffersScreen", _("Offres"), "briefcase", "Ctrl+6"),
    Page("documents", "documents.view:DocumentsScreen", _("Documents"), "printer", "Ctrl+7", (OFFICE,)),
    Page("statistics", "statistics.view:StatisticsScreen", _("Statistiques"), "chart-column", "Ctrl+7", (REGION,)),
    Page("library", "library.view:LibraryScreen", _("Bibliothèque"), "library", "Ctrl+8"),
    Page(
        "synchronisation", "synchronisation.view:SynchronisationScreen", _("Synchronisation"), "refresh-cw", "Ctrl+9",
        new_group=True,
    ),
    Page("help", "help.view:HelpScreen", _("Aide"), "life-buoy", "Ctrl+0, F1"),
    Page("settings", "preferences.view:PreferencesScreen", _("Réglages"), "settings"),
    # reached from elsewhere
    Page("dossier", "dossier.page.view:DossierScreen"),
    Page("import", "people_import.view:ImportScreen"),
    Page("documents", "documents.view:DocumentsScreen", roles=(REGION,)),
    Page("letters", "letters.view:LettersScreen", roles=(REGION,)),
)  # fmt: skip
"""Every page, in the order of the navigation."""


def page_of(code: str, role: PosteRole) -> Page:
    """A page by its code, as a role has it. Raises `KeyError`."""
    for page in PAGES:
        if page.code == code and role in page.roles:
            return page
    raise KeyError(code)


def nav_entries(role: PosteRole) -> tuple[NavEntry, ...]:
    """The pages of a role, in the order of the navigation."""
    return tuple(
        NavEntry(page.code, page.title, page.icon, page.keys, new_group=page.new_group)
        for page in PAGES
        if page.icon and role in page.roles
    )


def build_page(code: str, navigator: Navigator) -> Screen:
    """Make a page by its code."""
    return page_of(code, navigator.desk.role).build(navigator)
