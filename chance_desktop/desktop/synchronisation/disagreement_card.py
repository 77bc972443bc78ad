"""The disagreements, one at a time: the values side by side, one to keep, or another to write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from chance_desktop.casework.exchange.disagreements import SettledAlready, settle_field
from chance_desktop.casework.exchange.settling import settle
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.fields.situation_box import SituationBox
from chance_desktop.desktop.synchronisation.difference import differing
from chance_desktop.desktop.synchronisation.questions import (
    DELETION,
    count_words,
    keep_words,
    place_words,
    question,
    where_changed,
)
from chance_desktop.desktop.synchronisation.value_card import ShownValue, ValueCard
from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark, Tile
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice, announce
from chance_desktop.desktop.ui_kit.inputs.choices import one_tab_stop
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, moment_time, weekday_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from chance_desktop.casework.exchange.disagreements import Disagreement
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.casework.situation.situation import Situation
    from chance_desktop.desktop.navigation.navigator import Navigator

_WRITABLE = frozenset({"person", "dossier"})
_NOT_WRITTEN = frozenset({"choices", "counsellor"})


class DisagreementSettler(Card):
    """Card « 3 désaccords à régler »; hidden while there is none."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        self._found: tuple[Disagreement, ...] = ()
        self._later: set[str] = set()
        self._shown = ""
        self._go_on = False
        self._other: SituationBox | None = None
        self.values: list[ValueCard] = []
        self._group: QButtonGroup | None = None
        box = column(self, 8, (20, 14, 20, 14))
        self._box = box
        self._head()
        self._body = plain_widget()
        inside = column(self._body, 8)
        self.question = Label("", Role.NEXT_ACTION, wrap=True)
        self.line = Label("", Role.CELL, "ink2", wrap=True)
        inside.addWidget(self.question)
        inside.addWidget(self.line)
        self._grid = QGridLayout()
        self._grid.setSpacing(px(14))
        inside.addLayout(self._grid)
        self._written = column(gap=4)
        inside.addLayout(self._written)
        self.notice = Notice("", "red")
        inside.addWidget(self.notice)
        inside.addWidget(self._gestures())
        kept = row(gap=8)
        kept.addWidget(IconMark("info", "ink2", 17))
        self.kept = Label(_("L’autre valeur reste notée dans le journal du dossier."), Role.CELL, "ink2", wrap=True)
        kept.addWidget(self.kept, 1)
        self.open = Button(_("Ouvrir le dossier"), Kind.TEXT, trailing="arrow-right", height=36)
        self.open.clicked.connect(self._open_dossier)
        kept.addWidget(self.open)
        inside.addLayout(kept)
        box.addWidget(self._body)
        self.resume = Button(_("Les régler maintenant"), Kind.OUTLINE, "triangle-alert")
        self.resume.clicked.connect(self._resume)
        box.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def _head(self) -> None:
        head = row(gap=10)
        head.addWidget(Tile("triangle-alert", "orange"))
        self.title = Label("", Role.CARD_TITLE, wrap=True)
        head.addWidget(self.title, 1)
        self.rank = Label("", Role.CELL_STRONG, "ink2")
        self.before = IconButton("chevron-left", _("Désaccord précédent"), side=36, bare=True)
        self.before.step_by_step = True
        self.after = IconButton("chevron-right", _("Désaccord suivant"), side=36, bare=True)
        self.after.step_by_step = True
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        for widget in (self.before, self.rank, self.after):
            head.addWidget(widget)
        self._box.addLayout(head)

    def _gestures(self) -> QWidget:
        flow = Flow(8)
        self.keep = Button("", Kind.PRIMARY, "check")
        self.keep.clicked.connect(self._keep)
        self.later = Button(_("Décider plus tard"), Kind.OUTLINE)
        self.later.clicked.connect(self._decide_later)
        self.write = Button(_("Écrire une autre valeur"), Kind.TEXT, "pencil")
        self.write.clicked.connect(self._write_other)
        for widget in (self.keep, self.later, self.write):
            flow.addWidget(widget)
        self._flow = flow
        return flow

    @property
    def current(self) -> Disagreement | None:
        """The one shown."""
        return next((one for one in self._found if one.id == self._shown), None)

    def show_disagreements(self, found: tuple[Disagreement, ...]) -> None:
        """Show those that remain; the one shown stays where it is still there and says the same."""
        former = self.current
        self._found = tuple(_here_first(one) for one in found)
        self._later &= {one.id for one in found}
        self.setVisible(bool(found))
        if not found:
            self._shown = ""
            self._go_on = False
            return
        self.title.say(count_words(len(found)))
        waiting = [one for one in self._found if one.id not in self._later]
        if former is not None and former in waiting:
            self._rank()
        elif waiting:
            self._show(next((one for one in waiting if former and one.id == former.id), waiting[0]))
        else:
            self._show(None)
        if self._go_on:
            # the keyboard goes on with the next one
            self.focus_value()
        self._go_on = False

    def focus_value(self) -> None:
        """Put the keyboard on the value chosen."""
        chosen = next((card for card in self.values if card.isChecked()), None)
        if chosen is not None and not self._body.isHidden():
            chosen.setFocus()

    def _show(self, one: Disagreement | None) -> None:
        self._shown = one.id if one is not None else ""
        self._body.setVisible(one is not None)
        self.resume.setVisible(one is None)
        self._rank()
        if one is None:
            return
        self.question.say(question(one))
        self.line.say(where_changed(one))
        self._forget_other()
        self.notice.say("")
        self._lay_values(one)
        self.write.setVisible(one.table in _WRITABLE and one.field != DELETION and bool(one.dossier_id))
        self.open.setVisible(bool(one.dossier_id))
        many = len(one.heads) > 2
        self.kept.say(
            _("Les autres valeurs restent notées dans le journal du dossier.")
            if many
            else _("L’autre valeur reste notée dans le journal du dossier.")
        )
        self._say_keep()
        self._flow.updateGeometry()

    def _lay_values(self, one: Disagreement) -> None:
        empty(self._grid)
        spans = differing([head.words for head in one.heads])
        self.values = []
        self._group = QButtonGroup(self)
        for number, (head, differs) in enumerate(zip(one.heads, spans, strict=True)):
            local = head.at.astimezone()
            at = f"{weekday_date(local.date(), year=False)}, {moment_time(local)}"
            card = ValueCard(ShownValue(place_words(head.place), head.here, head.words, head.by, at, differs))
            self._group.addButton(card, number)
            self.values.append(card)
            if large():
                self._grid.addWidget(card, number, 0)
            else:
                self._grid.addWidget(card, number // 2, number % 2)
        # keeping is the first proposal where the other is to delete
        wanted = (lambda head: head.value is None) if one.field == DELETION else (lambda head: head.here)
        chosen = next((number for number, head in enumerate(one.heads) if wanted(head)), 0)
        self.values[chosen].setChecked(True)
        one_tab_stop(self.values)
        self._group.idToggled.connect(self._chosen)

    def _chosen(self, number: int, on: bool) -> None:
        if on:
            one_tab_stop(self.values)
            self._forget_other()
            self._say_keep()

    def _say_keep(self) -> None:
        one = self.current
        if one is None or self._group is None:
            return
        head = one.heads[max(0, self._group.checkedId())]
        words = keep_words(one, head) if self._other is None else _("Garder cette autre valeur")
        deletes = one.field == DELETION and head.value is not None
        self.keep.icon_name = "trash-2" if deletes else "check"
        self.keep.setText(words)
        self.keep.updateGeometry()
        self._flow.updateGeometry()

    def _rank(self) -> None:
        rank = next((number for number, one in enumerate(self._found, 1) if one.id == self._shown), 0)
        several = len(self._found) > 1 and bool(rank)
        self.rank.say(_("{k} sur {n}").format(k=rank, n=len(self._found)) if several else "")
        for widget in (self.before, self.rank, self.after):
            widget.setVisible(several)

    def _turn(self, by: int) -> None:
        ids = [one.id for one in self._found]
        if self._shown in ids:
            one = self._found[(ids.index(self._shown) + by) % len(ids)]
            self._later.discard(one.id)
            self._show(one)
            announce(self, f"{self.rank.text()}, {self.question.text()}")

    def _decide_later(self) -> None:
        self._later.add(self._shown)
        waiting = [one for one in self._found if one.id not in self._later]
        self._show(waiting[0] if waiting else None)
        if waiting:
            self.focus_value()
        else:
            self.resume.setFocus()

    def _resume(self) -> None:
        self._later.clear()
        self._show(self._found[0])
        self.focus_value()

    def _open_dossier(self) -> None:
        one = self.current
        if one is not None:
            tab = {"letter": "letters", "piece": "pieces", "person": "situation", "dossier": "situation"}
            self.navigator.open_dossier(one.dossier_id, tab.get(one.table, ""))

    # another value

    def _write_other(self) -> None:
        one = self.current
        if one is None or self._other is not None:
            return
        desk, wanted = self.navigator.desk, one

        def work() -> Situation:
            return situation(desk, wanted.dossier_id)

        def came(found: Situation) -> None:
            if self._shown == wanted.id and self._other is None:
                self._offer_other(wanted, found)

        self.navigator.tasks.read(work, came, owner=self)

    def _offer_other(self, one: Disagreement, found: Situation) -> None:
        view = next((each for part in found.sections for each in part.fields if each.code == one.field), None)
        if view is None or view.kind in _NOT_WRITTEN:
            self.notice.say(_("Cette réponse s’écrit dans le dossier : ouvrez-le, puis corrigez-la."), "blue")
            return
        self._other = SituationBox(view, self.navigator.desk.today())
        self._other.setParent(self)
        self._other.open(found.values.get(one.field))
        if self._group is not None:
            # neither of the two is chosen while another is written
            self._group.setExclusive(False)
            for card in self.values:
                card.setChecked(False)
            self._group.setExclusive(True)
        self._written.addWidget(self._other.widget)
        self._other.focus()
        self._say_keep()

    def _forget_other(self) -> None:
        if self._other is not None:
            empty(self._written)
            self._other.deleteLater()
            self._other = None

    # settling

    def _keep(self) -> None:
        one = self.current
        if one is None or self._group is None:
            return
        desk = self.navigator.desk
        if self._other is not None:
            self._keep_other(one, self._other)
            return
        value = one.heads[max(0, self._group.checkedId())].value

        def work() -> Outcome[None]:
            return settle_field(desk, one.id, value)

        self._settle(work)

    def _keep_other(self, one: Disagreement, other: SituationBox) -> None:
        desk = self.navigator.desk
        try:
            value = other.value()
        except ExpectedError:
            other.check()
            return

        def work() -> Outcome[None]:
            done = settle(desk, one.dossier_id, one.field, value)
            return Outcome(None, done.changes, done.undo)

        self._settle(work)

    def _settle(self, work: Callable[[], Outcome[None]]) -> None:
        self.keep.setEnabled(False)

        def settled(outcome: Outcome[None]) -> None:
            self.keep.setEnabled(True)
            self._forget_other()
            self._go_on = True
            self.navigator.done(outcome, _("Désaccord réglé"))
            self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))

        def refused(failure: ExpectedError) -> None:
            self.keep.setEnabled(True)
            self.notice.say(failure.text)
            if isinstance(failure, SettledAlready):
                self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))

        self.navigator.tasks.write(work, settled, refused, owner=self)


def _here_first(one: Disagreement) -> Disagreement:
    """What was written on this poste stands on the left."""
    return replace(one, heads=tuple(sorted(one.heads, key=lambda head: not head.here)))
