"""A name that holds a control or turns the direction is seen as such on paper and in the files given to others."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from odfdo import Document
from pypdf import PdfReader

from chance_desktop.documents.kit.blocks import Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import BODY
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.domain.text.shown_text import as_printed
from tests.documents.samples import SENDER

NAME = "Rou\u202essel\x07 Manon"
SHOWN = "Rou‹202E›ssel‹0007› Manon"


def test_what_acts_on_the_text_around_it_is_named() -> None:
    assert as_printed(NAME) == SHOWN
    for text in ("Manon Roussel", "deux\nlignes", "a\u00a0b", "fin\u2028suite", "mot\u200bcoupé"):
        assert as_printed(text) == text


def test_in_a_pdf() -> None:
    content = make_pdf([Text(NAME, BODY)], Frame(SENDER, date(2026, 3, 2)), Meta("Essai", ""))
    assert SHOWN in PdfReader(BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize("text", [NAME, f"**{NAME}**"])
def test_in_an_odt(text: str) -> None:
    page = OdtPage("Essai", None)
    page.add(text, "Chance_20_Body")
    told = Document(BytesIO(page.to_bytes())).body.inner_text
    assert SHOWN in told
