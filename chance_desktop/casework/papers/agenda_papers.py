"""The agenda on paper, and as a file for the calendar of a telephone. Importing this module loads ReportLab."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chance_desktop.casework.meetings.agenda import AgendaEntry, agenda
from chance_desktop.casework.papers.catalogue import document
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import LEAD, NOTE, NOTE_STRONG, TITLE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, clock_time, long_date, plural

_PARIS = ZoneInfo("Europe/Paris")
_USUAL = timedelta(hours=1)
_HORIZON = timedelta(days=120)


def coming(desk: Desk, file_format: str = "pdf") -> Rendered:
    """The meetings that come, on paper or for a telephone."""
    entries = tuple(each for each in agenda(desk, desk.today(), desk.today() + _HORIZON) if not each.cancelled)
    return as_ics(desk, entries) if file_format == "ics" else as_pdf(desk, entries)


def as_pdf(desk: Desk, entries: tuple[AgendaEntry, ...], note: str = "") -> Rendered:
    """The entries on paper, day by day; `note` says in words which ones."""
    title, strong, plain = _("Agenda"), Style(Face.SEMIBOLD, 10.5, 13.5), Style(size=10, leading=13)
    count = plural("{n} rendez-vous", "{n} rendez-vous", len(entries))
    lead = " · ".join(part for part in (count, note) if part)
    blocks: list[Block] = [Text(french(title), TITLE, "H1"), Text(french(lead), LEAD), Gap(10)]
    lines = []
    for each in entries:
        told: list[Block] = [Text(french(each.title), strong)]
        told += [Text(french(each.kind_label), NOTE)] if each.kind_label != each.title else []
        if each.cancelled:
            told.append(Text(french(_("Annulé : {reason}").format(reason=each.cancelled_reason)), NOTE_STRONG))
        hours = " – ".join(clock_time(part) for part in (each.at, each.until) if part)
        lines.append((
            Cell((Text(french(long_date(each.on, weekday=True)), plain),), row_head=True),
            Cell((Text(french(hours), plain),)), Cell(tuple(told)), Cell((Text(french(each.place), plain),)),
        ))  # fmt: skip
    columns = (Column(_("Jour"), 120), Column(_("Heure"), 84), Column(_("Rencontre")), Column(_("Lieu"), 130))
    if lines:
        blocks.append(Table(columns, tuple(lines), padding=4, minimum=30))
    else:
        blocks.append(Text(_("Aucun rendez-vous à ces dates.")))
    sender = letterhead(desk).sender
    foot = _("Document interne : ne pas laisser à l’accueil.")
    made = make_pdf(blocks, Frame(sender, desk.today(), foot), Meta(french(title), sender.name))
    return document("agenda").rendered(made)


def as_ics(desk: Desk, entries: tuple[AgendaEntry, ...]) -> Rendered:
    """The entries as a calendar file: it names no young person, since a telephone's calendar is not ours to keep."""
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", "-//Une chance pour l’Europe//FR")
    calendar.add("version", "2.0")
    for each in entries:
        event = Event()
        event.add("uid", f"{each.id}@une-chance-pour-l-europe")
        event.add("dtstamp", desk.now().astimezone(UTC))
        event.add("summary", each.kind_label)
        hour, until = _hour(each.at), _hour(each.until)
        if hour is not None:
            begins = datetime.combine(each.on, hour, _PARIS)
            ends = datetime.combine(each.on, until, _PARIS) if until is not None else begins + _USUAL
            event.add("dtstart", begins)
            event.add("dtend", max(ends, begins + timedelta(minutes=5)))
        else:
            event.add("dtstart", each.on)
            event.add("dtend", each.on + timedelta(days=1))
        if each.place:
            event["location"] = vText(each.place)
        if each.cancelled:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return document("agenda").rendered(calendar.to_ical(), "ics")


def _hour(text: str) -> time | None:
    """An hour as kept; nothing for « le matin »: such a meeting takes its whole day in a calendar."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
