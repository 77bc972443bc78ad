"""The files attached to a message: of Internet (`.eml`), or of Outlook (`.msg`)."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.policy import default
from io import BytesIO

import olefile

from chance_desktop.documents.scans.files.attached import LONGEST_NAME, Attached, is_paper
from chance_desktop.documents.scans.files.kinds import MOST_BYTES
from chance_desktop.documents.scans.files.unknown import OLE

_MOST_FILES = 50
_STORAGE = "__attach_version1.0_#"
# Properties of an attachment (MS-OXPROPS): its content, then its long and short names in Unicode and in the old alphabet.
_CONTENT = "__substg1.0_37010102"
_NAMES = (
    ("__substg1.0_3707001F", "utf-16-le"),
    ("__substg1.0_3704001F", "utf-16-le"),
    ("__substg1.0_3707001E", "cp1252"),
    ("__substg1.0_3704001E", "cp1252"),
)
_BROKEN = (OSError, ValueError, LookupError, AttributeError, TypeError, EOFError, OverflowError)


def mailed_papers(data: bytes) -> tuple[Attached, ...]:
    """What is attached to a message and may be a paper, in order; nothing for a message that cannot be read."""
    try:
        files = list(_outlook(data) if data.startswith(OLE) else _internet(data))
    except _BROKEN:
        return ()
    return tuple(file for file in files[:_MOST_FILES] if is_paper(file.content))


def _internet(data: bytes) -> Iterator[Attached]:
    message = email.message_from_bytes(data, policy=default)
    for part in message.walk():
        if part.is_multipart() or part.get_content_maintype() == "text":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Attached(_short(part.get_filename() or ""), content)


def _outlook(data: bytes) -> Iterator[Attached]:
    with olefile.OleFileIO(BytesIO(data)) as message:
        folders = sorted({path[0] for path in message.listdir() if path[0].startswith(_STORAGE)})
        for folder in folders[:_MOST_FILES]:
            # A message attached to the message is a folder itself: it has no such stream.
            if message.exists([folder, _CONTENT]):
                yield Attached(_short(_outlook_name(message, folder)), _stream(message, folder, _CONTENT))


def _outlook_name(message: olefile.OleFileIO, folder: str) -> str:
    for name, encoding in _NAMES:
        if message.exists([folder, name]):
            return _stream(message, folder, name).decode(encoding, "replace").rstrip("\0")
    return ""


def _stream(message: olefile.OleFileIO, folder: str, name: str) -> bytes:
    with message.openstream([folder, name]) as stream:
        return bytes(stream.read(MOST_BYTES + 1))


def _short(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]
