"""The first page: the one thing to do first, then what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.home.model import FirstPage, first_page
from chance_desktop.desktop.home.one_line import WaitingCard, WaitingLine
from chance_desktop.desktop.home.rows import ComingLine, LetterLine, StillLine
from chance_desktop.desktop.mine import MineChip
from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.banner import ActionBanner
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.card import Card, CardHeader, IconMark
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.fields import SearchField
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.desktop.ui_kit.theme import large, px, theme
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

_TWO_COLUMNS_FROM = 960


_MEETINGS = 4


class HomeScreen(Screen):
    """Page « Accueil »."""

    KINDS = frozenset({
        "dossier", "person", "piece", "letter", "meeting", "event", "contact", "counsellor", "exchange", "liaison_note", "stay",
        "follow_up_sheet", "answer",
    })  # fmt: skip
    title = _("Accueil")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._page: FirstPage | None = None
        outer = column(self)
        inside = plain_widget()
        self._box = column(inside, 14, (28, 20, 28, 20))
        self._box.addLayout(self._head())
        self.banner = ActionBanner()
        self.banner.triggered.connect(self._first)
        self._box.addWidget(self.banner)
        self._columns = row(gap=14)
        left, right = column(gap=14), column(gap=14)
        self._columns.addLayout(left, 66)
        self._columns.addLayout(right, 42)
        self._left, self._right = left, right
        self.letters = self._card(left, _("Lettres à relancer"), "mail", "orange", _("Toutes les lettres"), "letters")
        self.still = self._card(
            left,
            _("Dossiers sans mouvement depuis plus de 14 jours"),
            "hourglass",
            "accent",
            _("Voir la liste"),
            "still",
        )
        left.addStretch(1)
        self.meetings = self._card(right, _("Rendez-vous à venir"), "calendar-days", "blue", _("Agenda"), "meetings")
        self.waiting = WaitingCard()
        right.addWidget(self.waiting)
        right.addStretch(1)
        self._box.addLayout(self._columns, 1)
        self._foot()
        outer.addWidget(Scroll(inside))

    def _head(self) -> QBoxLayout:
        head: QBoxLayout = column(gap=10) if large() else row(gap=12)
        words = column(gap=2)
        self.greeting = ElidingLabel("", Role.PAGE_TITLE)
        self.date_line = ElidingLabel("", Role.BODY, "ink2")
        words.addWidget(self.greeting)
        words.addWidget(self.date_line)
        head.addLayout(words, 1)
        self.search = SearchField(_("Un jeune, une commune…"), 264)
        self.search.returnPressed.connect(self._find)
        new = Button(_("Nouveau dossier"), Kind.OUTLINE, "plus")
        new.clicked.connect(self.navigator.new_dossier)
        self.mine = MineChip(self.navigator.memory)
        self.mine.switched.connect(self.load)
        gestures = row(gap=12)
        gestures.addWidget(self.search, 1)
        if not large():
            gestures.addWidget(self.mine)
        gestures.addWidget(new)
        head.addLayout(gestures)
        if large():
            head.addWidget(self.mine)
        return head

    def _card(
        self, box: QVBoxLayout, title: str, icon: str, tone: str, link: str, where: str
    ) -> tuple[CardHeader, QVBoxLayout]:
        card = Card()
        inside = column(card, 0, (1, 1, 1, 1))
        head = CardHeader(title, icon, tone, "0")
        if link:
            button = Button(link, Kind.TEXT, trailing="arrow-right", height=36)
            go = self.navigator
            button.clicked.connect(
                lambda: go.show_dossiers("WITHOUT_MOVEMENT") if where == "still" else go.show_page(where)
            )
            head.add(button)
        inside.addWidget(head)
        lines = column()
        inside.addLayout(lines)
        box.addWidget(card)
        return head, lines

    def _foot(self) -> None:
        card = Card()
        outer: QBoxLayout = column(card, 4, (18, 6, 14, 6)) if large() else row(card, 12, (18, 6, 14, 6))
        box = row(gap=12)
        outer.addLayout(box, 1)
        card.setMinimumHeight(px(46))
        self._sync_mark = IconMark("cloud-off", "orange", 20)
        box.addWidget(self._sync_mark)
        self._sync = Label("", Role.BODY_STRONG, wrap=large())
        box.addWidget(self._sync, 1 if large() else 0)
        self._sync_line = ElidingLabel(_("Votre travail est enregistré sur ce poste."), Role.CELL, "ink2")
        outer.addWidget(self._sync_line, 1)
        self._last = ElidingLabel("", Role.NOTE, "ink2")
        outer.addWidget(self._last)
        send = Button(_("Préparer le fichier à envoyer"), Kind.TEXT, "upload", height=36)
        send.clicked.connect(self.navigator.prepare_file_to_send)
        outer.addWidget(send)
        self._box.addWidget(card)

    def load(self) -> None:
        desk, mine = self.desk, self.mine.isChecked()
        self.navigator.tasks.read(lambda: first_page(desk, mine), self._show, owner=self)

    def arrive(self) -> None:
        self._stale = self.mine.follow() or self._stale
        super().arrive()

    def _show(self, found: FirstPage) -> None:
        self._page, page = found, found.page
        self.greeting.say(page.greeting)
        self.date_line.say(page.date_line)
        first = page.first
        self.banner.setVisible(first is not None)
        if first is not None:
            icon = "bell-ring" if first.target.startswith("letter") else "arrow-right"
            self.banner.show_action(first.badge, first.context, first.title, first.detail, first.button, icon)
        head, lines = self.letters
        self._fill(head, lines, page.letters_total, [LetterLine(one, self.navigator) for one in page.letters])
        if not page.letters:
            lines.addWidget(_calm(_("Aucune lettre à relancer aujourd’hui.")))
        head, lines = self.still
        self._fill(head, lines, page.still_total, [StillLine(one, self.navigator) for one in page.still])
        if not page.still:
            lines.addWidget(_calm(_("Tous les dossiers avancent.")))
        self._show_meetings(found)
        self.waiting.show_lines(self._waiting_lines(found))
        exchange = page.exchange
        waiting = exchange.waiting > 0
        self._sync_mark.show_icon("cloud-off" if waiting else "cloud", "orange" if waiting else "green")
        self._sync.say(" · ".join(part for part in (exchange.headline, exchange.waiting_line) if part))
        self._last.say(exchange.last_exchange)

    def _show_meetings(self, found: FirstPage) -> None:
        head, lines = self.meetings
        # what else waits takes the room of a meeting or two on a low screen
        shown = found.meetings[: max(2, _MEETINGS - len(self._waiting_lines(found)) // 2)]
        self._fill(head, lines, found.meetings_total, [ComingLine(one, self.navigator) for one in shown])
        later = found.meetings_total - len(shown)
        if later > 0:
            note = Label(plural("et {n} autre plus tard", "et {n} autres plus tard", later), Role.NOTE, "ink2")
            note.setContentsMargins(px(17), px(8), px(17), px(10))
            lines.addWidget(Rule())
            lines.addWidget(note)
        if not found.meetings:
            lines.addWidget(
                EmptyState(
                    "calendar-days",
                    _("Aucun rendez-vous noté"),
                    _("Notez-les depuis un dossier ou la page Rendez-vous\u00a0: ils apparaîtront ici."),
                )
            )

    def _waiting_lines(self, found: FirstPage) -> list[WaitingLine]:
        """Notes to read, sheets that are late, people nobody spoke to for two weeks: one line each, as long as there are any."""
        go = self.navigator
        lines: list[WaitingLine] = []
        if found.unread:
            notes = plural("{n} note de liaison à lire", "{n} notes de liaison à lire", len(found.unread))
            names = tuple(each.name for each in found.unread)
            spoken = _("Lire la première note de liaison")
            lines.append(WaitingLine("message-square", "blue", notes, names, spoken, self._open_unread))
        if found.late:
            sheets = sum(len(each.late) for each in found.late)
            title = plural("{n} fiche de suivi en retard", "{n} fiches de suivi en retard", sheets)
            names = tuple(each.name for each in found.late)
            lines.append(
                WaitingLine("file-text", "orange", title, names, _("Voir les séjours"), lambda: go.show_page("stays"))
            )
        if found.waiting:
            title = plural("{n} personne à rencontrer", "{n} personnes à rencontrer", len(found.waiting))
            names = tuple(each.name for each in found.waiting)
            spoken = _("Voir les personnes à rencontrer")
            lines.append(WaitingLine("user-plus", "orange", title, names, spoken, lambda: go.show_meetings("approach")))
        return lines

    def _open_unread(self) -> None:
        if self._page is not None and self._page.unread:
            self.navigator.open_dossier(self._page.unread[0].dossier_id, "journal")

    @staticmethod
    def _fill(head: CardHeader, lines: QVBoxLayout, total: int, widgets: list[QWidget]) -> None:
        head.show_count(str(total))
        empty(lines)
        for widget in widgets:
            lines.addWidget(Rule())
            lines.addWidget(widget)

    def _first(self) -> None:
        first = self._page.page.first if self._page is not None else None
        if first is not None:
            self.navigator.open_dossier(first.dossier_id, "", first.target)

    def _find(self) -> None:
        text = self.search.text().strip()
        self.search.clear()
        self.navigator.show_dossiers("ALL", text)

    def focus_search(self) -> bool:
        self.search.setFocus()
        return True

    def set_compact(self, compact: bool) -> None:
        gap = 10 if compact else 14
        self._box.setSpacing(px(gap))
        for box in (self._left, self._right, self._columns):
            box.setSpacing(px(gap))
        self._box.setContentsMargins(px(28), px(14 if compact else 20), px(28), px(12 if compact else 20))
        self.banner.set_compact(compact)
        for head, _lines in (self.letters, self.still, self.meetings):
            head.set_compact(compact)
        if self._page is not None:
            self._show(self._page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        two = event.size().width() >= px(_TWO_COLUMNS_FROM)
        direction = self._columns.Direction.LeftToRight if two else self._columns.Direction.TopToBottom
        self._columns.setDirection(direction)
        self.banner.mosaic.setVisible(two and theme().scale < 1.5)
        super().resizeEvent(event)


def _calm(sentence: str) -> QWidget:
    holder = plain_widget()
    box = row(holder, 10, (18, 8, 18, 18))
    box.addWidget(IconMark("circle-check", "green", 18), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Label(sentence, Role.CELL, "ink2", wrap=True), 1)
    return holder
