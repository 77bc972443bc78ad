"""Change the tables of a list (`[[offices]]`) in a TOML text, and leave every other character as it was: comments, order, spaces.

tomlkit reads and writes the keys of the table. It is given them alone: it would count the comments above the next table among
those of this one, and writes headers its own way. The text made is read again: it says what was asked for and nothing else
changed, or `ShapeUnknown` is raised.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

Given = str | tuple[str, ...]
"""What a key may be given: a text, or several."""

_OPENING = re.compile(r"^[ \t]*\[", re.MULTILINE)
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")


class ShapeUnknown(ValueError):
    """A list that is not declared as tables of their own, or a declaration that cannot be changed in place."""

    def __init__(self) -> None:
        super().__init__("this declaration cannot be changed in place")


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text around one table: before its header, the header, its keys, the comments below them, and what follows."""

    before: str
    header: str
    keys: str
    below: str
    after: str


def change_table(text: str, name: str, number: int, values: Mapping[str, Given]) -> str:
    """Give keys of the table of that number, from 0, other values; a key it does not have comes after the others."""
    pieces, newline = _pieces(text, name, number), _newline(text)
    # a file may end without an end of line
    body = pieces.keys if pieces.keys.endswith("\n") or not values else pieces.keys + newline
    header = pieces.header if pieces.header.endswith("\n") or not values else pieces.header + newline
    keys = _keys(body)
    for key, value in values.items():
        keys[key] = _plain(value)
    expected = tomllib.loads(text)
    expected[name][number].update({key: _plain(value) for key, value in values.items()})
    made = pieces.before + header + _with_newlines(keys, newline) + pieces.below + pieces.after
    return _proven(made, expected)


def add_table(text: str, name: str, values: Mapping[str, Given]) -> str:
    """Add a table at the end."""
    newline = _newline(text)
    before = text if not text or text.endswith("\n") else text + newline
    if before and not before.endswith(newline * 2):
        before += newline
    keys = tomlkit.document()
    for key, value in values.items():
        keys.add(key, _plain(value))
    expected = tomllib.loads(text)
    listed = expected.setdefault(name, [])
    if not isinstance(listed, list):
        raise ShapeUnknown
    listed.append({key: _plain(value) for key, value in values.items()})
    return _proven(f"{before}[[{name}]]{newline}{_with_newlines(keys, newline)}", expected)


def remove_table(text: str, name: str, number: int) -> str:
    """Take a table away; the comments above it, and those below its last key, stay."""
    pieces = _pieces(text, name, number)
    expected = tomllib.loads(text)
    del expected[name][number]
    if not expected[name]:
        del expected[name]
    return _proven(pieces.before + _BLANK_LINES.sub("", pieces.below, count=1) + pieces.after, expected)


def _pieces(text: str, name: str, number: int) -> _Pieces:
    starts = _headers(text)
    named = re.compile(rf"""\s*\[\[[ \t]*(["']?){re.escape(name)}\1[ \t]*\]\]""")
    mine = [start for start in starts if named.match(text, start)]
    listed = tomllib.loads(text).get(name)
    if not isinstance(listed, list) or not 0 <= number < len(mine) or len(mine) != len(listed):
        raise ShapeUnknown
    start = mine[number]
    end = next((other for other in starts if other > start), len(text))
    line_end = text.find("\n", start, end) + 1 or end
    body = text[line_end:end]
    below = _below(body)
    return _Pieces(text[:start], text[start:line_end], body[: len(body) - len(below)], below, text[end:])


def _headers(text: str) -> list[int]:
    """Where each header begins: a line that opens with a bracket and before which the text is whole, so inside no value."""
    return [found.start() for found in _OPENING.finditer(text) if _is_whole(text[: found.start()])]


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _below(body: str) -> str:
    """The comments and the blank lines after the last key."""
    keys = _keys(body)
    if any(isinstance(item, Table) for _key, item in keys.body):
        # a key of a part (`name.long = "A"`): tomlkit would put the new value beside the former
        raise ShapeUnknown
    while keys.body and keys.body[-1][0] is None:
        keys.body.pop()
    return body[len(tomlkit.dumps(keys)) :]


def _keys(body: str) -> tomlkit.TOMLDocument:
    try:
        keys = tomlkit.parse(body)
    except TOMLKitError as error:
        raise ShapeUnknown from error
    if tomlkit.dumps(keys) != body:
        raise ShapeUnknown
    return keys


def _with_newlines(keys: tomlkit.TOMLDocument, newline: str) -> str:
    """The keys, the lines tomlkit adds ended as those of the text are."""
    return (
        newline.join(tomlkit.dumps(keys).replace("\r\n", "\n").split("\n")) if newline != "\n" else tomlkit.dumps(keys)
    )


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _plain(value: Given) -> str | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _proven(made: str, expected: Mapping[str, Any]) -> str:
    try:
        held = tomllib.loads(made) == expected
    except tomllib.TOMLDecodeError:
        held = False
    if not held:
        raise ShapeUnknown
    return made
