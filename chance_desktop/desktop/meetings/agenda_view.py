"""The agenda: a list by day or a month, with what can be kept of it outside the application."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.meetings.agenda import AgendaEntry, agenda
from chance_desktop.casework.papers.agenda_papers import as_ics, as_pdf
from chance_desktop.desktop.meetings.model import DayGroup, kinds_of, matching, past, to_come
from chance_desktop.desktop.meetings.month import MonthTable
from chance_desktop.desktop.meetings.rows import EntryRow, day_head
from chance_desktop.desktop.navigation.mine import MineChip
from chance_desktop.desktop.paper.printing import print_rendered, save_plain
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.inputs.month_grid import days_shown
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row, scrolled
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.dates import add_months
from chance_desktop.runtime.words import _, months, plural, weekday_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator

_BACK, _AHEAD = timedelta(days=90), timedelta(days=400)
_SHAPES = (("list", _("Liste")), ("month", _("Mois")))
ALL_KINDS = _("Toutes les rencontres")
SHAPE_KEY = "meetings/shape"


class AgendaView(PageView):
    """Every meeting the desk knows of."""

    def __init__(self, navigator: Navigator, on_new: Callable[[], None]) -> None:
        super().__init__(navigator)
        self._on_new = on_new
        today = self.today
        self._since, self._until = today - _BACK, today + _AHEAD
        self._entries: tuple[AgendaEntry, ...] = ()
        outer = column(self, 12)
        outer.addWidget(self._tools())
        self.list_page, self.month_page = self._lay_list(), self._lay_month()
        outer.addWidget(self.list_page, 1)
        outer.addWidget(self.month_page, 1)
        self.shape.choose(navigator.memory.text(SHAPE_KEY, "list"))
        self._change_shape(self.shape.code())

    @property
    def today(self) -> date:
        """The day it is: a window stays open through the night."""
        return self._navigator.desk.today()

    def _tools(self) -> QWidget:
        tools = Flow(8)
        self.mine = MineChip(self._navigator.memory)
        self.mine.switched.connect(self.load)
        self.kind = Combo(_("Sorte de rencontre"))
        self.kind.setMinimumWidth(px(232))
        self.kind.offer([("", ALL_KINDS), *kinds_of(self._navigator.desk)])
        self.kind.currentIndexChanged.connect(lambda _index: self._draw())
        self.shape = SegmentedControl(_SHAPES, _("Présentation"), 40)
        self.shape.chosen.connect(self._change_shape)
        export = Button(_("Exporter l’agenda (.ics)"), Kind.TEXT, "calendar", height=36)
        set_tooltip(
            export, _("Pour le calendrier de votre téléphone\u00a0: le fichier ne contient le nom d’aucun jeune.")
        )
        export.setAccessibleDescription(export.toolTip())
        export.clicked.connect(self.export)
        printing = Button(_("Imprimer la liste"), Kind.TEXT, "printer", height=36)
        printing.clicked.connect(self.print_list)
        for widget in (self.shape, self.mine, self.kind, export, printing):
            tools.addWidget(widget)
        return tools

    def _lay_list(self) -> QWidget:
        page = plain_widget()
        box = column(page, 12, (1, 1, 12, 4))
        self._lists = box
        return scrolled(page)

    def _lay_month(self) -> QWidget:
        page = plain_widget()
        box: QBoxLayout = column(page, 12, (1, 1, 12, 4)) if large() else row(page, 14, (1, 1, 12, 4))
        card = Card()
        inside = column(card, 8, (10, 8, 10, 10))
        head = row(gap=8)
        self.month_name = Label("", Role.CARD_TITLE)
        before = IconButton("chevron-left", _("Mois précédent"), side=36)
        before.step_by_step = True
        after = IconButton("chevron-right", _("Mois suivant"), side=36)
        after.step_by_step = True
        now = Button(_("Aujourd’hui"), Kind.OUTLINE, height=36)
        head.addWidget(before)
        head.addWidget(after)
        head.addWidget(self.month_name, 1)
        head.addWidget(now)
        inside.addLayout(head)
        self.month = MonthTable(_("Agenda du mois"), self.today)
        inside.addWidget(self.month, 1)
        before.clicked.connect(lambda: self.month.go_to(add_months(self.month.day, -1)))
        after.clicked.connect(lambda: self.month.go_to(add_months(self.month.day, 1)))
        now.clicked.connect(lambda: self.month.go_to(self.today))
        self.month.day_chosen.connect(lambda _day: self._draw_day())
        self.month.month_left.connect(lambda _day: self._draw_month())
        self.month.opened.connect(self._open_day)
        box.addWidget(card, 1)
        side = Card()
        if not large():
            side.setFixedWidth(px(320))
        day = column(side, 0, (1, 1, 1, 8))
        self.day_title = CardHeader("", "calendar-days", "blue")
        day.addWidget(self.day_title)
        self._day_lines = column()
        day.addLayout(self._day_lines)
        day.addStretch(1)
        box.addWidget(side)
        return scrolled(page)

    # reading

    def load(self) -> None:
        """Read the meetings anew."""
        desk, mine, since, until = self._navigator.desk, self.mine.isChecked(), self._since, self._until

        def came(found: tuple[AgendaEntry, ...]) -> None:
            self._entries = found
            self._draw()

        self._navigator.tasks.read(lambda: agenda(desk, since, until, mine), came, owner=self)

    def add(self) -> None:
        """Write a new meeting down."""
        self._on_new()

    def follow(self) -> bool:
        """Take « Mes dossiers » as another page left it; says whether it changed."""
        return self.mine.follow()

    @property
    def shown(self) -> tuple[AgendaEntry, ...]:
        """What the filters keep."""
        return matching(self._entries, self.kind.code())

    def show_shape(self, shape: str) -> None:
        """Show the list or the month."""
        self.shape.choose(shape)
        self._change_shape(shape)

    def _change_shape(self, shape: str) -> None:
        self._navigator.memory.keep(SHAPE_KEY, shape)
        self.list_page.setVisible(shape != "month")
        self.month_page.setVisible(shape == "month")

    def _draw(self) -> None:
        self._draw_list()
        self._draw_month()

    # the list

    def _draw_list(self) -> None:
        empty(self._lists)
        coming, gone = to_come(self.shown, self.today), past(self.shown, self.today)
        if coming:
            self._lists.addWidget(self._card_of(_("À venir"), "calendar-days", "blue", coming))
        else:
            self._lists.addWidget(self._nothing())
        if gone:
            self._lists.addWidget(self._card_of(_("Passés"), "history", "accent", gone))
        older = Button(_("Voir les rendez-vous plus anciens"), Kind.TEXT, "history", height=36)
        older.clicked.connect(self._further)
        self._lists.addWidget(older, 0, Qt.AlignmentFlag.AlignLeft)
        self._lists.addStretch(1)

    def _nothing(self) -> QWidget:
        card = Card()
        column(card).addWidget(
            EmptyState(
                "calendar-days", _("Aucun rendez-vous à venir"),
                _("Notez une réunion ou un entretien\u00a0: il s’affichera ici et à l’accueil."),
                _("Nouvelle rencontre"), self._on_new,
            )
        )  # fmt: skip
        return card

    def _card_of(self, title: str, icon: str, tone: str, groups: Sequence[DayGroup]) -> QWidget:
        card = Card()
        box = column(card, 0, (1, 1, 1, 4))
        box.addWidget(CardHeader(title, icon, tone, str(sum(len(group.entries) for group in groups))))
        for group in groups:
            box.addWidget(Rule())
            box.addWidget(day_head(group.day, self.today))
            for entry in group.entries:
                box.addWidget(EntryRow(entry, self.today, self._navigator))
        return card

    def _further(self) -> None:
        self._since -= timedelta(days=365)
        self.load()

    # the month

    def _draw_month(self) -> None:
        day = self.month.day
        self.month_name.say(f"{months()[day.month - 1]} {day.year}".capitalize())
        shown = days_shown(day)
        if shown[0] < self._since or shown[-1] > self._until:
            self._since, self._until = min(shown[0], self._since), max(shown[-1], self._until)
            self.load()
            return
        found: dict[date, list[AgendaEntry]] = {}
        for entry in self.shown:
            found.setdefault(entry.on, []).append(entry)
        self.month.show_entries(found, self.today)
        self._draw_day()

    def _draw_day(self) -> None:
        day = self.month.day
        entries = [entry for entry in self.shown if entry.on == day]
        words = weekday_date(day, year=False)
        self.day_title.title.say(words[:1].upper() + words[1:])
        self.day_title.show_count(str(len(entries)))
        empty(self._day_lines)
        for entry in entries:
            self._day_lines.addWidget(Rule())
            self._day_lines.addWidget(EntryRow(entry, self.today, self._navigator, narrow=True))
        if not entries:
            none = Label(_("Rien ce jour-là."), Role.CELL, "ink2", wrap=True)
            none.setContentsMargins(px(17), px(4), px(17), px(8))
            self._day_lines.addWidget(none)

    def _open_day(self, day: date) -> None:
        entries = [entry for entry in self.shown if entry.on == day]
        if len(entries) == 1 and not entries[0].dossier_id:
            self._navigator.open_event(entries[0].id)
        elif len(entries) == 1:
            self._navigator.open_dossier(entries[0].dossier_id, "journal")
        elif entries:
            item = self._day_lines.itemAt(1)
            first = item.widget() if item is not None else None
            button = first.findChild(Button) if first is not None else None
            if button is not None:
                button.setFocus()

    # outside

    def _kept(self) -> tuple[AgendaEntry, ...]:
        """What goes out: the month shown, or what is to come."""
        if self.shape.code() == "month":
            day = self.month.day
            return tuple(e for e in self.shown if (e.on.year, e.on.month) == (day.year, day.month))
        return tuple(entry for entry in self.shown if entry.on >= self.today)

    def export(self) -> None:
        """Save the agenda as a calendar file, which names no young person."""
        desk, entries = self._navigator.desk, self._kept()

        def work() -> Rendered:
            return as_ics(desk, entries)

        sentence = plural(
            "{n} rendez-vous\u00a0: le fichier ne contient le nom d’aucun jeune.",
            "{n} rendez-vous\u00a0: le fichier ne contient le nom d’aucun jeune.",
            len(entries),
        )
        self._navigator.tasks.read(work, lambda made: save_plain(made, self, self._navigator, sentence), owner=self)

    def print_list(self) -> None:
        """Print what is shown."""
        desk, entries = self._navigator.desk, self._kept()
        note = self.kind.currentText() if self.kind.code() else ""

        def work() -> Rendered:
            return as_pdf(desk, entries, note)

        self._navigator.tasks.read(work, lambda made: print_rendered(made, self, self._navigator), owner=self)

    def focus_filter(self) -> None:
        """Put the keyboard on the first filter."""
        self.kind.setFocus()
