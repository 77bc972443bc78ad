"""Find, for each line, the dossier or the earlier line that is the same person's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, or_, select

from chance_desktop.casework.people_import.reading_lines import ReadLine
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.duplicates import Identity, likeness
from chance_desktop.store.tables import dossier, person

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Match:
    """Who a line is about already: a dossier here, or an earlier line."""

    dossier: str
    line: int
    name: str
    why: str


@dataclass(slots=True)
class _Known:
    identity: Identity
    dossier: str
    line: int


@dataclass(slots=True)
class Matcher:
    """People known, by number and by birth date."""

    by_number: dict[str, list[_Known]] = field(default_factory=dict)
    by_birth: dict[date | None, list[_Known]] = field(default_factory=dict)

    def add(self, identity: Identity, dossier_id: str = "", line: int = 0) -> None:
        """Know one more person."""
        known = _Known(identity, dossier_id, line)
        if identity.ml_number:
            self.by_number.setdefault(identity.ml_number, []).append(known)
        self.by_birth.setdefault(identity.birth_date, []).append(known)

    def find(self, identity: Identity) -> Match | None:
        """The first person who may be this one."""
        candidates = [*self.by_number.get(identity.ml_number, ()), *self.by_birth.get(identity.birth_date, ())]
        for known in candidates:
            why = likeness(identity, known.identity)
            if why:
                name = f"{known.identity.first_name} {known.identity.surname}"
                return Match(known.dossier, known.line, name, why)
        return None


def identity_of(line: ReadLine) -> Identity:
    """What a line says someone is recognised by."""
    values = line.values
    birth = str(values.get("birth_date", ""))
    return Identity(
        str(values.get("surname", "")), str(values.get("first_name", "")),
        kept_day(birth), str(values.get("ml_number", "")),
    )  # fmt: skip


def matcher_for(connection: Connection, lines: Iterable[ReadLine]) -> Matcher:
    """Everyone here who shares a number or a birth date with a line."""
    matcher = Matcher()
    wanted = list(lines)
    seen: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        numbers = [str(line.values["ml_number"]) for line in some if line.values.get("ml_number")]
        births = [str(line.values["birth_date"]) for line in some if line.values.get("birth_date")]
        columns = (person.c.surname, person.c.first_name, person.c.birth_date, person.c.ml_number, dossier.c.id)
        query = (
            select(*columns)
            .join(dossier, dossier.c.person_id == person.c.id)
            .where(
                or_(person.c.ml_number.in_(numbers), person.c.birth_date.in_(births)), dossier.c.deleted_at.is_(None)
            )
        )
        for row in connection.execute(query):
            if row.id not in seen:
                seen.add(row.id)
                birth = kept_day(row.birth_date)
                matcher.add(Identity(row.surname or "", row.first_name or "", birth, row.ml_number or ""), row.id)
    return matcher
