"""Turns, orders and joins the pages of scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Pdf

from chance_desktop.documents.scans.errors import ScanHasNoPage, ScanTooLong
from chance_desktop.documents.scans.files.kinds import MOST_PAGES
from chance_desktop.documents.scans.intake import open_pdf
from chance_desktop.documents.scans.saving import saved


def rotate_pages(pdf: bytes, turns: Mapping[int, int]) -> bytes:
    """Pages (from 0) turned clockwise by so many degrees, multiples of 90, from how they stand."""
    with open_pdf(pdf) as opened:
        for page, degrees in turns.items():
            opened.pages[page].rotate(degrees, relative=True)
        return _saved(opened)


def order_pages(pdf: bytes, order: Sequence[int]) -> bytes:
    """The pages in that order (from 0); a page left out is removed."""
    if not order:
        raise ScanHasNoPage
    with open_pdf(pdf) as opened, pikepdf.new() as made:
        for page in order:
            made.pages.append(opened.pages[page])
        return _saved(made)


def merge_pdfs(pdfs: Sequence[bytes]) -> bytes:
    """Several scans as one, in order."""
    with pikepdf.new() as made:
        for pdf in pdfs:
            with open_pdf(pdf) as opened:
                made.pages.extend(opened.pages)
            if len(made.pages) > MOST_PAGES:
                raise ScanTooLong
        if not len(made.pages):
            raise ScanHasNoPage
        return _saved(made)


def _saved(pdf: Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    return saved(pdf)
