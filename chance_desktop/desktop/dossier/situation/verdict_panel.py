"""Eligibility as it stands: each criterion with its reason and its proof, the verdicts given, the other schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.situation.situation import freeze_verdict
from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import look_of
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, weekday_date

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from chance_desktop.casework.situation.situation import Situation
    from chance_desktop.desktop.navigation.navigator import Navigator

_WORDS = {"eligible": _("Éligible"), "not-eligible": _("Non éligible"), "unknown": _("À compléter")}
_MARKS: dict[bool | None, tuple[str, str, str]] = {
    True: ("circle-check", "green", _("rempli")),
    False: ("x", "red", _("non rempli")),
    None: ("circle-help", "ink2", _("à compléter")),
}


class VerdictPanel(QWidget):
    """Right column of the situation."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._dossier_id = ""
        if not large():
            self.setFixedWidth(px(330))
        outer = column(self)
        inside = plain_widget()
        self._box = column(inside, 14, (28, 0, 8, 0) if large() else (0, 0, 6, 0))
        outer.addWidget(inside if large() else Scroll(inside))

    def show_situation(self, dossier_id: str, found: Situation) -> None:
        """Show the verdict of a situation."""
        self._dossier_id = dossier_id
        empty(self._box)
        self._box.addWidget(self._verdict(found))
        if found.schemes:
            self._box.addWidget(self._schemes(found))
        self._box.addStretch(1)

    def _verdict(self, found: Situation) -> Card:
        card = Card()
        box = column(card, 8, (16, 12, 16, 14))
        head = row(gap=10)
        head.addWidget(Label(_("Éligibilité"), Role.CARD_TITLE), 1)
        head.addWidget(Pill(_WORDS.get(found.verdict.overall, ""), look_of(found.verdict.overall)))
        box.addLayout(head)
        for criterion in found.verdict.criteria:
            box.addWidget(Rule())
            _line(box, _MARKS[criterion.met], criterion.label, criterion.reason, criterion.proof)
        if found.frozen:
            box.addWidget(Rule())
            last = found.frozen[-1]
            given = _("Verdict noté le {day} par {who}\u00a0: {word}").format(
                day=weekday_date(last.given_on), who=last.by, word=_WORDS.get(last.overall, "").lower()
            )
            box.addWidget(Label(given, Role.NOTE, "ink2", wrap=True))
        if found.verdict.overall != "unknown":
            button = Button(_("Noter ce verdict au dossier"), Kind.OUTLINE, "save", height=36)
            button.clicked.connect(self._freeze)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _schemes(self, found: Situation) -> Card:
        card = Card()
        box = column(card, 8, (16, 12, 16, 14))
        box.addWidget(Label(_("Les autres aides"), Role.CARD_TITLE, wrap=True))
        for scheme in found.schemes:
            box.addWidget(Rule())
            _line(box, _MARKS[scheme.fits], scheme.label, " ".join(scheme.reasons), "")
        return card

    def _freeze(self) -> None:
        desk, dossier_id = self._navigator.desk, self._dossier_id
        self._navigator.write(lambda: freeze_verdict(desk, dossier_id), _("Verdict noté au dossier"))


def _line(box: QVBoxLayout, mark: tuple[str, str, str], label: str, reason: str, proof: str) -> None:
    icon, tone, word = mark
    line = row(gap=10)
    drawn = IconMark(icon, tone, 18)
    line.addWidget(drawn, 0, Qt.AlignmentFlag.AlignTop)
    words = column(gap=1)
    title = Label(label, Role.CELL_STRONG, wrap=True)
    title.setAccessibleName(f"{label}\u00a0: {word}")
    words.addWidget(title)
    if reason:
        words.addWidget(Label(reason, Role.NOTE, "ink2", wrap=True))
    if proof:
        words.addWidget(Label(_("Preuve\u00a0: {proof}").format(proof=proof), Role.NOTE, "ink2", wrap=True))
    line.addLayout(words, 1)
    box.addLayout(line)
