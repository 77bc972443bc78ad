"""A learner read from a file, as rows of the profile: columns of its own, of the letter, and entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from chance_desktop.casework.europass.remainder import (
    NO_ENTRY_REMAINDER,
    EntryRemainder,
    by_entry,
    remainder_of,
    remainder_text,
)
from chance_desktop.casework.session.rows.row_slots import said_values
from chance_desktop.domain.change import Value
from chance_desktop.domain.learner.cefr import Levels
from chance_desktop.domain.learner.model import Annex, Coded, Education, Learner, Organisation, WorkExperience
from chance_desktop.domain.learner.partial_dates import Period
from chance_desktop.domain.people.names import fold


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as a file gives it; `content` is the file of an annex."""

    section: str
    values: dict[str, Value]
    remainder: EntryRemainder = NO_ENTRY_REMAINDER
    content: bytes = field(default=b"", repr=False)
    file_id: str = ""
    """What the file calls an annex, in the `documents` of the other entries."""

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two entries the same one: words and dates, whatever their accents and capitals."""
        values = self.values
        names = ("title_fr", "title_en", "organisation", "language", "code" if self.section == "achievement" else "")
        words = [fold(str(values.get(name) or "")) for name in names if name]
        title = words[0] or words[1]
        if self.section == "language-experience":
            title = fold(str(values.get("text_fr") or values.get("text_en") or ""))[:80]
        return (self.section, title, *words[2:], str(values.get("since") or ""))


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file says, as rows: of the person, the profile, the letter, the entries and the levels by language."""

    person: dict[str, str]
    profile: dict[str, Value]
    letter: dict[str, Value]
    entries: tuple[EntryDraft, ...]
    levels: dict[str, Levels]
    photo: bytes = field(default=b"", repr=False)


def intake(learner: Learner) -> Intake:
    """The rows a learner makes; texts go to the columns of its language."""
    locale = "en" if learner.locale == "en" else "fr"
    inside = by_entry(learner.kept)[1]
    who = learner.identification
    person = {
        "surname": who.name.surname, "first_name": who.name.first_name,
        "birth_date": str(who.birth_date) if who.birth_date and who.birth_date.day else "",
        "sex": who.gender.code, "address": " ".join(part for part in (who.address.line, who.address.line2) if part),
        "postcode": who.address.postcode, "town": who.address.town, "email": who.email,
        "phone": who.telephones[0].value if who.telephones else "",
    }  # fmt: skip
    profile: dict[str, Value] = {
        "nationalities": _codes(who.nationalities), "country": who.address.country.code,
        "website": who.websites[0].value if who.websites else "",
        "headline_kind": learner.headline.kind.code, f"headline_{locale}": _words(learner.headline.description),
        f"communication_{locale}": learner.communication.text, f"organisational_{locale}": learner.organisational.text,
        f"job_related_{locale}": learner.job_related.text, f"other_{locale}": learner.other.text,
        f"digital_{locale}": learner.digital.text, "digital_information": learner.digital.information,
        "digital_communication": learner.digital.communication,
        "digital_content_creation": learner.digital.content_creation, "digital_safety": learner.digital.safety,
        "digital_problem_solving": learner.digital.problem_solving,
        "licences": json.dumps(list(learner.driving.licences)) if learner.driving.licences else "",
        "mother_tongues": _codes(each.language for each in learner.mother_tongues), "kept": remainder_text(remainder_of(learner)),
    }  # fmt: skip
    entries: list[EntryDraft] = []
    for section, drafts in _entries(learner, locale):
        for number, draft in enumerate(drafts, 1):
            remainder = replace(draft.remainder, kept=inside.get((section, number), ()))
            values = said_values({**draft.values, "kept": remainder_text(remainder)})
            entries.append(replace(draft, values=values, remainder=remainder))
    levels = {_code(each.language): each.levels for each in learner.languages if not each.levels.empty}
    photo = who.photo.data if who.photo else b""
    return Intake(person, said_values(profile), _letter(learner, locale), tuple(entries), levels, photo)


def _entries(learner: Learner, locale: str) -> Iterator[tuple[str, list[EntryDraft]]]:
    yield "work", [_experience("work", _work(each, locale), each) for each in learner.work]
    yield "education", [_experience("education", _education(each, locale), each) for each in learner.education]
    yield "language", [_draft("language", {"language": _code(each.language)}) for each in learner.languages]
    yield "certificate", [
        _draft("certificate", {
            "language": _code(language.language), f"title_{locale}": each.title, "organisation": each.awarding_body,
            "since": str(each.date or ""), "level": each.level,
        })
        for language in learner.languages for each in language.certificates
    ]  # fmt: skip
    yield "language-experience", [
        _draft("language-experience", {
            "language": _code(language.language), f"text_{locale}": each.description, "code": each.area.code,
            **_period(each.period), "documents": _ids(each.documents),
        })
        for language in learner.languages for each in language.experiences
    ]  # fmt: skip
    yield "achievement", [
        _draft("achievement", {
            "code": each.title.code, f"title_{locale}": "" if each.title.code else each.title.label,
            f"text_{locale}": each.description, "documents": _ids(each.documents),
        })
        for each in learner.achievements
    ]  # fmt: skip
    yield "annex", [_annex(each, locale) for each in learner.annexes]


def _annex(annex: Annex, locale: str) -> EntryDraft:
    title = annex.description or annex.name
    remainder = EntryRemainder(name=annex.name, metadata=annex.metadata)
    values = said_values({f"title_{locale}": title, "mime": annex.mime})
    return EntryDraft("annex", values, remainder, annex.data, annex.id)


def _experience(section: str, values: dict[str, Value], found: WorkExperience | Education) -> EntryDraft:
    """A job or a schooling; a description beside the activities goes to the remainder."""
    second = found.description if found.activities else ""
    remainder = EntryRemainder(found.period.duration, found.period.duration_equivalent, second)
    return EntryDraft(section, said_values(values), remainder)


def _work(work: WorkExperience, locale: str) -> dict[str, Value]:
    return {
        f"title_{locale}": _words(work.position), f"text_{locale}": work.activities or work.description,
        **_period(work.period), **_organisation(work.employer), "code": work.employer.sector.code,
        "documents": _ids(work.documents),
    }  # fmt: skip


def _education(education: Education, locale: str) -> dict[str, Value]:
    return {
        f"title_{locale}": education.title, f"text_{locale}": education.activities or education.description,
        **_period(education.period), **_organisation(education.organisation), "level": education.level.code,
        "code": education.field_of_study.code, "documents": _ids(education.documents),
    }  # fmt: skip


def _organisation(organisation: Organisation) -> dict[str, Value]:
    address = organisation.address
    return {
        "organisation": organisation.name, "address": "\n".join(part for part in (address.line, address.line2) if part),
        "postcode": address.postcode, "town": address.town, "country": address.country.code,
        "website": organisation.website,
    }  # fmt: skip


def _period(period: Period) -> dict[str, Value]:
    return {
        "since": str(period.since or ""),
        "until": str(period.until or ""),
        "current": True if period.current else None,
    }


def _letter(learner: Learner, locale: str) -> dict[str, Value]:
    letter = learner.cover_letter
    if letter is None:
        return {}
    address = letter.addressee_organisation.address
    return said_values({
        "addressee_title": letter.addressee.title.code, "addressee_first_name": letter.addressee.first_name,
        "addressee_surname": letter.addressee.surname, "addressee_position": _words(letter.addressee_position),
        "organisation": letter.addressee_organisation.name, "address": address.line, "postcode": address.postcode,
        "town": address.town, "country": address.country.code, "place": letter.place, "on": str(letter.date or ""),
        f"subject_{locale}": letter.subject, f"opening_{locale}": letter.opening, f"body_{locale}": letter.main_body,
        f"closing_{locale}": letter.closing,
    })  # fmt: skip


def _draft(section: str, values: dict[str, Value]) -> EntryDraft:
    return EntryDraft(section, said_values(values))


def _codes(found: Iterable[Coded]) -> str:
    codes = [_code(each) for each in found]
    return json.dumps(codes, ensure_ascii=False) if codes else ""


def _code(coded: Coded) -> str:
    """A code, or the words of what has none."""
    return coded.code or coded.label


def _words(coded: Coded) -> str:
    return coded.label or coded.code


def _ids(documents: tuple[str, ...]) -> str:
    return json.dumps(list(documents)) if documents else ""
