"""What the fields of rows and their values are called here: in the words of the programme, and with the names of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from sqlalchemy import Connection, select

from chance_desktop.casework.cards.options import options
from chance_desktop.casework.forms.interviews import read_interview
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Value
from chance_desktop.domain.fields import FIELDS, TABLES
from chance_desktop.domain.fields.words import value_words
from chance_desktop.europass.schema.codes import CodeList, choices
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import SYNCED, person

_EUROPASS = "europass:"
_ENTRY = (CodeList.SECTORS, CodeList.STUDY_FIELDS, CodeList.LANGUAGE_AREAS, CodeList.ACHIEVEMENTS)
"""The lists the one code of an entry of the profile comes from, by section."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "branch": ("name",), "counsellor": ("first_name", "surname"), "person": ("first_name", "surname"),
    "sponsor": ("first_name", "surname"), "partner": ("name",), "offer": ("title",), "event": ("theme", "kind", "on"),
    "dossier": ("file_number",), "letter": ("first_name", "surname", "organisation"), "learning": ("title", "area"),
    "afterwards": ("first_name", "surname"), "survey": ("wave",), "piece": ("code",),
}  # fmt: skip
"""The fields a row is called by: the first that says something, a first name with its surname."""

_ALONE = frozenset({"person", "dossier", "stay", "learner", "cover_letter", "mobility", "placement_search"})
"""Tables of which a dossier has one row, or whose fields say by themselves what they are of."""


class FieldWords:
    """The words of fields and of their values at a desk; it reads what it is asked for within one connection."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk = desk
        self._connection = connection
        self._lists: dict[str, Mapping[str, str]] = {}

    def value(self, table: str, name: str, value: Value) -> str:
        """A value as it is read on screen."""
        return value_words(FIELDS[table][name], value, self)

    def label(self, table: str, name: str, row: Mapping[str, object]) -> str:
        """What a field is called on screen, with the row it belongs to where a dossier has several such rows."""
        label = self._own_labels.get((table, name), FIELDS[table][name].label)
        if table in _ALONE:
            return label
        return f"{self.row_label(table, row)} – {label}"

    def words_of(self, listed: str) -> Mapping[str, str]:
        """The words of the codes of a list."""
        if listed not in self._lists:
            self._lists[listed] = dict(self._read_list(listed))
        return self._lists[listed]

    def name_of(self, table: str, row: str) -> str:
        """What a row is called; empty when it is not known."""
        names = _NAMES.get(table, ())
        if not names:
            return ""
        if table == "dossier":
            return self._dossier_name(row)
        columns = SYNCED[table].c
        query = select(*(columns[name] for name in names)).where(columns.id == row)
        found = self._connection.execute(query).first()
        if found is None:
            return ""
        told = [self.value(table, name, value) for name, value in zip(names, found, strict=True) if value]
        return " ".join(told) if names[:2] == ("first_name", "surname") else next(iter(told), "")

    def _dossier_name(self, row: str) -> str:
        dossier = SYNCED["dossier"].c
        query = (
            select(dossier.file_number, person.c.first_name, person.c.surname)
            .outerjoin(person, person.c.id == dossier.person_id)
            .where(dossier.id == row)
        )
        found = self._connection.execute(query).first()
        return " ".join(str(part) for part in found or () if part)

    def row_label(self, table: str, row: Mapping[str, object] | None = None) -> str:
        """What a row is called by its kind; a piece by its own name."""
        if table == "piece" and row is not None:
            return self.words_of("pieces").get(str(row.get("code") or ""), TABLES[table].label)
        return TABLES[table].label

    @cached_property
    def _own_labels(self) -> Mapping[tuple[str, str], str]:
        """The questions of the situation, in the words of the programme."""
        return {
            (field.row, field.code): field.label
            for section in self._desk.programme.sections
            for field in section.fields
        }

    def _read_list(self, listed: str) -> Iterable[tuple[str, str]]:
        programme = self._desk.programme
        if listed.startswith(_EUROPASS):
            return _europass_words(listed.removeprefix(_EUROPASS))
        if listed == "referee_roles":
            roles = {kind.code: kind.label for kind in programme.referees}
            return (roles | {role.code: role.label for kind in programme.referees for role in kind.substitutes}).items()
        if listed == "learning_areas":
            return ((each.code, each.label) for each in read_interview(self._desk.programme_folder).areas)
        if listed == "learning_families":
            return ((each.code, each.label) for each in read_interview(self._desk.programme_folder).families)
        if listed == "offices":
            region = (("", _("Partagé avec tous")), ("region", programme.region.name))
            return (*region, *((each.code, each.name) for each in programme.offices))
        return ((each.code, each.label) for each in options(self._desk, listed))


def _europass_words(listed: str) -> Iterable[tuple[str, str]]:
    lists = _ENTRY if listed == "entry" else (CodeList(listed),)
    return (pair for each in lists for pair in choices(each, "fr"))
