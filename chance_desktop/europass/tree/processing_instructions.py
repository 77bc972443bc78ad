"""Carrying in a file what its format has no room for: processing instructions that only this application reads.

`<?chance-kept …?>` holds one XML fragment, with `%` and `?>` written `%25` and `%3F%3E`. A fragment may be an element of
the namespace `urn:chance:kept`: `attributes`, whose attributes belong to the element around it, or `text`, stray words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

import lxml.etree as etree

from chance_desktop.domain.learner.model import Kept
from chance_desktop.europass.tree.nodes import attribute_names, is_element

if TYPE_CHECKING:
    from lxml.etree import _Element, _ProcessingInstruction

INSTRUCTION = "chance-kept"
ELSEWHERE = "chance-elsewhere"
NAMESPACE = "urn:chance:kept"
ATTRIBUTES = f"{{{NAMESPACE}}}attributes"
TEXT = f"{{{NAMESPACE}}}text"
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def fragment(node: _Element) -> str:
    """An element, comment or instruction as XML that stands alone, declaring the namespaces it uses and no other."""
    if isinstance(node, etree._Comment):
        return f"<!--{node.text}-->"
    found: str = etree.tostring(node, encoding="unicode", with_tail=False)
    if not is_element(node):
        return found
    found = found.replace(_XSI, "", 1) if found.count("xsi:") == 0 else found
    if "xmlns:" not in found:
        return found
    alone = etree.fromstring(found)
    etree.cleanup_namespaces(alone)
    return str(etree.tostring(alone, encoding="unicode"))


def attributes_element(found: Mapping[str, str]) -> str:
    """Attributes as a fragment."""
    spaces, written = "", ""
    for number, (key, value) in enumerate(found.items()):
        uri, brace, local = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
        prefix = f"n{number}:" if brace else ""
        if brace:
            spaces += f' xmlns:n{number}="{uri.translate(_ESCAPES)}"'
        written += f' {prefix}{local}="{value.translate(_ESCAPES)}"'
    return f'<attributes xmlns="{NAMESPACE}"{spaces}{written}/>'


def text_element(words: str) -> str:
    """Stray words as a fragment."""
    written = escape(words, {"\r": "&#13;"})
    return f'<text xmlns="{NAMESPACE}">{written}</text>'


def instruction(xml: str) -> _Element:
    """The processing instruction that carries a fragment."""
    return etree.ProcessingInstruction(INSTRUCTION, _written(xml))


def elsewhere(kept: Kept) -> _Element:
    """The processing instruction that carries a part kept from the other format."""
    return etree.ProcessingInstruction(
        ELSEWHERE, _written(json.dumps([kept.format, kept.place, kept.xml, kept.before]))
    )


def parsed(xml: str) -> _Element | None:
    """The node of a fragment (element, comment or instruction), or nothing when it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        return None
    try:
        around = etree.fromstring(f"<around>{xml}</around>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if len(around) != 1 or around.text or around[0].tail:
        return None
    found = around[0]
    around.remove(found)
    return found


def unpack(root: _Element) -> list[Kept]:
    """Put back in the tree all that instructions carry; the parts of the other format are returned."""
    others = []
    for node in cast("list[_ProcessingInstruction]", list(root.iter(etree.ProcessingInstruction))):
        if node.target == INSTRUCTION:
            _put_back(node)
        elif node.target == ELSEWHERE and (kept := _from_elsewhere(node.text or "")) is not None:
            others.append(kept)
            _remove(node)
    return others


def _put_back(node: _Element) -> None:
    parent = node.getparent()
    found = parsed(_read(node.text or ""))
    if parent is None or found is None or not is_element(found):
        return
    if found.tag == ATTRIBUTES:
        for key in attribute_names(found):
            parent.set(key, found.get(key, ""))
        _remove(node)
        return
    found.tail = node.tail
    parent.replace(node, found)


def _remove(node: _Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    if node.tail and not node.tail.isspace():
        previous = node.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + node.tail
        else:
            previous.tail = (previous.tail or "") + node.tail
    parent.remove(node)


def _from_elsewhere(text: str) -> Kept | None:
    try:
        found = json.loads(_read(text))
    except ValueError:
        return None
    if isinstance(found, list) and len(found) == 4 and all(isinstance(each, str) for each in found):
        return Kept(*found)
    return None


def _written(text: str) -> str:
    return text.replace("%", "%25").replace("?>", "%3F%3E")


def _read(text: str) -> str:
    return text.replace("%3F%3E", "?>").replace("%25", "%")
