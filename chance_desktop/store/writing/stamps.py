"""The stamps beside a row: which changes wrote the values it shows.

`stamps` is a JSON object: field → list of the stamps of the value shown (equal values have several); the key `*` stands for
every field without an entry of its own. Of a field nobody wrote it says nothing: a change supersedes what a stamp wrote to
that very field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from chance_desktop.domain.change import EVERY_FIELD

_to_json = json.JSONEncoder(separators=(",", ":")).encode

Stamps = Mapping[str, tuple[str, ...]]
"""What a view carries from reading to saving."""


def read_stamps(text: str) -> dict[str, tuple[str, ...]]:
    """The stamps of a row from its JSON."""
    return {field: tuple(stamps) for field, stamps in json.loads(text).items()}


def write_stamps(stamps: Stamps) -> str:
    """JSON of the stamps of a row."""
    return _to_json(stamps)


def creation_stamps(stamp: str) -> str:
    """JSON of the stamps of a row that one change wrote; a stamp has nothing to escape."""
    return f'{{"{EVERY_FIELD}":["{stamp}"]}}'


def stamps_of(stamps: Stamps, field: str) -> tuple[str, ...]:
    """The stamps that wrote the value a field shows; nothing for a field never written."""
    return stamps.get(field) or stamps.get(EVERY_FIELD, ())


def displayed(seen: Stamps | None, text: str) -> Stamps:
    """The stamps a screen displayed; without a screen, those of the row just read, which is what was looked at."""
    return seen if seen is not None else read_stamps(text)
