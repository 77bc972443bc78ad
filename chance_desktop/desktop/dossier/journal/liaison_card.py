"""Liaison notes of a dossier: a thread between the office and the Region, read once it was seen here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.journal.liaison import LiaisonNote, mark_read, notes, write_note
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.fields import KEPT_ELSEWHERE, LabelledField, LongField
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, dotted, moment_time, plural, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_NEW = Look(Form.SOLID, "accent", "inbox")
_ASIDE = 60
_DRAFT = "liaison-draft/"


class LiaisonCard(Card):
    """The thread, and a field to answer."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._dossier_id = ""
        self._new: set[str] = set()
        self._notes: tuple[LiaisonNote, ...] = ()
        region = navigator.desk.role == PosteRole.REGION
        title = _("Notes de liaison avec la Mission Locale") if region else _("Notes de liaison avec la Région")
        box = column(self, 0, (1, 1, 1, 14))
        self.head = CardHeader(title, "message-square", "accent")
        box.addWidget(self.head)
        self._thread = column(gap=8, margins=(17, 2, 17, 10))
        box.addLayout(self._thread)
        self.text = LongField(lines=2)
        self.text.setProperty(KEPT_ELSEWHERE, True)
        self.field = LabelledField(_("Nouvelle note"), self.text, FREE_TEXT_CAUTION)
        inside = column(gap=10, margins=(17, 0, 17, 0))
        inside.addWidget(self.field)
        foot = row(gap=12)
        self.sending = Button(_("Ajouter la note"), Kind.OUTLINE, "send", height=36)
        self.sending.clicked.connect(self.send)
        foot.addWidget(self.sending)
        told = _("Elle partira avec la prochaine synchronisation.")
        foot.addWidget(Label(told, Role.NOTE, "ink2", wrap=True), 1)
        inside.addLayout(foot)
        box.addLayout(inside)

    def show_dossier(self, dossier_id: str) -> None:
        """Show the notes of a dossier."""
        if dossier_id != self._dossier_id:
            self._new, self._notes = set(), ()
            empty(self._thread)
            # what was begun for another dossier waits there
            self._hold_draft()
            self.text.setPlainText(self._navigator.memory.held(f"{_DRAFT}{dossier_id}"))
            self.field.say_error("")
        self._dossier_id = dossier_id
        self.load()

    def _hold_draft(self) -> None:
        if self._dossier_id:
            self._navigator.memory.hold(f"{_DRAFT}{self._dossier_id}", self.text.toPlainText())

    def load(self) -> None:
        """Read the notes anew."""
        desk, wanted = self._navigator.desk, self._dossier_id
        if not wanted:
            return

        def came(found: tuple[LiaisonNote, ...]) -> None:
            if self._dossier_id == wanted:
                self._show(found)

        self._navigator.tasks.read(lambda: notes(desk, wanted), came, owner=self)

    def _show(self, found: tuple[LiaisonNote, ...]) -> None:
        self._notes = found
        unread = {note.id for note in found if note.unread}
        # marked as new for as long as this dossier stays shown
        self._new |= unread
        empty(self._thread)
        for note in found:
            self._thread.addWidget(self._note(note))
        if not found:
            words = _("Aucune note. Ce que vous écrivez ici n’est lu que par la Région et par vos collègues.")
            if self._navigator.desk.role == PosteRole.REGION:
                words = _("Aucune note. Ce que vous écrivez ici n’est lu que par la Mission Locale du dossier.")
            self._thread.addWidget(Label(words, Role.CELL, "ink2", wrap=True))
        new = len(self._new)
        if new:
            self.head.show_count(plural("{n} nouvelle", "{n} nouvelles", new))
        else:
            self.head.count.hide()
        if unread and self.isVisible():
            self._seen()

    def _note(self, note: LiaisonNote) -> QWidget:
        holder = plain_widget()
        aside = px(_ASIDE)
        outer = row(holder, 0, (_ASIDE if note.mine else 0, 0, 0 if note.mine else _ASIDE, 0))
        bubble = Card("accent" if note.mine else "sunken")
        bubble.setMinimumWidth(aside)
        box = column(bubble, 3, (14, 9, 14, 10))
        head = row(gap=8)
        at = note.at.astimezone()
        head.addWidget(Label(dotted(who(note), when(at)), Role.NOTE_STRONG, "ink2", wrap=True), 1)
        if note.id in self._new:
            head.addWidget(Pill(_("Nouvelle"), _NEW), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        box.addWidget(Label(note.text, Role.BODY, wrap=True, selectable=True))
        outer.addWidget(bubble)
        return holder

    def _seen(self) -> None:
        """What the other side wrote was seen here: told to the other pages, without a word."""
        desk, dossier_id = self._navigator.desk, self._dossier_id
        seen = {each.id: each.seen for each in self._notes if each.unread}

        def written(outcome: Outcome[None]) -> None:
            self._navigator.spread(outcome.changes)

        self._navigator.tasks.write(lambda: mark_read(desk, dossier_id, seen), written, owner=self)

    def send(self) -> None:
        """Write to the other side."""
        desk, dossier_id, text = self._navigator.desk, self._dossier_id, self.text.toPlainText()

        def written(outcome: Outcome[str]) -> None:
            self._navigator.memory.hold(f"{_DRAFT}{dossier_id}", "")
            if self._dossier_id == dossier_id and self.text.toPlainText() == text:
                # another one may be begun already
                self.text.clear()
            self.field.say_error("")
            self._navigator.done(outcome)

        def refused(failure: ExpectedError) -> None:
            self.field.say_error(failure.text)
            self.text.setFocus()

        self._navigator.tasks.write(lambda: write_note(desk, dossier_id, text), written, refused, owner=self)


def who(note: LiaisonNote) -> str:
    """Who wrote: a name, a side when the name is not known here."""
    side = _("La Région") if note.side == "region" else _("La Mission Locale")
    if note.by:
        return note.by if note.mine else dotted(note.by, side)
    return side


def when(at: datetime) -> str:
    """« mardi 24 novembre 2026, 8 h 10 »."""
    return f"{weekday_date(at.date())}, {moment_time(at)}"
