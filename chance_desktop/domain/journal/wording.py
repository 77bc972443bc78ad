"""The words of a line of a journal, made of its event and its parameters when it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chance_desktop.domain.change import Value
from chance_desktop.domain.fields.journal import Category
from chance_desktop.domain.journal.events import EVENTS, Event, EventDeclaration
from chance_desktop.domain.journal.parameters import (
    NOTHING,
    FieldChange,
    Given,
    Kept,
    Kind,
    Parameter,
    holds,
    kept_parameters,
    parameters_text,
    read_parameters,
)
from chance_desktop.domain.journal.vocabulary import Vocabulary
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, clock_time, long_date

_LONGEST_VALUE = 160
"""Of a longer value, a line tells the beginning."""

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as data: an event with its parameters."""

    event: Event
    parameters: Mapping[str, Kept]

    @property
    def declaration(self) -> EventDeclaration:
        """What is declared of its event."""
        return EVENTS[self.event]

    @property
    def category(self) -> Category:
        """What it is about."""
        return self.declaration.category

    @property
    def parameters_text(self) -> str:
        """Its parameters as JSON."""
        return parameters_text(self.parameters)


class NoWords(LookupError):
    """A code that nothing tells in words any more."""


Missing = Callable[[str], str]
"""What is told in place of a code without words; it may raise `NoWords`."""


def entry(event: Event, **given: Given) -> Entry:
    """A line as a use case writes it. Raises `TypeError` for parameters its event does not declare, or lacks."""
    return Entry(event, kept_parameters(EVENTS[event].parameters, given))


def read_entry(code: str, text: str) -> Entry | None:
    """A line as it was kept; nothing when this version does not know its event or its parameters."""
    parameters = read_parameters(text)
    if parameters is None or code not in frozenset(Event):
        return None
    event = Event(code)
    return Entry(event, parameters) if holds(EVENTS[event].parameters, parameters) else None


def shown_words(code: str, parameters: str, written: str, vocabulary: Vocabulary) -> str:
    """A line in the words of today; as it was `written` when it holds a code that nothing tells any more, or is unknown."""
    line = read_entry(code, parameters)
    if line is None:
        return written
    try:
        return _Wording(vocabulary, _no_words).words(line)
    except NoWords:
        return written


def written_words(line: Entry, vocabulary: Vocabulary) -> str:
    """A line in words on the day it is written; a code without words stands as it is."""
    return _Wording(vocabulary, str).words(line)


def _no_words(code: str) -> str:
    raise NoWords(code)


@dataclass(frozen=True, slots=True)
class _Wording:
    """How lines are told: with which words, and what for a code that has none."""

    vocabulary: Vocabulary
    missing: Missing

    def words(self, line: Entry) -> str:
        """A line in words."""
        declared = line.declaration
        words = {name: self._parameter(name, line) for name in declared.parameters if name in line.parameters}
        sentence = _NAME.sub(lambda found: words.get(found[1], ""), declared.sentence)
        named = _NAME.findall(declared.sentence)
        told = "".join((sentence, *(said for name, said in words.items() if name not in named)))
        return _("Correction : {told}").replace("{told}", told) if declared.correction else told

    def _parameter(self, name: str, line: Entry) -> str:
        parameter = line.declaration.parameters[name]
        words = self._told(parameter, line.parameters[name], line)
        words = words[:1].lower() + words[1:] if parameter.lower else words
        return parameter.tail.replace("{}", words) if parameter.tail else words

    def _told(self, parameter: Parameter, value: Kept, line: Entry) -> str:
        if isinstance(value, tuple):
            if parameter.kind is Kind.VALUES:
                return ", ".join(self._value(change, change.new) for change in value)
            return f"{NO_BREAK_SPACE}; ".join(self._change(change) for change in value)
        text = str(value)
        match parameter.kind:
            case Kind.DAY | Kind.WEEKDAY:
                return self._day(text, weekday=parameter.kind is Kind.WEEKDAY)
            case Kind.TIME:
                return clock_time(text)
            case Kind.CODE:
                return self._code(parameter.words or self.vocabulary.words_of(parameter.listed), text)
            case Kind.STATUS:
                return self._status(text, line)
            case Kind.STEP:
                number = self._code(self.vocabulary.words_of("steps:number"), text)
                return (
                    _("{n} : {label}")
                    .replace("{n}", number)
                    .replace("{label}", self._code(self.vocabulary.words_of("steps"), text))
                )
            case _:
                return text

    def _change(self, change: FieldChange) -> str:
        """« Commune : Couhé → Civray », or « Commune : Civray » when nothing was said before."""
        try:
            label = self.vocabulary.field_label(change.table, change.field, change.of)
        except KeyError:
            label = self.missing(change.field)
        new = self._value(change, change.new)
        told = f"{self._value(change, change.old)} → {new}" if change.corrects else new
        return _("{label} : {value}").replace("{label}", label).replace("{value}", told)

    def _value(self, change: FieldChange, value: Value) -> str:
        if value in NOTHING:
            return _("rien")
        try:
            told = self.vocabulary.field_value(change.table, change.field, value, change.of)
        except KeyError:
            return self.missing(str(value))
        return told if len(told) <= _LONGEST_VALUE else f"{told[:_LONGEST_VALUE]}…"

    def _code(self, words: Mapping[str, str], code: str) -> str:
        return words[code] if code in words else self.missing(code)

    def _day(self, text: str, *, weekday: bool) -> str:
        try:
            return long_date(date.fromisoformat(text), weekday=weekday)
        except ValueError:
            return self.missing(text)

    def _status(self, code: str, line: Entry) -> str:
        """A status in agreement with the piece named beside it; a letter is feminine."""
        if code not in frozenset(Status):
            return self.missing(code)
        piece = line.parameters.get("piece")
        gender = "f" if piece is None else self._code(self.vocabulary.words_of("pieces:gender"), str(piece))
        return status_label(Status(code), gender)
