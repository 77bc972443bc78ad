"""The three questions of the first run: where, who, how it is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QWidget

from chance_desktop.casework.installation.set_up import OfficeEntry, directory, vault_available
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.fields.refusals import say_under
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.keyed_button import ENTER
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, TextField
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.people.names import branch_title, with_de
from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.office.counsellors import NewCounsellor
    from chance_desktop.desktop.navigation.tasks import Tasks

_SHORTEST_PASSPHRASE = 12


class AssistantStep(QWidget):
    """One question."""

    ready = Signal()
    first: QWidget | None = None

    def __init__(self, question: str, line: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.box = column(self, 0)
        self.box.addWidget(Label(question, Role.QUESTION, wrap=True))
        self.box.addSpacing(px(6))
        self.box.addWidget(Label(line, Role.BODY, "ink2", wrap=True))
        self.box.addSpacing(px(18))
        self.button = Button(_("Continuer"), Kind.PRIMARY, trailing="arrow-right", height=48)
        self.button.clicked.connect(self._finish)

    def _finish(self) -> None:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and isinstance(self.focusWidget(), QLineEdit):
            if not event.isAutoRepeat():
                self.button.click()
        else:
            super().keyPressEvent(event)


class PlaceStep(AssistantStep):
    """The Mission Locale and the branch."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(
            _("Où travaillez-vous\u00a0?"),
            _("Ces informations figureront sur vos lettres et vos listes. Vous pourrez les changer."),
        )
        self._entries: dict[str, OfficeEntry] = {}
        self.structure = Combo(_("Votre Mission Locale"))
        self.structure.currentIndexChanged.connect(lambda _index: self._show_towns())
        self.box.addWidget(LabelledField(_("Votre Mission Locale"), self.structure))
        self.box.addSpacing(px(14))
        self.box.addWidget(Label(_("Votre antenne"), Role.CELL_STRONG))
        self.box.addSpacing(px(6))
        holder = plain_widget()
        self._towns = QGridLayout(holder)
        self._towns.setContentsMargins(0, 0, 0, 0)
        self._towns.setSpacing(px(12))
        self.box.addWidget(holder)
        self._group = QButtonGroup(self)
        self.cards: dict[str, RadioCard] = {}
        self._details = plain_widget()
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, px(14), 0, 0)
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(10))
        self._texts: dict[str, TextField] = {}
        self._labelled: dict[str, LabelledField] = {}
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 2)
        for code, label, line, side, span in (
            ("town", _("Commune de l’antenne"), 0, 0, 3),
            ("phone", _("Téléphone de l’antenne"), 1, 0, 1),
            ("address", _("Adresse"), 1, 1, 1),
            ("postcode", _("Code postal"), 1, 2, 1),
        ):
            field = PlainField(FieldSpec(label=label, kind=contact_kind(code)))
            field.setParent(self)
            self._texts[code], self._labelled[code] = field.line, field.widget
            grid.addWidget(field.widget, line, side, 1, span, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(self._details)
        self.box.addSpacing(px(18))
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addSpacing(px(16))
        self.box.addStretch(1)
        self.first = self.structure
        tasks.read(directory, self._offer, owner=self)

    def _offer(self, entries: tuple[OfficeEntry, ...]) -> None:
        self._entries = {entry.code: entry for entry in entries}
        self.structure.offer([(entry.code, entry.name) for entry in entries])
        self._show_towns()

    def _show_towns(self) -> None:
        empty(self._towns)
        self.cards = {}
        entry = self._entries.get(self.structure.code())
        towns = (*(entry.towns if entry is not None else ()), "")
        for number, town in enumerate(towns):
            card = RadioCard(town or _("Une autre commune"))
            card.toggled.connect(lambda on, name=town: self._picked(name) if on else None)
            self.cards[town] = card
            self._group.addButton(card)
            self._towns.addWidget(card, number // 2, number % 2)
        next(iter(self.cards.values())).setChecked(True)

    def _picked(self, town: str) -> None:
        self._labelled["town"].setVisible(not town)
        self._texts["town"].setText(town)
        words = _("Continuer avec l’antenne {town}").format(town=with_de(town)) if town else _("Continuer")
        self.button.setText(words)
        self.button.updateGeometry()

    def _finish(self) -> None:
        missing = not self._texts["town"].text().strip()
        self._labelled["town"].say_error(_("Écrivez la commune de votre antenne.") if missing else "")
        no_phone = not self._texts["phone"].text().strip()
        self._labelled["phone"].say_error(
            _("Écrivez ce numéro\u00a0: il figure sur les lettres, les familles et les enseignants rappellent.")
            if no_phone
            else ""
        )
        self._labelled["postcode"].say_error("")
        if missing or no_phone:
            self._texts["town" if missing else "phone"].setFocus()
            return
        try:
            read_contacts({code: field.text() for code, field in self._texts.items()})
        except Unreadable as wrong:
            say_under(self._labelled, wrong)
        else:
            self.ready.emit()

    def structure_code(self) -> str:
        """The chosen Mission Locale."""
        return self.structure.code()

    def branch(self) -> BranchContact:
        """The branch as it will be on letters."""
        typed = {code: field.text().strip() for code, field in self._texts.items()}
        return BranchContact(typed["town"], typed["address"], typed["postcode"], typed["town"], typed["phone"])

    def summary(self) -> str:
        """In one line."""
        return f"{self.structure.currentText()} · {branch_title(self.branch().name)}"


class _PersonLine(QWidget):
    """First name, surname, function, code."""

    removed = Signal(object)

    def __init__(self, first: bool) -> None:
        super().__init__()
        box = row(self, 10)
        self.first_name, self.surname, self.title, self.pin = (TextField() for _number in range(4))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.labelled: list[LabelledField] = []
        for label, field, optional in (
            (_("Prénom"), self.first_name, False),
            (_("Nom"), self.surname, False),
            (_("Fonction"), self.title, True),
            (_("Code"), self.pin, True),
        ):
            about = _("Demandé à l’ouverture") if field is self.pin else ""
            labelled = LabelledField(label, field, about, optional=optional)
            self.labelled.append(labelled)
            box.addWidget(labelled, 2 if field is self.pin else 3, Qt.AlignmentFlag.AlignTop)
        remove = IconButton("x", _("Retirer cette personne"), side=36, bare=True)
        remove.setEnabled(not first)
        remove.clicked.connect(lambda: self.removed.emit(self))
        beside = column(margins=(0, 24, 0, 0))
        beside.addWidget(remove)
        beside.addStretch(1)
        box.addLayout(beside)

    def sound(self) -> bool:
        """Whether the two names are there; says so otherwise."""
        no_first, no_last = not self.first_name.text().strip(), not self.surname.text().strip()
        self.labelled[0].say_error(_("Écrivez le prénom.") if no_first else "")
        self.labelled[1].say_error(_("Écrivez le nom.") if no_last else "")
        pin = self.pin.text().strip()
        wrong = bool(pin) and not (pin.isdigit() and 4 <= len(pin) <= 8)
        self.labelled[3].say_error(_("4 à 8 chiffres.") if wrong else "")
        refused = [
            field for field, no in ((self.first_name, no_first), (self.surname, no_last), (self.pin, wrong)) if no
        ]
        if refused:
            refused[0].setFocus()
        return not refused


class PeopleStep(AssistantStep):
    """The counsellors of the branch."""

    def __init__(self) -> None:
        super().__init__(
            _("Qui travaille dans l’antenne\u00a0?"),
            _(
                "Chacun signe ses lettres. Sur un poste partagé, un code de 4 à 8 chiffres évite qu’un collègue signe à "
                "votre place\u00a0; sur le vôtre, laissez-le vide."
            ),
        )
        self._lines = column(gap=10)
        self.box.addLayout(self._lines)
        self.box.addSpacing(px(10))
        add = Button(_("Ajouter une personne"), Kind.TEXT, "user-plus")
        add.clicked.connect(lambda: self._add())
        self.box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addSpacing(px(18))
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch(1)
        self.people: list[_PersonLine] = []
        self._add()
        self.first = self.people[0].first_name

    def _add(self) -> None:
        line = _PersonLine(first=not self.people)
        line.removed.connect(self._remove)
        self.people.append(line)
        self._lines.addWidget(line)
        line.first_name.setFocus()

    def _remove(self, line: _PersonLine) -> None:
        self.people.remove(line)
        line.hide()
        line.deleteLater()

    def _finish(self) -> None:
        # from the last to the first: the keyboard goes to the first answer refused
        verdicts = [line.sound() for line in reversed(self.people)]
        if all(verdicts):
            self.ready.emit()

    def counsellors(self) -> tuple[NewCounsellor, ...]:
        """Those typed."""
        return tuple(
            NewCounsellor(
                line.first_name.text().strip(),
                line.surname.text().strip(),
                line.title.text().strip(),
                pin=line.pin.text().strip(),
            )
            for line in self.people
        )

    def summary(self) -> str:
        """In one line."""
        return ", ".join(f"{one.first_name} {one.surname}" for one in self.counsellors())


class ProtectionStep(AssistantStep):
    """How the dossiers are sealed; a passphrase only where the computer keeps no secrets."""

    def __init__(self) -> None:
        super().__init__(
            _("Tout est prêt"), _("Vérifiez, puis commencez. Rien ne sort de ce poste tant que vous n’envoyez rien.")
        )
        card = Card()
        inside = column(card, 8, (18, 14, 18, 14))
        self._place, self._people = Label("", Role.BODY_STRONG, wrap=True), Label("", tone="ink2", wrap=True)
        inside.addWidget(self._place)
        inside.addWidget(self._people)
        self.box.addWidget(card)
        self.box.addSpacing(px(14))
        self._sealed = Notice(
            _("La clé des dossiers est gardée par ce poste\u00a0: vous n’avez rien à retenir."), "green"
        )
        self.box.addWidget(self._sealed)
        self._needed = plain_widget()
        phrase = column(self._needed, 10)
        phrase.addWidget(
            Notice(
                _(
                    "Ce poste n’a pas de coffre pour les clés. Choisissez une phrase secrète et gardez-en une copie en "
                    "lieu sûr\u00a0: sans elle, les dossiers ne s’ouvrent plus."
                ),
                "orange",
                "key-round",
            )
        )
        self._first, self._again = TextField(), TextField()
        for field in (self._first, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._first_field = LabelledField(
            _("Phrase secrète"), self._first, _("12 caractères au moins\u00a0; plusieurs mots se retiennent mieux.")
        )
        self._again_field = LabelledField(_("La même, encore une fois"), self._again)
        phrase.addWidget(self._first_field)
        phrase.addWidget(self._again_field)
        self.box.addWidget(self._needed)
        self.box.addSpacing(px(18))
        self.button.setText(_("Commencer"))
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch(1)
        self._vault = True

    def show_summary(self, place: str, people: str) -> None:
        """What was answered so far."""
        self._place.say(place)
        self._people.say(people)
        self._vault = vault_available()
        self._sealed.setVisible(self._vault)
        self._needed.setVisible(not self._vault)
        self.first = self.button if self._vault else self._first

    def _finish(self) -> None:
        if not self._vault:
            short = len(self._first.text()) < _SHORTEST_PASSPHRASE
            other = self._first.text() != self._again.text()
            self._first_field.say_error(_("Cette phrase est trop courte.") if short else "")
            self._again_field.say_error(_("Les deux phrases diffèrent.") if other and not short else "")
            if short or other:
                (self._first if short else self._again).setFocus()
                return
        self.ready.emit()

    def passphrase(self) -> str | None:
        """The phrase, where one is needed."""
        return None if self._vault else self._first.text()
