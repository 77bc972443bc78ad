"""Preview an import, or run it: one transaction, every line decided is taken, nothing lost, repeatable."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, and_, or_, select

from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.counsellor_names import CounsellorNames
from chance_desktop.casework.people_import.judging import STEP, Fate, Judged, judge_lines
from chance_desktop.casework.people_import.mapping import Mapping, open_table, suggest_mapping, unmapped
from chance_desktop.casework.people_import.matching import Match, matcher_for
from chance_desktop.casework.people_import.reading_lines import ReadLine, day_orders, read_lines
from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.casework.people_import.targets import import_targets
from chance_desktop.casework.people_import.telling import told, values_of, with_created
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.office.counsellors import list_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import DossierRecord, read_records
from chance_desktop.casework.situation.create_dossier import write_dossier
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.parameters import FieldChange
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.schema.tables import journal
from chance_desktop.store.schema.tables import journal_detail as detail
from chance_desktop.store.writing.stamps import read_stamps

_NAMES = ("surname", "first_name")


class NamesNotFound(ExpectedError):
    """No column of the table is known to hold the names."""

    def __init__(self) -> None:
        super().__init__(
            _("Les colonnes du nom et du prénom n’ont pas été trouvées toutes les deux dans ce tableau."),
            _("Dites quelles colonnes les contiennent, puis recommencez."),
        )


@dataclass(frozen=True, slots=True)
class _Read:
    lines: list[ReadLine]
    missing: tuple[str, ...]
    month_first: bool

    @property
    def is_nameless(self) -> bool:
        """Whether no line can be judged."""
        return any(field in self.missing for field in _NAMES)


def preview_import(
    desk: Desk,
    path: Path,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    choices: Choices | None = None,
) -> ImportReport:
    """What an import would do; nothing is written. Raises `UnreadableTable`."""
    chosen = choices or Choices()
    read = _read(desk, path, mapping, chosen)
    if read.is_nameless:
        return told(desk.programme, [], read.missing, lambda match: {})
    lines = read.lines
    with desk.reading() as connection:
        matcher = matcher_for(connection, lines)
        judged = judge_lines(desk.programme, lines, matcher, chosen, desk.today(), progress or NoProgress())
        return _told(desk, connection, read, judged)


def run_import(
    desk: Desk,
    path: Path,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    choices: Choices | None = None,
) -> Outcome[ImportReport]:
    """Take every line that is decided; all of it or, when stopped, nothing.

    Raises `UnreadableTable`, `NamesNotFound` or `Stopped`.
    """
    chosen = choices or Choices()
    read = _read(desk, path, mapping, chosen)
    if read.is_nameless:
        raise NamesNotFound
    report = progress or NoProgress()
    lines = read.lines
    with desk.working() as work:
        matcher = matcher_for(work.connection, lines)
        judged = judge_lines(desk.programme, lines, matcher, chosen, desk.today(), NoProgress())
        done = with_created(_told(desk, work.connection, read, judged), _write(work, judged, report))
    return work.outcome(done, plural("{n} dossier importé", "{n} dossiers importés", done.created))


def _read(desk: Desk, path: Path, mapping: Mapping | None, choices: Choices) -> _Read:
    table = open_table(desk, path, choices.reading)
    used = mapping or suggest_mapping(desk, table)
    names = CounsellorNames(list_counsellors(desk))
    lines = read_lines(desk.programme, table, used, desk.today(), choices, names)
    orders = day_orders(desk.programme, table, used, choices)
    return _Read(lines, unmapped(desk.programme, used), any(order.unusual for order in orders.values()))


def _told(desk: Desk, connection: Connection, read: _Read, judged: list[Judged]) -> ImportReport:
    """The report, with what is known of those a line is compared with."""
    asked = {each.match.dossier for each in judged if each.match is not None and each.asks and each.match.dossier}
    records = read_records(connection, asked)
    earlier = {each.line.number: values_of(each.line) for each in judged}
    targets = import_targets(desk.programme)

    def known(match: Match) -> dict[str, str]:
        record = records.get(match.dossier)
        if record is None:
            return earlier.get(match.line, {})
        values = {code: _row(record, target.field.row)[code] for code, target in targets.items()}
        return {code: str(value) for code, value in values.items() if value not in (None, "")}

    report = told(desk.programme, judged, read.missing, known)
    return replace(report, month_first=read.month_first)


def _write(work: Work, judged: list[Judged], progress: Progress) -> int:
    """Make and complete dossiers; returns how many were made."""
    fresh = [each.line for each in judged if each.fate is Fate.CREATED]
    made: dict[int, str] = {}
    targets = import_targets(work.desk.programme)
    of_person = frozenset(code for code, each in targets.items() if each.field.row == "person")
    for done, line in enumerate(fresh):
        if done % STEP == 0:
            progress.advance(done, len(fresh), plural("Import de {n} dossier", "Import de {n} dossiers", len(fresh)))
        made[line.number] = _create(work, line, of_person)
    _note_repeated(work, judged, made)
    _complete(
        work, [(each.line, each.match) for each in judged if each.fate is Fate.COMPLETES and each.match is not None]
    )
    progress.advance(len(fresh), len(fresh), _("Enregistrement"))
    return len(fresh)


def _create(work: Work, line: ReadLine, of_person: frozenset[str]) -> str:
    person: dict[str, Value] = {code: value for code, value in line.values.items() if code in of_person}
    dossier: dict[str, Value] = {code: value for code, value in line.values.items() if code not in of_person}
    if line.counsellor and "accompanying_id" not in dossier:
        # somebody accompanies them, whom this poste does not know: nobody else is put in their place
        dossier["accompanying_id"] = None
    made = write_dossier(work, person, dossier, work.desk.today())
    _note_rest(work, made, line)
    return made


def _note_rest(work: Work, dossier_id: str, line: ReadLine) -> None:
    """What fits no field or is doubtful stays in the journal: nothing of the file is lost."""
    if line.doubts:
        work.journal(dossier_id, entry(Event.IMPORT_DOUBTFUL, doubts=" ; ".join(line.doubts)))
    if line.aside:
        work.journal(dossier_id, entry(Event.IMPORT_ASIDE, rest=" ; ".join(line.aside)))


def _note_repeated(work: Work, judged: list[Judged], made: dict[int, str]) -> None:
    """What a repeated line says otherwise stays in the journal of the dossier its first line made."""
    first = {each.line.number: each.line for each in judged}
    for each in judged:
        if each.fate is Fate.REPEATS and each.match is not None:
            earlier = first[each.match.line]
            other = {code: value for code, value in each.line.values.items() if value != earlier.values.get(code)}
            if other:
                work.journal(made[each.match.line], _other_values(work, each.line.number, other))


def _other_values(work: Work, number: int, values: Values[str, str | bool]) -> Entry:
    programme = work.desk.programme
    read = [FieldChange(programme.field(code).row, code, "", value) for code, value in values.items()]
    return entry(Event.IMPORT_OTHERWISE, line=number, changes=read)


def _complete(work: Work, matches: list[tuple[ReadLine, Match]]) -> None:
    """Fill the empty fields of people already known; identity and what is filled are never overwritten."""
    programme = work.desk.programme
    records = read_records(work.connection, {match.dossier for _line, match in matches})
    for line, match in matches:
        record = records.get(match.dossier)
        if record is None:
            continue
        missing: dict[str, dict[str, Value]] = {"person": {}, "dossier": {}}
        for code, value in line.values.items():
            field = programme.field(code)
            if not field.identity and _row(record, field.row)[code] in (None, ""):
                missing[field.row][code] = value
        for table, values in missing.items():
            if values:
                row = _row(record, table)
                work.tx.update(table, str(row["id"]), values, read_stamps(str(row["stamps"])))
                row.update(values)
        other = {
            code: value
            for code, value in line.values.items()
            if _row(record, programme.field(code).row)[code] not in (None, "", value)
        }
        if other:
            _note_once(work, record.id, _other_values(work, line.number, other))
        filled = [
            FieldChange(table, code, "", new) for table, values in missing.items() for code, new in values.items()
        ]
        if filled:
            work.journal(record.id, entry(Event.IMPORT_FILLED, changes=filled))
            work.touch(record.id, ChangeKind.DOSSIER, ChangeKind.PERSON)


def _note_once(work: Work, dossier_id: str, line: Entry) -> None:
    """A journal line that a repeated import does not write again, whichever version wrote it."""
    same = and_(detail.c.event == line.event.value, detail.c.parameters == line.parameters_text)
    query = (
        select(journal.c.id)
        .outerjoin(detail, detail.c.journal_id == journal.c.id)
        .where(journal.c.dossier_id == dossier_id, or_(same, journal.c.text == work.worded(line)))
    )
    if work.connection.execute(query.limit(1)).first() is None:
        work.journal(dossier_id, line)


def _row(record: DossierRecord, table: str) -> dict[str, Value]:
    """A row whose fields the columns of the file name; what is written in it is seen by the next line."""
    return cast("dict[str, Value]", record.person if table == "person" else record.dossier)
