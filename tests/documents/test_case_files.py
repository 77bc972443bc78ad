"""Files that real tools make: each is kept as it looks, or refused in words that say why and what to do."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from chance_desktop.documents.scans.errors import ScanDamaged, ScanError, ScanOtherPicture
from chance_desktop.documents.scans.intake import inspect_scan, normalise
from chance_desktop.documents.scans.photographs.pictures import pictures
from tests.documents.photographs import printed_page
from tests.documents.poppler import read
from tests.documents.samples import jpeg

CASES = Path(__file__).parent / "cases"
REFUSED = {
    "32-locked-by-certificate.pdf": "protégé par un certificat",
    "paperclip-A.pdf": "piece.pdf",
    "portfolio-A.pdf": "Ce PDF en contient d’autres",
    "xfa-dynamic-A.pdf": "Adobe Reader",
    "added-page-A.pdf": "abîmé",
    "page-offset-A.pdf": "abîmé",
    "content-offset-A.pdf": "abîmé",
}
"""The three last could be mended too: what matters is that none is kept with a page or its words gone."""
KEPT = {
    "length-short-A.pdf": ("CarteArecto", "CarteAverso"),
    "length-missing-A.pdf": ("ReleveA",),
    "metadata-undecodable-A.pdf": ("AvisA",),
    "typed-not-drawn-A.pdf": ("Etablissement:LyceedesTroisRivieres",),
    "firefox-western.pdf": ("FichedeliaisontownChâteaurouxÉlèvesérieuse.Toujoursàl’heure.notesnameLéaBrémond",),
    "firefox-lodz.pdf": ("FichedeliaisontownŁódźTrèsbien😀Merci🎉👍notesnameЖаннаĐorđević",),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_cannot_be_kept_whole_is_refused_in_words(name: str) -> None:
    with pytest.raises(ScanError) as caught:
        normalise((CASES / name).read_bytes())
    assert REFUSED[name] in caught.value.sentence
    assert caught.value.next_step.endswith(".")


@pytest.mark.parametrize("name", list(KEPT))
def test_what_is_kept_says_every_word(name: str, tmp_path: Path) -> None:
    kept = read(normalise((CASES / name).read_bytes()), tmp_path)
    assert tuple(sorted(page) for page in kept.words) == tuple(sorted(page) for page in KEPT[name])


def test_firefox_s_own_drawing_is_kept_as_it_looks(tmp_path: Path) -> None:
    file = (CASES / "firefox-western.pdf").read_bytes()
    assert read(normalise(file), tmp_path).looks_like(read(file, tmp_path))


def tiff(levels: np.ndarray, order: str, *, big: bool = False) -> bytes:
    """Grey levels as a TIFF without compression, in either order of bytes; as a BigTIFF in the little one."""
    high, wide = levels.shape
    pixels = levels.astype(f"{order}u{levels.itemsize}").tobytes()
    tags = {256: wide, 257: high, 258: 8 * levels.itemsize, 259: 1, 262: 1, 273: 0, 277: 1, 278: high, 279: len(pixels)}
    entry, count, offset = ("HHQQ", "Q", "Q") if big else ("HHII", "H", "I")
    head = b"II" + struct.pack("<HHHQ", 43, 8, 0, 16) if big else _MARKS[order] + struct.pack(order + "HI", 42, 8)
    tags[273] = len(head) + struct.calcsize(order + count) + len(tags) * struct.calcsize(order + entry)
    tags[273] += struct.calcsize(order + offset)
    body = b"".join(struct.pack(order + entry, tag, 4, 1, value) for tag, value in tags.items())
    return head + struct.pack(order + count, len(tags)) + body + struct.pack(order + offset, 0) + pixels


_MARKS = {"<": b"II", ">": b"MM"}


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize(("order", "big"), [("<", False), (">", False), ("<", True)])
def test_a_tiff_is_read_in_every_order_of_bytes(order: str, depth: int, big: bool) -> None:
    ramp = np.tile(np.linspace(0, 2**depth - 1, 200), (150, 1)).astype(np.uint8 if depth == 8 else np.uint16)
    (page,) = pictures(tiff(ramp, order, big=big))
    seen = np.asarray(page.convert("L"))
    assert seen.shape == ramp.shape
    assert np.abs(seen.astype(int) - (ramp >> (depth - 8)).astype(int)).max() <= 1


def test_a_tiff_that_is_not_read_is_refused_for_what_it_is() -> None:
    with pytest.raises(ScanOtherPicture):
        normalise(b"MM\0+\0\x08\0\0" + bytes(400))


@pytest.mark.parametrize("quality", [40, 85, 95])
def test_a_jpeg_without_its_end_mark_is_kept(quality: int) -> None:
    whole = jpeg(Image.fromarray(printed_page()), quality=quality)
    assert whole.endswith(b"\xff\xd9")
    (one,), (other,) = pictures(whole), pictures(whole[:-2])
    assert np.array_equal(np.asarray(one), np.asarray(other))


@pytest.mark.parametrize("lost", [200, 500, 5_000, 60_000])
@pytest.mark.parametrize("marked", [False, True])
def test_a_jpeg_cut_short_is_refused(lost: int, marked: bool) -> None:
    whole = jpeg(Image.fromarray(printed_page()), quality=85)
    with pytest.raises(ScanDamaged):
        normalise(whole[: -2 - lost] + (b"\xff\xd9" if marked else b""))


def test_a_progressive_jpeg_without_its_end_mark_is_refused() -> None:
    out = BytesIO()
    Image.fromarray(printed_page()).save(out, "JPEG", progressive=True)
    with pytest.raises(ScanDamaged):
        next(iter(pictures(out.getvalue()[:-2])))


def test_a_jpeg_of_a_hundred_million_pixels_is_kept_without_a_word(recwarn: pytest.WarningsRecorder) -> None:
    grey = drawn_flat(11_648, 8_736)
    assert read_size(normalise(grey)) == (842, 595)
    assert not recwarn.list


def drawn_flat(wide: int, high: int) -> bytes:
    out = BytesIO()
    Image.new("L", (wide, high), 200).save(out, "JPEG", quality=30)
    return out.getvalue()


def read_size(pdf: bytes) -> tuple[int, int]:
    info = inspect_scan(pdf)
    return info.width, info.height
