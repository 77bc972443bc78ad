"""The one widget of a field: it reads what is typed, and what comes from elsewhere never changes it under the fingers."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.disagreement import Candidate, DisagreementCard
from chance_desktop.desktop.fields.input_for import input_for
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField
from chance_desktop.domain.change import Value as Stored
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

T = TypeVar("T")
_NOTHING = (None, "", ())


class Head(Protocol):
    """A value somebody wrote, and who."""

    @property
    def value(self) -> Stored:
        """As a row keeps it."""

    @property
    def by(self) -> str:
        """Whose it is."""


class Field(QObject, Generic[T]):
    """A field of any kind.

    `edited` at each gesture of the person, `committed` when the keyboard goes elsewhere, `settled` with the value kept of
    several. What is typed stays on screen as long as the keyboard is there or it is not in the store: a value that comes
    meanwhile waits, and is shown when the field is left with nothing of its own to keep.
    """

    edited = Signal()
    committed = Signal()
    settled = Signal(object)

    def __init__(self, spec: FieldSpec, reader: Reader[T]) -> None:
        super().__init__()
        self.spec = spec
        self._reader = reader
        self.input = input_for(spec)
        self.input.setParent(self)
        self._latest: T | None = None
        self._opened: Entry = self.input.entry()
        self._unsaved = False
        self._refused = False
        widget = self.input.widget
        self.widget = LabelledField(spec.caption, widget, spec.help, optional=spec.optional)
        if not widget.accessibleName() or widget.accessibleName() == spec.label:
            widget.setAccessibleName(spec.caption)
        if spec.kind is InputKind.TICK:
            # the box says it itself
            self.widget.caption.hide()
        itself = weakref.ref(self)
        self.widget.is_saved = lambda: (field := itself()) is not None and not field.unsaved
        self.widget.edited.connect(self._left)
        self.input.touched.connect(self._touched)
        self.disagreement = DisagreementCard()
        self.disagreement.kept.connect(self._settle)
        self.widget.add(self.disagreement)

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.spec.wide or self.spec.kind is InputKind.LONG or (self.spec.kind is InputKind.CHOICES)

    # reading

    def typed(self) -> Entry:
        """What is on screen, as it stands."""
        return self.input.entry()

    def value(self) -> T:
        """What is typed. Raises an expected refusal while it is no value."""
        return self._reader.read(self.input.entry(), self._latest)

    @property
    def touched(self) -> bool:
        """Whether something else is on screen than what was shown."""
        return self.input.entry() != self._opened

    @property
    def unsaved(self) -> bool:
        """Whether something stands here that the store is not known to hold."""
        return self._unsaved or self.touched

    @property
    def held(self) -> bool:
        """Whether nothing may change on screen."""
        return self.unsaved or self.input.in_hand

    @property
    def displaced(self) -> bool:
        """Whether the store holds something else than what is on screen."""
        return not self._says(self._latest)

    # showing

    def open(self, value: T | None) -> None:
        """Begin with a value, whatever stood there."""
        self._latest = value
        self._put(value)

    def show(self, value: T | None) -> None:
        """Show what the store holds, never over what is being typed."""
        self._latest = value
        if self.input.is_begun and not self.input.in_hand:
            # its list was open when the keyboard went: nobody told that the answer was over
            self.input.finish()
        self.kept(value)
        if not self.held:
            self._put(value)

    def kept(self, value: T | None) -> None:
        """A value given by this field is in the store."""
        if self._says(value):
            self._unsaved = False
            self._opened = self.input.entry()

    def take_over(self, former: Field[T]) -> None:
        """Stand where another field stood, with what is typed in it."""
        self.open(former._latest)
        if former.unsaved:
            self.input.put(former.typed())
            self._unsaved = True

    def _put(self, value: T | None) -> None:
        entry = self._reader.entry(value)
        if self.input.entry() != entry:
            self.input.put(entry)
        self._unsaved = False
        self._opened = self.input.entry()

    def _says(self, value: T | None) -> bool:
        """Whether what is on screen stands for a value: a space just typed must not vanish under the hand."""
        try:
            here = self.value()
        except ExpectedError:
            return False
        return here == value or (here in _NOTHING and value in _NOTHING)

    # what is wrong, what others wrote

    def check(self) -> bool:
        """Say below why what is typed is no value, if it is none."""
        try:
            self.value()
        except ExpectedError as failure:
            self.refuse(failure.sentence, failure.next_step)
            return False
        return True

    def refuse(self, sentence: str, next_step: str = "") -> None:
        """Say what is wrong, and what to do."""
        self._refused = True
        self.widget.say_error(f"{sentence} {next_step}".strip())

    def warn(self, sentence: str) -> None:
        """Say a doubt that keeps nothing from being saved; a refusal is said first."""
        if not self._refused:
            self.widget.say_warning(sentence)

    def accept(self) -> None:
        """Nothing is wrong any more."""
        if self._refused:
            self._refused = False
            self.widget.say_error("")

    def show_heads(self, heads: Iterable[Head], told: tuple[str, ...] = ()) -> None:
        """Show what others wrote without having seen this value; hide when nobody did.

        `told` says of each who wrote it, where and when, the value on screen first.
        """
        aside = tuple(heads)
        by = told if len(told) == len(aside) + 1 else (_("la valeur affichée ici"), *(head.by for head in aside))
        here = Candidate(self._latest, self._reader.words(self._latest), by[0])
        others = tuple(self.candidate(head.value, who) for head, who in zip(aside, by[1:], strict=True))
        self.show_candidates((here, *others) if others else ())

    def show_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        """Show values one below the other, or hide when there is none."""
        self.disagreement.show_candidates(candidates, self.spec.label)

    def candidate(self, stored: Stored, by: str) -> Candidate:
        """A value somebody wrote; what cannot be read back is shown as it stands, without a button."""
        try:
            value = self._reader.kept(stored)
        except ValueError:
            return Candidate(str(stored), str(stored), by, sure=False)
        return Candidate(value, self._reader.words(value), by)

    # gestures

    def focus(self) -> None:
        """Put the keyboard here."""
        self.input.focus()

    def _touched(self) -> None:
        self._unsaved = True
        self.accept()
        self.edited.emit()

    def _left(self) -> None:
        self.input.finish()
        if not self.unsaved:
            self._put(self._latest)
        elif self.input.entry() not in _NOTHING:
            self.check()
        self.committed.emit()

    def _settle(self, value: object) -> None:
        self._unsaved = False
        self.settled.emit(value)
