"""What the print dialog was told, and how a document goes there as the PDF it is: a file, or CUPS, never a picture of it.

A printer that makes PDF files is answered by the document itself. CUPS (Linux, macOS) takes PDF; Windows has nothing that does, and
there a page is drawn (`paper/printing`).
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrinter

from chance_desktop.documents.scans.pages import order_pages

_PATIENCE_S = 30
_MAKES_PDF = re.compile(r"\bpdf|pdf\b", re.IGNORECASE)
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What was chosen; `file` when it goes to a file, `pages` from one, none for all of them."""

    title: str
    printer: str = ""
    file: str = ""
    to_pdf: bool = False
    copies: int = 1
    collated: bool = True
    sides: str = ""
    grey: bool = False
    pages: tuple[tuple[int, int], ...] = ()

    def content(self, pdf: bytes, count: int) -> bytes:
        """The document, or the pages of it that were asked for; whole when none of them exists."""
        wanted = self.numbers(count)
        return pdf if len(wanted) == count else order_pages(pdf, wanted)

    def numbers(self, count: int) -> list[int]:
        """The pages asked for, from zero."""
        asked = {number for first, last in self.pages for number in range(first, last + 1) if 1 <= number <= count}
        return [number - 1 for number in sorted(asked)] or list(range(count))


def job_of(printer: QPrinter) -> PrintJob:
    """What a print dialog chose."""
    file, name = printer.outputFileName(), printer.printerName()
    ranges = tuple((each.from_, each.to) for each in printer.pageRanges().toRangeList())
    if not ranges and printer.fromPage() > 0:
        ranges = ((printer.fromPage(), max(printer.fromPage(), printer.toPage())),)
    return PrintJob(
        title=printer.docName(),
        printer=name,
        file=file,
        to_pdf=bool(file) or printer.outputFormat() is QPrinter.OutputFormat.PdfFormat or bool(_MAKES_PDF.search(name)),
        copies=max(1, printer.copyCount()),
        collated=printer.collateCopies(),
        sides=_SIDES.get(printer.duplex(), ""),
        grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
        pages=ranges,
    )


def takes_pdf() -> bool:
    """Whether this computer's printers are CUPS's."""
    return bool(QStandardPaths.findExecutable("lp"))


def send_pdf(job: PrintJob, pdf: bytes) -> bool:
    """Hand a PDF to CUPS; whether it took it."""
    program = QStandardPaths.findExecutable("lp")
    if not program:
        return False
    try:
        done = subprocess.run(
            [program, *lp_options(job)], input=pdf, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def lp_options(job: PrintJob) -> list[str]:
    """What `lp` is told; the pages are chosen before, so that every printer agrees on them."""
    options = ["-d", job.printer, "-t", job.title, "-n", str(job.copies), "-o", "media=A4"]
    options += ["-o", f"Collate={'True' if job.collated else 'False'}"] if job.copies > 1 else []
    options += ["-o", f"sides={job.sides}"] if job.sides else []
    options += ["-o", "print-color-mode=monochrome"] if job.grey else []
    return options
