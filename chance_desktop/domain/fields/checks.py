"""Whether a value can be kept in its field: the one rule of the writer, which refuses it, and of a receiver, which sets it aside.

Rows are mostly written with the same fields in the same order: what is asked of them is put together once. Bounds never
depend on the day it is, so that both ends agree whatever their clocks say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

import msgspec
from msgspec import UNSET, UnsetType

from chance_desktop.domain.fields import FIELDS, TABLES, FieldDeclaration
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.learner.partial_dates import partial_date

Check = Callable[[str], bool]
"""What a text that is not empty must be, beyond its length."""

LARGEST_CHANGE = 1_000_000
"""Bytes of the fields of one change, as JSON: no receiver reads a longer line."""

CRITERION = frozenset({"code", "label", "met", "reason", "proof"})
"""What is kept of each criterion of a verdict."""

NEEDED = {name: table.needed for name, table in TABLES.items()}
"""The fields without which a row cannot be shown, by table."""

CLOSED: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    name: tuple((field.name, field.closed) for field in table.fields if field.closed) for name, table in TABLES.items()
}
"""The fields that hold some values only, and which, by table."""

_NOTHING = (None, "")
_UNASKED = (None, "", UNSET)
_read_codes = msgspec.json.Decoder(list[str]).decode
_read_object = msgspec.json.Decoder(dict[str, object]).decode


class _Asked(NamedTuple):
    """What is asked of the value of a field."""

    name: str
    types: frozenset[type]
    longest: int
    least: int
    most: int
    check: Check | None


def rules_of(table: str) -> str:
    """What is asked of the fields of a table, as a text that changes when a rule does."""
    asked = [
        (each.name, each.kind.value, each.longest, each.least, each.most, each.span.first, each.span.last, each.needed)
        for each in FIELDS[table].values()
    ]
    return f"{asked} {sorted((name, sorted(closed)) for name, closed in CLOSED[table])}"


@cache
def rules_digest() -> str:
    """A short text that changes when any rule of any field does."""
    return hashlib.sha256("".join(rules_of(name) for name in TABLES).encode()).hexdigest()[:16]


def is_sound(table: str, name: str, value: object) -> bool:
    """Whether a field may hold a value."""
    return not unsound_fields(table, {name: value})


def unsound_fields(table: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that may not hold these values, in their order."""
    names, held = tuple(values), tuple(values.values())
    if all_sound(table, names, held) and all(is_plain(each) for each in held if isinstance(each, str)):
        return ()
    plan = _plan(table, names)
    return tuple(asked.name for asked, value in zip(plan, values.values(), strict=True) if not _holds(asked, value))


def all_sound(table: str, names: tuple[str, ...], values: Sequence[object]) -> bool:
    """Whether these fields may hold these values; the quick way for thousands of changes.

    The texts were found plain when they were read.
    """
    bounds, checks = _quick_plan(table, names)
    for (types, longest), value in zip(bounds, values, strict=True):
        kind = type(value)
        if kind not in types or (kind is str and len(value) > longest):  # type: ignore[arg-type]
            return False
    for place, check in checks:
        given = values[place]
        if (given or given == 0) and not check(given):
            return False
    return True


def columns_sound(
    table: str, names: tuple[str, ...], columns: Sequence[Sequence[object]], types: Sequence[frozenset[type]]
) -> bool:
    """The same for many rows at once: the values of each field, and their types; a value that repeats is looked at once."""
    bounds, checks = _quick_plan(table, names)
    for (allowed, longest), column, held in zip(bounds, columns, types, strict=True):
        if not held <= allowed:
            return False
        if str in held and max(map(len, _texts(column, held))) > longest:
            return False
    return all(all(map(check, set(columns[place]).difference(_UNASKED))) for place, check in checks)


def _texts(column: Sequence[object], held: frozenset[type]) -> Iterable[str]:
    """The texts of a column, most often all it holds."""
    return cast("Sequence[str]", column) if len(held) == 1 else [each for each in column if isinstance(each, str)]


def missing_fields(table: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """The needed fields a change leaves without a value: emptied, or not given by the change that makes the row.

    A change that says whose the row is makes it.
    """
    needed = NEEDED[table]
    if not needed:
        return ()
    made = "dossier_id" in values or ("structure_code" in values and table not in ("dossier", "branch"))
    return tuple(name for name in needed if (values[name] in _NOTHING if name in values else made))


def _holds(asked: _Asked, value: object) -> bool:
    if type(value) not in asked.types:
        return False
    if isinstance(value, str):
        check = asked.check
        return len(value) <= asked.longest and is_plain(value) and (check is None or not value or check(value))
    return not isinstance(value, int) or asked.least <= value <= asked.most


@lru_cache(maxsize=4096)
def _plan(table: str, names: tuple[str, ...]) -> tuple[_Asked, ...]:
    fields = [FIELDS[table][name] for name in names]
    return tuple(_Asked(each.name, _types(each), each.longest, each.least, each.most, _check(each)) for each in fields)


@lru_cache(maxsize=1024)
def _quick_plan(
    table: str, names: tuple[str, ...]
) -> tuple[tuple[tuple[frozenset[type], int], ...], tuple[tuple[int, Callable[[Any], bool]], ...]]:
    """Of which types and how long the values of these fields may be, and what more is asked of some, by their place."""
    plan = _plan(table, names)
    checks: list[tuple[int, Callable[[Any], bool]]] = []
    for place, asked in enumerate(plan):
        if FIELDS[table][asked.name].is_number:
            checks.append((place, _between(asked.least, asked.most)))
        elif asked.check is not None:
            checks.append((place, asked.check))
    return tuple((asked.types, asked.longest) for asked in plan), tuple(checks)


def _between(least: int, most: int) -> Callable[[int], bool]:
    return lambda number: least <= number <= most


def _types(field: FieldDeclaration) -> frozenset[type]:
    held = bool if field.kind is Kind.YES_NO else int if field.is_number else str
    return frozenset({held, type(None), UnsetType})


def _check(field: FieldDeclaration) -> Check | None:
    """What a text of this field must be; a text of which nothing more is asked has none."""
    if field.closed:
        return field.closed.__contains__
    first, last = field.span.first, field.span.last
    if field.kind is Kind.DAY:
        return lambda text: first <= text <= last and is_day(text)
    if field.kind is Kind.PARTIAL_DAY:
        return lambda text: is_partial_day(text) and first[: len(text)] <= text <= last[: len(text)]
    if field.kind is Kind.MOMENT:
        return lambda text: is_moment(text) and first <= text[: len(first)] <= last
    return _TEXTS.get(field.kind)


def is_plain(text: str) -> bool:
    """Whether a text can be written in any file: no half character, no NUL."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 in hexadecimal digits."""
    return len(text) == 64 and all(char in "0123456789abcdef" for char in text)


def is_day(text: str) -> bool:
    """Whether a text is a day that exists, as it is kept: « 2026-12-03 »."""
    try:
        return len(text) == 10 and text[7] == "-" and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_partial_day(text: str) -> bool:
    """Whether a text is a year, a month or a day, as it is kept."""
    found = partial_date(text)
    return found is not None and str(found) == text


def is_moment(text: str) -> bool:
    """Whether a text is an instant."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_criteria(text: str) -> bool:
    """Whether a text is the criteria of a verdict."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(isinstance(each, dict) and set(each) == CRITERION for each in found)


def is_codes(text: str) -> bool:
    """Whether a text is a list of codes."""
    return _reads(_read_codes, text)


def is_record(text: str) -> bool:
    """Whether a text is a JSON object."""
    return _reads(_read_object, text)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (ValueError, RecursionError):
        return False
    return True


_TEXTS: dict[Kind, Check] = {
    Kind.CRITERIA: is_criteria,
    Kind.CODES: is_codes,
    Kind.RECORD: is_record,
    Kind.DIGEST: is_digest,
}
