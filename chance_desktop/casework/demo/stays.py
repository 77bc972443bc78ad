"""Fictional stays abroad and what comes after them: partners, offers, follow-up sheets, surveys, a library, liaison notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chance_desktop.casework.cards.kinds import INCIDENT, LODGING, OFFER, PARTNER
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.cards.values import Typed
from chance_desktop.casework.demo.from_region import FromRegion
from chance_desktop.casework.demo.journey import working_day
from chance_desktop.casework.demo.library import add_library
from chance_desktop.casework.dossiers.list import DossierQuery, DossierRow, Sort, list_page
from chance_desktop.casework.forms.answers import Subject, save_answers
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.stays.early_return import return_early
from chance_desktop.casework.stays.stays import (
    open_stay,
    save_payment,
    save_stay,
    sheet_came,
    sheet_chased,
    sheet_slot,
)
from chance_desktop.casework.surveys.consent import give_consent
from chance_desktop.casework.surveys.return_tasks import hand_over_certificate
from chance_desktop.casework.surveys.surveys import close_survey, note_attempt
from chance_desktop.domain.change import Value
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.domain.states import DossierState, OfferState, SurveyState
from chance_desktop.runtime.words import long_date
from chance_desktop.store.identifiers import slot_id

_WEEK = timedelta(weeks=1)

_PARTNERS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("lee", "correspondent", "Lee Bridge Placements", "ie", "Cork", "en"),
    ("thanet", "correspondent", "Thanet Work Link", "gb", "Margate", "en"),
    ("turia", "correspondent", "Puente Turia", "es", "Valence", "es"),
    ("elster", "correspondent", "Elsterbrücke", "de", "Leipzig", "de"),
    ("cork-school", "centre", "Marina Language School", "ie", "Cork", "en"),
    ("margate-school", "centre", "Foreland English Centre", "gb", "Margate", "en"),
    ("valence-school", "centre", "Escuela del Carmen", "es", "Valence", "es"),
    ("leipzig-school", "centre", "Sprachwerk Plagwitz", "de", "Leipzig", "de"),
    ("hotel", "company", "Blackpool Quay Hotel", "ie", "Cork", "en"),
    ("garden", "company", "Foreland Garden Centre", "gb", "Margate", "en"),
    ("cafe", "company", "Cafetería Ruzafa", "es", "Valence", "es"),
    ("books", "company", "Buchladen Südvorstadt", "de", "Leipzig", "de"),
    ("boats", "company", "Strand Boatyard", "mt", "Sliema", "en"),
)
"""Those the Region shares: a name here, what they are, what they are called, where, the language they work in."""

_CONTACTS = {
    "lee": ("Aoife", "Keane"), "thanet": ("Sam", "Whitlock"), "turia": ("Lucía", "Ferrer"), "elster": ("Jan", "Vogel"),
}  # fmt: skip

_OFFERS: tuple[tuple[str, dict[str, Value]], ...] = (
    ("hotel", {
        "title": "Réceptionniste stagiaire", "sector": "hotel", "language_level": "B1", "places": 2, "lodging": "company",
        "contribution": 8000, "conditions": "Cinq jours sur sept, une fin de semaine sur deux. Chemise fournie.",
        "tasks": "Accueillir les clients\nTenir le standard et les réservations\nPréparer les arrivées du jour",
    }),
    ("garden", {
        "title": "Employé de jardinerie", "sector": "farm", "language_level": "A2", "places": 1, "lodging": "family",
        "contribution": 6000, "conditions": "Travail dehors. Chaussures de sécurité prêtées.",
        "tasks": "Arroser et soigner les plantes\nRanger la réserve\nConseiller les clients",
    }),
    ("cafe", {
        "title": "Serveur en salle", "sector": "hotel", "language_level": "A2", "places": 1, "lodging": "shared",
        "contribution": 5000, "conditions": "Du mardi au samedi, service du midi et du soir.",
        "tasks": "Dresser les tables\nPrendre les commandes\nEncaisser",
    }),
    ("books", {
        "title": "Vendeur en librairie", "sector": "trade", "language_level": "B1", "places": 1, "lodging": "shared",
        "contribution": 7000, "conditions": "35 heures, deux soirées de lecture par mois.",
        "tasks": "Mettre les nouveautés en rayon\nTenir la caisse\nPréparer les commandes des écoles",
    }),
    ("boats", {
        "title": "Aide au chantier naval", "sector": "craft", "language_level": "A2", "places": 1, "lodging": "own",
        "contribution": 9000, "conditions": "Savoir nager. Permis non demandé.",
        "tasks": "Poncer et peindre les coques\nRanger l’outillage\nAider au carénage", "state": OfferState.FILLED.value,
    }),
)  # fmt: skip

_FORMER = (
    ("Sabrina", "Moulin", 13, {"6-months": "answered", "1-year": "answered"}),
    ("Joël", "Quéré", 14, {"6-months": "answered", "1-year": "due"}),
    ("Margaux", "Péron", 9, {"6-months": "answered"}),
    ("Antoine", "Ferrand", 8, {"6-months": "unreachable"}),
    ("Justine", "Garçon", 7, {"6-months": "due"}),
    ("Baptiste", "Sicard", 38, {"6-months": "answered", "1-year": "refused", "3-years": "due"}),
)
"""Those whose dossier is erased already, and who agreed to be asked again: months since their return, and each survey."""

_WELL = {"work": "good", "lodging": "good", "problem": "no", "call": "no", "tasks": "Accueil, standard, réservations."}
_TROUBLED = {
    "work": "good", "lodging": "bad", "problem": "yes", "topics": '["lodging"]', "call": "yes",
    "words": "La chambre est à une heure de bus.",
}  # fmt: skip
_END = {
    "1.1": "4", "1.2": "yes", "1.4": "yes", "2-improved": "yes", "3.1": "4", "3.4": "yes", "3.5": "3", "4.1": "company",
    "4.2": "3", "4.3": "yes", "4.4": "Le chauffage, au début.", "5.1": "4", "5.4": "yes", "5.5": "yes", "6.1": "job",
    "6.2": "yes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shared:
    """Rows of the Region, by their name here."""

    partners: Mapping[str, str]
    offers: Mapping[str, str]


def add_stays(desk: Desk, today: date) -> None:
    """Write all of it, on an office that has its dossiers."""
    shared = _share(desk, today)
    _own_partner(desk, today)
    rows = list_page(desk, DossierQuery(sort=Sort.NAME, descending=False)).rows
    steps = [step.code for step in desk.programme.steps]
    abroad = [
        row for row in rows if steps[row.step - 1] in ("language", "placement") and row.state == DossierState.ACTIVE
    ]
    back = [row for row in rows if steps[row.step - 1] in ("return", "after") and row.state == DossierState.ACTIVE]
    for place, row in enumerate(sorted(abroad, key=lambda each: each.surname)):
        _abroad(desk, shared, row.id, place, today, placed=steps[row.step - 1] == "placement")
    for over in (False, True):
        some = [row for row in back if (steps[row.step - 1] == "after") is over]
        for place, row in enumerate(sorted(some, key=lambda each: each.surname, reverse=True)):
            _returned(desk, shared, row, place, today, over=over)
    for place, row in enumerate(
        [row for row in rows if steps[row.step - 1] == "search" and row.state == DossierState.ACTIVE][:2]
    ):
        first = monday(today + timedelta(days=62 + 21 * place))
        arranged = _arranged(desk, shared, row.id, first, place)
        save_stay(desk, row.id, {**arranged, "offer_id": "", "company_id": "", "agreement_on": "", "commitment_on": ""})
    _former_people(desk, today)
    add_library(desk, today)
    _notes(desk, rows, today)


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def _share(desk: Desk, today: date) -> _Shared:
    region = FromRegion(desk, today - timedelta(days=480))
    partners: dict[str, str] = {}
    offers: dict[str, str] = {}
    for name, kind, called, country, town, language in _PARTNERS:
        partners[name] = region.row("partner", name, {
            "kind": kind, "name": called, "country": country, "town": town, "languages": f'["{language}"]',
            "email": f"{name}@exemple.fr", "phone": f"06 39 98 43 {len(partners):02d}", "active": True,
        })  # fmt: skip
        if kind == "correspondent":
            first_name, surname = _CONTACTS[name]
            region.row("partner_contact", name, {
                "partner_id": partners[name], "first_name": first_name, "surname": surname,
                "function": "Accueil des stagiaires", "phone": f"06 39 98 44 {len(partners):02d}",
            })  # fmt: skip
    places = {name: (country, town, language) for name, _kind, _called, country, town, language in _PARTNERS}
    helpers = {
        place[0]: name for name, place in reversed(places.items()) if name in ("lee", "thanet", "turia", "elster")
    }
    for number, (company, told) in enumerate(_OFFERS):
        country, town, language = places[company]
        helper = helpers.get(country, "lee")
        offers[company] = region.row("offer", company, {
            "partner_id": partners[company], "correspondent_id": partners[helper], "country": country, "town": town,
            "language": language, "starts_on": monday(today + (3 + 2 * number) * _WEEK).isoformat(),
            "ends_on": (monday(today + (31 + 2 * number) * _WEEK) - timedelta(days=3)).isoformat(), "state": OfferState.OPEN.value, **told,
        })  # fmt: skip
    region.lay()
    return _Shared(partners, offers)


def _own_partner(desk: Desk, today: date) -> None:
    company = add_card(desk, PARTNER, {
        "kind": "company", "name": "Murphy’s Cycles", "country": "ie", "town": "Cobh", "phone": "06 39 98 43 40",
        "email": "murphy@exemple.fr", "languages": ("en",), "note": "Trouvé par la cousine d’une ancienne stagiaire.",
    }).result  # fmt: skip
    offer: dict[str, Typed] = {
        "title": "Mécanicien cycles", "partner_id": company, "sector": "craft", "country": "ie", "town": "Cobh",
        "language": "en", "language_level": "A2", "starts_on": monday(today + 10 * _WEEK), "places": "1",
        "lodging": "family", "tasks": "Réparer les vélos de location\nTenir le comptoir", "state": OfferState.OPEN.value,
    }  # fmt: skip
    add_card(desk, OFFER, offer)


def _arranged(desk: Desk, shared: _Shared, dossier_id: str, first: date, place: int) -> dict[str, Typed]:
    """Partners, travel and mentor for the country of a dossier."""
    country = _field(desk, dossier_id, "destination_country")
    of_country = {
        kind: shared.partners[name]
        for name, kind, _called, at, _town, _language in reversed(_PARTNERS)
        if at == country
    }
    offer = next((shared.offers[name] for name, *rest in _PARTNERS if rest[2] == country and name in shared.offers), "")
    return {
        "correspondent_id": of_country.get("correspondent", ""), "centre_id": of_country.get("centre", ""),
        "company_id": of_country.get("company", ""), "offer_id": offer, "language_starts_on": first,
        "language_weeks": str(desk.programme.durations.language_weeks),
        "placement_weeks": str(desk.programme.durations.placement_weeks),
        "outbound_on": first - timedelta(days=2), "outbound": "Train jusqu’à Paris, puis avion",
        "mentor_name": ("Mrs Nora Keane", "Herr Jan Vogel", "Sra. Elena Ruiz")[place % 3],
        "mentor_phone": f"06 39 98 45 {place:02d}", "contribution": "70",
        "agreement_on": first - timedelta(days=30), "commitment_on": first - timedelta(days=30),
    }  # fmt: skip


def _abroad(desk: Desk, shared: _Shared, dossier_id: str, place: int, today: date, *, placed: bool) -> None:
    first = monday(today - timedelta(days=80 + 35 * (place % 3) if placed else 12))
    save_stay(desk, dossier_id, _arranged(desk, shared, dossier_id, first, place))
    kind, host = (("family", "Famille Keane"), ("shared", "Colocation, 2 Marine Drive"), ("company", ""))[place % 3]
    lodging: dict[str, Typed] = {
        "kind": kind, "host_name": host, "since_on": first - timedelta(days=2), "address": "14 Harbour Row",
        "phone": f"06 39 98 46 {place:02d}",
    }  # fmt: skip
    add_card(desk, LODGING, lodging, dossier_id)
    save_payment(desk, dossier_id, "departure", {"amount": "900", "paid_on": first - timedelta(days=15)})
    view = open_stay(desk, dossier_id)
    past = [sheet for sheet in view.sheets if sheet.due < today - timedelta(days=2)]
    # the first young person has answered everything but the last sheet, which is late
    came = past[:-1] if place == 0 else past
    for sheet in came:
        answers = _TROUBLED if place == 1 and sheet.number == 1 else _WELL
        save_answers(desk, "follow-up", sheet.subject, answers)
        sheet_came(desk, dossier_id, sheet.number, min(sheet.due + timedelta(days=1), today))
    if place == 0 and past:
        sheet_chased(desk, dossier_id, past[-1].number, today - timedelta(days=2))
        _incident(desk, dossier_id, {
            "kind": "incident", "topic": "lodging", "on": today - timedelta(days=4),
            "text": "Le chauffage de la chambre ne marche plus depuis samedi.",
        })  # fmt: skip
    if placed:
        _incident(desk, dossier_id, {
            "kind": "incident", "topic": "work", "on": first + timedelta(days=40),
            "text": "Les tâches n’étaient pas celles de l’offre.",
            "solution": "Appel au tuteur avec le correspondant : le planning a été revu.",
            "solved_on": first + timedelta(days=44),
        })  # fmt: skip
    _incident(desk, dossier_id, {
        "kind": "call", "topic": "language", "on": first + timedelta(days=9), "text": "Bonne arrivée, le cours convient.",
    })  # fmt: skip


def _incident(desk: Desk, dossier_id: str, told: dict[str, Typed]) -> None:
    add_card(desk, INCIDENT, told, dossier_id)


def _returned(desk: Desk, shared: _Shared, row: DossierRow, place: int, today: date, *, over: bool) -> None:
    dossier_id = row.id
    planned = _field(desk, dossier_id, "departure_on")
    first = monday(date.fromisoformat(planned)) if planned else monday(today - timedelta(days=320 if over else 206))
    arranged = _arranged(desk, shared, dossier_id, first, place)
    save_stay(desk, dossier_id, arranged | {"inbound": "Avion, puis train"})
    for sheet in open_stay(desk, dossier_id).sheets:
        if sheet.due <= today:
            sheet_came(desk, dossier_id, sheet.number, sheet.due)
            save_answers(desk, "follow-up", Subject(sheet_slot(dossier_id, sheet.number), dossier_id), _WELL)
    for code, weeks in (("departure", -2), ("halfway", 12)):
        save_payment(desk, dossier_id, code, {"amount": "900", "paid_on": first + weeks * _WEEK})
    subject = Subject(dossier_id, dossier_id)
    if not over:
        save_answers(desk, "end-of-stay", subject, {"1.1": "4", "1.2": "yes", "2-improved": "yes"})
        save_answers(desk, "return-interview", subject, {
            "best": "Le contact avec les clients.", "learned": "Tenir un comptoir seul.", "europass": "soon",
            "again": "yes", "sponsor": "yes",
        })  # fmt: skip
        return
    if place % 2 == 0:
        return_early(
            desk, dossier_id, "job", "embauche à temps plein sur place", first + 18 * _WEEK + timedelta(days=4)
        )
    save_payment(desk, dossier_id, "balance", {"amount": "600", "paid_on": today - timedelta(days=60)})
    save_answers(desk, "end-of-stay", subject, _END)
    save_answers(desk, "return-interview", subject, {"plan": "Un CDI à Poitiers.", "europass": "yes", "again": "yes"})
    hand_over_certificate(desk, dossier_id, today - timedelta(days=80))
    contact = give_consent(desk, dossier_id, today - timedelta(days=80)).result
    if date.fromisoformat(_field(desk, dossier_id, "return_on")) < today - timedelta(days=190):
        note_attempt(desk, slot_id(contact, "survey/6-months"), "phone", "none", today - timedelta(days=6))


def _former_people(desk: Desk, today: date) -> None:
    for number, (first_name, surname, months, surveys) in enumerate(_FORMER):
        back = today - timedelta(days=30 * months + 10)
        values: dict[str, Value] = {
            "structure_code": desk.structure_code, "first_name": first_name, "surname": surname,
            "phone": f"06 39 98 47 {number:02d}", "email": f"ancien{number}@exemple.fr",
            "entered_on": (back - timedelta(days=400)).isoformat(), "returned_on": back.isoformat(),
            "correspondent": "Lee Bridge Placements", "consent_on": back.isoformat(), "former_dossier": f"fictif-{number}",
        }  # fmt: skip
        row = slot_id(f"fictif-{number}", "afterwards")
        with desk.working() as work:
            work.tx.create("afterwards", values, row)
        for wave, state in surveys.items():
            _survey(desk, slot_id(row, f"survey/{wave}"), state, today - timedelta(days=20 + number))


def _survey(desk: Desk, survey_id: str, state: str, on: date) -> None:
    if state == SurveyState.ANSWERED:
        answers = {"situation": "job", "category": "long-job", "language": "yes", "helped": "much", "again": "yes"}
        save_answers(desk, "survey", Subject(survey_id, structure_code=desk.structure_code), answers)
        close_survey(desk, survey_id, "answered", "phone", on)
        return
    for days in (9, 4) if state == SurveyState.UNREACHABLE else (9,):
        note_attempt(desk, survey_id, "phone", "none", on - timedelta(days=days))
    if state != SurveyState.DUE:
        close_survey(desk, survey_id, state, "phone", on)


def _notes(desk: Desk, rows: tuple[DossierRow, ...], today: date) -> None:
    """A thread on the first dossier of the pictures, with an answer nobody has read."""
    row = next((each for each in rows if each.surname == "Roussel"), rows[0] if rows else None)
    if row is None:
        return
    asked = _at(today - timedelta(days=4), 16)
    values: dict[str, Value] = {
        "dossier_id": row.id, "side": desk.role.value, "recorded_at": asked,
        "text": f"Peut-on avancer l’entretien ? {row.first_name} commence un remplacement mi-décembre.",
    }  # fmt: skip
    with desk.working() as work:
        work.tx.create("liaison_note", {**values, "by": work.tx.by})
    day = long_date(working_day(today + timedelta(days=9)), weekday=True, year=False)
    region = FromRegion(desk, today - timedelta(days=1), start=500)
    region.row("liaison_note", row.id, {
        "dossier_id": row.id, "side": PosteRole.REGION.value, "recorded_at": _at(today - timedelta(days=1), 17),
        "text": f"Le {day} à 10 h reste possible, en visio si elle préfère.",
    })  # fmt: skip
    region.lay()


def _at(day: date, hour: int) -> str:
    return datetime.combine(day, time(hour, 10)).astimezone().isoformat(timespec="seconds")


def _field(desk: Desk, dossier_id: str, name: str) -> str:
    with desk.reading() as connection:
        return str(field_value(read_record(connection, dossier_id).dossier, name) or "")
