"""Putting back in a tree the parts that were kept, where they stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

from chance_desktop.domain.learner.model import Kept
from chance_desktop.europass.passport.validation import Fault, Misfit
from chance_desktop.europass.schema.schema_model import Child, Content, Shape
from chance_desktop.europass.tree import processing_instructions
from chance_desktop.europass.tree.nodes import attribute_names, is_element, local

if TYPE_CHECKING:
    from lxml.etree import _Element

ORPHAN = "orphan"
"""Format of a part whose place is gone, so that it does not come back in the place of another."""


def put_back(root: _Element, shape: Shape, kept: Iterable[Kept], form: str, override: bool = False) -> None:
    """Put parts kept from the format `form` back in a tree; the others ride in an instruction of the root.

    With `override`, attributes that were kept win over those already there.
    """
    placer = _Placer(root, shape, override)
    for each in kept:
        if each.format != form:
            root.append(processing_instructions.elsewhere(each))
        elif not placer.place(each):
            root.append(processing_instructions.elsewhere(Kept(ORPHAN, each.place, each.xml, each.before)))


def take_out(misfit: Misfit) -> None:
    """Replace a part that is not valid by the instruction that carries it."""
    element = misfit.element
    if misfit.fault is Fault.ATTRIBUTE:
        carried = processing_instructions.instruction(
            processing_instructions.attributes_element({misfit.key: element.get(misfit.key, "")})
        )
        del element.attrib[misfit.key]
        carried.tail, element.text = element.text, None
        element.insert(0, carried)
    elif misfit.fault is Fault.WORDS and misfit.inside:
        carried = processing_instructions.instruction(
            processing_instructions.text_element((element.text or "").strip())
        )
        element.text = None
        element.insert(0, carried)
    elif misfit.fault is Fault.WORDS:
        carried = processing_instructions.instruction(
            processing_instructions.text_element((element.tail or "").strip())
        )
        element.tail = None
        element.addnext(carried)
    else:
        carried = processing_instructions.instruction(processing_instructions.fragment(element))
        carried.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, carried)


class _Placer:
    def __init__(self, root: _Element, shape: Shape, override: bool) -> None:
        self._override = override
        self._root = root
        self._found: dict[str, tuple[_Element, Shape | None] | None] = {f"{local(root)}[1]": (root, shape)}
        self._children: dict[_Element, dict[str, _Element]] = {}
        self._following: dict[tuple[_Element, int], _Element | None] = {}

    def place(self, kept: Kept) -> bool:
        """Put one part back; whether it could be."""
        node = processing_instructions.parsed(kept.xml)
        if node is None:
            return False
        if not kept.place:
            return self._beside(node, kept)
        found = self._resolve(kept.place, is_element(node))
        if found is None:
            return False
        parent, shape = found
        if node.tag == processing_instructions.ATTRIBUTES:
            return _set_all(parent, node, self._override)
        child = shape.children.get(node.tag) if shape is not None else None
        numbered = self._numbered(parent)
        anchor = self._after_rank(parent, child, shape) if child is not None else numbered.get(kept.before)
        if anchor is None:
            parent.append(node)
        else:
            anchor.addprevious(node)
        return True

    def _beside(self, node: _Element, kept: Kept) -> bool:
        if is_element(node):
            return False
        if kept.before:
            self._root.addprevious(node)
        else:
            last = self._root
            while (following := last.getnext()) is not None:
                last = following
            last.addnext(node)
        return True

    def _resolve(self, place: str, make: bool) -> tuple[_Element, Shape | None] | None:
        if place in self._found:
            return self._found[place]
        above, _slash, step = place.rpartition("/")
        parent = self._resolve(above, make) if above else None
        if parent is None:
            return None
        element, shape = parent
        found = self._numbered(element).get(step)
        name = step.partition("[")[0]
        child = next((each for each in shape.children.values() if each.name == name), None) if shape else None
        if found is None and make and child is not None and step.endswith("[1]") and _may_be_made(child):
            found = self._make(element, child, shape)
            self._children[element][step] = found
        if found is None:
            return None
        result = (found, child.shape if child is not None and child.tag == found.tag else None)
        self._found[place] = result
        return result

    def _make(self, parent: _Element, child: Child, shape: Shape | None) -> _Element:
        made = etree.Element(child.tag)
        anchor = self._after_rank(parent, child, shape)
        if anchor is None:
            parent.append(made)
        else:
            anchor.addprevious(made)
        self._following = {key: each for key, each in self._following.items() if key[0] is not parent}
        return made

    def _after_rank(self, parent: _Element, child: Child, shape: Shape | None) -> _Element | None:
        """The first child that comes after another in the sequence."""
        key = (parent, child.rank)
        if key not in self._following:
            self._following[key] = next(
                (
                    each
                    for each in parent
                    if shape is not None
                    and is_element(each)
                    and (other := shape.children.get(each.tag)) is not None
                    and other.rank > child.rank
                ),
                None,
            )
        return self._following[key]

    def _numbered(self, parent: _Element) -> dict[str, _Element]:
        if parent not in self._children:
            found: dict[str, _Element] = {}
            counts: dict[str, int] = {}
            for each in parent:
                if is_element(each):
                    name = local(each)
                    counts[name] = counts.get(name, 0) + 1
                    found[f"{name}[{counts[name]}]"] = each
            self._children[parent] = found
        return self._children[parent]


def _may_be_made(child: Child) -> bool:
    """Whether an empty element may be made to hold a kept part: nothing that is an item, or needs more to mean anything."""
    shape = child.shape
    return (
        not child.many
        and child.name != "CoverLetter"
        and not any(each.required for each in shape.children.values())
        and (shape.content is not Content.DATE)
    )


def _set_all(element: _Element, carried: _Element, override: bool) -> bool:
    if not override and any(element.get(key) is not None for key in attribute_names(carried)):
        return False
    for key in attribute_names(carried):
        element.set(key, carried.get(key, ""))
    return True
