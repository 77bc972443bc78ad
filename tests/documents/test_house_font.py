"""The shared letters of the house font: the same in every document, rarer ones beside them, all of them readable."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf

from chance_desktop.documents.papers.checklist import render
from tests.documents.reading import page_words, read_aloud
from tests.documents.samples import CHECKLIST


def _outlines(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [thing for page in opened.pages for thing in page.resources.Font.values()]
        return {
            str(font.FontDescriptor.FontName): font.FontDescriptor.FontFile2.read_bytes()
            for font in fonts
            if "/FontDescriptor" in font
        }


def test_two_documents_carry_the_same_letters() -> None:
    one, other = (_outlines(render(replace(CHECKLIST, person_name=name))) for name in ("Zoé Œuvrard", "Ñuño Straße"))
    assert one == other
    assert all(name.startswith("/AAAAAA+AtkinsonHyperlegibleNext") for name in one)


def test_rare_letters_come_beside_the_shared_ones() -> None:
    plain, rare = (_outlines(render(replace(CHECKLIST, person_name=name))) for name in ("Lukasz Zolc", "Łukasz Żółć"))
    assert set(plain) < set(rare)
    assert {name: rare[name] for name in plain} == plain


def test_every_letter_of_western_europe_reads_back() -> None:
    letters = bytes(code for code in range(0x21, 0x100) if code not in (0x7F, 0xA0, 0xAD, 0xB5))
    name = letters.decode("cp1252", "ignore").replace("'", "").replace("*", "")
    drawn = "".join(page_words(render(replace(CHECKLIST, person_name=name)))).replace(" ", "")
    assert name in drawn


def test_rare_and_common_letters_stay_in_order() -> None:
    assert "Łukasz Żółć µ Ștefan" in read_aloud(render(replace(CHECKLIST, person_name="Łukasz Żółć µ Ștefan"))).replace(
        "μ", "µ"
    )


def test_a_document_stays_light() -> None:
    assert len(render(CHECKLIST)) < 100_000
