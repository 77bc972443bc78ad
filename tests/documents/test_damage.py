"""Damaged PDF files are kept whole, as a reader of its own sees it, or refused: none is half kept."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from chance_desktop.documents.scans.errors import ScanError
from chance_desktop.documents.scans.intake import normalise
from tests.documents.damage import damaged
from tests.documents.poppler import read
from tests.documents.samples import EVERY_DOCUMENT

FILES = int(os.environ.get("CHANCE_DAMAGED", "60"))


def test_a_damaged_file_is_kept_whole_or_refused(tmp_path: Path) -> None:
    random, kept, half = Random(20261128), 0, []
    for number in range(FILES):
        file = damaged(random)
        try:
            scan = normalise(file.content)
        except ScanError:
            continue
        kept += 1
        after = read(scan, tmp_path)
        if not (after.same(read(file.content, tmp_path)) or after.same(read(file.sound, tmp_path))):
            half.append(f"{number}: {file.how}")
    assert not half
    # The proof must not come from refusing everything: a third of the damages leave the paper as it was.
    assert kept > FILES // 8


@pytest.mark.parametrize("name", list(EVERY_DOCUMENT))
def test_a_sound_file_is_kept_as_it_was(name: str, tmp_path: Path) -> None:
    document = EVERY_DOCUMENT[name]()
    before, after = read(document, tmp_path), read(normalise(document), tmp_path)
    assert after.words == before.words
    assert after.looks_like(before)
