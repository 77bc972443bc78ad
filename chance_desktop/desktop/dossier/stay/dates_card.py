"""When the stay takes place: both parts, along the months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.papers.stay_papers import stay_calendar
from chance_desktop.desktop.dossier.stay.fields_sheet import dates_of, open_fields
from chance_desktop.desktop.dossier.stay.model import free_line, span_line, where_line
from chance_desktop.desktop.paper.actions import print_or_save
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.feedback import EmptyState, Notice
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.marks.stay_band import StayStrip
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator


class DatesCard(Card):
    """The calendar, and the way to change it."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._content: StayContent | None = None
        box = column(self, 0, (1, 1, 1, 12))
        head = CardHeader(_("Dates du séjour"), "calendar-days", "green")
        self.change = Button(_("Modifier") if large() else _("Modifier les dates"), Kind.OUTLINE, "pencil", height=36)
        self.change.setAccessibleName(_("Modifier les dates du séjour"))
        self.change.clicked.connect(self.edit)
        head.add(self.change)
        self.more = IconButton("printer", _("Imprimer le calendrier du séjour"), side=36)
        self.more.clicked.connect(self._menu)
        head.add(self.more)
        box.addWidget(head)
        self._body = plain_widget()
        inside = column(self._body, 6, (17, 2, 17, 4))
        self.where = Label("", Role.CARD_TITLE, wrap=True)
        inside.addWidget(self.where)
        self.strip = StayStrip()
        inside.addWidget(self.strip)
        self.language = Label("", Role.CELL, wrap=True)
        self.placement = Label("", Role.CELL, wrap=True)
        self.free = Label("", Role.NOTE, "ink2", wrap=True)
        for label in (self.language, self.placement, self.free):
            inside.addWidget(label)
        self.early = Notice("", "orange", "plane-landing")
        inside.addWidget(self.early)
        box.addWidget(self._body)
        self._nothing = EmptyState(
            "plane", _("Pas encore de dates"),
            _("Donnez le premier jour du cours\u00a0: le stage, les fiches de suivi et les versements s’en déduisent."),
            _("Donner les dates"), self.edit,
        )  # fmt: skip
        box.addWidget(self._nothing)

    def show_content(self, content: StayContent) -> None:
        """Show a stay."""
        self._content = content
        calendar, today = content.calendar, self._navigator.desk.today()
        self._body.setVisible(calendar is not None)
        self._nothing.setVisible(calendar is None)
        self.change.setVisible(calendar is not None)
        self.more.setVisible(calendar is not None)
        if calendar is None:
            return
        self.where.say(where_line(calendar, today))
        self.language.say(_("Cours\u00a0: {span}").format(span=span_line(calendar.language)))
        taught = self._navigator.desk.programme.durations.language_weeks or calendar.language is not None
        self.language.setVisible(bool(taught))
        self.placement.say(_("Stage\u00a0: {span}").format(span=span_line(calendar.placement)))
        self.free.say(free_line(content.free, today))
        self.free.setVisible(bool(content.free))
        early = content.stay.early_return
        self.early.say(_("Retour anticipé le {what}").format(what=early) if early else "")
        states = {sheet.number: sheet.state for sheet in content.stay.sheets}
        self.strip.show_calendar(calendar, states, f"{self.language.text()}. {self.placement.text()}.", today)

    def edit(self) -> None:
        """Change the days."""
        if self._content is not None:
            open_fields(self._navigator, self._content, _("Dates du séjour"), dates_of(self._navigator.desk), self)

    def _menu(self) -> None:
        if self._content is None:
            return
        dossier_id = self._content.stay.dossier_id

        def make(desk: Desk) -> Rendered:
            return stay_calendar(desk, dossier_id)

        entries: tuple[MenuEntry, ...] = print_or_save(self._navigator, self, make)
        open_menu(entries, self.more)
