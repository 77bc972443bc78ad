"""The personal section of the curriculum vitae: its fields, and the photograph to drop or choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.europass.photo import remove_photo, set_photo
from chance_desktop.casework.europass.projection import nationalities
from chance_desktop.desktop.dossier.europass.content import LEARNER
from chance_desktop.desktop.dossier.europass.sections.fields_card import FieldsCard
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.layouts import plain_widget, row
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.europass.sections import Section
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.page import Host
    from chance_desktop.runtime.errors import ExpectedError

PICTURES = _("Photographies (*.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.webp *.avif *.bmp)")


class _Portrait(QWidget):
    """The photograph as it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setFixedSize(px(70), px(90))
        self.setAccessibleName(_("Photographie"))

    def show_jpeg(self, data: bytes) -> None:
        """Show another one."""
        self._image = QImage.fromData(data, "JPEG")  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.end()


class PhotoCard(FieldsCard):
    """« Informations personnelles »."""

    def __init__(self, host: Host, section: Section) -> None:
        super().__init__(host, section, LEARNER)
        self.host = host
        self._jpeg = b""
        line = row(gap=12)
        self._portrait = _Portrait()
        line.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        self._gestures = plain_widget()
        gestures = row(self._gestures, 8)
        self.drop = DropZone(
            _("Photographie"),
            _("Déposez-la ici ou cliquez\u00a0: JPEG, PNG ou HEIC."),
            "image-plus",
            PICTURES,
            several=False,
        )
        self.drop.files_given.connect(self._given)
        gestures.addWidget(self.drop, 1)
        self.remove = Button(_("Retirer"), Kind.TEXT, "trash-2", height=36)
        self.remove.setAccessibleName(_("Retirer la photographie"))
        self.remove.clicked.connect(self._remove)
        gestures.addWidget(self.remove)
        line.addWidget(self._gestures, 1)
        self.inside.addLayout(line)
        self.notice = Notice("", "red")
        self.inside.addWidget(self.notice)
        self._portrait.hide()
        self.remove.hide()

    def show_content(self, content: Content, locale: str) -> None:
        super().show_content(content, locale)
        if content.photo != self._jpeg:
            self._jpeg = content.photo
            self._portrait.show_jpeg(content.photo)
        self._portrait.setVisible(bool(content.photo))
        self.remove.setVisible(bool(content.photo))
        self._tell_nationality(content)

    def _tell_nationality(self, content: Content) -> None:
        """What the document says while nothing is typed."""
        box = self.grid.boxes["nationalities"]
        labels = dict(box.declared.options("fr"))
        known = "" if box.typed() else ", ".join(labels.get(code, code) for code in nationalities(content.material))
        box.hint(_("{nationality}, d’après la situation").format(nationality=known) if known else "")

    def _given(self, files: list[Path]) -> None:
        desk, dossier_id, keeper = self.host.desk, self.host.dossier_id, self.host.keeper

        def written(outcome: Outcome[None]) -> None:
            self.notice.say("")
            self.host.navigator.done(outcome)

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self.host.navigator.tasks.write(
            lambda: set_photo(desk, dossier_id, files[0], keeper.seen(LEARNER)), written, refused, owner=self
        )

    def _remove(self) -> None:
        desk, dossier_id, keeper = self.host.desk, self.host.dossier_id, self.host.keeper
        self.drop.setFocus()
        self.host.navigator.write(lambda: remove_photo(desk, dossier_id, keeper.seen(LEARNER)))
