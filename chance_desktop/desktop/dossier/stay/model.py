"""What the tab « Séjour » shows, read at once, and how it says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.casework.cards.kinds import OFFER
from chance_desktop.casework.cards.options import label_of
from chance_desktop.casework.cards.rows import Card, cards
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.situation import situation
from chance_desktop.casework.stays.plans import free_days
from chance_desktop.casework.stays.stays import PaymentView, SheetView, StayView, open_stay
from chance_desktop.casework.surveys.return_tasks import ReturnView, open_return
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.domain.states import PaymentState, SheetState
from chance_desktop.domain.stay import Span, StayCalendar
from chance_desktop.runtime.words import _, days_text, dotted, in_days, plural, short_date, weekday_date

SHEET_LOOKS = {
    SheetState.RECEIVED: Look(Form.SOLID, "green", "check"),
    SheetState.LATE: Look(Form.TINT, "red", "clock"),
    SheetState.DUE: Look(Form.OUTLINE, "blue", "inbox"),
    SheetState.COMING: Look(Form.DASHED, "ink2", "square-dashed"),
}
SHEET_LABELS = {
    SheetState.RECEIVED: _("Reçue"),
    SheetState.LATE: _("En retard"),
    SheetState.DUE: _("Attendue"),
    SheetState.COMING: _("À venir"),
}
PAYMENT_LOOKS = {
    PaymentState.PAID: Look(Form.SOLID, "green", "check"),
    PaymentState.LATE: Look(Form.TINT, "red", "clock"),
    PaymentState.COMING: Look(Form.DASHED, "ink2", "square-dashed"),
}
PAYMENT_LABELS = {
    PaymentState.PAID: _("Versé"),
    PaymentState.LATE: _("En retard"),
    PaymentState.COMING: _("À venir"),
}


@dataclass(frozen=True, slots=True)
class StayContent:
    """A stay, its return once it began to be over, and the words of its codes."""

    stay: StayView
    back: ReturnView | None
    offer: str
    free: tuple[date, ...]
    country: str

    @property
    def calendar(self) -> StayCalendar | None:
        """The computed calendar."""
        return self.stay.calendar


def read_content(desk: Desk, dossier_id: str, *, returning: bool) -> StayContent:
    """Read everything. `returning` shows the return even without a calendar. Raises `DossierUnknown`."""
    stay = open_stay(desk, dossier_id)
    over = stay.calendar is not None and stay.calendar.spent.last < desk.today()
    code = stay.values["offer_id"]
    offer = next((card.text("title") for card in cards(desk, OFFER, id=str(code))), "") if code else ""
    country = str(situation(desk, dossier_id).values.get("destination_country") or "")
    free = free_days(stay.calendar, country) if stay.calendar is not None else ()
    back = open_return(desk, dossier_id) if over or returning or stay.values["returned_on"] else None
    return StayContent(stay, back, offer, free, country)


def span_line(span: Span | None) -> str:
    """« du lundi 31 août au dimanche 27 septembre 2026, 4 semaines »."""
    if span is None:
        return _("pas prévu")
    first = weekday_date(span.first, year=span.first.year != span.last.year)
    weeks = plural("{n} semaine", "{n} semaines", span.weeks)
    return _("du {first} au {last}, {weeks}").format(first=first, last=weekday_date(span.last), weeks=weeks)


def where_line(calendar: StayCalendar, today: date) -> str:
    """« Semaine 13 sur 28 », or when it begins, or since when it is over."""
    spent = calendar.spent
    if today < spent.first:
        return _("Départ {when}").format(when=in_days((spent.first - today).days))
    if today > spent.last:
        return _("De retour depuis {days}").format(days=days_text((today - spent.last).days))
    week, weeks = (today - spent.first).days // 7 + 1, -(-calendar.planned.days // 7)
    return _("Semaine {week} sur {weeks}").format(week=week, weeks=weeks)


def free_line(days: tuple[date, ...], today: date) -> str:
    """« Jours fériés : 11 nov., 25 déc. »."""
    if not days:
        return ""
    told = ", ".join(short_date(day, today) for day in days)
    return _("Jours fériés, en France ou sur place\u00a0: {days}").format(days=told)


def sheet_title(sheet: SheetView) -> str:
    """« Fiche n° 3 »."""
    return _("Fiche n°\u00a0{n}").format(n=sheet.number)


def sheet_line(sheet: SheetView, today: date) -> str:
    """« Jusqu’à la semaine 10 · attendue le lundi 9 novembre 2026 · relancée le 22 nov. »."""
    late = (today - sheet.due).days
    return dotted(
        _("Jusqu’à la semaine {n}").format(n=sheet.week),
        _("reçue le {day}").format(day=weekday_date(sheet.received_on))
        if sheet.received_on
        else _("attendue le {day}").format(day=weekday_date(sheet.due)),
        _("{days} de retard").format(days=days_text(late)) if sheet.state == SheetState.LATE else "",
        _("relancée le {day}").format(day=short_date(sheet.reminded_on, today)) if sheet.reminded_on else "",
    )


def payment_line(payment: PaymentView, today: date) -> str:
    """« prévu le 24 nov. »."""
    if payment.paid_on is not None:
        return _("versé le {day}").format(day=short_date(payment.paid_on, today))
    return _("prévu le {day}").format(day=short_date(payment.due, today)) if payment.due else _("jour à fixer")


def coded(desk: Desk, card: Card, name: str) -> str:
    """A coded field of a card in words."""
    code = card.text(name)
    return label_of(desk, card.kind.field(name), code) if code else ""
