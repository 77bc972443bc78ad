"""What a person decides of an import before it runs: ages, scales, counsellors, and who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.people_import.choices import Answer, Choices
from chance_desktop.casework.people_import.report import ColumnQuestion, DuplicateLine, ImportReport
from chance_desktop.desktop.people_import.comparison import Comparison
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.words import _, plural

_MOST_COMPARED = 20
_LATER = "-"
"""The choice of whoever has not chosen yet."""


class Decisions(QWidget):
    """The questions of a report. What is chosen stays shown, and can be chosen anew."""

    decided = Signal(object)
    """The choices as they are now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._choices = Choices()
        self._shown: tuple[object, ...] = ()
        self._asked: tuple[tuple[int, str], ...] | None = None
        self._questions: dict[str, ColumnQuestion] = {}
        box = column(self, 12)
        self._card = Card()
        self._fields = column(self._card, 12, (16, 12, 16, 14))
        box.addWidget(self._card)
        people = plain_widget()
        self._people = column(people, 10)
        box.addWidget(people)
        self.comparisons: list[Comparison] = []
        self.outside: Combo | None = None
        self.scales: dict[str, Combo] = {}
        self.counsellors: dict[str, Combo] = {}

    def forget(self) -> None:
        """Another file, or the same read otherwise: nothing was decided of it."""
        self._choices, self._shown, self._asked, self._questions = Choices(), (), None, {}
        self.outside, self.scales, self.counsellors = None, {}, {}

    @property
    def choices(self) -> Choices:
        """What was decided so far."""
        return self._choices

    def show_report(self, report: ImportReport, office: Sequence[tuple[str, str]]) -> None:
        """Ask what a report asks; `office` holds the counsellors, by id and name."""
        written = {fold(name): name for name in (*self.counsellors, *(each.name for each in report.counsellors))}
        names = [written[name] for name in sorted(written)]
        # one that is answered is asked no more by the report, and stays here to be answered otherwise
        self._questions |= {each.code: each for each in report.columns_asked}
        outside = bool(report.outside)
        shown = (outside, tuple(sorted(self._questions)), tuple(names))
        if shown != self._shown:
            self._shown = shown
            self._ask(report, names, office, outside=outside)
        self._card.setVisible(outside or bool(self._questions) or bool(names))
        self._compare([each for each in report.duplicates if each.asked])

    def _ask(
        self, report: ImportReport, names: Sequence[str], office: Sequence[tuple[str, str]], *, outside: bool
    ) -> None:
        empty(self._fields)
        self.outside, self.scales, self.counsellors = None, {}, {}
        self._fields.addWidget(Label(_("À décider avant d’importer"), Role.CARD_TITLE, wrap=True))
        if outside:
            self.outside = self._field(
                plural(
                    "{n} personne hors des âges du programme",
                    "{n} personnes hors des âges du programme",
                    len(report.outside),
                ),
                [("create", _("Créer quand même")), ("aside", _("Mettre de côté"))],
                "aside" if self._choices.outside_aside else "create",
                report.outside[0].reason if report.outside else "",
            )
        for each in self._questions.values():
            offered = [(_LATER, _("Laisser de côté, dans le journal")), *each.fields]
            chosen = self._choices.scales.get(each.code, _LATER)
            self.scales[each.code] = self._field(
                each.question, offered, chosen, _("Lignes concernées\u00a0: {n}.").format(n=each.lines)
            )
        for name in names:
            offered = [("", _("Personne pour l’instant")), *office]
            self.counsellors[name] = self._field(
                _("Conseiller du fichier inconnu ici\u00a0: {name}").format(name=name),
                offered,
                self._choices.counsellors.get(fold(name), ""),
            )

    def _field(self, label: str, offered: Sequence[tuple[str, str]], chosen: str, note: str = "") -> Combo:
        combo = Combo()
        combo.offer(offered, chosen)
        combo.setMaximumWidth(px(420))
        combo.activated.connect(lambda _place: self._decide())
        self._fields.addWidget(LabelledField(label, combo, note))
        return combo

    def _decide(self) -> None:
        self._choices = replace(
            self._choices,
            outside_aside=self.outside is not None and self.outside.code() == "aside",
            scales={code: combo.code() for code, combo in self.scales.items() if combo.code() != _LATER},
            counsellors={fold(name): combo.code() for name, combo in self.counsellors.items() if combo.code()},
        )
        self.decided.emit(self._choices)

    def _compare(self, asked: Sequence[DuplicateLine]) -> None:
        now = tuple((each.line, each.who) for each in asked)
        if now == self._asked:
            return
        self._asked = now
        empty(self._people)
        self.comparisons = []
        if not asked:
            return
        title = plural("{n} ligne ressemble à quelqu’un", "{n} lignes ressemblent à quelqu’un", len(asked))
        self._people.addWidget(Label(title, Role.CARD_TITLE, wrap=True))
        words = _("Comparez, puis dites s’il s’agit de la même personne. Sans réponse, la ligne est laissée de côté.")
        self._people.addWidget(Label(words, Role.CELL, "ink2", wrap=True))
        for each in asked[:_MOST_COMPARED]:
            comparison = Comparison(each)
            comparison.answered.connect(lambda same, one=each: self._answer(one, same))
            self.comparisons.append(comparison)
            self._people.addWidget(comparison)
        if len(asked) > _MOST_COMPARED:
            more = len(asked) - _MOST_COMPARED
            rest = plural("Et {n} autre, après celles-ci.", "Et {n} autres, après celles-ci.", more)
            self._people.addWidget(Label(rest, Role.CELL, "ink2", wrap=True))

    def _answer(self, asked: DuplicateLine, same: bool) -> None:
        answer = Answer(asked.line, same, asked.who)
        self._choices = replace(self._choices, answers=(*self._choices.answers, answer))
        self.decided.emit(self._choices)

    def focus_first(self) -> bool:
        """Put the keyboard on the first comparison; False when there is none."""
        if not self.comparisons:
            return False
        self.comparisons[0].same.setFocus()
        return True
