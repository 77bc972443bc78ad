"""Taking an XML tree apart by its shape: texts, dates and parts the model holds on one side, all the rest kept on the other."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from chance_desktop.domain.learner.model import NOTHING, Coded, Kept
from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.europass.schema import codes
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.schema.schema_model import Child, Content, Plain, Shape
from chance_desktop.europass.schema.values import TEXT as ANY_TEXT
from chance_desktop.europass.schema.values import Held, Value, packed
from chance_desktop.europass.tree.nodes import attributes, is_element, local
from chance_desktop.europass.tree.processing_instructions import TEXT, attributes_element, fragment, text_element
from chance_desktop.europass.tree.remarks import Remarks, place_in_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_RICH, _REFERENCE = "rich", "idref"
_DATE = ("year", "month", "day")


_NEAR = 50
"""How far the element that follows a kept part is looked for."""
Trail = tuple["Trail", str, int] | tuple[()]
"""Where an element is: the trail of its parent, its name, its number among the items of that name."""


_Said = dict[str, Any]  # who asks for a name knows its kind, which the shape tells
_NOTHING: _Said = {}
_Around = tuple[_Said, Shape, Trail]
"""The element being taken apart: what it said so far, what it may hold, where it is."""
NOTHING_SAID: Plain = _NOTHING
NO_ITEMS: tuple[Plain, ...] = ()


def every(plain: Plain) -> tuple[object, ...]:
    """What is made of an element that holds one list: what its items make."""
    return tuple(*plain.values())


class Taker:
    """Takes the elements of one document apart; gathers what is kept and what is remarked on the way."""

    def __init__(self, form: str, locale: str) -> None:
        self.kept: list[Kept] = []
        self.remarks = Remarks()
        self.locale = locale
        self.references: list[tuple[Trail, str]] = []
        """Where each reference to an annex is, and its id."""
        self._form = form

    def whole(self, root: _Element, shape: Shape) -> Plain:
        """Everything a document says that the model holds; comments and instructions around the root are kept."""
        name = local(root)
        before = root.getprevious()
        while before is not None:
            self.kept.insert(0, Kept(self._form, "", fragment(before), name))
            before = before.getprevious()
        plain = cast("Plain", self._take(root, shape, ((), name, 1)))
        after = root.getnext()
        while after is not None:
            self.kept.append(Kept(self._form, "", fragment(after), ""))
            after = after.getnext()
        return plain

    def known(self, code: str, of: CodeList) -> Coded:
        """A code with the words of its list."""
        return Coded(code, codes.label(of, code, self.locale)) if code else NOTHING

    def _take(self, element: _Element, shape: Shape, trail: Trail) -> object:
        """What the model makes of an element: what it says when it makes nothing."""
        said: _Said = {}
        around: _Around = said, shape, trail
        known = shape.children.get
        if element.keys():
            self._take_attributes(element, around)
        words = element.text
        if words is not None and not words.isspace():
            self._keep_words(words, element[0] if len(element) else None, around)
        for node in element.getchildren():  # type: ignore[attr-defined]  # quicker than the element itself
            child = known(node.tag)
            if child is None or not child.held:
                self._keep_node(node, child, around)
            elif (name := child.name) in said and not child.many:
                self._keep_again(node, child, around)
            elif child.around:
                if not child.many:
                    said[name] = self._take(node, child.shape, (trail, name, 1))
                elif (wanted := child.shape.wanted) is None or wanted(node, said.get(name, ())):
                    items = said.setdefault(name, [])
                    items.append(self._take(node, child.shape, (trail, name, len(items) + 1)))
                else:
                    self._keep(node, around)
            elif child.leaf and not len(node) and not node.keys() and (child.free or child.sure(node.text or "")):
                said[name] = node.text or ""
            else:
                self._take_value(node, child, around)
            words = node.tail
            if words is not None and not words.isspace():
                self._keep_words(words, node.getnext(), around)
        if shape.code is not None:
            return self._coded(said, shape.code.of)
        make = shape.make
        return said if make is None else make(said)

    def _coded(self, said: _Said, of: CodeList | None) -> Coded:
        """A coded value; the words a file does not give are those of its language."""
        code: str = said.get("Code", "")
        words: str = said.get("Label", "")
        if of is not None and code and not words:
            words = codes.label(of, code, self.locale)
        return Coded(code, words)

    def _take_attributes(self, element: _Element, around: _Around) -> None:
        said, shape, trail = around
        given = attributes(element)
        for key, found in given:
            if key in shape.attributes:
                said[f"@{key}"] = found
                if key == _REFERENCE:
                    self.references.append((trail, found))
        if len(given) > len(said):  # nothing else is said so far
            self._keep_attributes({key: found for key, found in given if key not in shape.attributes}, trail)

    def _take_value(self, node: _Element, child: Child, around: _Around) -> None:
        if child.shape.content is Content.DATE:
            self._take_date(node, child, around)
        else:
            self._take_text(node, child, around)

    def _take_text(self, node: _Element, child: Child, around: _Around) -> None:
        name, value = child.name, child.shape.value or ANY_TEXT
        inner = len(node) > 0
        words = _words_of(node, value) if inner else node.text or ""
        said, _shape, above = around
        trail: Trail = (above, name, len(said.get(name, ())) + 1)
        content = packed(words) if value.held is Held.BYTES else b""
        if words and value.of is not None:
            words = self._code(words, value.of, above)
        elif words and (content is None or (value.understood is not None and not value.understood(words))):
            self.remarks.not_understood(where(trail), words)
            self._keep(node, around)
            return
        given = attributes(node)
        known = {key: found for key, found in given if key in child.shape.attributes}
        if inner:
            for each in node:
                if not (value.name == _RICH and is_element(each)):
                    self._keep_inside(each, trail)
        if len(given) > len(known):
            self._keep_attributes({key: found for key, found in given if key not in known}, trail)
        if value.held is Held.BYTES:
            said[name] = content or b""
        elif child.many:
            item = {"": words, **{f"@{key}": found for key, found in known.items()}}
            said.setdefault(name, []).append(item)
        else:
            said[name] = words
            said.update((f"{name}@{key}", found) for key, found in known.items())

    def _code(self, words: str, of: CodeList, trail: Trail) -> str:
        known = codes.codes(of)
        if words in known:
            return words
        if words.strip() in known:
            return words.strip()
        self.remarks.unknown_code(where(trail), words)
        return words

    def _take_date(self, node: _Element, child: Child, around: _Around) -> None:
        said, _shape, above = around
        trail: Trail = (above, child.name, 1)
        others = {}
        found: dict[str, int | None] = {}
        for key, text in attributes(node):
            number = _number(key, text) if key in _DATE else None
            if number is None or (key == "day" and node.get("month") is None):
                others[key] = text
            else:
                found[key] = number
        try:
            date = PartialDate(found.get("year") or 0, found.get("month"), found.get("day"))
        except ValueError:
            if node.keys() or len(node) or (node.text or "").strip():
                self.remarks.impossible_date(where(trail))
                self._keep(node, around)
            return
        said[child.name] = date
        if others:
            self.remarks.impossible_date(where(trail))
            self._keep_attributes(others, trail)
        words = node.text or ""
        if len(node):
            words += "".join(each.tail or "" for each in node)
            for each in node:
                self._keep_inside(each, trail)
        if words and not words.isspace():
            self.remarks.stray_words(where(trail))
            self.kept.append(Kept(self._form, _place(trail), text_element(words.strip())))

    def _keep_node(self, node: _Element, child: Child | None, around: _Around) -> None:
        """Keep a node that stands between the others of the element being taken."""
        if child is None and is_element(node) and node.tag != TEXT:
            self.remarks.unknown(where(around[2]), local(node))
        self._keep(node, around)

    def _keep_again(self, node: _Element, child: Child, around: _Around) -> None:
        self.remarks.again(where((around[2], child.name, 1)))
        self._keep(node, around)

    def _keep(self, node: _Element, around: _Around) -> None:
        self.kept.append(Kept(self._form, _place(around[2]), fragment(node), _before(node.getnext(), around)))

    def _keep_inside(self, node: _Element, trail: Trail) -> None:
        """Keep a node that stands inside a text or a date."""
        if is_element(node):
            self.remarks.unknown(where(trail), local(node))
        self.kept.append(Kept(self._form, _place(trail), fragment(node)))

    def _keep_attributes(self, found: Mapping[str, str], trail: Trail) -> None:
        self.kept.append(Kept(self._form, _place(trail), attributes_element(found)))

    def _keep_words(self, words: str, following: _Element | None, around: _Around) -> None:
        self.remarks.stray_words(where(around[2]))
        kept = Kept(self._form, _place(around[2]), text_element(words.strip()), _before(following, around))
        self.kept.append(kept)


def _before(node: _Element | None, around: _Around) -> str:
    """The step of the first element from a node on that the model holds: it will be there when the file is written."""
    said, shape, _trail = around
    for _each in range(_NEAR):
        if node is None:
            return ""
        child = shape.children.get(node.tag)
        if child is not None and child.held:
            number = len(said.get(child.name, ())) + 1 if child.many else 1
            return f"{child.name}[{number}]"
        node = node.getnext()
    return ""


def _place(trail: Trail) -> str:
    steps = []
    while trail:
        steps.append(f"{trail[1]}[{trail[2]}]")
        trail = trail[0]
    return "/".join(reversed(steps))


def where(trail: Trail) -> str:
    """Where an element is, in French."""
    return place_in_words(_place(trail))


def _number(key: str, text: str) -> int | None:
    """`--03`, `---10`, `2010`, and the `--03--` of old files; nothing for the rest."""
    words = text.strip()
    bare = words if key == "year" else words.strip("-")
    return int(bare) if bare.isdigit() and bare.isascii() and len(bare) <= 4 else None


def _words_of(node: _Element, value: Value) -> str:
    """The words of an element of text that has children; XHTML given as it is, not escaped, becomes text where it may."""
    if value.name != _RICH or not any(is_element(each) for each in node):
        return (node.text or "") + "".join(each.tail or "" for each in node)
    parts = [escape(node.text or "", quote=False)]
    for each in node:
        if is_element(each):
            parts.append(_xhtml(each))
        parts.append(escape(each.tail or "", quote=False))
    return "".join(parts)


def _xhtml(element: _Element) -> str:
    bare = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in bare.iter(etree.Element):
        each.tag = local(each)
    etree.cleanup_namespaces(bare)
    return etree.tostring(bare, encoding="unicode")
