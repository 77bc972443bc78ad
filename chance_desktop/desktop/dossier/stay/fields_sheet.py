"""Some fields of a stay in a sheet: dates with their calendar as they are typed, partners, travel, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.cards.kinds import STAY
from chance_desktop.casework.cards.options import options
from chance_desktop.casework.exchange.disagreements import settle_field
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.stays.plans import free_days, preview_calendar, stay_id
from chance_desktop.casework.stays.stays import StayView, open_stay, save_stay
from chance_desktop.desktop.dossier.stay.model import free_line, span_line
from chance_desktop.desktop.fields.card_box import CardBox
from chance_desktop.desktop.sheets.refusing import say_refused
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.marks.stay_band import StayStrip
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.cards.values import Typed
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.domain.programme.programme import Choice
    from chance_desktop.domain.stay import StayCalendar
    from chance_desktop.runtime.errors import ExpectedError

DATES = ("language_starts_on", "language_weeks", "placement_starts_on", "placement_weeks")


def dates_of(desk: Desk) -> tuple[str, ...]:
    """The dates of a stay: without those of a course where the programme has none."""
    return DATES if desk.programme.durations.language_weeks else DATES[2:]


PARTNERS = (
    "correspondent_id", "centre_id", "company_id", "offer_id", "mentor_name", "mentor_phone", "mentor_email",
    "contribution",
)  # fmt: skip
TRAVEL = ("outbound_on", "outbound", "inbound_on", "inbound", "returned_on")
SIGNED = ("agreement_on", "commitment_on")
_TYPING_MS = 250


@dataclass(frozen=True, slots=True)
class _Preview:
    """What is typed as a calendar."""

    calendar: StayCalendar | None
    free: tuple[date, ...]


def open_fields(navigator: Navigator, content: StayContent, title: str, names: Sequence[str], parent: QWidget) -> None:
    """Open the sheet of some fields, once the lists they choose from are read."""
    desk = navigator.desk
    named = {STAY.field(name).choices for name in names} - {""}
    kind = DatesSheet if set(names) <= set(DATES) else FieldsSheet

    def came(choices: dict[str, tuple[Choice, ...]]) -> None:
        open_sheet(kind(navigator, content, title, names, choices, parent))

    navigator.tasks.read(lambda: {name: options(desk, name) for name in named}, came, owner=parent)


class FieldsSheet(WritingSheet):
    """Shows some fields of a stay; what was typed is kept at once, and can be undone."""

    def __init__(
        self, navigator: Navigator, content: StayContent, title: str, names: Sequence[str],
        choices: Mapping[str, tuple[Choice, ...]], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(navigator, title, parent, width=640)
        self.stay = content.stay
        self.content = content
        self.boxes: dict[str, CardBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(12))
        sides = 1 if large() else 2
        for number, name in enumerate(names):
            field = STAY.field(name)
            box = CardBox(field, navigator.desk.today(), choices.get(field.choices, ()))
            box.setParent(self)
            box.settled.connect(partial(self._settle, name))
            self.boxes[name] = box
            grid.addWidget(box.widget, number // sides, number % sides, Qt.AlignmentFlag.AlignTop)
        for side in range(sides):
            grid.setColumnStretch(side, 1)
        self.body.addLayout(grid)
        self._show(self.stay, first=True)
        self.add_cancel()
        self.saving = self.add_action(_("Enregistrer"), self.finish, "save")
        next(iter(self.boxes.values())).focus()

    def _show(self, stay: StayView, *, first: bool = False) -> None:
        """Show what is kept; what is being typed stays."""
        self.stay = stay
        for name, box in self.boxes.items():
            if first or name in stay.conflicts:
                box.open(stay.values.get(name))
            else:
                box.show(stay.values.get(name))
            heads = stay.conflicts.get(name, ())
            box.show_heads(heads if isinstance(heads, tuple) else ())

    def typed(self) -> dict[str, Typed]:
        """What was typed anew."""
        return {name: box.given() for name, box in self.boxes.items() if box.touched}

    def finish(self) -> None:
        """Keep what was typed."""
        self.notice.say("")
        for box in self.boxes.values():
            box.accept()
        typed, desk, stay = self.typed(), self.navigator.desk, self.stay
        if not typed:
            self.accept()
            return
        self.run(lambda: save_stay(desk, stay.dossier_id, typed, stay.seen))

    def refused(self, failure: ExpectedError) -> None:
        say_refused(self, self.boxes, failure)

    def _settle(self, name: str, value: object) -> None:
        """Keep one of several values; the sheet then shows what is left."""
        desk, dossier_id = self.navigator.desk, self.stay.dossier_id
        stored = value.isoformat() if isinstance(value, date) else value
        kept = stored if isinstance(stored, str | int | bool) else None

        def work() -> Outcome[None]:
            return settle_field(desk, f"{STAY.table}/{stay_id(dossier_id)}/{name}", kept)

        def settled(outcome: Outcome[None]) -> None:
            self.navigator.done(outcome)
            self.navigator.tasks.read(lambda: open_stay(desk, dossier_id), self._show, owner=self)

        self.navigator.tasks.write(work, settled, self.refused, owner=self)


class DatesSheet(FieldsSheet):
    """The days and weeks, with the calendar they make while they are typed."""

    def __init__(
        self, navigator: Navigator, content: StayContent, title: str, names: Sequence[str],
        choices: Mapping[str, tuple[Choice, ...]], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(navigator, content, title, names, choices, parent)
        card = Card("sunken")
        box = column(card, 6, (14, 12, 14, 12))
        box.addWidget(Label(_("Le calendrier que cela donne"), Role.CELL_STRONG))
        self.strip = StayStrip()
        box.addWidget(self.strip)
        self.told = Label("", Role.CELL, wrap=True)
        box.addWidget(self.told)
        self.body.addWidget(card)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self.look)
        for each in self.boxes.values():
            each.edited.connect(self._timer.start)
        self.keep_tall(520)
        self._show_preview(_Preview(content.calendar, content.free))

    def look(self) -> None:
        """Compute the calendar of what is typed."""
        desk, dossier_id, country = self.navigator.desk, self.stay.dossier_id, self.content.country
        typed = {name: box.given() for name, box in self.boxes.items()}

        def work() -> _Preview:
            found = preview_calendar(desk, dossier_id, typed)
            return _Preview(found, free_days(found, country) if found is not None else ())

        self.navigator.tasks.read(work, self._show_preview, self._doubt, owner=self)

    def _doubt(self, failure: ExpectedError) -> None:
        """Half typed: said beside the calendar, without a red border yet."""
        self.strip.hide()
        self.told.say(failure.text)

    def _show_preview(self, found: _Preview) -> None:
        for box in self.boxes.values():
            box.accept()
        calendar, today = found.calendar, self.navigator.desk.today()
        if calendar is None:
            self.strip.hide()
            self.told.say(_("Donnez le premier jour du cours, ou celui du stage."))
            return
        sheets = ", ".join(short_date(each.due, today) for each in calendar.sheets)
        course = _("Cours\u00a0: {span}").format(span=span_line(calendar.language))
        lines = [
            course if calendar.language is not None or "language_weeks" in self.boxes else "",
            _("Stage\u00a0: {span}").format(span=span_line(calendar.placement)),
            _("Fiches de suivi attendues\u00a0: {days}").format(days=sheets),
            free_line(found.free, today),
        ]
        words = "\n".join(line for line in lines if line)
        self.told.say(words)
        self.strip.show_calendar(calendar, {}, words, today)
