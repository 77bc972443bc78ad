"""What an imported file says beyond the fields of the profile: kept beside them, and written back with them.

What belongs to an entry stays with it wherever it moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter

from chance_desktop.domain.learner.model import (
    NOTHING,
    Coded,
    CoverLetter,
    DigitalSkill,
    Image,
    Kept,
    Learner,
    Reach,
    Skill,
)
from chance_desktop.domain.learner.partial_dates import Period

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T", "Remainder", "EntryRemainder")

_PARENTS = {
    "work": "LearnerInfo[1]/WorkExperienceList[1]/WorkExperience",
    "education": "LearnerInfo[1]/EducationList[1]/Education",
    "achievement": "LearnerInfo[1]/AchievementList[1]/Achievement",
    "annex": "AttachmentList[1]/Attachment",
}
"""Where the entries of a section stand in a `SkillsPassport`."""

_ENTRY = {
    section: re.compile(rf"(?P<head>(?:.*/)?){re.escape(parent)}\[(?P<number>\d+)\](?P<rest>.*)", re.DOTALL)
    for section, parent in _PARENTS.items()
}
_HERE = "@"


@dataclass(frozen=True, slots=True)
class Remainder:
    """Of the whole file: further telephones and sites, a signature, what goes with skills (`documents` by family)."""

    title: Coded = NOTHING
    telephones: tuple[Reach, ...] = ()
    websites: tuple[Reach, ...] = ()
    messaging: tuple[Reach, ...] = ()
    signature: Image | None = None
    comment: str = ""
    copyright: str = ""
    digital_certificates: tuple[str, ...] = ()
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    letter: CoverLetter | None = None
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRemainder:
    """Of one entry: how long it lasted in the file's own words, a second description, a file name, what is unknown."""

    duration: str = ""
    duration_equivalent: str = ""
    description: str = ""
    name: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    kept: tuple[Kept, ...] = ()

    def period(self, period: Period) -> Period:
        """The period of the entry with the duration the file gave."""
        return replace(period, duration=self.duration, duration_equivalent=self.duration_equivalent)


NO_REMAINDER = Remainder()
NO_ENTRY_REMAINDER = EntryRemainder()


def remainder_of(learner: Learner) -> Remainder:
    """What a learner says beyond the profile, but for the parts inside entries."""
    families: dict[str, Skill | DigitalSkill] = {
        "communication": learner.communication, "organisational": learner.organisational,
        "job_related": learner.job_related, "other": learner.other, "digital": learner.digital,
    }  # fmt: skip
    documents = {name: skill.documents for name, skill in families.items() if skill.documents}
    documents |= {"driving": learner.driving.documents} if learner.driving.documents else {}
    documents |= {
        f"mother-tongue/{each.language.code}": each.documents for each in learner.mother_tongues if each.documents
    }
    documents |= {f"language/{each.language.code}": each.documents for each in learner.languages if each.documents}
    who = learner.identification
    return Remainder(
        title=who.name.title,
        telephones=who.telephones[1:],
        websites=who.websites[1:],
        messaging=who.messaging,
        signature=who.signature,
        comment=learner.about.comment,
        copyright=learner.about.copyright,
        digital_certificates=learner.digital.certificates,
        documents=documents,
        letter=learner.cover_letter,
        kept=by_entry(learner.kept)[0],
    )


def read_remainder(text: object) -> Remainder:
    """The remainder a column of the profile holds."""
    return _read(Remainder, text) if text else NO_REMAINDER


def read_entry_remainder(text: object) -> EntryRemainder:
    """The remainder a column of an entry holds."""
    return _read(EntryRemainder, text) if text else NO_ENTRY_REMAINDER


def remainder_text(found: Remainder | EntryRemainder) -> str:
    """The column for a remainder; empty for none."""
    if found in (NO_REMAINDER, NO_ENTRY_REMAINDER):
        return ""
    adapter = _adapter(Remainder) if isinstance(found, Remainder) else _adapter(EntryRemainder)
    return adapter.dump_json(found).decode()


def by_entry(parts: Iterable[Kept]) -> tuple[tuple[Kept, ...], dict[tuple[str, int], tuple[Kept, ...]]]:
    """Parts of the whole, and parts of each entry by (section, number from 1), their place told from the entry."""
    whole: list[Kept] = []
    inside: dict[tuple[str, int], tuple[Kept, ...]] = {}
    for part in parts:
        for section, pattern in _ENTRY.items():
            found = pattern.fullmatch(part.place)
            if found:
                key = (section, int(found["number"]))
                inside[key] = (*inside.get(key, ()), replace(part, place=f"{found['head']}{_HERE}{found['rest']}"))
                break
        else:
            whole.append(part)
    return tuple(whole), inside


def from_root(part: Kept, section: str, number: int) -> Kept:
    """A part of an entry, its place told from the root again."""
    return replace(part, place=part.place.replace(_HERE, f"{_PARENTS[section]}[{number}]", 1))


def _read(kind: type[T], text: object) -> T:
    """What a column holds; one that another version wrote differently is as good as empty, and is left as it is."""
    try:
        return cast(T, _adapter(kind).validate_json(str(text)))
    except ValueError:
        return kind()


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        # Pictures are bytes, which JSON carries in base 64.
        kind.__pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


_adapters: dict[Any, TypeAdapter[Any]] = {}
