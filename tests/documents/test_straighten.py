"""Photographs of papers come out upright, flat and legible; anything else is kept as it is."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image

from chance_desktop.documents.scans.photographs.pictures import to_pdf
from chance_desktop.documents.scans.photographs.straighten import find_sheet, straightened
from tests.documents.photographs import Photograph, photographed, printed_page, tilt_of_text
from tests.documents.samples import jpeg

SKEWED = [(0.14, 0.12), (0.86, 0.08), (0.92, 0.88), (0.08, 0.93)]
TURNED = [(0.25, 0.08), (0.93, 0.2), (0.78, 0.95), (0.08, 0.8)]
FAR = [(0.3, 0.3), (0.7, 0.28), (0.74, 0.75), (0.27, 0.76)]

CASES = {
    "skewed": lambda: photographed(SKEWED),
    "turned": lambda: photographed(TURNED),
    "deep shadow": lambda: photographed(SKEWED, shadow=0.75),
    "light table": lambda: photographed(SKEWED, table=(170, 150, 130)),
    "pale table": lambda: photographed(SKEWED, table=(205, 200, 195), shadow=0.2),
    "red table": lambda: photographed(TURNED, table=(150, 40, 40)),
    "noisy": lambda: photographed(TURNED, noise=20),
    "far away": lambda: photographed(FAR),
    "telephone on its side": lambda: photographed(SKEWED, size=(2000, 1500)),
}
photographs = pytest.mark.parametrize("name", list(CASES))


@photographs
def test_the_corners_of_the_sheet_are_found(name: str) -> None:
    photograph = CASES[name]()
    corners = find_sheet(photograph.pixels)
    assert corners is not None
    assert np.abs(corners - photograph.corners).max() < 0.015 * max(photograph.pixels.shape)


@photographs
def test_lines_of_text_become_level(name: str) -> None:
    sheet = straightened(CASES[name]().image)
    assert sheet is not None
    assert abs(tilt_of_text(np.asarray(sheet))) < 0.3


def test_the_made_up_photographs_really_slope() -> None:
    assert abs(tilt_of_text(photographed(SKEWED).pixels)) > 1.5


def test_paper_turns_white_and_ink_stays_dark() -> None:
    sheet = straightened(photographed(SKEWED, shadow=0.6).image)
    assert sheet is not None
    grey = np.asarray(sheet.convert("L"))
    inside = grey[40:-40, 40:-40]
    # Nine tenths of a printed page are paper: white at both sides of the shadow.
    assert np.median(inside[:, : inside.shape[1] // 4]) > 235
    assert np.median(inside[:, -inside.shape[1] // 4 :]) > 235
    assert np.percentile(inside, 2) < 90


def test_a_blue_stamp_stays_blue() -> None:
    sheet = straightened(photographed(SKEWED).image)
    assert sheet is not None
    pixels = np.asarray(sheet).astype(int)
    blue = (pixels[:, :, 2] - pixels[:, :, 0] > 60).sum()
    assert blue > 500


@pytest.mark.parametrize(
    "pixels",
    [
        printed_page(),
        photographed([(-3, -3), (-2, -3), (-2, -2), (-3, -2)]).pixels,
        photographed([(-0.1, -0.1), (1.1, -0.1), (1.1, 1.1), (-0.1, 1.1)]).pixels,
        np.zeros((400, 300, 3), np.uint8),
        np.full((5, 5, 3), 255, np.uint8),
    ],
    ids=["a scan", "a table", "a close-up", "black", "tiny"],
)
def test_without_a_sheet_the_picture_is_kept(pixels: np.ndarray) -> None:
    assert straightened(Image.fromarray(pixels)) is None


def test_several_photographs_make_one_light_pdf() -> None:
    shots = [CASES["skewed"](), CASES["turned"](), CASES["deep shadow"]()]
    data = to_pdf([jpeg(shot.image, quality=90) for shot in shots])
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 3
        for page in pdf.pages:
            assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
            photo = page.resources.XObject.Photo
            assert len(photo.read_raw_bytes()) <= 300_000
            # At least 100 dots per inch on A4, at most about 200.
            assert 1150 < int(photo.Height) <= 2340
            assert page.Contents.read_bytes().startswith(b"q 595.28 0 0 841.89 0.00 0.00 cm")


def test_a_picture_with_much_detail_is_kept_light() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (3000, 2200, 3), dtype=np.uint8)
    with pikepdf.open(BytesIO(to_pdf([jpeg(Image.fromarray(noise))], straighten=False))) as pdf:
        photo = pdf.pages[0].resources.XObject.Photo
        assert max(int(photo.Width), int(photo.Height)) <= 2340


def test_the_side_a_telephone_noted_is_followed() -> None:
    shot: Photograph = photographed(SKEWED)
    turned = shot.image.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # the telephone was held upright, the sensor lay on its side
    data = to_pdf([jpeg(turned, exif=exif)])
    with pikepdf.open(BytesIO(data)) as pdf:
        photo = pdf.pages[0].resources.XObject.Photo
        assert int(photo.Height) > int(photo.Width)
        picture = np.asarray(Image.open(BytesIO(photo.read_raw_bytes())))
    assert abs(tilt_of_text(picture)) < 0.3
