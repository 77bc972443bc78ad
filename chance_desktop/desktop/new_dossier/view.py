"""A new person: the few facts that identify them, and whoever they might already be, shown before anything is created."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.situation.create_dossier import (
    Likely,
    LikelyDuplicate,
    NewPerson,
    create_dossier,
    likely_duplicates,
)
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.declared_day import DeclaredDay
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.sheets.likely_card import LikelyCard
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, TextField
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.domain.typed.errors import ImpossibleDay
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_TYPING_MS = 250


class NewDossierSheet(Sheet):
    """Asks, compares, creates."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(_("Nouveau dossier"), parent, width=640)
        self._navigator = navigator
        self._likely: tuple[Likely, ...] = ()
        self._ticket = 0
        self.texts: dict[str, TextField] = {}
        self._labelled: dict[str, LabelledField] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self._compare)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(10))
        self.body.addLayout(grid)
        self._put(grid, "surname", _("Nom"), 0, 0)
        self._put(grid, "first_name", _("Prénom"), 0, 1)
        self.birth = DeclaredDay("person", "birth_date", navigator.desk.today, self, optional=True)
        self.birth.edited.connect(lambda: self._timer.start())
        grid.addWidget(self.birth.widget, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._sex = Combo(_("Civilité"))
        self._sex.offer([("", _("À choisir")), ("F", _("Madame")), ("M", _("Monsieur"))])
        grid.addWidget(LabelledField(_("Civilité"), self._sex, optional=True), 1, 1, Qt.AlignmentFlag.AlignTop)
        self._put(grid, "town", _("Commune"), 2, 0, optional=True)
        self._put(grid, "phone", _("Téléphone"), 2, 1, optional=True)
        self._put(grid, "email", _("Courriel"), 3, 0, optional=True)
        self._put(grid, "ml_number", _("N° de dossier Mission Locale"), 3, 1, optional=True)
        self._card = LikelyCard(self._open)
        self.body.addWidget(self._card)
        self.add_cancel()
        self.creation = self.add_action(_("Créer le dossier"), self._finish, "plus")
        self.texts["surname"].setFocus()

    def _put(
        self,
        grid: QGridLayout,
        code: str,
        label: str,
        line: int,
        side: int,
        *,
        optional: bool = False,
    ) -> None:
        field = PlainField(FieldSpec(label=label, kind=contact_kind(code), optional=optional))
        field.setParent(self)
        field.edited.connect(lambda: self._timer.start())
        self.texts[code], self._labelled[code] = field.line, field.widget
        grid.addWidget(field.widget, line, side, Qt.AlignmentFlag.AlignTop)

    def _person(self) -> NewPerson:
        typed = {code: field.text().strip() for code, field in self.texts.items()}
        return NewPerson(
            typed["surname"],
            typed["first_name"],
            self.birth.so_far(),
            sex=self._sex.code(),
            town=typed["town"],
            phone=typed["phone"],
            email=typed["email"],
            ml_number=typed["ml_number"],
        )

    def _compare(self) -> None:
        person = self._person()
        if not person.surname or not person.first_name:
            self._show_likely(())
            return
        self._ticket += 1
        ticket, desk = self._ticket, self._navigator.desk

        def came(found: tuple[Likely, ...]) -> None:
            if ticket == self._ticket:
                self._show_likely(found)

        self._navigator.tasks.read(lambda: likely_duplicates(desk, person), came, owner=self)

    def _show_likely(self, found: tuple[Likely, ...]) -> None:
        self._likely = found
        self._card.show_likely(found)
        self.creation.setText(_("Créer quand même un nouveau dossier") if found else _("Créer le dossier"))
        self.creation.updateGeometry()
        if found:
            QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        """Those who look like this person must be seen, not scrolled to."""
        self.fit()
        self.show_below(self._card)

    def _open(self, dossier_id: str) -> None:
        self.accept()
        self._navigator.open_dossier(dossier_id)

    def _finish(self) -> None:
        person = self._person()
        sound = self.birth.check()
        self._labelled["surname"].say_error("" if person.surname else _("Le nom est nécessaire."))
        self._labelled["first_name"].say_error("" if person.first_name else _("Le prénom est nécessaire."))
        if not sound or not person.surname or not person.first_name:
            return
        desk, despite = self._navigator.desk, tuple(one.dossier_id for one in self._likely)

        def created(outcome: Outcome[str]) -> None:
            self._navigator.done(outcome, _("Dossier créé"))
            self.accept()
            self._navigator.open_dossier(outcome.result, "situation")

        def refused(failure: ExpectedError) -> None:
            if isinstance(failure, LikelyDuplicate):
                self._show_likely(failure.likely)
            elif isinstance(failure, ImpossibleDay):
                self._labelled["birth_date"].say_error(failure.text)
            else:
                self.notice.say(failure.text)

        self._navigator.tasks.write(lambda: create_dossier(desk, person, None, despite), created, refused, owner=self)
