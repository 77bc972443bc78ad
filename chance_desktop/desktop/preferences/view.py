"""Settings: how the window looks, who works here, the branch as it is on letters, the backup."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.kit.displayed import stamps_but_for
from chance_desktop.casework.session.office.branch_card import BranchCard, BranchContact, branch_card, save_branch
from chance_desktop.casework.session.office.counsellors import Counsellor, list_counsellors
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.navigation.settings import LOCK_AFTER, LOCK_CHOICES, lock_minutes
from chance_desktop.desktop.preferences.actions import CounsellorSheet
from chance_desktop.desktop.preferences.backup_card import BackupPart
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import confirm, open_sheet
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import QUIET
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout


APPEARANCES = (("system", _("Comme le poste")), ("light", _("Clair")), ("dark", _("Sombre")))
SIZES = tuple((str(percent), f"{percent}\u00a0%") for percent in (100, 125, 150, 175, 200))
LOCK_TIMES = tuple(
    (str(minutes), plural("Après {n} minute", "Après {n} minutes", minutes) if minutes else _("Jamais"))
    for minutes in LOCK_CHOICES
)
_BRANCH_FIELDS = (
    ("name", _("Nom de l’antenne"), 0, 0),
    ("phone", _("Téléphone"), 0, 1),
    ("address", _("Adresse"), 1, 0),
    ("email", _("Courriel"), 1, 1),
    ("postcode", _("Code postal"), 2, 0),
    ("town", _("Commune"), 2, 1),
)


class PreferencesScreen(Screen):
    """Page « Réglages »."""

    KINDS = frozenset({ChangeKind.COUNSELLOR, ChangeKind.BRANCH})
    title = _("Réglages")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._card: BranchCard | None = None
        outer = column(self)
        page = plain_widget()
        page.setMaximumWidth(px(900))
        box = column(page, 14, (28, 18, 28, 20))
        box.addWidget(Label(self.title, Role.PAGE_TITLE))
        box.addWidget(self._look())
        box.addWidget(self._lock())
        box.addWidget(self._people())
        box.addWidget(self._branch())
        if self.desk.shares_with:
            box.addWidget(self._shared())
        box.addWidget(self._backup())
        if self.desk.fictional:
            box.addWidget(self._fictional())
        box.addStretch(1)
        outer.addWidget(Scroll(page))

    def _look(self) -> QWidget:
        card, inside = _card(_("Apparence"), "sun")
        self.appearance = SegmentedControl(APPEARANCES, _("Thème"))
        self.appearance.choose(self.navigator.memory.text("look/appearance", "system"))
        self.appearance.chosen.connect(lambda code: self._choose_look("look/appearance", code))
        inside.addWidget(_setting(_("Thème"), "", self.appearance))
        self.text_size = Combo(_("Taille du texte"))
        self.text_size.offer(SIZES, self.navigator.memory.text("look/text_percent", "100"))
        self.text_size.setMinimumWidth(px(160))
        self.text_size.activated.connect(lambda _index: self._choose_look("look/text_percent", self.text_size.code()))
        inside.addWidget(_setting(_("Taille du texte"), _("Tout grandit, rien n’est coupé."), self.text_size))
        return card

    def _choose_look(self, key: str, code: str) -> None:
        self.navigator.memory.keep(key, code)
        self.navigator.look_changed()

    def _lock(self) -> QWidget:
        card, inside = _card(_("Verrouillage"), "lock")
        minutes = lock_minutes(self.navigator.memory, fictional=self.desk.fictional)
        self.lock_after = Combo(_("Verrouiller le poste"))
        self.lock_after.offer(LOCK_TIMES, str(minutes))
        self.lock_after.setMinimumWidth(px(240))
        self.lock_after.activated.connect(lambda _index: self.navigator.memory.keep(LOCK_AFTER, self.lock_after.code()))
        said = _(
            "Sans geste au clavier ni à la souris, les dossiers se ferment ; vous les rouvrez au même endroit. Seuls un code "
            "ou une phrase secrète empêchent quelqu’un d’autre de les rouvrir."
        )
        inside.addWidget(_setting(_("Verrouiller le poste"), said, self.lock_after))
        now = Button(_("Verrouiller maintenant"), Kind.OUTLINE, "lock", height=36)
        set_tooltip(now, hint("lock"))
        now.clicked.connect(self.navigator.lock)
        inside.addWidget(now, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _people(self) -> QWidget:
        card, inside = _card(_("Les personnes de l’antenne"), "users")
        self._people_box = column()
        inside.addLayout(self._people_box)
        add = Button(_("Ajouter une personne"), Kind.OUTLINE, "user-plus", height=36)
        add.clicked.connect(lambda: open_sheet(CounsellorSheet(self.navigator, None, self)))
        inside.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _branch(self) -> QWidget:
        card, inside = _card(_("Votre antenne sur les lettres"), "building-2")
        self._structure = Label("", Role.BODY, "ink2", wrap=True)
        inside.addWidget(self._structure)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(10))
        self.branch_fields: dict[str, PlainField] = {}
        for code, label, line, side in _BRANCH_FIELDS:
            field = PlainField(FieldSpec(label=label, kind=contact_kind(code)))
            field.setParent(self)
            self.branch_fields[code] = field
            grid.addWidget(field.widget, line, side, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(grid)
        save = Button(_("Enregistrer l’antenne"), Kind.OUTLINE, "save", height=36)
        save.clicked.connect(self._save_branch)
        inside.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _backup(self) -> QWidget:
        card, inside = _card(_("Sauvegarde"), "hard-drive")
        self.backup = BackupPart(self.navigator, self)
        inside.addWidget(self.backup)
        return card

    def _shared(self) -> QWidget:
        card, inside = _card(_("Base partagée"), "users")
        words = _("Les postes de la Région travaillent ensemble dans cette base ; chacun voit ce que font les autres.")
        inside.addWidget(Label(words, tone="ink2", wrap=True))
        inside.addWidget(_setting(_("Adresse"), "", Label(self.desk.shares_with, Role.BODY_STRONG, wrap=True)))
        return card

    def _fictional(self) -> QWidget:
        card, inside = _card(_("Données fictives"), "flask-conical")
        words = _("Toutes les personnes de cette antenne sont inventées. Effacez-les pour installer la vôtre.")
        inside.addWidget(Label(words, tone="ink2", wrap=True))
        erase = Button(_("Effacer les données fictives"), Kind.OUTLINE, "trash-2", height=36)
        erase.clicked.connect(self._erase)
        inside.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _erase(self) -> None:
        line = _("Cette antenne inventée et tout ce que vous y avez essayé disparaîtront de ce poste.")
        if confirm(self, _("Effacer les données fictives\u00a0?"), line, _("Effacer")):
            self.navigator.erase_fictional()

    def load(self) -> None:
        desk = self.desk
        self.navigator.tasks.read(lambda: list_counsellors(desk), self._show_people, owner=self)
        self.navigator.tasks.read(lambda: branch_card(desk), self._show_branch, owner=self)
        self.backup.load()

    def _show_people(self, people: tuple[Counsellor, ...]) -> None:
        empty(self._people_box)
        acting = next((one for one in people if one.id == self.desk.author), None)
        somebody_decides = any(one.referent for one in people)
        for one in people:
            line = row(gap=12, margins=(0, 7, 0, 7))
            line.addWidget(Avatar(one.initials))
            words = column(gap=0)
            words.addWidget(ElidingLabel(one.full_name, Role.BODY_STRONG, person=True))
            words.addWidget(ElidingLabel(dotted(one.title, one.phone, one.email), Role.CELL, "ink2", lines=3))
            line.addLayout(words, 1)
            if one.referent:
                line.addWidget(Pill(_("Référent mobilité"), QUIET))
            if one.has_pin:
                line.addWidget(Pill(_("Code"), QUIET))
            edit = Button(_("Modifier"), Kind.OUTLINE, height=36)
            edit.setAccessibleName(_("Modifier {name}").format(name=one.full_name))
            edit.clicked.connect(partial(self._edit, one, acting, somebody_decides))
            line.addWidget(edit)
            self._people_box.addLayout(line)
            self._people_box.addWidget(Rule())

    def _edit(self, one: Counsellor, acting: Counsellor | None, somebody_decides: bool, _on: bool = False) -> None:
        open_sheet(CounsellorSheet(self.navigator, one, self, acting, somebody_decides=somebody_decides))

    def _show_branch(self, card: BranchCard) -> None:
        former = self._card
        self._structure.say(card.mission_local)
        for code, field in self.branch_fields.items():
            field.show(str(getattr(card.branch, code)))
        held = [code for code, field in self.branch_fields.items() if field.displaced]
        seen = stamps_but_for(card.seen, held, former.seen) if former is not None else card.seen
        self._card = replace(card, seen=seen)

    def _save_branch(self) -> None:
        if self._card is None:
            return
        wrong = [field for field in self.branch_fields.values() if not field.check()]
        if wrong:
            wrong[0].focus()
            return
        typed = {code: field.value() for code, field in self.branch_fields.items()}
        desk, seen = self.desk, self._card.seen

        def kept(_none: None) -> None:
            for code, field in self.branch_fields.items():
                field.kept(typed[code])

        self.navigator.write(lambda: save_branch(desk, BranchContact(**typed), seen), _("Antenne enregistrée"), kept)


def _card(title: str, icon: str) -> tuple[Card, QVBoxLayout]:
    card = Card()
    outer = column(card, 0, (1, 1, 1, 1))
    outer.addWidget(CardHeader(title, icon))
    outer.addWidget(Rule())
    inside = column(gap=12, margins=(16, 14, 16, 16))
    outer.addLayout(inside)
    return card, inside


def _setting(title: str, line: str, control: QWidget) -> QWidget:
    holder = plain_widget()
    box = column(holder, 4)
    box.addWidget(Label(title, Role.CELL_STRONG, wrap=True))
    if line:
        box.addWidget(Label(line, Role.NOTE, "ink2", wrap=True))
    box.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
    return holder
