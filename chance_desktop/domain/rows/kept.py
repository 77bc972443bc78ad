"""What every kept row has, and the one way to a field whose name comes from a declaration."""

from collections.abc import Mapping
from typing import TypedDict, cast

from chance_desktop.domain.change import Value


class KeptRow(TypedDict):
    """The identifier and the bookkeeping of a row; `stamps` as `store.writing.stamps` reads them, moments as ISO 8601."""

    id: str
    created_at: str
    updated_at: str
    deleted_at: str | None
    stamps: str


def field_value(row: Mapping[str, object], name: str) -> Value:
    """What a row holds in a field named by a declaration; raises `KeyError` for a field it has not."""
    return cast("Value", row[name])


def field_text(row: Mapping[str, object], name: str) -> str:
    """The same as text, empty for nothing."""
    return str(row[name] or "")


def by_field(row: Mapping[str, object]) -> Mapping[str, Value]:
    """A row whose fields are all named by declarations."""
    return cast("Mapping[str, Value]", row)
