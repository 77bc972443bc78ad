"""Opening any Europass file by what it contains, whatever its name: XML of either format, or a PDF around one."""

from __future__ import annotations

from chance_desktop.europass.candidate import candidate, candidate_names
from chance_desktop.europass.passport import reading
from chance_desktop.europass.passport.reading import Reading
from chance_desktop.europass.pdf import extract
from chance_desktop.europass.tree.safe_xml import SIZE_LIMIT, Source, parse, whole

_PDF = b"%PDF-"
_HEAD = 1024
PDF_LIMIT = 2 * SIZE_LIMIT
"""Bytes of the largest PDF read: its pages and the XML they carry."""


def read_any(source: Source) -> Reading:
    """The learner of a file; raises a `FileRefused` that says what to do."""
    content = whole(source, PDF_LIMIT)
    if _PDF in content[:_HEAD] and not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        content = extract(content)
    return read_xml(content)


def read_xml(content: bytes) -> Reading:
    """The learner of an XML document of either format; raises a `FileRefused`."""
    root = parse(content)
    if root.tag == candidate_names.ROOT:
        return candidate.read_tree(root)
    return reading.read_tree(root)
