"""The return: what there is to do in the month after it, and the languages compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.europass.comparison import skill_label
from chance_desktop.casework.papers import stay_papers
from chance_desktop.casework.surveys.consent import withdraw_consent
from chance_desktop.casework.surveys.return_tasks import (
    LanguageProgress,
    ReturnTask,
    ReturnView,
    hand_over_certificate,
)
from chance_desktop.desktop.dossier.stay.back_sheets import ConsentSheet, SponsorSheet
from chance_desktop.desktop.dossier.stay.form_sheet import open_form_sheet
from chance_desktop.desktop.paper.actions import make_paper, print_or_save
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader, IconMark
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.domain.states import FormRole
from chance_desktop.runtime.words import _, weekday_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator


class BackCard(Card):
    """The tasks; `elsewhere` asks for another tab."""

    elsewhere = Signal(str)

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self.back: ReturnView | None = None
        self._view: DossierView | None = None
        self.buttons: dict[str, list[Button]] = {}
        box = column(self, 0, (1, 1, 1, 10))
        self.head = CardHeader(_("Le retour"), "plane-landing", "orange", "")
        box.addWidget(self.head)
        self._lines = column()
        box.addLayout(self._lines)

    def show_return(self, back: ReturnView, view: DossierView) -> None:
        """Show the return of a dossier."""
        self.back, self._view = back, view
        done = sum(task.done for task in back.tasks)
        self.head.show_count(f"{done}/{len(back.tasks)}")
        self.buttons = {}
        empty(self._lines)
        for task in back.tasks:
            self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(task))
        for language in back.languages:
            if language.compared:
                self._lines.addWidget(Rule())
                self._lines.addWidget(self._progress(language))

    def _line(self, task: ReturnTask) -> QWidget:
        holder = plain_widget()
        box = row(holder, 12, (18, 9, 13, 9))
        mark = column(margins=(0, 2, 0, 0))
        icon, tone = ("square-check", "green") if task.done else ("square-dashed", "ink2")
        mark.addWidget(IconMark(icon, tone, 19))
        mark.addStretch(1)
        box.addLayout(mark)
        words = column(gap=1)
        words.addStretch(1)
        label = Label(task.label, Role.BODY_STRONG, "ink2" if task.done else "ink", wrap=True)
        label.setAccessibleName(f"{task.label}, {_('fait') if task.done else _('à faire')}")
        words.addWidget(label)
        detail = self._detail(task)
        if detail:
            words.addWidget(Label(detail, Role.CELL, "ink2", wrap=True))
        words.addStretch(1)
        box.addLayout(words, 1)
        gestures = self._gestures(task)
        if large():
            flow = Flow(8)
            for button in gestures:
                flow.addWidget(button)
            words.addWidget(flow)
        else:
            for button in gestures:
                box.addWidget(button)
        self.buttons[task.code] = gestures
        return holder

    def _detail(self, task: ReturnTask) -> str:
        back = self.back
        if back is not None and task.code == "certificate" and back.certificate_on:
            return _("Remise le {day}").format(day=weekday_date(back.certificate_on))
        if back is not None and task.code == "consent" and back.consent.on:
            return _("Accord donné le {day}").format(day=weekday_date(back.consent.on))
        return task.detail

    def _gestures(self, task: ReturnTask) -> list[Button]:
        view = self._view
        name = view.name if view is not None else ""
        if task.code == "interview":
            return [self._button(task, _("Ouvrir"), lambda: self.form(FormRole.RETURN_INTERVIEW, name))]
        if task.code == "questionnaire":
            return [self._button(task, _("Ouvrir"), lambda: self.form(FormRole.END_OF_STAY, name))]
        if task.code == "languages":
            buttons = [self._button(task, _("Ouvrir l’Europass"), lambda: self.elsewhere.emit("europass:passport"))]
            if task.done:
                button = self._button(task, _("Le bilan"), lambda: None, "printer")
                button.clicked.disconnect()
                button.clicked.connect(
                    lambda: open_menu(print_or_save(self._navigator, self, self._paper("progress")), button)
                )
                buttons.append(button)
            return buttons
        if task.code == "certificate":
            button = self._button(task, _("L’attestation"), lambda: None, "printer")
            button.clicked.disconnect()
            button.clicked.connect(
                lambda: open_menu(print_or_save(self._navigator, self, self._paper("certificate")), button)
            )
            given = [] if task.done else [self._button(task, _("Remise aujourd’hui"), self.hand_over, "check")]
            return [button, *given]
        if task.code == "consent":
            if task.done:
                return [self._button(task, _("Noter le retrait"), self.withdraw)]
            return [self._button(task, _("Noter l’accord"), self.consent, "check")]
        if task.code == "sponsor" and not task.done:
            return [self._button(task, _("Devient parrain"), self.sponsor, "handshake")]
        return []

    def _button(self, task: ReturnTask, words: str, call: Callable[[], object], icon: str = "") -> Button:
        button = Button(words, Kind.OUTLINE, icon, height=36)
        button.setAccessibleName(f"{words}, {task.label}")
        button.clicked.connect(lambda _on=False: call())
        return button

    def _progress(self, language: LanguageProgress) -> QWidget:
        """Both levels of each skill, side by side."""
        holder = plain_widget()
        box = column(holder, 6, (18, 10, 18, 6))
        box.addWidget(
            Label(_("{language}, avant et après").format(language=language.label), Role.BODY_STRONG, wrap=True)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(4))
        for place, words in enumerate((_("Avant le départ"), _("Au retour")), 1):
            grid.addWidget(Label(words, Role.NOTE_STRONG, "ink2"), 0, place)
        for line, each in enumerate(language.skills, 1):
            grid.addWidget(Label(skill_label(each.skill), Role.CELL, wrap=True), line, 0)
            grid.addWidget(Label(each.before or "–", Role.CELL), line, 1)
            better = bool(each.after) and each.after > each.before
            grid.addWidget(Label(each.after or "–", Role.CELL_STRONG if better else Role.CELL), line, 2)
        grid.setColumnStretch(0, 1)
        box.addLayout(grid)
        return holder

    # gestures

    def form(self, role: FormRole, about: str) -> None:
        """Open the interview or the questionnaire."""
        back = self.back
        if back is not None:
            found = back.interview if role == FormRole.RETURN_INTERVIEW else back.questionnaire
            open_form_sheet(self._navigator, found.form.form, found.subject, about, self)

    def _paper(self, name: str) -> Callable[[Desk], Rendered]:
        dossier_id = self.back.dossier_id if self.back is not None else ""

        def make(desk: Desk) -> Rendered:
            return (stay_papers.progress if name == "progress" else stay_papers.certificate)(desk, dossier_id)

        return make

    def certificate(self) -> None:
        """Print the certificate."""
        make_paper(self._navigator, self, self._paper("certificate"))

    def hand_over(self) -> None:
        """The certificate was handed over, today; it can be undone."""
        if self.back is not None:
            desk, back = self._navigator.desk, self.back
            self._navigator.write(lambda: hand_over_certificate(desk, back.dossier_id, seen=back.seen))

    def consent(self) -> None:
        """Note that they agree to be asked again."""
        if self.back is not None:
            open_sheet(ConsentSheet(self._navigator, self.back.dossier_id, self))

    def withdraw(self) -> None:
        """Note that they no longer agree."""
        if self.back is None:
            return
        desk, consent = self._navigator.desk, self.back.consent
        self._navigator.write(lambda: withdraw_consent(desk, consent.row, seen=consent.seen))

    def sponsor(self) -> None:
        """They sponsor others in turn."""
        if self.back is not None:
            open_sheet(SponsorSheet(self._navigator, self.back.dossier_id, self))
