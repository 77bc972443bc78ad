"""Paper and files: the print dialog, and saving a PDF with a word of caution; Qt's printing comes when first used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from chance_desktop.desktop.paper.pdf_view import LoadedPdf
from chance_desktop.desktop.paper.print_job import PrintJob, job_of, send_pdf, takes_pdf
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.plain_words import title_words
from chance_desktop.runtime.clear_copies import clear_copy
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_RESOLUTION = 300
_IN_CLEAR = _("Ce fichier n’est plus chiffré\u00a0: effacez-le dès qu’il a servi.")


class Printable(Protocol):
    """A document made by a use case."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def full_title(self) -> str:
        """What it is, and about whom."""

    @property
    def file_name(self) -> str:
        """A file name without personal data."""

    @property
    def saved_as(self) -> str:
        """The name of the file a person keeps."""

    @property
    def content(self) -> bytes:
        """The document itself."""


def print_rendered(
    made: Printable, parent: QWidget, navigator: Navigator, then: Callable[[], None] | None = None
) -> None:
    """Open the system's print dialog for a PDF; `then` is called once it is sent to the printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_RESOLUTION)
    printer.setDocName(made.full_title)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setWindowTitle(title_words(made.full_title))
    file = dialog.findChild(QLineEdit, "filename")
    if isinstance(file, QLineEdit):
        file.setText(_suggested(made))

    def sent(taken: bool) -> None:
        if not taken:
            navigator.say(_("L’imprimante n’a pas répondu. Vérifiez qu’elle est allumée, puis réessayez."), "red")
            return
        navigator.say(_("Envoyé à l’imprimante\u00a0: {title}").format(title=made.title))
        if then is not None:
            then()

    def accepted() -> None:
        job = job_of(printer)
        if job.to_pdf:
            if _keep_pdf(job, made, parent, navigator) and then is not None:
                then()
        elif takes_pdf():
            content = job.content(made.content, LoadedPdf(made.content).pages)
            navigator.tasks.read(lambda: send_pdf(job, content), sent, owner=parent)
        else:
            sent(draw_on(printer, made.content))

    dialog.accepted.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def _suggested(made: Printable) -> str:
    """Where a document is kept, unless another place is chosen."""
    return str(Path(documents_folder()) / made.saved_as)


def _keep_pdf(job: PrintJob, made: Printable, parent: QWidget, navigator: Navigator) -> bool:
    """What a printer of PDF files would make is the document itself; whether it was kept."""
    content = job.content(made.content, LoadedPdf(made.content).pages)
    if job.file and not Path(job.file).is_dir():
        return _write(Path(job.file), content, navigator, _IN_CLEAR)
    return _ask_and_write(made, content, parent, navigator, _IN_CLEAR)


def draw_on(printer: object, content: bytes) -> bool:
    """Draw the pages of a PDF that were asked for on a printer that takes no PDF; False when it cannot be opened."""
    if not isinstance(printer, QPrinter):
        return False
    pdf = LoadedPdf(content)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, number in enumerate(job_of(printer).numbers(pdf.pages)):
        if place:
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
    sheet = CautionSheet(_("Enregistrer\u00a0: {title}").format(title=made.full_title), parent.window())
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    if accepted:
        save_plain(made, parent, navigator)


def save_plain(made: Printable, parent: QWidget, navigator: Navigator, sentence: str = "") -> None:
    """Save where the person chooses a document that names nobody, or about which the caution was given."""
    _ask_and_write(made, made.content, parent, navigator, sentence)


def _ask_and_write(made: Printable, content: bytes, parent: QWidget, navigator: Navigator, sentence: str) -> bool:
    chosen, _kind = QFileDialog.getSaveFileName(parent, made.full_title, _suggested(made))
    return bool(chosen) and _write(Path(chosen), content, navigator, sentence)


def _write(path: Path, content: bytes, navigator: Navigator, sentence: str) -> bool:
    try:
        write_whole(path, content)
    except ExpectedError as failure:
        navigator.say(failure.text, "red")
        return False
    told = _("Enregistré\u00a0: {name}").format(name=path.name)
    navigator.say(f"{told}. {sentence}" if sentence else told)
    return True


def open_in_mail_program(made: Printable, navigator: Navigator) -> bool:
    """Open a prepared e-mail as a draft in the person's own mail program; the copy goes within the hour.

    Raises `StoreFull` or `ReadOnlyHome`.
    """
    copy = clear_copy(navigator.desk.layout, made.file_name, made.content)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
