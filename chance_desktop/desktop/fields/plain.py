"""Texts and codes that are kept as they are typed, without the spaces around them."""

from __future__ import annotations

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.domain.change import Value as Stored


class PlainField(Field[str]):
    """A text, or a code of a list."""

    def __init__(self, spec: FieldSpec, *, captioned: bool = True) -> None:
        super().__init__(spec, Reader(_read, _entry, _entry, _kept))
        if not captioned:
            self.widget.caption.hide()


def _read(entry: Entry, _former: str | None) -> str:
    return entry.strip() if isinstance(entry, str) else ""


def _entry(value: str | None) -> str:
    return value or ""


def _kept(stored: Stored) -> str:
    return "" if stored is None else str(stored)
