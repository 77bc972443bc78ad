"""One survey: how to reach the person, the attempts made, what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.afterwards import (
    SURVEY_FORM,
    SurveyView,
    close_survey,
    note_attempt,
    withdraw_consent,
)
from chance_desktop.casework.afterwards import read_survey as survey_of
from chance_desktop.casework.cards.rows import CardGone
from chance_desktop.desktop.forms.filler import FormFiller
from chance_desktop.desktop.stays.model import STATE_LOOKS, STATE_WORDS
from chance_desktop.desktop.ui_kit.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.dialogs import confirm
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.fields import Combo, LabelledField
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.pill import Pill
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.desktop.words import dotted, long_date, short_date
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.desk import Desk
    from chance_desktop.casework.outcome import Changes
    from chance_desktop.desktop.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_SIDE = 360


def read_survey(desk: Desk, survey_id: str) -> SurveyView:
    """One survey. Raises `CardGone`."""
    with desk.reading() as connection:
        found = survey_of(desk, connection, survey_id)
    if found is None:
        raise CardGone
    return found


class SurveyPage(QWidget):
    """The survey; `left` when the person goes back to the list."""

    left = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.navigator = navigator
        self.survey_id = ""
        self.view: SurveyView | None = None
        outer = column(self, 12, (28, 14, 16, 12))
        page = plain_widget()
        box = column(page, 14, (1, 1, 12, 4))
        (box if large() else outer).addLayout(self._head())
        columns: QBoxLayout = column(gap=14) if large() else row(gap=14)
        self.form = FormFiller(navigator)
        self.form.kept.connect(self._kept)
        columns.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)
        columns.insertWidget(0 if large() else 1, self._side(), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(columns)
        box.addStretch(1)
        outer.addWidget(Scroll(page), 1)

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=8) if large() else row(gap=12)
        who = row(gap=12)
        self.back = IconButton("chevron-left", _("Revenir aux enquêtes"), side=36, bare=True)
        self.back.clicked.connect(self.left)
        who.addWidget(self.back)
        words = column(gap=0)
        self.name = ElidingLabel("", Role.NAME)
        self.line = ElidingLabel("", Role.CELL, "ink2", lines=2 if large() else 1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        who.addLayout(words, 1)
        head.addLayout(who, 1)
        self._pills = row(gap=8)
        head.addLayout(self._pills)
        return head

    def _side(self) -> QWidget:
        side = Card()
        if not large():
            side.setFixedWidth(px(_SIDE))
        box = column(side, 10, (1, 1, 1, 14))
        box.addWidget(CardHeader(_("Joindre la personne"), "phone", "blue"))
        inside = column(gap=10, margins=(17, 0, 17, 0))
        box.addLayout(inside)
        self._contact = column(gap=2)
        inside.addLayout(self._contact)
        self._attempting = plain_widget()
        attempt = column(self._attempting, 10)
        programme = self.navigator.desk.programme
        self.how, self.result = Combo(), Combo()
        self.how.offer([(each.code, each.label) for each in programme.attempt_means])
        self.result.offer([(each.code, each.label) for each in programme.attempt_results])
        attempt.addWidget(LabelledField(_("Par quel moyen"), self.how))
        attempt.addWidget(LabelledField(_("Résultat"), self.result))
        self.noting = Button(_("Noter cet essai"), Kind.OUTLINE, "phone", height=36)
        self.noting.clicked.connect(self.note)
        attempt.addWidget(self.noting, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._attempting)
        self.notice = Notice("", "red")
        inside.addWidget(self.notice)
        inside.addWidget(Label(_("Essais"), Role.CELL_STRONG))
        self._attempts = column(gap=4)
        inside.addLayout(self._attempts)
        inside.addWidget(Rule())
        self._closing = Flow(8)
        self.unreachable = self._gesture(_("Injoignable"), "x", lambda: self.close_as("unreachable"))
        self.refused = self._gesture(_("Ne veut pas répondre"), "minus", lambda: self.close_as("refused"))
        self.reopen = self._gesture(_("Rouvrir l’enquête"), "undo-2", lambda: self.close_as(""))
        inside.addWidget(self._closing)
        self.withdrawing = Button(_("Noter le retrait de l’accord…"), Kind.TEXT, "shield-check", height=36)
        self.withdrawing.clicked.connect(self.withdraw)
        inside.addWidget(self.withdrawing, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _gesture(self, words: str, icon: str, call: object) -> Button:
        button = Button(words, Kind.OUTLINE, icon, height=36)
        button.clicked.connect(call)
        self._closing.addWidget(button)
        return button

    # reading

    def open(self, survey_id: str) -> None:
        """Show a survey."""
        if survey_id != self.survey_id:
            self.leave()
            self.view = None
        self.survey_id = survey_id
        self.notice.say("")
        self.load()

    def load(self) -> None:
        """Read it anew."""
        desk, wanted = self.navigator.desk, self.survey_id
        if not wanted:
            return

        def came(view: SurveyView) -> None:
            if self.survey_id == wanted:
                self._show(view)

        def gone(failure: ExpectedError) -> None:
            self.survey_id = ""
            self.left.emit()

        self.navigator.tasks.read(lambda: read_survey(desk, wanted), came, gone, owner=self)

    def on_changes(self, changes: Changes) -> None:
        """Something changed somewhere."""
        if changes.kinds & {"survey", "afterwards", "answer"}:
            self.load()
        self.form.on_changes(changes)

    def _show(self, view: SurveyView) -> None:
        self.view = view
        name = view.name or _("Nom oublié à la demande de la personne")
        self.name.say(name)
        self.line.say(dotted(view.wave_label, _("due le {day}").format(day=long_date(view.due))))
        empty(self._pills)
        self._pills.addWidget(Pill(STATE_WORDS[view.state], STATE_LOOKS[view.state]))
        self._pills.addStretch(1)
        empty(self._contact)
        for words in (view.phone, view.email):
            if words:
                self._contact.addWidget(Label(words, Role.BODY_STRONG, selectable=True, wrap=True))
        if not view.phone and not view.email:
            self._contact.addWidget(Label(_("Ni téléphone ni courriel."), Role.CELL, "ink2", wrap=True))
        empty(self._attempts)
        for attempt in reversed(view.attempts):
            words = dotted(short_date(attempt.on, self.navigator.desk.today()), attempt.how, attempt.result)
            self._attempts.addWidget(Label(words, Role.CELL, wrap=True))
        if not view.attempts:
            self._attempts.addWidget(Label(_("Aucun essai pour l’instant."), Role.CELL, "ink2", wrap=True))
        due = view.state == "due"
        self._attempting.setVisible(due)
        for button in (self.unreachable, self.refused):
            button.setVisible(due)
        self.reopen.setVisible(view.state in ("unreachable", "refused"))
        self.withdrawing.setVisible(bool(view.name))
        self.form.setVisible(view.state not in ("unreachable", "refused"))
        self.form.show_form(SURVEY_FORM, view.subject, view.name)

    # gestures

    def note(self) -> None:
        """Note an attempt, today."""
        desk, survey, how, result = self.navigator.desk, self.survey_id, self.how.code(), self.result.code()
        self.navigator.write(lambda: note_attempt(desk, survey, how, result))

    def close_as(self, state: str) -> None:
        """End the survey, or open it again; it can be undone."""
        desk, survey = self.navigator.desk, self.survey_id
        words = {"unreachable": _("Notée injoignable"), "refused": _("Refus noté"), "": _("Enquête rouverte")}
        self.navigator.write(lambda: close_survey(desk, survey, state), words.get(state, ""))

    def _kept(self) -> None:
        """All that must be is answered: the survey is closed at this day, by the means chosen."""
        found, view = self.form.filled, self.view
        if view is None or view.state != "due" or found is None:
            return
        desk, survey, how = self.navigator.desk, self.survey_id, self.how.code()

        def answered() -> bool:
            return read_survey(desk, survey).filled.complete

        def came(complete: bool) -> None:
            if complete and self.survey_id == survey and self.view is not None and self.view.closed_on is None:
                self.navigator.write(lambda: close_survey(desk, survey, "answered", how), _("Enquête répondue"))

        self.navigator.tasks.write(answered, came, owner=self)

    def withdraw(self) -> None:
        """The person no longer agrees."""
        view = self.view
        if view is None:
            return
        line = _(
            "Son nom, son téléphone et son courriel seront oubliés aussitôt. Ses réponses déjà données restent, sans nom."
        )
        if confirm(self, _("Noter le retrait de l’accord"), line, _("Oublier ses coordonnées")):
            desk = self.navigator.desk
            self.navigator.write(lambda: withdraw_consent(desk, view.contact_id))
            self.left.emit()

    def leave(self) -> None:
        """Another page is shown: what was typed is kept."""
        self.form.leave()
