"""The faces an answer is written with: the house face for western languages, others for what it has no letter for.

Somebody's town is « Łódź », another's name is Cyrillic, and telephones put a 😀 behind a sentence. What the house face cannot
draw is taken from DejaVu Sans (alphabets and signs), then from Noto Emoji, each embedded as the few letters used. Scripts
written from the right, whose letters change with their neighbours, are left to the program that typed them.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from reportlab.pdfbase.ttfonts import TTFontFile

from chance_desktop.documents.kit.form_fields import whole_font
from chance_desktop.documents.kit.typesetting.theme import Face, font
from chance_desktop.documents.scans.errors import ScanAnswersHidden
from chance_desktop.runtime.assets import resources_folder

WESTERN = "Atk"
"""The house face as forms have it, in Windows-1252."""
_FILES = {
    "AtkinsonNext": "AtkinsonHyperlegibleNext_400Regular.ttf",
    "DejaVuSans": "answers/DejaVuSans.ttf",
    "NotoEmoji": "answers/NotoEmoji-Regular.ttf",
}
_NO_DRAWING = {"\ufe0e", "\ufe0f"}
_FROM_THE_RIGHT = {"R", "AL", "AN"}
_MOST_PER_BLOCK = 100
# A face reads its file through one cursor.
_cutting = threading.Lock()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one face, and what shows them in a drawing."""

    face: str
    text: str
    width: float
    """For a size of 1 point."""


@dataclass(slots=True)
class AnswerFaces:
    """The faces of one file, each put in it once, when all answers are drawn."""

    pdf: Pdf
    _objects: dict[str, Object] = field(default_factory=dict)
    _codes: dict[str, dict[str, int]] = field(default_factory=dict)

    def stretches(self, text: str) -> tuple[Stretch, ...]:
        """The text by faces. Raises ScanAnswersHidden for a character none of them has."""
        return tuple(
            Stretch(name, same, sum(_width(name, character) for character in same))
            for name, group in groupby(bare(text), _face_of)
            for same in ["".join(group)]
        )

    def shown(self, stretch: Stretch) -> str:
        """The operand that shows it, in hexadecimal."""
        if stretch.face == WESTERN:
            self._object(WESTERN)
            return stretch.text.encode("cp1252").hex()
        self._object(stretch.face)
        codes = self._codes.setdefault(stretch.face, {})
        return "".join(f"{codes.setdefault(character, len(codes) + 1):04x}" for character in stretch.text)

    def resources(self, stretches: Iterator[Stretch]) -> Dictionary:
        """The faces a drawing uses."""
        return Dictionary({f"/{name}": self._object(name) for name in {stretch.face for stretch in stretches}})

    def finish(self) -> None:
        """Cut each face to the letters that were used."""
        for name, codes in self._codes.items():
            _embed(self.pdf, self._objects[name], name, codes)

    def _object(self, name: str) -> Object:
        if name not in self._objects:
            self._objects[name] = (
                whole_font(self.pdf) if name == WESTERN else self.pdf.make_indirect(Dictionary(Type=Name.Font))
            )
        return self._objects[name]


def bare(text: str) -> str:
    """The text without the signs that only change the look of their neighbours."""
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if character not in _NO_DRAWING and unicodedata.category(character) not in {"Cc", "Cf"}
    )


@cache
def _face_of(character: str) -> str:
    if unicodedata.bidirectional(character) in _FROM_THE_RIGHT:
        raise ScanAnswersHidden
    if _is_western(character):
        return WESTERN
    for name in _FILES:
        if ord(character) in _face(name).charToGlyph:
            return name
    raise ScanAnswersHidden


def _is_western(character: str) -> bool:
    try:
        code = character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return False
    return code >= 32 and (character in {" ", "\u00a0"} or ord(character) in font(Face.REGULAR).face.charToGlyph)


@cache
def _face(name: str) -> TTFontFile:
    with _cutting:
        return TTFontFile(str(resources_folder() / "fonts" / _FILES[name]))


@cache
def _width(name: str, character: str) -> float:
    face = font(Face.REGULAR).face if name == WESTERN else _face(name)
    return float(face.charWidths.get(ord(character), face.defaultWidth)) / 1000


def _embed(pdf: Pdf, holder: Object, name: str, codes: dict[str, int]) -> None:
    """A face of two-byte codes, its letters numbered from 1 in the order they came."""
    face = _face(name)
    with _cutting:
        outlines = face.makeSubset([ord(character) for character in codes])
    base = Name(f"/AAAAAA+{name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=base, Flags=4, FontBBox=Array([round(side) for side in face.bbox]),
        ItalicAngle=0, Ascent=round(face.ascent), Descent=round(face.descent), CapHeight=round(face.capHeight),
        StemV=80, FontFile2=pdf.make_stream(bytes(outlines), {"/Length1": len(outlines)}),
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=base, CIDToGIDMap=Name.Identity, DW=1000,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        W=Array([1, Array([round(_width(name, character) * 1000) for character in codes])]),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    holder.Subtype = Name.Type0
    holder.BaseFont = base
    holder.Encoding = Name("/Identity-H")
    holder.DescendantFonts = Array([pdf.make_indirect(descendant)])
    holder.ToUnicode = pdf.make_stream(_reading(codes))


def _reading(codes: dict[str, int]) -> bytes:
    """What the codes read as, for who copies or searches the words."""
    lines = [f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()]
    blocks = [lines[at : at + _MOST_PER_BLOCK] for at in range(0, len(lines), _MOST_PER_BLOCK)]
    said = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{said}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")
