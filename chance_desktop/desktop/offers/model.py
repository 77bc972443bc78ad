"""Offers of placement in words: dates, places, facts of the whole sheet."""

from __future__ import annotations

from chance_desktop.casework.session.rows.values import euros
from chance_desktop.casework.stays.offers import OfferView
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.runtime.words import _, dotted, plural, short_date

OPEN_LOOK = Look(Form.TINT, "green", "check")
CLOSED_LOOK = Look(Form.QUIET, "ink2", "minus")
LEVEL_LOOK = Look(Form.OUTLINE, "blue", "languages")
SHARED_LOOK = Look(Form.QUIET, "ink2", "building-2")


def dates_of(offer: OfferView) -> str:
    """« du 14 déc. 2026 au 2 juil. 2027 »."""
    first = short_date(offer.starts_on) if offer.starts_on else ""
    last = short_date(offer.ends_on) if offer.ends_on else ""
    if offer.starts_on and offer.ends_on:
        begun = first if offer.starts_on.year == offer.ends_on.year else f"{first} {offer.starts_on.year}"
        return _("du {first} au {last}").format(first=begun, last=f"{last} {offer.ends_on.year}")
    if offer.starts_on:
        return _("à partir du {day}").format(day=f"{first} {offer.starts_on.year}")
    return _("jusqu’au {day}").format(day=f"{last} {offer.ends_on.year}") if offer.ends_on else ""


def places_of(offer: OfferView) -> str:
    """« 2 places »."""
    return plural("{n} place", "{n} places", offer.places) if offer.places is not None else ""


def line_of(offer: OfferView) -> str:
    """« Blackpool Quay Hotel · Cork, Irlande »."""
    return dotted(offer.company, offer.where)


def spoken(offer: OfferView, state: str) -> str:
    """The whole row for a screen reader."""
    parts = (
        offer.title,
        offer.company,
        offer.where,
        dates_of(offer),
        offer.language,
        offer.level,
        places_of(offer),
        state,
    )
    return ", ".join(part for part in parts if part)


def facts_of(offer: OfferView) -> tuple[tuple[str, str], ...]:
    """The facts of the sheet, those that are known."""
    card = offer.card
    contribution = card.values["contribution"]
    paid = euros(contribution) if isinstance(contribution, int) else ""
    facts = (
        (_("Entreprise"), offer.company),
        (_("Correspondant"), offer.correspondent),
        (_("Où"), offer.where),
        (_("Quand"), dotted(dates_of(offer), places_of(offer))),
        (_("Domaine"), offer.sector),
        (_("Langue"), dotted(offer.language, _("niveau {level}").format(level=offer.level) if offer.level else "")),
        (_("Logement"), offer.lodging),
        (_("Participation de l’entreprise"), _("{sum} par semaine").format(sum=paid) if paid else ""),
        (_("Conditions"), card.text("conditions")),
    )
    return tuple((label, words) for label, words in facts if words)
