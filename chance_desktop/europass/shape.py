"""What an element may hold: its children in order, its attributes, its text; the bricks schemas are described with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from chance_desktop.europass.values import DAY, MONTH, TEXT, YEAR, Held, Value

if TYPE_CHECKING:
    from lxml.etree import _Element


class Content(Enum):
    """What stands inside an element."""

    CHILDREN = "children"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Shape:
    """An element: `attributes` gives for each its value and whether it is required."""

    content: Content
    value: Value | None = None
    children: Mapping[str, Child] = field(default_factory=dict)
    attributes: Mapping[str, tuple[Value, bool]] = field(default_factory=dict)
    quick: Mapping[str, str] = field(default_factory=dict)
    """Names, by tag, of the texts the model takes as they stand, given once."""
    wanted: Callable[[_Element, Sequence[object]], bool] | None = None
    """For an item of a list, after the items already taken: whether the model can hold it; if not, it is kept whole."""


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
    checked: Callable[[str], bool] | None
    """For a text given once that the model may not take: whether it is valid, thus surely understood."""
    around: bool
    """Whether it holds other elements."""
    coded: bool
    """Whether it is one code with its label."""


DATE = Shape(Content.DATE, attributes={"year": (YEAR, True), "month": (MONTH, False), "day": (DAY, False)})


def text(value: Value, *attributes: str) -> Shape:
    """An element of text alone, with free attributes."""
    return Shape(Content.TEXT, value, attributes=dict.fromkeys(attributes, (TEXT, False)))


class Builder:
    """Makes shapes whose children are in the namespaces of one format."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces

    def sequence(
        self,
        *children: tuple[str, Shape | Value],
        attributes: Mapping[str, tuple[Value, bool]] | None = None,
        wanted: Callable[[_Element, Sequence[object]], bool] | None = None,
    ) -> Shape:
        """An element of children in order. A name ends with `*` when it may come again, `!` when it is required, both
        (`*!`) when at least one is, and `~` when the model does not hold it; it begins with its prefix, if any."""
        found: dict[str, Child] = {}
        quick: dict[str, str] = {}
        for rank, (written, of) in enumerate(children):
            bare = written.rstrip("*!~")
            marks = written[len(bare) :]
            prefix, _colon, local = bare.rpartition(":")
            shape = text(of) if isinstance(of, Value) else of
            tag = f"{{{self._namespaces[prefix]}}}{local}"
            many, required, held = "*" in marks, "!" in marks, "~" not in marks
            checked = None
            if shape.value is not None and shape.value.held is Held.TEXT and held and not many and not shape.attributes:
                if shape.value.understood is None and shape.value.of is None:
                    quick[tag] = local
                else:
                    checked = shape.value.valid
            around = shape.content is Content.CHILDREN
            coded = not many and [each.name for each in shape.children.values()] == ["Code", "Label"]
            found[tag] = Child(local, tag, rank, shape, many, required, held, checked, around, coded)
        return Shape(Content.CHILDREN, None, found, attributes or {}, quick, wanted)
