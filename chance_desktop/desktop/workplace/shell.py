"""The work itself: navigation on the left, pages built when first shown, one undo for all, keys for everything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from chance_desktop.casework.session.office.counsellors import lock
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.desktop.navigation import actions
from chance_desktop.desktop.navigation.actions import Action
from chance_desktop.desktop.navigation.changes import ChangeSignal
from chance_desktop.desktop.navigation.navigator import Memory, Screen
from chance_desktop.desktop.navigation.pages import build_page, nav_entries
from chance_desktop.desktop.navigation.settings import WindowSettings
from chance_desktop.desktop.navigation.tasks import Tasks
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Toast
from chance_desktop.desktop.ui_kit.frame.nav import NavBar
from chance_desktop.desktop.ui_kit.frame.tab_order import arrange_tab_order, focus_first_in
from chance_desktop.desktop.ui_kit.layouts import page_by_key, row
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.going_back import REDOING, UNDOING, Way, WaysBack
from chance_desktop.desktop.workplace.nav_figures import NavFigures
from chance_desktop.desktop.workplace.surroundings import ShellWindow, Whereabouts

if TYPE_CHECKING:
    from pathlib import Path

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.drafts import Draft
    from chance_desktop.desktop.documents.view import DocumentsScreen
    from chance_desktop.desktop.dossier.page.view import DossierScreen
    from chance_desktop.desktop.dossiers.view import DossiersScreen
    from chance_desktop.desktop.instruction.view import InstructionScreen
    from chance_desktop.desktop.meetings.view import MeetingsScreen
    from chance_desktop.desktop.stays.view import StaysScreen
    from chance_desktop.desktop.synchronisation.view import SynchronisationScreen

T = TypeVar("T")

_NAV_AFTER_MS = 120


def _as_memory(settings: WindowSettings) -> Memory:
    """Screens see only what they may keep."""
    return settings


def _sequences(action: Action) -> list[QKeySequence]:
    """The keys of an action: those declared, and those of the system, each once."""
    declared = [QKeySequence(keys) for keys in action.keys.split(", ")]
    if not action.standard:
        return declared
    ours = QKeySequence.keyBindings(QKeySequence.StandardKey[action.standard])
    return declared + [each for each in ours if each not in declared]


class Shell(QWidget):
    """Pages and what they ask of the window (the `Navigator`)."""

    list_ready = Signal()

    def __init__(self, window: ShellWindow, desk: Desk, tasks: Tasks, memory: WindowSettings) -> None:
        super().__init__()
        self.main_window, self.desk, self.tasks = window, desk, tasks
        self.settings, self.memory = memory, _as_memory(memory)
        self.signal = ChangeSignal(self)
        self.signal.changed.connect(self._spread)
        self._back = WaysBack()
        self._pages: dict[str, Screen] = {}
        self.current = ""
        self._nav_asked = False
        box = row(self)
        self.nav = NavBar(nav_entries(desk.role), title=desk.programme_title, fictional=desk.fictional)
        self.nav.asked.connect(self.show_page)
        self.nav.sync.clicked.connect(lambda: self.show_page("synchronisation"))
        self.nav.person.clicked.connect(self.change_person)
        box.addWidget(self.nav)
        self.figures = NavFigures(self.nav, desk, tasks, self)
        self.stack = QStackedWidget()
        box.addWidget(self.stack, 1)
        self.toast = Toast(self)
        self._keys()
        self._tab_timer = QTimer(self)
        self._tab_timer.setSingleShot(True)
        self._tab_timer.timeout.connect(lambda: arrange_tab_order(self))
        # a method, not a lambda: it is let go with this page, which larger text builds anew
        tasks.idle.connect(self._arrange_soon)
        tasks.unheard.connect(self._unheard)
        theme().compact_changed.connect(self._compact)
        theme().colours_changed.connect(self.update)
        if desk.store.shared:
            from chance_desktop.desktop.workplace.watches.shared_store_watch import NeighbourWatch

            NeighbourWatch(self, self)

    def _arrange_soon(self) -> None:
        self._tab_timer.start(0)

    # keys

    def _keys(self) -> None:
        for each in actions.ACTIONS:
            self._bind(_sequences(each), partial(self._act, each))
        for entry in nav_entries(self.desk.role):
            keys = [QKeySequence(one) for one in entry.shortcut.split(", ") if one]
            self._bind(keys, partial(self.show_page, entry.code))

    def _bind(self, sequences: list[QKeySequence], gesture: Callable[[], None]) -> None:
        for sequence in sequences:
            QShortcut(sequence, self).activated.connect(gesture)

    def _act(self, action: Action) -> None:
        if not action.possible or getattr(self, action.possible):
            getattr(self, action.does)()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._pages.get(self.current)
        if page is None or not page_by_key(page, event):
            super().keyPressEvent(event)

    @property
    def begun(self) -> bool:
        """Whether something was begun on a page that the same page, built anew, would not show."""
        return any(each.begun for each in self._pages.values())

    def search(self) -> None:
        """Put the keyboard in the search of this page, or of the dossiers."""
        page = self._pages.get(self.current)
        if page is None or not page.focus_search():
            self.show_page("dossiers")
            self._pages["dossiers"].focus_search()

    def print_shown(self) -> None:
        """Print what this page shows, or choose a document."""
        page = self._pages.get(self.current)
        if page is None or not page.print_page():
            self.show_page("documents")

    # pages

    def page(self, code: str) -> Screen:
        """A page, built when first asked for."""
        if code not in self._pages:
            page = build_page(code, self)
            ready = getattr(page, "ready", None)
            if code == "dossiers" and ready is not None:
                ready.connect(self.list_ready)
            page.set_compact(theme().compact)
            self._pages[code] = page
            self.stack.addWidget(page)
        return self._pages[code]

    def show_page(self, code: str) -> None:
        """Go to a page."""
        before = self._pages.get(self.current)
        page = self.page(code)
        if before is not None and before is not page:
            before.leave()
        self.current = code
        self.nav.show_page("dossiers" if code in {"dossier", "import"} else code)
        self.stack.setCurrentWidget(page)
        if before is not page:
            self.toast.page_changed()
        page.arrive()
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            focus_first_in(page)
        self._tab_timer.start(0)
        if not self._nav_asked:
            # the figures of the navigation come once the first page is painted, never before
            self._nav_asked = True
            self.tasks.idle.connect(self._load_nav_soon, Qt.ConnectionType.SingleShotConnection)

    def show_named_page(self, code: str) -> None:
        """Go to a page of the navigation, if there is one of this name."""
        if code in {each.code for each in nav_entries(self.desk.role)}:
            self.show_page(code)

    def take_in(self, file: Path) -> None:
        """Take in a file that was received, as one dropped on the page of the exchange."""
        self.show_page("synchronisation")
        cast("SynchronisationScreen", self.page("synchronisation")).take_in(file)

    def whereabouts(self) -> Whereabouts:
        """Where we are, to come back after the pages are built anew."""
        page = self._pages.get(self.current)
        return Whereabouts(self.current, getattr(page, "dossier_id", ""), getattr(page, "tab", ""))

    def go_back_to(self, where: Whereabouts) -> None:
        """Come back."""
        if where.dossier_id and where.page == "dossier":
            self.open_dossier(where.dossier_id, where.tab)
        elif where.page and where.page != "dossier":
            self.show_page(where.page)

    def show_dossiers(self, chosen_filter: str = "", text: str = "") -> None:
        """The list, filtered."""
        cast("DossiersScreen", self.page("dossiers")).ask(chosen_filter, text)
        self.show_page("dossiers")

    def open_dossier(self, dossier_id: str, tab: str = "", target: str = "") -> None:
        """One dossier."""
        cast("DossierScreen", self.page("dossier")).open(dossier_id, tab, target)
        self.show_page("dossier")

    def show_meetings(self, view: str = "") -> None:
        """The meetings, on a view."""
        if view:
            cast("MeetingsScreen", self.page("meetings")).choose(view)
        self.show_page("meetings")

    def open_event(self, event_id: str) -> None:
        """A meeting of several people."""
        cast("MeetingsScreen", self.page("meetings")).open_event(event_id)
        self.show_page("meetings")

    def show_instruction(self, chosen: str = "", dossier_id: str = "") -> None:
        """The instruction, at what comes next for a dossier."""
        cast("InstructionScreen", self.page("instruction")).ask(chosen, dossier_id)
        self.show_page("instruction")

    def show_stays(self, chosen: str = "") -> None:
        """The stays under way, filtered."""
        cast("StaysScreen", self.page("stays")).show_under_way(chosen)
        self.show_page("stays")

    def new_dossier(self) -> None:
        """Ask for a new person."""
        from chance_desktop.desktop.new_dossier.view import NewDossierSheet

        open_sheet(NewDossierSheet(self, self.window()))

    def import_people(self) -> None:
        """Open the import assistant."""
        self.show_page("import")

    def print_document(self, dossier_id: str, document: str = "checklist") -> None:
        """The documents of a dossier."""
        cast("DocumentsScreen", self.page("documents")).open(dossier_id, document)
        self.show_page("documents")

    def change_person(self) -> None:
        """Choose who works here; nobody is signed in meanwhile."""
        self.close_down()
        desk = self.desk
        self.tasks.write(lambda: lock(desk), lambda _none: self.main_window.choose_person(), owner=self)

    def lock(self) -> None:
        """Hide everything and close the store, until somebody opens it again."""
        self.main_window.lock()

    def unsaved(self, read: Callable[[QWidget, str], tuple[Draft, ...]]) -> tuple[Draft, ...]:
        """What each page built so far holds and nobody kept."""
        return tuple(draft for page in self._pages.values() for draft in read(page, page.title or self.windowTitle()))

    def erase_fictional(self) -> None:
        """Erase a fictional office and begin a real one."""
        self.main_window.erase_fictional()

    def look_changed(self) -> None:
        """Theme or text size chosen anew."""
        theme().choose(self.settings.appearance)
        theme().set_scale(self.settings.text_scale)

    # what was done

    def done(self, outcome: Outcome[T], sentence: str = "") -> None:
        """Spread, keep the way back, say it."""
        self._back.keep(outcome.undo)
        self.signal.spread(outcome.changes)
        said = sentence or (outcome.undo.label if outcome.undo is not None else "")
        if said.strip():
            self.toast.say(said, self.undo if outcome.undo is not None else None)

    def _unheard(self, result: object) -> None:
        """Of what comes back to nobody, the outcome of a use case is spread all the same."""
        if isinstance(result, Outcome):
            self.done(result)

    def spread(self, *changes: Changes) -> None:
        """Tell every screen what changed."""
        for each in changes:
            self.signal.spread(each)

    def say(self, sentence: str, tone: str = "green") -> None:
        """At the bottom of the window."""
        self.toast.say(sentence, None, tone)

    def write(
        self, work: Callable[[], Outcome[T]], sentence: str = "", then: Callable[[T], None] | None = None
    ) -> None:
        """Write, spread, say, go on."""

        def written(outcome: Outcome[T]) -> None:
            self.done(outcome, sentence)
            if then is not None:
                then(outcome.result)

        self.tasks.write(work, written, owner=self)

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back."""
        return bool(self._back.done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._back.undone)

    def undo(self) -> None:
        """Take back the last thing done."""
        self._turn_back(UNDOING)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn_back(REDOING)

    def _turn_back(self, way: Way) -> None:
        step = self._back.take(way)
        if step is None:
            return
        desk = self.desk

        def turned(outcome: Outcome[None]) -> None:
            self._back.turned(way, outcome.undo)
            self.signal.spread(outcome.changes)
            self.toast.say(f"{way.word}\u00a0: {step.label}" if step.label.strip() else way.word)

        self.tasks.write(
            lambda: way.turn(desk, step), turned, lambda failure: self.say(failure.text, "red"), owner=self
        )

    def _spread(self, changes: Changes) -> None:
        if changes.kinds:
            # whatever is written is counted among what waits to be sent, before the pages read themselves anew
            self.figures.load()
        for page in list(self._pages.values()):
            page.on_changes(changes)

    # navigation's own figures

    def _load_nav_soon(self) -> None:
        QTimer.singleShot(_NAV_AFTER_MS, self, self._begin_aside)

    def _begin_aside(self) -> None:
        """What the first page does not wait for."""
        self.figures.load()
        if not self.desk.store.shared:
            from chance_desktop.desktop.workplace.watches.beside_watch import BesideWatch

            BesideWatch(self, self)

    def prepare_file_to_send(self) -> None:
        """Make the file for the Region."""
        from chance_desktop.desktop.synchronisation.exchange_actions import prepare_file

        prepare_file(self, self)

    def show_exchange(self, *, under_way: bool) -> None:
        """Say in the navigation that an exchange is under way, or is over."""
        self.figures.exchanging(under_way=under_way)

    def _compact(self, compact: bool) -> None:
        self.nav.set_compact(compact)
        for page in self._pages.values():
            page.set_compact(compact)

    def close_down(self) -> None:
        """Before the window goes: what was typed is sent to the store."""
        page = self._pages.get(self.current)
        if page is not None:
            page.leave()
