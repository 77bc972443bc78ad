"""The navigation on the left: pages, sync state always at the bottom, the office's name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import IconMark
from chance_desktop.desktop.ui_kit.buttons.keyed_button import KeyedButton
from chance_desktop.desktop.ui_kit.frame.focus_ring import OUTSIDE
from chance_desktop.desktop.ui_kit.frame.whole_items import WholeItems
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font, sized_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px, theme
from chance_desktop.desktop.ui_kit.look.tokens import NAV_SQUARES
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.mosaic import NAV, Mosaic, logo
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, draw_lines, fitting_name
from chance_desktop.runtime.words import _

_WIDEST = 352
_LOGO_BELOW = 1.6


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page of the navigation; a rule is drawn above the first of a new group."""

    code: str
    label: str
    icon: str
    shortcut: str = ""
    new_group: bool = False


def _item_height() -> int:
    """Eleven pages stand in a low window without scrolling."""
    if theme().scale >= _LOGO_BELOW:
        return 28
    return 32 if theme().compact else 38


class NavItem(KeyedButton):
    """One page to go to, with what waits there."""

    def __init__(self, entry: NavEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.label, parent)
        self.entry = entry
        self.count = ""
        self.setCheckable(True)
        self.setProperty("on_nav", True)
        self.setFont(sized_font(15, 400))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_tooltip(self, f"{entry.label} ({entry.shortcut})" if entry.shortcut else entry.label)
        self.setAccessibleName(entry.label)

    def show_count(self, count: str, spoken: str) -> None:
        """Show how many wait there."""
        self.count = count
        self.setAccessibleName(f"{self.entry.label}, {spoken}" if count else self.entry.label)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(188), px(_item_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            if not on:
                painter.setOpacity(0.5)
            round_box(painter, QRectF(self.rect()), px(8), colour("nav_sel"))
            painter.setOpacity(1.0)
        if on:
            from_top = self.height() * 0.26
            mark = QRectF(0, from_top, px(4), self.height() - 2 * from_top)
            round_box(painter, mark, px(2), colour_of_square(2))
        self._paint_words(painter, "nav_ink" if on else "nav_ink2", 600 if on else 400)
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str, weight: int) -> None:
        narrow = theme().scale >= _LOGO_BELOW
        left, right = px(40 if narrow else 48), self.width() - px(8)
        badge = self._badge_width()
        room = right - left - (badge + px(4) if badge else 0)
        sizes = (15, 14, 13, 12) if large() else (15, 14, 13)
        size = next((one for one in sizes if self._advance(one, weight) <= room), 0)
        middle = QPointF(px(21 if narrow else 26), self.height() / 2)
        if badge and not size and large():
            # with very large text the count takes the place of the icon, so that the words stay whole
            self._paint_badge(painter, middle.x() - badge / 2 + px(2), badge)
            room = right - left
            size = next((one for one in sizes if self._advance(one, weight) <= room), 0)
        else:
            draw_icon(painter, self.entry.icon, ink, middle, 20)
            if badge:
                self._paint_badge(painter, right - badge, badge)
        painter.setFont(sized_font(size or sizes[-1], weight))
        painter.setPen(colour(ink))
        draw_lines(painter, (left, 0, int(room), self.height()), self.text(), 1)

    def _paint_badge(self, painter: QPainter, left: float, width: float) -> None:
        box = QRectF(left, (self.height() - px(20)) / 2, width, px(20))
        round_box(painter, box, px(5), colour("nav_line"))
        painter.setFont(role_font(Role.NOTE_STRONG))
        painter.setPen(colour("nav_ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.count)

    def _badge_width(self) -> int:
        if not self.count:
            return 0
        return max(px(22), QFontMetrics(role_font(Role.NOTE_STRONG)).horizontalAdvance(self.count) + px(12))

    def _advance(self, size: int, weight: int) -> int:
        return QFontMetrics(sized_font(size, weight)).horizontalAdvance(self.text())


def colour_of_square(which: int) -> QColor:
    """A colour made for the navigation."""
    return QColor(NAV_SQUARES[which])


def _fitting(words: str, room: float) -> QFont:
    """The font of a cell, or a smaller one when the words would be cut."""
    usual = role_font(Role.CELL_STRONG)
    return usual if QFontMetrics(usual).horizontalAdvance(words) <= room else role_font(Role.NOTE_STRONG)


class SyncButton(KeyedButton):
    """The sync state, calm when offline; opens what can be sent or read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.icon_name, self.line = "cloud-off", ""
        self.setAccessibleName(_("Échanges avec la Région"))
        self.setProperty("on_nav", True)
        self.setFont(role_font(Role.CELL_STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, headline: str, line: str, icon: str) -> None:
        """Show another state."""
        self.icon_name, self.line = icon, line
        self.setText(headline)
        self.setAccessibleName(f"{headline}, {line}" if line else headline)
        set_tooltip(self, self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(188), px(69 if large() else 60))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = colour("nav_sel") if self.underMouse() or self.isDown() else None
        round_box(painter, QRectF(self.rect()), px(8), fill, QPen(colour("nav_line"), 1))
        tone = NAV_SQUARES[{"cloud-off": 2, "refresh-cw": 3}.get(self.icon_name, 1)]
        draw_icon(painter, self.icon_name, tone, QPointF(px(21), px(17 if large() else 21)), 18)
        room = self.width() - px(44)
        painter.setFont(_fitting(self.text(), room))
        painter.setPen(colour("nav_ink"))
        top = px(6 if large() else 10)
        draw_lines(painter, (px(38), top, room, px(22)), self.text(), 1)
        painter.setFont(role_font(Role.NOTE))
        painter.setPen(colour("nav_ink2"))
        lines = 2 if large() else 1
        draw_lines(painter, (px(12), top + px(23), self.width() - px(18), px(2 + 18 * lines)), self.line, lines)
        painter.end()


class FictionalMark(QFrame):
    """Says that every person on screen is invented."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = row(self, 8, (10, 5, 8, 5))
        box.addWidget(IconMark("flask-conical", NAV_SQUARES[2], 16))
        box.addWidget(Label(_("Données fictives"), Role.NOTE_STRONG, "nav"))
        box.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(colour_of_square(2), 1.2)
        round_box(painter, QRectF(self.rect()), px(6), None, pen)
        painter.end()


def two_lines(title: str) -> str:
    """A title cut between two words where its lines are nearest in length, the second one the longer if it can be."""
    words = title.split(" ")
    cuts = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    best = [cut for cut in cuts if len(cut[0]) <= len(cut[1])] or cuts
    return "\n".join(min(best, key=lambda lines: max(map(len, lines)))) if best else title


class NavBar(QWidget):
    """The whole left side."""

    asked = Signal(str)
    filled = Signal()

    def __init__(
        self, entries: tuple[NavEntry, ...], *, title: str, fictional: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(min(px(212), _WIDEST))
        edge = 18 if theme().scale < _LOGO_BELOW else 8
        box = column(self)
        # what scrolls keeps room for the ring of the keyboard, which its edge would cut: it reaches beyond its neighbours
        box.setContentsMargins(px(12) - OUTSIDE, px(edge), px(12) - OUTSIDE, px(min(edge, 12)))
        above, below = column(gap=4), column(gap=4)
        for part in (above, below):
            part.setContentsMargins(OUTSIDE, 0, OUTSIDE, 0)
        box.addLayout(above)
        if theme().scale < _LOGO_BELOW:
            head = row(gap=12, margins=(4, 0, 0, 0))
            head.addWidget(logo(36))
            head.addWidget(Label(two_lines(title), Role.BODY_STRONG, "nav", wrap=True), 1)
            above.addLayout(head)
            above.addSpacing(px(8))
        if fictional:
            above.addWidget(FictionalMark())
            above.addSpacing(px(8) - OUTSIDE)
        else:
            above.addSpacing(px(12) - OUTSIDE)
        self.items: dict[str, NavItem] = {}
        pages = plain_widget()
        self._links = links = column(pages, 1)
        for entry in entries:
            if entry.new_group:
                links.addSpacing(px(4))
                links.addWidget(_NavRule())
                links.addSpacing(px(4))
            item = NavItem(entry)
            item.clicked.connect(lambda _on=False, code=entry.code: self.asked.emit(code))
            self.items[entry.code] = item
            links.addWidget(item)
        links.addStretch(1)
        links.setContentsMargins(OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE)
        self._scroll = scroll = WholeItems(pages, OUTSIDE)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.addWidget(scroll, 1)
        box.addLayout(below)
        self.mosaic = Mosaic(NAV, 182, 68, on_nav=True, faded=True, dash_width=1.6)
        below.addWidget(self.mosaic, 0, Qt.AlignmentFlag.AlignHCenter)
        below.addSpacing(px(3 if large() else 10))
        self.sync = SyncButton()
        below.addWidget(self.sync)
        below.addSpacing(px(4))
        self.person = PersonButton()
        below.addWidget(self.person)
        self.branch = ElidingLabel("", Role.NOTE_STRONG, "nav_ink", lines=2)
        self.office = ElidingLabel("", Role.NOTE, "nav_ink2", lines=2)
        below.addWidget(self.branch)
        below.addWidget(self.office)
        self.office.setVisible(theme().scale < _LOGO_BELOW)
        self.set_compact(theme().compact)

    def set_compact(self, compact: bool) -> None:
        """Tighten when the window is low."""
        self._links.setSpacing(px(1 if compact or theme().scale >= _LOGO_BELOW else 3))
        for item in self.items.values():
            item.updateGeometry()
        self._decorate()

    def _decorate(self) -> None:
        """The decoration is there when every page has its place without it."""
        free = self._scroll.height() - self._links.sizeHint().height()
        room = free + (self.mosaic.height() if self.mosaic.isVisibleTo(self) else 0)
        self.mosaic.setVisible(theme().scale < 1.3 and room >= self.mosaic.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._decorate)
        QTimer.singleShot(0, self, self._show_current)

    def show_page(self, code: str) -> None:
        """Mark the page in force."""
        for item in self.items.values():
            item.setChecked(item.entry.code == code)
        QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        """With very large text the pages scroll: the one in force is always in sight."""
        for item in self.items.values():
            if item.isChecked():
                self._scroll.bring(item)

    def show_office(self, branch: str, office: str) -> None:
        """Show where we work."""
        self.branch.say(branch)
        set_tooltip(self.branch, f"{branch}, {office}")
        self.office.say(office)
        self.filled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("nav"))
        painter.end()


class PersonButton(KeyedButton):
    """Who works here now; opens the change of person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Choisir qui travaille"))
        self.setProperty("on_nav", True)
        self.setFont(role_font(Role.CELL_STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str) -> None:
        """Show another person."""
        self.setText(name)
        self.setAccessibleName(f"{name}, {_('changer de personne')}" if name else _("Choisir qui travaille"))
        set_tooltip(self, _("Changer de personne ou verrouiller"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(188), px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            round_box(painter, QRectF(self.rect()), px(6), colour("nav_sel"))
        middle = self.height() / 2
        draw_icon(painter, "user", "nav_ink2", QPointF(px(8), middle), 16)
        draw_icon(painter, "chevron-right", "nav_ink2", QPointF(self.width() - px(10), middle), 15)
        room = self.width() - px(46)
        painter.setFont(_fitting(self.text(), room))
        painter.setPen(colour("nav_ink"))
        name = fitting_name(painter.font(), self.text(), room)
        draw_lines(painter, (px(24), 0, room, self.height()), name, 1)
        painter.end()


class _NavRule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("nav_line"))
        painter.end()
