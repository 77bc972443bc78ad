"""The files attached to a PDF: gathered in a portfolio, joined to the document, or clipped to a page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.errors import ScanError, ScanHoldsOthers, ScanUnknown
from chance_desktop.documents.scans.files.kinds import MOST_BYTES, media_type

_MOST_NODES = 5_000
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside another: its name as it was given, its content."""

    name: str
    content: bytes


def attached_papers(pdf: Pdf) -> tuple[Attached, ...]:
    """The attached files that may be papers: PDF, pictures, texts, messages, archives, and whatever a portfolio holds.

    The data a program joins to its own pages (the XML of an invoice or of a Europass CV) is no paper.
    """
    whole = "/Collection" in pdf.Root
    files = [Attached(_name_of(spec), _content(stream)) for spec, stream in _specifications(pdf)]
    return tuple(file for file in files if whole or is_paper(file.content))


def refuse_attached_papers(pdf: Pdf) -> None:
    """Raise ScanHoldsOthers rather than drop a paper in silence."""
    papers = attached_papers(pdf)
    if papers or "/Collection" in pdf.Root:
        raise ScanHoldsOthers(tuple(paper.name for paper in papers))


def is_paper(content: bytes) -> bool:
    """Whether somebody may have meant it as a paper, even one that is refused as it is."""
    try:
        media_type(content)
    except ScanUnknown as refused:
        return type(refused) is not ScanUnknown
    except ScanError:
        return bool(content)
    return True


def _specifications(pdf: Pdf) -> Iterator[tuple[Object, Stream]]:
    """File specifications and their content, each once."""
    seen: set[tuple[int, int]] = set()
    for spec in (*_named(pdf), *_listed(pdf.Root), *_clipped(pdf)):
        held = spec.get("/EF") if isinstance(spec, Dictionary) else None
        if not isinstance(held, Dictionary):
            continue
        stream = next((held[key] for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac") if key in held), None)
        if isinstance(stream, Stream) and stream.objgen not in seen:
            seen.add(stream.objgen)
            yield spec, stream


def _listed(holder: Object) -> list[Object]:
    files = holder.get("/AF")
    return list(files) if isinstance(files, Array) else []


def _clipped(pdf: Pdf) -> Iterator[Object]:
    for page in pdf.pages:
        yield from _listed(page.obj)
        for annotation in page.obj.get("/Annots") or ():
            if isinstance(annotation, Dictionary) and "/FS" in annotation:
                yield annotation.FS


def _named(pdf: Pdf) -> Iterator[Object]:
    """What the tree of names holds, cycles and excess cut."""
    names = pdf.Root.get("/Names")
    waiting = [names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None]
    seen: set[tuple[int, int]] = set()
    looked = 0
    while waiting and looked < _MOST_NODES:
        node, looked = waiting.pop(), looked + 1
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        flat, kids = node.get("/Names"), node.get("/Kids")
        if isinstance(flat, Array):
            yield from (flat[at + 1] for at in range(0, len(flat) - 1, 2))
        if isinstance(kids, Array):
            waiting.extend(reversed(list(kids)))


def _name_of(spec: Object) -> str:
    name = next((str(spec[key]) for key in ("/UF", "/F") if key in spec), "")
    return name.replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]


def _content(stream: Stream) -> bytes:
    """The content, no more than what is refused as too large."""
    raw = bytes(stream.read_raw_bytes())
    filters = stream.get("/Filter")
    kinds = [str(kind) for kind in filters] if isinstance(filters, Array) else [str(filters)] if filters else []
    if not kinds:
        return raw
    if kinds == [str(Name.FlateDecode)] and "/DecodeParms" not in stream:
        return zlib.decompressobj().decompress(raw, MOST_BYTES + 1)
    return bytes(stream.read_bytes()) if len(raw) < MOST_BYTES // 1032 else raw
