"""Taking an XML tree apart by its shape: texts, dates and parts the model holds on one side, all the rest kept on the other."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Never

from chance_desktop.domain.learner.model import NOTHING, Coded, Kept
from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.europass import codes
from chance_desktop.europass.carrying import TEXT, attributes_element, fragment, text_element
from chance_desktop.europass.codes import CodeList
from chance_desktop.europass.nodes import attribute_names, is_element, local
from chance_desktop.europass.shape import Child, Content, Shape
from chance_desktop.europass.values import Held, Value, packed
from chance_desktop.europass.wording import Remarks, place_in_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_RICH, _REFERENCE = "rich", "idref"


_NONE: Mapping[str, Never] = MappingProxyType({})
_NO_ITEMS: list[Plain] = []
_NO_SHAPE = Shape(Content.CHILDREN)
_NEAR = 50
"""How far the element that follows a kept part is looked for."""
Trail = tuple["Trail", str, int] | tuple[()]
"""Where an element is: the trail of its parent, its name, its number among the items of that name."""


class Plain:
    """What an element says: texts by name, dates, bytes, parts, and lists of parts."""

    __slots__ = ("attributes", "blobs", "dates", "items", "parts", "shape", "texts", "trail")

    def __init__(self, shape: Shape = _NO_SHAPE, trail: Trail = ()) -> None:
        self.shape = shape
        self.trail = trail
        self.texts: dict[str, str] = {}
        self.parts: dict[str, Plain] = {}
        self.attributes: Mapping[str, str] = _NONE
        self.items: Mapping[str, list[Plain]] = _NONE
        self.dates: Mapping[str, PartialDate] = _NONE
        self.blobs: Mapping[str, bytes] = _NONE

    def part(self, name: str) -> Plain:
        """A part, or one that says nothing."""
        return self.parts.get(name, NOTHING_SAID)

    def all(self, name: str) -> list[Plain]:
        """The items of a list, or none."""
        return self.items.get(name, _NO_ITEMS)

    def list_of(self, name: str) -> list[Plain]:
        """The items of a list, to add to."""
        if name not in self.items:
            self.items = {**self.items, name: []}
        return self.items[name]

    def text(self, name: str) -> str:
        """A text, or an empty one."""
        return self.texts.get(name, "")


NOTHING_SAID = Plain()


class Taker:
    """Takes the elements of one document apart; gathers what is kept and what is remarked on the way."""

    def __init__(self, form: str, locale: str) -> None:
        self.kept: list[Kept] = []
        self.remarks = Remarks()
        self.locale = locale
        self.references: list[tuple[str, str]] = []
        """(place, id) of each reference to an annex."""
        self._form = form

    def whole(self, root: _Element, shape: Shape) -> Plain:
        """Everything a document says that the model holds; comments and instructions around the root are kept."""
        name = local(root)
        for node in reversed(list(root.itersiblings(preceding=True))):
            self.kept.append(Kept(self._form, "", fragment(node), name))
        plain = self._take(root, shape, ((), name, 1))
        for node in root.itersiblings():
            self.kept.append(Kept(self._form, "", fragment(node), ""))
        return plain

    def coded(self, plain: Plain, of: CodeList | None = None) -> Coded:
        """A coded value; the words a file does not give are those of its language."""
        texts = plain.texts
        if not texts:
            return NOTHING
        code, words = texts.get("Code", ""), texts.get("Label", "")
        if of is not None and code and not words:
            words = codes.label(of, code, self.locale)
        return Coded(code, words)

    def known(self, code: str, of: CodeList) -> Coded:
        """A code with the words of its list."""
        return Coded(code, codes.label(of, code, self.locale)) if code else NOTHING

    def _take(self, element: _Element, shape: Shape, trail: Trail) -> Plain:
        plain = Plain(shape, trail)
        texts, parts = plain.texts, plain.parts
        if element.keys():
            self._take_attributes(element, plain)
        quick, find = shape.quick.get, shape.children.get
        words = element.text
        if words is not None and not words.isspace():
            self._keep_words(words, element[0] if len(element) else None, plain)
        for node in element:
            tag = node.tag
            name = quick(tag)
            if name is not None and name not in texts and not len(node) and not node.keys():
                texts[name] = node.text or ""  # the common case, kept short
            elif (child := find(tag)) is None or not child.held:
                self._keep_node(node, child, plain)
            elif child.around:
                name = child.name
                if child.many:
                    items = plain.list_of(name)
                    if (wanted := child.shape.wanted) is not None and not wanted(node, items):
                        self._keep(node, plain)
                    else:
                        items.append(self._take(node, child.shape, (trail, name, len(items) + 1)))
                elif name in parts:
                    self._keep_again(node, child, plain)
                elif child.coded and (found := _code_and_label(node, child)) is not None:
                    parts[name] = found
                else:
                    parts[name] = self._take(node, child.shape, (trail, name, 1))
            else:
                self._take_value(node, child, plain)
            words = node.tail
            if words is not None and not words.isspace():
                self._keep_words(words, node.getnext(), plain)
        return plain

    def _take_value(self, node: _Element, child: Child, plain: Plain) -> None:
        words = node.text or ""
        if child.shape.content is Content.DATE:
            self._take_date(node, child, plain)
        elif (
            (check := child.checked) is not None
            and child.name not in plain.texts
            and not len(node)
            and not node.keys()
            and check(words)
        ):
            plain.texts[child.name] = words
        else:
            self._take_text(node, child, plain)

    def _take_attributes(self, element: _Element, plain: Plain) -> None:
        others = {}
        for key in attribute_names(element):
            found = element.get(key, "")
            if key in plain.shape.attributes:
                plain.attributes = {**plain.attributes, key: found}
                if key == _REFERENCE:
                    self.references.append((_place(plain.trail), found))
            else:
                others[key] = found
        if others:
            self._keep_attributes(others, plain.trail)

    def _take_text(self, node: _Element, child: Child, plain: Plain) -> None:
        name, value = child.name, child.shape.value
        if value is None or (name in plain.texts and not child.many) or name in plain.blobs:
            self._keep_again(node, child, plain)
            return
        inner = len(node) > 0
        words = _words_of(node, value) if inner else node.text or ""
        trail: Trail = (plain.trail, name, len(plain.items.get(name, ())) + 1)
        content = packed(words) if value.held is Held.BYTES else b""
        if words and value.of is not None:
            words = self._code(words, value.of, plain)
        elif words and (content is None or (value.understood is not None and not value.understood(words))):
            self.remarks.not_understood(_where(trail), words)
            self._keep(node, plain)
            return
        keys = attribute_names(node)
        known = {key: node.get(key, "") for key in keys if key in child.shape.attributes}
        if inner:
            for each in node:
                if not (value.name == _RICH and is_element(each)):
                    self._keep_inside(each, trail)
        if len(keys) > len(known):
            self._keep_attributes({key: node.get(key, "") for key in keys if key not in known}, trail)
        if value.held is Held.BYTES:
            plain.blobs = {**plain.blobs, name: content or b""}
        elif child.many:
            item = Plain()
            item.texts[""] = words
            item.attributes = known
            plain.list_of(name).append(item)
        else:
            plain.texts[name] = words
            if known:
                plain.attributes = {**plain.attributes, **{f"{name}@{key}": found for key, found in known.items()}}

    def _code(self, words: str, of: CodeList, plain: Plain) -> str:
        known = codes.codes(of)
        if words in known:
            return words
        if words.strip() in known:
            return words.strip()
        self.remarks.unknown_code(_where(plain.trail), words)
        return words

    def _take_date(self, node: _Element, child: Child, plain: Plain) -> None:
        if child.name in plain.dates:
            self._keep_again(node, child, plain)
            return
        trail: Trail = (plain.trail, child.name, 1)
        others = {}
        found: dict[str, int | None] = {}
        for key in attribute_names(node):
            number = _number(key, node.get(key, ""))
            if number is None or (key == "day" and node.get("month") is None):
                others[key] = node.get(key, "")
            else:
                found[key] = number
        try:
            date = PartialDate(found.get("year") or 0, found.get("month"), found.get("day"))
        except ValueError:
            if node.keys() or len(node) or (node.text or "").strip():
                self.remarks.impossible_date(_where(trail))
                self._keep(node, plain)
            return
        plain.dates = {**plain.dates, child.name: date}
        if others:
            self.remarks.impossible_date(_where(trail))
            self._keep_attributes(others, trail)
        words = node.text or ""
        if len(node):
            words += "".join(each.tail or "" for each in node)
            for each in node:
                self._keep_inside(each, trail)
        if words and not words.isspace():
            self.remarks.stray_words(_where(trail))
            self.kept.append(Kept(self._form, _place(trail), text_element(words.strip())))

    def _keep_node(self, node: _Element, child: Child | None, plain: Plain) -> None:
        """Keep a node that stands between the others of the element being taken."""
        if child is None and is_element(node) and node.tag != TEXT:
            self.remarks.unknown(_where(plain.trail), local(node))
        self._keep(node, plain)

    def _keep_again(self, node: _Element, child: Child, plain: Plain) -> None:
        self.remarks.again(_where((plain.trail, child.name, 1)))
        self._keep(node, plain)

    def _keep(self, node: _Element, plain: Plain) -> None:
        self.kept.append(Kept(self._form, _place(plain.trail), fragment(node), _before(node.getnext(), plain)))

    def _keep_inside(self, node: _Element, trail: Trail) -> None:
        """Keep a node that stands inside a text or a date."""
        if is_element(node):
            self.remarks.unknown(_where(trail), local(node))
        self.kept.append(Kept(self._form, _place(trail), fragment(node)))

    def _keep_attributes(self, found: Mapping[str, str], trail: Trail) -> None:
        self.kept.append(Kept(self._form, _place(trail), attributes_element(found)))

    def _keep_words(self, words: str, following: _Element | None, plain: Plain) -> None:
        self.remarks.stray_words(_where(plain.trail))
        kept = Kept(self._form, _place(plain.trail), text_element(words.strip()), _before(following, plain))
        self.kept.append(kept)


def _before(node: _Element | None, plain: Plain) -> str:
    """The step of the first element from a node on that the model holds: it will be there when the file is written."""
    for _each in range(_NEAR):
        if node is None:
            return ""
        child = plain.shape.children.get(node.tag)
        if child is not None and child.held:
            return f"{child.name}[{len(plain.items.get(child.name, ())) + 1}]"
        node = node.getnext()
    return ""


def _place(trail: Trail) -> str:
    steps = []
    while trail:
        steps.append(f"{trail[1]}[{trail[2]}]")
        trail = trail[0]
    return "/".join(reversed(steps))


def _where(trail: Trail) -> str:
    return place_in_words(_place(trail))


def _number(key: str, text: str) -> int | None:
    """`--03`, `---10`, `2010`, and the `--03--` of old files; nothing for the rest."""
    if key not in ("year", "month", "day"):
        return None
    bare = text.strip().strip("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 4) or (key == "year" and text.strip().startswith("-")):
        return None
    return int(bare)


def _code_and_label(node: _Element, child: Child) -> Plain | None:
    """A plain, valid code with its label, by the short way; nothing for one that needs a closer look."""
    if node.text is not None or node.keys():
        return None
    plain = Plain()
    texts, known = plain.texts, child.shape.children
    for leaf in node:
        part = known.get(leaf.tag)
        if part is None or part.name in texts or len(leaf) or leaf.keys() or leaf.tail is not None:
            return None
        words = leaf.text or ""
        if part.checked is not None and not part.checked(words):
            return None
        texts[part.name] = words
    return plain


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
    from lxml import etree

    bare = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in bare.iter(etree.Element):
        each.tag = local(each)
    etree.cleanup_namespaces(bare)
    return etree.tostring(bare, encoding="unicode")
