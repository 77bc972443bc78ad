"""The next thing to do, on top of a page: what, who, why now, and the one filled button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.marks.mosaic import BANNER, Mosaic
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.domain.text.shown_text import as_shown


class Badge(QLabel):
    """A filled word with its icon."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.icon_name = icon
        self.setFont(role_font(Role.NOTE_STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + px(40), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), px(5), colour("accent"))
        draw_icon(painter, self.icon_name, "on_accent", QPointF(px(17), self.height() / 2), 15)
        painter.setFont(self.font())
        painter.setPen(colour("on_accent"))
        text = QRectF(px(30), 0, self.width() - px(30), self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, as_shown(self.text()))
        painter.end()


class ActionBanner(Card):
    """« À faire en premier » across a page."""

    triggered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accent", parent)
        box: QBoxLayout = column(self, 12, (20, 12, 14, 14)) if large() else row(self, 14, (20, 12, 14, 12))
        self._box = box
        words = column(gap=3)
        top: QBoxLayout = column(gap=4) if large() else row(gap=10)
        self.badge = Badge("", "star")
        self.context = ElidingLabel("", Role.CELL, "ink2", lines=2 if large() else 1)
        top.addWidget(self.badge)
        top.addWidget(self.context, 1)
        words.addLayout(top)
        words.addSpacing(px(2))
        self.title = Label("", Role.NEXT_ACTION, wrap=True)
        self.detail = Label("", Role.BODY, "ink2", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        box.addLayout(words, 1)
        self.button = Button("", Kind.PRIMARY, "bell-ring")
        self.button.clicked.connect(self.triggered)
        box.addWidget(self.button)
        self.mosaic = Mosaic(BANNER, 152, 84)
        box.addWidget(self.mosaic)

    def set_compact(self, compact: bool) -> None:
        """Tighten when the window is low."""
        side = 6 if compact else 12
        self._box.setContentsMargins(px(20), px(side), px(14), px(side))

    def show_action(self, badge: str, context: str, title: str, detail: str, button: str, icon: str) -> None:
        """Show what to do; no button when there is nothing to click."""
        self.badge.setText(badge)
        self.badge.updateGeometry()
        self.context.say(context)
        self.title.say(title)
        self.detail.say(detail)
        self.detail.setVisible(bool(detail))
        self.button.setVisible(bool(button))
        self.button.icon_name = icon
        self.button.setText(button)
        self.button.updateGeometry()
