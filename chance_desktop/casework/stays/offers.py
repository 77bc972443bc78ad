"""The catalogue of placements (FOS) and the partners abroad: filtered, and matched with a young person, with no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.cards.kinds import OFFER, PARTNER, PARTNER_CONTACT
from chance_desktop.casework.cards.rows import Card, cards
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.learner.cefr import Level
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.declared import has_role
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.states import OfferState
from chance_desktop.runtime.words import _

OPEN = OfferState.OPEN.value
_LEVELS = [level.value for level in Level]


@dataclass(frozen=True, slots=True)
class OfferQuery:
    """What is looked for in the catalogue; empty asks for everything. `on` keeps the offers of that day."""

    text: str = ""
    country: str = ""
    sector: str = ""
    language: str = ""
    level: str = ""
    on: date | None = None
    only_open: bool = True


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer of placement as shown."""

    card: Card
    title: str
    company: str
    correspondent: str
    where: str
    sector: str
    language: str
    level: str
    starts_on: date | None
    ends_on: date | None
    places: int | None
    lodging: str
    tasks: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How an offer suits a young person: what agrees, and what does not; the best first."""

    offer: OfferView
    suits: tuple[str, ...]
    doubts: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner abroad with its contacts."""

    card: Card
    name: str
    kind_label: str
    where: str
    contacts: tuple[Card, ...]
    offers: int


def offers(desk: Desk, query: OfferQuery | None = None) -> tuple[OfferView, ...]:
    """The offers of a query, by country, town and title."""
    wanted = query or OfferQuery()
    names = {card.id: card.text("name") for card in cards(desk, PARTNER)}
    found = (_view(desk, card, names) for card in cards(desk, OFFER))
    kept = (each for each in found if _holds(each, wanted))
    return tuple(sorted(kept, key=lambda each: (each.where.casefold(), each.title.casefold())))


def matches(desk: Desk, dossier_id: str) -> tuple[Match, ...]:
    """Open offers for a young person, those that suit best first. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        row = read_record(connection, dossier_id).dossier
    found = (_match(desk, offer, row) for offer in offers(desk))
    return tuple(sorted(found, key=lambda each: (-each.points, len(each.doubts), each.offer.title.casefold())))


def partners(desk: Desk, role: str = "", text: str = "") -> tuple[PartnerView, ...]:
    """The partners of a role, by name; every one without."""
    contacts: dict[str, list[Card]] = {}
    for card in cards(desk, PARTNER_CONTACT):
        contacts.setdefault(card.text("partner_id"), []).append(card)
    counts: dict[str, int] = {}
    for offer in offers(desk):
        for named in (offer.card.text("partner_id"), offer.card.text("correspondent_id")):
            counts[named] = counts.get(named, 0) + 1
    wanted = fold(text)
    found = [
        PartnerView(
            card, card.text("name"), label_in(desk.programme.partner_kinds, card.text("kind")),
            _place(desk, card), tuple(contacts.get(card.id, ())), counts.get(card.id, 0),
        )
        for card in cards(desk, PARTNER)
        if not role or has_role(desk.programme.partner_kinds, card.text("kind"), role)
    ]  # fmt: skip
    kept = (each for each in found if wanted in fold(f"{each.name} {each.where}"))
    return tuple(sorted(kept, key=lambda each: each.name.casefold()))


def suits_level(asked: str, held: str) -> bool | None:
    """Whether a CEFR level reaches another; not known when one of them is not said."""
    if asked not in _LEVELS or held not in _LEVELS:
        return None
    return _LEVELS.index(held) >= _LEVELS.index(asked)


def _match(desk: Desk, offer: OfferView, row: Mapping[str, object]) -> Match:
    card, suits, doubts, points = offer.card, [], [], 0
    if row["destination_country"]:
        if card.text("country") == row["destination_country"]:
            suits.append(_("le pays souhaité"))
            points += 4
        else:
            doubts.append(_("un autre pays"))
    if row["language"] and card.text("language"):
        if card.text("language") == row["language"]:
            suits.append(_("la langue choisie"))
            points += 3
        else:
            doubts.append(_("une autre langue"))
    level = suits_level(offer.level, str(row["language_level"] or ""))
    if level is True:
        suits.append(_("le niveau de langue"))
        points += 2
    elif level is False:
        doubts.append(_("niveau {level} demandé").format(level=offer.level))
        points -= 2
    day = str(row["departure_on"] or "")
    if day and (offer.ends_on or offer.starts_on):
        within = (offer.starts_on is None or offer.starts_on.isoformat() <= str(row["return_on"] or "9999")) and (
            offer.ends_on is None or offer.ends_on.isoformat() >= day
        )
        (suits if within else doubts).append(_("les dates") if within else _("d’autres dates"))
        points += 2 if within else -2
    if row["project"] and _shares_a_word(str(row["project"]), f"{offer.title} {offer.sector} {' '.join(offer.tasks)}"):
        suits.append(_("le projet"))
        points += 2
    return Match(offer, tuple(suits), tuple(doubts), points)


def _shares_a_word(one: str, other: str) -> bool:
    """Whether two texts share a word of five letters or more, whatever its ending."""
    stems = {word[:5] for word in fold(one).split() if len(word) > 4}
    return any(word[:5] in stems for word in fold(other).split() if len(word) > 4)


def _holds(offer: OfferView, query: OfferQuery) -> bool:
    card = offer.card
    if query.only_open and not offer.open:
        return False
    if query.country and card.text("country") != query.country:
        return False
    if query.sector and card.text("sector") != query.sector:
        return False
    if query.language and card.text("language") != query.language:
        return False
    if query.level and suits_level(offer.level, query.level) is False:
        return False
    if query.on and not ((offer.starts_on or date.min) <= query.on <= (offer.ends_on or date.max)):
        return False
    words = fold(f"{offer.title} {offer.company} {offer.where} {offer.sector} {' '.join(offer.tasks)}")
    return all(word in words for word in fold(query.text).split())


def _view(desk: Desk, card: Card, names: Mapping[str, str]) -> OfferView:
    programme = desk.programme
    starts, ends = card.values["starts_on"], card.values["ends_on"]
    places = card.values["places"]
    return OfferView(
        card=card,
        title=card.text("title"),
        company=names.get(card.text("partner_id"), ""),
        correspondent=names.get(card.text("correspondent_id"), ""),
        where=_place(desk, card),
        sector=label_in(programme.sectors, card.text("sector")),
        language=programme.label("language", card.text("language")) if card.text("language") else "",
        level=card.text("language_level"),
        starts_on=starts if isinstance(starts, date) else None,
        ends_on=ends if isinstance(ends, date) else None,
        places=places if isinstance(places, int) else None,
        lodging=label_in(programme.lodging_kinds, card.text("lodging")),
        tasks=tuple(line.strip(" -–•") for line in card.text("tasks").splitlines() if line.strip(" -–•")),
        open=(card.text("state") or OPEN) == OPEN,
    )


def _place(desk: Desk, card: Card) -> str:
    country = desk.programme.label("country", card.text("country")) if card.text("country") else ""
    return ", ".join(part for part in (card.text("town"), country) if part)
