"""What an element may hold: its children in order, its attributes, its text; the bricks schemas are described with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from chance_desktop.europass.values import DAY, MONTH, YEAR, Value


class Content(Enum):
    """What stands inside an element."""

    CHILDREN = "children"
    TEXT = "text"
    DATE = "date"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Shape:
    """An element: `attributes` gives for each its value and whether it is required."""

    content: Content
    value: Value | None = None
    children: Mapping[str, Child] = field(default_factory=dict)
    attributes: Mapping[str, tuple[Value, bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Child:
    """A child element: its place in the sequence, how often it comes, and whether the model holds it."""

    name: str
    tag: str
    rank: int
    shape: Shape
    many: bool
    required: bool
    held: bool


DATE = Shape(
    Content.DATE, attributes={"year": (YEAR, True), "month": (MONTH, False), "day": (DAY, False)}
)
ANYTHING = Shape(Content.ANY)


def text(value: Value) -> Shape:
    """An element of text alone."""
    return Shape(Content.TEXT, value)


class Builder:
    """Makes shapes whose children are in the namespaces of one format."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces

    def sequence(
        self,
        *children: tuple[str, Shape | Value],
        attributes: Mapping[str, tuple[Value, bool]] | None = None,
    ) -> Shape:
        """An element of children in order. A name ends with `*` when it may come again, `!` when it is required, both
        (`*!`) when at least one is, and `~` when the model does not hold it; it begins with its prefix, if any."""
        found: dict[str, Child] = {}
        for rank, (written, of) in enumerate(children):
            bare = written.rstrip("*!~")
            marks = written[len(bare) :]
            prefix, _colon, local = bare.rpartition(":")
            shape = text(of) if isinstance(of, Value) else of
            tag = f"{{{self._namespaces[prefix]}}}{local}"
            found[tag] = Child(local, tag, rank, shape, "*" in marks, "!" in marks, "~" not in marks)
        return Shape(Content.CHILDREN, None, found, attributes or {})
