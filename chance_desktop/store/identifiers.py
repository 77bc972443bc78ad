"""Ids of rows: UUIDv7, which sort by the time they were made, and derived ids for slots."""

from __future__ import annotations

import hashlib
import os
import uuid

from chance_desktop.runtime import computer_time

_SLOTS = hashlib.sha1(uuid.UUID("6e1b0b1e-6f0b-5d0e-9d5a-0c9f3a7d2b41").bytes, usedforsecurity=False)
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def new_id() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    ms = computer_time.now_ms()
    chance = int.from_bytes(os.urandom(10), "big")
    number = (
        (ms & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | (chance >> 68 & 0xFFF) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    )
    return str(uuid.UUID(int=number))


def slot_id(parent: str, code: str) -> str:
    """Id of a slot (a piece of a dossier): two postes that fill the same slot write the same row."""
    # a UUIDv5 (RFC 9562), as `uuid.uuid5` makes it but without its objects: surveys are counted by their ids
    made = _SLOTS.copy()
    made.update(f"{parent}/{code}".encode())
    digits = made.hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"
