"""A PDF as bytes: the same ones for the same pages, and without a word to the console."""

from __future__ import annotations

import warnings
from io import BytesIO

from pikepdf import Pdf


def saved(pdf: Pdf) -> bytes:
    """The file; its description is left as it is, which may be damaged where no page is."""
    out = BytesIO()
    with warnings.catch_warnings():
        # A field out of its form is told in French where it matters.
        warnings.simplefilter("ignore")
        pdf.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()
