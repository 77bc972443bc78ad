"""A field of the situation, as the programme declares it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from chance_desktop.casework.situation.situation import Value
from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.typed.days import read_optional_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, figures_date, moment_time, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.disagreements import Disagreement, HeadShown
    from chance_desktop.casework.situation.situation import FieldView
    from chance_desktop.domain.change import Value as Stored

_KINDS = {"date": InputKind.DAY, "text": InputKind.TEXT}
_LISTED = frozenset({InputKind.CHOICE, InputKind.COUNSELLOR})


class SituationBox(Field[Value]):
    """A field of the form, by its code."""

    def __init__(self, view: FieldView, today: date) -> None:
        self.view = view
        self.code = view.code
        super().__init__(_spec(view), SituationReader(view, today).reader())

    def asks(self, view: FieldView) -> bool:
        """Whether it still asks this, in these words."""
        same = ("code", "label", "kind", "help", "optional")
        return all(getattr(view, name) == getattr(self.view, name) for name in same) and (
            view.kind != "choices" or view.options == self.view.options
        )

    def show_view(self, view: FieldView) -> None:
        """What is asked is the same; its list, and what others wrote, may be others."""
        self.view = view
        self.input.offer(_options(view))


class SituationReader:
    """From what is typed to what the use case takes, and back."""

    def __init__(self, view: FieldView, today: date) -> None:
        self._view, self._today = view, today
        self._labels = dict(_options(view))

    def reader(self) -> Reader[Value]:
        """Given to the widget."""
        return Reader(self.read, self.entry, self.words, self.kept)

    def read(self, entry: Entry, _former: Value) -> Value:
        """A day, a number, a code, a text. Raises `Unreadable`."""
        if not isinstance(entry, str):
            return entry
        text = entry.strip()
        if self._view.kind == "date":
            return read_optional_day(text, self._view.use, self._today)
        return _number(text) if self._view.kind == "number" else text

    def entry(self, value: Value) -> Entry:
        """A value as it is typed."""
        if isinstance(value, date):
            return figures_date(value)
        if self._view.kind in ("yes-no", "choices"):
            return value if isinstance(value, bool | tuple) else () if self._view.kind == "choices" else None
        return "" if value is None else str(value)

    def words(self, value: Value) -> str:
        """A value as it is read."""
        if self._view.kind == "yes-no":
            return _("Oui") if value else _("Pas encore su") if value in (None, "") else _("Non")
        if isinstance(value, date):
            return figures_date(value)
        codes = value if isinstance(value, tuple) else (str(value or ""),)
        return ", ".join(self._labels.get(code, code) for code in codes if code) or _("rien")

    def kept(self, stored: Stored) -> Value:
        """What a row keeps. Raises `ValueError`."""
        if self._view.kind == "yes-no":
            return stored if isinstance(stored, bool) else None
        text = "" if stored is None else str(stored)
        if self._view.kind == "date":
            return kept_day(text)
        if self._view.kind == "choices":
            return tuple(str(code) for code in json.loads(text or "[]"))
        return text


def who_where_when(one: Disagreement) -> tuple[str, ...]:
    """« Claire A., sur ce poste, lundi 23 novembre, 16 h 20 » for each value, the one on screen first."""
    first, *aside = one.heads
    return tuple(_told(head) for head in (first, *reversed(aside)))


def _told(head: HeadShown) -> str:
    at = head.at.astimezone()
    place = head.place[:1].lower() + head.place[1:] if head.here or head.place == _("À la Région") else head.place
    return f"{head.by}, {place}, {weekday_date(at.date(), year=False)}, {moment_time(at)}"


def _spec(view: FieldView) -> FieldSpec:
    kind = _KINDS.get(view.kind) or InputKind(view.kind)
    return FieldSpec(
        label=view.label,
        kind=kind,
        help=view.help,
        options=_options(view),
        optional=view.optional,
        use=view.use,
        stacked=True,
        searched=False if kind in _LISTED else None,
    )


def _options(view: FieldView) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, one.label) for one in view.options)


def _number(text: str) -> int | None:
    bare = text.replace(" ", "").replace("\u00a0", "")
    if bare and not bare.isdigit():
        raise Unreadable(_("Écrivez un nombre, en chiffres."))
    return int(bare) if bare else None
