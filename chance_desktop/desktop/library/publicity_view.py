"""Flyers and posters of this office, with its own contact: seen as they will be printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from chance_desktop.casework.papers.stay_papers import publicity
from chance_desktop.desktop.paper.actions import make_paper
from chance_desktop.desktop.paper.pdf_view import LoadedPdf
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget, row, scrolled
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import colour, large, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.paper.actions import Making
    from chance_desktop.runtime.errors import ExpectedError

PAPERS = (
    ("flyer", _("Dépliant A5"), _("À remettre en main propre ou à laisser à l’accueil.")),
    ("poster-a4", _("Affiche A4"), _("Pour un panneau, la vitrine ou la salle d’attente.")),
    ("poster-a3", _("Affiche A3"), _("Pour un lycée, un forum, une mairie.")),
)


class PublicityView(PageView):
    """Three papers."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        outer = column(self, 12)
        page = plain_widget()
        box = column(page, 12, (1, 1, 12, 4))
        box.addWidget(
            Notice(
                _("L’adresse, le téléphone et les prochaines réunions sont ceux de votre antenne. Ils se modifient dans "
                  "Réglages et dans Rendez-vous."), "blue",
            )
        )  # fmt: skip
        self.notice = Notice("", "red")
        box.addWidget(self.notice)
        cards: QBoxLayout = column(gap=14) if large() else row(gap=14)
        self.previews: dict[str, PagePreview] = {}
        for code, title, line in PAPERS:
            cards.addWidget(self._card(code, title, line), 1)
        box.addLayout(cards)
        box.addStretch(1)
        outer.addWidget(scrolled(page), 1)

    def _card(self, code: str, title: str, line: str) -> QWidget:
        card = Card()
        box = column(card, 8, (16, 16, 16, 16))
        desk = Card("desk")
        inside = column(desk, 0, (12, 12, 12, 12))
        preview = PagePreview(_("Aperçu\u00a0: {title}").format(title=title))
        self.previews[code] = preview
        inside.addWidget(preview)
        box.addWidget(desk)
        box.addWidget(Label(title, Role.CARD_TITLE, wrap=True))
        box.addWidget(Label(line, Role.CELL, "ink2", wrap=True))
        gestures = Flow(8)
        printing = Button(_("Imprimer"), Kind.OUTLINE, "printer", height=36)
        printing.setAccessibleName(f"{_('Imprimer')}, {title}")
        printing.clicked.connect(lambda: self.paper(code, to_file=False))
        saving = Button(_("Enregistrer (PDF)"), Kind.TEXT, "file-down", height=36)
        saving.setAccessibleName(f"{_('Enregistrer (PDF)')}, {title}")
        saving.clicked.connect(lambda: self.paper(code, to_file=True))
        gestures.addWidget(printing)
        gestures.addWidget(saving)
        box.addWidget(gestures)
        box.addStretch(1)
        return card

    def load(self) -> None:
        """Draw the previews anew."""
        desk = self._navigator.desk

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        for code, preview in self.previews.items():
            # the pool makes the paper; its picture is drawn where the widget is
            self._navigator.tasks.read(partial(maker(code), desk), preview.show_paper, refused, owner=self)

    def paper(self, code: str, *, to_file: bool) -> None:
        """Print or save one."""
        make_paper(self._navigator, self, maker(code), to_file=to_file, names_nobody=True)


def maker(code: str) -> Making:
    """The use case of a paper."""

    def make(desk: Desk) -> Rendered:
        return publicity(desk, code)

    return make


class PagePreview(QWidget):
    """The first page of a paper, as large as the room allows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(300))

    def show_paper(self, made: Rendered) -> None:
        """Show a paper."""
        pdf = LoadedPdf(made.content)
        width, height = pdf.page_size(0)
        tall = px(300) * 2
        self._image = pdf.image(0, round(tall * width / height), tall)
        self.update()

    @property
    def drawn(self) -> bool:
        """Whether there is a page to see."""
        return self._image is not None and not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size() if self._image is not None else QSize(210, 297)
        shown = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF((self.width() - shown.width()) / 2, 0, shown.width(), shown.height())
        if self._image is None:
            painter.fillRect(box, colour("paper"))
        else:
            painter.drawImage(box, self._image)
        painter.setPen(QColor(colour("line2")))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()
