"""Surveys after the return: the rates of each wave, and those to ask, the longest due first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.surveys.surveys import Rates, SurveyView, rates, surveys
from chance_desktop.desktop.stays.model import (
    STATE_LOOKS,
    STATE_WORDS,
    SURVEY_FILTERS,
    TO_DO,
    kept_surveys,
    rate_line,
    rest_line,
    survey_line,
)
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, row, scrolled
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.marks.squares import SquaresMeter
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold, initials_of
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_MOST_SQUARES = 40


@dataclass(frozen=True, slots=True)
class _Content:
    """Surveys and what they come to."""

    views: tuple[SurveyView, ...]
    rates: tuple[Rates, ...]


class SurveysView(PageView):
    """The list; `opened` says which survey."""

    opened = Signal(str)

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._content = _Content((), ())
        self._text = ""
        outer = column(self, 12)
        page = plain_widget()
        box = column(page, 12, (1, 1, 12, 4))
        self._waves: QBoxLayout = column(gap=10) if large() else row(gap=14)
        box.addLayout(self._waves)
        self.chips = FilterChips(SURVEY_FILTERS, TO_DO)
        self.chips.chosen.connect(lambda _code: self._draw())
        box.addWidget(self.chips)
        self._lines = self.results = LinesCard()
        box.addWidget(self._lines)
        box.addStretch(1)
        outer.addWidget(scrolled(page), 1)

    def load(self) -> None:
        """Read the surveys anew."""
        desk = self._navigator.desk

        def work() -> _Content:
            found = surveys(desk)
            return _Content(found, rates(found, desk))

        def came(content: _Content) -> None:
            self._content = content
            self._draw()

        self._navigator.tasks.read(work, came, owner=self)

    def search(self, text: str) -> None:
        """Keep those whose name holds the text."""
        self._text = fold(text)
        self._draw()

    def _draw(self) -> None:
        empty(self._waves)
        for each in self._content.rates:
            self._waves.addWidget(_wave(each), 1)
        kept = [view for view in self._content.views if self._text in fold(view.name)]
        self.chips.show_counts({code: len(kept_surveys(kept, code)) for code, _label in SURVEY_FILTERS})
        views = kept_surveys(kept, self.chips.code())
        self._lines.show_lines(map(self._line, views), _nothing)
        self.found.emit(len(views))

    def _line(self, view: SurveyView) -> QWidget:
        name = view.name or _("Nom oublié à la demande de la personne")
        mark = Avatar(initials_of(view.name))
        line = TwoLineRow(mark, name, survey_line(view, self._navigator.desk.today()))
        line.add(Pill(STATE_WORDS[view.state], STATE_LOOKS[view.state]))
        button = Button(_("Ouvrir"), Kind.OUTLINE, height=36)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.setAccessibleName(_("Ouvrir l’enquête de {name}, {wave}").format(name=name, wave=view.wave_label))
        button.clicked.connect(lambda: self.opened.emit(view.subject.id))
        line.add(button)
        return line


def _nothing() -> QWidget:
    return EmptyState(
        "message-square", _("Aucune enquête ici"),
        _("Elles arrivent d’elles-mêmes après le retour, pour celles et ceux qui ont donné leur accord."),
    )  # fmt: skip


def _wave(found: Rates) -> QWidget:
    card = Card()
    box = column(card, 6, (16, 12, 16, 12))
    box.addWidget(Label(found.wave_label, Role.CELL_STRONG, "ink2", wrap=True))
    box.addWidget(Label(rate_line(found), Role.CARD_TITLE, wrap=True))
    if 0 < found.due <= _MOST_SQUARES:
        meter = SquaresMeter()
        meter.setMaximumWidth(px(26) * found.due)
        meter.show_share(found.answered, found.due)
        box.addWidget(meter)
    rest = rest_line(found)
    if rest:
        box.addWidget(Label(rest, Role.NOTE, "ink2", wrap=True))
    box.addStretch(1)
    return card
