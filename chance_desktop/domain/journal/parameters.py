"""The parameters of a line of a journal: what each may hold, how it is kept as JSON, and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from chance_desktop.domain.change import Value

LONGEST_KEPT = 1_000
"""A journal tells, it is no archive: of a longer value that changed only the beginning is kept. A text it quotes is whole."""

_CUT = "…"


class Kind(Enum):
    """What a parameter holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    WEEKDAY = "weekday"
    """A day, told with the name of its day of the week."""
    TIME = "time"
    CODE = "code"
    """A code of a list, or of the words of the parameter."""
    STATUS = "status"
    """The status of the piece named beside it, or of a letter."""
    STEP = "step"
    CHANGES = "changes"
    """Fields with their old and new values."""
    VALUES = "values"
    """Values of fields, without the names of those."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that holds another value. `of` tells rows of one table apart: the code of the piece, the kind of the letter."""

    table: str
    field: str
    old: Value
    new: Value
    of: str = ""

    @property
    def corrects(self) -> bool:
        """Whether something was said before."""
        return self.old not in NOTHING


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an event.

    `listed` names the list of the programme that tells its codes in words, `words` those the code knows. One with a `tail` may
    be left out; its words take the place of `{}` there, and the whole is told where the sentence names it, or after. One that
    is `lower` is told within a sentence.
    """

    kind: Kind
    listed: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    tail: str = ""
    lower: bool = False


Kept = str | int | tuple[FieldChange, ...]
"""A parameter as kept."""

Given = str | int | date | Sequence[FieldChange] | None
"""A parameter as a use case gives it."""

NOTHING = (None, "")


def kept_parameters(declared: Mapping[str, Parameter], given: Mapping[str, Given]) -> dict[str, Kept]:
    """Parameters as they are kept, in the order of their declaration, without those that say nothing.

    Raises `TypeError` for parameters an event does not declare, or lacks: a mistake of ours.
    """
    said = {name: _kept(value) for name, value in given.items() if value not in (*NOTHING, (), [])}
    if not said.keys() <= declared.keys():
        raise TypeError(f"undeclared: {sorted(said.keys() - declared.keys())}")
    kept = {name: said[name] for name in declared if name in said}
    if not holds(declared, kept):
        raise TypeError(f"{kept} is not of {sorted(declared)}")
    return kept


def holds(declared: Mapping[str, Parameter], kept: Mapping[str, Kept]) -> bool:
    """Whether these parameters are those declared, each of its kind, with all that have to be there."""
    if any(name not in kept and not parameter.tail for name, parameter in declared.items()):
        return False
    return all(name in declared and isinstance(value, _types(declared[name].kind)) for name, value in kept.items())


def parameters_text(kept: Mapping[str, Kept]) -> str:
    """Parameters as JSON."""
    plain = {name: _plain(value) if isinstance(value, tuple) else value for name, value in kept.items()}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read_parameters(text: str) -> dict[str, Kept] | None:
    """Parameters from JSON; nothing when they are none this version reads."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict):
            return None
        return {name: _read(value) for name, value in found.items()}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _kept(value: Given) -> Kept:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return value
    return tuple(
        FieldChange(each.table, each.field, _short(each.old), _short(each.new), each.of) for each in value or ()
    )


def _short(value: Value) -> Value:
    return cut(value) if isinstance(value, str) else value


def cut(text: str) -> str:
    """A text, or the beginning of a long one."""
    return text if len(text) <= LONGEST_KEPT else f"{text[: LONGEST_KEPT - len(_CUT)]}{_CUT}"


def _types(kind: Kind) -> type:
    return {Kind.NUMBER: int, Kind.CHANGES: tuple, Kind.VALUES: tuple}.get(kind, str)


def _plain(changes: tuple[FieldChange, ...]) -> list[dict[str, Value]]:
    return [
        {
            "table": each.table,
            "field": each.field,
            "old": each.old,
            "new": each.new,
            **({"of": each.of} if each.of else {}),
        }
        for each in changes
    ]


def _read(value: object) -> Kept:
    if isinstance(value, list):
        return tuple(_read_change(each) for each in value)
    if isinstance(value, str | int):
        return value
    raise TypeError(value)


def _read_change(found: Mapping[str, object]) -> FieldChange:
    table, name, of = found["table"], found["field"], found.get("of", "")
    if not (isinstance(table, str) and isinstance(name, str) and isinstance(of, str)):
        raise TypeError(found)
    return FieldChange(table, name, _value(found["old"]), _value(found["new"]), of)


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(value)
