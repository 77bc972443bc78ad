"""Find, for each line, the dossier or the earlier line that is the same person's, surely or maybe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, or_, select

from chance_desktop.casework.people_import.reading_lines import ReadLine
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.people.duplicates import Identity, Sameness, compare
from chance_desktop.domain.people.names import fold
from chance_desktop.store.schema.tables import dossier, dossier_summary, person

_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Match:
    """Who a line is about already, surely or maybe: a dossier here, or an earlier line."""

    dossier: str
    line: int
    name: str
    why: str
    sure: bool

    @property
    def who(self) -> str:
        """What an answer names this person by."""
        return self.dossier or f"line:{self.line}"


@dataclass(slots=True)
class _Known:
    identity: Identity
    dossier: str
    line: int


@dataclass(slots=True)
class Matcher:
    """People known, by number, birth date and name."""

    by_number: dict[str, list[_Known]] = field(default_factory=dict)
    by_birth: dict[date, list[_Known]] = field(default_factory=dict)
    by_name: dict[str, list[_Known]] = field(default_factory=dict)

    def add(self, identity: Identity, dossier_id: str = "", line: int = 0) -> None:
        """Know one more person."""
        known = _Known(identity, dossier_id, line)
        if identity.number:
            self.by_number.setdefault(identity.number, []).append(known)
        if identity.birth_date is not None:
            self.by_birth.setdefault(identity.birth_date, []).append(known)
        self.by_name.setdefault(_name(identity), []).append(known)

    def find(self, identity: Identity, answered: Callable[[str], bool | None]) -> Match | None:
        """Who this one surely is, else who they may be; what a person answered of somebody counts more than what is compared."""
        likely: Match | None = None
        for known in self._candidates(identity):
            compared = compare(identity, known.identity)
            if compared.sameness is Sameness.NONE:
                continue
            name = f"{known.identity.first_name} {known.identity.surname}"
            match = Match(known.dossier, known.line, name, compared.why, compared.sameness is Sameness.SURE)
            answer = answered(match.who)
            if answer is False:
                continue
            if answer:
                return replace(match, sure=True)
            if match.sure:
                return match
            likely = likely or match
        return likely

    def dossiers_of(self, number: str) -> list[str]:
        """The dossiers here that bear a number."""
        return [known.dossier for known in self.by_number.get(number, ()) if known.dossier]

    def _candidates(self, identity: Identity) -> Iterator[_Known]:
        if identity.number:
            yield from self.by_number.get(identity.number, ())
        if identity.birth_date is not None:
            yield from self.by_birth.get(identity.birth_date, ())
        yield from self.by_name.get(_name(identity), ())


def _name(identity: Identity) -> str:
    return f"{fold(identity.surname)} {fold(identity.first_name)}"


def identity_of(line: ReadLine) -> Identity:
    """What a line says someone is recognised by."""

    def told(code: str) -> str:
        return str(line.values.get(code, ""))

    return Identity(
        surname=told("surname"),
        first_name=told("first_name"),
        birth_date=kept_day(told("birth_date")),
        ml_number=told("ml_number"),
        phone=told("phone"),
        email=told("email"),
        sex=told("sex"),
    )


def matcher_for(connection: Connection, lines: Iterable[ReadLine]) -> Matcher:
    """Everyone here who shares a number, a birth date or a name with a line."""
    matcher = Matcher()
    wanted = [identity_of(line) for line in lines if not line.refusal]
    seen: set[str] = set()
    columns = (
        person.c.surname, person.c.first_name, person.c.birth_date, person.c.ml_number, person.c.phone, person.c.email,
        person.c.sex, dossier.c.id,
    )  # fmt: skip
    joined = dossier.join(person, dossier.c.person_id == person.c.id).join(
        dossier_summary, dossier_summary.c.dossier_id == dossier.c.id
    )
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        reasons = or_(
            person.c.ml_number.in_({each.number for each in some if each.number}),
            person.c.birth_date.in_({each.birth_date.isoformat() for each in some if each.birth_date is not None}),
            dossier_summary.c.sort_name.in_({_name(each) for each in some}),
        )
        for row in connection.execute(
            select(*columns).select_from(joined).where(reasons, dossier.c.deleted_at.is_(None))
        ):
            if row.id not in seen:
                seen.add(row.id)
                matcher.add(
                    Identity(
                        surname=row.surname or "",
                        first_name=row.first_name or "",
                        birth_date=kept_day(row.birth_date),
                        ml_number=row.ml_number or "",
                        phone=row.phone or "",
                        email=row.email or "",
                        sex=row.sex or "",
                    ),
                    row.id,
                )
    return matcher
