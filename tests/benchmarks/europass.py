"""Europass files: reading and validating a sample, against lxml alone parsing and validating it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from chance_desktop.domain.learner.model import Image
from chance_desktop.europass.reading import read, read_tree
from chance_desktop.europass.safe_xml import parse
from chance_desktop.europass.writing import write
from tests.benchmarks.figures import Figure, alternately, median_time, ratio
from tests.europass.schema import lxml_schema, sample_paths


def figures(homes: Path) -> list[Figure]:
    """One ratio for each official sample, and for one with what real files carry; none where the samples are not there."""
    found = [_reading(path.stem.removesuffix("_Example"), path.read_bytes()) for path in sample_paths()]
    return [
        *found,
        *(_reading("the same with a photo and an annex", _illustrated(path)) for path in sample_paths()[:1]),
    ]


def _illustrated(path: Path) -> bytes:
    """A sample whose photograph and annex have the size of real ones: 60 kB, 200 kB."""
    learner = read(path.read_bytes()).learner
    who = replace(learner.identification, photo=Image("image/jpeg", bytes(range(256)) * 240))
    annexes = tuple(replace(each, data=bytes(range(256)) * 800) for each in learner.annexes[:1])
    return write(replace(learner, identification=who, annexes=(*annexes, *learner.annexes[1:])))


def _reading(name: str, content: bytes) -> Figure:
    schema = lxml_schema()

    def ours() -> None:
        root = parse(content)
        schema.assertValid(root)
        read_tree(root)

    def bare() -> None:
        schema.assertValid(etree.fromstring(content))

    measured, reference = alternately(
        lambda: median_time(lambda: _many(ours), 5), lambda: median_time(lambda: _many(bare), 5), 5
    )
    return ratio(f"reading {name} / bare parse", measured, reference, 3)


def _many(work: object) -> None:
    """A read takes less than a millisecond: forty together are timed better than one."""
    assert callable(work)
    for _each in range(40):
        work()
