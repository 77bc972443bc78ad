"""Europass Mobility: the tables a prepared document is made of (template of Decision 2241/2004/EC, annex III)."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.domain.learner.model import Identification
from chance_desktop.domain.learner.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Issuer:
    """Table 2: who issues the document; the number is the national centre's, never the application's own."""

    organisation: str = ""
    number: str = ""
    issued_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """Table 3: a sending or host partner and its person of reference."""

    name: str = ""
    kind: str = ""
    address: str = ""
    reference_person: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Table 4: what the experience is for and when it takes place."""

    objective: str = ""
    initiative: str = ""
    qualification: str = ""
    programme: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class SkillsAcquired:
    """Table 5a, filled at the end of the stay."""

    activities: str = ""
    job_related: str = ""
    language: str = ""
    digital: str = ""
    organisational: str = ""
    social: str = ""
    other: str = ""
    on: PartialDate | None = None
    mentor: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was written yet."""
        return not any(
            (
                self.activities,
                self.job_related,
                self.language,
                self.digital,
                self.organisational,
                self.social,
                self.other,
            )
        )


@dataclass(frozen=True, slots=True)
class Mobility:
    """A prepared Europass Mobility; `experience` is the number of the experience, from 1."""

    holder: Identification
    issuer: Issuer = Issuer()
    sending: Partner = Partner()
    host: Partner = Partner()
    stay: Stay = Stay()
    skills: SkillsAcquired = SkillsAcquired()
    experience: int = 1
    locale: str = "fr"
