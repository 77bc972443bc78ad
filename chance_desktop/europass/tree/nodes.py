"""What is asked of an XML node everywhere: whether it is an element, its bare name, the names of its attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element


def is_element(node: _Element) -> bool:
    """Whether a node is an element, neither a comment nor an instruction."""
    tag: object = node.tag  # a function for comments and instructions
    return isinstance(tag, str)


def local(node: _Element) -> str:
    """The name of an element without its namespace; empty for other nodes."""
    return node.tag[node.tag.rfind("}") + 1 :] if is_element(node) else ""


def attribute_names(element: _Element) -> list[str]:
    """Names of the attributes, with their namespaces in braces."""
    return cast("list[str]", element.keys())


def attributes(element: _Element) -> list[tuple[str, str]]:
    """The attributes as they stand: (name, value)."""
    return element.items()  # type: ignore[return-value]  # always texts, in a list
