"""The meetings of a dossier: those to come and those past, with who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from chance_desktop.casework.meetings.agenda import DossierMeeting, dossier_meetings, note_came
from chance_desktop.casework.meetings.meetings import remove_meeting
from chance_desktop.casework.meetings.sponsors import has_sponsors
from chance_desktop.desktop.sheets.meeting_sheets import came_of
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.badges import DateBadge
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, dotted, weekday_date

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

CANCELLED = Look(Form.TINT, "red", "x")
_CAME = (("yes", _("Venu(e)")), ("no", _("Absent(e)")))


class MeetingsCard(Card):
    """Asks for a new meeting or a sponsor; notes who came and what is cancelled by itself."""

    meeting_asked = Signal()
    sponsor_asked = Signal()

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._dossier_id = ""
        box = column(self, 0, (1, 1, 1, 8))
        box.addWidget(CardHeader(_("Rendez-vous"), "calendar-days", "blue"))
        gestures = Flow(10)
        add = Button(_("Ajouter un rendez-vous"), Kind.OUTLINE, "plus", height=36)
        add.clicked.connect(self.meeting_asked)
        gestures.addWidget(add)
        sponsor = Button(_("Proposer un parrain"), Kind.OUTLINE, "handshake", height=36)
        sponsor.clicked.connect(self.sponsor_asked)
        if has_sponsors(navigator.desk):
            gestures.addWidget(sponsor)
        inside = column(margins=(16, 0, 16, 10))
        inside.addWidget(gestures)
        box.addLayout(inside)
        self._lines = column()
        box.addLayout(self._lines)

    def show_dossier(self, dossier_id: str) -> None:
        """Show the meetings of a dossier."""
        if dossier_id != self._dossier_id:
            empty(self._lines)
        self._dossier_id = dossier_id
        desk = self._navigator.desk

        def came(found: tuple[DossierMeeting, ...]) -> None:
            if self._dossier_id == dossier_id:
                self._show(found)

        self._navigator.tasks.read(lambda: dossier_meetings(desk, dossier_id), came, owner=self)

    def _show(self, found: tuple[DossierMeeting, ...]) -> None:
        empty(self._lines)
        if not found:
            none = Label(_("Aucun rendez-vous noté."), Role.CELL, "ink2", wrap=True)
            none.setContentsMargins(px(18), px(6), px(18), px(8))
            self._lines.addWidget(none)
        for meeting in found:
            self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(meeting))

    def _line(self, meeting: DossierMeeting) -> QWidget:
        told = f"{meeting.kind_label}, {weekday_date(meeting.on)}"
        line = TwoLineRow(
            DateBadge(meeting.on),
            meeting.kind_label,
            dotted(meeting.line, meeting.cancelled_reason) or weekday_date(meeting.on),
        )
        if meeting.cancelled_reason:
            line.add(Pill(_("Annulé"), CANCELLED))
            return line
        if meeting.on <= self._navigator.desk.today():
            came = SegmentedControl(_CAME, told, 36)
            came.choose("" if meeting.came is None else "yes" if meeting.came else "no")
            came.chosen.connect(lambda code, one=meeting: self._note(one, code))
            line.add(came)
        remove = IconButton("x", _("Annuler le rendez-vous\u00a0: {what}").format(what=told), side=36)
        remove.clicked.connect(lambda _on=False, one=meeting: self._cancel(one))
        line.add(remove)
        return line

    def _note(self, meeting: DossierMeeting, code: str) -> None:
        desk = self._navigator.desk
        self._navigator.write(lambda: note_came(desk, meeting.id, came_of(code), meeting.seen))

    def _cancel(self, meeting: DossierMeeting) -> None:
        line = f"{meeting.kind_label}, {weekday_date(meeting.on)}"
        sheet = ReasonSheet(_("Annuler ce rendez-vous"), line, _("Annuler le rendez-vous"), self)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            desk, reason = self._navigator.desk, sheet.reason()
            self._navigator.write(lambda: remove_meeting(desk, meeting.id, reason, meeting.seen))
        sheet.deleteLater()
