"""Page « Statistiques »: the target in squares, the years, the Missions Locales, and the tables for the funders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from chance_desktop.casework.reports import registry
from chance_desktop.casework.reports.files import render
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import make
from chance_desktop.casework.reports.scopes import ScopeChoices, as_of_words, narrowing, scope_choices
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.paper.actions import make_paper, open_table_menu
from chance_desktop.desktop.statistics.chart_view import ChartView
from chance_desktop.desktop.statistics.directory_sheet import DirectorySheet
from chance_desktop.desktop.statistics.entry_sheet import ENTRIES, EntrySheet
from chance_desktop.desktop.statistics.every_table import prepare_every_table
from chance_desktop.desktop.statistics.office_lines import OfficeHead, OfficeLine
from chance_desktop.desktop.statistics.programme_sheet import open_programme
from chance_desktop.desktop.statistics.report_sheet import ReportSheet
from chance_desktop.desktop.statistics.scope_bar import ScopeBar
from chance_desktop.desktop.statistics.target_grid import Mark, TargetGrid
from chance_desktop.desktop.ui_kit.boxes.card import Card, Tile
from chance_desktop.desktop.ui_kit.boxes.heading import page_head
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row, scrolled
from chance_desktop.desktop.ui_kit.look.fonts import Role, sized_font
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.domain.reports.report import Report
from chance_desktop.runtime.words import _, capital, plural

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.casework.session.outcome import Changes


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the page shows, of a scope."""

    scope: Scope
    people: Report
    offices: Report
    aimed: int
    reached: int
    dropped: int
    entered: int
    choices: ScopeChoices
    told: str


class StatisticsScreen(Screen):
    """Page « Statistiques »."""

    KINDS = frozenset(
        {
            ChangeKind.DOSSIER,
            ChangeKind.PERSON,
            ChangeKind.STAY,
            ChangeKind.ANSWER,
            ChangeKind.EVENT,
            ChangeKind.ATTENDANCE,
            ChangeKind.TARGET,
            ChangeKind.DECISION,
            ChangeKind.SURVEY,
            ChangeKind.PLANNED_ACTION,
            ChangeKind.TOOL,
            ChangeKind.BUDGET_LINE,
            ChangeKind.PROGRAMME_PART,
            ChangeKind.PARTNER,
        }
    )
    title = _("Statistiques")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._following: EntrySheet | DirectorySheet | None = None
        front = plain_widget()
        box = column(front, 0, (28, 18, 16, 12))
        box.addLayout(self._head())
        box.addSpacing(px(10))
        self.bar = ScopeBar(navigator)
        self.bar.changed.connect(self.load)
        box.addWidget(self.bar)
        box.addSpacing(px(12))
        page = plain_widget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(1, 1, px(12), px(8))
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(14))
        self.target, self.years = self._target_card(), self._years_card()
        self.offices, self.tables = self._offices_card(), self._tables_card()
        if large():
            for line, card in enumerate((self.target, self.years, self.offices, self.tables)):
                self._grid.addWidget(card, line, 0)
        else:
            self._grid.addWidget(self.target, 0, 0)
            self._grid.addWidget(self.years, 0, 1)
            self._grid.addWidget(self.offices, 1, 0)
            self._grid.addWidget(self.tables, 1, 1)
            self._grid.setColumnStretch(0, 62)
            self._grid.setColumnStretch(1, 46)
        box.addWidget(scrolled(page), 1)
        column(self).addWidget(Scroll(front) if large() else front)

    def _head(self) -> QBoxLayout:
        head = page_head(self.title)
        self.subtitle = ElidingLabel("", Role.BODY, "ink2", lines=2)
        head.addWidget(self.subtitle, 0 if large() else 1)
        self.programme = Button(_("Programme"), Kind.OUTLINE, "file-pen")
        set_tooltip(self.programme, _("Annuaire, textes et règles publiés aux Missions Locales"))
        self.programme.clicked.connect(self._offer_programme)
        printing = Button(_("Imprimer"), Kind.OUTLINE, "printer")
        set_tooltip(printing, hint("print"))
        printing.clicked.connect(self.print_page)
        gestures = row(gap=12)
        gestures.addWidget(self.programme)
        gestures.addWidget(printing)
        gestures.addSpacing(px(12))
        if large():
            gestures.addStretch(1)
        head.addLayout(gestures)
        return head

    # cards

    def _target_card(self) -> Card:
        card = Card()
        box = column(card, 14, (20, 18, 20, 18))
        line = row(gap=12)
        self.target_title = ElidingLabel("", Role.CARD_TITLE, lines=2)
        line.addWidget(self.target_title, 1)
        self.square = Label("", Role.CELL, "ink2")
        line.addWidget(self.square)
        box.addLayout(line)
        self.squares = TargetGrid()
        box.addWidget(self.squares)
        legend = Flow(24)
        self._keys: dict[str, tuple[Label, QWidget]] = {}
        for kind, words in (
            ("reached", _("partis")), ("preparing", _("en préparation")), ("dropped", _("sans départ")),
            ("free", _("à accueillir")),
        ):  # fmt: skip
            holder = plain_widget()
            key = row(holder, 8)
            key.addWidget(Mark(kind))
            figure = Label("", Role.BODY)
            figure.setFont(sized_font(30, 700))
            key.addWidget(figure)
            key.addWidget(Label(words, Role.CELL, "ink2"))
            self._keys[kind] = (figure, holder)
            legend.addWidget(holder)
        box.addWidget(legend)
        return card

    def _years_card(self) -> Card:
        card = Card()
        box = column(card, 12, (20, 18, 20, 14))
        box.addWidget(Label(_("Par année d’entrée"), Role.CARD_TITLE))
        self.chart = ChartView()
        box.addWidget(self.chart)
        box.addStretch(1)
        return card

    def _offices_card(self) -> Card:
        card = Card()
        self._office_lines = column(card, 0, (1, 1, 1, 8))
        return card

    def _tables_card(self) -> Card:
        card = Card()
        box = column(card, 6, (18, 16, 18, 16))
        box.addWidget(Label(_("Tableaux pour les financeurs"), Role.CARD_TITLE))
        box.addWidget(Label(_("Chaque chiffre ouvre la liste qui le compose."), Role.CELL, "ink2", wrap=True))
        every = Button(_("Tout préparer"), Kind.PRIMARY, "file-down")
        every.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_tooltip(every, _("Tous les tableaux, en PDF et en tableur, dans un dossier"))
        every.clicked.connect(lambda: prepare_every_table(self.navigator, self.scope, self))
        box.addSpacing(px(4))
        box.addWidget(every)
        box.addSpacing(px(4))
        for declared in (each for each in registry.REPORTS if each.listed):
            code, name = declared.name, declared.title
            shown = TwoLineRow(Tile(declared.icon), name, declared.line)
            look = Button(_("Voir"), Kind.OUTLINE, height=36)
            look.setAccessibleName(_("Voir {name}").format(name=name))
            look.clicked.connect(partial(self.show_report, code))
            shown.add(look)
            save = Button(_("Fichier"), Kind.OUTLINE, "file-down", height=36)
            save.setAccessibleName(_("Enregistrer {name}").format(name=name))
            save.clicked.connect(partial(self._formats, code, save))
            shown.add(save)
            box.addWidget(shown)
        return card

    # figures

    @property
    def scope(self) -> Scope:
        """Of whom the page speaks."""
        return self.bar.scope

    def load(self) -> None:
        desk, scope = self.desk, self.scope
        self.navigator.tasks.read(lambda: _read(desk, scope), self._came, owner=self)

    def _came(self, found: _Figures) -> None:
        if found.scope != self.scope:
            return  # another choice was made since: its figures are on their way
        self.bar.offer(found.choices)
        self.subtitle.say(found.told)
        title = plural("{n} jeune entré", "{n} jeunes entrés", found.entered)
        self.target_title.setText(
            _("{who}, pour un objectif de {n}").format(who=title, n=found.aimed) if found.aimed else title
        )
        preparing = found.entered - found.reached - found.dropped
        self.squares.show_counts(found.reached, preparing, found.dropped, found.aimed)
        each = self.squares.each
        self.square.say(_("1 carré = 1 jeune") if each == 1 else _("1 carré = {n} jeunes").format(n=each))
        left = max(0, found.aimed - found.entered)
        counts = {"reached": found.reached, "preparing": preparing, "dropped": found.dropped, "free": left}
        shown = {"reached", "dropped", *(["preparing"] if preparing else []), *(["free"] if found.aimed else [])}
        for kind, count in counts.items():
            figure, holder = self._keys[kind]
            figure.say(str(count))
            holder.setVisible(kind in shown)
        if found.people.charts:
            self.chart.show_chart(found.people.charts[0])
        empty(self._office_lines)
        if not found.entered:
            self._office_lines.addWidget(
                EmptyState(
                    "chart-column",
                    _("Personne n’est encore entré"),
                    _("Les chiffres viennent avec les dossiers reçus des Missions Locales."),
                )
                if self.bar.whole
                else EmptyState(
                    "chart-column",
                    _("Personne dans ce périmètre"),
                    _("Choisissez une autre année, une autre Mission Locale, un autre correspondant ou un autre jour."),
                    _("Tout afficher"),
                    self.bar.choose_all,
                )
            )
            return
        self._office_lines.addWidget(OfficeHead())
        for line in found.offices.rows:
            self._office_lines.addWidget(Rule())
            self._office_lines.addWidget(OfficeLine(line))
        self._office_lines.addStretch(1)

    # gestures

    def show_report(self, code: str) -> None:
        """Open a table over the page."""
        desk, scope = self.desk, self.scope

        def came(made: Report) -> None:
            open_sheet(ReportSheet(self.navigator, made, scope, self))

        self.navigator.tasks.read(lambda: make(desk, code, scope), came, owner=self)

    def _formats(self, code: str, under: QWidget) -> None:
        typed = [MenuEntry("file-pen", _("Saisir les lignes"), partial(self.enter, code))] if code in ENTRIES else []
        making = partial(_file, code=code, scope=self.scope)
        open_table_menu(self.navigator, self, making, under, first=typed, names_nobody=True)

    def enter(self, code: str) -> None:
        """Type the lines of a table."""
        self._open(EntrySheet(self.navigator, code, self))

    def _offer_programme(self) -> None:
        entries = [
            MenuEntry("building-2", _("Annuaire des Missions Locales"), self.open_directory),
            MenuEntry("file-pen", _("Textes et règles"), lambda: open_programme(self.navigator, self)),
        ]
        open_menu(entries, self.programme)

    def open_directory(self) -> None:
        """Change the directory of the Missions Locales."""
        self._open(DirectorySheet(self.navigator, self))

    def _open(self, sheet: EntrySheet | DirectorySheet) -> None:
        """Open a sheet that follows what changes."""
        self._following = sheet
        sheet.finished.connect(lambda _code: setattr(self, "_following", None))
        open_sheet(sheet)

    def on_changes(self, changes: Changes) -> None:
        if self._following is not None:
            self._following.on_changes(changes)
        super().on_changes(changes)

    def _print(self, code: str) -> None:
        make_paper(self.navigator, self, partial(_file, code=code, kind="pdf", scope=self.scope))

    def print_page(self) -> bool:
        self._print("offices")
        return True


def _read(desk: Desk, scope: Scope) -> _Figures:
    people, offices = make(desk, "annexe-1", scope), make(desk, "offices", scope)
    aimed = offices.cell("whole", "aimed").number
    reached, dropped, entered = (
        int(offices.cell("whole", name).number or 0) for name in ("reached", "dropped", "entered")
    )
    kept = narrowing(desk, scope) or (plural("{n} Mission Locale", "{n} Missions Locales", len(offices.rows) - 1),)
    told = capital(" · ".join((*kept, as_of_words(scope))))
    return _Figures(
        scope=scope,
        people=people,
        offices=offices,
        aimed=int(aimed or 0),
        reached=reached,
        dropped=dropped,
        entered=entered,
        choices=scope_choices(desk),
        told=told,
    )


def _file(desk: Desk, code: str, kind: str, scope: Scope) -> Rendered:
    return render(desk, code, kind, scope)
