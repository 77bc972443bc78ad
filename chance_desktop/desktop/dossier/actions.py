"""What is done to a whole dossier: a note, another step, a departure, a return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from chance_desktop.casework.dossiers.dossier import (
    come_back,
    leave,
    lodged_by,
    move_step,
)
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.journal.reminders import put_off, read_reminder, reminder_done
from chance_desktop.casework.situation.file_numbers import give_another_number
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, open_sheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.words import _, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView, StepView
    from chance_desktop.casework.journal.reminders import Reminder
    from chance_desktop.desktop.navigation.navigator import Navigator

LEAVING = (
    (DossierState.WITHDRAWN.value, _("Abandon")),
    (DossierState.EXCLUDED.value, _("Exclusion")),
    (DossierState.CLOSED.value, _("Sans suite")),
)


class NoteSheet(WritingSheet):
    """A line for the journal."""

    def __init__(self, navigator: Navigator, dossier_id: str, parent: QWidget) -> None:
        super().__init__(navigator, _("Ajouter une note au journal"), parent)
        self._dossier_id = dossier_id
        self._text = LongField(lines=4)
        self._text_field = LabelledField(_("Note"), self._text, FREE_TEXT_CAUTION)
        self.body.addWidget(self._text_field)
        means = [("", _("Simple note")), *((each.code, each.label) for each in navigator.desk.programme.attempt_means)]
        self.means = Combo(_("Nature"))
        self.means.offer(means)
        self.body.addWidget(LabelledField(_("Nature"), self.means))
        self.on = self.add_day("journal", "on")
        comes_back = _("La note revient ce jour-là sur l’accueil.")
        self.recall = self.add_day("reminder", "on", hint=comes_back, optional=True)
        self.add_cancel()
        self.add_action(_("Ajouter la note"), self._finish)
        self._text.setFocus()

    def _finish(self) -> None:
        text = self._text.toPlainText().strip()
        on, sound = self.on.day(), self.recall.check()
        self._text_field.say_error("" if text else _("Écrivez quelques mots."))
        if text and on and sound:
            recall = self.recall.value()
            desk, dossier_id, means = self.navigator.desk, self._dossier_id, self.means.code()
            self.run(lambda: add_note(desk, dossier_id, text, on, means, recall))


class ReminderSheet(WritingSheet):
    """What was to be recalled today: it is done, or comes back another day; what was said goes to the journal."""

    def __init__(self, navigator: Navigator, reminder: Reminder, parent: QWidget) -> None:
        super().__init__(navigator, _("Rappel"), parent, weekday_date(reminder.on))
        self._reminder = reminder
        self.body.addWidget(Label(reminder.text, Role.BODY, wrap=True, selectable=True))
        self._said = LongField(lines=3)
        self.body.addWidget(LabelledField(_("Ce qui a été dit"), self._said, FREE_TEXT_CAUTION, optional=True))
        self.later = self.add_day("reminder", "on", label=_("Reporter au"), optional=True)
        self.add_cancel()
        self.gesture = self.add_action(_("C’est fait"), self._finish, "check")
        self.later.line.textChanged.connect(self._name_the_gesture)

    def _name_the_gesture(self, later: str) -> None:
        self.gesture.setText(_("Reporter") if later.strip() else _("C’est fait"))

    def _finish(self) -> None:
        desk, reminder, said = self.navigator.desk, self._reminder, self._said.toPlainText()
        if not self.later.check():
            return
        later = self.later.value()
        self.run(lambda: put_off(desk, reminder, later, said) if later else reminder_done(desk, reminder, said))


def open_reminder(navigator: Navigator, reminder_id: str, parent: QWidget) -> None:
    """Read a reminder, then open its sheet."""
    desk = navigator.desk
    navigator.tasks.read(
        lambda: read_reminder(desk, reminder_id),
        lambda found: open_sheet(ReminderSheet(navigator, found, parent)),
        lambda failure: navigator.say(failure.text, "red"),
        owner=parent,
    )


class StepSheet(WritingSheet):
    """Another step of the journey; going back asks for a reason."""

    def __init__(self, navigator: Navigator, view: DossierView, step: StepView, parent: QWidget) -> None:
        back = step.number < view.step
        title = _("Revenir à l’étape {label}") if back else _("Passer à l’étape {label}")
        lodges = lodged_by(navigator.desk, view.step, step.number)
        told = (
            _("Le dossier sera noté déposé ce jour-là\u00a0; la Région le recevra au prochain envoi.") if lodges else ""
        )
        if step.missing:
            told = _("Avant cette étape, il manque : {missing}. On ne s’en passe qu’en écrivant pourquoi.").replace(
                "{missing}", ", ".join(step.missing)
            )
        super().__init__(navigator, title.format(label=step.label), parent, told or view.name)
        self._view, self._step, self._back = view, step, back
        self.on = self.add_day("step_change", "on", label=_("Depuis le"))
        self._reason = LongField(lines=2)
        self._reason_field = LabelledField(
            _("Motif"), self._reason, FREE_TEXT_CAUTION, optional=not back and not step.missing
        )
        self.body.addWidget(self._reason_field)
        self.add_cancel()
        self.add_action(_("Passer quand même") if step.missing else _("Changer d’étape"), self._finish)

    def _finish(self) -> None:
        on, reason = self.on.day(), self._reason.toPlainText().strip()
        unsaid = (self._back or bool(self._step.missing)) and not reason
        asked = (
            _("Revenir en arrière demande un motif.") if self._back else _("Écrivez pourquoi l’étape est passée sans.")
        )
        self._reason_field.say_error(asked if unsaid else "")
        if on is not None and not unsaid:
            desk, view, number = self.navigator.desk, self._view, self._step.number
            self.run(lambda: move_step(desk, view.id, number, on, reason, view.seen))


class LeaveSheet(WritingSheet):
    """The young person goes no further; everything is kept, and one can come back."""

    def __init__(self, navigator: Navigator, view: DossierView, parent: QWidget) -> None:
        super().__init__(
            navigator,
            _("Noter une sortie"),
            parent,
            _("Le dossier de {name} est gardé entier\u00a0; il pourra être repris.").format(name=view.name),
        )
        self._view = view
        self._kind = Combo(_("Sortie"))
        self._kind.offer(LEAVING)
        self.body.addWidget(LabelledField(_("Sortie"), self._kind))
        self.on = self.add_day("dossier", "left_on", label=_("Date"))
        self._reason = LongField(lines=3)
        self._reason_field = LabelledField(_("Motif"), self._reason, FREE_TEXT_CAUTION)
        self.body.addWidget(self._reason_field)
        self.add_cancel()
        self.add_action(_("Noter la sortie"), self._finish, "log-out")

    def _finish(self) -> None:
        on, reason = self.on.day(), self._reason.toPlainText().strip()
        self._reason_field.say_error("" if reason else _("Écrivez le motif en quelques mots."))
        if on is not None and reason:
            desk, view, kind = self.navigator.desk, self._view, self._kind.code()
            self.run(lambda: leave(desk, view.id, kind, reason, on, view.seen))


def renumber(navigator: Navigator, view: DossierView) -> None:
    """Give a dossier that shares its number one of its own."""
    desk, told = navigator.desk, _("Nouveau numéro donné ; l’ancien se retrouve par la recherche.")
    navigator.write(lambda: give_another_number(desk, view.id, view.seen), told)


def come_back_asked(navigator: Navigator, view: DossierView, parent: QWidget) -> None:
    """Take up a dossier again, with a reason."""
    sheet = ReasonSheet(_("Reprendre le dossier"), view.name, _("Reprendre le dossier"), parent)
    if sheet.exec() == QDialog.DialogCode.Accepted:
        desk, reason = navigator.desk, sheet.reason()
        navigator.write(lambda: come_back(desk, view.id, reason, view.seen), _("Dossier repris"))
    sheet.deleteLater()
