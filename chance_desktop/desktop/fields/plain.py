"""Texts, codes and ways to reach someone, kept as they are typed but for their tidy form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.inputs import LineInput
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.desktop.ui_kit.inputs.fields import TextField
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.typed.emails import read_email
from chance_desktop.domain.typed.postcodes import read_postcode
from chance_desktop.domain.typed.telephones import read_telephone

_READ: Mapping[InputKind, Callable[[str], str]] = MappingProxyType(
    {InputKind.PHONE: read_telephone, InputKind.EMAIL: read_email, InputKind.POSTCODE: read_postcode}
)


class PlainField(Field[str]):
    """A text, a code of a list, a telephone, an e-mail, a postcode: what is wrong with it is said when it is left."""

    def __init__(self, spec: FieldSpec, value: str = "", *, captioned: bool = True) -> None:
        super().__init__(spec, Reader(self._read, _entry, _entry, _kept))
        if not captioned:
            self.widget.caption.hide()
        if value:
            self.open(value)

    @property
    def line(self) -> TextField:
        """The one line one types in."""
        assert isinstance(self.input, LineInput)
        return self.input.line

    def _read(self, entry: Entry, _former: str | None) -> str:
        text = entry.strip() if isinstance(entry, str) else ""
        read = _READ.get(self.spec.kind)
        return read(text) if read is not None else text


def contact_kind(name: str) -> InputKind:
    """The kind of a field of somebody's card, by its name: `phone`, `mentor_email`, `postcode`…"""
    found = (kind for kind in (InputKind.PHONE, InputKind.EMAIL, InputKind.POSTCODE) if name.endswith(kind.value))
    return next(found, InputKind.TEXT)


def _entry(value: str | None) -> str:
    return value or ""


def _kept(stored: Stored) -> str:
    return "" if stored is None else str(stored)
