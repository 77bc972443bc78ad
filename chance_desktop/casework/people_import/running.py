"""Preview an import, or run it: one transaction, every sound line taken, nothing lost, repeatable."""

from __future__ import annotations

from collections.abc import Mapping as Values
from pathlib import Path
from typing import cast

from sqlalchemy import and_, or_, select

from chance_desktop.casework.people_import.mapping import Mapping, suggest_mapping
from chance_desktop.casework.people_import.matching import Match, Matcher, identity_of, matcher_for
from chance_desktop.casework.people_import.reading_lines import ReadLine, read_lines
from chance_desktop.casework.people_import.report import DuplicateLine, ImportReport, LineNote, PreviewRow
from chance_desktop.casework.people_import.source import read_table
from chance_desktop.casework.people_import.targets import import_targets
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.progress import NoProgress, Progress
from chance_desktop.casework.session.records import DossierRecord, read_records
from chance_desktop.casework.situation.create_dossier import write_dossier
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.parameters import FieldChange
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.stamps import read_stamps
from chance_desktop.store.tables import journal
from chance_desktop.store.tables import journal_detail as detail

_PREVIEWED = 500
_STEP = 200


def preview_import(
    desk: Desk, path: Path, mapping: Mapping | None = None, progress: Progress | None = None
) -> ImportReport:
    """What an import would do; nothing is written. Raises `UnreadableTable`."""
    lines = _lines(desk, path, mapping)
    with desk.reading() as connection:
        matcher = matcher_for(connection, lines)
    return _report(_judged(lines, matcher, progress or NoProgress()))


def run_import(
    desk: Desk, path: Path, mapping: Mapping | None = None, progress: Progress | None = None
) -> Outcome[ImportReport]:
    """Take every line that is not refused; all of it or, when stopped, nothing. Raises `UnreadableTable` or `Stopped`."""
    lines = _lines(desk, path, mapping)
    report = progress or NoProgress()
    with desk.working() as work:
        judged = _judged(lines, matcher_for(work.connection, lines), NoProgress())
        fresh = [line for line, match in judged if match is None and not line.refusal]
        made: dict[int, str] = {}
        targets = import_targets(desk.programme)
        of_person = frozenset(code for code, each in targets.items() if each.field.row == "person")
        for done, line in enumerate(fresh):
            if done % _STEP == 0:
                report.advance(done, len(fresh), plural("Import de {n} dossier", "Import de {n} dossiers", len(fresh)))
            made[line.number] = _create(work, line, of_person)
        _note_repeated(work, [(line, match) for line, match in judged if match is not None and match.line], lines, made)
        _complete(work, [(line, match) for line, match in judged if match is not None and match.dossier])
        report.advance(len(fresh), len(fresh), _("Enregistrement"))
    return work.outcome(
        _report(judged, created=len(fresh)), plural("{n} dossier importé", "{n} dossiers importés", len(fresh))
    )


def _lines(desk: Desk, path: Path, mapping: Mapping | None) -> list[ReadLine]:
    table = read_table(path)
    return read_lines(desk.programme, table, mapping or suggest_mapping(desk, table), desk.today())


def _judged(lines: list[ReadLine], matcher: Matcher, progress: Progress) -> list[tuple[ReadLine, Match | None]]:
    judged: list[tuple[ReadLine, Match | None]] = []
    for done, line in enumerate(lines):
        if done % _STEP == 0:
            progress.advance(done, len(lines), _("Lecture du fichier"))
        match = None
        if not line.refusal:
            identity = identity_of(line)
            match = matcher.find(identity)
            if match is None:
                matcher.add(identity, line=line.number)
        judged.append((line, match))
    return judged


def _create(work: Work, line: ReadLine, of_person: frozenset[str]) -> str:
    person: dict[str, Value] = {code: value for code, value in line.values.items() if code in of_person}
    dossier: dict[str, Value] = {code: value for code, value in line.values.items() if code not in of_person}
    dossier.setdefault("ml_registered", True)
    made = write_dossier(work, person, dossier, work.desk.today())
    _note_rest(work, made, line)
    return made


def _note_rest(work: Work, dossier_id: str, line: ReadLine) -> None:
    """What fits no field or is doubtful stays in the journal: nothing of the file is lost."""
    if line.doubts:
        work.journal(dossier_id, entry(Event.IMPORT_DOUBTFUL, doubts=" ; ".join(line.doubts)))
    if line.aside:
        work.journal(dossier_id, entry(Event.IMPORT_ASIDE, rest=" ; ".join(line.aside)))


def _note_repeated(
    work: Work, matches: list[tuple[ReadLine, Match]], lines: list[ReadLine], made: dict[int, str]
) -> None:
    """What a repeated line says otherwise stays in the journal of the dossier its first line made."""
    first = {line.number: line for line in lines}
    for line, match in matches:
        earlier = first[match.line]
        other = {code: value for code, value in line.values.items() if value != earlier.values.get(code)}
        if match.line in made and other:
            work.journal(made[match.line], _other_values(work, line.number, other))


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


def _report(judged: list[tuple[ReadLine, Match | None]], created: int = 0) -> ImportReport:
    refused = tuple(LineNote(line.number, line.refusal) for line, _match in judged if line.refusal)
    duplicates = tuple(
        DuplicateLine(line.number, match.dossier, match.name, _why(match), match.line)
        for line, match in judged
        if match
    )
    fresh = [line for line, match in judged if match is None and not line.refusal]
    doubtful = tuple(LineNote(line.number, " ; ".join(line.doubts)) for line in fresh if line.doubts)
    rows = tuple(_preview(line, match) for line, match in judged[:_PREVIEWED])
    return ImportReport(len(fresh) - len(doubtful), doubtful, refused, duplicates, rows, created)


def _preview(line: ReadLine, match: Match | None) -> PreviewRow:
    values = tuple((code, str(value)) for code, value in line.values.items())
    if line.refusal:
        return PreviewRow(line.number, values, "refused", line.refusal)
    if match is not None:
        return PreviewRow(line.number, values, "duplicate", _why(match))
    return PreviewRow(line.number, values, "doubtful" if line.doubts else "sound", " ; ".join(line.doubts))


def _why(match: Match) -> str:
    if match.line:
        return _("même personne que la ligne {n} ({why})").format(n=match.line, why=match.why)
    return _("déjà un dossier ({why})").format(why=match.why)
