"""Cards and their heading: an icon in a tile, a title, a count, a link."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from chance_desktop.desktop.ui_kit.layouts import row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme
from chance_desktop.desktop.ui_kit.marks.pill import Count
from chance_desktop.desktop.ui_kit.text import ElidingLabel


class Card(QFrame):
    """A surface with a thin border; `kind` is a name of the style sheet (accent, selected, sunken, orange…)."""

    def __init__(self, kind: str | bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true" if kind is True else kind)

    def become(self, kind: str | bool) -> None:
        """Take another kind."""
        self.setProperty("card", "true" if kind is True else kind)
        self.style().unpolish(self)
        self.style().polish(self)


class Tile(QWidget):
    """An icon in a tinted square; decoration."""

    def __init__(
        self, icon: str, tone: str = "accent", side: float = 30, size: float = 17, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.icon_name, self.tone, self.size_of_icon = icon, tone, size
        self.setFixedSize(px(side), px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), px(8), colour(f"{self.tone}_tint"))
        draw_icon(painter, self.icon_name, self.tone, QRectF(self.rect()).center(), self.size_of_icon)
        painter.end()


class IconMark(QWidget):
    """An icon alone beside a text; decoration."""

    def __init__(self, icon: str, tone: str = "ink2", size: float = 17, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name, self.tone, self.size_of_icon = icon, tone, size
        self.setFixedSize(px(size) + 2, px(size) + 2)

    def show_icon(self, icon: str, tone: str) -> None:
        """Take another icon."""
        self.icon_name, self.tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self.icon_name, self.tone, QRectF(self.rect()).center(), self.size_of_icon)
        painter.end()


class CardHeader(QWidget):
    """The heading of a card; what is added with `add` goes to the right."""

    def __init__(
        self,
        title: str,
        icon: str = "",
        tone: str = "accent",
        count: str | None = None,
        height: float = 53,
        *,
        tiled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._box = row(self, 10, (16, 0, 16, 0))
        self._height = height
        self.set_compact(theme().compact)
        if icon:
            self._box.addWidget(Tile(icon, tone) if tiled else IconMark(icon, tone, 20))
        self.title = ElidingLabel(title, Role.CARD_TITLE, lines=4)
        self._box.addWidget(self.title)
        self.count = Count(count or "")
        self._box.addWidget(self.count)
        if count is None:
            self.count.hide()
        self._box.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """Tighten when the window is low."""
        self.setMinimumHeight(px(self._height - 7 if compact else self._height))

    def show_count(self, count: str) -> None:
        """Show another count."""
        self.count.setVisible(True)
        self.count.setText(count)
        self.count.updateGeometry()

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._box.addWidget(widget)
