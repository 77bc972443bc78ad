"""Who is expected at a meeting, and who came: one click each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.meetings.events import Attendee, EventView, mark_came, withdraw_invitation
from chance_desktop.desktop.meetings.attendee_sheet import open_attendee_sheet
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.layouts import column, empty
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.text import Rule
from chance_desktop.domain.people.names import initials_of
from chance_desktop.domain.states import Part
from chance_desktop.runtime.words import _, clock_time, dotted, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_CAME = (("yes", _("Venu(e)")), ("no", _("Absent(e)")))
_ROLES: Mapping[str, str] = {Part.YOUNG: _("Jeune"), Part.SPONSOR: _("Parrain ou marraine"), Part.GUEST: _("Invité(e)")}


class AttendeesCard(Card):
    """The list, and the way to add someone."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._event_id = ""
        box = column(self, 0, (1, 1, 1, 6))
        self.head = CardHeader(_("Présences"), "users", "blue", "0")
        self.adding = Button(_("Ajouter une personne"), Kind.OUTLINE, "user-plus", height=36)
        self.adding.clicked.connect(self.add)
        self.head.add(self.adding)
        box.addWidget(self.head)
        self._lines = column()
        box.addLayout(self._lines)

    def show_event(self, view: EventView) -> None:
        """Show who is expected."""
        self._event_id = view.card.id
        spoken = plural("{n} venue", "{n} venues", view.came)
        total = len(view.attendees)
        self.head.show_count(f"{view.came}/{total}" if view.came else str(total))
        self.head.count.setAccessibleName(f"{total}, {spoken}")
        empty(self._lines)
        if not view.attendees:
            self._lines.addWidget(
                EmptyState(
                    "users", _("Personne n’est encore attendu"),
                    _("Ajoutez les jeunes, les parrains et les autres personnes\u00a0: la feuille de présence s’imprime avec "
                      "leurs noms."),
                )
            )  # fmt: skip
        for one in view.attendees:
            self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(one))

    def _line(self, one: Attendee) -> QWidget:
        role = _ROLES.get(one.role, one.role)
        no_dossier = one.role == Part.YOUNG and one.came is True and not one.lodged
        lost = _("entretien annulé\u00a0: {reason}").format(reason=one.cancelled_reason) if one.cancelled_reason else ""
        lodged = _("n’a pas déposé de dossier") if no_dossier else ""
        told = dotted(role, clock_time(one.at), one.organisation, lodged, lost)
        line = TwoLineRow(Avatar(initials_of(one.name)), one.name, told)
        came = SegmentedControl(_CAME, one.name, 36)
        came.choose("" if one.came is None else "yes" if one.came else "no")
        came.chosen.connect(lambda code, row=one: self.mark(row, came=code == "yes"))
        line.add(came)
        if one.dossier_id:
            button = IconButton("folder-open", _("Ouvrir le dossier de {name}").format(name=one.name), side=36)
            button.clicked.connect(lambda: self._navigator.open_dossier(one.dossier_id))
            line.add(button)
        remove = IconButton("x", _("Retirer {name} de la liste").format(name=one.name), side=36)
        remove.clicked.connect(lambda: self.remove(one))
        line.add(remove)
        return line

    def mark(self, one: Attendee, *, came: bool) -> None:
        """Note whether someone came."""
        desk = self._navigator.desk
        self._navigator.write(lambda: mark_came(desk, {one.id: came}, {one.id: one.seen}))

    def remove(self, one: Attendee) -> None:
        """Take someone off the list; it can be undone."""
        desk = self._navigator.desk
        self._navigator.write(lambda: withdraw_invitation(desk, one.id, one.seen))

    def add(self) -> None:
        """Choose someone to expect."""
        open_attendee_sheet(self._navigator, self._event_id, self)
