"""The squares of the programme's cover, full and dashed: logo, banner, navigation and assistant; decoration only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.look.painting import dashed_pen, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tokens import NAV_SQUARES

# (left, top, side, colour 0 violet 1 green 2 orange 3 blue, full), on a canvas of the given width.
Square = tuple[float, float, float, int, bool]

LOGO: tuple[Square, ...] = ((0, 0, 16, 0, True), (20, 0, 16, 1, False), (0, 20, 16, 3, False), (20, 20, 16, 2, True))
BANNER: tuple[Square, ...] = (
    (0, 24, 35, 0, True),
    (44, 2, 20, 1, False),
    (48, 38, 31, 2, False),
    (87, 17, 26, 3, True),
    (90, 56, 15, 1, True),
    (122, 5, 23, 0, False),
    (125, 40, 26, 2, True),
    (17, 68, 14, 3, False),
)
NAV: tuple[Square, ...] = (
    (7, 27, 23, 0, True),
    (39, 9, 14, 1, False),
    (41, 43, 12, 2, False),
    (65, 33, 19, 3, False),
    (98, 4, 13, 2, True),
    (88, 52, 11, 1, True),
    (127, 25, 25, 0, False),
    (161, 2, 15, 3, True),
    (168, 45, 12, 2, False),
)
ASSISTANT: tuple[Square, ...] = (
    (50, 5, 28, 3, False),
    (134, 32, 47, 1, False),
    (286, 9, 43, 3, False),
    (441, 0, 38, 2, True),
    (34, 65, 83, 0, True),
    (197, 58, 65, 2, True),
    (346, 50, 75, 3, True),
    (138, 104, 55, 3, False),
    (278, 100, 51, 0, False),
    (209, 141, 38, 1, True),
    (429, 122, 38, 1, True),
    (358, 149, 43, 2, False),
    (46, 176, 40, 2, False),
    (110, 183, 60, 1, True),
    (194, 210, 33, 3, True),
    (262, 179, 72, 0, True),
    (392, 210, 40, 0, False),
    (446, 195, 30, 3, False),
    (8, 248, 33, 3, False),
    (72, 263, 57, 2, True),
    (164, 271, 44, 0, False),
    (248, 278, 59, 3, False),
    (334, 259, 49, 1, True),
    (415, 275, 60, 2, False),
)


class Mosaic(QWidget):
    """A pattern of squares; `on_nav` takes the colours made for the dark navigation."""

    def __init__(
        self,
        pattern: tuple[Square, ...],
        width: float,
        height: float,
        *,
        on_nav: bool = False,
        faded: bool = False,
        dash_width: float = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pattern, self._on_nav, self._faded, self._dash = pattern, on_nav, faded, dash_width
        self.setFixedSize(px(width), px(height))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._faded:
            painter.setOpacity(0.38)
        roles = ("v_v", "v_g", "v_o", "v_b")
        for left, top, side, which, full in self._pattern:
            ink = QColor(NAV_SQUARES[which]) if self._on_nav else colour(roles[which])
            box = QRectF(px(left), px(top), px(side), px(side))
            if full:
                round_box(painter, box, px(2), ink)
            else:
                round_box(painter, box, px(2.5), None, dashed_pen(ink, self._dash, 2.4, 1.7))
        painter.end()


def logo(side: float = 36, parent: QWidget | None = None) -> Mosaic:
    """The four squares of the programme."""
    share = side / 36
    pattern = tuple((x * share, y * share, s * share, c, f) for x, y, s, c, f in LOGO)
    return Mosaic(pattern, side, side, on_nav=True, parent=parent)
