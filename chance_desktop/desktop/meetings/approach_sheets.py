"""Somebody to approach: noted with whoever they might already be, spoken to, or left there with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.dossiers.dossier import leave
from chance_desktop.casework.situation.create_dossier import Likely, LikelyDuplicate, NewPerson, likely_duplicates
from chance_desktop.casework.situation.prospects import Approached, Spoken, approach, note_contact, spoken_to
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.declared_day import DeclaredDay
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.sheets.likely_card import LikelyCard
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.words import _, dotted, weekday_date

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_TYPING_MS = 250
_PRIOR = (("yes", _("Oui")), ("no", _("Non")), ("", _("Pas encore su")))
_SHOWN = 6


class ApproachSheet(WritingSheet):
    """Asks who, compares, notes."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(
            navigator, _("Nouvelle personne à rencontrer"), parent,
            _("Elle n’a pas encore de dossier\u00a0: ce qui est noté ici l’attendra."), width=640,
        )  # fmt: skip
        self._likely: tuple[Likely, ...] = ()
        self._ticket = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self.compare)
        self.texts: dict[str, TextField] = {}
        self._labelled: dict[str, LabelledField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(10))
        self.body.addLayout(grid)
        desk = navigator.desk
        self.birth = DeclaredDay("person", "birth_date", desk.today, self, optional=True)
        asked: list[Field[str] | Field[date | None]] = [
            self._asked("surname", _("Nom")), self._asked("first_name", _("Prénom")),
            self.birth, self._asked("town", _("Commune"), optional=True),
            self._asked("phone", _("Téléphone"), optional=True), self._asked("email", _("Courriel"), optional=True),
        ]  # fmt: skip
        for number, field in enumerate(asked):
            field.edited.connect(lambda: self._timer.start())
            place = (number, 0) if large() else divmod(number, 2)
            grid.addWidget(field.widget, *place, Qt.AlignmentFlag.AlignTop)
        self.through = Combo(_("Comment l’avez-vous connue\u00a0?"))
        self.through.offer([("", _("À choisir")), *((one.code, one.label) for one in desk.programme.met_through)])
        self.body.addWidget(LabelledField(_("Comment l’avez-vous connue\u00a0?"), self.through, optional=True))
        self.prior = SegmentedControl(_PRIOR, _("Déjà partie à l’étranger"), 38)
        self.prior.choose("")
        self.body.addWidget(LabelledField(_("Déjà partie à l’étranger"), self.prior))
        self.note = LongField(lines=2)
        self.body.addWidget(LabelledField(_("Note"), self.note, FREE_TEXT_CAUTION, optional=True))
        self.likely = LikelyCard(self._open)
        self.body.addWidget(self.likely)
        self.add_cancel()
        self.adding = self.add_action(_("Ajouter la personne"), self.finish, "user-plus")
        self.texts["surname"].setFocus()

    def _asked(self, code: str, label: str, *, optional: bool = False) -> PlainField:
        field = PlainField(FieldSpec(label=label, kind=contact_kind(code), optional=optional))
        field.setParent(self)
        self.texts[code], self._labelled[code] = field.line, field.widget
        return field

    def _person(self) -> NewPerson:
        typed = {code: field.text().strip() for code, field in self.texts.items()}
        return NewPerson(
            typed["surname"], typed["first_name"], self.birth.so_far(), town=typed["town"],
            phone=typed["phone"], email=typed["email"],
        )  # fmt: skip

    def compare(self) -> None:
        """Look for whoever this might already be."""
        person = self._person()
        if not person.surname or not person.first_name:
            self._show_likely(())
            return
        self._ticket += 1
        ticket, desk = self._ticket, self.navigator.desk

        def came(found: tuple[Likely, ...]) -> None:
            if ticket == self._ticket:
                self._show_likely(found)

        self.navigator.tasks.read(lambda: likely_duplicates(desk, person), came, owner=self)

    def _show_likely(self, found: tuple[Likely, ...]) -> None:
        changed = bool(found) != bool(self._likely)
        self._likely = found
        self.likely.show_likely(found)
        self.adding.setText(_("Ajouter quand même") if found else _("Ajouter la personne"))
        self.adding.updateGeometry()
        if found and changed:
            QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        self.fit()
        self.show_below(self.likely)

    def _open(self, dossier_id: str) -> None:
        self.accept()
        self.navigator.open_dossier(dossier_id)

    def finish(self) -> None:
        """Note the person."""
        person, sound = self._person(), self.birth.check()
        self._labelled["surname"].say_error("" if person.surname else _("Le nom est nécessaire."))
        self._labelled["first_name"].say_error("" if person.first_name else _("Le prénom est nécessaire."))
        if not sound or not person.surname or not person.first_name:
            return
        desk, despite = self.navigator.desk, tuple(one.dossier_id for one in self._likely)
        through, note = self.through.code(), self.note.toPlainText().strip()
        prior = {"yes": True, "no": False}.get(self.prior.code())
        self.run(
            lambda: approach(desk, person, through, note, prior, None, despite), _("Personne à rencontrer ajoutée")
        )

    def refused(self, failure: ExpectedError) -> None:
        if isinstance(failure, LikelyDuplicate):
            self._show_likely(failure.likely)
        else:
            super().refused(failure)


def open_contacts(navigator: Navigator, person: Approached, parent: QWidget) -> None:
    """Open the sheet that notes a contact, below the earlier ones."""
    desk = navigator.desk

    def came(spoken: tuple[Spoken, ...]) -> None:
        open_sheet(ContactSheet(navigator, person, spoken, parent))

    navigator.tasks.read(lambda: spoken_to(desk, person.dossier_id), came, owner=parent)


class ContactSheet(WritingSheet):
    """Somebody was spoken to: how, when, what was said."""

    def __init__(self, navigator: Navigator, person: Approached, spoken: tuple[Spoken, ...], parent: QWidget) -> None:
        line = dotted(person.name, person.town, person.phone, person.email)
        super().__init__(navigator, _("Noter un contact"), parent, line, width=560)
        self._dossier_id = person.dossier_id
        self.how = Combo(_("Comment"))
        self.how.offer([(one.code, one.label) for one in navigator.desk.programme.attempt_means])
        self.body.addWidget(LabelledField(_("Comment"), self.how))
        self.on = self.add_day("contact", "on")
        self.text = LongField(lines=3)
        self.body.addWidget(LabelledField(_("Ce qui s’est dit"), self.text, FREE_TEXT_CAUTION, optional=True))
        if spoken:
            card = Card("sunken")
            box = column(card, 6, (14, 10, 14, 12))
            box.addWidget(Label(_("Contacts précédents"), Role.BODY_STRONG))
            for one in spoken[:_SHOWN]:
                box.addWidget(Rule())
                box.addWidget(Label(dotted(weekday_date(one.on), one.how, one.by), Role.NOTE_STRONG, "ink2", wrap=True))
                if one.text:
                    box.addWidget(Label(one.text, Role.CELL, wrap=True))
            self.body.addWidget(card)
        self.add_cancel()
        self.add_action(_("Noter le contact"), self.finish, "phone")

    def finish(self) -> None:
        """Keep it."""
        on = self.on.day()
        if on is None:
            return
        desk, dossier_id, how = self.navigator.desk, self._dossier_id, self.how.code()
        text = self.text.toPlainText().strip()
        self.run(lambda: note_contact(desk, dossier_id, how, text, on), _("Contact noté"))


class NoFollowUpSheet(WritingSheet):
    """They will not go further: the reason is kept, and one can come back to it."""

    def __init__(self, navigator: Navigator, person: Approached, parent: QWidget) -> None:
        line = _("Ce qui est noté sur {name} est gardé\u00a0; vous pourrez reprendre plus tard.").format(
            name=person.name
        )
        super().__init__(navigator, _("Sans suite"), parent, line)
        self._person = person
        self.reason = LongField(lines=3)
        self._reason_field = LabelledField(_("Motif"), self.reason, FREE_TEXT_CAUTION)
        self.body.addWidget(self._reason_field)
        self.add_cancel()
        self.add_action(_("Noter sans suite"), self.finish, "log-out")

    def finish(self) -> None:
        """Leave it there."""
        reason = self.reason.toPlainText().strip()
        self._reason_field.say_error("" if reason else _("Écrivez le motif en quelques mots."))
        if reason:
            desk, person = self.navigator.desk, self._person
            self.run(
                lambda: leave(desk, person.dossier_id, DossierState.CLOSED.value, reason, seen=person.seen),
                _("Noté sans suite"),
            )
