"""A chart on screen, from the very drawing the paper prints."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.casework.reports.files import Palette, chart_svg
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme
from chance_desktop.domain.reports.report import Chart

_HIGH = 214.0
_LARGER = 1.3
"""Words of the paper's size would be small on a screen."""
_TONES = ("accent", "green", "orange", "blue")


class ChartView(QWidget):
    """Bars drawn anew when the theme or the width changes; what they say is told to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._drawn: tuple[int, bool, float] | None = None
        self._renderer = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart, self._drawn = chart, None
        groups = (f"{label} : " + ", ".join(f"{bar.label} {bar.value}" for bar in bars) for label, bars in chart.groups)
        self.setAccessibleName(f"{chart.title}. " + " ; ".join(groups))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        wanted = (self.width(), theme().dark, theme().scale)
        if wanted != self._drawn:
            self._render(self._chart)
            self._drawn = wanted
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()

    def _render(self, chart: Chart) -> None:
        names = {tone: colour(tone).name() for tone in _TONES}
        palette = Palette(
            names, colour("ink").name(), colour("ink2").name(), colour("line").name(), self.font().family()
        )
        scale = theme().scale * _LARGER
        self._renderer.load(QByteArray(chart_svg(chart, self.width() / scale, self.height() / scale, palette)))
