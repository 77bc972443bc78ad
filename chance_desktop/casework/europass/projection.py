"""From the rows of a dossier to the learner of a document, in one language: nothing is typed twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from chance_desktop.casework.europass.assessments import levels_shown, read_assessments
from chance_desktop.casework.europass.profile import EntryView, ProfileView, read_profile
from chance_desktop.casework.europass.remainder import (
    Remainder,
    from_root,
    read_entry_remainder,
    read_remainder,
)
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import DossierRecord, read_record
from chance_desktop.domain.learner.cefr import NO_LEVELS, Levels, SelfAssessment
from chance_desktop.domain.learner.model import (
    NOTHING,
    About,
    Achievement,
    Address,
    Annex,
    Coded,
    CoverLetter,
    DigitalSkill,
    Document,
    Driving,
    Education,
    ForeignLanguage,
    Headline,
    Identification,
    Image,
    Kept,
    LanguageCertificate,
    LanguageExperience,
    Learner,
    MotherTongue,
    Organisation,
    PersonName,
    Reach,
    Skill,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import Period, partial_date
from chance_desktop.domain.learner.rich_text import plain
from chance_desktop.domain.rows.kept import field_text
from chance_desktop.europass.schema.codes import CodeList, label

GENERATOR = "Une chance pour l’Europe"
WITHOUT_ANNEXES = frozenset({Document.LANGUAGE_PASSPORT, Document.COVER_LETTER})
"""Documents that carry no scanned diploma: annexes are not read for them, nor referred to."""

Blob = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the documents of a dossier are made of."""

    record: DossierRecord
    profile: ProfileView
    assessments: tuple[SelfAssessment, ...]


def material(desk: Desk, dossier_id: str) -> Material:
    """What is known of a dossier for its Europass documents. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
        found = read_profile(connection, dossier_id)
        assessments = read_assessments(connection, dossier_id)
    return Material(record, found, assessments)


def learner_of(desk: Desk, dossier_id: str, locale: str = "fr", document: Document = Document.CV) -> Learner:
    """The learner of a dossier, in a language. Raises `DossierUnknown` or `ScanLost`."""
    return learner_from(material(desk, dossier_id), locale, document, desk.store.attachments.get, desk.now())


def learner_from(found: Material, locale: str, document: Document, blob: Blob, now: datetime) -> Learner:
    """The learner made of what is known; `blob` gives the photograph and the annexes by their SHA-256."""
    profile = found.profile
    rest = read_remainder(profile.values["kept"])
    entries = profile.of("annex") if document not in WITHOUT_ANNEXES else ()
    annexes = {entry.id: f"ATT_{number}" for number, entry in enumerate(entries, 1)}
    words = _Words(profile, locale, annexes)
    family = {name: words.annexes_named(ids) for name, ids in rest.documents.items()}
    instant = now.astimezone(UTC)
    return Learner(
        locale=locale,
        about=About(
            document=document,
            bundle=(),
            created=instant,
            updated=instant,
            generator=GENERATOR,
            comment=rest.comment,
            copyright=rest.copyright,
        ),
        identification=identification(found, locale, blob),
        headline=Headline(
            words.coded(CodeList.HEADLINES, profile.values["headline_kind"]), Coded("", words.own("headline"))
        ),
        work=tuple(_work(each, words) for each in profile.of("work")),
        education=tuple(_education(each, words) for each in profile.of("education")),
        mother_tongues=tuple(
            MotherTongue(words.coded(CodeList.MOTHER_LANGUAGES, code), family.get(f"mother-tongue/{code}", ()))
            for code in codes_in(profile.values["mother_tongues"])
        ),
        languages=tuple(
            _language(code, found, words, family.get(f"language/{code}", ())) for code in languages_known(found)
        ),
        communication=Skill(words.own("communication"), family.get("communication", ())),
        organisational=Skill(words.own("organisational"), family.get("organisational", ())),
        job_related=Skill(words.own("job_related"), family.get("job_related", ())),
        digital=DigitalSkill(
            words.own("digital"),
            information=profile.values["digital_information"] or "",
            communication=profile.values["digital_communication"] or "",
            content_creation=profile.values["digital_content_creation"] or "",
            safety=profile.values["digital_safety"] or "",
            problem_solving=profile.values["digital_problem_solving"] or "",
            certificates=rest.digital_certificates,
            documents=family.get("digital", ()),
        ),
        driving=Driving(codes_in(profile.values["licences"]), family.get("driving", ())),
        other=Skill(words.own("other"), family.get("other", ())),
        achievements=tuple(
            Achievement(_achievement_title(each, words), words.of(each, "text"), words.documents(each))
            for each in profile.of("achievement")
        ),
        documents=tuple(annexes.values()),
        annexes=tuple(_annex(each, words, blob) for each in entries),
        cover_letter=_letter(profile, words, rest),
        kept=_kept(profile, rest),
    )


def identification(found: Material, locale: str, blob: Blob | None = None) -> Identification:
    """Who the learner is, from the situation of the dossier and the few things only a CV asks."""
    person, values = found.record.person, found.profile.values
    country = values["country"] or ("FR" if person["postcode"] else "")
    sex = person["sex"] or ""
    photo = values["photo"] or ""
    rest = read_remainder(values["kept"])
    telephones = (
        [Reach(person["phone"], _coded(CodeList.TELEPHONE_USES, _use(person["phone"]), locale))]
        if person["phone"]
        else []
    )
    sites = [Reach(values["website"], _coded(CodeList.WEBSITE_USES, "personal", locale))] if values["website"] else []
    return Identification(
        name=PersonName(person["first_name"] or "", person["surname"] or "", rest.title),
        address=Address(
            person["address"] or "",
            "",
            person["postcode"] or "",
            person["town"] or "",
            _coded(CodeList.COUNTRIES, country, locale),
        ),
        email=person["email"] or "",
        telephones=(*telephones, *rest.telephones),
        websites=(*sites, *rest.websites),
        messaging=rest.messaging,
        birth_date=partial_date(person["birth_date"] or ""),
        gender=_coded(CodeList.GENDERS, sex, locale) if sex in ("F", "M") else NOTHING,
        nationalities=tuple(_coded(CodeList.NATIONALITIES, code, locale) for code in nationalities(found)),
        photo=Image("image/jpeg", blob(photo)) if photo and blob else None,
        signature=rest.signature,
    )


def nationalities(found: Material) -> tuple[str, ...]:
    """Nationalities typed for the CV; French when the situation says so and nothing else was typed."""
    typed = codes_in(found.profile.values["nationalities"])
    return typed or (("FR",) if found.record.person["nationality"] == "fr" else ())


def languages_known(found: Material) -> tuple[str, ...]:
    """Codes of the other languages: that of the stay first, those typed, those assessed or proved."""
    dossier = found.record.dossier
    order = [dossier["language"] or ""]
    order += [each.values["language"] or each.values["title_fr"] or "" for each in found.profile.of("language")]
    order += [each.language for each in found.assessments]
    for section in ("certificate", "language-experience"):
        order += [each.values["language"] or "" for each in found.profile.of(section)]
    mother = set(codes_in(found.profile.values["mother_tongues"]))
    return tuple(dict.fromkeys(each for each in order if each and each not in mother))


def levels_of(found: Material, language: str) -> Levels:
    """Levels to write for a language: those of the latest self-assessment, or none."""
    return levels_shown(found.assessments, language) or NO_LEVELS


def codes_in(value: object) -> tuple[str, ...]:
    """The codes a column of several holds."""
    return tuple(json.loads(str(value))) if value else ()


def _use(phone: str) -> str:
    return "mobile" if phone.startswith(("06", "07")) else "home"


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts of a profile in one language; what was written only in the other is not passed off as this one."""

    profile: ProfileView
    locale: str
    annexes: Mapping[str, str]
    """What the document calls each annex, by its row."""

    def annexes_named(self, rows: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.annexes[row] for row in rows if row in self.annexes)

    def documents(self, entry: EntryView) -> tuple[str, ...]:
        return self.annexes_named(codes_in(entry.values["documents"]))

    def own(self, name: str) -> str:
        return field_text(self.profile.values, f"{name}_{self.locale}")

    def of(self, entry: EntryView, name: str) -> str:
        return field_text(entry.values, f"{name}_{self.locale}")

    def letter(self, name: str) -> str:
        return field_text(self.profile.letter, f"{name}_{self.locale}")

    def coded(self, codes: CodeList, code: object) -> Coded:
        return _coded(codes, str(code or ""), self.locale)


def _coded(codes: CodeList, code: str, locale: str) -> Coded:
    if not code:
        return NOTHING
    words = label(codes, code, locale)
    return Coded(code, words) if words else Coded("", code)


def _period(entry: EntryView) -> Period:
    values = entry.values
    until = None if values["current"] else partial_date(values["until"] or "")
    period = Period(partial_date(values["since"] or ""), until, bool(values["current"]))
    return read_entry_remainder(values["kept"]).period(period)


def _organisation(entry: EntryView, words: _Words, sector: Coded = NOTHING) -> Organisation:
    values = entry.values
    line, _cut, line2 = str(values["address"] or "").partition("\n")
    country = words.coded(CodeList.COUNTRIES, values["country"])
    address = Address(line, line2, values["postcode"] or "", values["town"] or "", country)
    return Organisation(values["organisation"] or "", address, values["website"] or "", sector)


def _work(entry: EntryView, words: _Words) -> WorkExperience:
    return WorkExperience(
        _period(entry), Coded("", words.of(entry, "title")), words.of(entry, "text"),
        _organisation(entry, words, words.coded(CodeList.SECTORS, entry.values["code"])),
        read_entry_remainder(entry.values["kept"]).description, words.documents(entry),
    )  # fmt: skip


def _education(entry: EntryView, words: _Words) -> Education:
    return Education(
        period=_period(entry),
        title=words.of(entry, "title"),
        activities=words.of(entry, "text"),
        organisation=_organisation(entry, words),
        level=words.coded(CodeList.LEVELS, entry.values["level"]),
        field_of_study=words.coded(CodeList.STUDY_FIELDS, entry.values["code"]),
        description=read_entry_remainder(entry.values["kept"]).description,
        documents=words.documents(entry),
    )


def _language(code: str, found: Material, words: _Words, documents: tuple[str, ...]) -> ForeignLanguage:
    experiences = tuple(
        LanguageExperience(
            _period(each),
            words.of(each, "text"),
            words.coded(CodeList.LANGUAGE_AREAS, each.values["code"]),
            words.documents(each),
        )
        for each in found.profile.of("language-experience")
        if each.values["language"] == code
    )
    certificates = tuple(
        LanguageCertificate(
            words.of(each, "title"), each.values["organisation"] or "", partial_date(each.values["since"] or ""),
            each.values["level"] or "",
        )
        for each in found.profile.of("certificate")
        if each.values["language"] == code
    )  # fmt: skip
    return ForeignLanguage(
        words.coded(CodeList.LANGUAGES, code), levels_of(found, code), experiences, certificates, documents
    )


def _achievement_title(entry: EntryView, words: _Words) -> Coded:
    return words.coded(CodeList.ACHIEVEMENTS, entry.values["code"]) or Coded("", words.of(entry, "title"))


def _annex(entry: EntryView, words: _Words, blob: Blob) -> Annex:
    values, rest = entry.values, read_entry_remainder(entry.values["kept"])
    title = words.of(entry, "title") or str(values["title_fr"] or values["title_en"] or "")
    mime = values["mime"] or "application/pdf"
    return Annex(words.annexes[entry.id], mime, blob(values["sha256"] or ""), rest.name, title, rest.metadata)


def _letter(profile: ProfileView, words: _Words, rest: Remainder) -> CoverLetter | None:
    row = profile.letter
    if not any(plain(words.letter(name)) for name in ("subject", "opening", "body", "closing")):
        return None
    name = PersonName(
        row["addressee_first_name"] or "",
        row["addressee_surname"] or "",
        words.coded(CodeList.TITLES, row["addressee_title"]),
    )
    line, _cut, line2 = str(row["address"] or "").partition("\n")
    address = Address(
        line, line2, row["postcode"] or "", row["town"] or "", words.coded(CodeList.COUNTRIES, row["country"])
    )
    website = rest.letter.addressee_organisation.website if rest.letter else ""
    former = rest.letter or CoverLetter(
        salutation=Coded("", salutation(words.locale)), closing_salutation=Coded("", closing_words(words.locale))
    )
    return replace(
        former,
        addressee=name,
        addressee_position=Coded("", row["addressee_position"] or ""),
        addressee_organisation=Organisation(row["organisation"] or "", address, website),
        date=partial_date(row["on"] or ""),
        place=row["place"] or "",
        subject=words.letter("subject"),
        opening=words.letter("opening"),
        main_body=words.letter("body"),
        closing=words.letter("closing"),
        enclosed_annexes=words.annexes_named(former.enclosed_annexes),
    )


def salutation(locale: str) -> str:
    """How a letter opens when nobody chose."""
    return "Dear Sir or Madam" if locale == "en" else "Madame, Monsieur"


def closing_words(locale: str) -> str:
    """How a letter ends when nobody chose."""
    return (
        "Yours faithfully"
        if locale == "en"
        else "Je vous prie d’agréer, Madame, Monsieur, mes salutations distinguées."
    )


def _kept(profile: ProfileView, rest: Remainder) -> tuple[Kept, ...]:
    found = list(rest.kept)
    for section in ("work", "education", "achievement", "annex"):
        for number, entry in enumerate(profile.of(section), 1):
            inside = read_entry_remainder(entry.values["kept"]).kept
            found += [from_root(each, section, number) for each in inside]
    return tuple(found)
