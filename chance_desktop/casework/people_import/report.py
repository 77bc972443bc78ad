"""What an import found, line by line, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineNote:
    """A line of the file and why it is doubtful, refused or set aside."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """A field of somebody, as the line of the file says it and as the dossier or the earlier line does."""

    code: str
    label: str
    line: str
    known: str


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    """A line about someone already known: their dossier here, or the earlier line of the same file.

    When it is `asked`, nothing is done of the line until somebody says whether it is the same person: `who` names them in the
    answer, and `sides` compares the two.
    """

    line: int
    dossier: str
    name: str
    reason: str
    same_as_line: int = 0
    asked: bool = False
    who: str = ""
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A line as it would be taken; `verdict` is sound, doubtful, duplicate, refused, or asked; `outside` tells of its age."""

    line: int
    values: tuple[tuple[str, str], ...]
    verdict: str
    reason: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """A column some answers of which two fields know: the fields, by code and label, and how many lines wait for the answer."""

    code: str
    question: str
    fields: tuple[tuple[str, str], ...]
    lines: int


@dataclass(frozen=True, slots=True)
class UnknownCounsellor:
    """A name of the file that is no counsellor's of this office, and on how many lines it stands."""

    name: str
    lines: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`sound` counts the lines without any doubt; `created` the dossiers made, 0 in a preview.

    `unmapped` names the needed fields no column fills: without a name no line is judged, without birth dates none is sound.
    `outside` lists people outside the ages of the programme, `left_out` every line nothing was made of, with its reason.
    `to_create` counts the lines that make a dossier.
    """

    sound: int
    doubtful: tuple[LineNote, ...]
    refused: tuple[LineNote, ...]
    duplicates: tuple[DuplicateLine, ...]
    rows: tuple[PreviewRow, ...]
    created: int = 0
    unmapped: tuple[str, ...] = ()
    outside: tuple[LineNote, ...] = ()
    left_out: tuple[LineNote, ...] = ()
    columns_asked: tuple[ColumnQuestion, ...] = ()
    counsellors: tuple[UnknownCounsellor, ...] = ()
    month_first: bool = False
    to_create: int = 0
