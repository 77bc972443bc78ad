"""The classes of the rows (`chance_desktop/domain/rows`), written from the declarations of the fields.

`python -m tests.architecture.row_classes` writes them again after a field was declared; a test tells when that was forgotten.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from chance_desktop.domain import fields
from chance_desktop.domain.fields import DELETED_AT, FieldDeclaration, TableDeclaration
from chance_desktop.domain.fields.kinds import NUMBERS, Kind, Owner

ROOM = Path(fields.__file__).parents[1] / "rows"

_HEAD = '''"""Rows of {name}, from `domain/fields/{name}`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow
'''
_CLASS = '''

class {name}(KeptRow):
    """A row of `{table}`."""

{fields}
'''


def class_name(table: TableDeclaration) -> str:
    """What the rows of a table are called in the code."""
    return "Kept" + "".join(word.capitalize() for word in table.name.split("_"))


def field_type(table: TableDeclaration, field: FieldDeclaration) -> str:
    """What a field of a row that is kept holds: never nothing where the row cannot be without it."""
    held = "bool" if field.kind is Kind.YES_NO else "int" if field.kind in NUMBERS else "str"
    of_a_dossier = table.owner is not Owner.STRUCTURE and field.part_of == "dossier"
    return held if field.needed or of_a_dossier else f"{held} | None"


def declared() -> Iterator[tuple[str, tuple[TableDeclaration, ...]]]:
    """Each module that declares tables, with its tables in their order."""
    for found in pkgutil.iter_modules(fields.__path__):
        module = importlib.import_module(f"{fields.__name__}.{found.name}")
        tables = tuple(each for each in vars(module).values() if isinstance(each, TableDeclaration))
        if tables:
            yield found.name, tables


def modules() -> dict[str, str]:
    """The text of each module of the room, by its file name."""
    texts = {}
    for name, tables in declared():
        classes = (
            _CLASS.format(
                name=class_name(table),
                table=table.name,
                fields="\n".join(f"    {field.name}: {field_type(table, field)}" for field in table.fields),
            )
            for table in tables
        )
        texts[f"{name}.py"] = _HEAD.format(name=name) + "".join(classes)
    return texts


def main() -> None:
    """Write the room again."""
    assert DELETED_AT.name in (ROOM / "kept.py").read_text("utf-8")
    for name, text in modules().items():
        (ROOM / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
