"""A document ready to show, print or save."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chance_desktop.runtime.words import NO_BREAK_SPACE

PDF = "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"
EMAIL = "message/rfc822"
XML = "application/xml"
ICS = "text/calendar"

MEDIA_TYPES = {"pdf": PDF, "odt": ODT, "eml": EMAIL, "xml": XML, "candidate.xml": XML, "ics": ICS}
"""The type of a paper by the ending of its file."""


_IN_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document: `file_name` says what it is, never whom it is about; `about` names the person, for who keeps it themselves."""

    name: str
    title: str
    file_name: str
    content: bytes
    media_type: str = PDF
    about: str = ""

    @property
    def full_title(self) -> str:
        """« Liste des pièces – Manon Roussel »."""
        return f"{self.title} – {self.about}" if self.about else self.title

    @property
    def saved_as(self) -> str:
        """The name of the file a person keeps: « Liste des pièces – Manon Roussel.pdf », which every system takes."""
        _stem, _dot, ending = self.file_name.partition(".")
        words = _IN_NO_NAME.sub(" ", self.full_title.replace(NO_BREAK_SPACE, " "))
        stem = " ".join(words.split())[:_LONGEST_NAME].strip(" .")
        return f"{stem or _stem}.{ending}" if ending else stem or _stem
