"""A stay drawn along the weeks: the course hatched, the placement full, each with its word, and the follow-up sheets as squares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.painting import dashed_square, full_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.domain.dates import add_months
from chance_desktop.domain.states import SheetState
from chance_desktop.domain.stay import Part, Span, StayCalendar
from chance_desktop.runtime.words import _, months, short_months

WORDS = {Part.LANGUAGE: _("Cours"), Part.PLACEMENT: _("Stage")}
_TONES = {Part.LANGUAGE: "blue", Part.PLACEMENT: "green"}
SHEET_WORDS = {
    "received": _("reçue"),
    "late": _("en retard"),
    "due": _("attendue"),
    "coming": _("à venir"),
}
SQUARE = 11


@dataclass(frozen=True, slots=True)
class DayScale:
    """Where a day stands between two edges."""

    first: date
    last: date
    left: float
    width: float

    def at(self, day: date) -> float:
        """The left side of a day."""
        return self.left + self.width * (day - self.first).days / max(1, (self.last - self.first).days + 1)

    def after(self, day: date) -> float:
        """The right side of a day."""
        return self.at(day + timedelta(days=1))

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


def paint_months(painter: QPainter, scale: DayScale, top: float, height: float) -> None:
    """The names of the months above, with a thin line at each first day."""
    painter.setFont(role_font(Role.NOTE_STRONG))
    month = scale.first.replace(day=1)
    while month <= scale.last:
        following = add_months(month, 1)
        left, right = max(scale.left, scale.at(month)), min(scale.right, scale.at(following))
        painter.setPen(QPen(colour("line2"), 1))
        if month >= scale.first:
            painter.drawLine(QPointF(left, top), QPointF(left, top + height))
        for name in (months()[month.month - 1], short_months()[month.month - 1]):
            if painter.fontMetrics().horizontalAdvance(name) + px(10) <= right - left:
                painter.setPen(colour("ink2"))
                box = QRectF(left + px(5), top, right - left, height)
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
                break
        month = following


def paint_month_lines(painter: QPainter, scale: DayScale, top: float, bottom: float) -> None:
    """A thin line at the first day of each month."""
    painter.setPen(QPen(colour("line"), 1))
    month = add_months(scale.first.replace(day=1), 1)
    while month <= scale.last:
        painter.drawLine(QPointF(scale.at(month), top), QPointF(scale.at(month), bottom))
        month = add_months(month, 1)


def paint_today(painter: QPainter, scale: DayScale, today: date, top: float, bottom: float) -> None:
    """The line of today."""
    if scale.first <= today <= scale.last:
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawLine(QPointF(scale.at(today), top), QPointF(scale.at(today), bottom))


def paint_stay(painter: QPainter, scale: DayScale, calendar: StayCalendar, top: float, height: float) -> None:
    """Both parts as far as they were spent."""
    for part, span in ((Part.LANGUAGE, calendar.language), (Part.PLACEMENT, calendar.placement)):
        if span is not None and span.first <= calendar.spent.last:
            _part(painter, scale, part, Span(span.first, min(span.last, calendar.spent.last)), top, height)


def _part(painter: QPainter, scale: DayScale, part: Part, span: Span, top: float, height: float) -> None:
    left, right = max(scale.left, scale.at(span.first)), min(scale.right, scale.after(span.last))
    if right - left < 2:
        return
    paint_part(painter, QRectF(left, top, right - left - 1, height), part)


def paint_part(painter: QPainter, box: QRectF, part: Part) -> None:
    """One part in a box: hatched or full, with its word where there is room."""
    tone = _TONES[part]
    round_box(painter, box, px(5), colour(f"{tone}_tint"))
    painter.save()
    if part is Part.LANGUAGE:
        path = QPainterPath()
        path.addRoundedRect(box, px(5), px(5))
        painter.setClipPath(path)
        painter.fillRect(box, QBrush(colour(f"{tone}_line"), Qt.BrushStyle.BDiagPattern))
    painter.restore()
    round_box(painter, box, px(5), None, QPen(colour(tone), 1.3))
    painter.setFont(role_font(Role.NOTE_STRONG))
    words, metrics = WORDS[part], painter.fontMetrics()
    room = metrics.horizontalAdvance(words)
    if room + px(8) <= box.width():
        left = box.left() + (box.width() - room) / 2
        if part is Part.LANGUAGE:
            # the word stands on plain ground, not on the hatching
            ground = QRectF(left - px(3), box.top() + 3, room + px(6), box.height() - 6)
            painter.fillRect(ground, colour(f"{tone}_tint"))
        painter.setPen(colour(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_sheets(
    painter: QPainter, scale: DayScale, calendar: StayCalendar, states: Mapping[int, str], middle: float
) -> None:
    """The follow-up sheets at the day they are due."""
    side = px(SQUARE)
    for sheet in calendar.sheets:
        if scale.first <= sheet.due <= scale.last:
            left = min(scale.at(sheet.due) - side / 2, scale.right - side)
            paint_sheet(painter, QRectF(left, middle - side / 2, side, side), states.get(sheet.number, "coming"))


def paint_sheet(painter: QPainter, box: QRectF, state: str) -> None:
    """A sheet as a square: full when received, dashed to come, tinted with a bar when it is late."""
    if state == SheetState.RECEIVED:
        full_square(painter, box, "bar", 2)
    elif state == SheetState.LATE:
        round_box(painter, box, px(2), colour("red_tint"), QPen(colour("red"), 1.6))
        bar = QRectF(box.center().x() - 1, box.top() + box.height() * 0.2, 2, box.height() * 0.36)
        painter.fillRect(bar, colour("red"))
        painter.fillRect(QRectF(bar.left(), box.bottom() - box.height() * 0.32, 2, 2), colour("red"))
    elif state == SheetState.DUE:
        round_box(painter, box, px(2), colour("accent_tint"))
        dashed_square(painter, box, "accent", 2, 1.6)
    else:
        dashed_square(painter, box, "strong", 2)


class StayStrip(QWidget):
    """One stay in its card: months, both parts, the sheets, today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._calendar: StayCalendar | None = None
        self._states: Mapping[int, str] = {}
        self.setAccessibleName(_("Le séjour, mois par mois"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_calendar(self, calendar: StayCalendar | None, states: Mapping[int, str], spoken: str, today: date) -> None:
        """Show a calendar seen from today, told in words to a screen reader."""
        self._calendar, self._states, self._today = calendar, states, today
        self.setAccessibleDescription(spoken)
        self.setVisible(calendar is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        calendar = self._calendar
        if calendar is None:
            return
        painter = QPainter(self)
        whole = calendar.planned
        scale = DayScale(whole.first - timedelta(days=4), whole.last + timedelta(days=10), 0, self.width())
        head, band = px(24), px(30)
        paint_months(painter, scale, 0, head)
        paint_month_lines(painter, scale, head, self.height())
        paint_today(painter, scale, self._today, head - px(4), self.height())
        paint_stay(painter, scale, calendar, head + px(4), band)
        paint_sheets(painter, scale, calendar, self._states, head + px(4) + band + px(14))
        painter.end()


class Legend(QWidget):
    """A sample and its word: a part of the stay, or a state of a sheet."""

    def __init__(self, sample: Part | str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample, self._words = sample, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(role_font(Role.NOTE))

    def _mark(self) -> int:
        return px(46 if isinstance(self._sample, Part) else SQUARE)

    def sizeHint(self) -> QSize:
        extra = 0 if isinstance(self._sample, Part) else px(7) + self.fontMetrics().horizontalAdvance(self._words)
        return QSize(self._mark() + extra + 1, px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        if isinstance(self._sample, Part):
            paint_part(painter, QRectF(0, 1, self._mark(), self.height() - 2), self._sample)
        else:
            side = px(SQUARE)
            paint_sheet(painter, QRectF(0, middle - side / 2, side, side), self._sample)
            painter.setFont(self.font())
            painter.setPen(colour("ink2"))
            box = QRectF(side + px(7), 0, self.width(), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()


def legend() -> tuple[Legend, ...]:
    """What the drawings mean."""
    return (
        Legend(Part.LANGUAGE, WORDS[Part.LANGUAGE]),
        Legend(Part.PLACEMENT, WORDS[Part.PLACEMENT]),
        Legend("received", _("Fiche reçue")),
        Legend("late", _("Fiche en retard")),
        Legend("due", _("Fiche attendue")),
        Legend("coming", _("Fiche à venir")),
    )
