"""Values that cannot be kept: the one refusal of a field, whoever finds it (a screen, a use case, the writer)."""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError


class InvalidField(ExpectedError):
    """A value that cannot be kept; nothing was changed. `others` are refused with it, each for its own reason.

    `table` is where the field is kept, when it is known.
    """

    def __init__(self, field: str, sentence: str, next_step: str, table: str = "") -> None:
        super().__init__(sentence, next_step)
        self.field = field
        self.table = table
        self.others: tuple[InvalidField, ...] = ()

    @property
    def every(self) -> tuple[InvalidField, ...]:
        """This one and the others."""
        return (self, *self.others)
