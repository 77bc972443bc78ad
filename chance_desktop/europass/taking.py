"""Taking an XML tree apart by its shape: texts, dates and parts the model holds on one side, all the rest kept on the other."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from chance_desktop.domain.learner.model import NOTHING, Coded, Kept
from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.europass import codes
from chance_desktop.europass.carrying import attributes_element, fragment, text_element
from chance_desktop.europass.codes import CodeList
from chance_desktop.europass.shape import Child, Content, Shape
from chance_desktop.europass.values import Held, Value, packed
from chance_desktop.europass.wording import Remarks, place_in_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_RICH = "rich"


class Plain:
    """What an element says: texts by name, dates, bytes, parts, and lists of parts."""

    __slots__ = ("attributes", "blobs", "dates", "items", "parts", "texts")

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.attributes: dict[str, str] = {}
        self.parts: dict[str, Plain] = {}
        self.items: dict[str, list[Plain]] = {}
        self.dates: dict[str, PartialDate] = {}
        self.blobs: dict[str, bytes] = {}

    def part(self, name: str) -> Plain:
        """A part, or one that says nothing."""
        return self.parts.get(name, NOTHING_SAID)

    def all(self, name: str) -> list[Plain]:
        """The items of a list, or none."""
        return self.items.get(name, [])

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
        self._form = form
        self._steps: dict[_Element, str] = {}

    def take(self, element: _Element, shape: Shape) -> Plain:
        """Everything an element says that the model holds."""
        plain = Plain()
        keys = element.keys()
        if keys:
            self._take_attributes(element, keys, shape.attributes, plain)
        known = shape.children
        words = element.text
        if words is not None and not words.isspace():
            self._keep_words(element, words, element[0] if len(element) else None)
        for node in element:
            child = known.get(node.tag)
            if child is None or not child.held:
                self._keep_node(node, child)
            elif (content := child.shape.content) is Content.TEXT:
                self._take_text(node, child, plain)
            elif content is Content.DATE:
                self._take_date(node, child, plain)
            elif child.many:
                plain.items.setdefault(child.name, []).append(self.take(node, child.shape))
            elif child.name in plain.parts:
                self._keep_again(node, child)
            else:
                plain.parts[child.name] = self.take(node, child.shape)
            words = node.tail
            if words is not None and not words.isspace():
                self._keep_words(element, words, node.getnext())
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

    def keep_beside(self, root: _Element) -> None:
        """Keep the comments and instructions that stand before and after the root."""
        before = list(root.itersiblings(preceding=True))
        for node in reversed(before):
            self.kept.append(Kept(self._form, "", fragment(node), _local(root)))
        for node in root.itersiblings():
            self.kept.append(Kept(self._form, "", fragment(node), ""))

    def _take_attributes(
        self, element: _Element, keys: list[str], known: Mapping[str, tuple[Value, bool]], plain: Plain
    ) -> None:
        others = {}
        for key in keys:
            found = element.get(key, "")
            if key in known:
                plain.attributes[key] = found
            else:
                others[key] = found
        if others:
            self._keep_attributes(element, others)

    def _take_text(self, node: _Element, child: Child, plain: Plain) -> None:
        name, value = child.name, child.shape.value
        if value is None or (name in plain.texts and not child.many) or name in plain.blobs:
            self._keep_again(node, child)
            return
        inner = len(node) > 0
        words = _words_of(node, value) if inner else node.text or ""
        if words:
            if value.of is not None:
                words = self._code(node, words, value.of)
            elif value.understood is not None and not value.understood(words):
                self.remarks.not_understood(place_in_words(self._place(node)), words)
                self._keep_whole(node)
                return
        if inner:
            for each in node:
                if not (value.name == _RICH and isinstance(each.tag, str)):
                    self._keep_node(each, None)
        keys = node.keys()
        if keys:
            self._keep_attributes(node, {key: node.get(key, "") for key in keys})
        if value.held is Held.BYTES:
            plain.blobs[name] = packed(words) or b""
        elif child.many:
            item = Plain()
            item.texts[""] = words
            plain.items.setdefault(name, []).append(item)
        else:
            plain.texts[name] = words

    def _code(self, node: _Element, words: str, of: CodeList) -> str:
        known = codes.codes(of)
        if words in known:
            return words
        if words.strip() in known:
            return words.strip()
        self.remarks.unknown_code(place_in_words(self._place(node.getparent())), words)
        return words

    def _take_date(self, node: _Element, child: Child, plain: Plain) -> None:
        if child.name in plain.dates:
            self._keep_again(node, child)
            return
        others = {}
        found: dict[str, int | None] = {}
        for key in node.keys():
            number = _number(key, node.get(key, ""))
            if number is None:
                others[key] = node.get(key, "")
            else:
                found[key] = number
        if "day" in found and "month" not in found:
            others["day"] = node.get("day", "")
            found["day"] = None
        try:
            date = PartialDate(found.get("year") or 0, found.get("month"), found.get("day"))
        except ValueError:
            if node.keys() or len(node) or (node.text or "").strip():
                self.remarks.impossible_date(place_in_words(self._place(node)))
                self._keep_whole(node)
            return
        plain.dates[child.name] = date
        if others:
            self.remarks.impossible_date(place_in_words(self._place(node)))
            self._keep_attributes(node, others)
        for each in node:
            self._keep_node(each, None)
        if (node.text or "").strip():
            self._keep_words(node, node.text or "", None)

    def _keep_node(self, node: _Element, child: Child | None) -> None:
        if child is None and isinstance(node.tag, str):
            parent = node.getparent()
            self.remarks.unknown(place_in_words(self._place(parent)), _local(node))
        self._keep_whole(node)

    def _keep_again(self, node: _Element, child: Child) -> None:
        self.remarks.again(place_in_words(self._place(node)))
        self._keep_whole(node)

    def _keep_whole(self, node: _Element) -> None:
        following = node.getnext()
        while following is not None and not isinstance(following.tag, str):
            following = following.getnext()
        self.kept.append(Kept(self._form, self._place(node.getparent()), fragment(node), self._step(following)))

    def _keep_attributes(self, element: _Element, found: Mapping[str, str]) -> None:
        self.kept.append(Kept(self._form, self._place(element), attributes_element(found), ""))

    def _keep_words(self, element: _Element, words: str, following: _Element | None) -> None:
        while following is not None and not isinstance(following.tag, str):
            following = following.getnext()
        self.remarks.stray_words(place_in_words(self._place(element)))
        kept = Kept(self._form, self._place(element), text_element(words.strip()), self._step(following))
        self.kept.append(kept)

    def _step(self, element: _Element | None) -> str:
        if element is None:
            return ""
        if element not in self._steps:
            self._number_children(element)
        return self._steps[element]

    def _place(self, element: _Element | None) -> str:
        if element is None:
            return ""
        steps = []
        current: _Element | None = element
        while current is not None:
            steps.append(self._step(current))
            current = current.getparent()
        return "/".join(reversed(steps))

    def _number_children(self, element: _Element) -> None:
        """Number an element among its brothers, all at once so that long lists stay quick."""
        parent = element.getparent()
        if parent is None:
            self._steps[element] = f"{_local(element)}[1]"
            return
        counts: dict[str, int] = {}
        for each in parent:
            if isinstance(each.tag, str):
                name = _local(each)
                counts[name] = counts.get(name, 0) + 1
                self._steps[each] = f"{name}[{counts[name]}]"


def _local(element: _Element) -> str:
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


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
    if value.name != _RICH or not any(isinstance(each.tag, str) for each in node):
        return (node.text or "") + "".join(each.tail or "" for each in node)
    parts = [escape(node.text or "", quote=False)]
    for each in node:
        if isinstance(each.tag, str):
            parts.append(_xhtml(each))
        parts.append(escape(each.tail or "", quote=False))
    return "".join(parts)


def _xhtml(element: _Element) -> str:
    from lxml import etree

    bare = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in bare.iter(etree.Element):
        each.tag = _local(each)
    etree.cleanup_namespaces(bare)
    return etree.tostring(bare, encoding="unicode")
