"""A meeting of several people: what it is, who is expected and who came, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import SharedCard
from chance_desktop.casework.meetings.events import (
    EventView,
    cancel_event,
    open_event,
    remove_event,
    restore_event,
    save_event,
)
from chance_desktop.casework.papers.stay_papers import attendance
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.meetings.attendees import AttendeesCard
from chance_desktop.desktop.meetings.rows import CANCELLED
from chance_desktop.desktop.paper.printing import print_rendered, save_rendered
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.views.opened_page import OpenedPage
from chance_desktop.runtime.words import _, clock_time, dotted, plural, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.runtime.errors import ExpectedError

_HELD = Look(Form.SOLID, "green", "check")
_KIND = Look(Form.QUIET, "ink2", "users")
_SIDE = 360


class EventPage(OpenedPage[EventView]):
    """One meeting."""

    KINDS = frozenset(
        {ChangeKind.EVENT, ChangeKind.ATTENDANCE, ChangeKind.SPONSOR, ChangeKind.PERSON, ChangeKind.DOSSIER}
    )
    back_words = _("Revenir à l’agenda")

    def _fill(self, box: QVBoxLayout) -> None:
        box.addWidget(self.notice)
        columns: QBoxLayout = column(gap=14) if large() else row(gap=14)
        self.attendees = AttendeesCard(self.navigator)
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
        box.addWidget(self.form)

    def _head(self) -> QBoxLayout:
        head = super()._head()
        gestures = Flow(10)
        self.sheet = Button(_("Feuille de présence"), Kind.OUTLINE, "printer")
        self.sheet.clicked.connect(lambda: self.attendance_sheet(to_file=False))
        self.change = Button(_("Modifier"), Kind.OUTLINE, "pencil")
        self.change.clicked.connect(self.edit)
        self.more = IconButton("ellipsis", _("Autres actions sur cette rencontre"))
        self.more.clicked.connect(self._menu)
        for widget in (self.sheet, self.change, self.more):
            gestures.addWidget(widget) if large() else head.addWidget(widget)
        if large():
            head.addWidget(gestures)
        return head

    def _read(self, desk: Desk, row_id: str) -> EventView:
        return open_event(desk, row_id)

    def _gone(self, failure: ExpectedError) -> None:
        self.navigator.say(failure.text, "red")
        super()._gone(failure)

    def _show(self, view: EventView) -> None:
        card = view.card
        title = card.text("theme") or view.kind_label
        self.name.say(title)
        hours = " – ".join(clock_time(part) for part in (card.text("at"), card.text("until")) if part)
        where = card.text("place") or view.mode_label
        day = weekday_date(view.on)
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
        self.form.setVisible(view.report is not None)
        if view.report is not None:
            self.form.show_form(view.report.form.form, view.report.subject, dotted(title, day))

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
        open_card(self.navigator, EVENT, self, self.row_id, title=_("Modifier la rencontre"), save=save_event)

    def _menu(self) -> None:
        view = self.view
        if view is None:
            return
        words = _("Enregistrer la feuille de présence (PDF)…")
        entries = [MenuEntry("file-down", words, lambda: self.attendance_sheet(to_file=True))]
        if view.card.mine:
            if not view.cancelled_reason:
                entries.append(MenuEntry("x", _("Annuler la rencontre…"), self.cancel))
            else:
                entries.append(MenuEntry("rotate-ccw", _("Rétablir la rencontre"), self.restore))
            entries.append(MenuEntry("trash-2", _("Retirer de l’agenda"), self.remove))
        open_menu(entries, self.more)

    def cancel(self) -> None:
        """Cancel the meeting, with its reason."""
        view = self.view
        if view is None:
            return
        line = _("Elle reste dans l’agenda, barrée, avec son motif.")
        sheet = ReasonSheet(_("Annuler la rencontre"), f"{line} {_lost(view)}".strip(), _("Annuler la rencontre"), self)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            desk, reason = self.navigator.desk, sheet.reason()
            self.navigator.write(lambda: cancel_event(desk, view.card.id, reason, view.card.seen))
        sheet.deleteLater()

    def restore(self) -> None:
        """The meeting takes place after all."""
        view = self.view
        if view is not None:
            desk = self.navigator.desk
            self.navigator.write(lambda: restore_event(desk, view.card.id, view.card.seen))

    def remove(self) -> None:
        """Take the meeting off the agenda, with its attendance; it can be undone."""
        view = self.view
        if view is None:
            return
        desk = self.navigator.desk
        # away first: the page of a meeting that is no more has nothing to show
        self.row_id = ""
        self.left.emit()
        self.navigator.write(lambda: remove_event(desk, view.card.id, view.card.seen))

    def attendance_sheet(self, *, to_file: bool) -> None:
        """The sheet that everyone signs, to print or to save."""
        desk, event_id = self.navigator.desk, self.row_id

        def work() -> Rendered:
            return attendance(desk, event_id)

        def came(made: Rendered) -> None:
            (save_rendered if to_file else print_rendered)(made, self, self.navigator)

        self.navigator.tasks.read(work, came, owner=self)


def _lost(view: EventView) -> str:
    """How many interviews are cancelled with their day."""
    count = sum(bool(each.dossier_id) and not each.cancelled_reason for each in view.attendees)
    if not count or not view.of_interviews:
        return ""
    return plural(
        "{n} entretien y est prévu\u00a0: il est annulé avec elle, et l’antenne en est prévenue.",
        "{n} entretiens y sont prévus\u00a0: ils sont annulés avec elle, et les antennes en sont prévenues.", count,
    )  # fmt: skip
