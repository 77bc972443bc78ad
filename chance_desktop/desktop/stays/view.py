"""Page « Séjours »: everyone abroad at a glance, and the surveys after the return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget

from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.stays.survey_page import SurveyPage
from chance_desktop.desktop.stays.surveys_view import SurveysView
from chance_desktop.desktop.stays.under_way import UnderWayView
from chance_desktop.desktop.ui_kit.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.fields import SearchField
from chance_desktop.desktop.ui_kit.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.outcome import Changes

VIEWS = (("under-way", _("En cours")), ("surveys", _("Enquêtes")))
_LINES = {
    "under-way": _("Où en est chacun, semaine par semaine"),
    "surveys": _("Ce que deviennent celles et ceux qui ont donné leur accord"),
}


class StaysScreen(Screen):
    """The page, and one survey when it is open."""

    KINDS = frozenset(
        {
            "stay", "follow_up_sheet", "incident", "dossier", "person", "partner", "answer", "survey", "afterwards",
            "counsellor",
        }
    )  # fmt: skip
    title = _("Séjours")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.pages = QStackedWidget()
        column(self).addWidget(self.pages)
        front = plain_widget()
        box = column(front, 0, (28, 18, 16, 12))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Nom, ville…"), 250)
        # to the left: with large text its width would otherwise bound the whole head, and the line would wrap for nothing
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(px(12))
        box.addLayout(head)
        box.addSpacing(px(12))
        self.views = SegmentedControl(VIEWS, _("Partie de la page"), 40)
        self.views.chosen.connect(self.choose)
        box.addWidget(self.views)
        box.addSpacing(px(12))
        self.under_way = UnderWayView(navigator)
        self.surveys = SurveysView(navigator)
        self.surveys.opened.connect(self.open_survey)
        self._shown: dict[str, UnderWayView | SurveysView] = {"under-way": self.under_way, "surveys": self.surveys}
        for view in self._shown.values():
            box.addWidget(view, 1)
        self.pages.addWidget(Scroll(front) if large() else front)
        self.survey = SurveyPage(navigator)
        self.survey.left.connect(self._back)
        self.pages.addWidget(self.survey)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(lambda: self._shown[self.tab].search(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.choose("under-way")

    @property
    def tab(self) -> str:
        """The view shown."""
        return self.views.code()

    def choose(self, view: str) -> None:
        """Show a view."""
        self.views.choose(view)
        self.survey.leave()
        self.pages.setCurrentIndex(0)
        for code, shown in self._shown.items():
            shown.setVisible(code == view)
        self.subtitle.say(_LINES[view])
        self._shown[view].search(self.search.text())
        self.load()

    def load(self) -> None:
        if not self.isVisible():
            self._stale = True
        elif self.pages.currentIndex() == 1:
            self.survey.load()
        else:
            self._shown[self.tab].load()

    def arrive(self) -> None:
        self._stale = self.under_way.follow() or self._stale
        super().arrive()

    def on_changes(self, changes: Changes) -> None:
        if changes.kinds & self.KINDS and self.isVisible() and self.pages.currentIndex() == 1:
            self.survey.on_changes(changes)
        else:
            super().on_changes(changes)

    def open_survey(self, survey_id: str) -> None:
        """Open a survey."""
        self.pages.setCurrentIndex(1)
        self.survey.open(survey_id)
        self.survey.back.setFocus()

    def _back(self) -> None:
        self.survey.leave()
        self.pages.setCurrentIndex(0)
        self.load()

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def leave(self) -> None:
        self.survey.leave()
