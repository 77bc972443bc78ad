"""Whether two dossiers are one person's: surely, maybe (a person is asked), or not.

Nothing merges by itself over a difference: two numbers, two sexes or two birth dates are two people until somebody who knows
them says otherwise. A number that is doubtful (`contact.ml_number_doubt`) says nothing of who somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from chance_desktop.domain.people.contact import ml_number_doubt
from chance_desktop.domain.people.names import alike, fold
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person is recognised by."""

    surname: str
    first_name: str
    birth_date: date | None
    ml_number: str = ""
    phone: str = ""
    email: str = ""
    sex: str = ""

    @property
    def number(self) -> str:
        """The file number, when it is sound enough to tell somebody from another."""
        return "" if ml_number_doubt(self.ml_number) else self.ml_number.strip()


class Sameness(Enum):
    """Whether two identities are one person's."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer and its reason, in French; no reason for two people."""

    sameness: Sameness
    why: str = ""


_NOBODY = Comparison(Sameness.NONE)


def likeness(one: Identity, other: Identity) -> str:
    """Why two identities may be one person's, in French; empty when they may not."""
    return compare(one, other).why


def compare(one: Identity, other: Identity) -> Comparison:
    """Whether two identities are one person's."""
    seen = _Seen(one, other)
    if seen.numbers_differ:
        if seen.same_name and seen.same_birth and not seen.sexes_differ:
            return _likely(_("même nom, même date de naissance, mais deux n° de dossier"))
        return _NOBODY
    if seen.same_number:
        return _by_number(seen)
    if seen.sexes_differ and not (seen.same_name and seen.same_birth):
        return _NOBODY
    return _by_name(seen)


class _Seen:
    """What two identities share, and what they contradict each other in."""

    def __init__(self, one: Identity, other: Identity) -> None:
        self.one, self.other = one, other
        numbers = {one.number, other.number} - {""}
        self.same_number = bool(numbers) and one.number == other.number
        self.numbers_differ = len(numbers) > 1
        self.sexes_differ = len({one.sex, other.sex} - {""}) > 1
        self.same_birth = one.birth_date is not None and one.birth_date == other.birth_date
        self.births_differ = None not in (one.birth_date, other.birth_date) and not self.same_birth
        surnames, first_names = (fold(one.surname), fold(other.surname)), (fold(one.first_name), fold(other.first_name))
        self.same_first_name = bool(first_names[0]) and first_names[0] == first_names[1]
        self.same_name = bool(surnames[0]) and surnames[0] == surnames[1] and self.same_first_name
        self.swapped = bool(surnames[0]) and surnames[0] == first_names[1] and first_names[0] == surnames[1]

    @property
    def close(self) -> bool:
        """Both names one slip of the pen apart."""
        one, other = self.one, self.other
        return alike(one.surname, other.surname) and alike(one.first_name, other.first_name)

    @property
    def slip(self) -> bool:
        """Birth dates one slip of the pen apart."""
        one, other = self.one.birth_date, self.other.birth_date
        return one is not None and other is not None and _slip(one, other)

    @property
    def reach(self) -> bool:
        """One telephone or one address."""
        one, other = self.one, self.other
        return bool(one.phone and one.phone == other.phone) or bool(one.email and fold(one.email) == fold(other.email))


def _by_number(seen: _Seen) -> Comparison:
    why = _("même n° de dossier Mission Locale")
    named = seen.same_name or seen.swapped or seen.close
    # sisters bear close names: a number copied from one line to the next is no proof
    sure = seen.same_name or (named and seen.same_birth)
    if sure and not seen.births_differ and not seen.sexes_differ:
        return Comparison(Sameness.SURE, why)
    if named and (seen.births_differ or seen.sexes_differ):
        differing = _("date de naissance") if seen.births_differ else _("civilité")
        return _likely(_("{same}, mais pas la même {other}").format(same=why, other=differing))
    if named:
        return _likely(_("{same}, nom presque identique").format(same=why))
    # a number given to two people by mistake is no question: nothing else says they are one
    return _NOBODY if seen.births_differ else _likely(_("{same}, mais pas le même nom").format(same=why))


def _by_name(seen: _Seen) -> Comparison:
    if seen.same_name and seen.same_birth:
        if seen.sexes_differ:
            return _likely(_("même nom, même date de naissance, mais pas la même civilité"))
        return Comparison(Sameness.SURE, _("même nom, même date de naissance"))
    if seen.same_name and not seen.births_differ:
        if seen.reach:
            return Comparison(Sameness.SURE, _("même nom et mêmes coordonnées"))
        return _likely(_("même nom"))
    if seen.same_birth and seen.close:
        return _likely(_("nom presque identique, même date de naissance"))
    if seen.same_birth and seen.swapped:
        return _likely(_("nom et prénom inversés, même date de naissance"))
    if seen.same_name and seen.slip:
        return _likely(_("même nom, date de naissance presque identique"))
    if seen.reach and (seen.same_first_name or _alike_first(seen)):
        return _likely(_("même prénom et mêmes coordonnées"))
    return _NOBODY


def _alike_first(seen: _Seen) -> bool:
    """First names one slip apart are one person's only where no birth date says otherwise: sisters share a telephone."""
    return not seen.births_differ and alike(seen.one.first_name, seen.other.first_name)


def _likely(why: str) -> Comparison:
    return Comparison(Sameness.LIKELY, why)


def _slip(one: date, other: date) -> bool:
    """Day and month exchanged, or a single digit of the date typed wrong."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return sum(left != right for left, right in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
