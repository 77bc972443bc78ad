"""People to approach: those who did not come by themselves, the ones nobody spoke to for longest first."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.situation.prospects import STILL_AFTER, Approached, begin_dossier, to_approach
from chance_desktop.desktop.meetings.approach_sheets import ApproachSheet, NoFollowUpSheet, open_contacts
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard, page_of
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.layouts import column, scrolled
from chance_desktop.desktop.ui_kit.look.status import look_of_waiting
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold, initials_of
from chance_desktop.runtime.words import _, days_text, dotted, plural, short_date

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

_FILTERS = (("all", _("Toutes")), ("waiting", _("Sans contact depuis 14 jours")))


class ApproachView(PageView):
    """Everyone to approach."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._found: tuple[Approached, ...] = ()
        self._text = ""
        outer = column(self, 12)
        self.chips = FilterChips(_FILTERS, "all")
        self.chips.chosen.connect(lambda _code: self._draw())
        outer.addWidget(self.chips)
        self._lines = self.results = LinesCard()
        outer.addWidget(scrolled(page_of(self._lines)), 1)

    def load(self) -> None:
        """Read them anew."""
        desk = self._navigator.desk

        def came(found: tuple[Approached, ...]) -> None:
            self._found = found
            self._draw()

        self._navigator.tasks.read(lambda: to_approach(desk), came, owner=self)

    def search(self, text: str) -> None:
        """Keep those whose name or town holds the text."""
        self._text = fold(text)
        self._draw()

    def _waits(self, each: Approached) -> bool:
        return waiting_since(each) <= self._navigator.desk.today() - STILL_AFTER

    def _draw(self) -> None:
        self.chips.show_counts({"all": len(self._found), "waiting": sum(map(self._waits, self._found))})
        everyone = self.chips.code() == "all"
        kept = [
            each
            for each in self._found
            if (everyone or self._waits(each)) and self._text in fold(f"{each.name} {each.town}")
        ]
        self._lines.show_lines((self._line(each) for each in kept), self._nothing)
        self.found.emit(len(kept))

    def _line(self, each: Approached) -> QWidget:
        today = self._navigator.desk.today()
        mark = Avatar(initials_of(each.name))
        spoken = (
            _("dernier contact le {day}").format(day=short_date(each.last_contact, today))
            if each.last_contact
            else _("jamais contacté(e)")
        )
        came = plural("{n} réunion suivie", "{n} réunions suivies", each.events) if each.events else ""
        stay = _("déjà parti(e) à l’étranger") if each.prior_stay else ""
        line = TwoLineRow(mark, dotted(each.name, each.town), dotted(each.met_through, spoken, came, stay, each.note))
        if self._waits(each):
            days = (today - waiting_since(each)).days
            if each.last_contact or each.since:
                line.add(Pill(days_text(days), look_of_waiting(max(days, 15))))
        speak = Button(_("Noter un contact"), Kind.OUTLINE, "phone", height=36)
        speak.setAccessibleName(_("Noter un contact avec {name}").format(name=each.name))
        speak.clicked.connect(lambda: open_contacts(self._navigator, each, self))
        line.add(speak)
        more = IconButton("ellipsis", _("Autres actions pour {name}").format(name=each.name), side=36)
        more.clicked.connect(lambda: self._menu(each, more))
        line.add(more)
        return line

    def _menu(self, each: Approached, button: QWidget) -> None:
        read = partial(self._navigator.open_dossier, each.dossier_id)
        entries = [
            MenuEntry("folders", _("Le dossier commence"), partial(self.begin, each)),
            MenuEntry("folder-open", _("Voir ce qui est noté"), read),
            MenuEntry("log-out", _("Sans suite…"), partial(self.give_up, each)),
        ]
        open_menu(entries, button)

    def begin(self, each: Approached) -> None:
        """What is known becomes a dossier of the list."""
        desk, go = self._navigator.desk, self._navigator
        go.write(
            lambda: begin_dossier(desk, each.dossier_id, each.seen),
            then=lambda _none: go.open_dossier(each.dossier_id, "situation"),
        )

    def give_up(self, each: Approached) -> None:
        """They will not go further, with the reason."""
        open_sheet(NoFollowUpSheet(self._navigator, each, self))

    def add(self) -> None:
        """Note somebody to approach."""
        open_sheet(ApproachSheet(self._navigator, self))

    def _nothing(self) -> QWidget:
        if self._found:
            return EmptyState(
                "user-plus", _("Personne ici"), _("Choisissez un autre filtre, ou cherchez un autre nom.")
            )
        return EmptyState(
            "user-plus", _("Personne à rencontrer pour l’instant"),
            _("Notez ici les jeunes dont on vous a parlé et qui ne sont pas encore venus\u00a0: leur dossier commencera d’un "
              "clic."),
            _("Ajouter une personne"), self.add,
        )  # fmt: skip


def waiting_since(each: Approached) -> date:
    """The day somebody last spoke to them, or when they were noted."""
    return each.last_contact or each.since or date.min
