"""What a file is by its first bytes, and how large one may be."""

from __future__ import annotations

from chance_desktop.documents.scans.errors import ScanEmpty, ScanTooLarge
from chance_desktop.documents.scans.unknown import refusal

MOST_BYTES = 40 * 1024 * 1024


MOST_PAGES = 200


PDF = "application/pdf"


_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def media_type(data: bytes) -> str:
    """The type by the first bytes, whatever the file's name says; raises ScanEmpty, ScanTooLarge, ScanUnknown."""
    if not data:
        raise ScanEmpty
    if len(data) > MOST_BYTES:
        raise ScanTooLarge
    # Some scanners write a few bytes before the PDF's own heading; readers accept it within the first kilobyte.
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "image/tiff"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "image/heic"
    raise refusal(data)
