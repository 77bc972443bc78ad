"""A meeting of a dossier: where it is held, and whether the young person came; and the one with a sponsor who suits them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QWidget

from chance_desktop.casework.cards.declared import card_field
from chance_desktop.casework.cards.types import FieldKind
from chance_desktop.casework.meetings.agenda import plan_meeting
from chance_desktop.casework.meetings.meetings import NewMeeting, meeting_kinds
from chance_desktop.casework.meetings.sponsors import Proposal, meetings_line, plan_sponsorship, propose
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard, SegmentedControl, one_tab_stop
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator

CAME = (("", _("Pas encore su")), ("yes", _("Est venu(e)")), ("no", _("N’est pas venu(e)")))
HOUR_HINT = _("14 h 30")
_SHOWN = 5


def came_of(code: str) -> bool | None:
    """What a segment of `CAME` says."""
    return {"yes": True, "no": False}.get(code)


def typed_hour(text: str) -> str:
    """« 14 h 30 » as it is kept, `14:30`; what is no hour stays as it was typed."""
    bare = text.strip().lower().replace("\u00a0", "").replace(" ", "").replace("h", ":")
    hour, _colon, minute = bare.partition(":")
    if hour.isdigit() and int(hour) < 24 and (not minute or (minute.isdigit() and int(minute) < 60)):
        return f"{int(hour):02d}:{int(minute or 0):02d}"
    return text.strip()


class _When(BoxesSheet):
    """What every meeting has: a day, an hour, where."""

    def lay_when(self) -> None:
        """Put the fields in the body."""
        desk = self.navigator.desk
        self.on = self.add_day("meeting", "on")
        self.at = self.add_box(card_field("meeting", "at", kind=FieldKind.TEXT), optional=True)
        self.at.input.hint(HOUR_HINT)
        self.mode = Combo(_("Où"))
        self.mode.offer([("", _("À choisir")), *((one.code, one.label) for one in desk.programme.meeting_modes)])
        self.body.addWidget(LabelledField(_("Où"), self.mode, optional=True))
        self.place = self.add_box(card_field("meeting", "place"), optional=True)


class MeetingSheet(_When):
    """A meeting, to come or past; `kind` is the one proposed first."""

    def __init__(self, navigator: Navigator, view: DossierView, parent: QWidget, kind: str = "") -> None:
        super().__init__(navigator, _("Ajouter un rendez-vous"), parent, _("Avec {name}").format(name=view.name))
        self._dossier_id = view.id
        self.kind = Combo(_("Nature"))
        self.kind.offer([(one.code, one.label) for one in meeting_kinds(navigator.desk)], kind)
        self.body.addWidget(LabelledField(_("Nature"), self.kind))
        self.lay_when()
        self.whom = self.add_box(replace(card_field("meeting", "with_whom"), label=_("Avec qui")), optional=True)
        self.came = SegmentedControl(CAME, _("Présence"), 38)
        self.came.choose("")
        self._came_field = LabelledField(_("Présence"), self.came)
        self.body.addWidget(self._came_field)
        self.on.line.textChanged.connect(lambda _text: self._ask_came())
        self._ask_came()
        self.add_cancel()
        self.add_action(_("Ajouter le rendez-vous"), self.finish, "calendar-days")

    def _ask_came(self) -> None:
        """Whether somebody came is asked once the day has come."""
        on = self.on.so_far()
        self._came_field.setVisible(on is not None and on <= self.navigator.desk.today())

    def finish(self) -> None:
        """Note the meeting."""
        on = self.on.day()
        if on is None:
            return
        desk, dossier_id, mode = self.navigator.desk, self._dossier_id, self.mode.code()
        hour = typed_hour(str(self.at.given()))
        came = came_of(self.came.code()) if on <= desk.today() else None
        meeting = NewMeeting(on, hour, str(self.place.given()), self.kind.code(), str(self.whom.given()))
        self.run(lambda: plan_meeting(desk, dossier_id, meeting, mode, came))


def open_proposals(navigator: Navigator, view: DossierView, parent: QWidget) -> None:
    """Open the sheet that proposes sponsors to a young person."""
    desk: Desk = navigator.desk

    def came(found: tuple[Proposal, ...]) -> None:
        open_sheet(SponsorSheet(navigator, view, found, parent))

    navigator.tasks.read(lambda: propose(desk, view.id), came, owner=parent)


class SponsorSheet(_When):
    """Sponsors who agreed, those closest to the project first, and the meeting to plan."""

    def __init__(self, navigator: Navigator, view: DossierView, found: tuple[Proposal, ...], parent: QWidget) -> None:
        super().__init__(navigator, _("Proposer un parrain"), parent, _("À {name}").format(name=view.name), width=600)
        self._dossier_id = view.id
        self.cards: dict[str, RadioCard] = {}
        if not found:
            self.body.addWidget(
                EmptyState(
                    "handshake", _("Aucun parrain n’a donné son accord"),
                    _("Ajoutez un ancien stagiaire et la date de son accord dans Rendez-vous, Parrains."),
                    _("Voir les parrains"), self._go,
                )
            )  # fmt: skip
            self.add_cancel(_("Fermer"))
            return
        self._group = QButtonGroup(self)
        holder = column(gap=8)
        for one in found[:_SHOWN]:
            reasons = ", ".join(one.reasons)
            why = dotted(f"{reasons[:1].upper()}{reasons[1:]}", one.sponsor.line, meetings_line(one.sponsor))
            card = RadioCard(one.sponsor.name, why)
            self.cards[one.sponsor.card.id] = card
            self._group.addButton(card)
            holder.addWidget(card)
        self.body.addLayout(holder)
        rest = len(found) - _SHOWN
        if rest > 0:
            more = plural("et {n} autre parrain", "et {n} autres parrains", rest)
            self.body.addWidget(Label(more, Role.NOTE, "ink2"))
        next(iter(self.cards.values())).setChecked(True)
        one_tab_stop(self.cards.values())
        self._group.buttonToggled.connect(lambda _button, _on: one_tab_stop(self.cards.values()))
        self.lay_when()
        self.add_cancel()
        self.add_action(_("Prévoir la rencontre"), self.finish, "calendar-days")

    def _go(self) -> None:
        self.reject()
        self.navigator.show_meetings("sponsors")

    def finish(self) -> None:
        """Plan the meeting."""
        on = self.on.day()
        chosen = next((row for row, card in self.cards.items() if card.isChecked()), "")
        if on is None or not chosen:
            return
        desk, dossier_id, mode = self.navigator.desk, self._dossier_id, self.mode.code()
        hour, place = typed_hour(str(self.at.given())), str(self.place.given())
        self.run(lambda: plan_sponsorship(desk, dossier_id, chosen, on, hour, mode, place), _("Rencontre prévue"))
