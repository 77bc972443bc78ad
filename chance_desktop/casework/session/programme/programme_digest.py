"""The files that make a programme, and whether they changed; light enough to be asked at each start."""

from __future__ import annotations

import hashlib
from pathlib import Path

PARTS = (
    "programme.toml", "journey.toml", "directory.toml", "eligibility.toml", "pieces.toml", "situation.toml", "import.toml",
    "meetings.toml", "stay.toml",
)  # fmt: skip

_SUMMARIES = b"passed steps marked"
"""How the summaries made from them are written: other words have every one written anew, once."""


def programme_digest(folder: Path) -> str:
    """Digest of the declarations, to know that they changed without reading them through; empty when they are gone."""
    try:
        contents = [(folder / file).read_bytes() for file in PARTS]
    except OSError:
        return ""
    return hashlib.sha256(b"\0".join((_SUMMARIES, *contents))).hexdigest()[:16]
