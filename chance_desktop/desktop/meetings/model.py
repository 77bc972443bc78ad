"""The agenda as a list by day and as a month: what is kept by the filters, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from chance_desktop.casework.meetings.agenda import AgendaEntry
from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.words import _, clock_time, dotted, plural


@dataclass(frozen=True, slots=True)
class DayGroup:
    """A day of the list and what is on it."""

    day: date
    entries: tuple[AgendaEntry, ...]


def kinds_of(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The kinds the agenda can keep, each code once: meetings of several people, then those of a dossier."""
    found: dict[str, str] = {}
    for choice in (*desk.programme.event_kinds, *desk.programme.meeting_kinds):
        found.setdefault(choice.code, choice.label)
    return tuple(found.items())


def matching(entries: Iterable[AgendaEntry], kind: str) -> tuple[AgendaEntry, ...]:
    """Those of a kind; all of them when none is chosen."""
    return tuple(each for each in entries if not kind or each.kind == kind)


def by_day(entries: Sequence[AgendaEntry]) -> tuple[DayGroup, ...]:
    """Days in the order of the entries."""
    return tuple(DayGroup(day, tuple(some)) for day, some in groupby(entries, key=lambda each: each.on))


def to_come(entries: Iterable[AgendaEntry], today: date) -> tuple[DayGroup, ...]:
    """Today and after, the nearest first."""
    return by_day([each for each in entries if each.on >= today])


def past(entries: Iterable[AgendaEntry], today: date) -> tuple[DayGroup, ...]:
    """Before today, the latest day first."""
    return tuple(reversed(by_day([each for each in entries if each.on < today])))


def title_of(entry: AgendaEntry) -> str:
    """« Réunion d’information – Partir à dix-huit ans »."""
    return entry.kind_label if entry.title == entry.kind_label else f"{entry.kind_label} – {entry.title}"


def hours_of(entry: AgendaEntry) -> str:
    """« 14 h – 16 h »."""
    return " – ".join(clock_time(part) for part in (entry.at, entry.until) if part)


def line_of(entry: AgendaEntry, today: date) -> str:
    """« 14 h – 16 h · À l’antenne · 5 venus sur 12 attendus »."""
    reason = entry.cancelled_reason
    return dotted(hours_of(entry), entry.place, reason or attendance_line(entry, today))


def attendance_line(entry: AgendaEntry, today: date) -> str:
    """Who is expected, then who came."""
    if entry.dossier_id:
        return _("est venu(e)") if entry.came else ""
    expected = plural("{n} personne attendue", "{n} personnes attendues", entry.expected) if entry.expected else ""
    if entry.on > today or (not entry.came and entry.on == today):
        return expected
    came = plural("{n} personne venue", "{n} personnes venues", entry.came)
    return _("{came} sur {n}").format(came=came, n=entry.expected) if entry.expected else ""
