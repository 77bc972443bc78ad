"""The one path of our own bugs: a report without personal data, logged and offered to copy."""

from __future__ import annotations

import logging
import platform
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

from chance_desktop.runtime.paths import private_opener

_LOGGER = logging.getLogger("chance_desktop")


class _PrivateFile(RotatingFileHandler):
    """A journal its owner alone reads; what cannot be written in it is left out, on a full disk above all."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: the journal is not what a person is working on."""

    def _open(self) -> TextIOWrapper:
        return cast(TextIOWrapper, open(self.baseFilename, self.mode, encoding=self.encoding, opener=private_opener))


def start_log(folder: Path) -> None:
    """Write the technical journal in `folder`: 5 files of 256 kB at most, never a value typed by anyone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for handler in list(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()
    handler = _PrivateFile(folder / "chance.log", maxBytes=262_144, backupCount=4, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)


def stop_log() -> None:
    """Close the technical journal."""
    for handler in list(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()


def report(error: BaseException) -> str:
    """What happened and where, as text: kinds of errors, files and lines of our code, never a message or a value.

    Messages of errors are left out because they may quote what a person typed.
    """
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    current: BaseException | None = error
    while current is not None:
        lines.append(type(current).__module__ + "." + type(current).__qualname__)
        lines.extend(_frames(current.__traceback__))
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def log_crash(error: BaseException) -> str:
    """Log the report and return it."""
    text = report(error)
    _LOGGER.error("%s", text)
    return text


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
