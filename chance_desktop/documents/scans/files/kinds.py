"""What a file is by its first bytes, and how large one may be."""

from __future__ import annotations

from chance_desktop.documents.scans.errors import ScanEmpty, ScanTooLarge
from chance_desktop.documents.scans.files.unknown import CONTAINERS, is_message, refusal

MOST_BYTES = 40 * 1024 * 1024


MOST_PAGES = 200


PDF = "application/pdf"


_STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"II+\0": "image/tiff",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_BMP_HEADINGS = {size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)}


def is_pdf(data: bytes) -> bool:
    """Whether it has the heading of a PDF, which some scanners write a few bytes late; readers accept it in the first kilobyte."""
    return b"%PDF-" in data[:1024] and not data.startswith(CONTAINERS) and not is_message(data)


def media_type(data: bytes) -> str:
    """The type by the first bytes, whatever the file's name says; raises ScanEmpty, ScanTooLarge, ScanUnknown."""
    if not data:
        raise ScanEmpty
    if len(data) > MOST_BYTES:
        raise ScanTooLarge
    if is_pdf(data):
        return PDF
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    # Two letters alone would take a text for a picture: the size of the heading that follows is a number of a short list.
    if data.startswith(b"BM") and data[14:18] in _BMP_HEADINGS:
        return "image/bmp"
    if data[4:8] == b"ftyp":
        brands = {data[at : at + 4] for at in range(8, min(64, int.from_bytes(data[:4], "big")), 4) if at != 12}
        if brands & _AVIF_BRANDS:
            return "image/avif"
        if brands & _HEIC_BRANDS:
            return "image/heic"
    raise refusal(data)
