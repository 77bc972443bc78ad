"""The pane at the right of the list: who it is, what to do now, what is missing, how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from chance_desktop.desktop.navigation.targets import action_icon
from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look, look_of
from chance_desktop.desktop.ui_kit.look.theme import px, theme
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.meter import ProgressMeter
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.marks.stepper import MiniStepper
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.domain.actions.action import TargetKind
from chance_desktop.runtime.words import _, age_text, dotted, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.preview import DossierPreview

ELIGIBLE_WORDS = {"eligible": _("Éligible"), "not-eligible": _("Non éligible"), "unknown": _("Éligibilité à vérifier")}
_TALL_ENOUGH = 680
PLACE = Look(Form.QUIET, "ink2", "map-pin")


def short_label(label: str) -> str:
    """The two letters must differ at a glance."""
    return label.replace(_("Lettre de recommandation"), _("Lettre"))


class PreviewPane(QFrame):
    """Follows the selection of the list."""

    open_asked = Signal(str)
    print_asked = Signal(str)
    action_asked = Signal(str, str)
    hand_over_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "pane")
        self.setFixedWidth(px(300))
        self._dossier_id = ""
        outer = column(self)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack)
        self._nobody = EmptyState(
            "folders",
            _("Aucun dossier choisi"),
            _("Choisissez un jeune dans la liste pour voir où en est son dossier."),
        )
        self._stack.addWidget(self._nobody)
        self._one = plain_widget()
        self._box = column(self._one, 0, (20, 18, 20, 8))
        whole = plain_widget()
        whole_box = column(whole)
        whole_box.addWidget(Scroll(self._one), 1)
        foot = row(gap=8, margins=(20, 8, 20, 18))
        self._open = Button(_("Ouvrir le dossier"), Kind.OUTLINE, trailing="arrow-right")
        self._open.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._open.clicked.connect(lambda: self.open_asked.emit(self._dossier_id))
        foot.addWidget(self._open, 1)
        self._print = IconButton("printer", _("Imprimer la liste des pièces"))
        self._print.clicked.connect(lambda: self.print_asked.emit(self._dossier_id))
        foot.addWidget(self._print)
        whole_box.addLayout(foot)
        self._whole = whole
        self._stack.addWidget(whole)
        self._many = plain_widget()
        many = column(self._many, 12, (20, 18, 20, 18))
        self._many_title = Label("", Role.CARD_TITLE, wrap=True)
        many.addWidget(self._many_title)
        many.addWidget(
            Label(
                _("Vous pouvez les confier ensemble à un collègue, pour un temps ou pour de bon."),
                tone="ink2",
                wrap=True,
            )
        )
        hand = Button(_("Confier à un collègue"), Kind.PRIMARY, "hand-helping")
        hand.clicked.connect(self.hand_over_asked)
        many.addWidget(hand)
        many.addStretch(1)
        self._stack.addWidget(self._many)

    @property
    def shows_many(self) -> bool:
        """Whether several dossiers are chosen."""
        return self._stack.currentWidget() is self._many

    def show_nobody(self) -> None:
        """Nothing is selected."""
        self._dossier_id = ""
        self._stack.setCurrentWidget(self._nobody)

    def show_many(self, count: int) -> None:
        """Several dossiers are selected."""
        self._many_title.say(plural("{n} dossier choisi", "{n} dossiers choisis", count))
        self._stack.setCurrentWidget(self._many)

    def show_preview(self, shown: DossierPreview) -> None:
        """One dossier."""
        self._dossier_id = shown.row.id
        empty(self._box)
        self._head(shown)
        self._step(shown)
        self._next(shown)
        self._missing(shown)
        self._reach(shown)
        self._box.addStretch(1)
        self._stack.setCurrentWidget(self._whole)

    def _head(self, shown: DossierPreview) -> None:
        head = row(gap=12)
        head.addWidget(Avatar(shown.row.initials, 44))
        words = column(gap=0)
        words.addWidget(ElidingLabel(shown.row.name, Role.CARD_TITLE, lines=2, person=True))
        words.addWidget(ElidingLabel(dotted(age_text(shown.row.age), shown.row.town), Role.CELL, "ink2"))
        head.addLayout(words, 1)
        self._box.addLayout(head)
        self._box.addSpacing(px(12))
        flow = Flow(8)
        flow.addWidget(Pill(ELIGIBLE_WORDS.get(shown.eligible, ""), look_of(shown.eligible)))
        if shown.destination:
            flow.addWidget(Pill(shown.destination, PLACE))
        self._box.addWidget(flow)

    def _step(self, shown: DossierPreview) -> None:
        self._box.addSpacing(px(14))
        where = _("Étape {step} sur {steps}\u00a0: {label}").format(
            step=shown.row.step, steps=shown.row.steps, label=shown.row.step_label
        )
        self._box.addWidget(Label(where, Role.CELL_STRONG, wrap=True))
        self._box.addSpacing(px(6))
        steps = MiniStepper(20, 8.2)
        steps.show_step(shown.row.phases, shown.row.step, dotted(where, shown.row.passed_words), shown.row.passed)
        self._box.addWidget(steps)

    def _next(self, shown: DossierPreview) -> None:
        self._box.addSpacing(px(12))
        card = Card("accent")
        inside = column(card, 6, (14, 12, 14, 14))
        inside.addWidget(Label(_("Prochaine action"), Role.NOTE_STRONG, "accent"))
        inside.addWidget(Label(shown.action.title, Role.BODY_STRONG, wrap=True))
        if shown.action.button and shown.action.target != TargetKind.NONE:
            inside.addSpacing(px(4))
            button = Button(shown.action.button, Kind.PRIMARY, action_icon(shown.action))
            target = shown.action.target
            button.clicked.connect(lambda: self.action_asked.emit(self._dossier_id, target))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(card)

    def _missing(self, shown: DossierPreview) -> None:
        self._box.addSpacing(px(16))
        head = row(gap=8)
        count = len(shown.missing)
        title = plural("Il manque {n} pièce", "Il manque {n} pièces", count) if count else _("Rien ne manque")
        head.addWidget(Label(title, Role.BODY_STRONG, wrap=True), 1)
        head.addWidget(Label(f"{shown.row.received}/{shown.row.required}", Role.CELL_STRONG))
        meter = ProgressMeter(_("Pièces reçues"), 60)
        meter.show_share(shown.row.received, shown.row.required)
        head.addWidget(meter)
        self._box.addLayout(head)
        self._box.addSpacing(px(4))
        most = 3 if theme().compact or self.height() < px(_TALL_ENOUGH) else 4
        for piece in shown.missing[:most]:
            self._box.addWidget(Rule())
            line = row(gap=6, margins=(0, 5, 0, 5))
            line.addWidget(ElidingLabel(short_label(piece.label), Role.CELL, lines=2), 1)
            line.addWidget(Pill(piece.status_label, look_of(piece.status)))
            self._box.addLayout(line)
        if count > most:
            self._box.addWidget(Rule())
            self._box.addSpacing(px(5))
            self._box.addWidget(Label(plural("et {n} autre", "et {n} autres", count - most), Role.CELL, "ink2"))

    def _reach(self, shown: DossierPreview) -> None:
        self._box.addSpacing(px(8))
        for icon, text in (("phone", shown.phone), ("mail", shown.email)):
            if text:
                line = row(gap=8, margins=(0, 2, 0, 2))
                line.addWidget(IconMark(icon, "ink2", 17))
                line.addWidget(Label(text, Role.CELL, selectable=True), 1)
                self._box.addLayout(line)
