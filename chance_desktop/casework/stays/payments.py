"""Payments of the grant whose day has come and that nobody noted as made, over many stays at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.stays.stays import payment_day
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.rows.stay import KeptPayment
from chance_desktop.store.engines.batches import among
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_rows, rows_by_field
from chance_desktop.store.schema.tables import SYNCED, dossier


@dataclass(frozen=True, slots=True)
class PaymentDue:
    """A payment to make."""

    dossier_id: str
    label: str
    due: date


def payments_due(desk: Desk, dossiers: Iterable[str]) -> tuple[PaymentDue, ...]:
    """What is due of these dossiers, the longest due first: payments the programme declares, and those added by hand."""
    payment, today, wanted = SYNCED["payment"], desk.today(), tuple(dossiers)
    days = select(dossier.c.id, dossier.c.departure_on, dossier.c.return_on).where(among(dossier.c.id, wanted))
    noted = select(payment).where(among(payment.c.dossier_id, wanted), payment.c.deleted_at.is_(None))
    with desk.reading() as connection:
        travels = {str(row["id"]): row for row in rows_by_field(connection, days)}
        cards = {row["id"]: row for row in kept_rows(connection, KeptPayment, noted)}
    found = []
    for dossier_id, travel in travels.items():
        for rule in desk.programme.payments:
            card = cards.pop(slot_id(dossier_id, f"payment/{rule.code}"), None)
            due = (kept_day(card["due_on"]) if card else None) or payment_day(rule, travel)
            if due is not None and due <= today and not (card and card["paid_on"]):
                found.append(PaymentDue(dossier_id, rule.label, due))
    for card in cards.values():
        due = kept_day(card["due_on"])
        if due is not None and due <= today and not card["paid_on"]:
            found.append(PaymentDue(card["dossier_id"], card["label"] or "", due))
    return tuple(sorted(found, key=lambda each: (each.due, each.dossier_id)))
