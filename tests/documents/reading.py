"""Reads a tagged PDF as a screen reader does: the structure tree in order, each element with its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


@dataclass(frozen=True, slots=True)
class Spoken:
    """An element and what is read for it."""

    tag: str
    words: str
    alt: str


def spoken(pdf: bytes) -> list[Spoken]:
    """Every element of the tree, parents before children."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: _marked_words(page) for page in opened.pages}
        return list(_walk(opened.Root.StructTreeRoot.K, pages))


def read_aloud(pdf: bytes) -> str:
    """All the words in reading order, one element a line."""
    return "\n".join(part.words for part in spoken(pdf) if part.words)


def page_words(pdf: bytes) -> list[str]:
    """All the words drawn on each page, artifacts included."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [" ".join(_marked_words(page, everything=True).values()) for page in opened.pages]


def page_contents(pdf: bytes) -> list[list[str]]:
    """What is read on each page, piece by piece in the order of the drawing."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [[words for words in _marked_words(page).values() if words] for page in opened.pages]


def lowest_text(pdf: bytes) -> float:
    """The lowest baseline of the file, in points from the foot of its page: below 25 a printer cuts it off."""
    lowest = 1000.0
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            scale, offset = 1.0, 0.0
            kept: list[tuple[float, float]] = []
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "q":
                    kept.append((scale, offset))
                elif operator == "Q":
                    scale, offset = kept.pop()
                elif operator == "cm":
                    scale, offset = (
                        scale * float(instruction.operands[3]),
                        offset + scale * float(instruction.operands[5]),
                    )
                elif operator == "Tm" and float(instruction.operands[5]):
                    lowest = min(lowest, offset + scale * float(instruction.operands[5]))
    return lowest


def _walk(node: Object, pages: dict[tuple[int, int], dict[int, str]]) -> Iterator[Spoken]:
    kids = node.get("/K", Array())
    kids = list(kids) if isinstance(kids, Array) else [kids]
    words = ""
    for kid in kids:
        if isinstance(kid, int):
            words += pages[node.Pg.objgen][kid]
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            words += pages[kid.Pg.objgen][int(kid.MCID)]
    yield Spoken(str(node.S)[1:], words, str(node.get("/Alt", "")))
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _walk(kid, pages)


def _marked_words(page: pikepdf.Page, *, everything: bool = False) -> dict[int, str]:
    fonts = {name: _to_unicode(font) for name, font in page.resources.get("/Font", Dictionary()).items()}
    found: dict[int, str] = {}
    path: list[int | None] = []
    artifact = -1 if everything else None
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC":
            inside = operands[1].get("/MCID") if isinstance(operands[1], Dictionary) else None
            path.append(artifact if inside is None else int(inside))
            if path[-1] is not None:
                found.setdefault(path[-1], "")
        elif operator == "BMC":
            path.append(artifact)
            if artifact is not None:
                found.setdefault(artifact, "")
        elif operator == "EMC":
            path.pop()
        elif operator == "Tf":
            font = fonts[str(operands[0])]
        elif operator == "Tj" and path and path[-1] is not None:
            found[path[-1]] += "".join(font.get(code, "\ufffd") for code in bytes(operands[0]))
    assert not path, "a mark is never closed"
    return found


def _to_unicode(font: Object) -> dict[int, str]:
    source = font.ToUnicode.read_bytes().decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, letter in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            if int(letter, 16):
                letters[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    return letters
