"""A document ready to show, print or save."""

from __future__ import annotations

from dataclasses import dataclass

PDF = "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"
EMAIL = "message/rfc822"
XML = "application/xml"
ICS = "text/calendar"

MEDIA_TYPES = {"pdf": PDF, "odt": ODT, "eml": EMAIL, "xml": XML, "candidate.xml": XML, "ics": ICS}
"""The type of a paper by the ending of its file."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document: `file_name` says what it is, never whom it is about."""

    name: str
    title: str
    file_name: str
    content: bytes
    media_type: str = PDF
