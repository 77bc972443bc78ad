"""A face of the house font whose Western letters are cut out and compressed once, then shared by every document.

ReportLab cuts a new font out of each face for each document: a third of the time of a one-page letter. Here the letters
of Windows-1252 (all of Western Europe's) make one ready subset per face; rarer ones still get a subset of their own in
the document that needs them. It costs a few kilobytes per face in a file, and documents made at once do not mix.
"""

from __future__ import annotations

import codecs
import threading
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFStream
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont

_NO_CHARACTER = "\ufffe"
_MOST_PER_BLOCK = 100
_READING = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

# A face reads its file through one cursor.
_cutting = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Subset:
    """Up to 256 letters of a face as a document takes them over: dictionaries, outlines, and what they read as."""

    name: str
    font: bytes
    descriptor: bytes
    outlines: bytes
    outlines_length: int
    reading: bytes


class _Written(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A dictionary as it stands in the file, but for the objects of this document it refers to."""

    __RefOnly__ = 1

    def __init__(self, data: bytes, references: dict[bytes, PDFObject]) -> None:
        self._data = data
        self._references = references

    def format(self, document: PDFDocument) -> bytes:
        told = b"".join(b"/%s %s " % (key, value.format(document)) for key, value in self._references.items())
        return b"<< " + self._data + told + b">>"


class HouseFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A face to register with ReportLab."""

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, str(file), asciiReadable=False)
        letters = "".join(self._western(place) for place in range(256))
        self._table = codecs.charmap_build(letters)
        self._letters = [0 if letter in (_NO_CHARACTER, "\xa0") else ord(letter) for letter in letters]
        self._places = {code: place for place, code in enumerate(self._letters) if code} | {0: 0}

    def _western(self, place: int) -> str:
        letter = bytes([place]).decode("cp1252", "ignore")
        return letter if letter and ord(letter) in self.face.charToGlyph else _NO_CHARACTER

    def _begin(self, doc: PDFDocument) -> TTFont.State:
        """What this document uses of the face so far: at first the shared letters."""
        state = self.state.get(doc)
        if state is None:
            state = self.state[doc] = TTFont.State(False, self)
            state.assignments = self._places.copy()
            state.subsets = [self._letters]
            state.nextCode = len(self._letters)
        return state

    def pieces(self, text: str, doc: PDFDocument) -> list[tuple[str, bytes]]:
        """The text as (name of the subset on the page, bytes) pairs; a no-break space is drawn and read as a space."""
        named = doc.fontMapping.get(self.fontName)
        if named:
            try:
                return [(f"{named}+0", codecs.charmap_encode(text, "strict", self._table)[0].replace(b"\xa0", b" "))]
            except UnicodeEncodeError:
                pass
        return [(self.getSubsetInternalName(order, doc), part) for order, part in self.splitString(text, doc)]

    def splitString(self, text: str, doc: PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The same with the number of the subset, for ReportLab's own drawing."""
        self._begin(doc)
        try:
            return [(0, codecs.charmap_encode(text, "strict", self._table)[0].replace(b"\xa0", b" "))]
        except UnicodeEncodeError:
            found: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
            return found

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:
        """The name of a subset in the resources of a page."""
        self._begin(doc)
        return str(super().getSubsetInternalName(subset, doc))

    def addObjects(self, doc: PDFDocument) -> None:
        """Put the shared subset in the document, and those it needs besides."""
        state = self._begin(doc)
        state.frozen = 1
        for order, codes in enumerate(state.subsets):
            self._add(doc, f"{state.internalName}+{order}", self._cut(order, codes) if order else self.shared)
        del self.state[doc]

    @cached_property
    def shared(self) -> _Subset:
        """The subset of every document."""
        return self._cut(0, self._letters)

    def _cut(self, order: int, codes: list[int]) -> _Subset:
        face = self.face
        with _cutting:
            outlines = face.makeSubset(codes)
        widths = " ".join(f"{face.getCharWidth(code):g}" for code in codes)
        name = (SUBSETN(order) + b"+" + face.name + face.subfontNameX).decode("ascii")
        box = " ".join(f"{side:g}" for side in face.bbox)
        descriptor = (
            f"/Type /FontDescriptor /FontName /{name} /FontBBox [{box}] /Ascent {face.ascent:g} "
            f"/Descent {face.descent:g} /CapHeight {face.capHeight:g} /ItalicAngle {face.italicAngle:g} "
            f"/StemV {face.stemV:g} /Flags {face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC} "
            f"/MissingWidth {face.defaultWidth:g} "
        )
        font = (
            f"/Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 0 /LastChar {len(codes) - 1} "
            f"/Widths [{widths}] "
        )
        return _Subset(
            name, font.encode(), descriptor.encode(), zlib.compress(outlines), len(outlines),
            zlib.compress(_reading(codes)),
        )  # fmt: skip

    def _add(self, doc: PDFDocument, place: str, subset: _Subset) -> None:
        # ReportLab writes in an object the name it has in a document: only the bytes are shared.
        outlines = _compressed(subset.outlines)
        outlines.dictionary["Length1"] = subset.outlines_length
        name = subset.name
        descriptor = _Written(subset.descriptor, {b"FontFile2": doc.Reference(outlines, f"fontFile:{name}")})
        words = doc.Reference(_compressed(subset.reading), f"toUnicodeCMap:{name}")
        described = doc.Reference(descriptor, f"fontDescriptor:{name}")
        font = _Written(subset.font, {b"ToUnicode": words, b"FontDescriptor": described})
        # The pages' dictionary of fonts refers to it rather than holding a copy.
        doc.idToObject["BasicFonts"].dict[place] = doc.Reference(font, place)


def _compressed(data: bytes) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": "/FlateDecode"}), data, [])


def _reading(codes: list[int]) -> bytes:
    """What each code of a subset reads as, in blocks as short as the format asks for (PDF 1.7, 9.10.3)."""
    lines = [f"<{place:02X}> <{code:04X}>" for place, code in enumerate(codes) if code]
    blocks = [lines[start : start + _MOST_PER_BLOCK] for start in range(0, len(lines), _MOST_PER_BLOCK)]
    told = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return _READING.format(blocks=told).encode()
