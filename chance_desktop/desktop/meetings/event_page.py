"""A meeting of several people: what it is, who is expected and who came, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QDialog, QWidget

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import SharedCard, remove_card
from chance_desktop.casework.events import REPORT_FORM, EventView, cancel_event, open_event
from chance_desktop.desktop.cards.sheet import open_card
from chance_desktop.desktop.forms.filler import FormFiller
from chance_desktop.desktop.meetings.attendees import AttendeesCard
from chance_desktop.desktop.meetings.rows import CANCELLED
from chance_desktop.desktop.printing import print_rendered, save_rendered
from chance_desktop.desktop.ui_kit.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.pill import Pill
from chance_desktop.desktop.ui_kit.status import Form, Look
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.desktop.words import dotted, long_date
from chance_desktop.domain.dates import clock_time
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.outcome import Changes
    from chance_desktop.casework.rendered import Rendered
    from chance_desktop.desktop.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_HELD = Look(Form.SOLID, "green", "check")
_KIND = Look(Form.QUIET, "ink2", "users")
_SIDE = 360


class EventPage(QWidget):
    """One meeting; `left` when the person goes back to the agenda."""

    left = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.navigator = navigator
        self.event_id = ""
        self.view: EventView | None = None
        outer = column(self, 12, (28, 14, 16, 12))
        page = plain_widget()
        box = column(page, 14, (1, 1, 12, 4))
        # with large text the head takes most of the room: it scrolls with the rest
        (box if large() else outer).addLayout(self._head())
        self.notice = Notice("", "red")
        box.addWidget(self.notice)
        columns: QBoxLayout = column(gap=14) if large() else row(gap=14)
        self.attendees = AttendeesCard(navigator)
        columns.addWidget(self.attendees, 1, Qt.AlignmentFlag.AlignTop)
        self.facts = Card()
        if not large():
            self.facts.setFixedWidth(px(_SIDE))
        inside = column(self.facts, 0, (1, 1, 1, 12))
        inside.addWidget(CardHeader(_("La rencontre"), "info", "accent"))
        self._facts = column(gap=8, margins=(17, 4, 17, 4))
        inside.addLayout(self._facts)
        columns.addWidget(self.facts, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(columns)
        self.report = FormFiller(navigator)
        box.addWidget(self.report)
        box.addStretch(1)
        outer.addWidget(Scroll(page), 1)

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=8) if large() else row(gap=12)
        who = row(gap=12)
        self.back = IconButton("chevron-left", _("Revenir à l’agenda"), side=36, bare=True)
        self.back.clicked.connect(self.left)
        who.addWidget(self.back)
        words = column(gap=0)
        self.name = ElidingLabel("", Role.NAME)
        self.line = ElidingLabel("", Role.CELL, "ink2", lines=2 if large() else 1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        who.addLayout(words, 1)
        head.addLayout(who, 1)
        gestures = Flow(10)
        self._pills = row(gap=8)
        self.sheet = Button(_("Feuille de présence"), Kind.OUTLINE, "printer")
        self.sheet.clicked.connect(lambda: self.attendance_sheet(to_file=False))
        self.change = Button(_("Modifier"), Kind.OUTLINE, "pencil")
        self.change.clicked.connect(self.edit)
        self.more = IconButton("ellipsis", _("Autres actions sur cette rencontre"))
        self.more.clicked.connect(self._menu)
        head.addLayout(self._pills)
        for widget in (self.sheet, self.change, self.more):
            gestures.addWidget(widget) if large() else head.addWidget(widget)
        if large():
            head.addWidget(gestures)
        return head

    def open(self, event_id: str) -> None:
        """Show a meeting."""
        if event_id != self.event_id:
            self.leave()
            self.view = None
        self.event_id = event_id
        self.notice.say("")
        self.load()

    def load(self) -> None:
        """Read it anew."""
        desk, wanted = self.navigator.desk, self.event_id
        if not wanted:
            return

        def came(view: EventView) -> None:
            if self.event_id == wanted:
                self._show(view)

        def gone(failure: ExpectedError) -> None:
            self.event_id = ""
            self.navigator.say(failure.text, "red")
            self.left.emit()

        self.navigator.tasks.read(lambda: open_event(desk, wanted), came, gone, owner=self)

    def on_changes(self, changes: Changes) -> None:
        """Something changed somewhere."""
        if changes.kinds & {"event", "attendance", "sponsor", "person", "dossier"}:
            self.load()
        self.report.on_changes(changes)

    def _show(self, view: EventView) -> None:
        self.view = view
        card = view.card
        title = card.text("theme") or view.kind_label
        self.name.say(title)
        hours = " – ".join(clock_time(part) for part in (card.text("at"), card.text("until")) if part)
        where = card.text("place") or view.mode_label
        day = long_date(view.on)
        self.line.say(dotted(day[:1].upper() + day[1:], hours, where))
        empty(self._pills)
        if title != view.kind_label:
            self._pills.addWidget(Pill(view.kind_label, _KIND))
        if view.cancelled_reason:
            self._pills.addWidget(Pill(_("Annulée"), CANCELLED))
        elif view.held:
            self._pills.addWidget(Pill(_("A eu lieu"), _HELD))
        self._pills.addStretch(1)
        cancelled = _("Rencontre annulée\u00a0: {reason}").format(reason=view.cancelled_reason)
        self.notice.say(cancelled if view.cancelled_reason else "", "orange", "x")
        self.change.setVisible(card.mine)
        self.attendees.show_event(view)
        self._show_facts(view)
        self.report.setVisible(view.report is not None)
        if view.report is not None:
            self.report.show_form(REPORT_FORM, view.report.subject, dotted(title, day))

    def _show_facts(self, view: EventView) -> None:
        empty(self._facts)
        facts = [
            (_("Quand"), self.line.text().split(" · ")[0]),
            (_("Où"), dotted(view.mode_label, view.card.text("place"))),
            (_("Animée par"), view.card.text("led_by")),
            (_("Guides à remettre"), ", ".join(view.guides)),
        ]
        for label, words in facts:
            if words:
                self._facts.addWidget(Label(label, Role.NOTE_STRONG, "ink2"))
                self._facts.addWidget(Label(words, Role.CELL, wrap=True))
        if view.came:
            without = plural(
                "{n} jeune est venu sans déposer de dossier.",
                "{n} jeunes sont venus sans déposer de dossier.",
                view.without_dossier,
            )
            self._facts.addWidget(Notice(without, "orange" if view.without_dossier else "green", "users"))
        if not view.card.mine:
            self._facts.addWidget(Notice(SharedCard().text, "blue"))

    # gestures

    def edit(self) -> None:
        """Change the meeting."""
        open_card(self.navigator, EVENT, self, self.event_id, title=_("Modifier la rencontre"))

    def _menu(self) -> None:
        view = self.view
        if view is None:
            return
        words = _("Enregistrer la feuille de présence (PDF)…")
        entries = [MenuEntry("file-down", words, lambda: self.attendance_sheet(to_file=True))]
        if view.card.mine:
            if not view.cancelled_reason:
                entries.append(MenuEntry("x", _("Annuler la rencontre…"), self.cancel))
            entries.append(MenuEntry("trash-2", _("Retirer de l’agenda"), self.remove))
        open_menu(entries, self.more)

    def cancel(self) -> None:
        """Cancel the meeting, with its reason."""
        view = self.view
        if view is None:
            return
        line = _("Elle reste dans l’agenda, barrée, avec son motif.")
        sheet = ReasonSheet(_("Annuler la rencontre"), line, _("Annuler la rencontre"), self)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            desk, reason = self.navigator.desk, sheet.reason()
            self.navigator.write(lambda: cancel_event(desk, view.card.id, reason, view.card.seen))
        sheet.deleteLater()

    def remove(self) -> None:
        """Take the meeting off the agenda, with its attendance; it can be undone."""
        view = self.view
        if view is None:
            return
        desk = self.navigator.desk
        # away first: the page of a meeting that is no more has nothing to show
        self.event_id = ""
        self.left.emit()
        self.navigator.write(lambda: remove_card(desk, EVENT, view.card.id, view.card.seen))

    def attendance_sheet(self, *, to_file: bool) -> None:
        """The sheet that everyone signs, to print or to save."""
        desk, event_id = self.navigator.desk, self.event_id

        def work() -> Rendered:
            from chance_desktop.casework.journey_papers import attendance

            return attendance(desk, event_id)

        def came(made: Rendered) -> None:
            (save_rendered if to_file else print_rendered)(made, self, self.navigator)

        self.navigator.tasks.read(work, came, owner=self)

    def leave(self) -> None:
        """Another page is shown: what was typed in the report is kept."""
        self.report.leave()
