"""A message as an `.eml` file that any mail program opens as a draft to check and send."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to join; its name says what it is, never whom it is about."""

    name: str
    data: bytes
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Email:
    """A message; `paragraphs` lose their `**bold**` marks, since the text is plain."""

    sender_name: str
    sender_address: str
    to_name: str
    to_address: str
    subject: str
    paragraphs: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()


def render(data: Email) -> bytes:
    """The message (RFC 5322, UTF-8), marked unsent so that it opens for writing."""
    message = EmailMessage(policy=SMTP)
    for header, name, address in (
        ("From", data.sender_name, data.sender_address), ("To", data.to_name, data.to_address),
    ):  # fmt: skip
        mailbox = _mailbox(name, address)
        if mailbox:
            message[header] = mailbox
    message["Subject"] = _one_line(data.subject)
    message["X-Unsent"] = "1"
    message["Content-Language"] = "fr"
    text = "\n\n".join(paragraph.replace("**", "").strip() for paragraph in data.paragraphs if paragraph.strip())
    message.set_content(text + "\n", charset="utf-8", cte="quoted-printable")
    for attachment in data.attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=safe_name(attachment.name))
    return message.as_bytes()


def safe_name(name: str) -> str:
    """A file name every system and mail server takes: plain letters, digits, `-`, `_` and one extension."""
    stem, dot, ending = name.rpartition(".")
    plain = unicodedata.normalize("NFKD", (stem if dot else ending).replace("’", "-").replace("œ", "oe"))
    kept = re.sub(r"[^A-Za-z0-9_]+", "-", plain.encode("ascii", "ignore").decode()).strip("-") or "document"
    return f"{kept}.{ending}" if dot else kept


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _mailbox(name: str, address: str) -> str:
    """« Claire Audebert <claire@exemple.fr> »; empty when the address is missing or no mail server would take it: the
    mail program then asks for it."""
    if not address.isascii():
        return ""
    try:
        return str(Address(display_name=_one_line(name), addr_spec=address.strip()))
    except (ValueError, IndexError, HeaderParseError):
        return ""
