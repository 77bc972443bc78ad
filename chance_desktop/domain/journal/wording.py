"""The words of a line of a journal, made of its event and its parameters when it is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import clock_time, long_date
from chance_desktop.domain.journal.events import EVENTS, Category, Event, EventDeclaration
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
from chance_desktop.runtime.words import _

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
    """A code that nothing tells in words any more, or a parameter this version does not read."""


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
    """A line in the words of today; as it was `written` when they are wanting."""
    read = read_entry(code, parameters)
    if read is None:
        return written
    try:
        return entry_words(read, vocabulary)
    except NoWords:
        return written


def entry_words(line: Entry, vocabulary: Vocabulary) -> str:
    """A line in words. Raises `NoWords`."""
    declared = line.declaration
    words = {name: _words(name, line, vocabulary) for name in line.parameters}
    sentence = _NAME.sub(lambda found: words[found[1]], declared.sentence)
    tails = (
        parameter.tail.replace("{}", words[name])
        for name, parameter in declared.parameters.items()
        if parameter.tail and name in words
    )
    told = "".join((sentence, *tails))
    return _("Correction : {told}").replace("{told}", told) if declared.correction else told


def _words(name: str, line: Entry, vocabulary: Vocabulary) -> str:
    parameter, value = line.declaration.parameters[name], line.parameters[name]
    words = _told(parameter, value, line, vocabulary)
    return words[:1].lower() + words[1:] if parameter.lower else words


def _told(parameter: Parameter, value: Kept, line: Entry, vocabulary: Vocabulary) -> str:
    match parameter.kind:
        case Kind.CHANGES if isinstance(value, tuple):
            return " ; ".join(change_words(each, vocabulary) for each in value)
        case Kind.VALUES if isinstance(value, tuple):
            return ", ".join(_value(each, each.new, vocabulary) for each in value)
        case Kind.DAY | Kind.WEEKDAY:
            return _day(str(value), weekday=parameter.kind is Kind.WEEKDAY)
        case Kind.TIME:
            return clock_time(str(value))
        case Kind.CODE:
            return _code(parameter.words or vocabulary.words_of(parameter.listed), str(value))
        case Kind.STATUS:
            return _status(str(value), line, vocabulary)
        case Kind.STEP:
            number = _code(vocabulary.words_of("steps:number"), str(value))
            label = _code(vocabulary.words_of("steps"), str(value))
            return _("{n} : {label}").replace("{n}", number).replace("{label}", label)
        case _:
            return str(value)


def change_words(change: FieldChange, vocabulary: Vocabulary) -> str:
    """« Commune : Couhé → Civray », or « Commune : Civray » when nothing was said before. Raises `NoWords`."""
    old, new = (_value(change, value, vocabulary) for value in (change.old, change.new))
    try:
        label = vocabulary.field_label(change.table, change.field, change.of)
    except KeyError as unknown:
        raise NoWords(change.field) from unknown
    told = f"{old} → {new}" if change.corrects else new
    return _("{label} : {value}").replace("{label}", label).replace("{value}", told)


def _value(change: FieldChange, value: Value, vocabulary: Vocabulary) -> str:
    if value in NOTHING:
        return _("rien")
    try:
        return vocabulary.field_value(change.table, change.field, value)
    except KeyError as unknown:
        raise NoWords(change.field) from unknown


def _code(words: Mapping[str, str], code: str) -> str:
    if code not in words:
        raise NoWords(code)
    return words[code]


def _day(text: str, *, weekday: bool) -> str:
    try:
        return long_date(date.fromisoformat(text), weekday=weekday)
    except ValueError as unreadable:
        raise NoWords(text) from unreadable


def _status(code: str, line: Entry, vocabulary: Vocabulary) -> str:
    """A status in agreement with the piece named beside it; a letter is feminine."""
    if code not in frozenset(Status):
        raise NoWords(code)
    piece = line.parameters.get("piece")
    gender = "f" if piece is None else _code(vocabulary.words_of("pieces:gender"), str(piece))
    return status_label(Status(code), gender)
