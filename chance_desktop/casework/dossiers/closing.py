"""Dossiers of people who are not eligible, closed together: who, why, who is left out; one way back for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from chance_desktop.casework.dossiers.state_change import leaving, write_state
from chance_desktop.casework.dossiers.whole_assessment import judge_all
from chance_desktop.casework.pieces.assessment import Assessment
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import FutureDate
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import DossierRecord, read_records
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.situation.eligibility import Overall
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, dotted, figures_date, plural
from chance_desktop.store.writing.stamps import Stamps, read_stamps


class NobodyToClose(ExpectedError):
    """None of the dossiers chosen may be closed as not eligible."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucun de ces dossiers n’est à clore comme non éligible."),
            _("Choisissez-en d’autres, ou notez une sortie depuis le dossier."),
        )


@dataclass(frozen=True, slots=True)
class Closable:
    """A dossier that may be closed, or is left out: `why` says it."""

    id: str
    who: str
    why: str
    seen: Stamps


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing together would do."""

    to_close: tuple[Closable, ...]
    left_out: tuple[Closable, ...]


def plan_closing(desk: Desk, ids: Iterable[str]) -> Closing:
    """Who would be closed and why, who would not and why not, by name."""
    with desk.reading() as connection:
        found = _judged(desk, connection, ids)
    ways = {row: _left_out(record, judged) for row, (record, judged) in found.items()}
    told = {row: _shown(record, ways[row] or _why(judged)) for row, (record, judged) in found.items()}
    ordered = sorted(told.values(), key=lambda each: fold(each.who))
    return Closing(
        tuple(each for each in ordered if not ways[each.id]), tuple(each for each in ordered if ways[each.id])
    )


def close_together(
    desk: Desk, ids: Iterable[str], more: str = "", on: date | None = None, seen: Mapping[str, Stamps] | None = None
) -> Outcome[int]:
    """Close the dossiers that are not eligible, each with its own reason and its line in its journal, as one change to undo.

    `more` is added to each reason. Whoever became eligible since is left as they are; the result is how many were closed. Raises
    `NobodyToClose` or `FutureDate`.
    """
    day = on or desk.today()
    if day > desk.today():
        raise FutureDate
    with desk.working() as work:
        found = _judged(desk, work.connection, ids)
        closed = {row: each for row, each in found.items() if not _left_out(*each)}
        if not closed:
            raise NobodyToClose
        for row, (record, judged) in closed.items():
            reason = dotted(_why(judged), more.strip())
            left = leaving(day, desk.programme.steps[judged.step - 1].code, reason)
            write_state(work, record, DossierState.CLOSED.value, reason, day, left, (seen or {}).get(row))
    label = plural("{n} dossier non éligible clos", "{n} dossiers non éligibles clos", len(closed))
    return work.outcome(len(closed), label)


def _judged(desk: Desk, connection: Connection, ids: Iterable[str]) -> dict[str, tuple[DossierRecord, Assessment]]:
    records = read_records(connection, ids)
    judged = judge_all(desk, connection, records)
    return {row: (record, judged[row]) for row, record in records.items()}


def _left_out(record: DossierRecord, judged: Assessment) -> str:
    """Why a dossier is not closed with the others; nothing when it is."""
    if judged.state != DossierState.ACTIVE:
        return _("Déjà clos.")
    if judged.eligible is Overall.ELIGIBLE:
        return _("Éligible.")
    if judged.eligible is Overall.UNKNOWN:
        return _("Éligibilité à vérifier\u00a0: sa situation n’est pas complète.")
    if record.dossier["lodged_on"]:
        return _("Déjà déposé\u00a0: la Région décide.")
    return ""


def _why(judged: Assessment) -> str:
    """The criteria that are not met, in the words of the programme."""
    return " ".join(each.reason for each in judged.verdicts if each.met is False)


def _shown(record: DossierRecord, why: str) -> Closable:
    row, person = record.dossier, record.person
    name = f"{person['surname'] or ''} {person['first_name'] or ''}".strip()
    who = dotted(name, figures_date(kept_day(person["birth_date"])), person["town"] or "", row["file_number"] or "")
    return Closable(record.id, who, why, read_stamps(row["stamps"]))
