"""Drafts of elements: what will be written, without the empty ones, then grown into a tree."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from lxml import etree

from chance_desktop.domain.learner.partial_dates import PartialDate

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKS = re.compile("[\x0b\x0c]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """An element to be: its name with its prefix, its text or its children, its attributes."""

    name: str
    text: str = ""
    children: tuple[Draft, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


Drafts = tuple[Draft, ...]


def leaf(name: str, text: str) -> Drafts:
    """An element of text, or nothing for an empty text."""
    return (Draft(name, text),) if text else ()


def group(name: str, *parts: Drafts, always: bool = False, attributes: Mapping[str, str] | None = None) -> Drafts:
    """An element around others, or nothing when it would be empty, unless `always`."""
    children = tuple(each for part in parts for each in part)
    if not children and not attributes and not always:
        return ()
    return (Draft(name, "", children, attributes or {}),)


def each_of(drafts: list[Drafts]) -> Drafts:
    """One after the other."""
    return tuple(each for part in drafts for each in part)


def date(name: str, day: PartialDate | None) -> Drafts:
    """A partial date in attributes."""
    if day is None:
        return ()
    attributes = {"year": f"{day.year:04}"}
    if day.month is not None:
        attributes["month"] = f"--{day.month:02}"
    if day.day is not None:
        attributes["day"] = f"---{day.day:02}"
    return (Draft(name, attributes=attributes),)


def data(content: bytes) -> str:
    """Bytes in base64, on one line."""
    return b64encode(content).decode("ascii")


def moment(at: datetime) -> str:
    """A date and time of XML, to the millisecond when that says it all; the zone in minutes, as XML has it."""
    offset = at.utcoffset()
    if offset is not None and (offset.total_seconds() % 60 or abs(offset.total_seconds()) > 14 * 3600):
        at = at.astimezone(UTC)
    precise = at.microsecond % 1000 != 0
    return at.isoformat(timespec="microseconds" if precise else "milliseconds").replace("+00:00", "Z")


def clean(text: str) -> str:
    """Text XML can carry: vertical tabs and form feeds become line breaks, other control characters go."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def grow(draft: Draft, namespaces: Mapping[str, str]) -> _Element:
    """The tree of a draft; `namespaces` gives that of each prefix, the empty one included."""
    nsmap: dict[str | None, str] = {prefix or None: uri for prefix, uri in namespaces.items()}

    def fill(element: _Element, draft: Draft) -> None:
        for key, value in draft.attributes.items():
            element.set(key, clean(value))
        if draft.text:
            element.text = clean(draft.text)
        for child in draft.children:
            fill(etree.SubElement(element, _tag(child.name, namespaces)), child)

    root = etree.Element(_tag(draft.name, namespaces), nsmap=cast("dict[str, str]", nsmap))
    fill(root, draft)
    return root


def _tag(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, _colon, local = name.rpartition(":")
    return f"{{{namespaces[prefix]}}}{local}"
