"""Write a file whole or not at all: a cut, a full disk or a key pulled out leaves no half file under a good name."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from chance_desktop.store.failures import file_failure


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name, reach the disk, then rename. Raises `StoreFull` or `ReadOnlyHome`."""
    temporary = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise file_failure(error) from error
