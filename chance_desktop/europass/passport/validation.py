"""Checking a `SkillsPassport` tree against the shape of 3.4.1, without any schema file: order, values, ids and references."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from chance_desktop.europass.passport.skills_passport import NAMESPACE, ROOT, SKILLS_PASSPORT
from chance_desktop.europass.schema.schema_model import Content, Shape
from chance_desktop.europass.tree.nodes import attributes, is_element

if TYPE_CHECKING:
    from lxml.etree import _Element

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_LOCATION = f"{_XSI}schemaLocation"
_ATTACHMENT = f"{{{NAMESPACE}}}Attachment"
_ATTACHMENTS = f"{{{NAMESPACE}}}AttachmentList"


class Fault(Enum):
    """What is wrong."""

    ELEMENT = "element"
    """The element may not stand there, or its content is not valid and cannot be made so by leaving a part of it out."""
    ATTRIBUTE = "attribute"
    WORDS = "words"
    """Words between elements."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A part that 3.4.1 does not allow: an element, an attribute of it (`key`), or words after it or at its head."""

    fault: Fault
    element: _Element
    key: str = ""
    inside: bool = False


def misfits(root: _Element) -> tuple[Misfit, ...]:
    """Every part of a tree that is not valid; once they are taken out, what remains is."""
    examiner = _Examiner(root)
    examiner.examine(root, SKILLS_PASSPORT)
    return tuple(examiner.found)


def is_valid(root: _Element) -> bool:
    """Whether a tree is a valid `SkillsPassport` 3.4.1, as far as no schema file is needed to tell."""
    examiner = _Examiner(root)
    return root.tag == ROOT and examiner.savable(root, SKILLS_PASSPORT) and not misfits(root)


class _Examiner:
    def __init__(self, root: _Element) -> None:
        self.found: list[Misfit] = []
        self._ids: dict[str, _Element] = {}
        found = root.find(_ATTACHMENTS)
        shape = SKILLS_PASSPORT.children[_ATTACHMENTS].shape.children[_ATTACHMENT].shape
        for each in found.iterchildren(_ATTACHMENT) if found is not None else ():
            if self.savable(each, shape, unique=False):
                self._ids.setdefault(each.get("id", ""), each)

    def savable(self, element: _Element, shape: Shape, unique: bool = True) -> bool:
        """Whether an element is valid, or would be without some of what it holds."""
        for key, (value, required) in shape.attributes.items():
            if required and ((found := element.get(key)) is None or not value.valid(found)):
                return False
        if "idref" in shape.attributes and element.get("idref") not in self._ids:
            return False
        if unique and element.tag == _ATTACHMENT and self._ids.get(element.get("id", "")) is not element:
            return False
        if shape.content is Content.TEXT:
            return shape.value is not None and shape.value.valid(_words(element))
        return all(
            any(self.savable(each, child.shape) for each in element.iterchildren(child.tag))
            for child in shape.children.values()
            if child.required
        )

    def examine(self, element: _Element, shape: Shape) -> None:
        """Find the misfits inside an element that may stay."""
        for key, words in attributes(element):
            known = shape.attributes.get(key)
            if known is None:
                if not (key == _LOCATION and element.tag == ROOT and "v3.4" in words.lower()):
                    self.found.append(Misfit(Fault.ATTRIBUTE, element, key))
            elif not known[0].valid(words):
                self.found.append(Misfit(Fault.ATTRIBUTE, element, key))
        around = shape.content is not Content.TEXT
        if around and element.text and element.text.strip():
            self.found.append(Misfit(Fault.WORDS, element, inside=True))
        rank, seen = -1, set()
        for node in element:
            if around and node.tail and node.tail.strip():
                self.found.append(Misfit(Fault.WORDS, node))
            child = shape.children.get(node.tag)
            if child is None:
                if is_element(node):
                    self.found.append(Misfit(Fault.ELEMENT, node))
                continue
            again = not child.many and child.rank in seen
            if child.rank < rank or again or not self.savable(node, child.shape):
                self.found.append(Misfit(Fault.ELEMENT, node))
                continue
            rank = child.rank
            seen.add(rank)
            if child.around or len(node) or node.keys():
                self.examine(node, child.shape)


def _words(element: _Element) -> str:
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(each.tail or "" for each in element)
