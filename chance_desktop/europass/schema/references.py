"""Ids of annexes: any text in the model, an ASCII name in XML, and back."""

from __future__ import annotations

from chance_desktop.europass.schema.values import is_name

_ESCAPED = "ID_hex_"


def written(id: str) -> str:
    """An id as `xs:ID` allows it: as it is when it is a name, else its bytes in hexadecimal after a prefix."""
    return id if is_name(id) and _unescaped(id) is None else _ESCAPED + id.encode("utf-8", "surrogatepass").hex()


def read(id: str) -> str:
    """The id that was written; any other as it stands."""
    found = _unescaped(id)
    return id if found is None else found


def _unescaped(id: str) -> str | None:
    """What an escaped id stands for; nothing for an id that `written` never makes."""
    if not id.startswith(_ESCAPED):
        return None
    try:
        found = bytes.fromhex(id[len(_ESCAPED) :]).decode("utf-8", "surrogatepass")
    except ValueError:
        return None
    if found.encode("utf-8", "surrogatepass").hex() != id[len(_ESCAPED) :]:
        return None
    return None if is_name(found) and not found.startswith(_ESCAPED) else found
