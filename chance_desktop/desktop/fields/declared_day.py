"""The day of a declared field, on any sheet: read and bounded by what the declaration says it is for, and named by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from chance_desktop.desktop.fields.day_field import DayField, DayInput
from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.typed.days import read_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, figures_date


class DeclaredDay(Field[date | None]):
    """`label` is what a sheet calls it where the name of the field would not be understood; `optional` ones may stay empty."""

    def __init__(
        self, table: str, name: str, today: Callable[[], date], parent: QObject | None = None, *, label: str = "", hint: str = "",
        optional: bool = False,
    ) -> None:  # fmt: skip
        declared = FIELDS[table][name]
        self._use, self._today, self._optional = declared.use, today, optional
        spec = FieldSpec(
            label=label or declared.label, kind=InputKind.DAY, help=hint, optional=optional, use=declared.use
        )
        super().__init__(spec, Reader(self._read, _entry, _words, _kept))
        self.setParent(parent)

    @property
    def line(self) -> DayField:
        """The one line one types in."""
        assert isinstance(self.input, DayInput)
        return self.input.day

    def day(self) -> date | None:
        """The day typed, for what is done with it; nothing while there is none, and why it is none is then said below."""
        self.accept()
        return self.value() if self.check() else None

    def so_far(self) -> date | None:
        """The day that stands there while one types; nothing is said of what is none yet."""
        try:
            return self.value()
        except Unreadable:
            return None

    def _read(self, entry: Entry, _former: date | None) -> date | None:
        text = entry.strip() if isinstance(entry, str) else ""
        return None if self._optional and not text else read_day(text, self._use, self._today())


def _entry(value: date | None) -> str:
    return figures_date(value)


def _words(value: date | None) -> str:
    return figures_date(value) or _("rien")


def _kept(stored: Stored) -> date | None:
    return kept_day(stored)
