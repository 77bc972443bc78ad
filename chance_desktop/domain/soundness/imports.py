"""What is wrong in the columns of tables: titles that name two questions, answers nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from chance_desktop.domain.fields import FIELDS, FieldDeclaration
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.imported_columns import YES_NO, ImportField
from chance_desktop.domain.programme.programme import Field, Programme
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.mistake import Mistake, unknown
from chance_desktop.runtime.words import _

FILE = "import.toml"


def import_mistakes(programme: Programme) -> Iterator[Mistake]:
    """Everything that is wrong in the columns."""
    asked = {field.code: field for section in programme.sections for field in section.fields}
    yield from doubles(FILE, "imports", (each.field for each in programme.imports))
    for each in programme.imports:
        if each.field not in asked:
            yield unknown(FILE, f"imports.{each.field}", _("question inconnue"), each.field, asked)
        else:
            yield from _column(programme, each, asked[each.field])
    yield from _shared(programme)
    yield from _titles(programme)


def _column(programme: Programme, column: ImportField, field: Field) -> Iterator[Mistake]:
    place = f"imports.{column.field}"
    declared = FIELDS.get(field.row, {}).get(field.code)
    if declared is None or not declared.is_imported:
        yield odd(FILE, place, column.field, _("aucune colonne de tableau ne peut remplir cette question"), grave=True)
        return
    yes_no = declared.kind is Kind.YES_NO
    if column.values is not None and not yes_no and not field.choices:
        yield odd(FILE, f"{place}.values", "", _("cette question n’a pas de liste de réponses"), grave=True)
    elif not field.choices or field.choices in programme.choices:
        known = _answers(programme, field, declared)
        for code in (column.values or {}).values():
            yield from must_be(FILE, f"{place}.values", code, known, _("réponse inconnue"))


def _answers(programme: Programme, field: Field, declared: FieldDeclaration) -> list[str]:
    if declared.kind is Kind.YES_NO:
        return list(YES_NO)
    return [choice.code for choice in programme.choices.get(field.choices, ())]


def _shared(programme: Programme) -> Iterator[Mistake]:
    imported = [each.field for each in programme.imports]
    for each in programme.shared_columns:
        place = f"shared_columns.{each.code}"
        if each.code in imported:
            yield odd(FILE, place, each.code, _("ce code est celui d’une question"), grave=True)
        for field in each.fields:
            yield from must_be(FILE, f"{place}.fields", field, imported, _("question inconnue"))
        if len(each.fields) < 2:
            yield odd(
                FILE, f"{place}.fields", ", ".join(each.fields), _("une colonne partagée l’est entre deux questions")
            )


def _titles(programme: Programme) -> Iterator[Mistake]:
    """Titles that are already those of another question: that column would never fill this one."""
    taken: dict[str, str] = {}
    lists = [(f"imports.{each.field}", each.field, (*each.columns, *each.also)) for each in programme.imports]
    lists += [(f"shared_columns.{each.code}", each.code, each.columns) for each in programme.shared_columns]
    for place, code, titles in lists:
        for title in titles:
            other = taken.setdefault(fold(title), code)
            if other != code:
                reason = _("« {title} » est déjà un titre de « {other} »").replace("{title}", title)
                yield odd(FILE, f"{place}.columns", title, reason.replace("{other}", other))
