"""Papers inside another file: each is found with its name and its content, or the file is refused in words; none is lost in silence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, AttachedFileSpec, Dictionary, Name

from chance_desktop.documents.scans.errors import ScanArchive, ScanError, ScanHoldsOthers, ScanMessage
from chance_desktop.documents.scans.inside import papers_inside
from chance_desktop.documents.scans.intake import normalise
from tests.documents.messages import eml, msg
from tests.documents.samples import jpeg, picture, scan

FILES = {"Justificatif signé.pdf": scan(2), "photo été.jpg": jpeg(picture())}


@pytest.mark.parametrize("make", [eml, msg])
def test_a_message_offers_what_is_attached_to_it(make: Callable[[dict[str, bytes]], bytes]) -> None:
    message = make(FILES | {"signature.p7s": b"\x30\x80\x06\x09", "lisez-moi.xyz": b"rien"})
    assert {paper.name: paper.content for paper in papers_inside(message)} == FILES
    with pytest.raises(ScanMessage):
        normalise(message)


@pytest.mark.parametrize("make", [eml, msg])
def test_a_message_without_a_paper_offers_nothing(make: Callable[[dict[str, bytes]], bytes]) -> None:
    assert papers_inside(make({})) == ()


@settings(max_examples=80, deadline=None)
@given(at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=30), which=st.sampled_from([eml, msg]))
def test_a_spoiled_message_never_surprises(at: float, junk: bytes, which: Callable[[dict[str, bytes]], bytes]) -> None:
    message = which(FILES)
    place = int(at * len(message))
    try:
        papers_inside(message[:place] + junk + message[place + len(junk) :])
    except ScanError:
        return


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"])
def test_an_archive_that_begins_with_a_pdf_is_none(start: bytes) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.pdf", FILES["Justificatif signé.pdf"])
        archive.writestr("b.pdf", scan(1))
    with pytest.raises(ScanArchive):
        normalise(start + out.getvalue()[len(start) :] if start != b"PK\x03\x04" else out.getvalue())


def clipped(name: str, content: bytes, where: str) -> bytes:
    """A page with a file: clipped to it, listed with it, or gathered with it in a portfolio."""
    with pikepdf.open(BytesIO(scan(1))) as pdf:
        spec = AttachedFileSpec(pdf, content, filename=name)
        if where == "page":
            pdf.pages[0].obj.Annots = Array(
                [Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([9, 9, 20, 20]), FS=spec.obj)]
            )
        elif where == "associated":
            pdf.Root.AF = Array([spec.obj])
        else:
            pdf.attachments[name] = spec
        if where == "portfolio":
            pdf.Root.Collection = Dictionary(View=Name.T)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("where", ["page", "associated", "names", "portfolio"])
@pytest.mark.parametrize("name", list(FILES))
def test_a_paper_attached_to_a_pdf_is_told_and_offered(name: str, where: str) -> None:
    file = clipped(name, FILES[name], where)
    with pytest.raises(ScanHoldsOthers) as caught:
        normalise(file)
    assert name in caught.value.sentence
    assert [(paper.name, paper.content) for paper in papers_inside(file)] == [(name, FILES[name])]
    with pikepdf.open(BytesIO(normalise(file, alone=True))) as kept:
        assert len(kept.pages) == 1
        assert not kept.attachments


@pytest.mark.parametrize("where", ["page", "associated", "names"])
def test_the_data_a_program_joins_to_its_pages_is_no_paper(where: str, tmp_path: Path) -> None:
    file = clipped("factur-x.xml", b"<?xml version='1.0'?><rsm:CrossIndustryInvoice/>", where)
    assert papers_inside(file) == ()
    assert b"CrossIndustryInvoice" not in normalise(file)


def test_a_portfolio_is_told_whatever_it_holds() -> None:
    with pytest.raises(ScanHoldsOthers):
        normalise(clipped("notes.txt", b"Une note.", "portfolio"))
