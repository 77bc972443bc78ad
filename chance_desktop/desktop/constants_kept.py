"""Keeps `None`, `True` and `False` alive under Python 3.11, where Qt's binding takes one reference too many.

PySide6 6.12 is compiled against headers in which these constants are immortal (Python 3.12 and later): each call that returns
nothing gives back a `None` it has not counted. Under 3.11 the count runs out after some thousand calls and the interpreter
stops with « deallocating None ». A count that cannot run out is what later versions do themselves.
"""

from __future__ import annotations

import ctypes
import sys

_OUT_OF_REACH = 1 << 40


def keep_constants_alive() -> None:
    """Put the count of the constants out of reach; does nothing where Python already does it."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, Ellipsis, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < _OUT_OF_REACH:
            count.value += _OUT_OF_REACH
