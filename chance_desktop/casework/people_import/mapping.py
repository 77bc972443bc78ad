"""Which column of a file fills which field: guessed from its name, edited, saved by name."""

from __future__ import annotations

import json
from dataclasses import dataclass

from chance_desktop.casework.people_import.source import SourceTable
from chance_desktop.casework.people_import.targets import import_targets
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.domain.names import fold
from chance_desktop.domain.programme import Choice
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store import settings

_PREFIX = "import-mapping/"


class MappingUnreadable(ExpectedError):
    """A saved mapping that cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette correspondance de colonnes ne peut pas être lue."), _("Choisissez les colonnes à la main.")
        )


@dataclass(frozen=True, slots=True)
class Mapping:
    """A field's code for each column of the file; an empty code leaves the column aside, in the journal."""

    name: str
    columns: dict[str, str]


def target_fields(desk: Desk) -> tuple[Choice, ...]:
    """The fields a column may fill."""
    return tuple(Choice(code=code, label=each.field.label) for code, each in import_targets(desk.programme).items())


def suggest_mapping(desk: Desk, table: SourceTable) -> Mapping:
    """The saved mapping that knows all these columns, or one guessed from their names."""
    for saved in saved_mappings(desk):
        if set(table.columns) <= set(saved.columns):
            return Mapping(saved.name, {column: saved.columns[column] for column in table.columns})
    known = _columns_met(desk)
    taken: set[str] = set()
    columns: dict[str, str] = {}
    for column in table.columns:
        field = known.get(fold(column), "")
        columns[column] = "" if field in taken else field
        taken.add(field)
    return Mapping("", columns)


def _columns_met(desk: Desk) -> dict[str, str]:
    """The field of each name of a column; the names the programme has met win over the labels of its questions."""
    targets = import_targets(desk.programme)
    labels = {fold(each.field.label): code for code, each in targets.items()}
    met = {fold(name): each.field for each in desk.programme.imports for name in each.columns}
    return {**labels, **met}


def saved_mappings(desk: Desk) -> tuple[Mapping, ...]:
    """The mappings saved on this poste, by name."""
    with desk.reading() as connection:
        found = settings.starting_with(connection, _PREFIX)
    return tuple(Mapping(name.removeprefix(_PREFIX), json.loads(text)) for name, text in sorted(found.items()))


def save_mapping(desk: Desk, mapping: Mapping) -> Outcome[None]:
    """Keep a mapping under its name."""
    desk.put_setting(_PREFIX + mapping.name.strip(), json.dumps(mapping.columns, ensure_ascii=False))
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
