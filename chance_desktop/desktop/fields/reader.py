"""From what is typed to a value and back: what each declaration knows of its fields, given to the one widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from chance_desktop.desktop.fields.declaration import Entry
from chance_desktop.domain.change import Value as Stored

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """`read` takes what is typed and the value shown before, and raises an expected refusal when it is no value.

    `entry` is a value as it is typed, `words` as it is read aloud; `kept` is what a row keeps as a value, and raises
    `ValueError` for what is none.
    """

    read: Callable[[Entry, T | None], T]
    entry: Callable[[T | None], Entry]
    words: Callable[[T | None], str]
    kept: Callable[[Stored], T]
