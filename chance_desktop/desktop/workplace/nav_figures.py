"""Keeps the figures of the navigation true: read anew after each change, the latest reading shown whichever comes back first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from chance_desktop.domain.people.names import branch_title
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.tasks import Tasks
    from chance_desktop.desktop.ui_kit.frame.nav import NavBar
    from chance_desktop.desktop.workplace.nav_state import ExchangeShown, NavState

T = TypeVar("T")


class NavFigures(QObject):
    """What waits to be sent is asked first: it is soon read, and everything written is in it."""

    def __init__(self, nav: NavBar, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._nav, self._desk, self._tasks = nav, desk, tasks
        self._exchanging = False
        self._asked: Counter[str] = Counter()

    def load(self) -> None:
        """Read everything anew."""
        from chance_desktop.desktop.workplace.nav_state import read_exchange, read_nav_state

        self._read("exchange", read_exchange, self._show_exchange)
        self._read("state", read_nav_state, self._show_state)

    def exchanging(self, *, under_way: bool) -> None:
        """An exchange is under way, or is over."""
        self._exchanging = under_way
        if under_way:
            self._nav.sync.show_state(_("Envoi en cours"), _("Vous pouvez continuer."), "refresh-cw")
        else:
            self.load()

    def _read(self, what: str, work: Callable[[Desk], T], show: Callable[[T], None]) -> None:
        self._asked[what] += 1
        number, desk = self._asked[what], self._desk

        def came(found: T) -> None:
            # two readings may cross: the one asked first knows less
            if number == self._asked[what]:
                show(found)

        self._tasks.read(lambda: work(desk), came, owner=self)

    def _show_exchange(self, found: ExchangeShown) -> None:
        count = found.disagreements
        settle = plural("{n} désaccord à régler", "{n} désaccords à régler", count)
        self._nav.items["synchronisation"].show_count(str(count) if count else "", settle)
        if not self._exchanging:
            self._nav.sync.show_state(found.headline, found.waiting_line, found.icon)

    def _show_state(self, found: NavState) -> None:
        spoken = plural("{n} dossier", "{n} dossiers", found.dossiers)
        self._nav.items["dossiers"].show_count(str(found.dossiers) if found.dossiers else "", spoken)
        if "letters" in self._nav.items:
            chase = plural("{n} lettre à relancer", "{n} lettres à relancer", found.to_chase)
            self._nav.items["letters"].show_count(str(found.to_chase) if found.to_chase else "", chase)
        desk = self._desk
        place = branch_title(found.branch) if desk.role == PosteRole.OFFICE else desk.programme.region.service
        self._nav.show_office(place, found.office)
        self._nav.person.show_person(found.person)
