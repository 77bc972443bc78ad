"""Change the tables of a list (`[[offices]]`) in a TOML text, and leave every other character as it was: comments, order, spaces.

The text made is read back: it says what was asked for and nothing else changed, or `ShapeUnknown` is raised.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Given = str | tuple[str, ...]
"""What a key may be given: a text, or several."""

_ESCAPED = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>\#[^\n]*)|(?P<opens>[\[{])|(?P<closes>[\]}])|(?P<newline>\n)"
    r"|[^\"'\#\[\]{}\n]+|.",
    re.DOTALL,
)
_KEY = re.compile(r"""\s*(?:([A-Za-z0-9_-]+)|"([^"\\\n]*)"|'([^'\n]*)')[ \t]*=[ \t]*""")


class ShapeUnknown(ValueError):
    """A list that is not declared as tables of their own, or a declaration that cannot be changed in place."""

    def __init__(self) -> None:
        super().__init__("this declaration cannot be changed in place")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A header, a key with its value, or a line that says nothing; where it begins, its value begins and ends, it ends."""

    start: int
    value: int
    value_end: int
    end: int
    key: str
    is_header: bool

    @property
    def says(self) -> bool:
        """Whether it is more than a blank line or a comment."""
        return self.value_end > self.start


def change_table(text: str, name: str, number: int, values: Mapping[str, Given]) -> str:
    """Give keys of the table of that number, from 0, other values; a key it does not have comes after the others."""
    block = _block(text, name, number)
    there = {each.key: each for each in block if each.key}
    made, last = text, _last_said(block)
    more = "".join(_line(key, value, text) for key, value in values.items() if key not in there)
    if more:
        made = made[: last.end] + ("" if made[: last.end].endswith("\n") else _newline(text)) + more + made[last.end :]
    for each in sorted((there[key] for key in values if key in there), key=lambda each: each.start, reverse=True):
        made = made[: each.value] + _written(values[each.key]) + made[each.value_end :]
    expected = _read(text, name)
    expected[name][number].update(_plain(values))
    return _proven(made, expected)


def add_table(text: str, name: str, values: Mapping[str, Given]) -> str:
    """Add a table at the end."""
    newline = _newline(text)
    before = text if not text or text.endswith("\n") else text + newline
    if before and not before.endswith(newline * 2):
        before += newline
    made = f"{before}[[{name}]]{newline}" + "".join(_line(key, value, text) for key, value in values.items())
    expected = tomllib.loads(text)
    listed = expected.setdefault(name, [])
    if not isinstance(listed, list):
        raise ShapeUnknown
    listed.append(_plain(values))
    return _proven(made, expected)


def remove_table(text: str, name: str, number: int) -> str:
    """Take a table away; the comments above it, and those below its last key, stay."""
    block = _block(text, name, number)
    end = _last_said(block).end
    for each in block:
        if each.start == end and not text[each.start : each.end].strip():
            end = each.end
    expected = _read(text, name)
    del expected[name][number]
    if not expected[name]:
        del expected[name]
    return _proven(text[: block[0].start] + text[end:], expected)


def _block(text: str, name: str, number: int) -> list[_Statement]:
    """The statements of a table, its header first."""
    head = re.compile(rf"""\s*\[\[[ \t]*(["']?){re.escape(name)}\1[ \t]*\]\]""")
    statements = list(_statements(text))
    heads = [place for place, each in enumerate(statements) if each.is_header and head.match(text, each.start)]
    if not 0 <= number < len(heads):
        raise ShapeUnknown
    begin = heads[number]
    following = (place for place in range(begin + 1, len(statements)) if statements[place].is_header)
    return statements[begin : next(following, len(statements))]


def _statements(text: str) -> Iterator[_Statement]:
    """The statements of a text, one after the other; a value may go over several lines."""
    start = said = depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token.lastgroup == "opens") - (token.lastgroup == "closes")
        if token.lastgroup not in ("comment", "newline") and token[0].strip():
            said = token.start() + len(token[0].rstrip())
        if token.lastgroup == "newline" and depth <= 0:
            yield _statement(text, start, max(said, start), token.end())
            start = said = token.end()
            depth = 0
    if start < len(text):
        yield _statement(text, start, max(said, start), len(text))


def _statement(text: str, start: int, said: int, end: int) -> _Statement:
    found = _KEY.match(text, start, said)
    key = next((each for each in found.groups() if each is not None), "") if found is not None else ""
    is_header = text[start:said].lstrip().startswith("[")
    return _Statement(start, found.end() if found is not None else start, said, end, key, is_header)


def _last_said(block: list[_Statement]) -> _Statement:
    return next(each for each in reversed(block) if each.says)


def _line(key: str, value: Given, text: str) -> str:
    return f"{key} = {_written(value)}{_newline(text)}"


def _written(value: Given) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return '"' + "".join(_ESCAPED.get(each) or _plainly(each) for each in value) + '"'


def _plainly(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 0x20 or ord(character) == 0x7F else character


def _plain(values: Mapping[str, Given]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _read(text: str, name: str) -> dict[str, Any]:
    read = tomllib.loads(text)
    listed = read.get(name)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise ShapeUnknown
    return read


def _proven(made: str, expected: Mapping[str, Any]) -> str:
    try:
        held = tomllib.loads(made) == expected
    except tomllib.TOMLDecodeError:
        held = False
    if not held:
        raise ShapeUnknown
    return made
