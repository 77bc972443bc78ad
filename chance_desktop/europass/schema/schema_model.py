"""What an element may hold: its children in order, its attributes, its text; the bricks schemas are described with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from chance_desktop.europass.schema.values import DAY, MONTH, TEXT, YEAR, Held, Value

if TYPE_CHECKING:
    from lxml.etree import _Element


_T = TypeVar("_T")


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
    make: Callable[[Plain], object] | None = None
    """What the model makes of all the element says; what it says is left as it is without it."""
    code: Value | None = None
    """For a code with its label: the kind of the code."""
    wanted: Callable[[_Element, Sequence[Plain]], bool] | None = None
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
    around: bool
    """Whether it holds other elements."""
    leaf: bool
    """Whether it is a text given once, without attributes."""
    free: bool
    """For a leaf: whether the model takes any text as it stands."""
    sure: Callable[[str], bool]
    """For a leaf: whether the model takes a text as it stands."""


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
        make: Callable[[Plain], object] | None = None,
        code: Value | None = None,
        wanted: Callable[[_Element, Sequence[Plain]], bool] | None = None,
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
            many, required, held = "*" in marks, "!" in marks, "~" not in marks
            value = shape.value
            leaf = value is not None and value.held is Held.TEXT and not many and not shape.attributes
            around = shape.content is Content.CHILDREN
            value = value or TEXT
            free, sure = value.sure is None, value.sure or TEXT.valid
            found[tag] = Child(
                name=local,
                tag=tag,
                rank=rank,
                shape=shape,
                many=many,
                required=required,
                held=held,
                around=around,
                leaf=leaf,
                free=free,
                sure=sure,
            )
        return Shape(
            content=Content.CHILDREN,
            value=None,
            children=found,
            attributes=attributes or {},
            make=make,
            code=code,
            wanted=wanted,
        )


class Plain(Protocol):
    """What an element says, by name of child: a text, a date, bytes, what a part makes, a list of what items make.

    Its attributes are there as `@name`, those of a text as `Text@name`. A bare dictionary: a file has hundreds.
    """

    def get(self, name: str, otherwise: _T, /) -> _T:
        """What a child says or makes, which is of the kind of `otherwise`."""

    def values(self) -> Iterable[Any]:
        """All that is said."""

    def __contains__(self, name: object, /) -> bool: ...
