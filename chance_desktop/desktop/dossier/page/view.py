"""One dossier: who, where in the journey, and its tabs; the parts reload on their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget

from chance_desktop.casework.dossiers.dossier import DossierView, open_dossier, state_label
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.casework.session.records import DossierUnknown
from chance_desktop.desktop.dossier.actions import NoteSheet, StepSheet, open_reminder
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.dossier.journal.tab import JournalTab
from chance_desktop.desktop.dossier.letters.tab import LettersTab
from chance_desktop.desktop.dossier.page.menu import DossierMenu
from chance_desktop.desktop.dossier.pieces.tab import PiecesTab
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.dossier.stay.view import StayTab
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.changes import concerns
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.navigation.targets import place_of
from chance_desktop.desktop.sheets.meeting_sheets import MeetingSheet, open_proposals
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.frame.tabs import Tabs
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look, look_of
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.marks.stepper import MiniStepper, Step, Stepper
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.domain.actions.action import TargetKind
from chance_desktop.domain.states import DossierState, StepState
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, age_text, dotted

TABS = (
    ("situation", _("Situation")),
    ("pieces", _("Pièces")),
    ("letters", _("Lettres")),
    ("europass", _("Europass")),
    ("stay", _("Séjour")),
    ("journal", _("Journal")),
)
EUROPASS = frozenset({ChangeKind.EUROPASS})
STAY = frozenset(
    {
        ChangeKind.STAY,
        ChangeKind.FOLLOW_UP_SHEET,
        ChangeKind.PAYMENT,
        ChangeKind.LODGING,
        ChangeKind.INCIDENT,
        ChangeKind.ANSWER,
        ChangeKind.AFTERWARDS,
        ChangeKind.SPONSOR,
    }
)
SHARED = frozenset({ChangeKind.PARTNER, ChangeKind.OFFER})
LIAISON = frozenset({ChangeKind.LIAISON_NOTE})
ELIGIBLE_WORDS = {"eligible": _("Éligible"), "not-eligible": _("Non éligible"), "unknown": _("Éligibilité à vérifier")}


class DossierScreen(Screen):
    """Page of one dossier."""

    KINDS = frozenset(
        {
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.PIECE,
            ChangeKind.LETTER,
            ChangeKind.MEETING,
            ChangeKind.JOURNAL,
            ChangeKind.SCAN,
            ChangeKind.COUNSELLOR,
        }
    )
    title = _("Dossier")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.dossier_id = ""
        self.view: DossierView | None = None
        self._target = ""
        self._shown_pills: list[Pill] = []
        outer = column(self)
        self._band = QFrame()
        self._band.setProperty("band", "header")
        band = column(self._band, 0, (28, 12, 28, 0))
        band.addLayout(self._head())
        self.stepper = Stepper()
        self.stepper.chosen.connect(self._step_chosen)
        band.addSpacing(px(8))
        band.addWidget(self.stepper)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(_("Parties du dossier"))
        for _code, label in TABS:
            self.tabs.add(label)
        self.tabs.currentChanged.connect(self._tab_changed)
        band.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._band)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack, 1)
        self._parts: dict[str, DossierTab] = {}

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=8) if large() else row(gap=12)
        who = row(gap=12)
        self.back = IconButton("chevron-left", _("Revenir à la liste"), side=36, bare=True)
        self.back.clicked.connect(lambda: self.navigator.show_page("dossiers"))
        who.addWidget(self.back)
        self.avatar = Avatar("", 44)
        who.addWidget(self.avatar)
        words = column(gap=0)
        self.name = ElidingLabel("", Role.NAME, person=True)
        words.addWidget(self.name)
        self.line = ElidingLabel("", Role.CELL, "ink2")
        words.addWidget(self.line)
        who.addLayout(words, 1 if large() else 0)
        head.addLayout(who)
        head.addSpacing(px(8))
        self._pills = Flow(10)
        head.addWidget(self._pills, 1)
        self._where = plain_widget()
        where = column(self._where, 4)
        self._where_words = Label("", Role.CELL_STRONG, "ink2", wrap=large())
        self.mini = MiniStepper()
        side = Qt.AlignmentFlag.AlignLeft if large() else Qt.AlignmentFlag.AlignRight
        where.addWidget(self._where_words, 0, side)
        where.addWidget(self.mini, 0, side)
        if large():
            self._pills.addWidget(self._where)
        else:
            head.addWidget(self._where)
        self.printing = Button(_("Imprimer la liste"), Kind.OUTLINE, "printer")
        set_tooltip(self.printing, hint("print", _("Imprimer la liste")))
        self.printing.clicked.connect(self.print_page)
        self.more = IconButton("ellipsis", _("Autres actions sur ce dossier"))
        self.more.clicked.connect(self._more)
        end = who if large() else head
        end.addWidget(self.printing)
        end.addWidget(self.more)
        return head

    # opening

    @property
    def tab(self) -> str:
        """The tab shown."""
        return TABS[max(0, self.tabs.currentIndex())][0]

    def open(self, dossier_id: str, tab: str = "", target: str = "") -> None:
        """Show a dossier; `target` says what to do once it is there."""
        other = dossier_id != self.dossier_id
        if other:
            self.leave()
            self.dossier_id, self.view = dossier_id, None
            self._hold()
            for part in self._parts.values():
                part.forget()
        wanted = tab or place_of(target).tab or ("pieces" if other else self.tab)
        self._target = target
        index = next((number for number, (code, _label) in enumerate(TABS) if code == wanted), 1)
        if self.tabs.currentIndex() == index:
            self._tab_changed(index)
        else:
            self.tabs.setCurrentIndex(index)
        self._stale = True

    def _hold(self) -> None:
        """Paint nothing until the dossier is there: the one shown before must not flash under another name."""
        self.setUpdatesEnabled(False)
        self.navigator.tasks.idle.connect(self._release, Qt.ConnectionType.SingleShotConnection)

    def _release(self) -> None:
        if not self.updatesEnabled():
            self.setUpdatesEnabled(True)

    def arrive(self) -> None:
        super().arrive()
        if not self.stack.isAncestorOf(self.focusWidget() or self):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        if not self.dossier_id:
            return
        desk, wanted = self.desk, self.dossier_id

        def came(view: DossierView) -> None:
            if self.dossier_id == wanted:
                self._show(view)

        def refused(failure: ExpectedError) -> None:
            if isinstance(failure, DossierUnknown) and self.dossier_id == wanted:
                self._gone()
            else:
                self.navigator.say(failure.text, "red")

        self.navigator.tasks.read(lambda: open_dossier(desk, wanted), came, refused, owner=self)

    def _gone(self) -> None:
        """Its creation was undone, or it was erased: there is nothing more to show here."""
        self.dossier_id, self.view = "", None
        for part in self._parts.values():
            part.forget()
        if self.isVisible():
            self.navigator.show_page("dossiers")

    def on_changes(self, changes: Changes) -> None:
        if concerns(changes, self.KINDS, self.dossier_id):
            for part in self._parts.values():
                part.on_changes(changes)
            super().on_changes(changes)
        elif concerns(changes, EUROPASS, self.dossier_id) and "europass" in self._parts:
            # typed many times a minute: the rest of the dossier does not depend on it
            self._parts["europass"].on_changes(changes)
        elif concerns(changes, STAY | LIAISON, self.dossier_id) or changes.kinds & SHARED:
            for code in ("stay", "journal"):
                if code in self._parts:
                    self._parts[code].on_changes(changes)

    def _show(self, view: DossierView) -> None:
        self.view = view
        self.avatar.setText(view.initials)
        self.name.say(view.name)
        number = _("dossier {number}").format(number=view.file_number) if view.file_number else ""
        if view.shares_number:
            number = _("{number} (numéro en double)").replace("{number}", number)
        self.line.say(dotted(age_text(view.age), view.town, number, view.stand_in))
        for pill in self._shown_pills:
            self._pills.removeWidget(pill)
            pill.deleteLater()
        self._shown_pills = self._pills_of(view)
        for pill in self._shown_pills:
            self._pills.addWidget(pill)
        steps = tuple(Step(one.label, one.phase, one.state, number=one.number) for one in view.steps)
        self.stepper.show_steps(steps)
        current = next((one.label for one in view.steps if one.number == view.step), "")
        where = _("Étape {step} sur {steps}\u00a0: {label}").format(step=view.step, steps=len(steps), label=current)
        self._where_words.say(where)
        passed = {one.number for one in view.steps if one.state is StepState.SKIPPED}
        self.mini.show_step([one.phase for one in view.steps], view.step, where, passed)
        asked = sum(1 for letter in view.letters if letter.standing in {"received", "checked", "waived"})
        if not large():
            # with large text the words of the six tabs take all the room
            self.tabs.show_count(1, f"{view.pieces.received_count}/{view.pieces.required}")
            self.tabs.show_count(2, f"{asked}/{len(view.letters)}" if view.letters else "")
        part = self._parts.get(self.tab)
        if part is not None:
            part.show_view(view)
            self._release()
            if self._target:
                target, self._target = self._target, ""
                self._perform(target)

    @staticmethod
    def _pills_of(view: DossierView) -> list[Pill]:
        pills = []
        if view.state_label and view.state_label != state_label(DossierState.ACTIVE):
            icon = "hourglass" if view.state == DossierState.ACTIVE else "log-out"
            pills.append(Pill(view.state_label, Look(Form.TINT, "orange", icon)))
        pills.append(Pill(ELIGIBLE_WORDS.get(view.eligible, ""), look_of(view.eligible)))
        if large():
            return pills
        if view.destination:
            pills.append(Pill(view.destination, Look(Form.QUIET, "ink2", "map-pin")))
        if view.language:
            pills.append(Pill(view.language, Look(Form.QUIET, "ink2", "languages")))
        return pills

    # tabs

    def _part(self, code: str) -> DossierTab:
        if code not in self._parts:
            part = _build_tab(code, self.navigator)
            part.action_asked.connect(self.do_action)
            self._parts[code] = part
            self.stack.addWidget(part)
        return self._parts[code]

    def _tab_changed(self, index: int) -> None:
        shown = self.stack.currentWidget()
        if isinstance(shown, DossierTab):
            shown.leave()
        code = TABS[index][0]
        part = self._part(code)
        self.stack.setCurrentWidget(part)
        self._compact_header()
        if self.view is not None and self.view.id == self.dossier_id:
            part.show_view(self.view)

    def _compact_header(self) -> None:
        low = self.tab in {"letters", "europass", "stay"} or large()
        self.stepper.setVisible(not low)
        self._where.setVisible(low)
        self.printing.setVisible(not low)

    def do_action(self, target: str) -> None:
        """Do what an action points at: another tab, a meeting…"""
        wanted = place_of(target).tab
        self._target = target
        if wanted and wanted != self.tab:
            index = next(number for number, (code, _label) in enumerate(TABS) if code == wanted)
            self.tabs.setCurrentIndex(index)
        target, self._target = self._target, ""
        self._perform(target)

    def _perform(self, target: str) -> None:
        if target == TargetKind.JOURNEY and self.view is not None:
            self._step_chosen(min(self.view.step, len(self.view.steps) - 1))
        elif target.startswith(TargetKind.REMINDER):
            open_reminder(self.navigator, target.partition(":")[2], self)
        elif target == TargetKind.NOTE:
            open_sheet(NoteSheet(self.navigator, self.dossier_id, self))
        elif target.startswith(TargetKind.MEETING) and self.view is not None:
            open_sheet(MeetingSheet(self.navigator, self.view, self, target.partition(":")[2]))
        elif target == TargetKind.SPONSOR and self.view is not None:
            open_proposals(self.navigator, self.view, self)
        else:
            part = self._parts.get(self.tab)
            if part is not None:
                part.do(target)

    # actions on the whole dossier

    def _step_chosen(self, index: int) -> None:
        if self.view is not None and self.view.steps[index].number != self.view.step:
            open_sheet(StepSheet(self.navigator, self.view, self.view.steps[index], self))

    def _more(self) -> None:
        if self.view is not None:
            DossierMenu(self.navigator, self.view, self).open(self.more, self.do_action)

    def print_page(self) -> bool:
        if self.dossier_id:
            self.navigator.print_document(self.dossier_id, "checklist")
        return bool(self.dossier_id)

    def set_compact(self, compact: bool) -> None:
        for part in self._parts.values():
            part.set_compact(compact)

    def leave(self) -> None:
        shown = self.stack.currentWidget()
        if isinstance(shown, DossierTab):
            shown.leave()


def _build_tab(code: str, navigator: Navigator) -> DossierTab:
    if code == "pieces":
        return PiecesTab(navigator)
    if code == "letters":
        return LettersTab(navigator)
    if code == "europass":
        return EuropassTab(navigator)
    if code == "stay":
        return StayTab(navigator)
    if code == "situation":
        return SituationTab(navigator)
    return JournalTab(navigator)
