"""The tab « Europass »: documents filled as one talks, saved as one types, with the paper beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from chance_desktop.casework.europass.comparison import compare
from chance_desktop.casework.europass.files import read_file
from chance_desktop.desktop.dossier.europass.content import PAPERS, PARTS, Content, Part, read_content
from chance_desktop.desktop.dossier.europass.import_sheet import ImportSheet
from chance_desktop.desktop.dossier.europass.keeping import Keeper
from chance_desktop.desktop.dossier.europass.meter_card import MeterCard
from chance_desktop.desktop.dossier.europass.page import Page
from chance_desktop.desktop.dossier.europass.pages import build_page, part_of
from chance_desktop.desktop.dossier.europass.preview import PaperPreview
from chance_desktop.desktop.dossier.europass.sections.field_grid import FieldGrid
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice, SavedIndicator
from chance_desktop.desktop.ui_kit.files.dropped import may_be_dropped, take_drop
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.europass.comparison import Comparison
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress

LANGUAGES = (("fr", _("Français")), ("en", _("Anglais")))
FILES = _("Fichiers Europass (*.pdf *.xml)")


class EuropassTab(DossierTab):
    """Tab « Europass »."""

    reads_more = True

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.setAcceptDrops(True)
        self.saved = SavedIndicator()
        self.keeper = Keeper(navigator, self.saved)
        self.keeper.settled.connect(self._settled)
        self.notice = Notice("", "red")
        self.keeper.trouble.connect(lambda sentence: self.notice.say(sentence, "red"))
        self.pages: dict[Part, Page] = {}
        self.part = Part.CV
        self.spoken = "fr"
        self._dossier_id = ""
        self.content: Content | None = None
        self._waiting: list[Callable[[], None]] = []
        self._ticket = 0
        form = plain_widget()
        self._sheet = column(form, 12, (28, 4, 8, 12))
        # with large text nothing stays above what scrolls
        (self._sheet if large() else self.outer).addLayout(self._top())
        told = row(margins=(28, 0, 24, 0))
        told.addWidget(self.notice)
        self.outer.addLayout(told)
        self.preview = PaperPreview(navigator)
        self.meter = MeterCard()
        self.meter.asked.connect(self.go)
        self._sheet.addWidget(self.meter)
        self._place = column()
        self._sheet.addLayout(self._place)
        self._sheet.addStretch(1)
        self.scroller = Scroll(form)
        if large():
            self.preview.setMinimumHeight(px(420))
            self._sheet.addWidget(self.preview)
            self.outer.addWidget(self.scroller, 1)
        else:
            body = row(gap=8, margins=(0, 0, 24, 16))
            body.addWidget(self.scroller, 1)
            right = column(margins=(0, 4, 0, 0))
            right.addWidget(self.preview)
            self.preview.setFixedWidth(px(450))
            body.addLayout(right)
            self.outer.addLayout(body, 1)
        # the last child: fields that go still have it to speak to
        self.keeper.setParent(self)
        self._turn_to(Part.CV)

    def _top(self) -> QBoxLayout:
        top: QBoxLayout = column(gap=8, margins=(0, 8, 0, 0)) if large() else row(gap=10, margins=(28, 12, 24, 8))
        self.choice: SegmentedControl | None = None
        self.combo: Combo | None = None
        if large():
            self.combo = Combo(_("Document"))
            self.combo.offer(PARTS)
            self.combo.currentIndexChanged.connect(lambda _index: self._chosen())
            top.addWidget(self.combo)
        else:
            self.choice = SegmentedControl(PARTS, _("Document"))
            self.choice.choose(Part.CV.value)
            self.choice.chosen.connect(lambda _code: self._chosen())
            top.addWidget(self.choice)
            top.addStretch(1)
        side = Flow(10) if large() else None
        self.language = SegmentedControl(LANGUAGES, _("Langue des textes"))
        self.language.choose("fr")
        self.language.chosen.connect(self._speak)
        self.take_in = IconButton("download", _("Importer un fichier Europass…"))
        self.take_in.clicked.connect(self._browse)
        gestures = (self.language, self.take_in, self.saved) if large() else (self.saved, self.language, self.take_in)
        for widget in gestures:
            if side is not None:
                side.addWidget(widget)
            else:
                top.addWidget(widget)
        if side is not None:
            top.addWidget(side)
        return top

    # what a part asks

    @property
    def dossier_id(self) -> str:
        """The dossier shown."""
        return self._dossier_id

    def after_saving(self, then: Callable[[], None]) -> None:
        """Save what is typed, then go on."""
        self.keeper.flush()
        if self.keeper.busy:
            self._waiting.append(then)
        else:
            then()

    def _settled(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def go(self, section: str) -> None:
        """Lead to a section, of this tab or of the situation."""
        part = part_of(section, self.part)
        if part is None:
            self.action_asked.emit("situation")
            return
        self.turn_to(part)
        card = self.pages[part].sections[section]
        card.focus_section()
        self.scroller.ensureWidgetVisible(card, 0, 0)

    # parts

    @property
    def page(self) -> Page:
        """The part shown."""
        return self.pages[self.part]

    def _chosen(self) -> None:
        code = self.combo.code() if self.combo is not None else self.choice.code() if self.choice is not None else ""
        self._turn_to(Part(code))

    def turn_to(self, part: Part) -> None:
        """Show another part."""
        if self.choice is not None:
            self.choice.choose(part.value)
        elif self.combo is not None:
            self.combo.blockSignals(True)
            self.combo.setCurrentIndex(self.combo.findData(part.value))
            self.combo.blockSignals(False)
        if part is not self.part:
            self._turn_to(part)

    def _turn_to(self, part: Part) -> None:
        self.keeper.flush()
        self.notice.say("")
        self.part = part
        if part not in self.pages:
            self.pages[part] = build_page(part, self)
            self._place.addWidget(self.pages[part])
        for each, page in self.pages.items():
            page.setVisible(each is part)
        self.meter.setVisible(part is not Part.LEARNING)
        self.scroller.verticalScrollBar().setValue(0)
        if self._dossier_id:
            self.preview.show_paper(self._dossier_id, PAPERS[part], self.spoken)
            self._show()

    def _speak(self, locale: str) -> None:
        self.keeper.flush()
        self.spoken = locale
        if self._dossier_id:
            self.preview.show_paper(self._dossier_id, PAPERS[self.part], locale)
            self._load()

    # reading

    def show_view(self, view: DossierView) -> None:
        other = self._dossier_id != view.id
        super().show_view(view)
        self._dossier_id = view.id
        self.keeper.begin(view.id)
        if other:
            self.content = None
            for grid in self.findChildren(FieldGrid):
                grid.begin()
            self.notice.say("")
            self.preview.show_paper(view.id, PAPERS[self.part], self.spoken)
        else:
            self.preview.refresh()
        self._load()

    def _load(self) -> None:
        self._ticket += 1
        ticket, desk, wanted, locale = self._ticket, self.desk, self._dossier_id, self.spoken

        def came(found: Content) -> None:
            # what was read before the last key would put former words under the hand: another reading is on its way
            if ticket == self._ticket and not self.keeper.busy:
                self.content = found
                self._show()
                self.keeper.saw(found.seen)
                self.uncover()

        self.navigator.tasks.read(lambda: read_content(desk, wanted, locale), came, owner=self)

    def _show(self) -> None:
        if self.content is None:
            return
        self.page.show_content(self.content, self.spoken)
        if self.part in self.content.complete:
            self.meter.show_completeness(self.content.complete[self.part])

    def on_changes(self, changes: Changes) -> None:
        if self._dossier_id and self.isVisible():
            self.preview.refresh()
            self._load()

    def forget(self) -> None:
        self.keeper.flush()
        super().forget()

    def leave(self) -> None:
        self.keeper.flush()

    def perform(self, target: str) -> None:
        part = target.partition(":")[2]
        if part in set(Part):
            self.turn_to(Part(part))

    # a file from elsewhere

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Importer un fichier Europass"), documents_folder(), FILES)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a file, then show it beside the dossier."""
        self.notice.say("")
        self.after_saving(lambda: self._read_file(path))

    def _read_file(self, path: Path) -> None:
        desk, dossier_id = self.desk, self._dossier_id

        def work(progress: SharedProgress) -> tuple[Comparison, tuple[str, ...]]:
            progress.advance(0, 2, _("Lecture du fichier"))
            found = read_file(path)
            progress.advance(1, 2, _("Comparaison avec le dossier"))
            return compare(desk, dossier_id, found.learner), found.remarks

        def came(found: tuple[Comparison, tuple[str, ...]]) -> None:
            if self._dossier_id == dossier_id:
                open_sheet(ImportSheet(self.navigator, found[0], found[1], path.name, self))

        self.navigator.tasks.long(
            _("Lecture du fichier Europass"), work, came, lambda failure: self.notice.say(failure.text, "red"),
            owner=self, writes=False,
        )  # fmt: skip

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_be_dropped(event):
            event.acceptProposedAction()
            self.notice.say(_("Lâchez le fichier\u00a0: il sera comparé au dossier."), "accent", "download")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.notice.say("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.notice.say("")
        take_drop(self, event, self._dropped)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) == 1:
            self.import_file(paths[0])
        else:
            self.notice.say(_("Déposez un seul fichier Europass à la fois."), "red")
