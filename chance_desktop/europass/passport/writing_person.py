"""Drafting who the learner is, in the order of the schema."""

from __future__ import annotations

from chance_desktop.domain.learner.model import (
    Address,
    Coded,
    Image,
    Learner,
    Organisation,
    PersonName,
    Reach,
)
from chance_desktop.domain.learner.partial_dates import Period
from chance_desktop.europass.schema import codes, references
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.europass.tree.element_drafts import Draft, Drafts, data, date, each_of, group, leaf


class PersonWriter:
    """Drafts in one language: the words of a code that has none are those of its list."""

    def __init__(self, locale: str) -> None:
        self._locale = locale

    def person(self, learner: Learner) -> Drafts:
        """Personal information, and what the CV is for."""
        return (*self._identification(learner), *self._headline(learner))

    def coded(self, name: str, value: Coded, of: CodeList | None = None, always: bool = False) -> Drafts:
        """A coded value."""
        words = value.label
        if of is not None and value.code and not words:
            words = codes.label(of, value.code, self._locale)
        return group(name, leaf("Code", value.code), leaf("Label", words), always=always)

    def country(self, value: Coded) -> Drafts:
        """A country."""
        return self.coded("Country", value, CodeList.COUNTRIES)

    def person_name(self, name: str, value: PersonName) -> Drafts:
        """A name."""
        return group(
            name,
            self.coded("Title", value.title, CodeList.TITLES),
            leaf("FirstName", value.first_name),
            leaf("Surname", value.surname),
        )

    def address(self, value: Address) -> Drafts:
        """A postal address."""
        return group(
            "Address",
            group(
                "Contact",
                leaf("AddressLine", value.line),
                leaf("AddressLine2", value.line2),
                leaf("PostalCode", value.postcode),
                leaf("Municipality", value.town),
                self.country(value.country),
            ),
        )

    def organisation(self, name: str, value: Organisation) -> Drafts:
        """An employer, a school, an addressee."""
        website = group("Website", leaf("Contact", value.website))
        return group(
            name,
            leaf("Name", value.name),
            group("ContactInfo", self.address(value.address), website),
            self.coded("Sector", value.sector, CodeList.SECTORS),
        )

    def period(self, value: Period) -> Drafts:
        """From when to when."""
        return group(
            "Period",
            date("From", value.since),
            date("To", value.until),
            leaf("Current", "true" if value.current else ""),
            leaf("Duration", value.duration),
            leaf("DurationEquivalent", value.duration_equivalent),
        )

    def documents(self, ids: tuple[str, ...], name: str = "Documentation") -> Drafts:
        """References to annexes."""
        return group(name, tuple(Draft("ReferenceTo", attributes={"idref": references.written(id)}) for id in ids))

    def _identification(self, learner: Learner) -> Drafts:
        who = learner.identification
        nationalities = [
            self.coded("Nationality", each, CodeList.NATIONALITIES, always=True) for each in who.nationalities
        ]
        return group(
            "Identification",
            self.person_name("PersonName", who.name),
            group(
                "ContactInfo",
                self.address(who.address),
                group("Email", leaf("Contact", who.email)),
                self._reaches("Telephone", who.telephones, CodeList.TELEPHONE_USES),
                self._reaches("Website", who.websites, CodeList.WEBSITE_USES),
                self._reaches("InstantMessaging", who.messaging, CodeList.MESSAGING_USES),
            ),
            group(
                "Demographics",
                date("Birthdate", who.birth_date),
                self.coded("Gender", who.gender, CodeList.GENDERS),
                group("NationalityList", each_of(nationalities)),
            ),
            _image("Photo", who.photo),
            _image("Signature", who.signature),
        )

    def _headline(self, learner: Learner) -> Drafts:
        found = learner.headline
        kind = self.coded("Type", found.kind, CodeList.HEADLINES)
        return group("Headline", kind, self.coded("Description", found.description))

    def _reaches(self, name: str, found: tuple[Reach, ...], of: CodeList) -> Drafts:
        return group(
            f"{name}List",
            each_of(
                [
                    group(name, leaf("Contact", each.value), self.coded("Use", each.use, of), always=True)
                    for each in found
                ]
            ),
        )


def _image(name: str, image: Image | None) -> Drafts:
    if image is None:
        return ()
    content = Draft("Data", data(image.data))
    return group(name, leaf("MimeType", image.mime), (content,), metadata(image.metadata))


def metadata(found: tuple[tuple[str, str], ...]) -> Drafts:
    """Lines of metadata."""
    lines = tuple(Draft("Metadata", attributes={"key": key, "value": value}) for key, value in found)
    return group("MetadataList", lines)
