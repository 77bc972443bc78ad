"""Sponsors: former trainees who agreed to meet candidates, whom they met, and who suits whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.cards.kinds import SPONSOR
from chance_desktop.casework.cards.rows import Card, card_row, cards, insert_card, tell
from chance_desktop.casework.meetings.events import met
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.declared import code_of, codes_of
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.rows.kept import field_text
from chance_desktop.domain.states import GrantRole, MeetingRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, displayed


class ConsentMissing(ExpectedError):
    """A sponsor who has not agreed, or no longer."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette personne n’a pas donné son accord pour rencontrer des jeunes, ou l’a retiré."),
            _("Demandez-lui, puis notez la date de son accord sur sa fiche."),
        )


@dataclass(frozen=True, slots=True)
class SponsorView:
    """A sponsor of the roster."""

    card: Card
    name: str
    line: str
    languages: tuple[str, ...]
    agreed: bool
    meetings: int
    last_met: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sponsor who would suit a young person, and why; the best first."""

    sponsor: SponsorView
    reasons: tuple[str, ...]
    points: int


def has_sponsors(desk: Desk) -> bool:
    """Whether the programme has young people meet sponsors."""
    return bool(codes_of(desk.programme.meeting_kinds, MeetingRole.SPONSORSHIP))


def sponsors(desk: Desk) -> tuple[SponsorView, ...]:
    """The roster, by name."""
    return tuple(sorted((_view(desk, card) for card in cards(desk, SPONSOR)), key=lambda each: each.name.casefold()))


def propose(desk: Desk, dossier_id: str) -> tuple[Proposal, ...]:
    """Sponsors who agreed, those closest to the young person's project first. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
    row, person = record.dossier, record.person
    found = []
    for sponsor in sponsors(desk):
        if not sponsor.agreed or dossier_id == sponsor.card.text("former_dossier"):
            continue
        reasons: list[tuple[int, str]] = []
        card = sponsor.card
        if row["destination_country"] and card.text("country") == row["destination_country"]:
            country = desk.programme.label("country_phrase", row["destination_country"])
            reasons.append((4, _("a vécu {where}").format(where=country)))
        languages = card.values["languages"]
        if row["language"] and isinstance(languages, tuple) and row["language"] in languages:
            language = desk.programme.label("language", row["language"]).lower()
            reasons.append((2, _("parle {language}").format(language=language)))
        if person["town"] and card.text("town").casefold() == str(person["town"]).casefold():
            reasons.append((2, _("habite {town} aussi").format(town=person["town"])))
        if row["destination_town"] and card.text("stay_town").casefold() == str(row["destination_town"]).casefold():
            reasons.append((1, _("connaît {town}").format(town=row["destination_town"])))
        found.append(
            Proposal(sponsor, tuple(text for _points, text in reasons), sum(points for points, _text in reasons))
        )
    return tuple(sorted(found, key=lambda each: (-each.points, each.sponsor.meetings, each.sponsor.name)))


def plan_sponsorship(
    desk: Desk, dossier_id: str, sponsor_id: str, on: date, at: str = "", mode: str = "", place: str = ""
) -> Outcome[str]:
    """Set a meeting between a young person and a sponsor; returns the row. Raises `ConsentMissing` or `CardGone`."""
    with desk.working() as work:
        sponsor = next((each for each in sponsors(desk) if each.card.id == sponsor_id), None)
        if sponsor is None or not sponsor.agreed:
            raise ConsentMissing
        read_record(work.connection, dossier_id)
        kind = code_of(desk.programme.meeting_kinds, MeetingRole.SPONSORSHIP)
        values: dict[str, Value] = {
            "dossier_id": dossier_id, "kind": kind, "on": on.isoformat(), "at": at, "mode": mode, "place": place,
            "with_whom": sponsor.name, "sponsor_id": sponsor_id,
        }  # fmt: skip
        made = work.tx.create("meeting", {name: value for name, value in values.items() if value != ""})
        work.journal(dossier_id, entry(Event.SPONSOR_MET, kind=kind, name=sponsor.name))
        work.touch(dossier_id, ChangeKind.MEETING)
    return work.outcome(made, _("Rencontre prévue"))


def end_consent(desk: Desk, sponsor_id: str, on: date | None = None, seen: Stamps | None = None) -> Outcome[None]:
    """The sponsor no longer agrees: they are proposed to nobody from now on. Raises `CardGone` or `SharedCard`."""
    with desk.working() as work:
        row = card_row(work, SPONSOR, sponsor_id)
        day = (on or desk.today()).isoformat()
        work.tx.update("sponsor", sponsor_id, {"consent_ended_on": day}, displayed(seen, field_text(row, "stamps")))
        tell(work, SPONSOR, sponsor_id, "")
    return work.outcome(None, _("Accord retiré"))


def give_consent(desk: Desk, sponsor_id: str, on: date | None = None, seen: Stamps | None = None) -> Outcome[None]:
    """The sponsor agrees, for the first time or again. Raises `CardGone` or `SharedCard`."""
    with desk.working() as work:
        row = card_row(work, SPONSOR, sponsor_id)
        day = (on or desk.today()).isoformat()
        values: dict[str, Value] = {"consent_on": day, "consent_ended_on": ""}
        work.tx.update("sponsor", sponsor_id, values, displayed(seen, field_text(row, "stamps")))
        tell(work, SPONSOR, sponsor_id, "")
    return work.outcome(None, _("Accord noté"))


def become_sponsor(desk: Desk, dossier_id: str, consent_on: date, availability: str = "") -> Outcome[str]:
    """Someone back from their stay becomes a sponsor, with what the dossier knows; returns the row."""
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row, person = record.dossier, record.person
        year = str(row["return_on"] or row["departure_on"] or "")[:4]
        grant = code_of(desk.programme.former_grants, GrantRole.PROGRAMME)
        values: dict[str, Value] = {
            "first_name": person["first_name"], "surname": person["surname"], "town": person["town"],
            "phone": person["phone"], "email": person["email"], "country": row["destination_country"],
            "stay_town": row["destination_town"], "stay_year": int(year) if year.isdigit() else None,
            "grant": grant, "languages": json.dumps([row["language"]]) if row["language"] else "",
            "availability": availability.strip(), "consent_on": consent_on.isoformat(), "former_dossier": dossier_id,
        }  # fmt: skip
        made = insert_card(work, SPONSOR, values)
        work.journal(dossier_id, entry(Event.SPONSOR_BECOME))
        work.touch(dossier_id, ChangeKind.SPONSOR)
    return work.outcome(made, _("Parrain ajouté"))


def is_sponsor(desk: Desk, dossier_id: str) -> bool:
    """Whether the person of a dossier is in the roster."""
    table = SYNCED["sponsor"]
    with desk.reading() as connection:
        query = table.select().where(table.c.former_dossier == dossier_id, table.c.deleted_at.is_(None))
        return connection.execute(query).first() is not None


def _view(desk: Desk, card: Card) -> SponsorView:
    programme = desk.programme
    country = programme.label("country", card.text("country")) if card.text("country") else ""
    where = ", ".join(part for part in (card.text("stay_town"), country) if part)
    year = card.text("stay_year")
    grant = label_in(programme.former_grants, card.text("grant"))
    line = " · ".join(part for part in (f"{where} {year}".strip(), grant) if part)
    codes = card.values["languages"]
    languages = tuple(programme.label("language", code) for code in codes) if isinstance(codes, tuple) else ()
    meetings = met(desk, card.id)
    agreed = bool(card.text("consent_on")) and not card.text("consent_ended_on")
    name = f"{card.text('first_name')} {card.text('surname')}".strip()
    return SponsorView(
        card=card,
        name=name,
        line=line,
        languages=languages,
        agreed=agreed,
        meetings=len(meetings),
        last_met=meetings[0][0] if meetings else None,
    )


def meetings_line(view: SponsorView) -> str:
    """« 3 jeunes rencontrés »."""
    met_so_far = plural("{n} jeune rencontré", "{n} jeunes rencontrés", view.meetings)
    return met_so_far if view.meetings else _("N’a encore rencontré personne")
