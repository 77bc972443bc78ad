"""Of whom the statistics speak: the year and the Mission Locale of entry, the correspondent, the day; on one line under the title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.reports.population import Scope
from chance_desktop.desktop.fields.day_field import DayField
from chance_desktop.desktop.fields.typed_days import day_so_far
from chance_desktop.desktop.sheets.writing_sheet import DATE_HINT
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import announce
from chance_desktop.desktop.ui_kit.inputs.fields import KEPT_ELSEWHERE, Combo, ErrorLine
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.typed.days import DayUse, read_optional_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, figures_date

if TYPE_CHECKING:
    from chance_desktop.casework.reports.scopes import ScopeChoices
    from chance_desktop.desktop.navigation.navigator import Navigator

_KEY = "statistics/scope"
_WIDTHS = {"year": 176, "structure": 262, "correspondent": 250}


class ScopeBar(QWidget):
    """The choices; what is chosen is held as long as the window lives."""

    changed = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._day: date | None = None
        self._wanted = dict(zip(("year", "structure", "correspondent", "day"), _held(navigator), strict=True))
        self.year = Combo(_("Année d’entrée"))
        self.structure = Combo(_("Mission Locale d’entrée"))
        self.correspondent = Combo(_("Correspondant"))
        box = column(self, 2)
        line = Flow(10)
        for name, combo in self._combos().items():
            combo.setFixedWidth(px(_WIDTHS[name]))
            combo.currentIndexChanged.connect(lambda _index, name=name: self._chosen(name))
            line.addWidget(combo)
        line.addWidget(self._day_field())
        self.reset = Button(_("Tout"), Kind.OUTLINE, "rotate-ccw")
        self.reset.setAccessibleName(
            _("Tout\u00a0: toutes les années, toutes les Missions Locales, tous les correspondants, aujourd’hui")
        )
        self.reset.clicked.connect(self.choose_all)
        line.addWidget(self.reset)
        box.addWidget(line)
        self.error = ErrorLine()
        box.addWidget(self.error)
        self._show_day(day_so_far(self._wanted["day"], DayUse.PAST, self._navigator.desk.today()))
        self._offer(self.year, "year", _("Toutes les années"), ())
        self._offer(self.structure, "structure", _("Toutes les Missions Locales"), ())
        self._offer(self.correspondent, "correspondent", _("Tous les correspondants"), ())
        self._follow()

    def _combos(self) -> dict[str, Combo]:
        return {"year": self.year, "structure": self.structure, "correspondent": self.correspondent}

    def _day_field(self) -> QWidget:
        holder = plain_widget()
        box = row(holder, 8)
        caption = Label(_("Situation au"), Role.CELL_STRONG)
        self.day = DayField(DayUse.PAST)
        self.day.setProperty(KEPT_ELSEWHERE, True)
        self.day.setAccessibleName(_("Situation au"))
        self.day.setAccessibleDescription(DATE_HINT)
        self.day.setFixedWidth(px(146))
        self.day.editingFinished.connect(self._typed)
        self.day.picked.connect(lambda _day: self._typed())
        caption.setBuddy(self.day)
        box.addWidget(caption)
        box.addWidget(self.day)
        return holder

    # what is in force

    @property
    def scope(self) -> Scope:
        """Of whom one speaks."""
        return Scope(
            self._day or self._navigator.desk.today(), int(self._wanted["year"] or 0), self._wanted["structure"],
            self._wanted["correspondent"],
        )  # fmt: skip

    @property
    def whole(self) -> bool:
        """Whether nobody is left out and the day is today."""
        return not any(self._wanted.values())

    def offer(self, choices: ScopeChoices) -> None:
        """Take what may be chosen now; a choice that is no longer there is given up, which `changed` tells."""
        before = dict(self._wanted)
        years = tuple((str(year), _("Entrés en {year}").format(year=year)) for year in choices.years)
        self._offer(self.year, "year", _("Toutes les années"), years, known=True)
        self._offer(self.structure, "structure", _("Toutes les Missions Locales"), choices.offices, known=True)
        self._offer(
            self.correspondent, "correspondent", _("Tous les correspondants"), choices.correspondents, known=True
        )
        if before != self._wanted:
            self._changed()

    def _offer(
        self, combo: Combo, name: str, everyone: str, choices: Sequence[tuple[str, str]], *, known: bool = False
    ) -> None:
        combo.offer([("", everyone), *choices], self._wanted[name])
        if known:
            self._wanted[name] = combo.code()

    # gestures

    def choose_all(self) -> None:
        """Leave nobody out, today."""
        for combo in self._combos().values():
            combo.blockSignals(True)
            combo.setCurrentIndex(0)
            combo.blockSignals(False)
        self._show_day(None)
        self._chosen(*self._wanted)
        self.year.setFocus()

    def _typed(self) -> None:
        text, today = self.day.text().strip(), self._navigator.desk.today()
        try:
            found = read_optional_day(text, DayUse.PAST, today) or today
        except Unreadable as wrong:
            self.day.mark_wrong(True)
            self.error.say(wrong.text)
            announce(self.day, self.error.label.text())
            return
        if found != (self._day or today):
            self._show_day(found)
            self._chosen("day")
        else:
            self._show_day(self._day)

    def _show_day(self, day: date | None) -> None:
        today = self._navigator.desk.today()
        self._day = day if day is not None and day < today else None
        self.day.setText(figures_date(self._day or today))
        self.day.mark_wrong(False)
        self.error.say("")

    def _chosen(self, *names: str) -> None:
        shown = {name: combo.code() for name, combo in self._combos().items()} | {"day": figures_date(self._day)}
        self._wanted |= {name: shown[name] for name in names}
        self._changed()

    def _changed(self) -> None:
        self._navigator.memory.hold(_KEY, "\n".join(self._wanted.values()))
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.reset.setEnabled(not self.whole)


def _held(navigator: Navigator) -> tuple[str, ...]:
    """Year, Mission Locale, correspondent and day as they were left in this window."""
    parts = tuple(navigator.memory.held(_KEY).split("\n"))
    return parts if len(parts) == 4 else ("", "", "", "")
