"""What to do next about a stay: preparing it, following it, and what remains to be done once the person is back.

Nothing is asked of a stay before the dossier is accepted. A task of the return is told until the first survey is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import Struct

from chance_desktop.domain.actions.action import NextAction
from chance_desktop.domain.dates import add_months
from chance_desktop.domain.people.names import with_de
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.states import SheetState, StageState
from chance_desktop.runtime.words import _, days_ago, in_days, long_date, plural

RETURN_TASKS = {
    "interview": _("Mener l’entretien de retour"),
    "questionnaire": _("Remplir le questionnaire de fin de séjour"),
    "certificate": _("Remettre l’attestation de fin de stage"),
}
"""Tasks of the return that are actions of the dossier, by code, as every screen names them."""

_PAPERS = {"agreement": _("la convention"), "commitment": _("l’engagement")}
"""Papers to sign, for a programme of which no piece is one of them."""

_LATEST = 12
"""Months after which a return is over, for a programme without surveys."""


@dataclass(frozen=True, slots=True)
class SheetSituation:
    """What the next action needs to know of a follow-up sheet."""

    number: int
    due: date
    state: SheetState
    reminded_on: date | None = None


class StaySituation(Struct, frozen=True, gc=False):
    """What the next action needs to know of a stay, from its first day to its last; no day while it has no dates.

    `unsigned` are papers to sign before the departure (`agreement`, `commitment`), `undone` the tasks of the return, `surveys`
    the label and the day of each survey that nothing closed.
    """

    first: date | None = None
    last: date | None = None
    unsigned: tuple[str, ...] = ()
    sheets: tuple[SheetSituation, ...] = ()
    undone: tuple[str, ...] = ()
    surveys: tuple[tuple[str, date], ...] = ()


def preparing(programme: Programme, name: str, step: int, stay: StaySituation, today: date) -> tuple[NextAction, ...]:
    """Before the departure, in the order it is done: the dates, the signatures, the departure itself."""
    if not programme.accepted(step):
        return ()
    if stay.first is None or stay.last is None:
        return (_to_plan(name),) if programme.steps[step - 1].state == StageState.ACTIVE else ()
    if not stay.first - timedelta(days=programme.delays.departure_soon) <= today < stay.first:
        return ()
    leaving = _("Départ {day}, {when}.").format(
        day=long_date(stay.first, weekday=True, year=False), when=in_days((stay.first - today).days)
    )
    departure = NextAction(
        code="departure", title=_("Préparer le départ {of_name}").replace("{of_name}", with_de(name)), detail=leaving,
        button=_("Ouvrir le séjour"), target="stay", due_on=stay.first, short=_("Préparer le départ"),
    )  # fmt: skip
    if not stay.unsigned:
        return (departure,)
    named = _PAPERS | {piece.stay_paper: piece.article_label for piece in programme.pieces if piece.stay_paper}
    title = _("Faire signer {papers}").format(papers=_(" et ").join(named[paper] for paper in stay.unsigned))
    sign = NextAction("sign", title, leaving, _("Voir les papiers"), "stay:papers", stay.first)
    return (sign, departure)


def _to_plan(name: str) -> NextAction:
    return NextAction(
        "prepare-stay", _("Préparer le séjour {of_name}").replace("{of_name}", with_de(name)),
        _("Le dossier est accepté : les dates du séjour sont à noter."), _("Noter les dates"), "stay:dates",
        short=_("Préparer le séjour"),
    )  # fmt: skip


def under_way(programme: Programme, name: str, step: int, stay: StaySituation, today: date) -> tuple[NextAction, ...]:
    """From the departure on: sheets to ask for, the return to prepare, what it leaves to do, surveys."""
    surveys = tuple(_survey(label, due) for label, due in stay.surveys if due <= today)
    if stay.first is None or stay.last is None or today < stay.first or not programme.accepted(step):
        return surveys
    if today > end_of_return(programme, stay.last):
        return surveys
    sheets = _sheets(programme, stay, today)
    if today <= stay.last:
        near = today >= stay.last - timedelta(days=programme.delays.return_soon)
        return (*sheets, _coming_back(name, stay.last, today), *surveys) if near else (*sheets, *surveys)
    return (*sheets, *_tasks(programme, stay.undone, stay.last, today), *surveys)


def end_of_return(programme: Programme, last: date) -> date:
    """The last day on which what the return leaves to do is told: the eve of the first survey."""
    first = min((wave.due_on(last) for wave in programme.survey_waves), default=add_months(last, _LATEST))
    return first - timedelta(days=1)


def days_of_change(programme: Programme, stay: StaySituation, today: date) -> Iterable[date]:
    """Days on which the actions of a stay change by themselves; a survey that is due is looked at every day."""
    for _label, due in stay.surveys:
        yield max(due, today + timedelta(days=1))
    if stay.first is None or stay.last is None:
        return
    delays, late = programme.delays, timedelta(days=programme.follow_up.late_after_days)
    yield from (stay.first - timedelta(days=delays.departure_soon), stay.first)
    yield from (stay.last - timedelta(days=delays.return_soon), stay.last + timedelta(days=1))
    yield end_of_return(programme, stay.last) + timedelta(days=1)
    for sheet in stay.sheets:
        if sheet.state != SheetState.RECEIVED:
            yield from (sheet.due, sheet.due + late + timedelta(days=1))
            if sheet.reminded_on is not None:
                yield sheet.reminded_on + late


def _sheets(programme: Programme, stay: StaySituation, today: date) -> tuple[NextAction, ...]:
    """The first sheet to ask for; one asked for again is left in peace as long as a sheet may be late."""
    peace = timedelta(days=programme.follow_up.late_after_days)
    wanted = [
        sheet
        for sheet in stay.sheets
        if sheet.state in (SheetState.LATE, SheetState.DUE)
        and (sheet.reminded_on is None or today >= sheet.reminded_on + peace)
    ]
    if not wanted:
        return ()
    sheet, others = wanted[0], len(wanted) - 1
    detail = _("Fiche n° {n}, attendue {ago}.").format(n=sheet.number, ago=days_ago((today - sheet.due).days))
    if others:
        detail += " " + plural("Une autre est attendue aussi.", "{n} autres sont attendues aussi.", others)
    title = _("Demander la fiche de suivi du {day}").format(day=long_date(sheet.due, year=False))
    return (
        NextAction(
            code="sheet",
            title=title,
            detail=detail,
            button=_("Voir les fiches"),
            target="stay:sheets",
            due_on=sheet.due,
            short=_("Demander la fiche de suivi"),
        ),
    )


def _coming_back(name: str, last: date, today: date) -> NextAction:
    detail = _("Retour {day}, {when}.").format(
        day=long_date(last, weekday=True, year=False), when=in_days((last - today).days)
    )
    return NextAction(
        code="return-soon", title=_("Préparer le retour {of_name}").replace("{of_name}", with_de(name)), detail=detail,
        button=_("Ouvrir le séjour"), target="stay", due_on=last, short=_("Préparer le retour"),
    )  # fmt: skip


def _tasks(programme: Programme, undone: tuple[str, ...], last: date, today: date) -> Iterable[NextAction]:
    detail = _("Retour {day}, {ago}.").format(
        day=long_date(last, weekday=True, year=False), ago=days_ago((today - last).days)
    )
    due = last + timedelta(days=programme.delays.return_tasks)
    for code in undone:
        yield NextAction(f"return-{code}", RETURN_TASKS[code], detail, _("Voir le retour"), "stay:back", due)


def _survey(label: str, due: date) -> NextAction:
    detail = _("À faire depuis le {day}.").format(day=long_date(due))
    return NextAction("survey", label, detail, _("Ouvrir le séjour"), "stay:back", due)
