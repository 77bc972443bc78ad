"""Europass XML inside a PDF: embedding it where the official readers look, taking it out wherever it was put."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from chance_desktop.europass.failures import EncryptedPdf, NothingAttached, NotPdf, TooLarge
from chance_desktop.europass.tree.safe_xml import SIZE_LIMIT

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

SKILLS_PASSPORT_NAME = "Europass-XML-Attachment.xml"
CANDIDATE_NAME = "attachment.xml"
DESCRIPTION = "Europass XML Attachment"
NAMES = (
    SKILLS_PASSPORT_NAME,
    "Europass-CV-XML-Attachment.xml",
    "Europass-LP-XML-Attachment.xml",
    "CV.xml",
    "LP.xml",
    CANDIDATE_NAME,
)
"""Names an attachment may have: the five of the former editor, then the portal’s."""
_NODE_LIMIT = 5_000
"""Nodes of the tree of names that are looked at, so that a hostile one ends."""
_KEYS = ("/F", "/UF")
_LARGEST_RATIO = 1032
"""How many bytes one packed byte may become with the filters of PDF (deflate is the widest)."""


def embed(content: bytes, xml: bytes, candidate: bytes | None = None, modified: datetime | None = None) -> bytes:
    """A PDF with its XML attached; raises `NotPdf` or `EncryptedPdf`."""
    with _opened(content) as pdf:
        embed_in(pdf, xml, candidate, modified)
        written = BytesIO()
        # Pages are compressed already, so is the XML, and the version stays: nothing else is worth going through.
        pdf.save(written, compress_streams=False, fix_metadata_version=False)
    return written.getvalue()


def embed_in(pdf: Pdf, xml: bytes, candidate: bytes | None = None, modified: datetime | None = None) -> None:
    """Attach XML to an open PDF: `SkillsPassport` first, then `Candidate` when given; other attachments stay after.

    The array of names is flat and unsorted on purpose: the former editor reads the first match and never follows `/Kids`.
    """
    ours = [_attached(pdf, SKILLS_PASSPORT_NAME, DESCRIPTION, xml, modified)]
    if candidate is not None:
        ours.append(_attached(pdf, CANDIDATE_NAME, DESCRIPTION, candidate, modified))
    others = [each for each in _named(pdf) if each[0] not in NAMES]
    root = pdf.Root
    names = root.get("/Names")
    if not isinstance(names, Dictionary):
        names = root.Names = Dictionary()
    flat = Array()
    for name, spec in (*ours, *others):
        flat.append(name)
        flat.append(spec)
    names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=flat))
    associated = root.get("/AF")
    kept = [each for each in associated if _name_of(each) not in NAMES] if isinstance(associated, Array) else []
    root[Name.AF] = Array([*(spec for _name, spec in ours), *kept])


def extract(content: bytes) -> bytes:
    """The first Europass XML of a PDF; raises `NotPdf`, `EncryptedPdf`, `NothingAttached` or `TooLarge`."""
    return extract_all(content)[0]


def extract_all(content: bytes) -> tuple[bytes, ...]:
    """Every Europass XML of a PDF, in the order of its names; at least one."""
    with _opened(content) as pdf:
        found = tuple(_bytes_of(spec) for spec in _specs(pdf))
    if not found:
        raise NothingAttached
    return found


@contextmanager
def _opened(content: bytes) -> Iterator[Pdf]:
    if b"%PDF-" not in content[:1024]:
        raise NotPdf
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise EncryptedPdf from None
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        ValueError,
        TypeError,
        RecursionError,
        AttributeError,
        KeyError,
    ):
        # a damaged file breaks anywhere an object is looked at, with the error of the object that was expected
        raise NotPdf from None


def _attached(pdf: Pdf, name: str, description: str, content: bytes, modified: datetime | None) -> tuple[str, Object]:
    params = Dictionary(Size=len(content), CheckSum=_checksum(content))
    if modified is not None:
        params.ModDate = f"D:{modified:%Y%m%d%H%M%S}"
    stream = Stream(pdf, zlib.compress(content))
    stream.Filter = Name.FlateDecode
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/text/xml")  # written /text#2Fxml
    stream.Params = params
    held = pdf.make_indirect(stream)
    spec = Dictionary(
        Type=Name.Filespec,
        F=name,
        UF=name,
        Desc=description,
        AFRelationship=Name.Data,
        EF=Dictionary(F=held, UF=held),
    )
    return name, pdf.make_indirect(spec)


def _checksum(content: bytes) -> bytes:
    return md5(content, usedforsecurity=False).digest()


def _specs(pdf: Pdf) -> Iterator[Object]:
    """File specifications that carry Europass XML: by the names, by `/AF`, then clipped to a page, each once."""
    seen: set[tuple[int, int]] = set()
    associated = pdf.Root.get("/AF")
    listed = list(associated) if isinstance(associated, Array) else []
    loose = [(_name_of(each), each) for each in (*listed, *_clipped(pdf))]
    for name, spec in (*_named(pdf), *loose):
        if name not in NAMES and _name_of(spec) not in NAMES:
            continue
        stream = _stream_of(spec)
        if stream is not None and (not stream.is_indirect or stream.objgen not in seen):
            seen.add(stream.objgen)
            yield spec


def _clipped(pdf: Pdf) -> Iterator[Object]:
    """Files that somebody put on a page by hand, with a paper clip to show it."""
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, Array):
            yield from (each.FS for each in annotations if isinstance(each, Dictionary) and "/FS" in each)


def _named(pdf: Pdf) -> list[tuple[str, Object]]:
    """(name, file specification) of the tree of embedded files, in order, cycles and excess cut."""
    names = pdf.Root.get("/Names")
    top = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
    found: list[tuple[str, Object]] = []
    waiting: list[Object | None] = [top]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _NODE_LIMIT:
        node = waiting.pop(0)
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen if node.is_indirect else (-1 - len(seen), 0))
        flat = node.get("/Names")
        if isinstance(flat, Array):
            found.extend((str(flat[at]), flat[at + 1]) for at in range(0, min(len(flat), 2 * _NODE_LIMIT) - 1, 2))
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            waiting[:0] = [kids[at] for at in range(min(len(kids), _NODE_LIMIT))]
    return found


def _name_of(spec: Object) -> str:
    if not isinstance(spec, Dictionary):
        return ""
    return next((str(spec[key]) for key in ("/UF", "/F") if key in spec), "")


def _stream_of(spec: Object) -> Object | None:
    held = spec.get("/EF") if isinstance(spec, Dictionary) else None
    if not isinstance(held, Dictionary):
        return None
    return next((held[key] for key in _KEYS if isinstance(held.get(key), Stream)), None)


def _bytes_of(spec: Object) -> bytes:
    """The content of a file, never unpacking much more than the limit."""
    stream = _stream_of(spec)
    if stream is None:
        raise NothingAttached
    raw = stream.read_raw_bytes()
    if len(raw) > SIZE_LIMIT:
        raise TooLarge(SIZE_LIMIT)
    filters = _filters(stream)
    if not filters:
        return bytes(raw)
    if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
        return _inflated(raw)
    if len(filters) > 1 or len(raw) > SIZE_LIMIT // _LARGEST_RATIO:
        raise TooLarge(SIZE_LIMIT)
    return bytes(stream.read_bytes())


def _filters(stream: Object) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(each) for each in found] if isinstance(found, Array) else [str(found)]


def _inflated(raw: bytes) -> bytes:
    try:
        found = zlib.decompressobj().decompress(raw, SIZE_LIMIT + 1)
    except zlib.error:
        raise NotPdf from None
    if len(found) > SIZE_LIMIT:
        raise TooLarge(SIZE_LIMIT)
    return found
