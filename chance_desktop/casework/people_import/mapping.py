"""Which column of a file fills which field: guessed from its title and from what it holds, edited, saved by name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from chance_desktop.casework.people_import.columns.contents import by_content
from chance_desktop.casework.people_import.files.table import Reading, SourceTable
from chance_desktop.casework.people_import.source import read_table
from chance_desktop.casework.people_import.targets import (
    NEEDED,
    column_choices,
    fields_of,
    import_targets,
    known_titles,
)
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.domain.programme.programme import Choice, Programme
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store import settings

_PREFIX = "import-mapping/"

ADDED_COLUMNS = (_("Ligne du fichier"), _("Laissée de côté parce que"))
"""The columns a file of lines left aside has more than the one they come from."""


class MappingUnreadable(ExpectedError):
    """A saved mapping that cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette correspondance de colonnes ne peut pas être lue."), _("Choisissez les colonnes à la main.")
        )


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of the file fills, by its title, no two of which are alike; an empty code leaves it aside, in the journal.

    A field filled by several columns takes the first that says something, those in `first` before the others. `guessed` columns
    were recognised by what they hold.
    """

    name: str
    columns: dict[str, str]
    first: tuple[str, ...] = field(default=(), compare=False)
    guessed: frozenset[str] = field(default=frozenset(), compare=False)


def target_fields(desk: Desk) -> tuple[Choice, ...]:
    """The fields a column may fill."""
    return tuple(Choice(code=code, label=each.field.label) for code, each in import_targets(desk.programme).items())


def offered_contents(desk: Desk) -> tuple[Choice, ...]:
    """What a column may be said to hold."""
    return column_choices(desk.programme)


def open_table(desk: Desk, path: Path, reading: Reading | None = None) -> SourceTable:
    """The table of a file, its sheet and its line of titles found by the titles the programme knows. Raises `UnreadableTable`."""
    return read_table(path, reading, known_titles(desk.programme).knows)


def suggest_mapping(desk: Desk, table: SourceTable) -> Mapping:
    """The saved mapping that knows all these columns, or one guessed from their titles and from what they hold."""
    titles = known_titles(desk.programme)
    # the columns of a table without titles are called by their places, which say nothing of another one
    for saved in saved_mappings(desk) if table.heading else ():
        if set(table.columns) - set(ADDED_COLUMNS) <= set(saved.columns):
            return Mapping(saved.name, {column: saved.columns.get(column, "") for column in table.columns})
    found = {column: titles.find(_title(table, place)) for place, column in enumerate(table.columns)}
    columns = {column: known.field if known is not None else "" for column, known in found.items()}
    ranks = {column: known.rank for column, known in found.items() if known is not None}
    targets = import_targets(desk.programme)
    filled = {code for column in columns.values() for code in fields_of(desk.programme, column)}
    left = [place for place, column in enumerate(table.columns) if not columns[column]]
    missing = [code for code in targets if code not in filled]
    held = by_content(table, left, missing, targets, desk.programme.shared_columns, desk.today())
    columns |= {table.columns[place]: code for place, code in held.items()}
    return Mapping(
        "",
        columns,
        tuple(sorted(ranks, key=lambda column: ranks[column])),
        frozenset(table.columns[place] for place in held),
    )


def unmapped(programme: Programme, mapping: Mapping) -> tuple[str, ...]:
    """The fields a list is asked for that no column fills."""
    targets = import_targets(programme)
    filled = {code for column in mapping.columns.values() for code in fields_of(programme, column)}
    return tuple(code for code in NEEDED if code in targets and code not in filled)


def _title(table: SourceTable, place: int) -> str:
    """The title as it is written, without the number that tells it from another."""
    written = next((line.cells for line in table.top if line.number == table.heading), ())
    return written[place] if place < len(written) else table.columns[place]


def saved_mappings(desk: Desk) -> tuple[Mapping, ...]:
    """The mappings saved on this poste, by name."""
    with desk.reading() as connection:
        found = settings.starting_with(connection, _PREFIX)
    return tuple(
        Mapping(name.removeprefix(_PREFIX), _columns_kept(desk.programme, json.loads(text)))
        for name, text in sorted(found.items())
    )


def _columns_kept(programme: Programme, kept: object) -> dict[str, str]:
    """The columns of a saved mapping. One of an earlier version knew no shared column and no counsellor: nobody chose there."""
    if not isinstance(kept, dict):
        return {}
    columns = kept.get("columns")
    if isinstance(columns, dict):
        return columns
    titles, targets = known_titles(programme), import_targets(programme)
    shared = {each.code: each.fields for each in programme.shared_columns}
    brought: dict[str, str] = {}
    for column, code in kept.items():
        known = titles.find(column)
        field = known.field if known is not None else ""
        is_new = not code and field in targets and targets[field].declared.named_in_tables
        brought[column] = field if is_new or code in shared.get(field, ()) else code
    return brought


def save_mapping(desk: Desk, mapping: Mapping) -> Outcome[None]:
    """Keep a mapping under its name."""
    desk.put_setting(_PREFIX + mapping.name.strip(), json.dumps({"columns": mapping.columns}, ensure_ascii=False))
    return Outcome(None, Changes())


def mapping_from_json(text: str) -> Mapping:
    """A mapping written by hand: `{"column": "field"}`. Raises `MappingUnreadable`."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise MappingUnreadable from error
    if not isinstance(content, dict) or not all(isinstance(each, str) for each in content.values()):
        raise MappingUnreadable
    return Mapping("", content)


def placed_columns(table: SourceTable, mapping: Mapping) -> Iterable[tuple[int, str]]:
    """The place of each column and what it fills, in the order they are read."""
    order = {column: rank for rank, column in enumerate(mapping.first)}
    places = sorted(enumerate(table.columns), key=lambda each: (order.get(each[1], len(order)), each[0]))
    return [(place, mapping.columns.get(column, "")) for place, column in places]
