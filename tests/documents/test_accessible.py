"""Every document is a tagged PDF that a screen reader reads in order, with its words apart."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate
from pikepdf import Dictionary, Name, Object

from tests.documents.reading import lowest_text, page_words, read_aloud, spoken
from tests.documents.samples import EVERY_DOCUMENT

documents = pytest.mark.parametrize("name", list(EVERY_DOCUMENT))


@documents
def test_the_checker_finds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(EVERY_DOCUMENT[name]())
    report = validate(str(file))
    assert [(finding.rule_id, finding.message) for finding in report.findings] == []


@documents
def test_words_stay_apart_and_nothing_is_unreadable(name: str) -> None:
    text = read_aloud(EVERY_DOCUMENT[name]())
    assert "\ufffd" not in text
    assert len(text) > 150
    # A lower-case letter glued to a capital, or a full stop glued to a word, is what a lost space leaves behind.
    glued = re.findall(r"\w*[a-zéèà][A-ZÉÀ]\w*|[^\W\d]+[,;!?]\w+", text.replace("claire.audebert", ""))
    assert [word for word in glued if word not in {"CV", "i-milo"}] == []


@documents
def test_one_main_heading_and_no_level_is_skipped(name: str) -> None:
    levels = [int(part.tag[1]) for part in spoken(EVERY_DOCUMENT[name]()) if re.fullmatch(r"H[1-6]", part.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@documents
def test_the_file_says_its_language_title_and_tab_order(name: str) -> None:
    with pikepdf.open(BytesIO(EVERY_DOCUMENT[name]())) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
            assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
        for page in pdf.pages:
            assert page.obj.Tabs == Name.S
            size = {"flyer": [421, 595], "poster": [842, 1191]}.get(name, [595, 842])
            assert [round(float(side)) for side in page.mediabox] == [0, 0, *size]


@documents
def test_nothing_falls_off_the_sheet(name: str) -> None:
    assert lowest_text(EVERY_DOCUMENT[name]()) > 25


@documents
def test_the_file_is_sound(name: str) -> None:
    with pikepdf.open(BytesIO(EVERY_DOCUMENT[name]())) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_documents_made_at_the_same_time_do_not_mix() -> None:
    alone = {name: make() for name, make in EVERY_DOCUMENT.items()}
    with ThreadPoolExecutor(4) as pool:
        together = {name: pool.submit(make) for name, make in EVERY_DOCUMENT.items() for _time in range(3)}
        assert {name: made.result() for name, made in together.items()} == alone


@documents
def test_every_font_is_embedded(name: str) -> None:
    with pikepdf.open(BytesIO(EVERY_DOCUMENT[name]())) as pdf:
        fonts = [thing for thing in pdf.objects if _is_font(thing)]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor, font.BaseFont
            assert "AtkinsonHyperlegibleNext" in str(font.BaseFont)


def _is_font(thing: Object) -> bool:
    return isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font


@documents
def test_the_parent_tree_leads_back_to_each_mark(name: str) -> None:
    with pikepdf.open(BytesIO(EVERY_DOCUMENT[name]())) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            owners = parents[int(page.obj.StructParents)]
            for mark, owner in enumerate(owners):
                assert _holds(owner, page.obj, mark)


def _holds(owner: Object, page: Object, mark: int) -> bool:
    kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
    for kid in kids:
        if isinstance(kid, int) and kid == mark and owner.Pg.objgen == page.objgen:
            return True
        if isinstance(kid, Dictionary) and kid.get("/MCID") == mark and kid.Pg.objgen == page.objgen:
            return True
    return False


@documents
def test_fictional_data_are_marked_on_every_page(name: str) -> None:
    data = EVERY_DOCUMENT[name]()
    assert "Données fictives" in read_aloud(data)
    # Read aloud once, drawn on each page.
    assert read_aloud(data).count("Données fictives") == 1
    assert all("Données fictives" in words for words in page_words(data))


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not on this machine")
@documents
def test_another_reader_reads_the_same(name: str, tmp_path: Path) -> None:
    data = EVERY_DOCUMENT[name]()
    file = tmp_path / "document.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True)
    # Poppler prints a paragraph's lines apart, each in quotes and closed by its space.
    told = re.sub(r'"\n\s*"', "", done.stdout)
    heading = next(part.words for part in spoken(data) if part.tag == "H1")
    assert f'"{heading}"' in told
    assert "Error" not in done.stderr
