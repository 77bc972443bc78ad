"""Lucide icons in the colour of a role, sharp at any pixel ratio; the SVG reader comes with the first one drawn."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPainter, QPixmap

from chance_desktop.desktop.ui_kit.look.theme import px, theme
from chance_desktop.runtime.assets import icon_path


@cache
def _source(name: str) -> bytes:
    return icon_path(name).read_bytes()


@cache
def _drawn(name: str, hex_colour: str, side: int, ratio: float, bold: bool) -> QPixmap:
    drawing = _source(name).replace(b"currentColor", hex_colour.encode())
    if bold:
        drawing = drawing.replace(b'stroke-width="2"', b'stroke-width="3.2"')
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"svg")
    pixels = max(1, round(side * ratio))
    reader.setScaledSize(QSize(pixels, pixels))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixel_ratio() -> float:
    """Device pixels per pixel of the main screen."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def pixmap_of(name: str, role: str, size: float = 18, *, bold: bool = False) -> QPixmap:
    """An icon in the colour of a role (or a `#RRGGBB`), its side in px of the design."""
    hex_colour = role if role.startswith("#") else theme().palette.named(role)
    return _drawn(name, hex_colour, px(size), pixel_ratio(), bold)


def icon_of(name: str, role: str = "ink2", size: float = 18) -> QIcon:
    """An icon for menus and system widgets."""
    return QIcon(pixmap_of(name, role, size))


def draw_icon(painter: QPainter, name: str, role: str, centre: QPointF, size: float, *, bold: bool = False) -> None:
    """Draw an icon around a point; its side in px of the design."""
    pixmap = pixmap_of(name, role, size, bold=bold)
    side = pixmap.width() / pixmap.devicePixelRatio()
    target = QRectF(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))


ALIGNED_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGNED_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
