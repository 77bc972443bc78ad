"""Whether a content fits the class that declares it: keys nobody knows, keys that miss, values of another type.

Every mistake is told, and the content is mended as it goes (an unknown key is left out, a missing or wrong value is a neutral one),
so that what it says otherwise is checked too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chance_desktop.domain.soundness.mistake import Mistake, nearest, shown
from chance_desktop.domain.soundness.toml_text import TomlTable
from chance_desktop.runtime.words import _

Place = tuple[str, ...]

_EXPECTED: Mapping[type, str] = {
    str: _("un texte est attendu"),
    int: _("un nombre entier est attendu"),
    bool: _("oui ou non (true, false) est attendu"),
    date: _("un jour est attendu (2026-12-31)"),
}
_NEUTRAL: Mapping[type, object] = {str: "", int: 0, bool: False, date: date.min}


class Shape:
    """A content fitted to its class. `file_of` says in which file a first key stands, or should."""

    def __init__(self, file_of: Callable[[str], str]) -> None:
        self.mistakes: list[Mistake] = []
        self.stood_for: set[tuple[str, str]] = set()
        """The file and the key of what was written under a name nobody knows."""
        self._file_of = file_of

    def table(self, kind: type, given: object, place: Place = ()) -> TomlTable:
        """A group of keys, mended."""
        if not isinstance(given, dict):
            self._tell(place, given, _("un groupe de clés est attendu"))
            return neutral_table(kind)
        hints, declared = _hints(kind), {field.name: field for field in fields(kind)}
        stand_ins = {self._unknown_key(place, key, given, declared) for key in given if key not in declared}
        made = {}
        for name, field in declared.items():
            if name in given:
                made[name] = self.value(hints[name], given[name], (*place, name))
            elif _is_needed(field):
                if name in stand_ins:
                    self.stood_for.add((self._file_of((*place, name)[0]), ".".join((*place, name))))
                else:
                    self._tell((*place, name), None, _("la clé manque"))
                made[name] = neutral(hints[name])
        return made

    def value(self, hint: Any, given: object, place: Place) -> Any:
        """A value, mended."""
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            return self._one_of(hint, given, place)
        if origin is tuple:
            return self._list(get_args(hint)[0], given, place)
        if origin is dict:
            return self._mapping(get_args(hint)[1], given, place)
        if is_dataclass(hint) and isinstance(hint, type):
            return self.table(hint, given, place)
        return self._plain(hint, given, place)

    def _one_of(self, hint: Any, given: object, place: Place) -> Any:
        kinds = [each for each in get_args(hint) if each is not NoneType]
        if len(kinds) == 1:
            return self.value(kinds[0], given, place)
        if any(_is(given, kind) for kind in kinds):
            return given
        self._tell(place, given, _("valeur inattendue"))
        return None

    def _list(self, hint: Any, given: object, place: Place) -> list[Any]:
        if not isinstance(given, list):
            self._tell(place, given, _("une liste est attendue"))
            return []
        return [self.value(hint, each, (*place, _name(each, number))) for number, each in enumerate(given)]

    def _mapping(self, hint: Any, given: object, place: Place) -> TomlTable:
        if not isinstance(given, dict):
            self._tell(place, given, _("un groupe de clés est attendu"))
            return {}
        return {key: self.value(hint, each, (*place, key)) for key, each in given.items()}

    def _plain(self, hint: Any, given: object, place: Place) -> Any:
        if isinstance(hint, type) and issubclass(hint, Enum):
            known = [str(each.value) for each in hint]
            if given not in known:
                reason = _("valeur inattendue ; attendu : {values}").replace("{values}", ", ".join(known))
                self._tell(place, given, reason, nearest(str(given), known))
                return known[0]
        elif not _is(given, hint):
            self._tell(place, given, _EXPECTED[hint])
            return _NEUTRAL[hint]
        return given

    def _unknown_key(self, place: Place, key: str, given: Mapping[str, object], declared: Collection[str]) -> str:
        """Tell a key nobody knows; which one it stands for."""
        near = nearest(key, [name for name in declared if name not in given])
        self._tell((*place, key), given[key], _("clé inconnue"), near)
        return near

    def _tell(self, place: Place, given: object, reason: str, near: str = "") -> None:
        value = "" if given is None or isinstance(given, dict | list) else shown(given)
        file = self._file_of(place[0] if place else "")
        self.mistakes.append(Mistake(file=file, key=".".join(place), value=value, reason=reason, near=near))


def neutral(hint: Any) -> Any:
    """A value that says nothing, of a type."""
    origin = get_origin(hint)
    if origin is tuple:
        return []
    if origin is dict:
        return {}
    if origin in (Union, UnionType):
        return None
    if is_dataclass(hint) and isinstance(hint, type):
        return neutral_table(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint)).value
    return _NEUTRAL[hint]


def neutral_table(kind: type) -> TomlTable:
    """A group of keys that says nothing."""
    hints = _hints(kind)
    return {field.name: neutral(hints[field.name]) for field in fields(kind) if _is_needed(field)}


def keys_of(kind: type) -> Iterator[tuple[str, Any, bool]]:
    """The keys of a class: name, type, and whether one is needed."""
    hints = _hints(kind)
    for field in fields(kind):
        yield field.name, hints[field.name], _is_needed(field)


@cache
def _hints(kind: type) -> TomlTable:
    return get_type_hints(kind)


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _is(given: object, kind: type) -> bool:
    return type(given) is kind


def _name(item: object, number: int) -> str:
    """How an item of a list is named: the code says more than a place in a list."""
    named = (item.get("code") or item.get("field")) if isinstance(item, dict) else None
    return str(named or number)
