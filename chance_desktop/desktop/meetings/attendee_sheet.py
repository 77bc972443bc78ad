"""Somebody to expect at a meeting: a young person by their dossier, a sponsor, or anyone by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, Sort, list_page
from chance_desktop.casework.meetings.events import invite
from chance_desktop.casework.meetings.sponsors import sponsors
from chance_desktop.desktop.sheets.meeting_sheets import typed_hour
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.search_choice import SearchChoice
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
        young = tuple((row.id, dotted(f"{row.surname} {row.first_name}", row.town, row.file_number)) for row in rows)
        return People(
            young, tuple((each.card.id, dotted(each.name, each.card.text("town"))) for each in sponsors(desk))
        )

    def came(people: People) -> None:
        open_sheet(AttendeeSheet(navigator, event_id, people, parent))

    navigator.tasks.read(work, came, owner=parent)


class AttendeeSheet(WritingSheet):
    """Asks who, and when they come."""

    def __init__(self, navigator: Navigator, event_id: str, people: People, parent: QWidget) -> None:
        super().__init__(navigator, _("Ajouter une personne"), parent, width=560)
        self._event_id = event_id
        self.who = SegmentedControl(_WHO, _("Qui"), 40)
        self.body.addWidget(self.who)
        self.young = SearchChoice(_("Jeune"), _("Tapez quelques lettres du nom"))
        self.young.offer(people.young)
        self.sponsor = SearchChoice(_("Parrain"), _("Tapez quelques lettres du nom"))
        self.sponsor.offer(people.sponsors)
        self.name, self.organisation, self.at = TextField(), TextField(), TextField(placeholder=_("14 h 30"))
        self._fields: dict[str, tuple[LabelledField, ...]] = {
            Part.YOUNG: (LabelledField(_("Jeune"), self.young),),
            Part.SPONSOR: (LabelledField(_("Parrain"), self.sponsor),),
            Part.GUEST: (
                LabelledField(_("Nom"), self.name), LabelledField(_("Organisme"), self.organisation, optional=True),
            ),
        }  # fmt: skip
        for fields in self._fields.values():
            for field in fields:
                self.body.addWidget(field)
        self.body.addWidget(LabelledField(_("Heure de passage"), self.at, optional=True))
        self.who.chosen.connect(self._ask)
        self.who.choose(Part.YOUNG)
        self.add_cancel()
        self.add_action(_("Ajouter à la liste"), self.finish, "user-plus")
        self._ask(Part.YOUNG)

    def _ask(self, who: str) -> None:
        for code, fields in self._fields.items():
            for field in fields:
                field.setVisible(code == who)
        self._fields[who][0].field.setFocus()

    def finish(self) -> None:
        """Expect them."""
        who = self.who.code()
        desk, event_id, at = self.navigator.desk, self._event_id, typed_hour(self.at.text())
        if who == Part.GUEST:
            name, organisation = self.name.text().strip(), self.organisation.text().strip()
            self._fields[who][0].say_error("" if name else _("Écrivez le nom de la personne."))
            if name:
                self.run(lambda: invite(desk, event_id, name=name, organisation=organisation, at=at), self._said())
            return
        field = self.young if who == Part.YOUNG else self.sponsor
        code = field.code()
        chosen = bool(code) and field.in_list
        self._fields[who][0].say_error("" if chosen else _("Choisissez une personne de la liste."))
        if chosen and who == Part.YOUNG:
            self.run(lambda: invite(desk, event_id, dossier_id=code, at=at), self._said())
        elif chosen:
            self.run(lambda: invite(desk, event_id, sponsor_id=code, at=at), self._said())

    @staticmethod
    def _said() -> str:
        return _("Personne ajoutée")
