"""A field of a card, as its kind declares it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from chance_desktop.casework.cards.types import CardField, FieldKind
from chance_desktop.casework.cards.values import Typed, shown_value, stored_value
from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.inputs import LineInput
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.desktop.ui_kit.inputs.fields import TextField
from chance_desktop.runtime.words import _, clock_time, figures_date

if TYPE_CHECKING:
    from chance_desktop.domain.change import Value as Stored
    from chance_desktop.domain.programme.programme import Choice

_KINDS = {FieldKind.CODES: InputKind.CHOICES, FieldKind.DATE: InputKind.DAY, FieldKind.MONEY: InputKind.CENTS}


class CardBox(Field[Typed]):
    """A field of a sheet; `declared` is what its kind of card says of it."""

    def __init__(
        self, declared: CardField, today: date, choices: Sequence[Choice] = (), *, optional: bool = False
    ) -> None:
        self.declared = declared
        options = tuple((choice.code, choice.label) for choice in choices)
        super().__init__(
            _spec(declared, options, optional=optional), _CardReader(declared, today, dict(options)).reader()
        )

    @property
    def line(self) -> TextField:
        """The one line one types in."""
        assert isinstance(self.input, LineInput)
        return self.input.line

    def given(self) -> Typed:
        """What is typed, as the use case takes it and judges it with the other fields."""
        entry = self.typed()
        return entry.strip() if isinstance(entry, str) else entry


class _CardReader:
    def __init__(self, declared: CardField, today: date, labels: Mapping[str, str]) -> None:
        self._declared, self._today = declared, today
        self._labels = labels

    def reader(self) -> Reader[Typed]:
        return Reader(self.read, self.entry, self.words, self.kept)

    def read(self, entry: Entry, former: Typed) -> Typed:
        """The value shown once it is kept. Raises `InvalidField` or `NeverStored`, as the use case does."""
        if entry in (None, "", ()):
            return shown_value(self._declared, None)
        if self._declared.abroad:
            # read with the country of the card, which another field says
            return str(entry).strip()
        # a code its list no longer has stays, unless another is chosen
        gone = former if isinstance(former, tuple) else (str(former),)
        stored = stored_value(self._declared, entry, {self._declared.choices: (*self._labels, *gone)}, self._today)
        return shown_value(self._declared, stored)

    def entry(self, value: Typed) -> Entry:
        """« 24/11/2026 », « 14 h 30 », « 1250,50 »."""
        kind = self._declared.kind
        if kind is FieldKind.YES_NO:
            return value if isinstance(value, bool) else None
        if kind is FieldKind.CODES:
            return value if isinstance(value, tuple) else ()
        return in_words(kind, value)

    def words(self, value: Typed) -> str:
        """A value as it is read."""
        if isinstance(value, tuple):
            return ", ".join(self._labels.get(code, code) for code in value) or _("rien")
        if isinstance(value, bool):
            return _("Oui") if value else _("Non")
        return self._labels.get(str(value), in_words(self._declared.kind, value)) or _("rien")

    def kept(self, stored: Stored) -> Typed:
        """What another person wrote; as it stands when it cannot be read."""
        try:
            return shown_value(self._declared, stored)
        except ValueError:
            return str(stored)


def in_words(kind: FieldKind, value: Typed) -> str:
    """A value as it is typed: « 24/11/2026 », « 14 h 30 », « 1250,50 »."""
    if value is None:
        return ""
    if isinstance(value, date):
        return figures_date(value)
    if kind in (FieldKind.MONEY, FieldKind.PERCENT) and isinstance(value, int):
        whole, rest = divmod(value, 100)
        return f"{whole},{rest:02d}" if rest else str(whole)
    if kind is FieldKind.TIME and value:
        return clock_time(str(value))
    return str(value)


def _spec(declared: CardField, options: tuple[tuple[str, str], ...], *, optional: bool) -> FieldSpec:
    return FieldSpec(
        label=declared.label,
        kind=_KINDS.get(declared.kind) or InputKind(declared.kind.value),
        help=declared.help,
        options=options,
        required=declared.required,
        optional=optional,
        wide=declared.wide,
        use=declared.use,
    )
