"""What is typed is kept a moment after the last key, row by row, on the writer lane; a new entry is made by its first words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chance_desktop.casework.europass.assessments import save_levels
from chance_desktop.casework.europass.learning import save_answer, save_learning, save_sentence
from chance_desktop.casework.europass.mobility import save_mobility
from chance_desktop.casework.europass.profile import (
    Displayed,
    PeriodReversed,
    add_entry,
    save_entry,
    save_letter,
    save_profile,
)
from chance_desktop.casework.exchange.disagreements import settle_field
from chance_desktop.casework.session.kit.displayed import stamps_but_for
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.desktop.dossier.europass.content import Place, Table, read_seen
from chance_desktop.desktop.fields.save_timer import SaveTimer
from chance_desktop.domain.learner.cefr import LanguageSkill, Moment, level_of
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.ui_kit.feedback import SavedIndicator
    from chance_desktop.domain.change import Value
    from chance_desktop.runtime.errors import ExpectedError

TYPING_MS = 120


def row_of(place: Place) -> Place:
    """The row of a place: an entry is known without the section it is made in."""
    return Place(place.table, place.row) if place.table is Table.ENTRY else place


class _Lane:
    """Used on the writer lane alone, where saves follow one another: what was displayed, and the entries made here."""

    def __init__(self, dossier_id: str) -> None:
        self.dossier_id = dossier_id
        self.seen: Mapping[Place, Displayed] = {}
        self.made: dict[str, str] = {}

    def save(self, desk: Desk, place: Place, values: Mapping[str, Value]) -> Outcome[str]:
        """Save over what was seen; the row it went to. What is saved next has seen this one."""
        place = Place(place.table, self.made.get(place.row, place.row), place.detail)
        if place.table is Table.ENTRY and place.detail and place.row.startswith("+"):
            if not any(values.values()):
                return Outcome("", Changes())
            made = add_entry(desk, self.dossier_id, place.detail, values)
            self.made[place.row] = made.result
            entry = Place(Table.ENTRY, made.result)
            self.seen = {**self.seen, entry: read_seen(desk, self.dossier_id)[entry]}
            return made
        outcome = self._update(desk, place, values)
        self._saw(place, values, read_seen(desk, self.dossier_id))
        return Outcome(place.row, outcome.changes, outcome.undo)

    def _saw(self, place: Place, values: Mapping[str, Value], fresh: Mapping[Place, Displayed]) -> None:
        """What was written here was seen; what came meanwhile in the other columns of the row was not."""
        key = row_of(place)
        if key in fresh:
            former = self.seen.get(key, fresh[key])
            self.seen = {**self.seen, key: stamps_but_for(former, values, fresh[key])}

    def _update(self, desk: Desk, place: Place, values: Mapping[str, Value]) -> Outcome[None]:
        seen = self.seen.get(row_of(place))
        if place.table is Table.LEARNER:
            return save_profile(desk, self.dossier_id, values, seen)
        if place.table is Table.LETTER:
            return save_letter(desk, self.dossier_id, values, seen)
        if place.table is Table.MOBILITY:
            return save_mobility(desk, self.dossier_id, values, seen)
        if place.table is Table.LEARNING:
            return save_learning(desk, place.row, values, seen)
        if place.table is Table.ANSWER:
            return save_answer(desk, place.row, place.detail, str(values.get("value") or ""), seen)
        if place.table is Table.SENTENCE:
            return save_sentence(desk, place.row, values, seen)
        if place.table is Table.ASSESSMENT:
            levels = {LanguageSkill(name): level_of(str(value)) for name, value in values.items()}
            return save_levels(desk, self.dossier_id, place.row, Moment(place.detail), levels, seen)
        return save_entry(desk, place.row, values, seen)


class Keeper(QObject):
    """Gathers what is typed and saves it; `settled` tells that nothing is on its way.

    `kept` tells a place and the values that are in the store, `refused` a place, a column and why.
    """

    settled = Signal()
    refused = Signal(object, str, object)
    kept = Signal(object, object)
    trouble = Signal(str)

    def __init__(self, navigator: Navigator, indicator: SavedIndicator) -> None:
        super().__init__()
        self._navigator, self._indicator = navigator, indicator
        self._pending: dict[Place, dict[str, Value]] = {}
        self._under_way = 0
        self._troubled = ""
        self._lane = _Lane("")
        self._former: set[tuple[Place, str]] = set()
        self._timer = SaveTimer(TYPING_MS, self)
        self._timer.due.connect(self.flush)

    @property
    def busy(self) -> bool:
        """Whether something typed is on its way to the store."""
        return self._timer.waiting or self._under_way > 0

    @property
    def today(self) -> date:
        """The day of the store, which dates are read against."""
        return self._navigator.desk.today()

    def begin(self, dossier_id: str) -> None:
        """Another dossier: what was typed in the one before goes to it."""
        if dossier_id != self._lane.dossier_id:
            self.flush()
            self._lane = _Lane(dossier_id)
            self._pending, self._former = {}, set()

    def displays(self, place: Place, column: str, *, former: bool) -> None:
        """Whether a column still shows what it showed, for it is being typed over."""
        row = row_of(Place(place.table, self.real(place.row) or place.row, place.detail))
        (self._former.add if former else self._former.discard)((row, column))

    def saw(self, seen: Mapping[Place, Displayed]) -> None:
        """What is displayed from now on, once every column has said whether it shows it."""
        if self.busy or self._pending:
            return
        former: dict[Place, set[str]] = {}
        for place, column in self._former:
            former.setdefault(place, set()).add(column)
        before = self._lane.seen
        self._lane.seen = {
            place: stamps_but_for(stamps, former[place], before[place])
            if place in former and place in before
            else stamps
            for place, stamps in seen.items()
        }

    def seen(self, place: Place) -> Displayed | None:
        """The stamps of a row as it is displayed, saves made here included; to be asked on the writer lane."""
        return self._lane.seen.get(row_of(Place(place.table, self.real(place.row), place.detail)))

    def seen_parts(self, learning: str) -> dict[str, Displayed]:
        """The stamps displayed of the answers of an experience, by question, and of every sentence, by row."""
        seen = self._lane.seen.items()
        answers = {
            place.detail: stamps for place, stamps in seen if place.table is Table.ANSWER and place.row == learning
        }
        return answers | {place.row: stamps for place, stamps in seen if place.table is Table.SENTENCE}

    def real(self, row: str) -> str:
        """The row that a new entry became; empty as long as it was not written."""
        return self._lane.made.get(row, "" if row.startswith("+") else row)

    def holds(self, place: Place, column: str) -> bool:
        """Whether a column waits to be saved."""
        return column in self._pending.get(place, {})

    def typed(self, place: Place, column: str, value: Value) -> None:
        """Keep a value in a moment."""
        self._pending.setdefault(place, {})[column] = value
        self._indicator.saving()
        self._timer.typed()

    def drop(self, place: Place, column: str) -> None:
        """What is typed is not a value any more."""
        columns = self._pending.get(place, {})
        columns.pop(column, None)
        if not columns:
            self._pending.pop(place, None)

    def flush(self) -> None:
        """Save everything now."""
        self._timer.stop()
        pending, self._pending = self._pending, {}
        for place, values in pending.items():
            self._send(place, values)

    def settle(self, disagreement: str, value: Value) -> None:
        """Keep one value over those written without seeing it."""
        desk = self._navigator.desk
        self.flush()
        self._navigator.write(lambda: settle_field(desk, disagreement, value))

    def _tell(self) -> None:
        if not self.busy:
            self.settled.emit()

    def _tell_trouble(self, sentence: str) -> None:
        if sentence != self._troubled:
            self._troubled = sentence
            self.trouble.emit(sentence)

    def _send(self, place: Place, values: dict[str, Value]) -> None:
        desk, lane = self._navigator.desk, self._lane
        self._under_way += 1

        def written(outcome: Outcome[str]) -> None:
            self._under_way -= 1
            self._indicator.saved(self._navigator.desk.now())
            self._tell_trouble("")
            if place in self._pending:
                # what waited for this one may be kept now
                self._timer.typed()
            if lane is self._lane:
                self.kept.emit(place, values)
            self._navigator.spread(outcome.changes)
            self._tell()

        def refused(failure: ExpectedError) -> None:
            self._under_way -= 1
            if lane is not self._lane:
                # another dossier is on screen: what was typed in the first must never reach it
                self._navigator.say(failure.text, "red")
                return
            field = getattr(failure, "field", "")
            if field in values:
                self._indicator.failed(_("Une réponse n’est pas enregistrée."))
                self.refused.emit(place, field, failure)
                # a date that only the other one makes wrong waits for it
                waits = isinstance(failure, PeriodReversed)
                rest = {name: value for name, value in values.items() if waits or name != field}
            else:
                self._indicator.failed(_("Pas enregistré"))
                self._tell_trouble(failure.text)
                rest = values
            # kept for the next key, never tried again alone: what the disk refuses, it refuses at once
            again = {**rest, **self._pending.pop(place, {})}
            if again:
                self._pending[place] = again
            if field in values and rest and not isinstance(failure, PeriodReversed):
                self._timer.typed()
            self._tell()

        self._navigator.tasks.write(lambda: lane.save(desk, place, values), written, refused, owner=self)
