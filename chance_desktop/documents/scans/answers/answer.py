"""An answer typed in a form: its words, and where they must be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Words of a field: page from 0, rectangle in the page's own points."""

    page: int
    box: tuple[float, float, float, float]
    words: str

    @property
    def place(self) -> tuple[int, tuple[float, float, float, float]]:
        """Where it stands."""
        return self.page, self.box
