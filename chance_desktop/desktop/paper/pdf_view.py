"""A PDF on screen: pages drawn when they come into view, at the zoom chosen; Qt's PDF module comes with the first one."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from chance_desktop.desktop.ui_kit.look.icons import pixel_ratio
from chance_desktop.runtime.words import _, plural

_POINTS_TO_PX = 96 / 72
_GAP = 12
_SMALLEST, _LARGEST, _STEP = 0.25, 4.0, 1.25


class LoadedPdf:
    """A document held in memory for as long as it is shown."""

    def __init__(self, content: bytes) -> None:
        self.document = QPdfDocument(None)  # type: ignore[call-overload]
        # a child of the document: it goes after the document has closed, never before
        buffer = QBuffer(self.document)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(buffer)

    @property
    def pages(self) -> int:
        """How many pages."""
        return int(self.document.pageCount())

    def page_size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        size = self.document.pagePointSize(number)
        return size.width(), size.height()

    def image(self, number: int, width: int, height: int) -> QImage:
        """A page drawn on white, in device pixels."""
        drawn = self.document.render(number, QSize(width, height))
        sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return sheet


class _Sheets(QWidget):
    """All the pages one below the other; only those in view are drawn, each once per zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._pdf: LoadedPdf | None = None
        self._boxes: list[QRect] = []
        self._images: dict[int, QImage] = {}

    def lay_out(self, pdf: LoadedPdf | None, zoom: float, room: int) -> None:
        """Place the pages at a zoom, centred in the room there is."""
        self._pdf, self._boxes, self._images = pdf, [], {}
        top = _GAP
        sizes = [pdf.page_size(number) for number in range(pdf.pages)] if pdf is not None else []
        widths = [round(width * _POINTS_TO_PX * zoom) for width, _height in sizes]
        whole = max([room, *(width + 2 * _GAP for width in widths)])
        for width, (_width, height) in zip(widths, sizes, strict=True):
            box = QRect((whole - width) // 2, top, width, round(height * _POINTS_TO_PX * zoom))
            self._boxes.append(box)
            top = box.bottom() + 1 + _GAP
        self.setFixedSize(whole, max(1, top))
        self.update()

    def top_of(self, number: int) -> int:
        """Where a page begins."""
        return self._boxes[number].top() - _GAP if 0 <= number < len(self._boxes) else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, box in enumerate(self._boxes):
            if event.rect().intersects(box.adjusted(-_GAP, -_GAP, _GAP, _GAP)):
                self._draw(painter, number, box)
        painter.end()

    def _draw(self, painter: QPainter, number: int, box: QRect) -> None:
        for spread, strength in ((4, 12), (2, 22), (1, 30)):
            painter.fillRect(box.adjusted(-spread, -spread + 2, spread, spread + 2), QColor(33, 26, 43, strength))
        painter.fillRect(box, Qt.GlobalColor.white)
        ratio = pixel_ratio()
        if self._pdf is not None and number not in self._images:
            self._images[number] = self._pdf.image(number, round(box.width() * ratio), round(box.height() * ratio))
        if number in self._images:
            painter.drawImage(QRectF(box), self._images[number])


class PdfView(QScrollArea):
    """Shows a PDF; fits the width until another zoom is asked. Keys: plus, minus, zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Aperçu du document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pdf: LoadedPdf | None = None
        self._zoom = 0.0
        self._sheets = _Sheets()
        self.setWidget(self._sheets)
        self.viewport().setAutoFillBackground(False)
        self._sheets.setAutoFillBackground(False)

    def show_pdf(self, content: bytes) -> None:
        """Show a document."""
        self._pdf = LoadedPdf(content)
        self.setAccessibleDescription(plural("{n} page", "{n} pages", self._pdf.pages))
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        """Show no page until the next document."""
        self._pdf = None
        self.setAccessibleDescription("")
        self._lay_out()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._pdf.pages if self._pdf is not None else 0

    def _fitting(self) -> float:
        if self._pdf is None or self._pdf.pages == 0:
            return 1.0
        width, _height = self._pdf.page_size(0)
        return max(_SMALLEST, (self.viewport().width() - 2 * _GAP) / (width * _POINTS_TO_PX))

    def _lay_out(self) -> None:
        self._sheets.lay_out(self._pdf, self._zoom or self._fitting(), self.viewport().width())

    def zoom_in(self) -> None:
        """Larger."""
        self._zoom = min(_LARGEST, (self._zoom or self._fitting()) * _STEP)
        self._lay_out()

    def zoom_out(self) -> None:
        """Smaller."""
        self._zoom = max(_SMALLEST, (self._zoom or self._fitting()) / _STEP)
        self._lay_out()

    def zoom_fit(self) -> None:
        """As wide as the view."""
        self._zoom = 0.0
        self._lay_out()

    def go_to_page(self, number: int) -> None:
        """Bring a page into view."""
        self.verticalScrollBar().setValue(self._sheets.top_of(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Minus: self.zoom_out, Qt.Key.Key_0: self.zoom_fit}
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            move()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
