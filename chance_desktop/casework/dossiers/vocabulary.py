"""The words of a journal at a desk: the lists of its programme, its fields, and the names of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from chance_desktop.casework.dossiers.field_words import FieldWords
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Value
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _


class DeskVocabulary:
    """The words of codes, of fields and of their values, read within one connection."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._programme = desk.programme
        self._fields = FieldWords(desk, connection)

    def words_of(self, listed: str) -> Mapping[str, str]:
        """The words of the codes of a list."""
        own = _OF_THE_JOURNAL.get(listed)
        return own(self._programme) if own is not None else self._fields.words_of(listed)

    def field_label(self, table: str, name: str, of: str) -> str:
        """What a field is called, with the row it belongs to; raises `KeyError` when it is not declared."""
        if table == "letter" and of:
            kind = self.words_of("referees")[of]
            return _("Lettre ({kind}) – {label}").format(kind=kind.lower(), label=FIELDS[table][name].label)
        return self._fields.label(table, name, {"code": of})

    def field_value(self, table: str, name: str, value: Value, of: str) -> str:
        """A value of a field in words, in agreement with the row it belongs to.

        Raises `KeyError` when the field, or the row it names, is not known.
        """
        field = FIELDS[table][name]
        if (table, name) == ("piece", "status") and value in frozenset(Status):
            return status_label(Status(str(value)), self.words_of("pieces:gender")[of])
        if field.kind is Kind.REFERENCE and not self._fields.name_of(field.of, str(value)):
            raise KeyError(value)
        return self._fields.value(table, name, value)


_OF_THE_JOURNAL: Mapping[str, Callable[[Programme], Mapping[str, str]]] = {
    "pieces:article": lambda programme: {each.code: each.article_label for each in programme.pieces},
    "pieces:gender": lambda programme: {each.code: each.gender for each in programme.pieces},
    "steps:number": lambda programme: {each.code: str(n) for n, each in enumerate(programme.steps, start=1)},
}
"""Lists that no field names."""
