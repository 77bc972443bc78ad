"""A file someone handed over: read whole, within a cap, or refused in words."""

from __future__ import annotations

from pathlib import Path

from chance_desktop.runtime.words import _
from chance_desktop.sync import failures


def read_received(path: Path, largest: int) -> bytes:
    """The bytes of a file of at most `largest` bytes. Raises `BundleRefused`."""
    try:
        if path.stat().st_size > largest:
            raise failures.too_large()
        return path.read_bytes()
    except OSError as error:
        raise failures.BundleRefused(
            _("Ce fichier ne peut pas être lu."), _("Vérifiez que la clé est branchée et que le fichier existe.")
        ) from error
