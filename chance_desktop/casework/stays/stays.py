"""A stay abroad: what is decided, the computed calendar, follow-up sheets and payments with their due days, calls and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from chance_desktop.casework.cards.kinds import INCIDENT, LODGING, PAYMENT, STAY
from chance_desktop.casework.cards.options import codes_allowed
from chance_desktop.casework.cards.rows import Card, read_cards, tell
from chance_desktop.casework.cards.values import Typed, check_order, stored_values
from chance_desktop.casework.forms.answers import Filled, Subject, form_code, read_filled
from chance_desktop.casework.journal.stay_lines import note_changes
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import CardGone, InvalidField
from chance_desktop.casework.session.kit.days_off import days_off
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import changed_values, write_row, write_slot
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.programme.stay_rules import PaymentRule
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.domain.rows.stay import KeptFollowUpSheet, KeptStay
from chance_desktop.domain.states import FormRole, PaymentState, SheetState
from chance_desktop.domain.stay import DueSheet, PlanProblem, StayCalendar, StayPlan, stay_calendar
from chance_desktop.runtime.words import _, long_date, short_date
from chance_desktop.store.engines.batches import among_asked, listed
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_row, kept_rows, row_of
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, read_stamps

table = SYNCED["stay"]
sheet_table = SYNCED["follow_up_sheet"]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A follow-up sheet; one is due when its day is past, and not yet late."""

    subject: Subject
    number: int
    week: int
    period_ends: date
    due: date
    state: SheetState
    reminded_on: date | None
    received_on: date | None
    filled: Filled


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment of the grant."""

    card_id: str
    code: str
    label: str
    amount: int | None
    due: date | None
    paid_on: date | None
    state: PaymentState
    note: str = ""
    seen: Stamps | None = None
    """Of its card, where it has one."""


@dataclass(frozen=True, slots=True)
class EarlyReturn:
    """A stay that ended before its day: the last day there, the kind declared, the reason in words."""

    on: date
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class StayView:
    """A stay, whole. `calendar` is nothing until a first day is known."""

    dossier_id: str
    values: Mapping[str, Typed]
    seen: Stamps
    conflicts: Mapping[str, object]
    calendar: StayCalendar | None
    correspondent: str
    centre: str
    company: str
    lodgings: tuple[Card, ...]
    payments: tuple[PaymentView, ...]
    sheets: tuple[SheetView, ...]
    incidents: tuple[Card, ...]
    early_return: str
    early: EarlyReturn | None

    @property
    def late_sheets(self) -> tuple[SheetView, ...]:
        """Sheets that should have come."""
        return tuple(sheet for sheet in self.sheets if sheet.state == SheetState.LATE)


def open_stay(desk: Desk, dossier_id: str) -> StayView:
    """The stay of a dossier, planned or not. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
        found = read_cards(desk, connection, STAY, dossier_id=dossier_id)
        row: Mapping[str, object] = found[0].row if found else _empty(dossier_id)
        calendar = calendar_of(desk, row, str(record.dossier["destination_country"] or ""))
        names = _partner_names(connection, row)
        lodgings = read_cards(desk, connection, LODGING, dossier_id=dossier_id)
        incidents = read_cards(desk, connection, INCIDENT, dossier_id=dossier_id)
        paid = read_cards(desk, connection, PAYMENT, dossier_id=dossier_id)
        sheets = _sheets(desk, connection, dossier_id, calendar)
    values = found[0].values if found else {field.name: _unset(desk, field.name) for field in STAY.fields}
    return StayView(
        dossier_id=dossier_id,
        values=values,
        seen=found[0].seen if found else {},
        conflicts=found[0].conflicts if found else {},
        calendar=calendar,
        correspondent=names.get(row["correspondent_id"], ""),
        centre=names.get(row["centre_id"], ""),
        company=names.get(row["company_id"], ""),
        lodgings=lodgings,
        payments=_payments(desk, dossier_id, paid, record.dossier),
        sheets=sheets,
        incidents=tuple(sorted(incidents, key=lambda card: card.text("on"), reverse=True)),
        early_return=_early_return(desk, row),
        early=_early(row),
    )


def save_stay(desk: Desk, dossier_id: str, typed: Mapping[str, Typed], seen: Stamps | None = None) -> Outcome[None]:
    """Save what is decided of a stay. The dossier's departure and return follow the calendar, unless travel days are given.

    Raises `InvalidField`, `NeverStored` or `DossierUnknown`; a placement that begins before the course ends is refused.
    """
    values = stored_values(STAY, typed, codes_allowed(desk, STAY), desk.today())
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row = stay_row(work.connection, dossier_id)
        check_plan(desk, {**row, **values})
        check_order(STAY, row, changed_values(row, values))
        if write_stay(work, dossier_id, values, seen):
            travel = follow_calendar(work, {**row, **values}, record.dossier)
            note_changes(work, row, values, record.dossier, travel)
    return work.outcome(None, _("Séjour modifié"))


def write_stay(work: Work, dossier_id: str, values: Mapping[str, Value], seen: Stamps | None = None) -> bool:
    """Write the stay of a dossier, within a transaction; whether anything changed."""
    written = write_slot(work, "stay", dossier_id, values, seen)
    if written:
        tell(work, STAY, slot_id(dossier_id, "stay"), dossier_id)
    return written


def sheet_came(desk: Desk, dossier_id: str, number: int, on: date | None = None) -> Outcome[None]:
    """A follow-up sheet came in."""
    return _mark_sheet(desk, dossier_id, number, "received_on", on or desk.today(), Event.SHEET_RECEIVED)


def sheet_chased(desk: Desk, dossier_id: str, number: int, on: date | None = None) -> Outcome[None]:
    """A late follow-up sheet was asked for again."""
    return _mark_sheet(desk, dossier_id, number, "reminded_on", on or desk.today(), Event.SHEET_CHASED)


def save_payment(desk: Desk, dossier_id: str, code: str, typed: Mapping[str, Typed]) -> Outcome[None]:
    """Save a payment the programme declares: its amount, its day. Raises `InvalidField`."""
    rule = next((each for each in desk.programme.payments if each.code == code), None)
    if rule is None:
        raise CardGone
    values = stored_values(PAYMENT, typed, codes_allowed(desk, PAYMENT), desk.today())
    slot = slot_id(dossier_id, f"payment/{code}")
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        if write_row(work, "payment", slot, {"dossier_id": dossier_id, "label": rule.label}, values):
            tell(work, PAYMENT, slot, dossier_id)
    return work.outcome(None, rule.label)


def calendar_of(desk: Desk, row: Mapping[str, object], country: str) -> StayCalendar | None:
    """The calendar of a stay as kept; nothing when it says no day, or days that do not follow one another."""
    plan = _plan(desk, row)
    first = plan.language_starts or plan.placement_starts
    if first is None:
        return None
    last = first + timedelta(weeks=plan.language_weeks + plan.placement_weeks + 8)
    try:
        return stay_calendar(plan, desk.programme.follow_up, days_off(first, last, country))
    except PlanProblem:
        return None


_STAYS = select(table).where(table.c.deleted_at.is_(None))
_STAYS_OF = _STAYS.where(among_asked(table.c.dossier_id))


def read_rows(connection: Connection, dossiers: Iterable[str] | None = None) -> dict[str, KeptStay]:
    """The stays of dossiers (all when none is named), by dossier."""
    asked, given = (_STAYS, {}) if dossiers is None else (_STAYS_OF, {"rows": listed(dossiers)})
    return {row["dossier_id"]: row for row in kept_rows(connection, KeptStay, asked, **given)}


def _plan(desk: Desk, row: Mapping[str, object]) -> StayPlan:
    durations = desk.programme.durations
    language, placement = row["language_weeks"], row["placement_weeks"]
    return StayPlan(
        kept_day(row["language_starts_on"]), language if isinstance(language, int) else durations.language_weeks,
        kept_day(row["placement_starts_on"]), placement if isinstance(placement, int) else durations.placement_weeks,
        kept_day(row["early_return_on"]),
    )  # fmt: skip


def check_plan(desk: Desk, row: Mapping[str, object]) -> None:
    """Refuse days that do not follow one another. Raises `InvalidField`."""
    plan = _plan(desk, row)
    try:
        stay_calendar(plan, desk.programme.follow_up)
    except PlanProblem as problem:
        if problem.args == ("early",):
            raise InvalidField(
                "language_starts_on" if plan.language_starts else "placement_starts_on",
                _("Le séjour commencerait après le retour anticipé qui est noté."),
                _("Corrigez d’abord ce retour, ou retirez-le."),
            ) from None
        raise InvalidField(
            "placement_starts_on", _("Le stage commence avant la fin du cours de langue."),
            _("Donnez un jour après la fin du cours, ou laissez vide : ce sera le lundi qui suit."),
        ) from None  # fmt: skip
    except OverflowError:
        raise InvalidField(
            "placement_weeks", _("Cette durée est trop longue."), _("Vérifiez le nombre de semaines.")
        ) from None


def follow_calendar(work: Work, row: Mapping[str, object], dossier: KeptDossier) -> dict[str, Value]:
    """Write the days of travel that follow from a stay; the fields that changed."""
    calendar = calendar_of(work.desk, row, str(dossier["destination_country"] or ""))
    if calendar is None:
        return {}
    departs = row["outbound_on"] or calendar.planned.first.isoformat()
    returns = row["early_return_on"] or row["inbound_on"] or calendar.planned.last.isoformat()
    wanted = {"departure_on": str(departs), "return_on": str(returns)}
    changed: dict[str, Value] = {name: day for name, day in wanted.items() if day != field_value(dossier, name)}
    if changed:
        work.tx.update("dossier", dossier["id"], changed, read_stamps(dossier["stamps"]))
        work.touch(dossier["id"], ChangeKind.DOSSIER, ChangeKind.PIECE)
    return changed


def _mark_sheet(desk: Desk, dossier_id: str, number: int, column: str, on: date, event: Event) -> Outcome[None]:
    if on > desk.today():
        raise InvalidField(column, _("Ce jour n’est pas encore venu."), _("Vérifiez la date."))
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        owner: dict[str, Value] = {"dossier_id": dossier_id, "number": number}
        write_row(work, "follow_up_sheet", sheet_slot(dossier_id, number), owner, {column: on.isoformat()})
        line = entry(event, number=number)
        work.journal(dossier_id, line, on)
        label = work.worded(line)
        work.touch(dossier_id, ChangeKind.FOLLOW_UP_SHEET)
    return work.outcome(None, label)


def sheet_slot(dossier_id: str, number: int) -> str:
    """Row of a follow-up sheet."""
    return slot_id(dossier_id, f"sheet/{number}")


def _sheets(
    desk: Desk, connection: Connection, dossier_id: str, calendar: StayCalendar | None
) -> tuple[SheetView, ...]:
    if calendar is None:
        return ()
    query = select(sheet_table).where(sheet_table.c.dossier_id == dossier_id, sheet_table.c.deleted_at.is_(None))
    rows = {row["id"]: row for row in kept_rows(connection, KeptFollowUpSheet, query)}
    subjects = {each.number: Subject(sheet_slot(dossier_id, each.number), dossier_id) for each in calendar.sheets}
    answers = read_filled(desk, connection, form_code(desk, FormRole.FOLLOW_UP), subjects.values())
    return tuple(
        _sheet(desk, each, subjects[each.number], rows.get(subjects[each.number].id), answers[subjects[each.number].id])
        for each in calendar.sheets
    )  # fmt: skip


def _sheet(desk: Desk, due: DueSheet, subject: Subject, row: KeptFollowUpSheet | None, filled: Filled) -> SheetView:
    received = kept_day(row["received_on"]) if row else None
    return SheetView(
        subject=subject,
        number=due.number,
        week=due.week,
        period_ends=due.period_ends,
        due=due.due,
        state=sheet_state(desk, due, received is not None or bool(filled.answers)),
        reminded_on=kept_day(row["reminded_on"]) if row else None,
        received_on=received,
        filled=filled,
    )


def sheet_state(desk: Desk, due: DueSheet, received: bool) -> SheetState:
    """Whether a sheet came, or is expected."""
    if received:
        return SheetState.RECEIVED
    today = desk.today()
    if today > due.due + timedelta(days=desk.programme.follow_up.late_after_days):
        return SheetState.LATE
    return SheetState.DUE if today >= due.due else SheetState.COMING


def payment_day(rule: PaymentRule, dossier: Mapping[str, object]) -> date | None:
    """The day a payment the programme declares is due, once the departure or the return is known."""
    start = kept_day(dossier["departure_on" if rule.start == "departure" else "return_on"])
    return start + timedelta(days=rule.days) if start else None


def _payments(desk: Desk, dossier_id: str, paid: tuple[Card, ...], dossier: KeptDossier) -> tuple[PaymentView, ...]:
    by_row = {card.id: card for card in paid}
    found = []
    for rule in desk.programme.payments:
        card = by_row.pop(slot_id(dossier_id, f"payment/{rule.code}"), None)
        due = kept_day(card.row["due_on"]) if card is not None else None
        found.append(_payment(desk, rule.code, rule.label, card, due or payment_day(rule, dossier)))
    return tuple(found) + tuple(
        _payment(desk, "", card.text("label"), card, kept_day(card.row["due_on"])) for card in by_row.values()
    )


def _payment(desk: Desk, code: str, label: str, card: Card | None, due: date | None) -> PaymentView:
    amount = card.values["amount"] if card is not None else None
    paid_on = kept_day(card.row["paid_on"]) if card is not None else None
    late = due is not None and due < desk.today()
    state = PaymentState.PAID if paid_on else PaymentState.LATE if late else PaymentState.COMING
    return PaymentView(
        card_id=card.id if card else "",
        code=code,
        label=label,
        amount=amount if isinstance(amount, int) else None,
        due=due,
        paid_on=paid_on,
        state=state,
        seen=card.seen if card else None,
        note=card.text("note") if card else "",
    )


def _partner_names(connection: Connection, row: Mapping[str, object]) -> dict[object, str]:
    partner = SYNCED["partner"]
    wanted = [row[name] for name in ("correspondent_id", "centre_id", "company_id") if row[name]]
    query = select(partner.c.id, partner.c.name).where(partner.c.id.in_(wanted))
    return {found.id: found.name or "" for found in connection.execute(query)}


def stay_row(connection: Connection, dossier_id: str) -> KeptStay:
    """The row of a stay, or one of nothing."""
    query = select(table).where(table.c.id == slot_id(dossier_id, "stay"), table.c.deleted_at.is_(None))
    return kept_row(connection, KeptStay, query) or _empty(dossier_id)


def _empty(dossier_id: str) -> KeptStay:
    return row_of(KeptStay, {"dossier_id": dossier_id})


def _unset(desk: Desk, name: str) -> Typed:
    weeks = {
        "language_weeks": desk.programme.durations.language_weeks,
        "placement_weeks": desk.programme.durations.placement_weeks,
    }
    return weeks.get(name)


def _early(row: Mapping[str, object]) -> EarlyReturn | None:
    day = kept_day(row["early_return_on"])
    kind, reason = str(row["early_return_kind"] or ""), str(row["early_return_reason"] or "")
    return EarlyReturn(day, kind, reason) if day is not None else None


def _early_return(desk: Desk, row: Mapping[str, object]) -> str:
    day = kept_day(row["early_return_on"])
    if day is None:
        return ""
    kind = label_in(desk.programme.early_return_kinds, str(row["early_return_kind"] or ""))
    return f"{long_date(day)} – {kind}, {row['early_return_reason']}"


def span_line(calendar: StayCalendar) -> str:
    """« 4 janv. 2027 – 18 juil. 2027 »."""
    return f"{short_date(calendar.spent.first)} {calendar.spent.first.year} – {short_date(calendar.spent.last)} {calendar.spent.last.year}"
