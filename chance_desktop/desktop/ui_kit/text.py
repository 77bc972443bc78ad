"""Labels by role of text: plain, wrapping, or cut with an ellipsis and the whole text in a tooltip."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.theme import colour
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.plain_words import plain, unmarked
from chance_desktop.domain.text.shown_text import as_shown, shorter_names

_RAISED = "1<span style='vertical-align:super;font-size:70%'>er</span>"
_ELLIPSIS = "…"
_FIRST_OF_MONTH = re.compile(r"\b1er\b")


class Label(QLabel):
    """A text in one role and one tone; « 1er » is drawn with its letters raised."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "ink",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.role = role
        self.setFont(role_font(role))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        text = as_shown(text)
        held = text if self.buddy() is None else unmarked(text)
        if _FIRST_OF_MONTH.search(text):
            raised = _FIRST_OF_MONTH.sub(_RAISED, html.escape(held))
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(raised.replace("\n", "<br>"))
            self.setAccessibleName(text)
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(held)
            self.setAccessibleName("")

    def setBuddy(self, buddy: QWidget) -> None:
        """Name a control: from then on Qt reads « & » as a mark here too."""
        told = self.text()
        super().setBuddy(buddy)
        self.setText(told if self.textFormat() == Qt.TextFormat.RichText else unmarked(told))

    def text(self) -> str:
        held = super().text()
        return held if self.buddy() is None else plain(held)

    def set_tone(self, tone: str) -> None:
        """Take another colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidingLabel(QLabel):
    """A text over one or more lines, cut with an ellipsis where it is too long; the tooltip has it whole.

    The name of a `person` gives up the given name first.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "ink",
        *,
        lines: int = 1,
        person: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        self.person = person
        self.lines = lines
        self.setFont(role_font(role))
        self.setTextFormat(Qt.TextFormat.PlainText)
        # without it, each new text would take back the height that follows the width
        self.setWordWrap(lines > 1)
        self.setText(as_shown(text))
        upright = QSizePolicy.Policy.Minimum if lines > 1 else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, upright)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(as_shown(text))
        self._tip()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.lineSpacing() + 1)

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().lineSpacing() * len(broken_lines(self.font(), self.text(), width, self.lines)) + 1

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(metrics.horizontalAdvance("MMMMM"), self.sizeHint().width()), metrics.lineSpacing() + 1)

    def _tip(self) -> None:
        set_tooltip(self, self.text() if self.is_cut() else "")

    def is_cut(self) -> bool:
        """Whether the room it has shows less than its text."""
        return is_cut(self.font(), self.text(), self.width(), self.lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tip()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour(self.tone))
        painter.setFont(self.font())
        text = fitting_name(self.font(), self.text(), self.width(), self.lines) if self.person else self.text()
        draw_lines(painter, (0, 0, self.width(), self.height()), text, self.lines)
        painter.end()


def draw_lines(painter: QPainter, box: tuple[int, int, int, int], text: str, lines: int) -> None:
    """Draw a text left-aligned and centred in height over at most `lines` lines, the last one cut with an ellipsis."""
    left, top, width, height = box
    text = as_shown(text)
    metrics = painter.fontMetrics()
    cut = broken_lines(painter.font(), text, width, lines)
    first = top + (height - metrics.lineSpacing() * len(cut)) // 2
    for number, line in enumerate(cut):
        painter.drawText(left, first + number * metrics.lineSpacing() + metrics.ascent(), line)


def draw_day(painter: QPainter, box: tuple[int, int, int, int], text: str) -> None:
    """Draw a day left-aligned and centred in height, with the « er » of the first of the month raised."""
    left, top, _width, height = box
    metrics = painter.fontMetrics()
    baseline = top + (height - metrics.lineSpacing()) // 2 + metrics.ascent()
    number, first, rest = text.partition("er")
    if not first or number != "1":
        painter.drawText(left, baseline, text)
        return
    font = painter.font()
    raised = QFont(font)
    raised.setPixelSize(max(1, round(font.pixelSize() * 0.68)))
    painter.drawText(left, baseline, number)
    left += metrics.horizontalAdvance(number)
    painter.setFont(raised)
    painter.drawText(left, baseline - round(metrics.ascent() * 0.34), first)
    left += painter.fontMetrics().horizontalAdvance(first)
    painter.setFont(font)
    painter.drawText(left, baseline, rest)


def day_width(painter: QPainter, text: str) -> int:
    """How wide `draw_day` draws a day."""
    number, first, rest = text.partition("er")
    if not first or number != "1":
        return painter.fontMetrics().horizontalAdvance(text)
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(font.pixelSize() * 0.68)))
    plain = painter.fontMetrics()
    return plain.horizontalAdvance(number) + QFontMetrics(font).horizontalAdvance(first) + plain.horizontalAdvance(rest)


def is_cut(font: QFont, text: str, width: int, lines: int) -> bool:
    """Whether a text takes more than so many lines of a width."""
    shown = broken_lines(font, text, width, lines)
    return bool(shown) and shown[-1].endswith(_ELLIPSIS) and not text.endswith(_ELLIPSIS)


def fitting_name(font: QFont, name: str, width: int, lines: int = 1) -> str:
    """The longest form of a person's name that a width holds whole; the surname when none is."""
    forms = shorter_names(name)
    return next((each for each in forms if not is_cut(font, each, width, lines)), forms[-1])


def broken_lines(font: QFont, text: str, width: int, lines: int) -> list[str]:
    """The lines a text takes in a width, the last one elided."""
    metrics = QFontMetrics(font)
    if lines == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        found.append(text[start:] if len(found) == lines - 1 else text[start : start + length].rstrip())
    layout.endLayout()
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in found]


class Rule(QFrame):
    """A thin line between two things; decoration."""

    def __init__(self, kind: str = "h", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", kind)
        self.setFixedHeight(1)
