"""Europass Mobility of a dossier: prepared before departure, its number asked of the national centre, 5a at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.europass.completeness import Completeness, Rubric
from chance_desktop.casework.europass.projection import Blob, Material, identification, material
from chance_desktop.casework.europass.sections import FieldKind, ProfileField, Section
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.field_changes import field_changes
from chance_desktop.casework.session.rows.row_slots import write_slot
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.domain.learner.mobility import Issuer, Mobility, Partner, SkillsAcquired, Stay
from chance_desktop.domain.learner.number_request import NumberRequest
from chance_desktop.domain.learner.partial_dates import partial_date
from chance_desktop.domain.learner.rich_text import plain
from chance_desktop.domain.rows.europass import KeptMobility
from chance_desktop.domain.rows.kept import field_text
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_row, row_of
from chance_desktop.store.schema.tables import mobility as table
from chance_desktop.store.writing.stamps import Stamps, read_stamps

SECTIONS = (
    Section(
        "mobility-partners",
        _("Partenaires"),
        (
            ProfileField("host_name", _("Partenaire d’accueil")),
            ProfileField("host_kind", _("Nature (entreprise, association…)"), wide=False),
            ProfileField("host_address", _("Adresse")),
            ProfileField("host_reference", _("Personne de référence"), wide=False),
            ProfileField("host_function", _("Fonction"), wide=False),
            ProfileField("host_phone", _("Téléphone"), wide=False),
            ProfileField("host_email", _("Courriel"), wide=False),
            ProfileField("sending_reference", _("Personne de référence du partenaire d’envoi")),
        ),
        note=_("Le partenaire d’envoi est votre Mission Locale."),
    ),
    Section(
        "mobility-stay",
        _("Description de l’expérience"),
        (
            ProfileField("objective", _("Objectif"), FieldKind.LONG),
            ProfileField("qualification", _("Formation ou qualification visée")),
        ),
        note=_("Les dates et le programme viennent de la situation."),
    ),
    Section(
        "mobility-skills",
        _("Compétences acquises (tableau 5a)"),
        (
            ProfileField("activities", _("Activités et tâches réalisées"), FieldKind.LONG),
            ProfileField("job_related", _("Compétences liées à l’emploi"), FieldKind.LONG),
            ProfileField("language_skills", _("Compétences linguistiques"), FieldKind.LONG),
            ProfileField("digital", _("Compétences numériques"), FieldKind.LONG),
            ProfileField("organisational", _("Compétences organisationnelles / managériales"), FieldKind.LONG),
            ProfileField("social", _("Compétences en communication"), FieldKind.LONG),
            ProfileField("other", _("Autres compétences"), FieldKind.LONG),
            ProfileField("filled_on", _("Date"), FieldKind.DATE, wide=False),
            ProfileField("mentor", _("Tuteur ou référent sur place"), wide=False),
        ),
        note=_("À remplir à la fin du séjour, avec la personne qui a accueilli le jeune."),
    ),
)


@dataclass(frozen=True, slots=True)
class MobilityView:
    """A Mobility as typed: columns, stamps, and how far the request of its number has gone, in words."""

    values: KeptMobility
    seen: Stamps
    state: NumberRequest
    state_label: str
    completeness: Completeness


def mobility_view(desk: Desk, dossier_id: str) -> MobilityView:
    """The Mobility of a dossier. Raises `DossierUnknown`."""
    values = _row(desk, dossier_id)
    state = NumberRequest(values["number_state"] or "to-request")
    drawn = _drawn(desk, material(desk, dossier_id), values, "fr", None)
    label, completeness = _state_label(state, values), _completeness(drawn, state)
    return MobilityView(values, read_stamps(values["stamps"] or "{}"), state, label, completeness)


def mobility_seen(desk: Desk, dossier_id: str) -> Stamps:
    """The stamps of the Mobility alone."""
    return read_stamps(_row(desk, dossier_id)["stamps"] or "{}")


def save_mobility(
    desk: Desk, dossier_id: str, values: Mapping[str, Value], seen: Stamps | None = None
) -> Outcome[None]:
    """Save columns of the Mobility, as `profile.stored` gives them."""
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        if write_slot(work, "mobility", dossier_id, values, seen):
            work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(None, _("Europass Mobilité modifié"))


def number_requested(desk: Desk, dossier_id: str, on: date, seen: Stamps | None = None) -> Outcome[None]:
    """Note that the number was asked of the national Europass centre."""
    values: dict[str, Value] = {"number_state": NumberRequest.REQUESTED.value, "number_requested_on": on.isoformat()}
    words = _("Numéro d’Europass Mobilité demandé au Centre national")
    return _follow(desk, dossier_id, values, entry(Event.EUROPASS_NUMBER_ASKED), words, on, seen)


def number_received(desk: Desk, dossier_id: str, number: str, on: date, seen: Stamps | None = None) -> Outcome[None]:
    """Note the number the national centre gave. Raises `InvalidField` when it is empty."""
    if not number.strip():
        raise InvalidField(
            "number", _("Le numéro est vide."), _("Recopiez le numéro reçu du Centre national Europass.")
        )
    values: dict[str, Value] = {"number_state": NumberRequest.RECEIVED.value, "number": number.strip()[:80]}
    received = entry(Event.EUROPASS_NUMBER_RECEIVED, number=number.strip()[:80])
    return _follow(desk, dossier_id, values, received, _("Numéro d’Europass Mobilité reçu"), on, seen)


def mobility_of(desk: Desk, dossier_id: str, locale: str = "fr") -> Mobility:
    """The document to draw. Raises `DossierUnknown` or `ScanLost`."""
    found, row = material(desk, dossier_id), _row(desk, dossier_id)
    return _drawn(desk, found, row, locale, desk.store.attachments.get)


def _drawn(desk: Desk, found: Material, row: KeptMobility, locale: str, blob: Blob | None) -> Mobility:
    """The document; without `blob`, without its photograph."""
    dossier = found.record.dossier
    head = letterhead(desk, dossier["accompanying_id"] or "")
    text = {name: field_text(row, name) for name in row if name not in ("id", "stamps")}
    counsellor = head.counsellor
    sending = Partner(
        name=head.card.mission_local,
        kind=_("Mission Locale"),
        address=head.sender.address,
        reference_person=text["sending_reference"] or (counsellor.full_name if counsellor else ""),
        function=counsellor.title if counsellor else "",
        phone=head.phone,
        email=head.card.branch.email,
    )
    host = Partner(
        name=text["host_name"],
        kind=text["host_kind"],
        address=text["host_address"],
        reference_person=text["host_reference"],
        function=text["host_function"],
        phone=text["host_phone"],
        email=text["host_email"],
    )
    programme = desk.programme
    stay = Stay(
        objective=plain(text["objective"]),
        initiative=programme.title,
        qualification=text["qualification"],
        programme=programme.title,
        since=partial_date(dossier["departure_on"] or ""),
        until=partial_date(dossier["return_on"] or ""),
    )
    skills = SkillsAcquired(
        activities=plain(text["activities"]),
        job_related=plain(text["job_related"]),
        language=plain(text["language_skills"]),
        digital=plain(text["digital"]),
        organisational=plain(text["organisational"]),
        social=plain(text["social"]),
        other=plain(text["other"]),
        on=partial_date(text["filled_on"]),
        mentor=text["mentor"],
    )
    return Mobility(
        holder=identification(found, locale, blob),
        issuer=Issuer(text["issuer"] or head.card.mission_local, text["number"], partial_date(text["issued_on"])),
        sending=sending,
        host=host,
        stay=stay,
        skills=skills,
        locale=locale,
    )


def _completeness(found: Mobility, state: NumberRequest) -> Completeness:
    holder, stay = found.holder, found.stay
    return Completeness((
        Rubric(_("Date de naissance"), "situation", holder.birth_date is not None),
        Rubric(_("Nationalité"), "identity", bool(holder.nationalities)),
        Rubric(_("Partenaire d’accueil"), "mobility-partners", bool(found.host.name and found.host.address)),
        Rubric(_("Personne de référence sur place"), "mobility-partners", bool(found.host.reference_person)),
        Rubric(_("Objectif"), "mobility-stay", bool(stay.objective)),
        Rubric(_("Dates du séjour"), "situation", bool(stay.since and stay.until)),
        Rubric(_("Numéro demandé"), "mobility-number", state is not NumberRequest.TO_REQUEST),
        Rubric(_("Numéro reçu"), "mobility-number", bool(found.issuer.number)),
        Rubric(_("Compétences acquises"), "mobility-skills", bool(found.skills.activities and found.skills.job_related)),
    ))  # fmt: skip


def _follow(
    desk: Desk, dossier_id: str, values: Mapping[str, Value], line: Entry, words: str, on: date, seen: Stamps | None
) -> Outcome[None]:
    """Write how far the request of the number has gone; the days and the number that were noted before are corrected."""
    changes = field_changes("mobility", _row(desk, dossier_id), values)
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        corrected = tuple(each for each in changes if each.corrects and each.field != "number_state")
        write_slot(work, "mobility", dossier_id, values, seen)
        if corrected:
            line = entry(Event.EUROPASS_NUMBER_CORRECTED, changes=corrected)
        work.journal(dossier_id, line, on)
        work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(None, words)


def _state_label(state: NumberRequest, values: KeptMobility) -> str:
    if state is NumberRequest.RECEIVED:
        return _("Numéro reçu : {number}").replace("{number}", values["number"] or "")
    if state is NumberRequest.REQUESTED:
        asked = values["number_requested_on"]
        return (
            _("Numéro demandé le {day}").format(day=long_date(date.fromisoformat(asked)))
            if asked
            else _("Numéro demandé")
        )
    return _("Numéro à demander au Centre national Europass, avant le départ")


def _row(desk: Desk, dossier_id: str) -> KeptMobility:
    with desk.reading() as connection:
        read_record(connection, dossier_id)
        query = select(table).where(table.c.id == slot_id(dossier_id, "mobility"), table.c.deleted_at.is_(None))
        return kept_row(connection, KeptMobility, query) or row_of(KeptMobility, {})
