"""Fields of a young person."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    code,
    day,
    declare,
    email,
    line,
    phone,
    reference,
)
from chance_desktop.domain.fields.kinds import LIFE, Kind, Owner, Personal, Searched
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

PERSON = TableDeclaration(
    name="person",
    label=_("Personne"),
    owner=Owner.PERSON,
    fields=(
        line("surname", _("Nom"), personal=Personal.IDENTITY, searched=Searched.NAME),
        line("first_name", _("Prénom"), personal=Personal.IDENTITY, searched=Searched.NAME),
        day("birth_date", _("Date de naissance"), use=DayUse.BIRTH, span=LIFE, personal=Personal.IDENTITY, in_extract=True),
        code("sex", _("Civilité"), "choices:sex", personal=Personal.IDENTITY, in_extract=True),
        code("nationality", _("Nationalité"), "choices:nationality", personal=Personal.SITUATION),
        line("ml_number", _("N° de dossier Mission Locale"), personal=Personal.IDENTITY, searched=Searched.NUMBER),
        line("address", _("Adresse"), personal=Personal.CONTACT),
        declare(Kind.POSTCODE, "postcode", _("Code postal"), personal=Personal.CONTACT),
        line("town", _("Commune"), personal=Personal.CONTACT, searched=Searched.TOWN),
        phone("phone", _("Téléphone")),
        email("email", _("Adresse électronique")),
        line("last_class", _("Dernière classe suivie"), personal=Personal.SITUATION),
        line("diploma", _("Diplôme obtenu"), personal=Personal.SITUATION),
        code(
            "level_1969", _("Niveau (ancienne échelle)"), "choices:level_1969", personal=Personal.SITUATION, in_extract=True
        ),
        code("level_2019", _("Niveau (échelle de 2019)"), "choices:level_2019", personal=Personal.SITUATION),
        reference("joined_to", _("Même personne que"), "person"),
    ),
)  # fmt: skip
