"""A field of the Europass profile: a column of a row, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.europass.profile import shown, stored
from chance_desktop.casework.europass.sections import FieldKind, ProfileField
from chance_desktop.desktop.fields.choice_inputs import SearchInput
from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.domain.change import Value
from chance_desktop.europass.schema.codes import CodeList
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from datetime import date

    from chance_desktop.casework.exchange.disagreements import Disagreement

_KINDS = {
    FieldKind.LINE: InputKind.TEXT,
    FieldKind.DATE: InputKind.PARTIAL_DAY,
    FieldKind.CODE: InputKind.CHOICE,
    FieldKind.CODES: InputKind.CHOICES,
    FieldKind.YES_NO: InputKind.TICK,
}
_LISTS = {CodeList.COUNTRIES: InputKind.COUNTRY, CodeList.LANGUAGES: InputKind.LANGUAGE}
_HINT_LENGTH = 80


class ProfileBox(Field[Value]):
    """A field of a section; `declared` is what the section says of it."""

    def __init__(self, declared: ProfileField, today: date, lines: int = 4) -> None:
        self.declared, self._today = declared, today
        self._disagreement = ""
        super().__init__(_spec(declared, lines), Reader(self._read, self._entry, self._words, _as_kept))
        # a file dropped on a field is for the whole tab
        self.input.widget.setAcceptDrops(False)

    @property
    def wide(self) -> bool:
        return self.declared.wide

    @property
    def disagreement_id(self) -> str:
        """Which disagreement is shown."""
        return self._disagreement

    def show_column(self, kept: Value, other: Value = None) -> None:
        """Show what a column holds; `other` is what the other language says, as a hint where this one says nothing."""
        self.show(kept)
        self._say_aside(other)

    def open_column(self, kept: Value, other: Value = None) -> None:
        """Begin with another row or another language."""
        self.open(kept)
        self.accept()
        self._say_aside(other)

    def _say_aside(self, other: Value) -> None:
        outside = isinstance(self.input, SearchInput) and not self.input.search.in_list
        self.warn(_("Ces mots ne sont pas dans la liste\u00a0: ils seront écrits tels quels.") if outside else "")
        if self.declared.translated:
            hint = " ".join(str(shown(self.declared, other) or "").split())[:_HINT_LENGTH]
            self.input.hint(_("En français\u00a0: {text}").format(text=hint) if hint else "")

    def show_disagreement(self, found: Disagreement | None) -> None:
        """Show the values people wrote without seeing each other's, or that they agree."""
        self._disagreement = found.id if found is not None else ""
        heads = found.heads if found is not None else ()
        self.show_candidates(tuple(self.candidate(head.value, head.by) for head in heads))

    def hint(self, words: str) -> None:
        """Say what stands as long as nothing is chosen in a list of several."""
        self.input.hint(words)

    def _read(self, entry: Entry, former: Value) -> Value:
        return stored(self.declared, entry, self._today, former)

    def _entry(self, kept: Value) -> Entry:
        typed = shown(self.declared, kept)
        if self.declared.kind is FieldKind.YES_NO:
            return bool(typed)
        if self.declared.kind is FieldKind.CODES:
            return typed if isinstance(typed, tuple) else ()
        return "" if typed is None else str(typed)

    def _words(self, kept: Value) -> str:
        seen = shown(self.declared, kept)
        if self.declared.kind is FieldKind.YES_NO:
            return _("Oui") if seen else _("Non")
        labels = dict(self.declared.options("fr"))
        codes = seen if isinstance(seen, tuple) else (str(seen or ""),)
        return ", ".join(labels.get(code, code) for code in codes if code) or _("rien")


def _as_kept(kept: Value) -> Value:
    """A column is settled by what it holds."""
    return kept


def _spec(declared: ProfileField, lines: int) -> FieldSpec:
    kind = (_LISTS.get(declared.codes) if declared.codes is not None and declared.kind is FieldKind.CODE else None) or (
        _KINDS.get(declared.kind) or InputKind(declared.kind.value)
    )
    return FieldSpec(
        label=declared.label,
        kind=kind,
        help=declared.help,
        options=declared.options("fr"),
        wide=declared.wide,
        lines=lines,
    )
