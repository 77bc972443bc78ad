"""Taking what is understood out of an element of another format, and putting it in one of version 3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from lxml import etree

from chance_desktop.europass.passport.skills_passport import NAMESPACE
from chance_desktop.europass.tree.nodes import local

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class OldPart:
    """An element of the old file, out of which what is understood is taken."""

    def __init__(self, element: _Element | None) -> None:
        self.element = element

    def __bool__(self) -> bool:
        return self.element is not None

    def every(self, *names: str) -> Iterator[OldPart]:
        """Its children of those names."""
        if self.element is not None:
            yield from (OldPart(each) for each in list(self.element) if local(each).lower() in names)

    def inner(self, name: str) -> OldPart:
        """Its first child of a name, left where it is."""
        return next(self.every(name), OldPart(None))

    def take(self, name: str) -> str:
        """The words of a child, which is taken out."""
        found = self.inner(name).element
        if found is None or self.element is None:
            return ""
        words = "".join(cast("Iterator[str]", found.itertext())).strip()
        self.element.remove(found)
        return words

    @property
    def kind(self) -> str:
        """« mother » for `xsi:type="europass:mother"`, « social » for `type="social"`."""
        if self.element is None:
            return ""
        told = self.element.get("type") or self.element.get(TYPE) or ""
        return told.rpartition(":")[2].lower()

    def own_words(self) -> str:
        """Its own words, taken out."""
        if self.element is None:
            return ""
        words, self.element.text = (self.element.text or "").strip(), None
        for key in ("type", TYPE):
            if words and key in self.element.attrib:
                del self.element.attrib[key]
        return words


class NewPart:
    """An element of the new file; what is empty is never made."""

    def __init__(self, element: _Element) -> None:
        self.element = element

    def inside(self, *path: str) -> NewPart:
        """A child, made when it is not there."""
        here = self.element
        for name in path:
            found = here.find(f"{{{NAMESPACE}}}{name}")
            here = found if found is not None else self._child(here, name)
        return NewPart(here)

    def another(self, name: str) -> NewPart:
        """One child more of that name."""
        return NewPart(self._child(self.element, name))

    def say(self, words: str, *path: str) -> None:
        """A text at a place below."""
        if words:
            self.inside(*path).element.text = words

    @staticmethod
    def _child(of: _Element, name: str) -> _Element:
        return etree.SubElement(of, f"{{{NAMESPACE}}}{name}")
