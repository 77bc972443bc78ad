"""Rich text of Europass: XHTML paragraphs, lists, bold and italic; read leniently, written from plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr", "table"})
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})
_BULLET = re.compile(r"\s*[-–—•*]\s+")
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one appearance."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list: `marker` is « • », « 1. », or empty."""

    runs: tuple[Run, ...]
    marker: str = ""

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self._runs: list[Run] = []
        self._styles: list[str] = []
        self._lists: list[int] = []
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._end()
            return
        if tag in _BLOCKS:
            self._end()
        if tag in ("ul", "ol"):
            self._lists.append(-1 if tag == "ul" else 0)
        elif tag == "li":
            self._marker = self._next_marker()
        elif tag not in _BLOCKS:
            self._styles.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in self._styles:
            self._styles.reverse()
            self._styles.remove(tag)
            self._styles.reverse()

    def handle_data(self, data: str) -> None:
        words = _SPACES.sub(" ", data)
        if not self._runs or self._runs[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if words:
            styles = set(self._styles)
            self._runs.append(Run(words, bool(styles & _BOLD), bool(styles & _ITALIC), "u" in styles))

    def close(self) -> None:
        super().close()
        self._end()

    def _next_marker(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1]}."

    def _end(self) -> None:
        if self._runs:
            last = self._runs[-1]
            self._runs[-1] = Run(last.text.rstrip(" "), last.bold, last.italic, last.underline)
            runs = tuple(run for run in self._runs if run.text)
            if runs:
                self.found.append(Paragraph(runs, self._marker))
            self._marker = ""
        self._runs = []


def paragraphs(rich: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a rich text; a text without any mark-up has one paragraph per line."""
    if "<" not in rich and "&" not in rich:
        rich = from_plain(rich)
    reader = _Reader()
    reader.feed(rich)
    reader.close()
    return tuple(reader.found)


def plain(rich: str) -> str:
    """The words of a rich text, one line per paragraph, « - » before the items of a list."""
    return "\n".join(
        f"{'- ' if each.marker == '•' else each.marker and each.marker + ' '}{each.text}" for each in paragraphs(rich)
    )


def from_plain(text: str) -> str:
    """Rich text of what a person typed: lines that begin with « - » make a list, the others are paragraphs."""
    parts: list[str] = []
    items: list[str] = []
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        if bullet:
            items.append(f"<li>{escape(line[bullet.end() :].strip(), quote=False)}</li>")
            continue
        if items:
            parts.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.strip():
            parts.append(f"<p>{escape(line.strip(), quote=False)}</p>")
    if items:
        parts.append(f"<ul>{''.join(items)}</ul>")
    return "".join(parts)
