"""A search for placements under way at the fictional Region: people just accepted, correspondents asked, what companies give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chance_desktop.casework.cards.kinds import OFFER, PARTNER, PARTNER_CONTACT
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.region.instruction import decide
from chance_desktop.casework.region.placement import ask_correspondent, chase_correspondent, note_answer
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.casework.stays.stays import save_stay
from chance_desktop.domain.stay import next_monday
from chance_desktop.runtime.words import _
from chance_desktop.store.writing.stamps import read_stamps

_ACCEPTED = (
    ("Alix", "Tourneur", _("Hôtellerie"), 34), ("Noé", "Barillot", _("Vente"), 27), ("Inès", "Chauveau", _("Accueil"), 20),
    ("Malo", "Fradin", _("Cuisine"), 12), ("Jade", "Pellerin", _("Petite enfance"), 3),
)  # fmt: skip
_ABROAD = (("Léon", "Guilloteau", "45,00"), ("Nina", "Rabier", "45,00"), ("Sacha", "Moinard", "32,50"))


@dataclass(frozen=True, slots=True)
class _Abroad:
    """Correspondents, companies and offers, by row."""

    lee: str
    shannon: str
    hotel: str
    shop: str
    desk_offer: str
    shop_offer: str


def fill_placements(desk: Desk) -> tuple[str, ...]:
    """Fill a fictional Region; returns the dossiers of those to place, the longest waiting first."""
    partners = _partners(desk)
    today = desk.today()
    waiting = tuple(
        _accept(desk, first_name, surname, today - timedelta(days=days), project)
        for first_name, surname, project, days in _ACCEPTED
    )
    _ask(desk, waiting, partners)
    for place, (first_name, surname, weekly) in enumerate(_ABROAD):
        dossier = _accept(desk, first_name, surname, today - timedelta(days=200), "")
        save_stay(desk, dossier, {
            "language_starts_on": next_monday(today - timedelta(weeks=14 + 3 * place)), "correspondent_id": partners.lee,
            "company_id": partners.shop if place == len(_ABROAD) - 1 else partners.hotel, "contribution": weekly,
        })  # fmt: skip
    return waiting


def _partners(desk: Desk) -> _Abroad:
    def partner(kind: str, name: str, town: str) -> str:
        return add_card(desk, PARTNER, {"kind": kind, "name": name, "country": "ie", "town": town}).result

    lee, shannon = (
        partner("correspondent", "Lee Placements", "Cork"),
        partner("correspondent", "Shannon Links", "Limerick"),
    )
    for correspondent, first_name, surname in ((lee, "Aoife", "Keane"), (shannon, "Tom", "Doyle")):
        contact = {
            "first_name": first_name, "surname": surname, "function": _("Placements"), "phone": "+353 21 555 01 00",
            "email": f"{first_name}.{surname}@exemple.ie".lower(),
        }  # fmt: skip
        add_card(desk, PARTNER_CONTACT, contact, parent_id=correspondent)
    hotel, shop = partner("company", "Lough Quay Hotel", "Cork"), partner("company", "Merrion Books", "Limerick")
    desk_offer = add_card(desk, OFFER, {
        "title": _("Réceptionniste"), "country": "ie", "town": "Cork", "partner_id": hotel, "correspondent_id": lee,
        "language": "en", "language_level": "B1", "contribution": "45,00", "places": "2",
    }).result  # fmt: skip
    shop_offer = add_card(desk, OFFER, {
        "title": _("Vendeur en librairie"), "country": "ie", "town": "Limerick", "partner_id": shop,
        "correspondent_id": shannon, "language": "en", "contribution": "32,50", "places": "1",
    }).result  # fmt: skip
    return _Abroad(lee, shannon, hotel, shop, desk_offer, shop_offer)


def _ask(desk: Desk, waiting: tuple[str, ...], to: _Abroad) -> None:
    """One who is late, one who proposes, one who refused, one who was asked, and someone for whom nobody was."""
    alix, noe, ines, malo, _jade = waiting

    def ago(days: int) -> date:
        return desk.today() - timedelta(days=days)

    late = ask_correspondent(desk, alix, to.lee, to.desk_offer, on=ago(32)).result
    chase_correspondent(desk, late, _("par téléphone"), on=ago(18))
    nothing = ask_correspondent(desk, alix, to.shannon, on=ago(25)).result
    note_answer(desk, nothing, "none", _("rien avant le printemps"), on=ago(15))
    proposing = ask_correspondent(desk, noe, to.shannon, to.shop_offer, on=ago(19)).result
    note_answer(desk, proposing, "proposed", _("visio avec la librairie à fixer"), on=ago(2))
    refusing = ask_correspondent(desk, ines, to.lee, to.desk_offer, on=ago(16)).result
    note_answer(desk, refusing, "refused", _("niveau d’anglais trop juste"), on=ago(9))
    ask_correspondent(desk, ines, to.shannon, on=ago(8))
    ask_correspondent(desk, malo, to.lee, on=ago(11))


def _accept(desk: Desk, first_name: str, surname: str, on: date, project: str) -> str:
    """Someone whose dossier was accepted on a day."""
    made = create_dossier(desk, NewPerson(surname, first_name, date(on.year - 21, 5, 4), "F")).result
    save_fields(desk, made, {
        "lodged_on": on - timedelta(days=40), "entered_on": on - timedelta(days=60), "destination_country": "ie",
        "language": "en", "language_level": "B1", "project": project,
    })  # fmt: skip
    code = desk.programme.offices[on.toordinal() % len(desk.programme.offices)].code
    with desk.working() as work:
        stamps = read_stamps(read_record(work.connection, made).dossier["stamps"])
        work.tx.update("dossier", made, {"structure_code": code, "entry_structure": code}, stamps)
        work.touch(made, ChangeKind.DOSSIER)
    decide(desk, made, "accepted", on=on)
    return made
