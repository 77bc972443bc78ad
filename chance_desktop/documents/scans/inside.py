"""The papers inside a file that is not one itself: a message and what is attached to it, a PDF and what is joined to it."""

from __future__ import annotations

from chance_desktop.documents.scans.errors import ScanError, ScanMessage
from chance_desktop.documents.scans.files.attached import Attached, attached_papers
from chance_desktop.documents.scans.files.kinds import PDF, media_type
from chance_desktop.documents.scans.intake import open_pdf


def papers_inside(data: bytes) -> tuple[Attached, ...]:
    """What may be chosen in the place of the file; nothing for a file that holds no other. Raises a ScanError for a PDF."""
    try:
        kind = media_type(data)
    except ScanMessage:
        # Few files are messages.
        from chance_desktop.documents.scans.files.mail import mailed_papers

        return mailed_papers(data)
    except ScanError:
        return ()
    if kind != PDF:
        return ()
    with open_pdf(data) as pdf:
        return attached_papers(pdf)
