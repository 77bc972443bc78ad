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


class Plain:
    """What an element says: texts by name, dates, bytes, parts, and lists of parts."""

    __slots__ = ("attributes", "blobs", "dates", "items", "parts", "texts")

    def __init__(self) -> None:
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
        self._trail: list[tuple[str, int]] = []
        self._waiting: list[int] = []

    def whole(self, root: _Element, shape: Shape) -> Plain:
        """Everything a document says that the model holds; comments and instructions around the root are kept."""
        name = local(root)
        for node in reversed(list(root.itersiblings(preceding=True))):
            self.kept.append(Kept(self._form, "", fragment(node), name))
        self._trail.append((name, 1))
        plain = self._take(root, shape)
        self._trail.pop()
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

    def _take(self, element: _Element, shape: Shape) -> Plain:
        plain = Plain()
        texts, trail = plain.texts, self._trail
        outer, self._waiting = self._waiting, []
        waiting = self._waiting
        if element.keys():
            self._take_attributes(element, shape.attributes, plain)
        quick, find = shape.quick.get, shape.children.get
        words = element.text
        if words is not None and not words.isspace():
            self._keep_words(words)
        for node in element:
            tag = node.tag
            simple = quick(tag)
            if simple is not None and not waiting and simple not in texts and not len(node) and not node.keys():
                texts[simple] = node.text or ""  # the common case, kept short
            elif (child := find(tag)) is None or not child.held:
                self._keep_node(node, child)
            else:
                name = child.name
                if waiting:
                    self._settle(name, plain)
                if child.many and child.around:
                    items = plain.list_of(name)
                    if (wanted := child.shape.wanted) is not None and not wanted(node, items):
                        self._keep(node)
                        continue
                    trail.append((name, len(items) + 1))
                    items.append(self._take(node, child.shape))
                    trail.pop()
                elif child.around and name not in plain.parts:
                    trail.append((name, 1))
                    plain.parts[name] = self._take(node, child.shape)
                    trail.pop()
                elif (
                    (check := child.checked) is not None
                    and name not in texts
                    and not len(node)
                    and not node.keys()
                    and check(value := node.text or "")
                ):
                    texts[name] = value
                else:
                    self._take_uncommon(node, child, plain)
            words = node.tail
            if words is not None and not words.isspace():
                self._keep_words(words)
        self._waiting = outer
        return plain

    def _take_uncommon(self, node: _Element, child: Child, plain: Plain) -> None:
        if child.around:
            self._keep_again(node, child)
        elif child.shape.content is Content.DATE:
            self._take_date(node, child, plain)
        else:
            self._take_text(node, child, plain)

    def _take_attributes(self, element: _Element, known: Mapping[str, tuple[Value, bool]], plain: Plain) -> None:
        others = {}
        for key in attribute_names(element):
            found = element.get(key, "")
            if key in known:
                plain.attributes = {**plain.attributes, key: found}
                if key == _REFERENCE:
                    self.references.append((self._place(), found))
            else:
                others[key] = found
        if others:
            self._keep_attributes(others)

    def _take_text(self, node: _Element, child: Child, plain: Plain) -> None:
        name, value = child.name, child.shape.value
        if value is None or (name in plain.texts and not child.many) or name in plain.blobs:
            self._keep_again(node, child)
            return
        inner = len(node) > 0
        words = _words_of(node, value) if inner else node.text or ""
        number = len(plain.items.get(name, ())) + 1
        if words:
            if value.of is not None:
                words = self._code(words, value.of)
            elif value.understood is not None and not value.understood(words):
                self.remarks.not_understood(self._where(name, number), words)
                self._keep(node)
                return
        keys = attribute_names(node)
        known = {key: node.get(key, "") for key in keys if key in child.shape.attributes}
        if inner or keys:
            self._trail.append((name, number))
            for each in node:
                if not (value.name == _RICH and is_element(each)):
                    self._keep_inside(each)
            if len(keys) > len(known):
                self._keep_attributes({key: node.get(key, "") for key in keys if key not in known})
            self._trail.pop()
        if value.held is Held.BYTES:
            plain.blobs = {**plain.blobs, name: packed(words) or b""}
        elif child.many:
            item = Plain()
            item.texts[""] = words
            item.attributes = known
            plain.list_of(name).append(item)
        else:
            plain.texts[name] = words
            if known:
                plain.attributes = {**plain.attributes, **{f"{name}@{key}": found for key, found in known.items()}}

    def _code(self, words: str, of: CodeList) -> str:
        known = codes.codes(of)
        if words in known:
            return words
        if words.strip() in known:
            return words.strip()
        self.remarks.unknown_code(self._where(), words)
        return words

    def _take_date(self, node: _Element, child: Child, plain: Plain) -> None:
        if child.name in plain.dates:
            self._keep_again(node, child)
            return
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
                self.remarks.impossible_date(self._where(child.name))
                self._keep(node)
            return
        plain.dates = {**plain.dates, child.name: date}
        self._trail.append((child.name, 1))
        if others:
            self.remarks.impossible_date(self._where())
            self._keep_attributes(others)
        for each in node:
            self._keep_inside(each)
        words = (node.text or "") + "".join(each.tail or "" for each in node)
        if words and not words.isspace():
            self.remarks.stray_words(self._where())
            self.kept.append(Kept(self._form, self._place(), text_element(words.strip())))
        self._trail.pop()

    def _keep_node(self, node: _Element, child: Child | None) -> None:
        """Keep a node that stands between the others of the element being taken."""
        if child is None and is_element(node) and node.tag != TEXT:
            self.remarks.unknown(self._where(), local(node))
        self._keep(node)

    def _keep_again(self, node: _Element, child: Child) -> None:
        self.remarks.again(self._where(child.name))
        self._keep(node)

    def _keep(self, node: _Element) -> None:
        self._waiting.append(len(self.kept))
        self.kept.append(Kept(self._form, self._place(), fragment(node)))

    def _keep_inside(self, node: _Element) -> None:
        """Keep a node that stands inside a text or a date."""
        if is_element(node):
            self.remarks.unknown(self._where(), local(node))
        self.kept.append(Kept(self._form, self._place(), fragment(node)))

    def _keep_attributes(self, found: Mapping[str, str]) -> None:
        self.kept.append(Kept(self._form, self._place(), attributes_element(found)))

    def _keep_words(self, words: str) -> None:
        self.remarks.stray_words(self._where())
        self._waiting.append(len(self.kept))
        self.kept.append(Kept(self._form, self._place(), text_element(words.strip())))

    def _settle(self, name: str, plain: Plain) -> None:
        """What was kept just before stood before this element: tell it."""
        step = f"{name}[{len(plain.items.get(name, ())) + 1}]"
        for index in self._waiting:
            kept = self.kept[index]
            self.kept[index] = Kept(kept.format, kept.place, kept.xml, step)
        self._waiting.clear()

    def _place(self) -> str:
        return "/".join([f"{name}[{number}]" for name, number in self._trail])

    def _where(self, name: str = "", number: int = 1) -> str:
        place = self._place()
        return place_in_words(f"{place}/{name}[{number}]" if name else place)


def _number(key: str, text: str) -> int | None:
    """`--03`, `---10`, `2010`, and the `--03--` of old files; nothing for the rest."""
    if key not in ("year", "month", "day"):
        return None
    bare = text.strip().strip("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 4) or (key == "year" and text.strip().startswith("-")):
        return None
    return int(bare)


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
