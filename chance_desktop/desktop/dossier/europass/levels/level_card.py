"""The levels of a language before and after the stay: the grid, what a level means, and how to find one’s own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.forms.interviews import has_guide
from chance_desktop.desktop.dossier.europass.content import Place, Table
from chance_desktop.desktop.dossier.europass.levels.level_grid import LevelGrid
from chance_desktop.desktop.dossier.europass.levels.level_sheets import AssessmentSheet, MeaningSheet
from chance_desktop.desktop.dossier.europass.page import SectionCard
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, sized_font
from chance_desktop.desktop.ui_kit.look.painting import dashed_pen, full_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.learner.cefr import NO_LEVELS, LanguageSkill, Level, Levels, Moment
from chance_desktop.europass.schema.codes import CodeList, label
from chance_desktop.runtime.words import _, month_and_year

if TYPE_CHECKING:
    from chance_desktop.casework.europass.assessments import AssessmentView
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.page import Host

MOMENTS = ((Moment.BEFORE.value, _("Avant le départ")), (Moment.AFTER.value, _("Après le séjour")))


class _Mark(QWidget):
    """The square of the legend; decoration."""

    def __init__(self, *, full: bool) -> None:
        super().__init__()
        self._full = full
        self.setFixedSize(px(16), px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._full:
            full_square(painter, box, "blue", 3)
        else:
            round_box(painter, box, px(4), None, dashed_pen("ink", 1.8))
        painter.end()


class LevelCard(SectionCard):
    """« Passeport de langues »: the levels."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._content: Content | None = None
        self._dossier_id = ""
        self._level = Level.B1
        self._picked_now: dict[tuple[str, Moment, LanguageSkill], Level | None] = {}
        outer = column(self, 0, (16, 12, 14, 12))
        self._nothing = EmptyState(
            "languages",
            _("Quelle langue\u00a0?"),
            _("La langue du séjour se choisit dans la situation. Vous pouvez aussi ajouter une langue ci-dessous."),
            _("Ajouter une langue"),
            lambda: host.go("language"),
        )
        outer.addWidget(self._nothing)
        self._all = plain_widget()
        outer.addWidget(self._all)
        box = column(self._all, 6)
        box.addLayout(self._head())
        box.addWidget(self._help())
        self.grid = LevelGrid()
        self.grid.picked.connect(self._picked)
        self.grid.entered.connect(self._ask_about)
        box.addWidget(self.grid)
        box.addSpacing(px(4))
        legend = Flow(20)
        self._legends = {}
        for moment, full in ((Moment.BEFORE, False), (Moment.AFTER, True)):
            one = plain_widget()
            line = row(one, 8)
            line.addWidget(_Mark(full=full))
            self._legends[moment] = Label("", Role.CELL, "ink2")
            line.addWidget(self._legends[moment])
            legend.addWidget(one)
        foot: QBoxLayout = column(gap=6) if large() else row(gap=10)
        foot.addWidget(legend, 1, Qt.AlignmentFlag.AlignVCenter)
        self.guide = Button(_("Trouver mon niveau"), Kind.TEXT, "list-checks", height=34)
        self.guide.clicked.connect(self._find)
        if not has_guide(self.host.desk):
            self.guide.hide()
        # aligned, or a button alone on its line would have Qt measure the legend in its width
        foot.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(foot)
        self._all.hide()

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=8) if large() else row(gap=10)
        self.language = Combo(_("Langue"))
        self.language.setFont(sized_font(17, 700))
        self.language.setMinimumWidth(px(190))
        self.language.currentIndexChanged.connect(lambda _index: self._show())
        head.addWidget(self.language)
        if not large():
            head.addStretch(1)
        self.moment = SegmentedControl(MOMENTS, _("Moment"))
        self.moment.choose(Moment.BEFORE.value)
        self.moment.chosen.connect(lambda _code: self._show())
        head.addWidget(self.moment, 0, Qt.AlignmentFlag.AlignLeft if large() else Qt.AlignmentFlag.AlignRight)
        return head

    def _help(self) -> QWidget:
        line = Flow(10)
        line.addWidget(Label(_("Cliquez sur un niveau pour chaque compétence."), Role.CELL, "ink2", wrap=large()))
        self.meaning = Button("", Kind.TEXT, "circle-help", height=34)
        self.meaning.clicked.connect(self._explain)
        line.addWidget(self.meaning)
        if not has_guide(self.host.desk):
            self.meaning.hide()
        self._ask_about(self._level)
        return line

    # showing

    def show_content(self, content: Content, locale: str) -> None:
        other = content.dossier_id != self._dossier_id
        self._content, self._dossier_id = content, content.dossier_id
        self._picked_now = {}
        languages = content.languages
        self._nothing.setVisible(not languages)
        self._all.setVisible(bool(languages))
        current = "" if other else self.language.code()
        chosen = current if current in languages else next(iter(languages), "")
        self.language.offer([(each, _named(each)) for each in languages], chosen)
        if other:
            gone = any(each.assessment.moment is Moment.AFTER for each in content.assessed)
            self.moment.choose(Moment.AFTER.value if gone else Moment.BEFORE.value)
        self._show()

    def _assessed(self, moment: Moment) -> AssessmentView | None:
        found = self._content.assessed if self._content is not None else ()
        wanted = self.language.code()
        return next(
            (each for each in found if each.assessment.language == wanted and each.assessment.moment is moment), None
        )

    def _levels(self, moment: Moment, view: AssessmentView | None) -> Levels:
        """What is kept, and over it what was just picked."""
        kept, language = view.assessment.levels if view else NO_LEVELS, self.language.code()
        return Levels(*(self._picked_now.get((language, moment, skill), kept.of(skill)) for skill in LanguageSkill))

    def _show(self) -> None:
        before, after = self._assessed(Moment.BEFORE), self._assessed(Moment.AFTER)
        self.grid.show_levels(
            self._levels(Moment.BEFORE, before),
            self._levels(Moment.AFTER, after),
            filling_after=self.moment.code() == Moment.AFTER.value,
        )
        words = {Moment.BEFORE: _("Avant"), Moment.AFTER: _("Après")}
        for moment, view in ((Moment.BEFORE, before), (Moment.AFTER, after)):
            on = view.assessment.on if view else ""
            when = f" ({month_and_year(date.fromisoformat(on))})" if on else ""
            self._legends[moment].say(words[moment] + when)

    # gestures

    def _picked(self, skill: LanguageSkill, level: Level | None) -> None:
        if level is not None:
            self._ask_about(level)
        moment = Moment(self.moment.code())
        place = Place(Table.ASSESSMENT, self.language.code(), moment.value)
        self._picked_now[place.row, moment, skill] = level
        self._show()
        self.host.keeper.typed(place, skill.value, level.value if level else "")
        self.host.keeper.flush()

    def _ask_about(self, level: Level) -> None:
        self._level = level
        self.meaning.setText(_("Que veut dire {level}\u00a0?").format(level=level.value))
        self.meaning.updateGeometry()

    def _explain(self) -> None:
        open_sheet(MeaningSheet(self.host.desk, self._level, self))

    def _find(self) -> None:
        view = self._assessed(Moment(self.moment.code()))
        title = _("Trouver mon niveau\u00a0: {language}").format(language=self.language.currentText())
        open_sheet(
            AssessmentSheet(
                self.host.navigator, title, (self._dossier_id, self.language.code(), Moment(self.moment.code())),
                view.seen if view else None, self,
            )
        )  # fmt: skip

    def focus_section(self) -> None:
        if self._all.isHidden():
            self.host.go("language")
            return
        first = next(iter(self.grid.cells.values()))
        chosen = next((cell for cell in self.grid.cells.values() if cell.isChecked()), first)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)


def _named(code: str) -> str:
    words = label(CodeList.LANGUAGES, code, "fr") or code
    return words[:1].upper() + words[1:]
