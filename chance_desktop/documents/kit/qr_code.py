"""A QR code drawn as vectors: a file number and nothing else, or the words of a recovery sheet."""

from __future__ import annotations

from itertools import groupby

import segno

from chance_desktop.documents.kit.blocks import Figure
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.runtime.words import _


def qr_code(content: str, size: float, told: str = "") -> Figure:
    """The code at the right of its column, `size` points wide; never a Micro QR, which telephones do not read.

    `told` is what a screen reader says of it; a file number when not given.
    """
    # A mask chosen beforehand: trying all eight costs more than drawing the page, and readers take any of them.
    matrix = segno.make_qr(content, error="m", mask=3).matrix
    module = size / len(matrix)

    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        left = x + width - size
        pen.canvas.setFillColorRGB(0, 0, 0)
        path = pen.canvas.beginPath()
        for row, cells in enumerate(matrix):
            at = 0
            for dark, run in groupby(cells):
                long = len(list(run))
                if dark:
                    # A hair wider than its modules: no white seam between two rows at any zoom.
                    path.rect(left + at * module, y + size - (row + 1) * module, long * module, module + 0.05)
                at += long
        pen.canvas.drawPath(path, stroke=0, fill=1)

    return Figure(size, told or _("Code à scanner : dossier {number}").format(number=content), paint)
