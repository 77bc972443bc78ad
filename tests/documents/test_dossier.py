"""The whole dossier: everything in order, the scans behind bookmarks, accessible or honest about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from chance_desktop.documents.papers.dossier import JournalLine, ScannedPiece, render
from chance_desktop.documents.scans.errors import ScanDamaged
from chance_desktop.documents.scans.pages import rotate_pages
from tests.documents.reading import lowest_text, page_words, read_aloud, spoken
from tests.documents.samples import scan, whole_dossier


def test_it_holds_everything_in_order() -> None:
    text = read_aloud(render(whole_dossier()))
    order = ["Dossier de candidature", "Situation", "Critère 1", "Non rempli", "Passeport de langues", "M. Yann Garnier",
             "Appel 28 à l’enseignant", "1. Justificatif de domicile", "2. RIB"]  # fmt: skip
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)
    assert "Téléphone" not in text, "an empty fact is left out"


def test_each_scanned_page_is_described() -> None:
    figures = [part.alt.replace("\u00a0", " ") for part in spoken(render(whole_dossier())) if part.tag == "Figure"]
    assert figures == [
        "Justificatif de domicile, pièce numérisée, page 1 sur 2",
        "Justificatif de domicile, pièce numérisée, page 2 sur 2",
        "RIB, pièce numérisée, page 1 sur 1",
    ]


def test_bookmarks_lead_to_each_part() -> None:
    data = render(whole_dossier())
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        (cover,) = outline.root
        titles = [item.title.replace("\u00a0", " ") for item in cover.children]
    assert cover.title == "Dossier de candidature"
    assert titles == ["Dans ce dossier", "Situation", "Projet", "Éligibilité", "Pièces", "Lettres de recommandation", "Journal",
                      "1. Justificatif de domicile – page 1 sur 2", "2. RIB"]  # fmt: skip


def test_the_scans_are_really_there() -> None:
    one = scan(2)
    with pikepdf.open(BytesIO(one)) as scanned, pikepdf.open(BytesIO(render(whole_dossier()))) as bound:
        wanted = scanned.pages[1].resources.XObject.Photo.read_raw_bytes()
        found = [
            thing.read_raw_bytes()
            for thing in bound.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Image
        ]
    assert wanted in found
    assert len(found) == 3


def test_a_turned_page_is_bound_upright() -> None:
    data = replace(whole_dossier(), scans=(ScannedPiece("RIB", rotate_pages(scan(), {0: 90})),))
    with pikepdf.open(BytesIO(render(data))) as pdf:
        placed = pdf.pages[-1].Contents.read_bytes()
        form = next(iter(pdf.pages[-1].resources.XObject.values()))
        assert b"/Scan0 Do" in placed
        # The form turns itself: its matrix is a quarter turn, and it lies wider than high on the page.
        assert [abs(round(float(part))) for part in form.Matrix][:4] == [0, 1, 1, 0]


def test_without_scans_it_still_prints() -> None:
    pages = page_words(render(replace(whole_dossier(), scans=(), journal=(), letters=())))
    assert "Rien n’est noté pour l’instant." in " ".join(pages)


def test_a_note_longer_than_a_page_goes_on_over_the_next() -> None:
    long = JournalLine(date(2026, 10, 1), "Claire Audebert", "Début. " + "Une phrase du journal. " * 400 + "Fin.")
    dossier = replace(whole_dossier(), journal=(long, long), scans=())
    data = render(dossier)
    assert read_aloud(data).count("Une phrase du journal.") == 800
    assert read_aloud(data).count("Fin.") == 2
    assert lowest_text(data) > 25


def test_a_damaged_scan_is_told() -> None:
    with pytest.raises(ScanDamaged):
        render(replace(whole_dossier(), scans=(ScannedPiece("RIB", scan()[:300]),)))


def test_a_scan_with_a_font_left_outside_makes_no_promise() -> None:
    with pikepdf.open(BytesIO(scan())) as pdf:
        page = pdf.pages[0].obj
        page.Resources.Font = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        page.Contents = Array([page.Contents, pdf.make_stream(b"BT /F1 12 Tf 50 50 Td (x) Tj ET")])
        out = BytesIO()
        pdf.save(out)
    data = render(replace(whole_dossier(), scans=(ScannedPiece("RIB", out.getvalue()),)))
    with pikepdf.open(BytesIO(data)) as bound, bound.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata


def test_a_scanned_page_keeps_its_own_ink() -> None:
    """A page that names no colour is black and thin, whatever the page it is bound in was drawing with."""
    data = render(replace(whole_dossier(), scans=(ScannedPiece("RIB", scan()),)))
    with pikepdf.open(BytesIO(data)) as pdf:
        drawn = pikepdf.parse_content_stream(pdf.pages[-1])
    place = next(
        index for index, one in enumerate(drawn) if str(one.operator) == "Do" and "Scan" in str(one.operands[0])
    )
    before = {
        str(one.operator): [float(each) for each in one.operands]
        for one in drawn[:place]
        if len(one.operands) < 4 and str(one.operator) in {"rg", "RG", "w"}
    }
    assert before == {"rg": [0, 0, 0], "RG": [0, 0, 0], "w": [1]}
