"""Europass files: reading a sample against lxml alone, and drawing a curriculum vitae against WeasyPrint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from chance_desktop.documents.europass.cv import curriculum_vitae_pdf
from chance_desktop.domain.learner.model import Image, Learner
from chance_desktop.europass.passport.reading import read, read_tree
from chance_desktop.europass.passport.writing import write
from chance_desktop.europass.pdf import embed
from chance_desktop.europass.tree.safe_xml import parse
from chance_desktop.runtime.assets import resources_folder
from tests.benchmarks.figures import Figure, alternately, median_time, ratio
from tests.documents.cv_html import cv_page
from tests.documents.learners import LUCAS, ORDINARY
from tests.europass.schema import lxml_schema, sample_paths


def figures(homes: Path) -> list[Figure]:
    """One ratio for each official sample, for one with what real files carry, and for the curriculum vitae as PDF."""
    found = [_reading(path.stem.removesuffix("_Example"), path.read_bytes()) for path in sample_paths()]
    return [
        *found,
        *(_reading("the same with a photo and an annex", _illustrated(path)) for path in sample_paths()[:1]),
        *_drawing(),
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


def _drawing() -> list[Figure]:
    """The PDF with its XML inside, of somebody new each time; nothing where WeasyPrint's libraries are not installed."""
    try:
        from weasyprint import HTML
    except OSError:
        return []
    turns = iter(range(10**6))
    fonts = f"{resources_folder() / 'fonts'}/"

    def somebody() -> Learner:
        name = replace(LUCAS.name, surname=f"Guérineau {next(turns)}")
        return replace(ORDINARY, identification=replace(LUCAS, name=name))

    def ours() -> None:
        learner = somebody()
        embed(curriculum_vitae_pdf(learner), write(learner))

    peer = median_time(lambda: HTML(string=cv_page(somebody()), base_url=fonts).write_pdf(pdf_variant="pdf/ua-1"), 5, 1)
    return [ratio("WeasyPrint on the same CV / CV PDF with its XML", peer, median_time(ours, 15), 10, at_least=True)]


def _many(work: object) -> None:
    """A read takes less than a millisecond: forty together are timed better than one."""
    assert callable(work)
    for _each in range(40):
        work()
