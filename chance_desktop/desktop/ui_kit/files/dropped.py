"""What is dropped on the window: files, or what looks like a file and is none, with what to do then.

A message, an attachment, a picture of a web page, a file still in an archive: the other program promises it, and hands over a name,
a link or nothing at all. Nothing is fetched or unpacked in its place: the person is told how to make a file of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.runtime.words import _

_WEB = ("http", "https", "ftp", "data", "blob", "about", "javascript", "view-source")
# Names under which programs of the three systems announce what they drop (Qt wraps those of Windows in a name of its own).
_MESSAGE = (
    "x-moz-message",
    "renprivatemessages",
    "renprivateitem",
    "x-mailmessage",
    "message/rfc822",
    "com.apple.mail",
)
_ARCHIVE = ("xdnddirectsave", "x-kde-ark", "x-file-roller", "x-engrampa")
_PROMISE = ("filegroupdescriptor", "filecontents", "file-promise", "promised-file", "nsfilepromise")
_PICTURE = ("application/x-qt-image", "image/", "x-moz-nativeimage")


@dataclass(frozen=True, slots=True)
class NotFile:
    """Why what was dropped cannot be taken, and the next step."""

    sentence: str
    next_step: str


def may_be_dropped(event: QDropEvent) -> bool:
    """Whether it comes from elsewhere: even what is no file is taken, to say so."""
    return event.source() is None and bool(event.mimeData().formats())


def files_of(mime: QMimeData) -> list[Path]:
    """The files of this computer, in order."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def not_file(mime: QMimeData) -> NotFile:
    """What was dropped in the place of a file."""
    formats = [name.lower() for name in mime.formats()]
    for names, refusal in _KINDS:
        if any(name in each for each in formats for name in names):
            return refusal()
    schemes = [url.scheme().lower() for url in mime.urls() if not url.isLocalFile()]
    if any(scheme in _WEB for scheme in schemes):
        return _link()
    if schemes:
        return NotFile(
            _("Ce fichier est sur un autre appareil\u00a0: un téléphone, un serveur ou la corbeille."),
            _("Copiez-le d’abord sur cet ordinateur, puis déposez cette copie."),
        )
    if any(each.startswith(name) for each in formats for name in _PICTURE) or "<img" in mime.html().lower():
        return _picture()
    if mime.hasText() or mime.hasHtml():
        return NotFile(
            _("C’est du texte, pas un fichier."),
            _("Déposez le fichier lui-même, ou cliquez ici pour le choisir."),
        )
    return NotFile(
        _("Ce qui a été déposé n’est pas un fichier."),
        _("Enregistrez-le d’abord sur cet ordinateur, puis déposez le fichier."),
    )


def take_drop(widget: QWidget, event: QDropEvent, give: Callable[[list[Path]], None]) -> None:
    """Give the files that were dropped, or tell over the widget why there is none."""
    event.acceptProposedAction()
    mime = event.mimeData()
    files = files_of(mime)
    if files:
        give(files)
    if len(files) == max(1, len(mime.urls())):
        return
    told = not_file(mime)
    # The other program waits until the drop is done: a question asked before would hold it.
    QTimer.singleShot(0, widget, lambda: tell(widget, told))


def tell(widget: QWidget, told: NotFile) -> None:
    """Say it, and wait until it is read."""
    sheet = Sheet(told.sentence, widget.window(), line=told.next_step, width=440)
    sheet.add_action(_("Fermer"), sheet.accept)
    open_sheet(sheet)


def _message() -> NotFile:
    return NotFile(
        _("C’est un courriel, pas un fichier."),
        _("Enregistrez sa pièce jointe sur cet ordinateur, par exemple sur le bureau, puis déposez-la."),
    )


def _archive() -> NotFile:
    return NotFile(
        _("Ce fichier est encore dans un dossier compressé."),
        _("Extrayez-le d’abord, par exemple sur le bureau, puis déposez-le."),
    )


def _promise() -> NotFile:
    return NotFile(
        _("Ce fichier n’est pas encore sur cet ordinateur\u00a0: il est dans un courriel ou un autre programme."),
        _("Enregistrez-le d’abord, par exemple sur le bureau, puis déposez-le."),
    )


def _link() -> NotFile:
    return NotFile(
        _("C’est un lien vers une page, pas un fichier."),
        _("Téléchargez le fichier, puis déposez-le depuis le dossier où il a été enregistré."),
    )


def _picture() -> NotFile:
    return NotFile(
        _("C’est une image venue d’un autre programme, pas un fichier."),
        _("Enregistrez-la d’abord sur cet ordinateur, puis déposez le fichier."),
    )


_KINDS = ((_MESSAGE, _message), (_ARCHIVE, _archive), (_PROMISE, _promise))
