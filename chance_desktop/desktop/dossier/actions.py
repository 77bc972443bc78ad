"""What is done to a whole dossier: a note, a meeting, another step, a departure, a return."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from chance_desktop.casework.dossier import (
    come_back,
    leave,
    move_step,
)
from chance_desktop.casework.journal import add_note
from chance_desktop.casework.meetings import NewMeeting, add_meeting, meeting_kinds
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, Sheet
from chance_desktop.desktop.ui_kit.fields import Combo, LabelledField, LongField, TextField
from chance_desktop.desktop.words import figures_date, typed_date
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossier import DossierView, StepView
    from chance_desktop.casework.outcome import Outcome
    from chance_desktop.desktop.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

T = TypeVar("T")
DATE_HINT = _("Écrivez la date ainsi\u00a0: 24/11/2026.")
FREE_TEXT_CAUTION = _("Rien sur la santé, les opinions ou l’origine\u00a0: le dossier est lu par d’autres.")
LEAVING = (
    ("withdrawn", _("Abandon")),
    ("excluded", _("Exclusion")),
    ("closed", _("Sans suite")),
)


class WritingSheet(Sheet):
    """A sheet whose action is a use case: it closes when it is done, and says in place why it is not."""

    def __init__(
        self, navigator: Navigator, title: str, parent: QWidget, line: str = "", *, width: float = 520
    ) -> None:
        super().__init__(title, parent, line=line, width=width)
        self.navigator = navigator

    def run(self, work: Callable[[], Outcome[T]], sentence: str = "") -> None:
        """Do it."""

        def written(outcome: Outcome[T]) -> None:
            self.navigator.done(outcome, sentence)
            self.accept()

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self.navigator.tasks.write(work, written, refused, owner=self)

    def date_field(self, label: str, field: TextField, help_text: str = "") -> LabelledField:
        """A date to type, today at first."""
        if not field.text():
            field.setText(figures_date(self.navigator.desk.today()))
        labelled = LabelledField(label, field, help_text)
        self.body.addWidget(labelled)
        return labelled


class NoteSheet(WritingSheet):
    """A line for the journal."""

    def __init__(self, navigator: Navigator, dossier_id: str, parent: QWidget) -> None:
        super().__init__(navigator, _("Ajouter une note au journal"), parent)
        self._dossier_id = dossier_id
        self._text = LongField(lines=4)
        self._text_field = LabelledField(_("Note"), self._text, FREE_TEXT_CAUTION)
        self.body.addWidget(self._text_field)
        self._on = TextField()
        self._on_field = self.date_field(_("Date"), self._on)
        self.add_cancel()
        self.add_action(_("Ajouter la note"), self._finish)
        self._text.setFocus()

    def _finish(self) -> None:
        text, on = self._text.toPlainText().strip(), typed_date(self._on.text())
        self._text_field.say_error("" if text else _("Écrivez quelques mots."))
        self._on_field.say_error("" if on else DATE_HINT)
        if text and on:
            desk, dossier_id = self.navigator.desk, self._dossier_id
            self.run(lambda: add_note(desk, dossier_id, text, on))


class MeetingSheet(WritingSheet):
    """A meeting to come."""

    def __init__(self, navigator: Navigator, view: DossierView, parent: QWidget) -> None:
        super().__init__(navigator, _("Ajouter un rendez-vous"), parent, _("Avec {name}").format(name=view.name))
        self._dossier_id = view.id
        self._kind = Combo(_("Nature"))
        self._kind.offer([(one.code, one.label) for one in meeting_kinds(navigator.desk)])
        self.body.addWidget(LabelledField(_("Nature"), self._kind))
        self._on = TextField()
        self._on_field = self.date_field(_("Date"), self._on)
        self._at, self._place, self._whom = TextField(placeholder="14:30"), TextField(), TextField()
        self.body.addWidget(LabelledField(_("Heure"), self._at, optional=True))
        self.body.addWidget(LabelledField(_("Lieu"), self._place, optional=True))
        self.body.addWidget(LabelledField(_("Avec qui"), self._whom, optional=True))
        self.add_cancel()
        self.add_action(_("Ajouter le rendez-vous"), self._finish, "calendar-days")

    def _finish(self) -> None:
        on = typed_date(self._on.text())
        self._on_field.say_error("" if on else DATE_HINT)
        if on is None:
            return
        at = self._at.text().strip().lower().replace("h", ":").replace(" ", "")
        at = f"{at}00" if at.endswith(":") else at
        meeting = NewMeeting(on, at, self._place.text().strip(), self._kind.code(), self._whom.text().strip())
        desk, dossier_id = self.navigator.desk, self._dossier_id
        self.run(lambda: add_meeting(desk, dossier_id, meeting))


class StepSheet(WritingSheet):
    """Another step of the journey; going back asks for a reason."""

    def __init__(self, navigator: Navigator, view: DossierView, step: StepView, parent: QWidget) -> None:
        back = step.number < view.step
        title = _("Revenir à l’étape {label}") if back else _("Passer à l’étape {label}")
        super().__init__(navigator, title.format(label=step.label), parent, view.name)
        self._view, self._step, self._back = view, step, back
        self._on = TextField()
        self._on_field = self.date_field(_("Depuis le"), self._on)
        self._reason = LongField(lines=2)
        self._reason_field = LabelledField(_("Motif"), self._reason, FREE_TEXT_CAUTION, optional=not back)
        self.body.addWidget(self._reason_field)
        self.add_cancel()
        self.add_action(_("Changer d’étape"), self._finish)

    def _finish(self) -> None:
        on, reason = typed_date(self._on.text()), self._reason.toPlainText().strip()
        self._on_field.say_error("" if on else DATE_HINT)
        missing = self._back and not reason
        self._reason_field.say_error(_("Revenir en arrière demande un motif.") if missing else "")
        if on is not None and not missing:
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
        self._on = TextField()
        self._on_field = self.date_field(_("Date"), self._on)
        self._reason = LongField(lines=3)
        self._reason_field = LabelledField(_("Motif"), self._reason, FREE_TEXT_CAUTION)
        self.body.addWidget(self._reason_field)
        self.add_cancel()
        self.add_action(_("Noter la sortie"), self._finish, "log-out")

    def _finish(self) -> None:
        on, reason = typed_date(self._on.text()), self._reason.toPlainText().strip()
        self._on_field.say_error("" if on else DATE_HINT)
        self._reason_field.say_error("" if reason else _("Écrivez le motif en quelques mots."))
        if on is not None and reason:
            desk, view, kind = self.navigator.desk, self._view, self._kind.code()
            self.run(lambda: leave(desk, view.id, kind, reason, on, view.seen))


def come_back_asked(navigator: Navigator, view: DossierView, parent: QWidget) -> None:
    """Take up a dossier again, with a reason."""
    sheet = ReasonSheet(_("Reprendre le dossier"), view.name, _("Reprendre le dossier"), parent)
    if sheet.exec() == QDialog.DialogCode.Accepted:
        desk, reason = navigator.desk, sheet.reason()
        navigator.write(lambda: come_back(desk, view.id, reason, view.seen), _("Dossier repris"))
    sheet.deleteLater()
