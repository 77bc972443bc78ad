"""What the settings change of a person of the branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from chance_desktop.casework.session.office.counsellors import NewCounsellor, add_counsellor, update_counsellor
from chance_desktop.casework.session.office.pins import PinWait, WrongPin, name_referent, set_pin
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.fields.refusals import say_under
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox, LabelledField, TextField
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.office.counsellors import Counsellor
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_FIELDS = (
    ("first_name", _("Prénom"), 0, 0),
    ("surname", _("Nom"), 0, 1),
    ("title", _("Fonction"), 1, 0),
    ("phone", _("Téléphone"), 1, 1),
    ("email", _("Courriel"), 2, 0),
)


class CounsellorSheet(Sheet):
    """Someone of the branch, new or known; `acting` is who is signed in."""

    def __init__(
        self,
        navigator: Navigator,
        known: Counsellor | None,
        parent: QWidget,
        acting: Counsellor | None = None,
        *,
        somebody_decides: bool = True,
    ) -> None:
        title = _("Ajouter une personne") if known is None else known.full_name
        super().__init__(title, parent, width=560)
        self._navigator, self._known = navigator, known
        decides = acting is not None and (acting.referent or not somebody_decides)
        own = known is not None and acting is not None and known.id == acting.id
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(10))
        self.texts: dict[str, TextField] = {}
        self._labelled: dict[str, LabelledField] = {}
        for code, label, line, side in _FIELDS:
            spec = FieldSpec(label=label, kind=contact_kind(code), optional=code not in {"first_name", "surname"})
            field = PlainField(spec, str(getattr(known, code)) if known is not None else "")
            field.setParent(self)
            self.texts[code], self._labelled[code] = field.line, field.widget
            grid.addWidget(field.widget, line, side, Qt.AlignmentFlag.AlignTop)
        self._pin = TextField()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        has_pin = known is not None and known.has_pin
        may_change = (
            known is None or own or (acting is not None and acting.referent and (acting.has_pin or not has_pin))
        )
        help_text = (
            _("Cette personne le change elle-même, ou le référent mobilité s’il a un code.")
            if not may_change
            else _("Laissez vide pour garder le code actuel.")
            if has_pin
            else _("4 à 8 chiffres.")
        )
        self._pin_field = LabelledField(
            _("Nouveau code") if has_pin else _("Code"), self._pin, help_text, optional=True
        )
        grid.addWidget(self._pin_field, 2, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        self._no_pin = CheckBox(_("Ne plus demander de code"))
        self._no_pin.setVisible(has_pin)
        self.body.addWidget(self._no_pin)
        self._referent = CheckBox(_("Référent mobilité : peut effacer le code d’un collègue"))
        self._referent.setChecked(known is not None and known.referent)
        self._referent.setVisible(known is not None)
        self._referent.setEnabled(decides)
        self.body.addWidget(self._referent)
        for widget in (self._pin, self._no_pin):
            widget.setEnabled(may_change)
        self._own_pin = TextField()
        self._own_pin.setEchoMode(QLineEdit.EchoMode.Password)
        proved = _("Demandé pour changer un code ou désigner un référent.")
        self._own_pin_field = LabelledField(_("Votre code actuel"), self._own_pin, proved, optional=True)
        self._own_pin_field.setVisible(known is not None and acting is not None and acting.has_pin and (own or decides))
        self.body.addWidget(self._own_pin_field)
        self.add_cancel()
        self.add_action(_("Enregistrer"), self._finish)

    def _finish(self) -> None:
        typed = {code: field.text().strip() for code, field in self.texts.items()}
        for labelled in self._labelled.values():
            labelled.say_error("")
        self._labelled["first_name"].say_error("" if typed["first_name"] else _("Écrivez le prénom."))
        self._labelled["surname"].say_error("" if typed["surname"] else _("Écrivez le nom."))
        if not typed["first_name"] or not typed["surname"]:
            return
        self._own_pin_field.say_error("")
        desk, known, pin, drop = self._navigator.desk, self._known, self._pin.text().strip(), self._no_pin.isChecked()
        own_pin, referent = self._own_pin.text().strip(), self._referent.isChecked()

        def work() -> tuple[Outcome[str] | Outcome[None], ...]:
            if known is None:
                return (add_counsellor(desk, NewCounsellor(**typed, pin=pin)),)
            made: list[Outcome[str] | Outcome[None]] = []
            if referent is not known.referent:
                made.append(name_referent(desk, known.id, yes=referent, own_pin=own_pin))
            if pin or drop:
                made.append(set_pin(desk, known.id, "" if drop else pin, own_pin))
            return (*made, update_counsellor(desk, known.id, typed, known.seen))

        def written(outcomes: tuple[Outcome[str] | Outcome[None], ...]) -> None:
            self._navigator.spread(*(outcome.changes for outcome in outcomes))
            self._navigator.say(_("Enregistré"))
            self.accept()

        def refused(failure: ExpectedError) -> None:
            if isinstance(failure, WrongPin | PinWait) and self._own_pin_field.isVisible():
                self._own_pin_field.say_error(failure.text)
                self._own_pin.setFocus()
            elif not say_under(self._labelled, failure):
                self.notice.say(failure.text)

        self._navigator.tasks.write(work, written, refused, owner=self)
