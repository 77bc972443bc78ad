"""Fictional young people: the ones the pictures tell of first, then as many as asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

from chance_desktop.domain.people.names import fold
from chance_desktop.domain.states import DossierState

_GIRLS = (
    "Manon", "Inès", "Jade", "Sarah", "Océane", "Chloé", "Maëva", "Clémence", "Élodie", "Noémie", "Zoé", "Pauline",
    "Camille", "Aurélie", "Anaïs", "Émilie", "Léa", "Lola", "Margaux", "Justine",
)  # fmt: skip
_BOYS = (
    "Théo", "Enzo", "Kévin", "Hugo", "Nathan", "Lucas", "Yanis", "Rémi", "Jérôme", "Gaëtan", "Maël", "Antoine", "Joël",
    "Mathis", "Tom", "Axel", "Dylan", "Loïc", "Baptiste", "Jordan",
)  # fmt: skip
_SURNAMES = (
    "Roussel", "Baudry", "Chauvet", "Pasquier", "Morillon", "Delage", "Texier", "Bonnin", "Brossard", "Poupard",
    "Guérineau", "Coutant", "Ferrand", "Péron", "Ménard", "Quéré", "Garçon", "Lefèvre", "Le Goff", "Da Silva",
    "D’Hérouville", "Müller", "Bœuf", "Rivault", "Lavaud", "Sicard", "Vignaud", "Audoin", "Barrault", "Touchard",
)  # fmt: skip
_TOWNS = (
    ("Civray", "86400"), ("Gençay", "86160"), ("Lusignan", "86600"), ("Montmorillon", "86500"), ("Charroux", "86250"),
    ("Chaunay", "86510"), ("Couhé", "86700"), ("L’Isle-Jourdain", "86150"), ("Vivonne", "86370"), ("Usson-du-Poitou", "86350"),
)  # fmt: skip
_STREETS = ("rue du Marché", "place des Tilleuls", "impasse de l’Église", "rue Émile-Zola", "avenue de la Gare")
_CLASSES = (("CAP 2e année", "CAP", "V", "3"), ("3e", "", "VI", "0"), ("2de", "Brevet", "V bis", "0"),
            ("Terminale pro", "Baccalauréat professionnel", "IV", "4"), ("BEP terminale", "BEP", "V", "3"))  # fmt: skip
_DESTINATIONS = (
    ("ie", "Cork", "en"),
    ("gb", "Margate", "en"),
    ("es", "Valence", "es"),
    ("de", "Leipzig", "de"),
    ("mt", "Sliema", "en"),
)
_TEACHERS = (("M.", "Yann", "Garnier", "professeur d’anglais", "Lycée des Trois Rivières"),
             ("Mme", "Hélène", "Perrot", "professeure principale", "Lycée professionnel du Marais"),
             ("M.", "Luc", "Aubert", "professeur d’atelier", "CFA de la Vallée"),
             ("Mme", "Sandrine", "Royer", "formatrice", "Maison familiale du Poitou rural"),
             ("M.", "Karim", "Nadaud", "professeur d’espagnol", "Lycée du Pays civraisien"))  # fmt: skip
_EMPLOYERS = (("Mme", "Odile", "Sicard", "gérante", "Boulangerie Sicard"), ("M.", "Paul", "Vignaud", "gérant", "Garage Vignaud"),
              ("Mme", "Claire", "Tessier", "directrice", "Hôtel du Clain"),
              ("M.", "Denis", "Marchais", "chef d’atelier", "Menuiserie Marchais"),
              ("Mme", "Aline", "Fournier", "responsable", "Jardinerie du Val"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """How someone is reached, and their number at the Mission Locale."""

    address: str = ""
    phone: str = ""
    email: str = ""
    ml_number: str = ""


@dataclass(frozen=True, slots=True)
class RefereeScript:
    """A referee and how far their letter is: `status` and the number of days since."""

    title: str
    first_name: str
    surname: str
    function: str
    organisation: str
    status: str
    days: int
    requested_days: int


@dataclass(frozen=True, slots=True)
class Script:
    """One fictional young person: how far they are, and since when nothing moved."""

    first_name: str
    surname: str
    sex: str
    age: int
    town: str
    postcode: str
    step: int
    still_days: int
    received: int
    destination: tuple[str, str, str] = ("ie", "Cork", "en")
    teacher: RefereeScript | None = None
    employer: RefereeScript | None = None
    meeting: tuple[str, int, str, str] | None = None
    contact: Contact = Contact()
    schooling: tuple[str, str, str, str] = _CLASSES[0]
    level: str = "A2"
    state: str = DossierState.ACTIVE.value
    gaps: frozenset[str] = field(default_factory=frozenset)


def cast(count: int, random: Random) -> list[Script]:
    """`count` fictional people; the first ones are always the same."""
    known = [_completed(script, random) for script in _PICTURED[:count]]
    return known + [_invented(random) for _ in range(count - len(known))]


def _teacher(index: int, status: str, days: int, requested: int) -> RefereeScript:
    return RefereeScript(*_TEACHERS[index], status, days, requested)


def _employer(index: int, status: str, days: int, requested: int) -> RefereeScript:
    return RefereeScript(*_EMPLOYERS[index], status, days, requested)


_PICTURED = (
    Script("Manon", "Roussel", "F", 21, "Civray", "86400", step=3, still_days=18, received=7, level="B1",
           teacher=_teacher(0, "requested", 18, 18), employer=_employer(0, "reminded", 6, 22),
           meeting=("interview", 9, "10:00", "Poitiers, Région")),
    Script("Théo", "Baudry", "M", 19, "Gençay", "86160", step=3, still_days=21, received=6, destination=("gb", "Margate", "en"),
           teacher=_teacher(1, "checked", 30, 48), employer=_employer(1, "requested", 21, 21),
           meeting=("sponsorship", 2, "14:30", "")),
    Script("Inès", "Chauvet", "F", 23, "L’Isle-Jourdain", "86150", step=3, still_days=8, received=8, destination=("es", "Valence", "es"),
           teacher=_teacher(1, "reminded", 8, 24), employer=_employer(2, "checked", 20, 40),
           meeting=("sponsorship", 7, "11:00", "")),
    Script("Enzo", "Pasquier", "M", 24, "Charroux", "86250", step=3, still_days=31, received=9, teacher=_teacher(2, "checked", 40, 60),
           employer=_employer(1, "checked", 38, 58)),
    Script("Jade", "Morillon", "F", 18, "Chaunay", "86510", step=2, still_days=19, received=2, gaps=frozenset({"grant_obstacle"})),
    Script("Kévin", "Delage", "M", 23, "Gençay", "86160", step=4, still_days=17, received=99, teacher=_teacher(0, "checked", 40, 60),
           employer=_employer(0, "checked", 40, 60)),
    Script("Hugo", "Texier", "M", 21, "Lusignan", "86600", step=9, still_days=12, received=99, destination=("de", "Leipzig", "de"),
           teacher=_teacher(2, "checked", 300, 320), employer=_employer(2, "checked", 300, 320), level="B2"),
    Script("Sarah", "Bonnin", "F", 22, "Gençay", "86160", step=7, still_days=5, received=99, teacher=_teacher(1, "checked", 200, 220),
           employer=_employer(0, "checked", 200, 220), level="B1"),
    Script("Nathan", "Brossard", "M", 25, "Montmorillon", "86500", step=4, still_days=3, received=99, teacher=_teacher(2, "checked", 30, 50),
           employer=_employer(1, "checked", 30, 50), meeting=("interview", 3, "09:00", "en visioconférence")),
    Script("Océane", "Poupard", "F", 20, "Civray", "86400", step=1, still_days=2, received=0),
    Script("Lucas", "Guérineau", "M", 22, "Couhé", "86700", step=8, still_days=1, received=99, destination=("es", "Valence", "es"),
           teacher=_teacher(0, "checked", 260, 280), employer=_employer(2, "checked", 260, 280), level="B1"),
    Script("Yanis", "Coutant", "M", 17, "Vivonne", "86370", step=3, still_days=4, received=3, destination=("de", "Leipzig", "de"),
           teacher=_teacher(1, "requested", 4, 4), meeting=("follow-up", 5, "16:00", "à l’antenne")),
)  # fmt: skip


def _completed(script: Script, random: Random) -> Script:
    return replace(script, contact=_contact(script.first_name, script.surname, random))


def _contact(first_name: str, surname: str, random: Random) -> Contact:
    """A street, and telephone and address that belong to nobody (06 39 98 is reserved for fiction; exemple.fr)."""
    number = random.randrange(10_000)
    mail = f"{fold(first_name)}.{fold(surname).replace(' ', '')}@exemple.fr"
    return Contact(
        address=f"{random.randrange(1, 99)}, {random.choice(_STREETS)}",
        phone=f"06 39 98 {number // 100:02d} {number % 100:02d}",
        email=mail,
        ml_number=str(random.randrange(100_000, 9_999_999)),
    )


def _invented(random: Random) -> Script:
    girl = random.random() < 0.6
    first_name = random.choice(_GIRLS if girl else _BOYS)
    surname = random.choice(_SURNAMES)
    town, postcode = random.choice(_TOWNS)
    step = random.choices(range(1, 10), weights=(3, 3, 8, 3, 2, 1, 2, 1, 1))[0]
    still = min(int(random.expovariate(1 / 9)), 60)
    asked = {1: 0, 2: 6, 3: 14}.get(step, 0)
    received = 99 if step > 3 else random.randrange(asked + 1)
    teacher, employer = _invented_referees(step, still, random) if step >= 3 else (None, None)
    return Script(
        first_name, surname, "F" if girl else "M", random.randrange(17, 26), town, postcode, step=step, still_days=still, received=received,
        destination=random.choice(_DESTINATIONS), teacher=teacher, employer=employer, schooling=random.choice(_CLASSES),
        level=random.choice(("A1", "A2", "A2", "B1")), state=(DossierState.WITHDRAWN if random.random() < 0.06 else DossierState.ACTIVE).value,
        contact=_contact(first_name, surname, random),
    )  # fmt: skip


def _invented_referees(step: int, still: int, random: Random) -> tuple[RefereeScript, RefereeScript]:
    """Two letters, checked once the dossier has left the office."""
    days = still + random.randrange(3)
    teacher = "checked" if step > 3 else random.choice(("requested", "checked", "received"))
    employer = "checked" if step > 3 else random.choice(("requested", "reminded", "checked"))
    return _teacher(random.randrange(len(_TEACHERS)), teacher, days, days + 12), _employer(
        random.randrange(3), employer, days, days + 12
    )


def fictional_names(random: Random) -> tuple[Iterator[tuple[str, str]], Iterator[tuple[str, str]]]:
    """Surnames and first names without end, of girls and of boys; no name comes twice before all were given."""
    surnames = random.sample(_SURNAMES, len(_SURNAMES))

    def names(first_names: tuple[str, ...], shift: int) -> Iterator[tuple[str, str]]:
        for number in count():
            yield surnames[(number * 7 + shift) % len(surnames)], first_names[number % len(first_names)]

    return names(_GIRLS, 0), names(_BOYS, 3)
