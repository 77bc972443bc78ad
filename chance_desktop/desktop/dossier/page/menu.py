"""What may be done with a dossier as a whole: the menu behind its three dots."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.dossiers.dossier import DossierView
from chance_desktop.casework.meetings.sponsors import has_sponsors
from chance_desktop.desktop.dossier.actions import LeaveSheet, come_back_asked, renumber
from chance_desktop.desktop.dossier.situation.join_sheet import open_join
from chance_desktop.desktop.navigation.navigator import Navigator
from chance_desktop.desktop.sheets.dossier_sheets import EraseSheet, TransferSheet
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.words import _


class DossierMenu:
    """The menu of one dossier, as it was shown."""

    def __init__(self, navigator: Navigator, view: DossierView, page: QWidget) -> None:
        self._navigator, self._view, self._page = navigator, view, page

    def open(self, under: QWidget, do_action: Callable[[str], None]) -> None:
        """Show it; `do_action` does what the page itself does."""
        open_menu([*self._entries(do_action), *self._ending()], under)

    def _entries(self, do_action: Callable[[str], None]) -> list[MenuEntry]:
        navigator, view, page = self._navigator, self._view, self._page
        sponsor = MenuEntry("handshake", _("Proposer un parrain…"), lambda: do_action("sponsor"))
        return [
            MenuEntry("pencil", _("Ajouter une note…"), lambda: do_action("note")),
            MenuEntry("calendar-days", _("Ajouter un rendez-vous…"), lambda: do_action("meeting")),
            *([sponsor] if has_sponsors(navigator.desk) else []),
            MenuEntry("users", _("Même personne qu’un autre dossier…"), lambda: open_join(navigator, view, page)),
            MenuEntry("printer", _("Voir les documents à imprimer"), lambda: navigator.print_document(view.id)),
        ]

    def _ending(self) -> list[MenuEntry]:
        """Leaving, passing on, erasing: what changes whose the dossier is."""
        navigator, view, page = self._navigator, self._view, self._page
        if view.state == DossierState.ACTIVE:
            leaving = MenuEntry(
                "log-out", _("Noter une sortie…"), lambda: open_sheet(LeaveSheet(navigator, view, page))
            )
        else:
            leaving = MenuEntry("undo-2", _("Reprendre le dossier…"), lambda: come_back_asked(navigator, view, page))
        if navigator.desk.role != PosteRole.REGION:
            passing = _("Transmettre à une autre Mission Locale…")
            return [leaving, MenuEntry("arrow-right-left", passing, self._transfer)]
        erasing = MenuEntry("trash-2", _("Effacer définitivement…"), self._erase)
        renumbering = MenuEntry("refresh-cw", _("Donner un nouveau numéro"), self._renumber)
        return [leaving, renumbering, erasing] if view.shares_number else [leaving, erasing]

    def _transfer(self) -> None:
        open_sheet(TransferSheet(self._navigator, self._view, self._page))

    def _erase(self) -> None:
        open_sheet(EraseSheet(self._navigator, self._view, self._page))

    def _renumber(self) -> None:
        renumber(self._navigator, self._view)
