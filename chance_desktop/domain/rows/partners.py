"""Rows of partners, from `domain/fields/partners`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptSponsor(KeptRow):
    """A row of `sponsor`."""

    structure_code: str | None
    first_name: str | None
    surname: str
    town: str | None
    phone: str | None
    email: str | None
    languages: str | None
    country: str | None
    stay_town: str | None
    stay_year: int | None
    grant: str | None
    availability: str | None
    consent_on: str | None
    consent_ended_on: str | None
    former_dossier: str | None
    note: str | None


class KeptPartner(KeptRow):
    """A row of `partner`."""

    structure_code: str | None
    kind: str
    name: str
    country: str | None
    address: str | None
    postcode: str | None
    town: str | None
    phone: str | None
    email: str | None
    website: str | None
    languages: str | None
    note: str | None
    active: bool | None


class KeptPartnerContact(KeptRow):
    """A row of `partner_contact`."""

    structure_code: str | None
    partner_id: str
    title: str | None
    first_name: str | None
    surname: str
    function: str | None
    phone: str | None
    email: str | None


class KeptOffer(KeptRow):
    """A row of `offer`."""

    structure_code: str | None
    partner_id: str | None
    correspondent_id: str | None
    title: str
    tasks: str | None
    sector: str | None
    country: str
    town: str | None
    language: str | None
    language_level: str | None
    starts_on: str | None
    ends_on: str | None
    places: int | None
    lodging: str | None
    conditions: str | None
    contribution: int | None
    state: str | None
