"""Poppler's reading of a PDF: a reader of its own, which shares no line with those of the application."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_DOTS = 30
_OTHER = 64
_FEW = 0.001
"""The share of a page that may differ, for what each reader rounds."""


@dataclass(frozen=True, slots=True)
class Read:
    """The words of each page, and each page drawn in levels of grey."""

    words: tuple[str, ...]
    drawings: tuple[np.ndarray, ...]

    def same(self, other: Read) -> bool:
        """Whether both show the same paper."""
        return self.words == other.words and self.looks_like(other)

    def looks_like(self, other: Read) -> bool:
        """Whether the pages are drawn the same."""
        return len(self.drawings) == len(other.drawings) and all(
            one.shape == two.shape
            and np.count_nonzero(np.abs(one.astype(int) - two.astype(int)) > _OTHER) <= _FEW * one.size
            for one, two in zip(self.drawings, other.drawings, strict=True)
        )


def read(pdf: bytes, folder: Path) -> Read:
    """What Poppler reads; no page at all for a file it cannot open."""
    file = folder / "given.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=False)
    pages = text.stdout.decode("utf-8", "replace").split("\f")[:-1]
    drawn = subprocess.run(["pdftoppm", "-r", str(_DOTS), "-gray", file], capture_output=True, check=False)
    return Read(tuple("".join(page.split()) for page in pages), _drawings(drawn.stdout))


def _drawings(stream: bytes) -> tuple[np.ndarray, ...]:
    """Binary PGM, one after the other."""
    found, at = [], 0
    while stream[at : at + 2] == b"P5":
        end = at
        numbers = []
        while len(numbers) < 3:
            end = stream.index(b"\n", end) + 1
            numbers = [int(number) for number in stream[at + 2 : end].split()]
        wide, high = numbers[:2]
        found.append(np.frombuffer(stream, np.uint8, wide * high, end).reshape(high, wide))
        at = end + wide * high
    return tuple(found)
