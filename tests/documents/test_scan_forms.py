"""A form filled on screen keeps its answers once kept as a scan, and nothing of a hostile one goes further."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from chance_desktop.documents.forms import referee_form
from chance_desktop.documents.scans.errors import ScanAnswersHidden, ScanError, ScanNotesHidden
from chance_desktop.documents.scans.intake import normalise
from tests.documents.poppler import read
from tests.documents.samples import form

SAID = {"name": "Mme Léa Brémond", "subject": "Seconde, mécanique", "strengths": "Élève sérieuse.\nToujours à l’heure."}


def saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def typed_without_drawing() -> bytes:
    """What a program writes that leaves the drawing to the next one."""
    with pikepdf.open(BytesIO(referee_form.render(form(answers={"name": "M. Yann Garnier"})))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in SAID:
                field.V = String(SAID[str(field.T)])
                del field.AP
        pdf.Root.AcroForm.NeedAppearances = True
        return saved(pdf)


def typed_and_drawn() -> bytes:
    """What a viewer writes, with the drawing of each answer."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(referee_form.render(form())))
    writer.update_page_form_field_values(None, SAID, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def seen(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def blank(field: Dictionary) -> bytes:
    """A page with one field."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        kept = Array([pdf.make_indirect(field)])
        pdf.pages[0].obj.Annots = kept
        pdf.Root.AcroForm = Dictionary(Fields=kept)
        return saved(pdf)


def widget(**given: object) -> Dictionary:
    base = {"/Type": Name.Annot, "/Subtype": Name.Widget, "/Rect": Array([20, 20, 280, 60]), "/F": 4}
    return Dictionary(base | {f"/{key}": value for key, value in given.items()})


@pytest.mark.parametrize("file", [typed_without_drawing, typed_and_drawn])
def test_answers_become_part_of_the_page(file: object) -> None:
    assert callable(file)
    kept = normalise(file())
    for words in SAID.values():
        for line in words.splitlines():
            assert line in seen(kept)
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any(page.obj.get("/Annots", []) for page in pdf.pages)


def test_corrected_words_hide_those_printed_beforehand() -> None:
    with pikepdf.open(BytesIO(normalise(typed_without_drawing()))) as pdf:
        drawings = [drawing.read_bytes() for drawing in pdf.pages[0].resources.XObject.values()]
    words = SAID["name"].encode("cp1252").hex().encode()
    assert any(drawing.startswith(b"q 1.000 1.000 1.000 rg") and words in drawing for drawing in drawings)


def test_a_note_stuck_on_a_page_stays_on_it() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        settings = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 50, 20])}
        drawing = pdf.make_stream(b"0 0 1 rg 0 0 50 20 re f", settings)
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([50, 50, 100, 70]), F=4, AP=Dictionary(N=drawing)
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        kept = normalise(saved(pdf))
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert [each.read_bytes() for each in pdf.pages[0].resources.XObject.values()] == [b"0 0 1 rg 0 0 50 20 re f"]


def test_what_was_drawn_over_a_page_is_kept_or_told(tmp_path: Path) -> None:
    line = Array([Array([60, 60, 120, 200, 240, 80])])
    ink = Dictionary(
        Type=Name.Annot, Subtype=Name.Ink, Rect=Array([50, 50, 250, 210]), InkList=line, C=Array([0, 0, 1]), F=4
    )
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(ink)])
        undrawn = saved(pdf)
        drawing = pdf.make_stream(
            b"0 0 1 RG 3 w 60 60 m 120 200 l 240 80 l S",
            {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([50, 50, 250, 210])},
        )
        pdf.pages[0].Annots[0].AP = Dictionary(N=drawing)
        drawn = saved(pdf)
    with pytest.raises(ScanNotesHidden) as caught:
        normalise(undrawn)
    assert "imprimez-le" in caught.value.next_step
    assert read(normalise(drawn), tmp_path).looks_like(read(drawn, tmp_path))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"FT": Name.Tx, "V": String("Châteauroux"), "DA": String("/Helv 0 Tf 0 g")}, "Châteauroux"),
        ({"FT": Name.Tx, "V": String("86400"), "DA": String("/Helv 11 Tf"), "Ff": 1 << 24, "MaxLen": 5}, "86400"),
        (
            {"FT": Name.Ch, "V": String("Vienne"), "DA": String("/Helv 11 Tf"), "Opt": Array([String("Vienne")])},
            "Vienne",
        ),
        ({"FT": Name.Ch, "V": String("86"), "Opt": Array([Array([String("86"), String("Vienne")])])}, "Vienne"),
        ({"FT": Name.Tx, "V": String("sans police")}, "sans police"),
    ],
)
def test_fields_of_other_peoples_forms(given: dict[str, object], line: str) -> None:
    assert line in seen(normalise(blank(widget(T=String("champ"), **given))))


@pytest.mark.parametrize("words", ["مريم", "Une phrase bien trop longue. " * 80])
def test_an_answer_that_cannot_be_shown_is_told_not_lost(words: str) -> None:
    with pytest.raises(ScanAnswersHidden) as caught:
        normalise(blank(widget(T=String("champ"), FT=Name.Tx, V=String(words))))
    assert "imprimez-le" in caught.value.next_step


def test_an_answer_outside_the_form_is_told_not_lost() -> None:
    file = blank(widget(T=String("champ"), FT=Name.Tx, V=String("perdu")))
    with pytest.raises(ScanAnswersHidden):
        normalise(file.replace(b"/Fields", b"/Foelds"))


def test_a_long_answer_is_reduced_to_its_box() -> None:
    words = "Elle arrive à l’heure et range son poste. " * 6
    kept = normalise(blank(widget(T=String("champ"), FT=Name.Tx, V=String(words), Ff=1 << 12)))
    assert " ".join(seen(kept).split()) == words.strip()


@pytest.mark.parametrize(
    "given",
    [
        {"FT": Name.Btn, "V": Name.Oui, "AP": Dictionary(N=Dictionary())},
        {"FT": Name.Btn, "V": Name.Oui, "AP": Name.Rien},
        {"FT": Name.Tx, "V": Array([])},
        {"FT": Name.Tx, "V": String(""), "MK": Name.Rien},
        {"FT": Name.Sig},
        {"Rect": Name.Rien},
        {"Rect": Array([20, 20])},
        {"Parent": Dictionary(T=String("a"), Kids=Name.Rien), "FT": Name.Tx},
    ],
)
def test_a_strange_form_is_kept_or_refused_in_words(given: dict[str, object]) -> None:
    try:
        kept = normalise(blank(widget(T=String("champ"), **given)))
    except ScanError:
        return
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("declared", [Name.Rien, Array([]), Dictionary(), Dictionary(Fields=Name.Rien)])
def test_a_form_that_is_none_is_dropped(declared: object) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        pdf.Root.AcroForm = declared
        kept = normalise(saved(pdf))
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert "/AcroForm" not in pdf.Root
