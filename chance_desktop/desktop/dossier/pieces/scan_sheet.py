"""The copies of a piece: look, turn a page, put pages in order, take a copy away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.scans import ShownScan, remove_scan, reorder_pages, rotate_page, shown_scan
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import Flow, column, row
from chance_desktop.runtime.words import _, dotted, file_size, plural, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.pieces.pieces import PieceView
    from chance_desktop.casework.session.kit.displayed import Displayed
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator


class ScanSheet(Sheet):
    """One piece's copies."""

    def __init__(self, navigator: Navigator, piece: PieceView, parent: QWidget) -> None:
        super().__init__(piece.label, parent, width=720)
        self._navigator = navigator
        self._seen: dict[str, Displayed] = {}
        self.keep_tall(720)
        self.pdf = PdfView()
        self._scans = Combo(_("Copie"))
        self._scans.setMinimumContentsLength(22)
        self._scans.offer(
            [
                (
                    scan.id,
                    dotted(
                        scan.label or _("Copie"),
                        plural("{n} page", "{n} pages", scan.pages),
                        short_date(scan.added_on),
                        file_size(scan.size),
                    ),
                )
                for scan in piece.scans
            ]
        )
        self._scans.currentIndexChanged.connect(lambda _index: self._load())
        self._page = Combo(_("Page"))
        self._page.setMinimumContentsLength(7)
        flow = Flow(8)
        flow.addWidget(self._scans)
        flow.addWidget(self._page)
        for icon, name, call in (
            ("rotate-ccw", _("Tourner la page vers la gauche"), lambda: self._turn(270)),
            ("rotate-cw", _("Tourner la page vers la droite"), lambda: self._turn(90)),
            ("arrow-up", _("Mettre la page avant la précédente"), lambda: self._move(-1)),
            ("arrow-down", _("Mettre la page après la suivante"), lambda: self._move(1)),
            ("zoom-out", _("Réduire"), lambda: self.pdf.zoom_out()),
            ("zoom-in", _("Agrandir"), lambda: self.pdf.zoom_in()),
        ):
            button = IconButton(icon, name)
            button.clicked.connect(lambda _on=False, call=call: call())
            flow.addWidget(button)
        self.body.addWidget(flow)
        desk = Card("desk")
        inside = column(desk, 0, (8, 8, 8, 8))
        inside.addWidget(self.pdf)
        self.body.addWidget(desk, 1)
        remove = Button(_("Retirer cette copie"), Kind.TEXT, "trash-2", role="red")
        remove.clicked.connect(self._remove)
        foot = row()
        foot.addWidget(remove)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.add_cancel(_("Fermer"))
        self._page.currentIndexChanged.connect(lambda index: self.pdf.go_to_page(index))
        self._load()

    def _load(self) -> None:
        scan, desk = self._scans.code(), self._navigator.desk
        if scan:
            self._navigator.tasks.read(
                lambda: shown_scan(desk, scan), lambda found: self._show(scan, found), owner=self
            )

    def _show(self, scan: str, found: ShownScan) -> None:
        page = self._page.currentIndex()
        self._seen[scan] = found.seen
        self.pdf.show_pdf(found.pdf)
        pages = self.pdf.pages
        self._page.offer([(str(n), _("Page {n}").replace("{n}", str(n + 1))) for n in range(pages)])
        if 0 <= page < pages:
            self._page.setCurrentIndex(page)

    def _turn(self, degrees: int) -> None:
        scan, page, desk = self._scans.code(), self._page.currentIndex(), self._navigator.desk
        seen = self._seen.get(scan)
        self._run(lambda: rotate_page(desk, scan, page, degrees, seen))

    def _move(self, step: int) -> None:
        page, pages = self._page.currentIndex(), self.pdf.pages
        if not 0 <= page + step < pages:
            return
        order = list(range(pages))
        order[page], order[page + step] = order[page + step], order[page]
        scan, desk = self._scans.code(), self._navigator.desk
        seen = self._seen.get(scan)
        self._run(lambda: reorder_pages(desk, scan, tuple(order), seen))

    def _run(self, work: Callable[[], Outcome[None]]) -> None:
        def written(outcome: Outcome[None]) -> None:
            self._navigator.done(outcome)
            self._load()

        self._navigator.tasks.write(work, written, lambda failure: self.notice.say(failure.text), owner=self)

    def _remove(self) -> None:
        scan, desk = self._scans.code(), self._navigator.desk
        seen = self._seen.get(scan)
        self._navigator.write(lambda: remove_scan(desk, scan, seen), _("Copie retirée"))
        self.accept()


PATTERNS = _("PDF et photos") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic *.heif *.webp *.avif *.bmp *.gif)"
PATTERNS += ";;" + _("Courriels, avec leurs pièces jointes") + " (*.eml *.msg)"
