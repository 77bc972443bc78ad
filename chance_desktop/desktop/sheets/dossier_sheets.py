"""What passes a whole dossier on, or erases it for good: both go by the Region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QWidget

from chance_desktop.casework.dossiers.erasure import erase_dossier, erase_person
from chance_desktop.casework.dossiers.transfer import ask_transfer
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard, one_tab_stop
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.runtime.words import _, dotted

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError


class TransferSheet(WritingSheet):
    """An office asks the Region to pass a dossier to another Mission Locale."""

    def __init__(self, navigator: Navigator, view: DossierView, parent: QWidget) -> None:
        line = _("La Région décide. Jusque-là, rien ne change : vous gardez le dossier de {name}.").format(
            name=view.name
        )
        super().__init__(navigator, _("Transmettre à une autre Mission Locale"), parent, line)
        self._view = view
        own = navigator.desk.structure_code
        self.office = SearchChoice(_("Mission Locale"), _("Tapez quelques lettres"))
        self.office.offer([(each.code, each.name) for each in navigator.desk.programme.offices if each.code != own])
        self._office_field = LabelledField(_("Mission Locale"), self.office)
        self.body.addWidget(self._office_field)
        self.reason = LongField(lines=3)
        self._reason_field = LabelledField(_("Motif"), self.reason, FREE_TEXT_CAUTION)
        self.body.addWidget(self._reason_field)
        self.add_cancel()
        self.add_action(_("Demander la transmission"), self.finish, "send")

    def finish(self) -> None:
        """Ask."""
        code, reason = self.office.code(), self.reason.toPlainText().strip()
        chosen = bool(code) and self.office.in_list
        self._office_field.say_error("" if chosen else _("Choisissez une Mission Locale de la liste."))
        self._reason_field.say_error("" if reason else _("Écrivez le motif en quelques mots."))
        if not chosen or not reason:
            return
        desk, view = self.navigator.desk, self._view

        def work() -> Outcome[None]:
            return ask_transfer(desk, view.id, code, reason, view.seen)

        self.run(work, _("Transmission demandée à la Région"))


class EraseSheet(WritingSheet):
    """The Region erases for good, on request: the number of the dossier is typed again."""

    def __init__(self, navigator: Navigator, view: DossierView, parent: QWidget) -> None:
        super().__init__(navigator, _("Effacer définitivement"), parent, dotted(view.name, view.file_number))
        self._view = view
        words = _(
            "Tout sera effacé ici et sur tous les postes, journal et pièces compris. Personne ne pourra revenir en arrière."
        )
        self.body.addWidget(Notice(words, "red"))
        self._kinds = QButtonGroup(self)
        one = RadioCard(_("Ce dossier seulement"), _("La personne reste si elle a un autre dossier."))
        everything = RadioCard(
            _("La personne et tous ses dossiers"), _("Quand elle a demandé l’effacement de ses données.")
        )
        for number, card in enumerate((one, everything)):
            self._kinds.addButton(card, number)
            self.body.addWidget(card)
        one.setChecked(True)
        one_tab_stop((one, everything))
        self._kinds.buttonToggled.connect(lambda _button, _on: one_tab_stop((one, everything)))
        self.number = TextField()
        help_text = _("Tapez {number} pour confirmer.").format(number=view.file_number)
        self._number_field = LabelledField(_("Numéro du dossier"), self.number, help_text)
        self.body.addWidget(self._number_field)
        self.add_cancel(_("Ne rien effacer"))
        self.add_action(_("Effacer définitivement"), self.finish, "trash-2")
        self.number.setFocus()

    def choose_person(self) -> None:
        """Erase the person, with all their dossiers."""
        self._kinds.button(1).setChecked(True)

    def finish(self) -> None:
        """Erase, when the number is the right one."""
        typed = self.number.text().strip().upper()
        right = bool(typed) and typed == self._view.file_number.upper()
        self._number_field.say_error("" if right else _("Ce n’est pas le numéro de ce dossier."))
        if not right:
            return
        desk, dossier_id, whole = self.navigator.desk, self._view.id, self._kinds.checkedId() == 1

        def work() -> Outcome[None]:
            return erase_person(desk, dossier_id) if whole else erase_dossier(desk, dossier_id)

        def erased(outcome: Outcome[None]) -> None:
            # away first: the page of a dossier that is no more has nothing to show
            self.navigator.show_page("dossiers")
            self.navigator.done(outcome, _("Effacé définitivement"))
            self.accept()

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self.navigator.tasks.write(work, erased, refused, owner=self)
