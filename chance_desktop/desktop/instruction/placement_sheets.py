"""The sheets of the search for a placement: a correspondent to ask, to chase, an answer to note, a placement to give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chance_desktop.casework.cards.kinds import STAY
from chance_desktop.casework.cards.types import CardField, FieldKind
from chance_desktop.casework.cards.values import stored_value
from chance_desktop.casework.region.placement import (
    ask_correspondent,
    assign,
    chase_correspondent,
    note_answer,
)
from chance_desktop.casework.region.search_rows import WAITING
from chance_desktop.casework.stays.offers import Match, PartnerView, matches, partners
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import Choice
from chance_desktop.domain.states import PartnerRole
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _, dotted, long_date

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from chance_desktop.casework.cards.values import Typed
    from chance_desktop.casework.region.placement import Search, ToPlace
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator

_ASKED = CardField("correspondent_id", _("Correspondant"), FieldKind.CHOICE)
_OFFER = CardField(
    "offer_id", _("Offre du catalogue"), FieldKind.CHOICE,
    help=_("Facultatif. Celles qui iraient le mieux à ce jeune viennent d’abord."),
)  # fmt: skip
_ANSWER = CardField("answer", _("Réponse"), FieldKind.CHOICE)
_NOTE = CardField("note", _("Remarque"), FieldKind.LONG, help=FREE_TEXT_CAUTION)


@dataclass(frozen=True, slots=True)
class PlacementChoices:
    """Among whom and what a placement is looked for: partners by name, open offers, those that suit best first."""

    correspondents: tuple[PartnerView, ...]
    companies: tuple[PartnerView, ...]
    offers: tuple[Match, ...]


def read_choices(desk: Desk, dossier_id: str) -> PlacementChoices:
    """Read them. Raises `DossierUnknown`."""
    correspondents, companies = partners(desk, PartnerRole.CORRESPONDENT), partners(desk, PartnerRole.COMPANY)
    return PlacementChoices(correspondents, companies, matches(desk, dossier_id))


def open_with_choices(
    navigator: Navigator, place: ToPlace, parent: QWidget, make: Callable[[PlacementChoices], BoxesSheet]
) -> None:
    """Open a sheet, once what it chooses from is read."""
    desk = navigator.desk
    navigator.tasks.read(
        lambda: read_choices(desk, place.dossier_id), lambda found: open_sheet(make(found)), owner=parent
    )


class AskSheet(BoxesSheet):
    """Which correspondent is asked, for which offer perhaps."""

    def __init__(self, navigator: Navigator, place: ToPlace, choices: PlacementChoices, parent: QWidget) -> None:
        line = dotted(place.country, _language(place), place.project)
        super().__init__(navigator, _("Solliciter un correspondant – {name}").format(name=place.name), parent, line)
        self.place, self.choices = place, choices
        self.add_box(_ASKED, _named(choices.correspondents))
        self.offer = self.add_box(_OFFER, _offers(choices.offers))
        self.offer.edited.connect(self._follow_offer)
        self.add_box(_day(_("Sollicité le")), value=navigator.desk.today())
        self.add_box(_NOTE)
        self.add_cancel()
        go = self.add_action(_("Noter la sollicitation"), self.finish, "send")
        if not choices.correspondents:
            go.setEnabled(False)
            self.notice.say(_("Aucun correspondant n’est connu. Ajoutez-en un, page Offres, partie Partenaires."))

    def _follow_offer(self) -> None:
        """An offer says how it suits, and names its correspondent."""
        chosen = next((each for each in self.choices.offers if each.offer.card.id == self.offer.given()), None)
        self.offer.widget.help.say(_suiting(chosen) if chosen is not None else _OFFER.help)
        if chosen is not None and chosen.offer.card.text("correspondent_id"):
            self.boxes["correspondent_id"].open(chosen.offer.card.text("correspondent_id"))

    def finish(self) -> None:
        """Note it."""
        desk, dossier, typed = self.navigator.desk, self.place.dossier_id, self.typed()
        asked, offer, note = (
            str(typed["correspondent_id"] or ""),
            str(typed["offer_id"] or ""),
            str(typed["note"] or ""),
        )
        self.run(
            lambda: ask_correspondent(desk, dossier, asked, offer, note, _read_day(desk, typed)),
            _("Sollicitation notée"),
        )


class ChaseSheet(BoxesSheet):
    """A correspondent asked again, with how to reach them."""

    def __init__(
        self, navigator: Navigator, place: ToPlace, search: Search, choices: PlacementChoices, parent: QWidget
    ) -> None:
        title = _("Relancer {who} – {name}").format(who=search.correspondent, name=place.name)
        super().__init__(navigator, title, parent, _last_asked(search))
        self.search = search
        for words in _reaching(choices.correspondents, search):
            self.body.addWidget(Label(words, Role.CELL, "ink2", wrap=True, selectable=True))
        self.add_box(_day(_("Relancé le")), value=navigator.desk.today())
        self.add_box(_NOTE)
        self.add_cancel()
        self.add_action(_("Noter la relance"), self.finish, "bell-ring")

    def finish(self) -> None:
        """Note it."""
        desk, search, typed = self.navigator.desk, self.search, self.typed()
        note = str(typed["note"] or "")
        self.run(lambda: chase_correspondent(desk, search.id, note, _read_day(desk, typed)), _("Relance notée"))


class AnswerSheet(BoxesSheet):
    """What a correspondent answered, or that an answer noted was not one."""

    def __init__(self, navigator: Navigator, place: ToPlace, search: Search, parent: QWidget) -> None:
        title = _("Réponse de {who} – {name}").format(who=search.correspondent or search.offer, name=place.name)
        super().__init__(navigator, title, parent, dotted(_last_asked(search), search.offer))
        self.search = search
        declared = [each for each in navigator.desk.programme.search_answers if each.code != WAITING]
        back = [] if search.waiting else [Choice(code=WAITING, label=_("Pas encore de réponse"))]
        self.add_box(_ANSWER, (*declared, *back), search.answer if not search.waiting else "")
        self.add_box(_day(_("Répondu le")), value=search.answered_on or navigator.desk.today())
        self.add_box(_NOTE, value=search.note)
        if search.former_notes:
            former = _("Notes d’avant la relance\u00a0: {notes}").format(notes=" – ".join(search.former_notes))
            self.body.addWidget(Label(former, Role.NOTE, "ink2", wrap=True))
        self.add_cancel()
        self.add_action(_("Enregistrer la réponse"), self.finish, "save")

    def finish(self) -> None:
        """Note it."""
        desk, search, typed = self.navigator.desk, self.search, self.typed()
        answer = str(typed["answer"] or "")
        note = str(typed["note"] or "") if self.boxes["note"].touched else None
        self.run(
            lambda: note_answer(desk, search.id, answer, note, search.seen, _read_day(desk, typed)), _("Réponse notée")
        )


class AssignSheet(BoxesSheet):
    """The company that takes the young person, for which offer, by which correspondent, and what it gives."""

    def __init__(self, navigator: Navigator, place: ToPlace, choices: PlacementChoices, parent: QWidget) -> None:
        proposed = place.proposal
        line = ""
        if proposed is not None:
            line = _("Proposé par {who}").format(who=proposed.correspondent or proposed.offer)
        super().__init__(
            navigator, _("Attribuer un placement – {name}").format(name=place.name), parent, dotted(line, _of(proposed))
        )
        self.place, self.choices = place, choices
        known = {match.offer.card.id for match in choices.offers}
        offers = _offers(choices.offers)
        if proposed is not None and proposed.offer_id and proposed.offer_id not in known:
            offers = (Choice(code=proposed.offer_id, label=proposed.offer), *offers)
        self.offer = self.add_box(_OFFER, offers, proposed.offer_id if proposed is not None else "")
        self.offer.edited.connect(self._follow_offer)
        self.add_box(STAY.field("company_id"), _named(choices.companies))
        self.add_box(
            STAY.field("correspondent_id"), _named(choices.correspondents),
            proposed.correspondent_id if proposed is not None else "",
        )  # fmt: skip
        self.add_box(STAY.field("contribution"))
        if not choices.companies:
            self.body.addWidget(
                Notice(_("Aucune entreprise n’est connue. Ajoutez-en une, page Offres, partie Partenaires."), "blue")
            )
        self._follow_offer()
        self.add_cancel()
        self.add_action(_("Attribuer"), self.finish, "briefcase")

    def _follow_offer(self) -> None:
        """An offer brings its company, its correspondent and what the company gives."""
        chosen = next((each for each in self.choices.offers if each.offer.card.id == self.offer.given()), None)
        self.offer.widget.help.say(_suiting(chosen) if chosen is not None else _OFFER.help)
        if chosen is None:
            return
        card = chosen.offer.card
        brought: dict[str, Typed] = {
            "company_id": card.text("partner_id"), "correspondent_id": card.text("correspondent_id"),
            "contribution": card.values["contribution"],
        }  # fmt: skip
        for name, value in brought.items():
            if value:
                self.boxes[name].open(value)

    def finish(self) -> None:
        """Give it."""
        desk, place, typed = self.navigator.desk, self.place, self.typed()
        self.run(lambda: assign(desk, place.dossier_id, typed, place.seen), _("Placement attribué"))


def _named(found: Iterable[PartnerView]) -> tuple[Choice, ...]:
    return tuple(Choice(code=each.card.id, label=dotted(each.name, each.where)) for each in found)


def _offers(found: Iterable[Match]) -> tuple[Choice, ...]:
    return tuple(
        Choice(code=match.offer.card.id, label=dotted(match.offer.title, match.offer.company, match.offer.where))
        for match in found
    )


def _suiting(match: Match) -> str:
    """« Va avec le pays souhaité, la langue choisie. À vérifier : d’autres dates. »."""
    suits = _("Va avec {what}.").format(what=", ".join(match.suits)) if match.suits else ""
    doubts = _("À vérifier\u00a0: {what}.").format(what=", ".join(match.doubts)) if match.doubts else ""
    return " ".join(part for part in (suits, doubts) if part)


def _reaching(found: Iterable[PartnerView], search: Search) -> list[str]:
    """How to reach a correspondent and its contacts, a line each."""
    partner = next((each for each in found if each.card.id == search.correspondent_id), None)
    if partner is None:
        return []
    office = dotted(partner.card.text("phone"), partner.card.text("email"))
    lines = [dotted(partner.name, office)] if office else []
    lines += [
        dotted(
            f"{each.text('first_name')} {each.text('surname')}".strip(), each.text("function"), each.text("phone"),
            each.text("email"),
        )
        for each in partner.contacts
    ]  # fmt: skip
    return lines


def _last_asked(search: Search) -> str:
    told = _("Relancé le {day}") if search.chased_on else _("Sollicité le {day}")
    return told.format(day=long_date(search.last_asked_on))


def _of(search: Search | None) -> str:
    return _("le {day}").format(day=long_date(search.answered_on)) if search and search.answered_on else ""


def _language(place: ToPlace) -> str:
    return " ".join(part for part in (place.language, place.level) if part)


def _day(label: str) -> CardField:
    return CardField("on", label, FieldKind.DATE, use=DayUse.PAST)


def _read_day(desk: Desk, typed: dict[str, Typed]) -> date | None:
    """The day typed. Raises `InvalidField`."""
    return kept_day(stored_value(_day(""), typed["on"], {}, desk.today()))
