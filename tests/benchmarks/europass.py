"""Europass files: reading and validating a sample, against lxml alone parsing and validating it."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from chance_desktop.europass.reading import read_tree
from chance_desktop.europass.safe_xml import parse
from tests.benchmarks.figures import Figure, alternately, median_time, ratio
from tests.europass.schema import lxml_schema, sample_paths


def figures(homes: Path) -> list[Figure]:
    """One ratio for each official sample; none where the samples are not beside the project."""
    return [_reading(path) for path in sample_paths()]


def _reading(path: Path) -> Figure:
    content, schema = path.read_bytes(), lxml_schema()

    def ours() -> None:
        root = parse(content)
        schema.assertValid(root)
        read_tree(root)

    def bare() -> None:
        schema.assertValid(etree.fromstring(content))

    measured, reference = alternately(
        lambda: median_time(lambda: _many(ours), 5), lambda: median_time(lambda: _many(bare), 5), 5
    )
    return ratio(f"reading {path.stem.removesuffix('_Example')} / bare parse", measured, reference, 3)


def _many(work: object) -> None:
    """A read takes less than a millisecond: forty together are timed better than one."""
    assert callable(work)
    for _each in range(40):
        work()
