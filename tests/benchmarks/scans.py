"""Photographs of a hundred million pixels, from their bytes to the page that is kept: seconds each."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tests.benchmarks.figures import Figure, ratio
from tests.documents.photographs import photographed

_SIZE = (8736, 11648)
_SECONDS = 5.0
_KINDS = {"JPEG": {"quality": 88}, "WEBP": {"quality": 70, "method": 0}, "AVIF": {"quality": 55, "speed": 10}}
_ALONE = """
import sys, time
from pathlib import Path
from chance_desktop.documents.scans.intake import normalise
data = Path(sys.argv[1]).read_bytes()
begun = time.perf_counter()
normalise(data, straighten=True)
print(time.perf_counter() - begun)
"""


def figures(homes: Path) -> list[Figure]:
    """Seconds against what is promised, each in a process of its own: what one leaves in memory is no help to the next."""
    homes.mkdir(parents=True, exist_ok=True)
    found = []
    for kind, options in _KINDS.items():
        file = homes / f"photograph.{kind.lower()}"
        file.write_bytes(_photograph(kind, options))
        try:
            done = subprocess.run([sys.executable, "-c", _ALONE, file], capture_output=True, text=True, check=True)
        finally:
            file.unlink()
        found.append(ratio(f"{kind} of 100 million pixels / {_SECONDS:.0f} s", float(done.stdout), _SECONDS, 1))
    return found


def _photograph(kind: str, options: dict[str, int]) -> bytes:
    small = photographed([(0.2, 0.12), (0.85, 0.15), (0.83, 0.9), (0.17, 0.88)]).pixels
    out = BytesIO()
    Image.fromarray(np.asarray(cv2.resize(small, _SIZE), dtype=np.uint8)).save(out, kind, **options)
    return out.getvalue()
