"""Two values of one field, written by people who had not seen each other's: both shown, one click keeps one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.card import Card, IconMark
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.dates import kept_day
from chance_desktop.runtime.words import _, figures_date, french_spaces, moment_time, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.disagreements import Disagreement, HeadShown
    from chance_desktop.casework.situation.situation import FieldView, Value
    from chance_desktop.domain.change import Value as Stored


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the values; one that cannot be read back as an answer is shown without a button."""

    value: Value | float
    words: str
    by: str
    sure: bool = True


def candidates(field: FieldView, shown: Value, told: tuple[str, ...] = ()) -> tuple[Candidate, ...]:
    """The value shown, then those set aside; `told` says of each who wrote it, where and when, once that is read."""
    by = told if len(told) == len(field.conflict) + 1 else (
        _("la valeur affichée ici"), *(head.by for head in field.conflict)
    )  # fmt: skip
    here = Candidate(shown, _in_words(field, shown), by[0])
    return (here, *(_aside(field, head.value, who) for head, who in zip(field.conflict, by[1:], strict=True)))


def who_where_when(one: Disagreement) -> tuple[str, ...]:
    """« Claire A., sur ce poste, lundi 23 novembre, 16 h 20 » for each value, in the order of `candidates`."""
    first, *aside = one.heads
    return tuple(_told(head) for head in (first, *reversed(aside)))


def _told(head: HeadShown) -> str:
    at = head.at.astimezone()
    place = head.place[:1].lower() + head.place[1:] if head.here or head.place == _("À la Région") else head.place
    return f"{head.by}, {place}, {weekday_date(at.date(), year=False)}, {moment_time(at)}"


def _aside(field: FieldView, kept: Stored, by: str) -> Candidate:
    if field.kind == "yes-no":
        said = kept if isinstance(kept, bool) else None
        return Candidate(said, _in_words(field, said), by)
    text = "" if kept is None else str(kept)
    value: Value = text
    sure = True
    try:
        if field.kind == "date":
            value = kept_day(text)
        elif field.kind == "choices":
            value = tuple(str(code) for code in json.loads(text or "[]"))
    except ValueError:
        sure = False
    words = text if not sure and text else _in_words(field, value)
    return Candidate(value, words, by, sure)


def _in_words(field: FieldView, value: Value) -> str:
    if field.kind == "yes-no":
        return _("Oui") if value else _("Pas encore su") if value in (None, "") else _("Non")
    if isinstance(value, date):
        return figures_date(value)
    labels = {option.code: option.label for option in field.options}
    codes = value if isinstance(value, tuple) else (str(value or ""),)
    return ", ".join(labels.get(code, code) for code in codes if code) or _("rien")


class DisagreementCard(Card):
    """The values of a field one below the other; hidden while there is only one."""

    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__("orange")
        self._shown: tuple[Candidate, ...] = ()
        box = column(self, 8, (12, 10, 12, 10))
        head = row(gap=8)
        head.addWidget(IconMark("triangle-alert", "orange", 17))
        self.title = Label("", Role.CELL_STRONG, wrap=True)
        head.addWidget(self.title, 1)
        box.addLayout(head)
        self._lines = column(gap=10)
        box.addLayout(self._lines)
        self.hide()

    def show_values(self, field: FieldView, shown: Value, told: tuple[str, ...] = ()) -> None:
        """Show the values of a field in disagreement, or hide."""
        self.show_candidates(candidates(field, shown, told) if field.conflict else (), field.label)

    def show_candidates(self, found: tuple[Candidate, ...], label: str) -> None:
        """Show values one below the other, or hide when there is none."""
        if found == self._shown:
            return
        self._shown = found
        empty(self._lines)
        self.title.say(_("Désaccord\u00a0: plusieurs valeurs ont été saisies. Laquelle est la bonne\u00a0?"))
        for one in found:
            self._lines.addLayout(self._line(one, label))
        self.setVisible(bool(found))

    def _line(self, one: Candidate, label: str) -> QVBoxLayout:
        words = french_spaces(_("«\u00a0{value}\u00a0» – {author}").format(value=one.words, author=one.by))
        line = column(gap=4)
        line.addWidget(Label(words, Role.CELL, wrap=True))
        if one.sure:
            button = Button(_("Garder cette valeur"), Kind.OUTLINE, "check", height=36)
            button.setAccessibleName(_("Garder «\u00a0{value}\u00a0», {label}").format(value=one.words, label=label))
            button.clicked.connect(lambda: self.kept.emit(one.value))
            line.addWidget(button)
        else:
            line.addWidget(Label(_("Si c’est la bonne, donnez-la ci-dessus."), Role.NOTE, "ink2", wrap=True))
        return line
