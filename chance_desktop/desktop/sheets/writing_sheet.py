"""A sheet whose action is a use case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.fields.declared_day import DeclaredDay
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

T = TypeVar("T")
DATE_HINT = _("Écrivez la date ainsi\u00a0: 24/11/2026.")
FREE_TEXT_CAUTION = _("Rien sur la santé, les opinions ou l’origine\u00a0: le dossier est lu par d’autres.")


class WritingSheet(Sheet):
    """A sheet whose action is a use case: it closes when it is done, and says in place why it is not."""

    def __init__(
        self, navigator: Navigator, title: str, parent: QWidget, line: str = "", *, width: float = 520
    ) -> None:
        super().__init__(title, parent, line=line, width=width)
        self.navigator = navigator
        self._under_way = False

    def run(self, work: Callable[[], Outcome[T]], sentence: str = "", then: Callable[[T], None] | None = None) -> None:
        """Do it; `then` goes on with the result once the sheet is closed. Asked again meanwhile, it is already being done."""
        if self._under_way:
            return
        self._under_way = True

        def written(outcome: Outcome[T]) -> None:
            self.navigator.done(outcome, sentence)
            self.accept()
            if then is not None:
                then(outcome.result)

        def refused(failure: ExpectedError) -> None:
            self._under_way = False
            self.refused(failure)

        self.navigator.tasks.write(work, written, refused, owner=self)

    def refused(self, failure: ExpectedError) -> None:
        """Say why it was not done."""
        self.notice.say(failure.text)

    def add_day(
        self,
        table: str,
        name: str,
        *,
        label: str = "",
        hint: str = "",
        value: date | None = None,
        optional: bool = False,
    ) -> DeclaredDay:
        """A declared day to type, below the others; today at first, unless it may stay empty."""
        today = self.navigator.desk.today
        day = DeclaredDay(table, name, today, self, label=label, hint=hint, optional=optional)
        day.open(value or (None if optional else today()))
        self.body.addWidget(day.widget)
        return day
