"""XML inside PDF: where the official readers look, found wherever others put it, hostile files refused."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from reportlab.pdfgen.canvas import Canvas

from chance_desktop.domain.learner.model import Identification, Learner, PersonName
from chance_desktop.europass import failures
from chance_desktop.europass.candidate.candidate_writing import write as write_candidate
from chance_desktop.europass.opening import read_any
from chance_desktop.europass.passport.writing import write
from chance_desktop.europass.pdf import NAMES, embed, embed_in, extract, extract_all
from chance_desktop.europass.tree.safe_xml import SIZE_LIMIT
from chance_desktop.runtime.errors import ExpectedError

_LEARNER = Learner(identification=Identification(name=PersonName("Manon", "Roussel")))
_XML = write(_LEARNER, datetime(2026, 11, 24, tzinfo=UTC))
_NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def _page() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Curriculum vitae")
    canvas.save()
    return out.getvalue()


def _made(change: Callable[[Pdf], None], **saving: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(_page())) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def _spec(pdf: Pdf, name: str, content: bytes = _XML) -> Dictionary:
    stream = Stream(pdf, content)
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, F=name, EF=Dictionary(F=stream)))


def test_the_former_editor_finds_it() -> None:
    """By its own rule: flat array of names, no `/Kids`, both keys of `/EF`, the first match."""
    content = embed(_page(), _XML, write_candidate(_LEARNER), _NOW)
    with pikepdf.open(BytesIO(content)) as pdf:
        tree = pdf.Root.Names.EmbeddedFiles
        assert "/Kids" not in tree
        flat = list(tree.Names)
        assert [str(each) for each in flat[::2]] == ["Europass-XML-Attachment.xml", "attachment.xml"]
        spec = flat[1]
        assert str(spec.Desc) == "Europass XML Attachment"
        assert str(spec.F) == str(spec.UF) == "Europass-XML-Attachment.xml"
        assert spec.AFRelationship == Name.Data
        assert spec.EF.F.read_bytes() == spec.EF.UF.read_bytes() == _XML
        assert str(spec.EF.F.Subtype) == "/text/xml"
        assert int(spec.EF.F.Params.Size) == len(_XML)
        assert len(list(pdf.Root.AF)) == 2
        assert len(pdf.pages) == 1
    assert b"/text#2Fxml" in content or b"/text#2fxml" in content
    assert extract(content) == _XML
    assert read_any(content).learner == read_any(_XML).learner
    assert extract_all(content)[1] == write_candidate(_LEARNER)


def test_embedding_again_replaces_and_keeps_other_files() -> None:
    def other(pdf: Pdf) -> None:
        pdf.attachments["facture.txt"] = b"autre"
        pdf.Root.AF = Array([_spec(pdf, "facture.txt", b"autre")])

    first = embed(_made(other), b"<a/>")
    second = embed(first, _XML)
    assert extract_all(second) == (_XML,)
    with pikepdf.open(BytesIO(second)) as pdf:
        names = [str(each) for each in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
        assert names == ["Europass-XML-Attachment.xml", "facture.txt"]
        assert len(list(pdf.Root.AF)) == 2


def test_an_open_pdf_is_not_parsed_twice() -> None:
    assert extract(_made(lambda pdf: embed_in(pdf, _XML))) == _XML
    assert extract(_made(lambda pdf: embed_in(pdf, _XML), object_stream_mode=pikepdf.ObjectStreamMode.generate)) == _XML


def _by_name(name: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([name, _spec(pdf, name)])))

    return change


@pytest.mark.parametrize("name", NAMES)
def test_every_known_name_is_found(name: str) -> None:
    assert extract(_made(_by_name(name))) == _XML


def _kids(pdf: Pdf) -> None:
    leaf = pdf.make_indirect(Dictionary(Names=Array(["CV.xml", _spec(pdf, "CV.xml")])))
    middle = pdf.make_indirect(Dictionary(Kids=Array([leaf])))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Kids=Array([pdf.make_indirect(Dictionary()), middle])))


def _cycle(pdf: Pdf) -> None:
    _kids(pdf)
    top = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
    pdf.Root.Names.EmbeddedFiles = top
    top.Kids.insert(0, top)


def _associated_only(pdf: Pdf) -> None:
    pdf.Root.AF = Array([_spec(pdf, "attachment.xml")])


def _first_of_two(pdf: Pdf) -> None:
    names = Array(
        [
            "note.txt",
            _spec(pdf, "note.txt", b"non"),
            "LP.xml",
            _spec(pdf, "LP.xml"),
            "CV.xml",
            _spec(pdf, "CV.xml", b"2"),
        ]
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


@pytest.mark.parametrize("change", [_kids, _cycle, _associated_only, _first_of_two], ids=lambda each: each.__name__)
def test_it_is_found_wherever_it_was_put(change: Callable[[Pdf], None]) -> None:
    assert extract(_made(change)) == _XML


def _key_missing(pdf: Pdf) -> None:
    spec = pdf.make_indirect(Dictionary(F="CV.xml", EF=Dictionary(DOS=Stream(pdf, _XML))))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(["CV.xml", spec, "impair"])))


def _bomb(pdf: Pdf) -> None:
    _by_name("CV.xml")(pdf)
    packed = zlib.compress(b" " * (SIZE_LIMIT + 10), 9)
    pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.write(packed, filter=Name.FlateDecode)


def _bomb_in_bomb(pdf: Pdf) -> None:
    _by_name("CV.xml")(pdf)
    packed = zlib.compress(zlib.compress(b" " * (SIZE_LIMIT + 10), 9), 9)
    pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))


def _odd_types(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([1, 2, "CV.xml", 3, Dictionary(), Dictionary(EF=4)]))
    )
    pdf.Root.AF = Array([1, Dictionary(), Dictionary(F="CV.xml", EF=Dictionary(F=5))])


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"ceci n'est pas un PDF", failures.NotXml),
        (b"%PDF-1.7 puis plus rien", failures.NotPdf),
        (_page()[:200], failures.NotPdf),
        (_page(), failures.NothingAttached),
        (_made(_key_missing), failures.NothingAttached),
        (_made(_odd_types), failures.NothingAttached),
        (_made(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b")), failures.EncryptedPdf),
        (_made(_bomb), failures.TooLarge),
        (_made(_bomb_in_bomb), failures.TooLarge),
    ],
    ids=["not-a-pdf", "head-only", "cut", "no-attachment", "no-key", "odd", "encrypted", "bomb", "bomb-in-bomb"],
)
def test_bad_pdfs_are_refused(content: bytes, refusal: type[ExpectedError], tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(content)
    with pytest.raises(refusal) as caught:
        read_any(path)
    assert caught.value.next_step


def test_a_pdf_with_an_owner_password_only_is_read() -> None:
    protected = _made(lambda pdf: embed_in(pdf, _XML), encryption=pikepdf.Encryption(owner="a", user=""))
    assert extract(protected) == _XML


def test_damaged_pdfs_never_break_anything() -> None:
    sound = embed(_page(), _XML)
    chance = random.Random(20261124)
    for _each in range(300):
        content = bytearray(sound)
        for _change in range(chance.randrange(1, 8)):
            at = chance.randrange(len(content))
            if chance.random() < 0.5:
                content[at] = chance.randrange(256)
            else:
                del content[at : at + chance.randrange(60)]
        try:
            assert read_any(bytes(content)).format
        except ExpectedError:
            continue
