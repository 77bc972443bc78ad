"""What a file that is no scan seems to be, so that its refusal names the next step for exactly that kind."""

from __future__ import annotations

import zipfile
from io import BytesIO

from chance_desktop.documents.scans.errors import (
    ScanArchive,
    ScanDocument,
    ScanError,
    ScanMessage,
    ScanOtherPicture,
    ScanUnknown,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A property of a message kept by Outlook, as its folders are named (in UTF-16).
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_MESSAGE_HEADINGS = (
    b"from:", b"to:", b"received:", b"return-path:", b"delivered-to:", b"mime-version:", b"subject:", b"date:",
    b"message-id:", b"content-type:", b"x-", b"authentication-results:", b"dkim-signature:", b"reply-to:",
)  # fmt: skip
_OTHER_PICTURES = (
    b"\x00\x00\x00\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"8BPS",
    b"\xff\x0a",
    b"\x00\x00\x00\x0cJXL ",
    b"AT&TFORM",
    b"MM\0+",
)
"""JPEG 2000, Photoshop, JPEG XL, DjVu, the largest TIFF as few programs write it."""
CONTAINERS = (OLE, b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
"""What files of any kind may begin inside of."""
_LOOKED_AT = 1024 * 1024


def refusal(data: bytes) -> ScanError:
    """Why a file that is neither a PDF nor a picture is refused, in words made for what it seems to be."""
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(OLE):
        return ScanMessage() if _OUTLOOK in data[:_LOOKED_AT] else ScanDocument()
    if data.startswith(b"{\\rtf"):
        return ScanDocument()
    if data.startswith(_OTHER_PICTURES):
        return ScanOtherPicture()
    if data.startswith(CONTAINERS):
        return ScanArchive()
    return ScanMessage() if is_message(data) else ScanUnknown()


def is_message(data: bytes) -> bool:
    """Whether it begins as a message of Internet does."""
    return data[:200].lstrip(b"\xef\xbb\xbf\r\n ").lower().startswith(_MESSAGE_HEADINGS)


def _zipped(data: bytes) -> ScanError:
    """A text of Word, LibreOffice or Pages is a zip; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ScanUnknown()
    document = {"[Content_Types].xml", "content.xml", "Index/Document.iwa"} & set(names)
    return ScanDocument() if document else ScanArchive()
