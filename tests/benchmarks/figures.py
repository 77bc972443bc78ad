"""A figure, how it is timed, and how figures are told."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """`ratio` is measured over reference; `limit` bounds it, from below when `at_least`."""

    name: str
    measured: float
    reference: float
    ratio: float
    limit: float
    within: bool
    unit: str = "s"
    at_least: bool = False


def ratio(
    name: str, measured: float, reference: float, limit: float, *, unit: str = "s", at_least: bool = False
) -> Figure:
    """A figure from two measures of one run."""
    found = measured / reference if reference else float("inf")
    within = found >= limit if at_least else found <= limit
    return Figure(name, round(measured, 5), round(reference, 5), round(found, 2), limit, within, unit, at_least)


def difference(name: str, measured: float, reference: float, limit: float, *, unit: str) -> Figure:
    """A figure whose bound is on the difference, such as memory beyond a floor."""
    found = measured - reference
    return Figure(name, round(measured, 1), round(reference, 1), round(found, 1), limit, found <= limit, unit)


def median_time(work: Callable[[], object], times: int = 9, warm: int = 2) -> float:
    """Median seconds of a piece of work, once warm, with the collector out of the way."""
    for _each in range(warm):
        work()
    taken = []
    measure = timed(work)
    for _each in range(times):
        with _uncollected():
            taken.append(measure())
    return statistics.median(taken)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector, as `timeit` measures: what it sweeps is everything the process holds, not this work's own."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """A piece of work as one that says how many seconds it took."""

    def once() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return once


def alternately(first: Callable[[], float], second: Callable[[], float], times: int = 5) -> tuple[float, float]:
    """Medians of two measures taken by turns, so that a slow moment of the machine strikes both; the collector is out of the way."""
    left, right = [], []
    for _each in range(times):
        for measure, taken in ((first, left), (second, right)):
            with _uncollected():
                taken.append(measure())
    return statistics.median(left), statistics.median(right)


def tell(figures: list[Figure], folder: Path) -> str:
    """The table; `bench.json` is written beside."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps([asdict(each) for each in figures], indent=1), "utf-8")
    lines = [f"{'figure':<58}{'measured':>12}{'reference':>12}{'ratio':>8}{'limit':>8}"]
    for each in figures:
        sign = "≥" if each.at_least else "≤"
        verdict = "" if each.within else "  outside"
        measures = f"{each.measured:>10.4f} {each.unit:<2}{each.reference:>9.4f} {each.unit:<2}"
        lines.append(f"{each.name:<58}{measures}{each.ratio:>7.2f}{sign:>3}{each.limit:>6.1f}{verdict}")
    return "\n".join(lines)
