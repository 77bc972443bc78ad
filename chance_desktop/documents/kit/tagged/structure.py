"""The tree of a tagged document as it is drawn: elements, and the marked content or form field each one holds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content: page index and number in that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A form field drawn there: index in the list of fields."""

    field: int


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree (PDF 1.7, 14.7.2)."""

    tag: str
    alt: str = ""
    scope: str = ""
    span: int = 1
    children: list[Element | Mark | FieldPlace] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Slot:
    """Keeps the element of a block that goes on over the next page, so that both halves are one."""

    element: Element | None = None
