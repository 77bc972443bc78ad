"""Whether what the words of a page ask to show (pictures, drawings, faces) is there, and how much drawing it makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooHeavy

_SHOWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b|/([^\s/<>\[\](){}%]+)\s+-?[\d.]+\s+Tf\b")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST = 64 * 1024 * 1024
"""Bytes of drawing in one page, those of a drawing shown again counted again."""
_DEEPEST = 30
_ZEROS = bytes(16)
_PICTURE_AMONG_WORDS = re.compile(rb"\bBI\b.*?\bID\s", re.DOTALL)


class Shown:
    """The drawings of one file; each is looked at once."""

    def __init__(self) -> None:
        self._weights: dict[tuple[int, int], int] = {}

    def check_page(self, page: Object) -> None:
        """Raise ScanDamaged when something shown is missing, ScanTooHeavy when the page would never be drawn."""
        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents] if contents is not None else []
        drawing = b""
        for part in parts:
            if not isinstance(part, Stream):
                raise ScanDamaged
            drawing += b"\n" + part.read_bytes()
            if len(drawing) > _MOST:
                raise ScanTooHeavy
        # A sector that a disk could not read comes back as zeros; only a picture among the words has any.
        if _ZEROS in drawing and not _PICTURE_AMONG_WORDS.search(drawing):
            raise ScanDamaged
        self._weigh(drawing, [pikepdf.Page(page).resources], 0)

    def _weigh(self, drawing: bytes, resources: Sequence[Object], deep: int) -> int:
        """Bytes of a drawing and of those it shows."""
        weight = len(drawing)
        for (picture, face), times in Counter(_SHOWN.findall(drawing)).items():
            kind, name = ("/XObject", picture) if picture else ("/Font", face)
            thing = _found(resources, kind, "/" + _plain(name))
            if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form:
                weight += times * self._form(thing, resources, deep + 1)
            if weight > _MOST:
                raise ScanTooHeavy
        return weight

    def _form(self, form: Stream, around: Sequence[Object], deep: int) -> int:
        """A form takes what it does not find in its own resources from those of the page that shows it."""
        if form.objgen not in self._weights:
            # One that shows itself is drawn by nobody.
            self._weights[form.objgen] = 0
            if deep > _DEEPEST:
                raise ScanTooHeavy
            own = form.get("/Resources")
            resources = [own, *around] if isinstance(own, Dictionary) else around
            self._weights[form.objgen] = self._weigh(form.read_bytes(), resources, deep)
        return self._weights[form.objgen]


def _found(resources: Sequence[Object], kind: str, key: str) -> Object:
    """What a name stands for. Raises ScanDamaged for a name of nothing that can be shown."""
    for each in resources:
        named = each.get(kind)
        thing = named.get(key) if isinstance(named, Dictionary) else None
        if kind == "/Font" and isinstance(thing, Dictionary) and "/Subtype" in thing:
            return thing
        if kind == "/XObject" and isinstance(thing, Stream) and thing.get("/Subtype") in _PICTURES:
            return thing
    raise ScanDamaged


_PICTURES = {Name.Image, Name.Form, Name.PS}


def _plain(name: bytes) -> str:
    """A name as pikepdf gives it, its #20 read."""
    return _CODE.sub(lambda code: bytes([int(code[1], 16)]), name).decode("utf-8", "surrogateescape")
