"""What would become of a stay: the calendar of what is typed, its holidays, what an early return makes pointless, an offer taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chance_desktop.casework.cards.kinds import STAY
from chance_desktop.casework.cards.options import codes_allowed
from chance_desktop.casework.cards.values import Typed, stored_values
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.days_off import days_off
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.stays.stays import calendar_of, check_plan, save_stay, stay_row
from chance_desktop.domain.stay import DueSheet, StayCalendar
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.writing.stamps import Stamps


def preview_calendar(desk: Desk, dossier_id: str, typed: Mapping[str, Typed]) -> StayCalendar | None:
    """The calendar that what is typed would make; nothing is kept.

    Raises `InvalidField` for what cannot be kept, or `DossierUnknown`.
    """
    values = stored_values(STAY, typed, codes_allowed(desk, STAY), desk.today())
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
        row = {**stay_row(connection, dossier_id), **values}
    check_plan(desk, row)
    return calendar_of(desk, row, str(record.dossier["destination_country"] or ""))


def free_days(calendar: StayCalendar, country: str) -> tuple[date, ...]:
    """Public holidays of a stay that fall on a working day, in France and in its country."""
    spent = calendar.spent
    return tuple(
        sorted(day for day in days_off(spent.first, spent.last, country) if spent.holds(day) and day.weekday() < 5)
    )


def no_longer_due(desk: Desk, dossier_id: str, on: date) -> tuple[DueSheet, ...]:
    """The follow-up sheets that an early return on a day would make pointless; nothing for a day outside the stay."""
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
        row = stay_row(connection, dossier_id)
    country = str(record.dossier["destination_country"] or "")
    planned = calendar_of(desk, {**row, "early_return_on": None}, country)
    shorter = calendar_of(desk, {**row, "early_return_on": on.isoformat()}, country)
    if planned is None or shorter is None or not planned.planned.holds(on):
        return ()
    return planned.sheets[len(shorter.sheets) :]


def choose_offer(desk: Desk, dossier_id: str, offer: Mapping[str, str], seen: Stamps | None = None) -> Outcome[None]:
    """Take an offer for a stay: the offer, its company and its correspondent where it names them."""
    wanted: dict[str, Typed] = {
        "offer_id": offer["id"], "company_id": offer.get("partner_id", ""),
        "correspondent_id": offer.get("correspondent_id", ""),
    }  # fmt: skip
    return save_stay(desk, dossier_id, {name: value for name, value in wanted.items() if value}, seen)


def stay_id(dossier_id: str) -> str:
    """Row of the stay of a dossier."""
    return slot_id(dossier_id, "stay")
