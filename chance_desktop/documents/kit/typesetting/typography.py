"""French typography: no-break spaces, curly apostrophes, raised « er », and only characters the house font can draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from chance_desktop.domain.text.shown_text import as_printed

NBSP = "\u00a0"

# ReportLab never falls back to another font: a character the font lacks would print as an empty box.
_REPLACED = {
    "\u202f": NBSP,
    "\u2007": NBSP,
    "\u2009": " ",
    "\u2011": "-",
    "\u2010": "-",
    "\u2212": "-",
    "\u2192": "-",
    "\u2190": "-",
    "\u2116": "n°",
    "\u00ad": "",
    "\u200b": "",
    "\ufeff": "",
    "\t": " ",
    "\r": "",
}
_BEFORE_SIGN = re.compile(r"(?<=[^\s:;?!»]) (?=[:;?!»%€](?:\s|$|[\u00a0),.»]))")
_AFTER_OPENING = re.compile(r"« ")
_TITLE_BEFORE_NAME = re.compile(r"\b(M\.|Mme|MM\.|Mmes) (?=[^\W\d_])")
_PHONE = re.compile(r"(?<!\d)0\d(?: \d\d){4}(?!\d)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARTS = re.compile(r"(\*\*.+?\*\*|(?<![\w])1er(?![\w])|\n)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text of one aspect."""

    text: str
    bold: bool = False
    raised: bool = False
    italic: bool = False
    underlined: bool = False


def french(text: str) -> str:
    """The text with the no-break spaces and apostrophes French printing asks for."""
    text = text.replace("'", "’")
    text = _BEFORE_SIGN.sub(NBSP, text)
    text = text.replace(" – ", NBSP + "– ")
    text = _AFTER_OPENING.sub("«" + NBSP, text)
    text = _PHONE.sub(lambda number: number[0].replace(" ", NBSP), text)
    return _TITLE_BEFORE_NAME.sub(r"\1" + NBSP, text)


def xml_safe(text: str) -> str:
    """The text without the characters XML 1.0 forbids (2.2), which come with what people paste."""
    return _NOT_XML.sub("", text)


def xml_shown(text: str) -> str:
    """The same for what is read on the page: what would act on the text around it is seen as such."""
    return xml_safe(as_printed(text))


def drawable(text: str, known: Container[int]) -> str:
    """The text with every character absent from the font replaced by its nearest, or by « ? »; controls are seen as such."""
    text = as_printed(text)
    if all(ord(character) in known or character == "\n" for character in text):
        return text
    return "".join(_nearest(character, known) for character in text)


def _nearest(character: str, known: Container[int]) -> str:
    if character == "\n" or ord(character) in known:
        return character
    if character in _REPLACED:
        return _REPLACED[character]
    base = "".join(c for c in unicodedata.normalize("NFKD", character) if ord(c) in known)
    if base:
        return base
    kind = unicodedata.category(character)
    # Separators of lines and paragraphs, and word processors' own signs, come with what people paste.
    return " " if kind[0] == "Z" else "" if kind in {"Cc", "Cf", "Mn", "Cs", "Co"} else "?"


def parts(text: str) -> tuple[Part, ...]:
    """The text cut at `**bold**` spans and at « 1er », whose « er » is raised."""
    found: list[Part] = []
    for piece in _PARTS.split(unicodedata.normalize("NFC", text)):
        if piece.startswith("**") and piece.endswith("**") and len(piece) > 4:
            found.extend(Part(inner.text, bold=True, raised=inner.raised) for inner in parts(piece[2:-2]))
        elif piece == "1er":
            found.extend((Part("1"), Part("er", raised=True)))
        elif piece:
            found.append(Part(piece))
    return tuple(found)
