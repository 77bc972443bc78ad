"""Telephone photographs of a page, made up: a printed page laid askew on a table, under a lamp that throws a shadow."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from chance_desktop.runtime.assets import resources_folder

Pixels = NDArray[np.uint8]
_FONT = resources_folder() / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf"


@dataclass(frozen=True, slots=True)
class Photograph:
    """The picture and where the corners of the sheet are in it (top left, top right, bottom right, bottom left)."""

    pixels: Pixels
    corners: NDArray[np.float32]

    @property
    def image(self) -> Image.Image:
        """For Pillow."""
        return Image.fromarray(self.pixels)


def printed_page(width: int = 1240, height: int = 1754) -> Pixels:
    """An A4 page of text at 150 dots per inch, with a coloured stamp."""
    page = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(page)
    draw.text((120, 110), "Attestation d’hébergement", fill=(20, 20, 30), font=ImageFont.truetype(_FONT, 54))
    small = ImageFont.truetype(_FONT, 30)
    for line in range(26):
        draw.text(
            (120, 260 + line * 50),
            "Je soussignée certifie héberger à mon domicile la personne",
            fill=(30, 30, 40),
            font=small,
        )
    draw.ellipse((800, 1560, 960, 1720), outline=(40, 60, 170), width=8)
    return np.asarray(page, dtype=np.uint8)


def photographed(
    corners: list[tuple[float, float]], *, table: tuple[int, int, int] = (70, 52, 40), shadow: float = 0.45,
    noise: float = 6.0, size: tuple[int, int] = (1500, 2000), seed: int = 1,
) -> Photograph:  # fmt: skip
    """The page laid at those corners (shares of the picture) on a table."""
    chance = np.random.default_rng(seed)
    width, height = size
    page = printed_page()
    places = np.array([(x * width, y * height) for x, y in corners], dtype=np.float32)
    flat = np.array([(0, 0), (page.shape[1], 0), (page.shape[1], page.shape[0]), (0, page.shape[0])], dtype=np.float32)
    change = cv2.getPerspectiveTransform(flat, places)
    laid = cv2.warpPerspective(page, change, size, flags=cv2.INTER_AREA)
    where = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), change, size)
    grain = cv2.GaussianBlur(chance.normal(0, 26, (height, width)).astype(np.float32), (0, 0), 5)
    ground = np.array(table, dtype=np.float32)[None, None, :] + grain[:, :, None]
    seen = np.where(where[:, :, None] > 127, laid.astype(np.float32), ground)
    # The hand that holds the telephone darkens one side, softly.
    slope = np.clip((np.linspace(0, 1, width)[None, :] + np.linspace(0, 0.6, height)[:, None]) / 1.6, 0, 1)
    seen = seen * (1 - shadow * slope[:, :, None]) + chance.normal(0, noise, seen.shape)
    return Photograph(np.clip(seen, 0, 255).astype(np.uint8), places)


def tilt_of_text(pixels: Pixels) -> float:
    """By how many degrees the lines of text slope: the turn that gathers the ink in the sharpest rows."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    scale = 800 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    middle = small[height // 8 : height * 7 // 8, width // 8 : width * 7 // 8]
    ink = (middle < 140).astype(np.float32)
    centre = (ink.shape[1] / 2, ink.shape[0] / 2)

    def sharpness(degrees: float) -> float:
        turned = cv2.warpAffine(ink, cv2.getRotationMatrix2D(centre, degrees, 1), ink.shape[::-1])
        return float(np.var(turned.sum(axis=1)))

    turns = np.arange(-6, 6.05, 0.1)
    return float(-turns[int(np.argmax([sharpness(float(turn)) for turn in turns]))])
