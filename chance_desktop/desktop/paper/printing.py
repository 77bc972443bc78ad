"""Paper and files: the print dialog, and saving a PDF with a word of caution; Qt's printing comes when first used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from chance_desktop.desktop.paper.pdf_view import LoadedPdf
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.look.plain_words import title_words
from chance_desktop.runtime.clear_copies import clear_copy
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_RESOLUTION = 300


class Printable(Protocol):
    """A document made by a use case."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def file_name(self) -> str:
        """A file name without personal data."""

    @property
    def content(self) -> bytes:
        """The document itself."""


def print_rendered(
    made: Printable, parent: QWidget, navigator: Navigator, then: Callable[[], None] | None = None
) -> None:
    """Open the system's print dialog for a PDF; `then` is called once it is sent to the printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_RESOLUTION)
    printer.setDocName(made.title)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setWindowTitle(title_words(made.title))

    def accepted() -> None:
        if draw_on(printer, made.content):
            navigator.say(_("Envoyé à l’imprimante\u00a0: {title}").format(title=made.title))
            if then is not None:
                then()
        else:
            navigator.say(_("L’imprimante n’a pas répondu. Vérifiez qu’elle est allumée, puis réessayez."), "red")

    dialog.accepted.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def draw_on(printer: object, content: bytes) -> bool:
    """Draw every page of a PDF on a printer; False when it cannot be opened."""
    if not isinstance(printer, QPrinter):
        return False
    pdf = LoadedPdf(content)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number in range(pdf.pages):
        if number:
            printer.newPage()
        page = painter.viewport()
        width, height = pdf.page_size(number)
        scale = min(page.width() / width, page.height() / height)
        image = pdf.image(number, round(width * scale), round(height * scale))
        painter.drawImage(0, 0, image)
    painter.end()
    return True


class CautionSheet(Sheet):
    """Before a document with a person's data leaves the sealed store."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent, width=480)
        self.body.addWidget(
            Notice(
                _(
                    "Ce document contient des données personnelles. Une fois enregistré hors de l’application, il n’est "
                    "plus chiffré\u00a0: évitez une clé USB qui circule, et effacez-le dès qu’il a servi."
                ),
                "orange",
                "triangle-alert",
            )
        )
        self.add_cancel()
        self.add_action(_("Choisir où l’enregistrer"), self.accept, "file-down")


def save_rendered(made: Printable, parent: QWidget, navigator: Navigator) -> None:
    """Save a document where the person chooses, after the word of caution."""
    sheet = CautionSheet(_("Enregistrer\u00a0: {title}").format(title=made.title), parent.window())
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    if accepted:
        save_plain(made, parent, navigator)


def save_plain(made: Printable, parent: QWidget, navigator: Navigator, sentence: str = "") -> None:
    """Save where the person chooses a document that names nobody, or about which the caution was given."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = str(Path(folder) / made.file_name)
    chosen, _kind = QFileDialog.getSaveFileName(parent, made.title, suggested)
    if not chosen:
        return
    try:
        write_whole(Path(chosen), made.content)
    except ExpectedError as failure:
        navigator.say(failure.text, "red")
        return
    told = _("Enregistré\u00a0: {name}").format(name=Path(chosen).name)
    navigator.say(f"{told}. {sentence}" if sentence else told)


def open_in_mail_program(made: Printable, navigator: Navigator) -> bool:
    """Open a prepared e-mail as a draft in the person's own mail program; the copy goes within the hour.

    Raises `StoreFull` or `ReadOnlyHome`.
    """
    copy = clear_copy(navigator.desk.layout, made.file_name, made.content)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
