"""What can be printed for a dossier: choose the young person, the document; look, print, save."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup

from chance_desktop.casework.dossiers.list import DossierPage, DossierQuery, Sort, list_page
from chance_desktop.casework.dossiers.preview import preview
from chance_desktop.casework.papers.catalogue import Group, Printable, printable, render
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.changes import concerns
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.paper.printing import print_rendered, save_rendered
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.boxes.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState, Notice
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.words import _, dotted, figures_date

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.desktop.paper.pdf_view import PdfView
    from chance_desktop.runtime.errors import ExpectedError

_PEOPLE = 8


class DocumentsScreen(Screen):
    """Page « Documents »."""

    KINDS = frozenset(
        {
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.PIECE,
            ChangeKind.LETTER,
            ChangeKind.MEETING,
            ChangeKind.JOURNAL,
            ChangeKind.SCAN,
        }
    )
    title = _("Documents")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.dossier_id = ""
        self._name = "checklist"
        self._made: Rendered | None = None
        self._shown = ("", "")
        self._ticket = 0
        self._pdf: PdfView | None = None
        outer = column(self, 0, (28, 18, 24, 16))
        head = page_head(self.title)
        self.subtitle = head_line(head, _("Choisissez un jeune, puis le document à imprimer."))
        outer.addLayout(head)
        outer.addSpacing(px(14))
        left = plain_widget()
        self._left = column(left, 14, (4, 4, 8, 4))
        self._people(self._left)
        self._choices = column(gap=8)
        self._left.addLayout(self._choices)
        preview = self._preview()
        if large():
            preview.setMinimumHeight(px(420))
            self._left.addWidget(preview)
            outer.addWidget(Scroll(left), 1)
        else:
            self._left.addStretch(1)
            left.setFixedWidth(px(360))
            scroll = Scroll(left)
            scroll.setFixedWidth(px(372))
            both = row(gap=16)
            outer.addLayout(both, 1)
            both.addWidget(scroll)
            both.addWidget(preview, 1)
        self._group = QButtonGroup(self)
        self.cards: dict[str, RadioCard] = {}
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._typing.start())

    def _people(self, left: QVBoxLayout) -> None:
        self.search = SearchField(_("Nom du jeune…"), 344)
        self.search.lead_to(lambda: self._found)
        left.addWidget(self.search)
        self._found = column(gap=6)
        left.addLayout(self._found)
        self._who = Label("", Role.CARD_TITLE, wrap=True)
        left.addWidget(self._who)

    def _preview(self) -> QWidget:
        frame = Card("desk")
        self._box = column(frame, 8, (12, 10, 12, 8))
        flow = Flow(8)
        self.print_button = Button(_("Imprimer"), Kind.PRIMARY, "printer")
        set_tooltip(self.print_button, hint("print"))
        self.print_button.clicked.connect(self.print_page)
        flow.addWidget(self.print_button)
        self.save_button = Button(_("Enregistrer le PDF"), Kind.OUTLINE, "file-down")
        self.save_button.clicked.connect(self._save)
        flow.addWidget(self.save_button)
        self.zooms: list[IconButton] = []
        for icon, name, call in (
            ("zoom-out", _("Réduire l’aperçu"), "zoom_out"),
            ("zoom-in", _("Agrandir l’aperçu"), "zoom_in"),
            ("maximize", _("Ajuster à la largeur"), "zoom_fit"),
        ):
            button = IconButton(icon, name)
            button.clicked.connect(lambda _on=False, c=call: self._zoom(c))
            self.zooms.append(button)
            flow.addWidget(button)
        self._box.addWidget(flow)
        self.notice = Notice("", "orange")
        self._box.addWidget(self.notice)
        self._nothing = EmptyState(
            "printer", _("L’aperçu s’affichera ici"), _("Cherchez un jeune à gauche, ou imprimez depuis son dossier.")
        )
        self._box.addWidget(self._nothing, 1)
        self._enable(False)
        return frame

    def _enable(self, there: bool) -> None:
        for button in (self.print_button, self.save_button, *self.zooms):
            button.setEnabled(there)

    # choosing

    def open(self, dossier_id: str, document: str) -> None:
        """Show a document of a dossier."""
        self.dossier_id, self._name = dossier_id, document
        self._stale = True

    def load(self) -> None:
        desk = self.desk
        if not self.cards:
            self.navigator.tasks.read(lambda: printable(desk), self._offer, owner=self)
        else:
            self._mark()
            self._make()
        self._find()

    def _offer(self, documents: tuple[Printable, ...]) -> None:
        empty(self._choices)
        self.cards = {}
        group: Group | None = None
        for one in documents:
            if one.document.group is not group:
                group = one.document.group
                self._choices.addWidget(Label(group.value, Role.CARD_TITLE, wrap=True))
            card = RadioCard(one.title, one.description)
            set_tooltip(card, one.description)
            card.toggled.connect(lambda on, name=one.name: self._picked(name) if on else None)
            self.cards[one.name] = card
            self._group.addButton(card)
            self._choices.addWidget(card)
        self._mark()
        self._make()

    def _mark(self) -> None:
        card = self.cards.get(self._name)
        if card is not None:
            card.setChecked(True)

    def _picked(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self._make()

    def _find(self) -> None:
        desk, text = self.desk, self.search.text().strip()
        query = DossierQuery(text=text, sort=Sort.NAME, descending=False, limit=_PEOPLE)
        if not text and self.dossier_id:
            empty(self._found)
            self.search.settled()
            return
        self.navigator.tasks.read(lambda: list_page(desk, query), self._show_people, owner=self)

    def _show_people(self, page: DossierPage) -> None:
        empty(self._found)
        names = Counter(fold(one.name) for one in page.rows)
        for one in page.rows:
            alone = names[fold(one.name)] == 1
            words = one.name if alone else dotted(one.name, figures_date(one.birth_date) or one.town or one.file_number)
            button = Button(words, Kind.OUTLINE, "user", height=36)
            set_tooltip(button, one.told_apart)
            button.setAccessibleName(_("Documents de {name}").format(name=one.name if alone else one.told_apart))
            button.clicked.connect(lambda _on=False, d=one.id: self._choose_person(d))
            self._found.addWidget(button)
        if not page.rows:
            self._found.addWidget(Label(_("Aucun jeune de ce nom."), Role.CELL, "ink2", wrap=True))
        self.search.found(page.total, page.words)

    def _choose_person(self, dossier_id: str) -> None:
        self.dossier_id = dossier_id
        self.search.clear()
        empty(self._found)
        self._make()

    # making

    def _make(self) -> None:
        there = bool(self.dossier_id)
        self._who.setVisible(there)
        if not there:
            return
        self._ticket += 1
        ticket, desk, dossier_id, name = self._ticket, self.desk, self.dossier_id, self._name
        if self._shown != (dossier_id, name):
            self._let_go()

        def work(progress: SharedProgress) -> tuple[str, Rendered]:
            return preview(desk, dossier_id).row.name, render(desk, dossier_id, name, progress=progress)

        def came(found: tuple[str, Rendered]) -> None:
            if ticket == self._ticket:
                self._shown = (dossier_id, name)
                self._show(*found)

        def refused(failure: ExpectedError) -> None:
            if ticket == self._ticket:
                self._refused(failure)

        self.navigator.tasks.long(_("Préparation du document"), work, came, refused, owner=self, writes=False)

    def _let_go(self) -> None:
        """Another paper comes: the one before is neither seen nor printed in its place."""
        self._made = None
        self._enable(False)
        self._who.say("")
        if self._pdf is not None:
            self._pdf.show_nothing()

    def _show(self, who: str, made: Rendered) -> None:
        self._made = made
        self.notice.say("")
        self._who.say(who)
        if self._pdf is None:
            self._pdf = PdfView()
            self._box.addWidget(self._pdf, 1)
        self._nothing.hide()
        self._pdf.show()
        self._pdf.show_pdf(made.content)
        self._enable(True)

    def _refused(self, failure: ExpectedError) -> None:
        self._made = None
        self._enable(False)
        if self._pdf is not None:
            self._pdf.hide()
        self._nothing.hide()
        self.notice.say(failure.text, "blue", "info")
        self._box.setStretchFactor(self.notice, 0)

    def _zoom(self, call: str) -> None:
        if self._pdf is not None:
            {"zoom_in": self._pdf.zoom_in, "zoom_out": self._pdf.zoom_out, "zoom_fit": self._pdf.zoom_fit}[call]()

    def print_page(self) -> bool:
        if self._made is not None:
            print_rendered(self._made, self, self.navigator)
        return True

    def _save(self) -> None:
        if self._made is not None:
            save_rendered(self._made, self, self.navigator)

    def on_changes(self, changes: Changes) -> None:
        if concerns(changes, self.KINDS, self.dossier_id):
            super().on_changes(changes)

    def focus_search(self) -> bool:
        self.search.setFocus()
        return True
