"""How a field is typed: one declaration for every screen, whatever declares what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

Entry = str | bool | tuple[str, ...] | None
"""What stands in a field before it is read: a text, a code or several, an answer by yes or no."""


class InputKind(Enum):
    """The kinds of what is typed."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    PARTIAL_DAY = "partial-day"
    TIME = "time"
    CHOICE = "choice"
    ONE_OF = "one-of"
    CHOICES = "choices"
    YES_NO = "yes-no"
    TICK = "tick"
    NUMBER = "number"
    CENTS = "cents"
    PERCENT = "percent"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    COUNTRY = "country"
    LANGUAGE = "language"
    LEVEL = "level"
    COUNSELLOR = "counsellor"


CHOSEN = frozenset(
    {InputKind.CHOICE, InputKind.COUNTRY, InputKind.LANGUAGE, InputKind.LEVEL, InputKind.COUNSELLOR},
)
"""Kinds chosen in a list, one answer alone."""

FEW = 13
"""As many choices as one reads at a glance; a longer list is searched."""

TICKED = 8
"""As many boxes as one reads at a glance; more are added one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A field as it is shown. `options` are `(code, words)` pairs; `stacked` ticks stand one below the other.

    `searched` asks for a search, or for a plain list; by itself a field decides by the length of its list. `use` is what a day is for.
    """

    label: str
    kind: InputKind = InputKind.TEXT
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    optional: bool = False
    wide: bool = False
    stacked: bool = False
    searched: bool | None = None
    lines: int = 3
    use: DayUse = DayUse.ANY

    @property
    def caption(self) -> str:
        """Its label, saying whether an answer is needed."""
        return _("{label} (obligatoire)").format(label=self.label) if self.required else self.label

    @property
    def is_searched(self) -> bool:
        """Whether its list is long enough to be searched."""
        return len(self.options) > FEW if self.searched is None else self.searched

    @property
    def is_ticked(self) -> bool:
        """Whether its answers are few enough to be all in sight."""
        return self.stacked or len(self.options) <= TICKED
