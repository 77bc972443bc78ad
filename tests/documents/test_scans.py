"""Files given as scans: known by their content, refused in words when unsafe, kept as clean PDF."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageChops, ImageOps, ImageStat

from chance_desktop.documents.scans import errors as why
from chance_desktop.documents.scans import intake
from chance_desktop.documents.scans.intake import ScanInfo, inspect_scan, normalise
from chance_desktop.documents.scans.pages import merge_pdfs, order_pages, rotate_pages
from chance_desktop.documents.scans.photographs.pictures import pictures, to_pdf
from tests.documents.samples import jpeg, picture, scan


def _saved(made: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def _heic(made: Image.Image) -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(made).save(out, quality=60)
    return out.getvalue()


def _png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that announces a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def _pdf(change: Callable[[Pdf], None], **options: object) -> bytes:
    with pikepdf.open(BytesIO(scan(2))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **options)
        return out.getvalue()


PAGE = picture()
SOUND = {
    "image/jpeg": lambda: jpeg(PAGE),
    "image/png": lambda: _saved(PAGE, "PNG"),
    "image/tiff": lambda: _saved(PAGE, "TIFF", save_all=True, append_images=[PAGE, PAGE]),
    "image/heic": lambda: _heic(PAGE),
    "image/webp": lambda: _saved(PAGE, "WEBP"),
    "image/avif": lambda: _saved(PAGE, "AVIF"),
    "image/bmp": lambda: _saved(PAGE, "BMP"),
    "image/gif": lambda: _saved(PAGE.convert("P"), "GIF"),
    "application/pdf": lambda: scan(2),
}
PAGES = {"image/tiff": 3, "application/pdf": 2}
kinds = pytest.mark.parametrize("kind", list(SOUND))


@kinds
def test_a_file_is_known_by_its_content(kind: str) -> None:
    info = inspect_scan(SOUND[kind]())
    size = (595, 842) if kind == "application/pdf" else PAGE.size
    assert info == ScanInfo(kind, PAGES.get(kind, 1), *size)


@kinds
def test_whatever_comes_a_pdf_is_kept(kind: str) -> None:
    kept = normalise(SOUND[kind]())
    assert inspect_scan(kept).media_type == "application/pdf"
    assert inspect_scan(kept).pages == PAGES.get(kind, 1)


REFUSED: dict[str, tuple[Callable[[], bytes], type[why.ScanError]]] = {
    "empty": (lambda: b"", why.ScanEmpty),
    "text": (lambda: b"Bonjour, voici mon attestation." * 20, why.ScanUnknown),
    "a program": (lambda: b"MZ\x90\0" + bytes(400), why.ScanUnknown),
    "a web page": (lambda: b"<html><script>alert(1)</script></html>", why.ScanUnknown),
    "a zip": (lambda: b"PK\x03\x04" + bytes(200), why.ScanUnknown),
    "a real zip": (lambda: _zip("photo.jpg"), why.ScanArchive),
    "a text of Word": (lambda: _zip("[Content_Types].xml", "word/document.xml"), why.ScanDocument),
    "a text of LibreOffice": (lambda: _zip("mimetype", "content.xml"), why.ScanDocument),
    "an old text of Word": (lambda: _OLE + bytes(600), why.ScanDocument),
    "a rich text": (lambda: b"{\\rtf1\\ansi Bonjour}", why.ScanDocument),
    "a message of Outlook": (lambda: _OLE + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"), why.ScanMessage),
    "a message": (lambda: b"Return-Path: <a@exemple.fr>\r\nSubject: lettre\r\n\r\nBonjour", why.ScanMessage),
    "a JPEG 2000": (lambda: _saved(PAGE, "JPEG2000"), why.ScanOtherPicture),
    "a webp of nothing": (lambda: b"RIFF\x24\0\0\0WEBPVP8 " + bytes(40), why.ScanDamaged),
    "a gif cut short": (lambda: _saved(PAGE.convert("P"), "GIF")[:900], why.ScanDamaged),
    "a webp cut short": (lambda: _saved(PAGE, "WEBP")[:900], why.ScanDamaged),
    "an avif cut short": (lambda: _saved(PAGE, "AVIF")[:900], why.ScanDamaged),
    "a bmp cut short": (lambda: _saved(PAGE, "BMP")[:90_000], why.ScanDamaged),
    "a word that begins like a BMP": (lambda: b"BMI et autres sigles, suivis d'un texte", why.ScanUnknown),
    "too large": (lambda: b"%PDF-1.7" + bytes(41 * 1024 * 1024), why.ScanTooLarge),
    "jpeg cut short": (lambda: jpeg(PAGE)[:4000], why.ScanDamaged),
    "jpeg heading alone": (lambda: b"\xff\xd8\xff\xe0", why.ScanDamaged),
    "png cut short": (lambda: _saved(PAGE, "PNG")[:900], why.ScanDamaged),
    "tiff heading alone": (lambda: b"II*\0\x08\0\0\0", why.ScanDamaged),
    "heic cut short": (lambda: _heic(PAGE)[:600], why.ScanDamaged),
    "pdf heading alone": (lambda: b"%PDF-1.7\n", why.ScanDamaged),
    "pdf cut short": (lambda: scan(3)[: len(scan(3)) // 2], why.ScanDamaged),
    "pdf made of noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"%%EOF", why.ScanDamaged),
    "pdf with a password": (
        lambda: _pdf(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b")), why.ScanLocked,
    ),
    "pdf with no page": (lambda: _saved_pdf(pikepdf.new()), why.ScanHasNoPage),
    "pdf too long": (lambda: _saved_pdf(_blank(201)), why.ScanTooLong),
    "picture bomb": (lambda: _png_that_says(60_000, 60_000), why.ScanTooManyPixels),
}  # fmt: skip


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _blank(count: int) -> Pdf:
    pdf = pikepdf.new()
    for _page in range(count):
        pdf.add_blank_page()
    return pdf


def _saved_pdf(pdf: Pdf) -> bytes:
    with pdf:
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("name", list(REFUSED))
def test_an_unsound_file_is_refused_with_a_next_step(name: str) -> None:
    make, kind = REFUSED[name]
    data = make()
    for receive in (inspect_scan, normalise):
        with pytest.raises(why.ScanError) as caught:
            receive(data)
        assert type(caught.value) is kind
        assert caught.value.sentence.endswith(".")
        assert caught.value.next_step.endswith(".")


@settings(max_examples=60)
@given(
    kind=st.sampled_from(list(SOUND)), at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=40),
    cut=st.booleans(),
)  # fmt: skip
def test_a_spoiled_file_never_surprises(kind: str, at: float, junk: bytes, cut: bool) -> None:
    data = _sound(kind)
    place = int(at * len(data))
    spoiled = data[:place] if cut else data[:place] + junk + data[place + len(junk) :]
    try:
        kept = normalise(spoiled)
    except why.ScanError:
        return
    assert inspect_scan(kept).pages >= 1


_made: dict[str, bytes] = {}


def _sound(kind: str) -> bytes:
    if kind not in _made:
        _made[kind] = SOUND[kind]()
    return _made[kind]


def test_a_scanner_s_clumsy_file_is_mended() -> None:
    shifted = b"\n\n\n" + scan(2)
    spoiled = scan(2).replace(b"startxref\n", b"startxref\n9")
    for data in (shifted, spoiled):
        assert inspect_scan(data).pages == 2


def test_what_a_paper_never_needs_is_taken_out() -> None:
    def arm(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array([String("a"), script])),
            EmbeddedFiles=Dictionary(Names=Array([String("b"), Dictionary(F=String("b.exe"))])),
        )
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=script)
        launch = pdf.make_indirect(Dictionary(S=Name.Launch, F=String("calc.exe")))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        web = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String("http://exemple.fr"), Next=script),
        )  # fmt: skip
        file = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))
        page.Annots = Array([pdf.make_indirect(link), web, pdf.make_indirect(file)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))

    kept = normalise(_pdf(arm))
    with pikepdf.open(BytesIO(kept)) as pdf:
        plain = BytesIO()
        pdf.save(
            plain,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
        assert len(pdf.pages) == 2
    for danger in (
        b"JavaScript",
        b"Launch",
        b"app.alert",
        b"OpenAction",
        b"EmbeddedFiles",
        b"FileAttachment",
        b"/AA",
        b"XFA",
        b"/URI",
    ):
        assert danger not in plain.getvalue(), danger


def test_the_place_where_a_photograph_was_taken_is_lost() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Manon"
    exif.get_ifd(0x8825)[2] = (46.0, 8.0, 54.0)
    data = jpeg(PAGE, exif=exif)
    assert b"Telephone of Manon" in data
    kept = normalise(data)
    assert b"Telephone of Manon" not in kept
    assert b"Exif" not in kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize("held", range(1, 9))
def test_a_picture_is_upright_however_it_was_held(kind: str, held: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = held
    given = _saved(PAGE.resize((160, 120)), kind, exif=exif)
    (page,) = pictures(given)
    with Image.open(BytesIO(given)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    assert page.size == upright.size
    assert max(high for _low, high in ImageChops.difference(page, upright).getextrema()) <= 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_a_picture_of_too_many_pixels_is_halved_and_looks_the_same(kind: str) -> None:
    given = _saved(PAGE, kind)
    (whole,), (halved,) = pictures(given), pictures(given, 400)
    assert halved.size == (PAGE.width // 2 + PAGE.width % 2, PAGE.height // 2 + PAGE.height % 2)
    assert ImageStat.Stat(ImageChops.difference(whole.resize(halved.size), halved)).mean[0] < 6


def test_a_transparent_picture_lies_on_white() -> None:
    see_through = Image.new("RGBA", (60, 80), (0, 0, 0, 0))
    (page,) = pictures(_saved(see_through, "PNG"))
    assert page.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "CMYK", "P", "LA"])
def test_every_kind_of_pixels_is_read(mode: str) -> None:
    made = Image.new("I;16", (40, 50), 65535) if mode == "I;16" else Image.new("L", (40, 50), 255).convert(mode)
    (page,) = pictures(_saved(made, "TIFF" if mode == "CMYK" else "PNG"))
    assert page.mode == "RGB"
    assert all(level >= 254 for level in page.getpixel((20, 20)))


def test_a_flat_page_keeps_its_true_size() -> None:
    with pikepdf.open(BytesIO(normalise(jpeg(PAGE), straighten=True))) as pdf:
        assert pdf.pages[0].Contents.read_bytes().startswith(b"q 595.28 0 0 841.89 0.00 0.00 cm")


def test_a_card_is_not_blown_up() -> None:
    with pikepdf.open(BytesIO(to_pdf([jpeg(picture(size=(400, 250)))]))) as pdf:
        width = float(pdf.pages[0].Contents.read_bytes().split()[1])
        assert width == pytest.approx(400 * 72 / 100)


def test_pages_are_turned_ordered_joined() -> None:
    three = scan(3)
    with pikepdf.open(BytesIO(rotate_pages(three, {0: 90, 2: -90}))) as pdf:
        assert [int(page.obj.get("/Rotate", 0)) % 360 for page in pdf.pages] == [90, 0, 270]
    twice = rotate_pages(rotate_pages(three, {0: 90}), {0: 90})
    with pikepdf.open(BytesIO(twice)) as pdf:
        assert int(pdf.pages[0].obj.Rotate) % 360 == 180
    before = _pictures_of(three)
    assert _pictures_of(order_pages(three, [2, 0])) == [before[2], before[0]]
    assert _pictures_of(merge_pdfs([three, scan(1)])) == [*before, before[0]]
    with pytest.raises(why.ScanHasNoPage):
        order_pages(three, [])
    with pytest.raises(why.ScanHasNoPage):
        merge_pdfs([])
    with pytest.raises(why.ScanDamaged):
        merge_pdfs([three, three[:500]])


def _pictures_of(pdf: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [page.resources.XObject.Photo.read_raw_bytes() for page in opened.pages]


def test_a_removed_page_is_gone_from_the_file() -> None:
    assert len(order_pages(scan(3), [0])) < len(scan(3)) / 2


def test_too_many_pages_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chance_desktop.documents.scans.pages.MOST_PAGES", 3)
    with pytest.raises(why.ScanTooLong):
        merge_pdfs([scan(2), scan(2)])
    assert intake.MOST_PAGES == 200
