"""One survey: how to reach the person, the attempts made, what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from chance_desktop.casework.forms.answers import form_code
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.errors import CardGone
from chance_desktop.casework.surveys.consent import withdraw_consent
from chance_desktop.casework.surveys.surveys import SurveyView, close_survey, note_attempt
from chance_desktop.casework.surveys.surveys import read_survey as survey_of
from chance_desktop.desktop.stays.model import STATE_LOOKS, STATE_WORDS
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import confirm
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.desktop.views.opened_page import OpenedPage
from chance_desktop.domain.states import UNANSWERED, FormRole, SurveyState
from chance_desktop.runtime.words import _, dotted, short_date, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk

_SIDE = 360


def read_survey(desk: Desk, survey_id: str) -> SurveyView:
    """One survey. Raises `CardGone`."""
    with desk.reading() as connection:
        found = survey_of(desk, connection, survey_id)
    if found is None:
        raise CardGone
    return found


class SurveyPage(OpenedPage[SurveyView]):
    """The survey."""

    KINDS = frozenset({ChangeKind.SURVEY, ChangeKind.AFTERWARDS, ChangeKind.ANSWER})
    back_words = _("Revenir aux enquêtes")
    of_a_person = True

    def _fill(self, box: QVBoxLayout) -> None:
        columns: QBoxLayout = column(gap=14) if large() else row(gap=14)
        self.form.kept.connect(self._kept)
        columns.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)
        columns.insertWidget(0 if large() else 1, self._side(), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(columns)

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
        inside.addWidget(self.notice)
        inside.addWidget(Label(_("Essais"), Role.CELL_STRONG))
        self._attempts = column(gap=4)
        inside.addLayout(self._attempts)
        inside.addWidget(Rule())
        self._closing = Flow(8)
        self.unreachable = self._gesture(_("Injoignable"), "x", lambda: self.close_as(SurveyState.UNREACHABLE.value))
        self.refused = self._gesture(
            _("Ne veut pas répondre"), "minus", lambda: self.close_as(SurveyState.REFUSED.value)
        )
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

    def _read(self, desk: Desk, row_id: str) -> SurveyView:
        return read_survey(desk, row_id)

    def _show(self, view: SurveyView) -> None:
        name = view.name or _("Nom oublié à la demande de la personne")
        self.name.say(name)
        self.line.say(dotted(view.wave_label, _("due le {day}").format(day=weekday_date(view.due))))
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
        due = view.state == SurveyState.DUE
        self._attempting.setVisible(due)
        for button in (self.unreachable, self.refused):
            button.setVisible(due)
        self.reopen.setVisible(view.state in UNANSWERED)
        self.withdrawing.setVisible(bool(view.name))
        self.form.setVisible(view.state not in UNANSWERED)
        self.form.show_form(form_code(self.navigator.desk, FormRole.SURVEY), view.subject, view.name)

    # gestures

    def note(self) -> None:
        """Note an attempt, today."""
        desk, survey, how, result = self.navigator.desk, self.row_id, self.how.code(), self.result.code()
        self.navigator.write(lambda: note_attempt(desk, survey, how, result))

    def close_as(self, state: str) -> None:
        """End the survey, or open it again; it can be undone."""
        desk, survey = self.navigator.desk, self.row_id
        words = {"unreachable": _("Notée injoignable"), "refused": _("Refus noté"), "": _("Enquête rouverte")}
        self.navigator.write(lambda: close_survey(desk, survey, state), words.get(state, ""))

    def _kept(self) -> None:
        """All that must be is answered: the survey is closed at this day, by the means chosen."""
        found, view = self.form.filled, self.view
        if view is None or view.state != SurveyState.DUE or found is None:
            return
        desk, survey, how = self.navigator.desk, self.row_id, self.how.code()

        def answered() -> bool:
            return read_survey(desk, survey).filled.complete

        def came(complete: bool) -> None:
            if complete and self.row_id == survey and self.view is not None and self.view.closed_on is None:
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
            self.navigator.write(lambda: withdraw_consent(desk, view.contact_id, seen=view.contact_seen))
            self.left.emit()
