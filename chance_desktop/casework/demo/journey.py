"""Fictional meetings, sponsors and people to approach: past and to come, one cancelled, each with who came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from chance_desktop.casework.cards.kinds import EVENT, SPONSOR
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.cards.values import Typed
from chance_desktop.casework.dossiers.list import DossierQuery, Sort, list_page
from chance_desktop.casework.forms.answers import Subject, form_code, save_answers
from chance_desktop.casework.meetings.events import cancel_event, invite, mark_came
from chance_desktop.casework.meetings.sponsors import end_consent
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.situation.prospects import approach, note_contact
from chance_desktop.domain.states import FormRole

_SPONSORS: tuple[tuple[dict[str, Typed], int], ...] = (
    ({
        "first_name": "Nadège", "surname": "Rivault", "town": "Civray", "phone": "06 39 98 41 10",
        "email": "nadege.rivault@exemple.fr", "country": "ie", "stay_town": "Cork", "stay_year": "2023",
        "grant": "programme", "languages": ("en",), "availability": "Le mercredi après-midi, ou le soir en visio.",
    }, 200),
    ({
        "first_name": "Bastien", "surname": "Lavaud", "town": "Lusignan", "phone": "06 39 98 41 11",
        "country": "es", "stay_town": "Séville", "stay_year": "2024", "grant": "programme",
        "languages": ("es", "en"), "availability": "Le samedi matin.",
    }, 120),
    ({
        "first_name": "Amandine", "surname": "Touchard", "town": "Montmorillon", "phone": "06 39 98 41 12",
        "country": "de", "stay_town": "Leipzig", "stay_year": "2022", "grant": "discovery", "languages": ("de",),
    }, 90),
    ({
        "first_name": "Cyril", "surname": "Ménard", "town": "Gençay", "phone": "06 39 98 41 13", "country": "gb",
        "stay_town": "Margate", "stay_year": "2021", "grant": "programme", "languages": ("en",),
    }, 0),
)  # fmt: skip
"""What is known of a sponsor, and how many days ago they agreed; zero for those who have not."""

_EVENTS: tuple[tuple[int, dict[str, Typed]], ...] = (
    (-41, {
        "kind": "information", "at": "14:00", "until": "16:00", "mode": "branch", "place": "Salle du conseil, Civray",
        "theme": "Partir quand on n’est jamais parti", "led_by": "Claire Audebert", "guides": ("candidate",),
    }),
    (-20, {
        "kind": "sponsorship", "at": "10:00", "until": "11:30", "mode": "branch", "theme": "Six mois à Cork",
        "led_by": "Claire Audebert", "guides": ("candidate", "sponsor"),
    }),
    (-6, {"kind": "information", "at": "9:30", "mode": "video", "theme": "L’Espagne, l’Irlande", "led_by": "Julien Morel"}),
    (0, {
        "kind": "information", "at": "14:00", "until": "15:30", "mode": "branch", "place": "Antenne de Civray",
        "theme": "Le dossier, pas à pas", "led_by": "Claire Audebert", "guides": ("candidate", "country"),
    }),
    (8, {"kind": "sponsorship", "at": "17:30", "until": "18:30", "mode": "video", "theme": "Travailler à Séville"}),
    (16, {"kind": "interviews", "at": "9:00", "until": "17:00", "mode": "region"}),
    (23, {"kind": "partners", "at": "10:00", "until": "12:00", "mode": "branch", "theme": "Bilan de l’automne"}),
)  # fmt: skip

_APPROACHED = (
    ("Coutant", "Lilou", "Chaunay", "information", "Sa mère est venue à la réunion d’information.", 33, False),
    ("Vignaud", "Ryan", "Couhé", "approached", "Apprenti au garage, voudrait parler anglais.", 19, None),
    ("Sicard", "Maëlys", "Charroux", "sponsorship", "A suivi la rencontre avec Nadège Rivault.", 9, True),
    ("Audoin", "Timéo", "Vivonne", "other", "Un éducateur nous en a parlé.", 3, None),
)
"""Surname, first name, town, how they are known, what is noted, since how many days, whether they went abroad before."""


def add_journey(desk: Desk, today: date) -> None:
    """Write all of it at once, on an office that has its dossiers."""
    people = _sponsors(desk, today)
    rows = list_page(desk, DossierQuery(sort=Sort.NAME, descending=False)).rows
    _events(desk, today, [row.id for row in rows], people)
    for surname, first_name, town, through, note, days, prior in _APPROACHED:
        new = NewPerson(surname, first_name, town=town, phone=f"06 39 98 42 {days:02d}")
        made = approach(desk, new, through, note, prior, today - timedelta(days=days)).result
        if days == 19:
            note_contact(desk, made, "phone", "Rappeler après ses examens.", today - timedelta(days=16))
        if days == 9:
            note_contact(desk, made, "visit", "Passera à l’antenne avec son CV.", today - timedelta(days=2))


def _sponsors(desk: Desk, today: date) -> list[str]:
    made = []
    for known, days in _SPONSORS:
        agreed: dict[str, Typed] = {"consent_on": today - timedelta(days=days)} if days else {}
        made.append(add_card(desk, SPONSOR, known | agreed).result)
    end_consent(desk, made[2], today - timedelta(days=12))
    return made


def _events(desk: Desk, today: date, young: Sequence[str], sponsors: Sequence[str]) -> None:
    for days, told in _EVENTS:
        day = working_day(today + timedelta(days=days), back=days < 0)
        event = add_card(desk, EVENT, {**told, "on": day}).result
        expected = young[:6] if told["kind"] == "information" else young[2:5]
        if told["kind"] == "partners":
            invite(desk, event, name="Hélène Garnier", organisation="Lycée professionnel de Civray")
            invite(desk, event, name="Paul Vignaud", organisation="Garage Vignaud")
            continue
        named = [invite(desk, event, dossier_id=one).result for one in expected]
        if told["kind"] == "sponsorship":
            named.append(invite(desk, event, sponsor_id=sponsors[0 if days < 0 else 1]).result)
        if days < 0 and days != -6:
            mark_came(desk, {row: number != 1 for number, row in enumerate(named)})
        if days == -20:
            answers = {"mood": "lively", "subjects": "Le logement, les premières semaines, l’accent.", "minutes": "80"}
            save_answers(
                desk,
                form_code(desk, FormRole.SPONSORSHIP_REPORT),
                Subject(event, structure_code=desk.structure_code),
                answers,
            )
        if days == -6:
            cancel_event(desk, event, "Panne de connexion à l’antenne")


def working_day(day: date, *, back: bool = False) -> date:
    """The day, or the Monday after a week-end; looking back, the Friday before it."""
    late = max(0, day.weekday() - 4)
    return day - timedelta(days=late) if back else day + timedelta(days=(7 - day.weekday()) if late else 0)
