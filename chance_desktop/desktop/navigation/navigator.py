"""What a screen may ask of the window, and what the window asks of a screen; screens know each other only through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField

T = TypeVar("T")


class Memory(Protocol):
    """Small choices: kept from one day to the next (column widths, last folder…), or held as long as the window lives."""

    def text(self, key: str, default: str = "") -> str:
        """A kept text."""

    def keep(self, key: str, value: str) -> None:
        """Keep a text."""

    def hold(self, key: str, value: str) -> None:
        """Keep a text as long as the window lives, even where its pages are built anew."""

    def held(self, key: str) -> str:
        """A text held so."""


class Navigator(Protocol):
    """The window as screens see it."""

    desk: Desk
    tasks: Tasks
    memory: Memory

    def show_page(self, code: str) -> None:
        """Go to a page of the navigation."""

    def show_dossiers(self, chosen_filter: str = "", text: str = "") -> None:
        """Go to the list of dossiers, filtered."""

    def open_dossier(self, dossier_id: str, tab: str = "", target: str = "") -> None:
        """Open a dossier, on a tab (`situation`, `pieces`, `letters`, `journal`), doing the action of a target."""

    def show_meetings(self, view: str = "") -> None:
        """Go to the meetings, on a view (`agenda`, `sponsors`, `approach`)."""

    def open_event(self, event_id: str) -> None:
        """Open a meeting of several people."""

    def show_instruction(self, chosen: str = "", dossier_id: str = "") -> None:
        """Go to the instruction, on a filter, at what comes next for a dossier of it. For the Region."""

    def show_stays(self, chosen: str = "") -> None:
        """Go to the stays under way, on a filter (`now`, `abroad`, `coming`, `back`)."""

    def new_dossier(self) -> None:
        """Ask for a new person."""

    def import_people(self) -> None:
        """Open the import assistant."""

    def print_document(self, dossier_id: str, document: str = "checklist") -> None:
        """Go to the documents of a dossier."""

    def prepare_file_to_send(self) -> None:
        """Make the file for the Region."""

    def show_exchange(self, *, under_way: bool) -> None:
        """Say in the navigation that an exchange is under way, or is over."""

    def change_person(self) -> None:
        """Choose who works here."""

    def done(self, outcome: Outcome[T], sentence: str = "") -> None:
        """Spread what a use case changed, keep its way back, and say it."""

    def spread(self, *changes: Changes) -> None:
        """Tell every screen what changed."""

    def say(self, sentence: str, tone: str = "green") -> None:
        """Say something at the bottom of the window."""

    def write(
        self, work: Callable[[], Outcome[T]], sentence: str = "", then: Callable[[T], None] | None = None
    ) -> None:
        """Run a writing use case, spread its changes, say the sentence, then go on with the result."""

    def lock(self) -> None:
        """Hide everything and close the store, until somebody opens it again."""

    def erase_fictional(self) -> None:
        """Erase a fictional office and begin a real one."""

    def look_changed(self) -> None:
        """The text size or the theme was chosen anew."""


class Screen(QWidget):
    """A page of the window. A screen reloads when it is shown after something that concerns it changed."""

    KINDS: frozenset[ChangeKind] = frozenset()
    title = ""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        self.setObjectName("page")
        self._stale = True
        self._read_on: date | None = None

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.navigator.desk

    @property
    def begun(self) -> bool:
        """Whether something was begun here that the same page, built anew, would not show."""
        return self.isVisible() and any(each.text() for each in self.findChildren(SearchField))

    def load(self) -> None:
        """Read everything anew."""

    def on_changes(self, changes: Changes) -> None:
        """Something changed somewhere."""
        if changes.kinds & self.KINDS:
            if self.isVisible():
                self.load()
            else:
                self._stale = True

    def arrive(self) -> None:
        """The page is shown. What was read on another day is read again: a window stays open through the night."""
        today = self.desk.today()
        if self._stale or self._read_on != today:
            self._stale, self._read_on = False, today
            self.load()

    def forget(self) -> None:
        """What is shown is no longer sure; read it when shown."""
        self._stale = True

    def focus_search(self) -> bool:
        """Put the cursor in the page's search; False when it has none."""
        return False

    def print_page(self) -> bool:
        """Print what this page shows; False when there is nothing to print."""
        return False

    def set_compact(self, compact: bool) -> None:
        """The window became low, or high again."""

    def leave(self) -> None:
        """Another page is shown: what was typed must be on its way to the store."""
