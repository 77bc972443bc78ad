"""Who may write what: the one rule, for the use cases of this poste and for what a bundle of another says.

It denies by default. Each field has its writer (`domain.fields`), each row its owner; a row whose owner nobody knows is
written by no office. The Region may write everything: what it says was judged where it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import Struct

from chance_desktop.domain.change import DELETED, Value
from chance_desktop.domain.fields import FIELDS, TABLES
from chance_desktop.domain.fields.kinds import Owner, Writer
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

REGION = PosteRole.REGION
_GUARDED = {
    name: tuple(
        (each.name, each.region_only) for each in table.fields if each.writer is Writer.REGION or each.region_only
    )
    for name, table in TABLES.items()
}
"""The fields of which the Region alone writes some values, or any."""

ONCE = {
    name: frozenset(each.name for each in table.fields if each.writer is Writer.ONCE) for name, table in TABLES.items()
}
"""The fields that are not changed once they were said, by table."""
TOLD = {
    name: frozenset(each.name for each in table.fields if each.writer is Writer.TOLD) for name, table in TABLES.items()
}
"""The fields that no office changes without a line in the journal, by table."""


READ = {
    name: tuple(
        field
        for field in dict.fromkeys(
            (*(each for each, _values in _GUARDED[name]), *sorted(ONCE[name] | TOLD[name]), "structure_code", DELETED)
        )
        if field in FIELDS[name]
    )
    for name in TABLES
}
"""The fields whose values the rule reads, by table: of the others a claim may say nothing."""

DECISIVE = {
    name: tuple(
        dict.fromkeys((*(each for each, _values in _GUARDED[name]), *({"structure_code"} & FIELDS[name].keys())))
    )
    for name in TABLES
}
"""Of a row of which nothing is recorded, the fields whose values decide, by table; of the others it matters that they are written."""


class NotAllowed(ExpectedError):
    """Something that who works here may not write; nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason[:1].upper()}{reason[1:]}.", _("Demandez-le à la Région, par une note de liaison."))


@dataclass(frozen=True, slots=True)
class Standing:
    """In whose name somebody writes: the Region, or the Mission Locale `structure`."""

    role: PosteRole
    structure: str = ""

    @property
    def is_region(self) -> bool:
        """Whether it is the Region."""
        return self.role == REGION


THE_REGION = Standing(REGION)


class Claim(Struct, frozen=True, gc=False):
    """What somebody writes in a row, in the fields that are `READ` at least, and what is known of the row as it will be.

    `owners` are the Mission Locales of each thing the row belongs to; one nobody knows is empty. `former` holds what was said
    of fields that are said once, `people` the Mission Locales of the counsellors it is signed by, empty for the Region's. `told` says
    whether the journal of the dossier speaks of it in the same transaction.
    """

    table: str
    values: Mapping[str, Value]
    owners: tuple[frozenset[str], ...]
    shared: bool = False
    former: Mapping[str, Value] = {}
    people: Mapping[str, str] = {}
    told: bool = True


def field_refusal(author: Standing, table: str, values: Mapping[str, Value]) -> str:
    """Why an author may not write these fields, whatever the row; empty when they may."""
    if author.is_region:
        return ""
    if table == "erasure":
        return _("seule la Région peut effacer définitivement une personne ou un dossier")
    if TABLES[table].owner is Owner.REGION:
        return _("seule la Région peut prendre cette décision")
    for name, allowed in _GUARDED[table]:
        if name in values and (not allowed or values[name] in allowed):
            return _region_alone(table)
    return ""


def owns(author: Standing, structures: Iterable[str | None]) -> bool:
    """Whether an author may change what belongs to these Missions Locales, all of them; what is nobody's is the Region's."""
    return author.is_region or {code or "" for code in structures} == {author.structure}


def refusal(author: Standing, claim: Claim) -> str:
    """Why an author may not write this; empty when they may."""
    refused = field_refusal(author, claim.table, claim.values)
    if refused or author.is_region:
        return refused
    if any(owners and author.structure not in owners for owners in claim.owners):
        return _moves(claim) or (SHARED if claim.shared else _("ce dossier est suivi par une autre Mission Locale"))
    if not claim.owners or not all(claim.owners):
        return OWNERLESS
    silent = "" if claim.told else silence_refusal(claim.table, claim.values)
    return _moves(claim) or once_refusal(claim.table, claim.values, claim.former) or _signed(author, claim) or silent


OWNERLESS = _("rien ne dit à quelle Mission Locale appartient cette ligne")
"""Why a row of nobody is not written."""

SHARED = _("ce qui est partagé par la Région ou par une autre Mission Locale ne se modifie pas ici")
"""Why a row of others that belongs to no dossier is not written."""


def once_refusal(table: str, values: Mapping[str, Value], former: Mapping[str, Value]) -> str:
    """Why fields that are said once may not be changed; empty when they say what they said, or said nothing yet."""
    names = ONCE[table]
    if not names or not former:
        return ""
    if not any(name in names and former.get(name) not in (None, "", value) for name, value in values.items()):
        return ""
    return _("ce qui est écrit une fois pour toutes ne se modifie pas")


def silence_refusal(table: str, values: Mapping[str, Value]) -> str:
    """Why an office may not write these fields without a line in the journal; empty when it may."""
    if DELETED in values or not TOLD[table].intersection(values):
        return ""
    return _("un dossier ne change ni d’étape ni de situation sans que son journal le dise")


def _region_alone(table: str) -> str:
    if table == "dossier":
        return _("seule la Région peut transmettre un dossier à une autre Mission Locale")
    if table == "piece":
        return _("seule la Région peut accorder une dispense")
    return _("seule la Région peut écrire cela")


def _moves(claim: Claim) -> str:
    """A dossier goes to another Mission Locale by the Region alone."""
    former = claim.former.get("structure_code")
    written = claim.values.get("structure_code")
    if claim.table == "dossier" and "structure_code" in claim.values and former not in (None, "", written):
        return _("seule la Région peut transmettre un dossier à une autre Mission Locale")
    return ""


def _signed(author: Standing, claim: Claim) -> str:
    """Whoever signs is of the Mission Locale that writes; who is not known is nobody's name."""
    if all(structure == author.structure for structure in claim.people.values()):
        return ""
    return _("cette ligne est écrite au nom de quelqu’un d’une autre Mission Locale ou de la Région")
