"""Those to place: whom was asked for each of them and when, what they answered, and what comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.region.placement import PROPOSED, Gesture, remove_search
from chance_desktop.desktop.instruction.placement_sheets import (
    AnswerSheet,
    AskSheet,
    AssignSheet,
    ChaseSheet,
    open_with_choices,
)
from chance_desktop.desktop.ui_kit.boxes.card import IconMark
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard, page_of
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget, scrolled
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.domain.people.names import fold, initials_of
from chance_desktop.runtime.words import _, days_ago, days_text, dotted, short_date

if TYPE_CHECKING:
    from datetime import date

    from chance_desktop.casework.region.placement import Search, ToPlace
    from chance_desktop.desktop.navigation.navigator import Navigator

ALL = "all"
_FILTERS = (
    (ALL, _("Tous")), (Gesture.ASK.value, _("À solliciter")), (Gesture.CHASE.value, _("À relancer")),
    (Gesture.WAIT.value, _("En attente")), (Gesture.ASSIGN.value, _("À attribuer")),
)  # fmt: skip
_ASKED = Look(Form.OUTLINE, "blue", "send")
_CHASED = Look(Form.TINT, "orange", "bell-ring")
_LATE = Look(Form.TINT, "orange", "clock")
_PROPOSED = Look(Form.TINT, "green", "check")
_ANSWERED = Look(Form.QUIET, "ink2", "minus")


class PlacementList(QWidget):
    """The list, kept by what comes next and by correspondent."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.navigator = navigator
        self._waiting: tuple[ToPlace, ...] = ()
        self._searched = ""
        box = column(self, 12)
        self.chips = FilterChips(_FILTERS, ALL)
        self.chips.chosen.connect(lambda _code: self._draw())
        self.correspondent = Combo(_("Correspondant"))
        self.correspondent.setMinimumWidth(px(240))
        self.correspondent.currentIndexChanged.connect(lambda _index: self._draw())
        self.chips.addWidget(self.correspondent)
        box.addWidget(self.chips)
        self.lines = LinesCard()
        box.addWidget(scrolled(page_of(self.lines)), 1)
        self.show_people(())

    def show_people(self, waiting: tuple[ToPlace, ...], searched: str = "") -> int:
        """Show those whose name, or whose correspondent's, holds what is searched, and how many; the correspondent chosen stays."""
        self._waiting, self._searched = waiting, searched.strip()
        named = {each.correspondent_id: each.correspondent for place in waiting for each in place.searches}
        offered = sorted(((code, name) for code, name in named.items() if code), key=lambda one: one[1].casefold())
        self.correspondent.offer([("", _("Tous les correspondants")), *offered], self.correspondent.code())
        return self._draw()

    def _draw(self) -> int:
        wanted, asked = fold(self._searched), self.correspondent.code()
        kept = [
            place
            for place in self._waiting
            if wanted in fold(f"{place.name} {place.country} {' '.join(each.correspondent for each in place.searches)}")
            and (not asked or any(each.correspondent_id == asked for each in place.searches))
        ]
        counts = {each.value: sum(place.gesture is each for place in kept) for each in Gesture}
        self.chips.show_counts({**counts, ALL: len(kept)})
        chosen = self.chips.code()
        shown = [place for place in kept if chosen in (ALL, place.gesture.value)]
        self.lines.show_lines(map(self._block, shown), self._nothing)
        return len(shown)

    def _nothing(self) -> EmptyState:
        if not self._waiting:
            text = _("Un dossier arrive ici dès qu’il est accepté, et en sort quand une entreprise lui est attribuée.")
            return EmptyState("briefcase", _("Personne n’attend de placement"), text)
        if self._searched:
            words = _("Aucun ne correspond à «\u00a0{words}\u00a0».").format(words=self._searched)
            return EmptyState("search", _("Personne ici"), words)
        return EmptyState("inbox", _("Personne ici"), _("Choisissez «\u00a0Tous\u00a0», ou un autre correspondant."))

    # lines

    def _block(self, place: ToPlace) -> QWidget:
        """Someone to place, with the correspondents asked below."""
        block = plain_widget()
        box = column(block)
        box.addWidget(self._person(place))
        for search in place.searches:
            holder = plain_widget()
            column(holder, 0, (8 if large() else 28, 0, 0, 4)).addWidget(self._search(place, search))
            box.addWidget(holder)
        return block

    def _person(self, place: ToPlace) -> QWidget:
        days = _("accepté {ago}").format(ago=days_ago(place.waiting_days))
        level = " ".join(part for part in (place.language, place.level) if part)
        asked = "" if place.searches else _("personne n’a été sollicité")
        line = TwoLineRow(
            Avatar(initials_of(place.name)), place.name, dotted(place.country, level, days, place.project, asked)
        )
        if place.gesture is Gesture.ASSIGN:
            words, icon = _("Attribuer"), "briefcase"
            spoken = _("Attribuer un placement à {name}").format(name=place.name)
        else:
            words, icon = _("Solliciter"), "send"
            spoken = _("Solliciter un correspondant pour {name}").format(name=place.name)
        go = Button(words, Kind.OUTLINE, icon, height=36)
        go.setMinimumWidth(px(ROW_BUTTON))
        go.setAccessibleName(spoken)
        go.clicked.connect(partial(self.go_on, place))
        line.add(go)
        more = Button(_("Autres actions"), Kind.OUTLINE, "ellipsis", height=36)
        more.setAccessibleName(_("Autres actions, {name}").format(name=place.name))
        more.clicked.connect(partial(self._more, place, more))
        line.add(more)
        return line

    def _search(self, place: ToPlace, search: Search) -> QWidget:
        line = TwoLineRow(
            IconMark("handshake", "ink2", 18), search.correspondent or _("Sans correspondant"),
            search_line(search, self.navigator.desk.today()),
        )  # fmt: skip
        line.add(Pill(*search_pill(search)))
        who = _("{correspondent}, pour {name}").format(correspondent=search.correspondent, name=place.name)
        if search.late:
            chase = Button(_("Relancer"), Kind.OUTLINE, "bell-ring", height=36)
            chase.setAccessibleName(f"{chase.text()} {who}")
            chase.clicked.connect(partial(self.chase, place, search))
            line.add(chase)
        if search.waiting:
            note = Button(_("Noter la réponse"), Kind.OUTLINE, "inbox", height=36)
            note.setAccessibleName(f"{note.text()}, {who}")
            note.clicked.connect(partial(self.answer, place, search))
            line.add(note)
        more = IconButton("ellipsis", _("Autres actions, {name}").format(name=who), side=36)
        more.clicked.connect(partial(self._more_of, place, search, more))
        line.add(more)
        return line

    def _more(self, place: ToPlace, under: QWidget) -> None:
        entries = [
            MenuEntry("folder-open", _("Ouvrir le dossier"), partial(self._open, place)),
            MenuEntry("send", _("Solliciter un correspondant"), partial(self.ask, place)),
            MenuEntry("briefcase", _("Attribuer un placement"), partial(self.give, place)),
        ]
        open_menu(entries, under)

    def _more_of(self, place: ToPlace, search: Search, under: QWidget) -> None:
        noting = _("Noter la réponse") if search.waiting else _("Modifier la réponse")
        entries = [
            MenuEntry("bell-ring", _("Relancer"), partial(self.chase, place, search), search.waiting),
            MenuEntry("inbox", noting, partial(self.answer, place, search)),
            MenuEntry("trash-2", _("Retirer la sollicitation"), partial(self.remove, search)),
        ]
        open_menu(entries, under)

    # gestures

    def go_on(self, place: ToPlace) -> None:
        """What comes next for someone: a placement is given when one is proposed, asked for otherwise."""
        (self.give if place.gesture is Gesture.ASSIGN else self.ask)(place)

    def ask(self, place: ToPlace) -> None:
        """Ask a correspondent."""
        open_with_choices(self.navigator, place, self, lambda found: AskSheet(self.navigator, place, found, self))

    def chase(self, place: ToPlace, search: Search) -> None:
        """Ask the same one again."""
        open_with_choices(
            self.navigator, place, self, lambda found: ChaseSheet(self.navigator, place, search, found, self)
        )

    def answer(self, place: ToPlace, search: Search) -> None:
        """Note what they answered."""
        open_sheet(AnswerSheet(self.navigator, place, search, self))

    def give(self, place: ToPlace) -> None:
        """Give a placement."""
        open_with_choices(self.navigator, place, self, lambda found: AssignSheet(self.navigator, place, found, self))

    def remove(self, search: Search) -> None:
        """Take back a request noted by mistake."""
        desk = self.navigator.desk
        self.navigator.write(lambda: remove_search(desk, search.id, search.each_seen), _("Sollicitation retirée"))

    def _open(self, place: ToPlace) -> None:
        self.navigator.open_dossier(place.dossier_id, "stay")


def search_pill(search: Search) -> tuple[str, Look]:
    """The word and the shape of where a search stands."""
    if search.late:
        return _("Sans réponse depuis {days}").format(days=days_text(search.waiting_days)), _LATE
    if search.waiting:
        return (_("Relancé"), _CHASED) if search.chased_on else (_("Sollicité"), _ASKED)
    return search.answer_label, _PROPOSED if search.answer == PROPOSED else _ANSWERED


def search_line(search: Search, today: date) -> str:
    """« Sollicité le 6 nov. · relancé le 20 nov. · Réceptionniste · par téléphone »."""
    parts = [_("Sollicité le {day}").format(day=short_date(search.asked_on, today))]
    parts += [_("relancé le {day}").format(day=short_date(day, today)) for day in search.chased_on]
    if search.answered_on is not None:
        parts.append(_("répondu le {day}").format(day=short_date(search.answered_on, today)))
    return dotted(*parts, search.offer, *search.former_notes, search.note)
