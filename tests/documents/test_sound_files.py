"""Sound PDF files of many makers and of every kind of picture are kept as they look: what guards against damage refuses none."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, String
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from chance_desktop.documents.scans.errors import ScanDamaged, ScanTooHeavy
from chance_desktop.documents.scans.intake import normalise
from tests.documents.damage import plain_pdf
from tests.documents.photographs import printed_page
from tests.documents.poppler import read
from tests.documents.samples import EVERY_DOCUMENT

_PAGE = Image.fromarray(printed_page())
_GREY = _PAGE.convert("L")
_WIDE, _HIGH = _PAGE.size
_ROWS = _GREY.tobytes()


def shown(raw: bytes, **settings: object) -> bytes:
    """A page that shows a picture, its bytes as they are given."""
    with pikepdf.new() as pdf:
        base = {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": _WIDE, "/Height": _HIGH}
        picture = pdf.make_stream(raw, base | {f"/{key}": value for key, value in settings.items()})
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=Dictionary(XObject=Dictionary(Im=picture)),
            Contents=pdf.make_stream(b"q 500 0 0 700 40 60 cm /Im Do Q"),
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        out = BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


def drawn(kind: str, made: Image.Image = _PAGE, **options: object) -> bytes:
    out = BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def fax() -> bytes:
    """Group 4, as most office scanners write it."""
    tiff = drawn("TIFF", _GREY.convert("1"), compression="group4", tiffinfo={278: _HIGH})
    with Image.open(BytesIO(tiff)) as opened:
        (place,), (size,) = opened.tag_v2[273], opened.tag_v2[279]
    parameters = Dictionary(K=-1, Columns=_WIDE, Rows=_HIGH, BlackIs1=False)
    return shown(
        tiff[place : place + size], BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=Name.CCITTFaxDecode,
        DecodeParms=parameters,
    )  # fmt: skip


def indexed() -> bytes:
    few = _PAGE.quantize(16)
    rows, palette = few.tobytes(), few.getpalette() or []
    packed = b"".join(
        bytes((rows[y * _WIDE + x] << 4) | rows[y * _WIDE + x + 1] for x in range(0, _WIDE, 2)) for y in range(_HIGH)
    )
    space = Array([Name.Indexed, Name.DeviceRGB, 15, String(bytes(palette[:48]))])
    return shown(zlib.compress(packed), BitsPerComponent=4, ColorSpace=space, Filter=Name.FlateDecode)


def predicted() -> bytes:
    rows = b"".join(b"\0" + _ROWS[y * _WIDE : (y + 1) * _WIDE] for y in range(_HIGH))
    parameters = Array([Dictionary(Predictor=15, Colors=1, Columns=_WIDE, BitsPerComponent=8)])
    return shown(
        zlib.compress(rows), BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Array([Name.FlateDecode]),
        DecodeParms=parameters,
    )  # fmt: skip


def saved(name: str, change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **options: object) -> bytes:
    with pikepdf.open(BytesIO(EVERY_DOCUMENT[name]())) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **options)
        return out.getvalue()


def turned_and_cropped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Rotate, page.CropBox = 90, Array([50, 50, 500, 700])


def in_letters() -> bytes:
    """Streams in ASCII, as ReportLab writes them unless told not to."""
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.drawString(60, 700, "Attestation en lettres")
    canvas.save()
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        packed = zlib.compress(pdf.pages[0].Contents.read_bytes())
        pdf.pages[0].Contents = pdf.make_stream(
            packed.hex().encode() + b">", {"/Filter": Array([Name.ASCIIHexDecode, Name.FlateDecode])}
        )
        again = BytesIO()
        pdf.save(again, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return again.getvalue()


SOUND: dict[str, Callable[[], bytes]] = {
    "Group 4": fax,
    "JPEG 2000": lambda: shown(drawn("JPEG2000", quality_layers=[30], irreversible=True), Filter=Name.JPXDecode),
    "JPEG of inks": lambda: shown(
        drawn("JPEG", _PAGE.convert("CMYK")), BitsPerComponent=8, ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode,
        Decode=Array([1, 0] * 4),
    ),
    "progressive JPEG": lambda: shown(
        drawn("JPEG", progressive=True), BitsPerComponent=8, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode
    ),
    "JPEG packed again": lambda: shown(
        zlib.compress(drawn("JPEG")), BitsPerComponent=8, ColorSpace=Name.DeviceRGB,
        Filter=Array([Name.FlateDecode, Name.DCTDecode]),
    ),
    "JPEG without its end mark": lambda: shown(
        drawn("JPEG")[:-2], BitsPerComponent=8, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode
    ),
    "a palette": indexed,
    "rows predicted": predicted,
    "no closing sum": lambda: shown(
        zlib.compress(_ROWS)[:-4], BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode
    ),
    "streams in letters": in_letters,
    "made for the web": lambda: saved("dossier", linearize=True),
    "objects together": lambda: saved("dossier", object_stream_mode=ObjectStreamMode.generate),
    "no change allowed": lambda: saved("dossier", encryption=Encryption(owner="x", user="", R=4)),
    "no change allowed, as of late": lambda: saved("dossier", encryption=Encryption(owner="x", user="", R=6)),
    "turned and cropped": lambda: saved("request", turned_and_cropped),
}  # fmt: skip


@pytest.mark.parametrize("name", list(SOUND))
def test_it_is_kept_as_it_looks(name: str, tmp_path: Path) -> None:
    file = SOUND[name]()
    before, after = read(file, tmp_path), read(normalise(file), tmp_path)
    assert before.drawings
    assert after.same(before)


@pytest.mark.parametrize("lost", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("packed", [False, True])
def test_a_picture_cut_short_inside_a_pdf_is_refused(packed: bool, lost: float) -> None:
    if packed:
        whole = zlib.compress(_ROWS)
        settings = {"ColorSpace": Name.DeviceGray, "Filter": Name.FlateDecode}
    else:
        whole = drawn("JPEG")
        settings = {"ColorSpace": Name.DeviceRGB, "Filter": Name.DCTDecode}
    kept = whole[: round(len(whole) * (1 - lost))]
    with pytest.raises(ScanDamaged):
        normalise(shown(kept, BitsPerComponent=8, **settings))


def _page(drawing: bytes, packed: int = 0, **drawings: bytes) -> bytes:
    """A page whose words are packed so many times, and what it may show."""
    with pikepdf.new() as pdf:
        settings = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9])}
        shown = {f"/{name}": pdf.make_stream(content, settings) for name, content in drawings.items()}
        for _time in range(packed):
            drawing = zlib.compress(drawing, 9)
        words = pdf.make_stream(drawing, {"/Filter": Array([Name.FlateDecode] * packed)} if packed else {})
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=Dictionary(XObject=Dictionary(shown)),
            Contents=Array([words, words]),
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        out = BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


HEAVY: dict[str, Callable[[], bytes]] = {
    "words that unpack for ever": lambda: _page(b" " * (70 << 20), 1),
    "packed twice": lambda: _page(b" " * (70 << 20), 2),
    "long words told twice": lambda: _page(b" " * (40 << 20), 1),
    "a drawing shown ten thousand times": lambda: _page(b"/F Do " * 10_000, F=b"0 0 m " * 10_000),
}


@pytest.mark.parametrize("name", list(HEAVY))
def test_a_page_that_would_never_be_drawn_is_refused_at_once(name: str) -> None:
    with pytest.raises(ScanTooHeavy):
        normalise(HEAVY[name]())


def test_a_page_whose_words_a_disk_lost_is_refused() -> None:
    words = b"BT /F1 24 Tf 60 700 Td (Attestation) Tj ET " + bytes(64) + b" 40 60 500 4 re f"
    with pytest.raises(ScanDamaged):
        normalise(plain_pdf([words]))
