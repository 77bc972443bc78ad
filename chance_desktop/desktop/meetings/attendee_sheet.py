"""Somebody to expect at a meeting: a young person by their dossier, a sponsor, or anyone by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.declared import card_field
from chance_desktop.casework.cards.types import FieldKind
from chance_desktop.casework.dossiers.list import DossierQuery, Sort, list_page
from chance_desktop.casework.meetings.events import invite, invite_young
from chance_desktop.casework.meetings.sponsors import has_sponsors, sponsors
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.sheets.meeting_sheets import HOUR_HINT, typed_hour
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.domain.states import Part
from chance_desktop.runtime.words import _, dotted

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_WHO = ((Part.YOUNG, _("Un jeune")), (Part.SPONSOR, _("Un parrain")), (Part.GUEST, _("Une autre personne")))
_MANY = 5000


@dataclass(frozen=True, slots=True)
class People:
    """Who can be chosen: `(row, words)` pairs."""

    young: tuple[tuple[str, str], ...]
    sponsors: tuple[tuple[str, str], ...]


def open_attendee_sheet(navigator: Navigator, event_id: str, parent: QWidget) -> None:
    """Read who can be chosen, then open the sheet."""
    desk = navigator.desk

    def work() -> People:
        rows = list_page(desk, DossierQuery(sort=Sort.NAME, descending=False, limit=_MANY)).rows
        young = tuple((row.id, row.told_apart) for row in rows)
        return People(
            young, tuple((each.card.id, dotted(each.name, each.card.text("town"))) for each in sponsors(desk))
        )

    def came(people: People) -> None:
        open_sheet(AttendeeSheet(navigator, event_id, people, parent))

    navigator.tasks.read(work, came, owner=parent)


class AttendeeSheet(BoxesSheet):
    """Asks who, and when they come."""

    def __init__(self, navigator: Navigator, event_id: str, people: People, parent: QWidget) -> None:
        super().__init__(navigator, _("Ajouter une personne"), parent, width=560)
        self._event_id = event_id
        met = has_sponsors(navigator.desk)
        self.who = SegmentedControl([each for each in _WHO if met or each[0] is not Part.SPONSOR], _("Qui"), 40)
        self.body.addWidget(self.who)
        self.young = SearchChoice(_("Jeune"), _("Tapez quelques lettres du nom"))
        self.young.offer(people.young)
        self.sponsor = SearchChoice(_("Parrain"), _("Tapez quelques lettres du nom"))
        self.sponsor.offer(people.sponsors)
        self.name = self.add_box(card_field("attendance", "name"))
        self.organisation = self.add_box(card_field("attendance", "organisation"), optional=True)
        self._fields: dict[str, tuple[LabelledField, ...]] = {
            Part.YOUNG: (LabelledField(_("Jeune"), self.young),),
            Part.SPONSOR: (LabelledField(_("Parrain"), self.sponsor),),
            Part.GUEST: (self.name.widget, self.organisation.widget),
        }  # fmt: skip
        for fields in self._fields.values():
            for field in fields:
                self.body.addWidget(field)
        self.chosen: dict[str, str] = {}
        self._buttons_of: list[Button] = []
        self._chosen = plain_widget()
        self._lines = Flow(8)
        column(self._chosen).addWidget(self._lines)
        self.body.addWidget(self._chosen)
        self.young.chosen.connect(self._another)
        self.at = self.add_box(
            replace(card_field("attendance", "at", kind=FieldKind.TEXT), label=_("Heure de passage")), optional=True
        )
        self.at.input.hint(HOUR_HINT)
        self.who.chosen.connect(self._ask)
        self.who.choose(Part.YOUNG)
        self.add_cancel()
        self.add_action(_("Ajouter à la liste"), self.finish, "user-plus")
        self._ask(Part.YOUNG)

    def _ask(self, who: str) -> None:
        self._chosen.setVisible(who == Part.YOUNG and bool(self.chosen))
        for code, fields in self._fields.items():
            for field in fields:
                field.setVisible(code == who)
        self._fields[who][0].field.setFocus()

    def _another(self, code: str) -> None:
        """Keep someone who was chosen and make room for the next one."""
        if code and self.young.in_list:
            self.chosen[code] = self.young.text()
            self._show_chosen()

            # the list that was pressed still writes its words into the field
            QTimer.singleShot(0, self, lambda: self.young.show_code(""))

    def _leave_out(self, code: str) -> None:
        self.chosen.pop(code, None)
        self._show_chosen()
        self.young.setFocus()

    def _show_chosen(self) -> None:
        for button in self._buttons_of:
            self._lines.removeWidget(button)
            button.deleteLater()
        self._buttons_of = []
        for code, words in self.chosen.items():
            button = Button(words.partition(" · ")[0], Kind.OUTLINE, "x", height=36)
            button.setAccessibleName(_("Retirer {name}").format(name=words))
            set_tooltip(button, words)
            button.clicked.connect(partial(self._leave_out, code))
            self._lines.addWidget(button)
            self._buttons_of.append(button)
        self._chosen.setVisible(bool(self.chosen))
        self.fit()

    def finish(self) -> None:
        """Expect them."""
        who = self.who.code()
        desk, event_id, at = self.navigator.desk, self._event_id, typed_hour(str(self.at.given()))
        if who == Part.GUEST:
            name, organisation = str(self.name.given()), str(self.organisation.given())
            self._fields[who][0].say_error("" if name else _("Écrivez le nom de la personne."))
            if name:
                self.run(lambda: invite(desk, event_id, name=name, organisation=organisation, at=at), self._said())
            return
        field = self.young if who == Part.YOUNG else self.sponsor
        code = field.code()
        chosen = bool(code) and field.in_list
        if who == Part.YOUNG and (chosen or (self.chosen and not code)):
            wanted = [*self.chosen, *([code] if chosen else [])]
            self.run(lambda: invite_young(desk, event_id, wanted, at))
            return
        self._fields[who][0].say_error("" if chosen else _("Choisissez une personne de la liste."))
        if chosen:
            self.run(lambda: invite(desk, event_id, sponsor_id=code, at=at), self._said())

    @staticmethod
    def _said() -> str:
        return _("Personne ajoutée")
