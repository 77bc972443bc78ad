"""Finds the sheet of paper in a photograph, sets it upright and evens out its light (OpenCV)."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
# OpenCV's own declarations promise no more than « some numbers ».
Matrix = cv2.typing.MatLike
Corners = NDArray[np.float32]
"""Four points (x, y) in pixels: top left, top right, bottom right, bottom left."""

_WORKING_SIDE = 900
_SMALLEST_SHARE = 0.18
_SMALLEST_SIDE = 200
_A4_RATIO = 2**0.5
_LONG_SIDE = 2339


def straightened(picture: Image.Image) -> Image.Image | None:
    """The sheet alone, upright, at about 200 dots per inch; nothing when no sheet is found."""
    pixels = np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"), dtype=np.uint8)
    corners = find_sheet(pixels)
    if corners is None:
        return None
    # A hair inside the edges: no rim of table around the page.
    centre = corners.mean(axis=0)
    inside = np.asarray(centre + (corners - centre) * 0.993, dtype=np.float32)
    return Image.fromarray(even_light(_flattened(pixels, inside)))


def find_sheet(pixels: Pixels) -> Corners | None:
    """The corners of the largest four-sided bright shape, or nothing when the sheet is the whole picture or absent."""
    height, width = pixels.shape[:2]
    if min(height, width) < _SMALLEST_SIDE:
        return None
    scale = min(1.0, _WORKING_SIDE / max(height, width))
    small = cv2.resize(pixels, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    area = float(small.shape[0] * small.shape[1])
    best: Corners | None = None
    best_score = 0.0
    for mask in _masks(small):
        contours, _hierarchy = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:4]:
            corners = _four_corners(contour)
            if corners is None:
                continue
            share = float(cv2.contourArea(corners)) / area
            filled = float(cv2.contourArea(cv2.convexHull(contour))) / max(1.0, float(cv2.contourArea(corners)))
            score = share * min(filled, 1 / max(filled, 0.01))
            if share > _SMALLEST_SHARE and filled > 0.85 and _is_sheet_like(corners) and score > best_score:
                best, best_score = corners, score
    if best is None or _is_whole(best, small.shape[1], small.shape[0]):
        return None
    return np.asarray(best / scale, dtype=np.float32)


def _masks(small: Matrix) -> Iterator[Pixels]:
    """Shapes seen in several ways: what is bright, what is pale rather than coloured, what has an edge."""
    smooth = cv2.bilateralFilter(small, 9, 60, 60)
    lightness = cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB)[:, :, 0]
    saturation = cv2.cvtColor(smooth, cv2.COLOR_RGB2HSV)[:, :, 1]
    kernel = np.ones((9, 9), np.uint8)
    # The print is closed before the threshold: text must not punch holes in the sheet.
    closed = cv2.morphologyEx(lightness, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    bright = cv2.threshold(closed, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    yield _cleaned(bright, kernel)
    # A shadow over half of the sheet: the paper stays brighter than the table around it at its own place.
    local = cv2.adaptiveThreshold(closed, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 301, 0)
    yield _cleaned(local, kernel)
    pale = cv2.threshold(saturation, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    yield _cleaned(pale, kernel)
    edges = cv2.Canny(closed, 25, 75)
    yield np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8), iterations=2), dtype=np.uint8)


def _cleaned(mask: Matrix, kernel: Pixels) -> Pixels:
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel), dtype=np.uint8)


def _four_corners(contour: Matrix) -> Corners | None:
    hull = cv2.convexHull(contour)
    length = cv2.arcLength(hull, True)
    for tolerance in (0.015, 0.02, 0.03, 0.04, 0.06, 0.08):
        shape = cv2.approxPolyDP(hull, tolerance * length, True)
        if len(shape) == 4:
            return _in_order(np.asarray(shape, dtype=np.float32).reshape(4, 2))
    return None


def _in_order(points: Corners) -> Corners:
    """Top left, top right, bottom right, bottom left, by the angle around the centre."""
    centre = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    turned = points[np.argsort(angles)]
    first = int(np.argmin(turned.sum(axis=1)))
    return np.asarray(np.roll(turned, -first, axis=0), dtype=np.float32)


def _sides(corners: Corners) -> tuple[float, float]:
    """Mean width and height of a four-sided shape."""
    lengths = [float(np.linalg.norm(corners[index] - corners[(index + 1) % 4])) for index in range(4)]
    return (lengths[0] + lengths[2]) / 2, (lengths[1] + lengths[3]) / 2


def _is_sheet_like(corners: Corners) -> bool:
    if not cv2.isContourConvex(corners):
        return False
    for index in range(4):
        one = corners[index - 1] - corners[index]
        other = corners[(index + 1) % 4] - corners[index]
        cosine = float(np.dot(one, other)) / max(1e-6, float(np.linalg.norm(one) * np.linalg.norm(other)))
        if abs(cosine) > 0.5:
            return False
    width, height = _sides(corners)
    return max(width, height) / max(1.0, min(width, height)) < 3


def _is_whole(corners: Corners, width: int, height: int) -> bool:
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    return bool(np.abs(corners - frame).max() < 0.02 * max(width, height))


def _flattened(pixels: Pixels, corners: Corners) -> Pixels:
    width, height = _sides(corners)
    long, short = max(width, height), min(width, height)
    ratio = long / short
    # Perspective shortens a sheet: anything near A4 is taken for A4, a card or a receipt keeps its own form.
    if abs(ratio / _A4_RATIO - 1) < 0.22:
        ratio = _A4_RATIO
    target = min(_LONG_SIDE, round(long * 1.15))
    size = (round(target / ratio), target) if height >= width else (target, round(target / ratio))
    corner = np.array([[0, 0], [size[0] - 1, 0], [size[0] - 1, size[1] - 1], [0, size[1] - 1]], dtype=np.float32)
    # Bring the picture near its final scale first: warping alone would skip pixels and leave ragged letters.
    shrink = target / long
    if shrink < 0.6:
        near = (round(pixels.shape[1] * shrink), round(pixels.shape[0] * shrink))
        pixels = np.asarray(cv2.resize(pixels, near, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        corners = np.asarray(corners * shrink, dtype=np.float32)
    change = cv2.getPerspectiveTransform(corners, corner)
    flat = cv2.warpPerspective(pixels, change, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, dtype=np.uint8)


def even_light(pixels: Pixels) -> Pixels:
    """Paper towards white, shadows lifted, ink darker; colours of stamps and photographs kept."""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 31)
    paper = cv2.GaussianBlur(paper, (0, 0), 6)
    # A dark area is a photograph or a stamp, not shaded paper: it is not lifted to white.
    paper = np.maximum(paper, 90)
    light = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    even = pixels.astype(np.float32) / light
    stretched = (even - 0.08) / (0.96 - 0.08)
    return np.asarray(np.clip(stretched * 255, 0, 255), dtype=np.uint8)
