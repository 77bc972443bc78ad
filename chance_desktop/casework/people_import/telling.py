"""What judged lines are told as: counts, reasons, and the questions of the preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.counsellor_names import CounsellorNames
from chance_desktop.casework.people_import.files.table import SourceTable
from chance_desktop.casework.people_import.judging import Fate, Judged
from chance_desktop.casework.people_import.mapping import Mapping
from chance_desktop.casework.people_import.matching import Match
from chance_desktop.casework.people_import.reading_lines import ReadLine, read_lines
from chance_desktop.casework.people_import.report import (
    ColumnQuestion,
    DuplicateLine,
    ImportReport,
    LineNote,
    PreviewRow,
    Side,
    UnknownCounsellor,
)
from chance_desktop.casework.people_import.targets import import_targets
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.runtime.words import _

PREVIEWED = 500
_COMPARED = ("surname", "first_name", "birth_date", "sex", "ml_number", "address", "postcode", "town", "phone", "email")

Known = Callable[[Match], dict[str, str]]
"""What is known of the person of a match, by field."""


def told(programme: Programme, judged: Sequence[Judged], unmapped: tuple[str, ...], known: Known) -> ImportReport:
    """The report of judged lines, before anything is made."""
    fresh = [each for each in judged if each.fate is Fate.CREATED]
    doubtful = tuple(LineNote(each.line.number, " ; ".join(each.line.doubts)) for each in fresh if each.line.doubts)
    sound = 0 if "birth_date" in unmapped else len(fresh) - len(doubtful)
    targets = import_targets(programme)
    labels = {code: target.field.label for code, target in targets.items()}

    def words(code: str, value: str) -> str:
        """A value as it is told: the words of a code."""
        offered = programme.choices.get(targets[code].field.choices, ())
        return next((choice.label for choice in offered if choice.code == value), value)

    return ImportReport(
        sound=sound,
        doubtful=doubtful,
        refused=tuple(LineNote(each.line.number, each.line.refusal) for each in judged if each.line.refusal),
        duplicates=tuple(
            _duplicate(each, each.match, labels, known, words) for each in judged if each.match is not None
        ),
        rows=tuple(_row(each, "birth_date" in unmapped) for each in judged[:PREVIEWED]),
        unmapped=unmapped,
        outside=tuple(LineNote(each.line.number, each.outside) for each in judged if each.outside and not each.match),
        left_out=tuple(LineNote(each.line.number, each.why_aside) for each in judged if each.fate is Fate.ASIDE),
        columns_asked=_columns_asked(programme, judged),
        counsellors=_unknown_counsellors(judged),
        to_create=len(fresh),
    )


def first_lines(
    desk: Desk, table: SourceTable, mapping: Mapping, choices: Choices, most: int
) -> tuple[PreviewRow, ...]:
    """The first lines of a table as they will be read, whoever they are about. Raises `MappingUnreadable`."""
    names = CounsellorNames(list_counsellors(desk))
    lines = read_lines(desk.programme, table, mapping, desk.today(), choices, names, most)
    return tuple(
        PreviewRow(
            line.number,
            tuple(values_of(line).items()),
            "refused" if line.refusal else "doubtful" if line.doubts else "sound",
            line.refusal or " ; ".join(line.doubts),
        )
        for line in lines
    )


def with_created(report: ImportReport, created: int) -> ImportReport:
    """The same once the dossiers are made."""
    return replace(report, created=created)


def values_of(line: ReadLine) -> dict[str, str]:
    """What a line says, as text."""
    return {code: str(value) for code, value in line.values.items()}


def _columns_asked(programme: Programme, judged: Sequence[Judged]) -> tuple[ColumnQuestion, ...]:
    waiting = Counter(code for each in judged if not each.line.refusal for code in each.line.questions)
    targets = import_targets(programme)
    return tuple(
        ColumnQuestion(
            each.code,
            each.question,
            tuple((code, targets[code].field.label) for code in each.fields if code in targets),
            waiting[each.code],
        )
        for each in programme.shared_columns
        if waiting[each.code]
    )


def _unknown_counsellors(judged: Sequence[Judged]) -> tuple[UnknownCounsellor, ...]:
    names = Counter(each.line.counsellor for each in judged if each.line.counsellor and not each.line.refusal)
    return tuple(UnknownCounsellor(name, lines) for name, lines in names.most_common())


def _duplicate(
    judged: Judged, match: Match, labels: dict[str, str], known: Known, words: Callable[[str, str], str]
) -> DuplicateLine:
    sides: tuple[Side, ...] = ()
    if judged.asks:
        here, there = values_of(judged.line), known(match)
        sides = tuple(
            Side(code, labels[code], words(code, here.get(code, "")), words(code, there.get(code, "")))
            for code in _COMPARED
            if code in labels and (here.get(code) or there.get(code))
        )
    return DuplicateLine(
        line=judged.line.number,
        dossier=match.dossier,
        name=match.name,
        reason=_why(match),
        same_as_line=match.line,
        asked=judged.asks,
        who=match.who,
        sides=sides,
    )


def _row(judged: Judged, birthless: bool) -> PreviewRow:
    values = tuple(values_of(judged.line).items())
    number, doubts = judged.line.number, " ; ".join(judged.line.doubts)
    if judged.line.refusal:
        return PreviewRow(number, values, "refused", judged.line.refusal)
    if judged.match is not None:
        return PreviewRow(
            number, values, "asked" if judged.asks else "duplicate", judged.why_aside or _why(judged.match)
        )
    verdict = "doubtful" if doubts or birthless else "sound"
    return PreviewRow(number, values, verdict, doubts, judged.outside)


def _why(match: Match) -> str:
    if match.sure:
        if match.line:
            return _("même personne que la ligne {n} ({why})").format(n=match.line, why=match.why)
        return _("déjà un dossier ({why})").format(why=match.why)
    if match.line:
        return _("peut-être la personne de la ligne {n} ({why})").format(n=match.line, why=match.why)
    return _("peut-être déjà un dossier ({why})").format(why=match.why)
