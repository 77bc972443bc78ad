"""Who the learner is, as a `SkillsPassport` tells it: identity, ways to reach, organisations, periods, images."""

from __future__ import annotations

from chance_desktop.domain.learner.model import (
    NOTHING,
    Address,
    Annex,
    Headline,
    Identification,
    Image,
    Organisation,
    PersonName,
    Reach,
)
from chance_desktop.domain.learner.partial_dates import Period
from chance_desktop.europass.schema import references
from chance_desktop.europass.schema.schema_model import Plain
from chance_desktop.europass.schema.values import is_true
from chance_desktop.europass.tree.reader import NOTHING_SAID

NO_NAME, NO_ORGANISATION = PersonName(), Organisation()
_NO_ADDRESS = Address()


def identification(plain: Plain) -> Identification:
    """Personal information."""
    contact, demographics = plain.get("ContactInfo", NOTHING_SAID), plain.get("Demographics", NOTHING_SAID)
    return Identification(
        name=plain.get("PersonName", NO_NAME),
        address=contact.get("Address", NOTHING_SAID).get("Contact", _NO_ADDRESS),
        email=contact.get("Email", NOTHING_SAID).get("Contact", ""),
        telephones=contact.get("TelephoneList", ()),
        websites=contact.get("WebsiteList", ()),
        messaging=contact.get("InstantMessagingList", ()),
        birth_date=demographics.get("Birthdate", None),
        gender=demographics.get("Gender", NOTHING),
        nationalities=demographics.get("NationalityList", ()),
        photo=plain.get("Photo", None),
        signature=plain.get("Signature", None),
    )


def headline(plain: Plain) -> Headline:
    """What the CV is for."""
    return Headline(plain.get("Type", NOTHING), plain.get("Description", NOTHING))


def person_name(plain: Plain) -> PersonName:
    """A name."""
    return PersonName(plain.get("FirstName", ""), plain.get("Surname", ""), plain.get("Title", NOTHING))


def address(plain: Plain) -> Address:
    """A postal address."""
    get = plain.get
    return Address(
        get("AddressLine", ""),
        get("AddressLine2", ""),
        get("PostalCode", ""),
        get("Municipality", ""),
        get("Country", NOTHING),
    )


def reach(plain: Plain) -> Reach:
    """A telephone, a site, a messaging name."""
    return Reach(plain.get("Contact", ""), plain.get("Use", NOTHING))


def organisation(plain: Plain) -> Organisation:
    """An employer, a school, an addressee."""
    contact = plain.get("ContactInfo", NOTHING_SAID)
    return Organisation(
        plain.get("Name", ""),
        contact.get("Address", NOTHING_SAID).get("Contact", _NO_ADDRESS),
        contact.get("Website", NOTHING_SAID).get("Contact", ""),
        plain.get("Sector", NOTHING),
    )


def period(plain: Plain) -> Period:
    """From when to when."""
    return Period(
        plain.get("From", None),
        plain.get("To", None),
        is_true(plain.get("Current", "")),
        plain.get("Duration", ""),
        plain.get("DurationEquivalent", ""),
    )


def reference(plain: Plain) -> str:
    """The id of an annex referred to."""
    return references.read(plain.get("@idref", ""))


def metadata(plain: Plain) -> tuple[str, str]:
    """(key, value) of a line of metadata."""
    return plain.get("@key", ""), plain.get("@value", "")


def image(plain: Plain) -> Image:
    """A photograph or a signature."""
    return Image(plain.get("MimeType", ""), plain.get("Data", b""), plain.get("MetadataList", ()))


def annex(plain: Plain) -> Annex:
    """A scanned document."""
    return Annex(
        references.read(plain.get("@id", "")),
        plain.get("MimeType", ""),
        plain.get("Data", b""),
        plain.get("Name", ""),
        plain.get("Description", ""),
        plain.get("MetadataList", ()),
    )
