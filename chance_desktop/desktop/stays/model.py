"""Stays and surveys in words, and which ones a filter keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from chance_desktop.casework.stays.overview import AbroadRow
from chance_desktop.casework.surveys.surveys import Rates, SurveyView
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.marks.stay_band import WORDS
from chance_desktop.domain.states import UNANSWERED, SurveyState
from chance_desktop.runtime.words import _, dotted, in_days, plural, short_date

NOW, ALL, ABROAD, COMING, BACK = "now", "all", "abroad", "coming", "back"
FILTERS = (
    (NOW, _("En ce moment")), (ABROAD, _("À l’étranger")), (COMING, _("Départs à venir")), (BACK, _("Rentrés")),
)  # fmt: skip
TO_DO, ANSWERED, CLOSED = SurveyState.DUE.value, SurveyState.ANSWERED.value, "closed"
SURVEY_FILTERS = (
    (TO_DO, _("À faire")), (ANSWERED, _("Répondues")), (CLOSED, _("Sans réponse possible")), (ALL, _("Toutes")),
)  # fmt: skip
RECENTLY = timedelta(days=60)
"""Those who came back since still have their return to do."""
STATE_WORDS: Mapping[str, str] = {
    SurveyState.DUE: _("À faire"), SurveyState.ANSWERED: _("Répondue"), SurveyState.UNREACHABLE: _("Injoignable"), SurveyState.REFUSED: _("Refus"),
    SurveyState.COMING: _("À venir"),
}  # fmt: skip
STATE_LOOKS: Mapping[str, Look] = {
    SurveyState.DUE: Look(Form.DASHED, "ink2", "square-dashed"),
    SurveyState.ANSWERED: Look(Form.SOLID, "green", "check"),
    SurveyState.UNREACHABLE: Look(Form.QUIET, "ink2", "phone"),
    SurveyState.REFUSED: Look(Form.QUIET, "ink2", "minus"),
    SurveyState.COMING: Look(Form.BARE, "ink3", "clock"),
}


def moment_of(row: AbroadRow, today: date) -> str:
    """Which filter a stay belongs to."""
    if today < row.calendar.spent.first:
        return COMING
    return ABROAD if today <= row.calendar.spent.last else BACK


def shown(rows: Iterable[AbroadRow], chosen: str, today: date) -> tuple[AbroadRow, ...]:
    """Those a filter keeps, the ones that ask for something first."""
    recent = today - RECENTLY
    kept = (
        row for row in rows if chosen == moment_of(row, today) or (chosen == NOW and row.calendar.spent.last >= recent)
    )
    order = {ABROAD: 0, COMING: 1, BACK: 2}
    return tuple(
        sorted(
            kept,
            key=lambda row: (
                -len(row.late), -row.open_incidents, order[moment_of(row, today)], row.calendar.spent.first, row.name,
            ),
        )
    )  # fmt: skip


def status_line(row: AbroadRow, today: date) -> tuple[str, str]:
    """Where they are in their stay or what it asks for, and its tone."""
    asks = []
    if row.late:
        asks.append(plural("{n} fiche en retard", "{n} fiches en retard", len(row.late)))
    if row.open_incidents:
        asks.append(plural("{n} incident à régler", "{n} incidents à régler", row.open_incidents))
    if asks:
        return dotted(*asks), "red"
    return where_in_stay(row, today), "ink2"


def where_in_stay(row: AbroadRow, today: date) -> str:
    """« Stage, semaine 13 sur 24 », « départ dans 9 jours », « de retour depuis le 6 nov. »."""
    spent = row.calendar.spent
    if today < spent.first:
        return _("départ {when}").format(when=in_days((spent.first - today).days))
    if today > spent.last:
        return _("de retour depuis le {day}").format(day=short_date(spent.last, today))
    if row.part is None:
        return _("Entre le cours et le stage")
    week, weeks = row.calendar.week_of_part(today)
    return _("{part}, semaine {week} sur {weeks}").format(part=WORDS[row.part], week=week, weeks=weeks)


def spoken(row: AbroadRow, today: date) -> str:
    """The whole row for a screen reader."""
    words, tone = status_line(row, today)
    parts = [row.name, row.where, row.company, where_in_stay(row, today)]
    if tone == "red":
        parts.append(words)
    if row.next_sheet is not None:
        parts.append(
            _("prochaine fiche, la {n}, le {day}").format(
                n=row.next_sheet.number, day=short_date(row.next_sheet.due, today)
            )
        )
    return ", ".join(part for part in parts if part)


def edges(rows: Iterable[AbroadRow], today: date) -> tuple[date, date]:
    """From the first week to the last one drawn: not more than a year, around today."""
    spans = [row.calendar.spent for row in rows]
    first = min((span.first for span in spans), default=today)
    last = max((span.last for span in spans), default=today + timedelta(weeks=28))
    first = max(min(first, today), today - timedelta(weeks=30))
    last = min(max(last, today), today + timedelta(weeks=40))
    first -= timedelta(days=first.weekday() + 7)
    return first, last + timedelta(days=10)


def rate_line(rates: Rates) -> str:
    """« 3 réponses sur 7 (43 %) »."""
    if not rates.due:
        return _("Aucune enquête n’est encore due.")
    answers = plural("{n} réponse", "{n} réponses", rates.answered)
    return _("{answers} sur {due} ({rate}\u00a0%)").format(answers=answers, due=rates.due, rate=rates.rate)


def rest_line(rates: Rates) -> str:
    """« 1 injoignable · 1 refus · 2 à faire »."""
    left = rates.due - rates.answered - rates.unreachable - rates.refused
    return dotted(
        plural("{n} injoignable", "{n} injoignables", rates.unreachable) if rates.unreachable else "",
        plural("{n} refus", "{n} refus", rates.refused) if rates.refused else "",
        plural("{n} à faire", "{n} à faire", left) if left else "",
    )


def kept_surveys(views: Iterable[SurveyView], chosen: str) -> tuple[SurveyView, ...]:
    """Those a filter keeps."""
    return tuple(
        view
        for view in views
        if chosen == ALL or view.state == chosen or (chosen == CLOSED and view.state in UNANSWERED)
    )


def survey_line(view: SurveyView, today: date) -> str:
    """« Enquête à 6 mois · due depuis le 3 nov. · 2 essais »."""
    tries = plural("{n} essai", "{n} essais", len(view.attempts)) if view.attempts else ""
    last = view.attempts[-1].result if view.attempts and view.state == SurveyState.DUE else ""
    if view.closed_on is not None:
        when = _("close le {day}").format(day=short_date(view.closed_on, today))
    else:
        when = _("due depuis le {day}").format(day=short_date(view.due, today))
    return dotted(view.wave_label, when, f"{tries} ({last.lower()})" if tries and last else tries)
