"""Hybrid logical clock: stamps that sort as text and never go back, whatever the clock of the computer does.

A stamp is `{ms:012x}-{counter:04x}-{device}`: milliseconds since 1970, a counter for events of one millisecond, and the
sixteen hexadecimal digits of the device. A counter that overflows adds one to the milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LARGEST_COUNTER = 0xFFFF
STAMP = r"\A[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}\Z"
"""What the text of a stamp matches."""
STAMP_LENGTH = 34
_STAMP = re.compile(STAMP)
_DIGITS = b"0123456789abcdef"
FARTHEST_AHEAD_MS = 24 * 3600 * 1000
"""A receiver's clock never advances more than this past its own time."""


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """One instant of one device; comparing stamps compares their text."""

    ms: int
    counter: int
    device: str

    def __str__(self) -> str:
        return f"{self.ms:012x}-{self.counter:04x}-{self.device}"

    @classmethod
    def parse(cls, text: str) -> Stamp:
        """Read a stamp; raises `ValueError` when the text is not one."""
        if _STAMP.match(text) is None:
            raise ValueError("not a stamp")
        ms, counter, device = text.split("-")
        return cls(int(ms, 16), int(counter, 16), device)


def device_of(stamp: str) -> str:
    """The device that gave a stamp, whose text is known to be one."""
    return stamp[18:]


def are_stamps(texts: Sequence[str]) -> bool:
    """Whether every text is a stamp: what `STAMP` says, for thousands at once."""
    joined, count = "".join(texts), len(texts)
    if {STAMP_LENGTH}.issuperset(map(len, texts)) and joined.isascii():
        marks = joined[12::STAMP_LENGTH] + joined[17::STAMP_LENGTH]
        return joined.encode().translate(None, _DIGITS) == marks.encode() == b"-" * (2 * count)
    return False


class Clock:
    """Gives the stamps of one device. `now_ms` is the time of the computer, in milliseconds."""

    def __init__(self, device: str, now_ms: Callable[[], int], last: tuple[int, int] = (0, 0)) -> None:
        self._device = device
        self.now_ms = now_ms
        self._ms, self._counter = last

    def next(self) -> str:
        """A stamp greater than every stamp given or seen before."""
        now = self.now_ms()
        if now > self._ms:
            self._ms, self._counter = now, 0
        else:
            self._advance()
        return str(Stamp(self._ms, self._counter, self._device))

    def witness(self, stamp: str) -> int:
        """Take note of another device's stamp; returns by how many milliseconds it is ahead of this computer.

        A stamp too far ahead moves this clock by the allowed distance only.
        """
        seen = Stamp.parse(stamp)
        now = self.now_ms()
        bounded = min(seen.ms, now + FARTHEST_AHEAD_MS)
        counter = seen.counter if bounded == seen.ms else 0
        if (bounded, counter) > (self._ms, self._counter):
            self._ms, self._counter = bounded, counter
        return max(0, seen.ms - now)

    def resume(self, last: tuple[int, int]) -> None:
        """Give no stamp before this one (milliseconds and counter) from now on."""
        self._ms, self._counter = max(last, self.last)

    @property
    def ahead_ms(self) -> int:
        """By how much this clock stands ahead of the computer; stamps of others lead it `FARTHEST_AHEAD_MS` at most."""
        return max(0, self._ms - self.now_ms())

    def restart(self, after: tuple[int, int]) -> None:
        """Follow the computer's time again, mended since, after this stamp (milliseconds and counter)."""
        self._ms, self._counter = after

    @property
    def last(self) -> tuple[int, int]:
        """Milliseconds and counter of the latest stamp, to be kept across restarts."""
        return self._ms, self._counter

    def _advance(self) -> None:
        if self._counter < LARGEST_COUNTER:
            self._counter += 1
        else:
            self._ms, self._counter = self._ms + 1, 0
