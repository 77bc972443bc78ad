"""Who the learner is, as a `SkillsPassport` tells it: identity, ways to reach, organisations, periods."""

from __future__ import annotations

from chance_desktop.domain.learner.model import (
    Address,
    Headline,
    Identification,
    Image,
    Organisation,
    PersonName,
    Reach,
)
from chance_desktop.domain.learner.partial_dates import NO_PERIOD, Period
from chance_desktop.europass import references
from chance_desktop.europass.codes import CodeList
from chance_desktop.europass.taking import Plain, Taker
from chance_desktop.europass.values import is_true

_NO_NAME, _NO_ADDRESS, _NO_ORGANISATION = PersonName(), Address(), Organisation()


def identification(plain: Plain, taker: Taker) -> Identification:
    """Personal information."""
    contact, demographics = plain.part("ContactInfo"), plain.part("Demographics")
    return Identification(
        name=person_name(plain.part("PersonName"), taker),
        address=address(contact.part("Address"), taker),
        email=contact.part("Email").text("Contact"),
        telephones=_reaches(contact.part("TelephoneList").all("Telephone"), CodeList.TELEPHONE_USES, taker),
        websites=_reaches(contact.part("WebsiteList").all("Website"), CodeList.WEBSITE_USES, taker),
        messaging=_reaches(
            contact.part("InstantMessagingList").all("InstantMessaging"), CodeList.MESSAGING_USES, taker
        ),
        birth_date=demographics.dates.get("Birthdate"),
        gender=taker.coded(demographics.part("Gender"), CodeList.GENDERS),
        nationalities=tuple(
            taker.coded(each, CodeList.NATIONALITIES)
            for each in demographics.part("NationalityList").all("Nationality")
        ),
        photo=_image(plain, "Photo"),
        signature=_image(plain, "Signature"),
    )


def headline(plain: Plain, taker: Taker) -> Headline:
    """What the CV is for."""
    return Headline(taker.coded(plain.part("Type"), CodeList.HEADLINES), taker.coded(plain.part("Description")))


def person_name(plain: Plain, taker: Taker) -> PersonName:
    """A name."""
    if not plain.texts and not plain.parts:
        return _NO_NAME
    return PersonName(plain.text("FirstName"), plain.text("Surname"), taker.coded(plain.part("Title"), CodeList.TITLES))


def address(plain: Plain, taker: Taker) -> Address:
    """A postal address."""
    contact = plain.part("Contact")
    if not contact.texts and not contact.parts:
        return _NO_ADDRESS
    text = contact.text
    return Address(
        text("AddressLine"),
        text("AddressLine2"),
        text("PostalCode"),
        text("Municipality"),
        taker.coded(contact.part("Country"), CodeList.COUNTRIES),
    )


def organisation(plain: Plain, taker: Taker) -> Organisation:
    """An employer, a school, an addressee."""
    if not plain.texts and not plain.parts:
        return _NO_ORGANISATION
    contact = plain.part("ContactInfo")
    return Organisation(
        plain.text("Name"),
        address(contact.part("Address"), taker),
        contact.part("Website").text("Contact"),
        taker.coded(plain.part("Sector"), CodeList.SECTORS),
    )


def period(plain: Plain) -> Period:
    """From when to when."""
    if not plain.texts and not plain.dates:
        return NO_PERIOD
    return Period(
        plain.dates.get("From"),
        plain.dates.get("To"),
        is_true(plain.text("Current")),
        plain.text("Duration"),
        plain.text("DurationEquivalent"),
    )


def documents(plain: Plain, name: str = "Documentation") -> tuple[str, ...]:
    """Ids of the annexes referred to."""
    part = plain.parts.get(name)
    if part is None:
        return ()
    return tuple(references.read(each.attributes.get("idref", "")) for each in part.all("ReferenceTo"))


def metadata(plain: Plain) -> tuple[tuple[str, str], ...]:
    """(key, value) of each line of metadata."""
    return tuple(
        (each.attributes.get("key", ""), each.attributes.get("value", ""))
        for each in plain.part("MetadataList").all("Metadata")
    )


def _reaches(found: list[Plain], of: CodeList, taker: Taker) -> tuple[Reach, ...]:
    return tuple(Reach(each.text("Contact"), taker.coded(each.part("Use"), of)) for each in found)


def _image(plain: Plain, name: str) -> Image | None:
    part = plain.parts.get(name)
    return Image(part.text("MimeType"), part.blobs.get("Data", b""), metadata(part)) if part is not None else None
