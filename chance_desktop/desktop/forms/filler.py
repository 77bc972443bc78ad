"""A declared form, filled on screen: each answer is kept as it is given, and a filled paper can be dropped on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.forms.answers import Filled, Subject, filled, form, save_answers
from chance_desktop.casework.papers.form_papers import read_sheet
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.desktop.fields.question_box import QuestionBox
from chance_desktop.desktop.fields.save_timer import SaveTimer
from chance_desktop.desktop.forms.papers import RETURNED, AskedPaper, PapersButton, Way, make_paper
from chance_desktop.desktop.forms.taken_sheet import TakenSheet
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice, SavedIndicator
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.files.dropped import may_be_dropped, take_drop
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.form import is_asked, missing
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, french_spaces, plural

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from chance_desktop.casework.papers.form_papers import TakenForm
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.displayed import Displayed
    from chance_desktop.casework.session.outcome import Changes, Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator

_TYPING_MS = 700
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Content:
    """A form as it was answered, and the version it has now."""

    filled: Filled
    current: str


class _Lane:
    """Used on the writer lane alone, where saves follow one another: the stamps of the answers shown."""

    def __init__(self, found: Filled, former: _Lane | None = None, held: Collection[str] = ()) -> None:
        self._code, self._version, self._subject = found.form.form, found.form.version, found.subject
        # what is being typed over still shows what it showed
        kept = {code: stamps for code, stamps in former._seen.items() if code in held} if former is not None else {}
        self._seen: dict[str, Displayed] = {
            **{code: stamps for code, stamps in found.seen.items() if code not in held},
            **kept,
        }

    def save(self, desk: Desk, typed: Mapping[str, str]) -> Outcome[None]:
        """Save over what was shown; what is saved next has seen this one."""
        outcome = save_answers(desk, self._code, self._subject, typed, self._seen, self._version)
        now = filled(desk, self._code, self._subject).seen
        self._seen.update({question: now[question] for question in typed if question in now})
        return outcome


class FormFiller(QWidget):
    """The form and its answers; `kept` after each answer kept. It asks for its own reload through `on_changes`."""

    kept = Signal()

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.setAcceptDrops(True)
        self._navigator = navigator
        self._code, self._about, self._number = "", "", 0
        self._subject: Subject | None = None
        self.filled: Filled | None = None
        self._lane: _Lane | None = None
        self.boxes: dict[str, QuestionBox] = {}
        self._cards: list[tuple[Card, tuple[str, ...]]] = []
        self._pending: dict[str, str] = {}
        self._under_way = 0
        box = column(self, 12)
        head = Flow(12)
        self.title = Label("", Role.CARD_TITLE)
        head.addWidget(self.title)
        self.saved = SavedIndicator()
        self.papers = PapersButton(lambda: bool(self._answers()))
        self.papers.asked.connect(lambda answered, way: self.paper(answered=answered, way=way))
        head.addWidget(self.papers)
        head.addWidget(self.saved)
        self._head = head
        box.addWidget(head)
        self.version = Notice("", "blue")
        box.addWidget(self.version)
        self.notice = Notice("", "red")
        box.addWidget(self.notice)
        self.introduction = Label("", Role.CELL, "ink2", wrap=True)
        box.addWidget(self.introduction)
        self._parts = column(gap=12)
        box.addLayout(self._parts)
        self.closing = Label("", Role.CELL, "ink2", wrap=True)
        box.addWidget(self.closing)
        self.missing = Label("", Role.CELL_STRONG, "orange", wrap=True)
        box.addWidget(self.missing)
        self.drop = DropZone(
            _("Reprendre un formulaire rempli"), _("Déposez ici le PDF ou l’ODT rendu, ou cliquez."), "file-down",
            RETURNED, several=False,
        )  # fmt: skip
        self.drop.files_given.connect(lambda files: self.take(files[0]))
        box.addWidget(self.drop)
        self._timer = SaveTimer(_TYPING_MS, self)
        self._timer.due.connect(self.flush)

    # showing

    def show_form(self, code: str, subject: Subject, about: str = "", number: int = 0) -> None:
        """Show a form as answered about a subject; `about` and `number` are printed on its papers."""
        if (code, subject) != (self._code, self._subject):
            self.flush()
            self._code, self._subject, self.filled, self._lane = code, subject, None, None
            self._clear()
        self._about, self._number = about, number
        self.reload()

    def reload(self) -> None:
        """Read the answers anew."""
        desk, code, subject = self._navigator.desk, self._code, self._subject
        if subject is None:
            return

        def work() -> _Content:
            return _Content(filled(desk, code, subject), form(desk, code).version)

        def came(content: _Content) -> None:
            if self._subject == subject and self._code == code:
                self._show(content)

        self._navigator.tasks.read(work, came, self._refused, owner=self)

    def on_changes(self, changes: Changes) -> None:
        """Something changed somewhere."""
        subject = self._subject
        if subject is None or ChangeKind.ANSWER not in changes.kinds or self._busy:
            return
        # what belongs to no dossier names no dossier when it is undone
        if not subject.dossier_id or not changes.ids or changes.ids & {subject.id, subject.dossier_id}:
            self.reload()

    @property
    def _busy(self) -> bool:
        return bool(self._pending) or self._under_way > 0

    def _clear(self) -> None:
        empty(self._parts)
        self.boxes, self._cards = {}, []
        self.saved.hide()
        self.notice.say("")

    def _show(self, content: _Content) -> None:
        found = content.filled
        if self._busy:
            return
        if self.filled is None or self.filled.form != found.form or not self.boxes:
            self._build(found)
        other = self.filled is None
        for code, box in self.boxes.items():
            (box.open if other else box.show)(found.answers.get(code, ""))
        held = [code for code, box in self.boxes.items() if box.displaced]
        self.filled, self._lane = found, _Lane(found, self._lane, held)
        self.title.say(french_spaces(found.form.title))
        for text, label in ((found.form.introduction, self.introduction), (found.form.closing, self.closing)):
            label.say(french_spaces(text))
            label.setVisible(bool(text))
        former = found.form.version != content.current
        sentence = _(
            "Ces réponses ont été données à la version {given} de ce formulaire ; la version actuelle est la {current}. "
            "Elles restent telles qu’elles ont été données."
        ).format(given=found.form.version, current=content.current)
        self.version.say(french_spaces(sentence) if former else "")
        self._follow()
        self._head.updateGeometry()

    def _build(self, found: Filled) -> None:
        self._clear()
        for part in found.form.parts:
            card = Card()
            inside = column(card, 12, (18, 14, 18, 16))
            inside.addWidget(Label(french_spaces(part.title), Role.CARD_TITLE, wrap=True))
            if part.note:
                inside.addWidget(Label(french_spaces(part.note), Role.CELL, "ink2", wrap=True))
            for question in part.questions:
                box = QuestionBox(found.form, question, self._navigator.desk.today())
                box.setParent(card)
                box.edited.connect(partial(self._edited, question.code))
                box.committed.connect(partial(self._committed, question.code))
                self.boxes[question.code] = box
                inside.addWidget(box.widget)
            self._cards.append((card, tuple(question.code for question in part.questions)))
            self._parts.addWidget(card)

    def _answers(self) -> dict[str, str]:
        return {code: answer for code, box in self.boxes.items() if (answer := box.answer())}

    def _follow(self) -> None:
        """Ask what is to be asked after the answers so far, and tell what is missing."""
        if self.filled is None:
            return
        answers = self._answers()
        asked = {code for code, box in self.boxes.items() if is_asked(box.question, answers)}
        for code, box in self.boxes.items():
            box.widget.setVisible(code in asked)
        for card, codes in self._cards:
            card.setVisible(bool(asked & set(codes)))
        lacking = missing(self.filled.form, answers)
        first = _("Il manque la réponse à\u00a0: {questions}").format(
            questions=", ".join(f"«\u00a0{self.boxes[one.code].words}\u00a0»" for one in lacking[:_NAMED])
        )
        rest = len(lacking) - _NAMED
        more = plural("et {n} autre", "et {n} autres", rest) if rest > 0 else ""
        self.missing.say(f"{first} {more}".strip() if lacking else "")
        self.missing.setVisible(bool(lacking))

    # keeping

    def _edited(self, code: str) -> None:
        box = self.boxes[code]
        try:
            self._pending[code] = box.value()
        except ExpectedError:
            # half a date is no mistake yet
            self._pending.pop(code, None)
        self.saved.show()
        self.saved.saving()
        self._follow()
        if box.at_once:
            self.flush()
        else:
            self._timer.typed()

    def _committed(self, code: str) -> None:
        if code in self._pending:
            self.flush()
        elif self.boxes[code].unsaved and not self.boxes[code].check():
            self.saved.failed(_("Une réponse n’est pas enregistrée."))

    def flush(self) -> None:
        """Keep what is typed now."""
        self._timer.stop()
        lane = self._lane
        if not self._pending or lane is None:
            return
        typed, self._pending = self._pending, {}
        desk, code, subject = self._navigator.desk, self._code, self._subject
        self._under_way += 1

        def written(outcome: Outcome[None]) -> None:
            self._under_way -= 1
            if (self._code, self._subject) == (code, subject):
                for question, answer in typed.items():
                    if question in self.boxes:
                        self.boxes[question].kept(answer)
            self.saved.saved(self._navigator.desk.now())
            self._head.updateGeometry()
            self.notice.say("")
            self._navigator.done(outcome, _("Réponse enregistrée") if outcome.undo is not None else "")
            self.kept.emit()

        def refused(failure: ExpectedError) -> None:
            self._under_way -= 1
            if (self._code, self._subject) != (code, subject):
                self._navigator.say(failure.text, "red")
            else:
                self._not_kept(failure, typed)

        self._navigator.tasks.write(lambda: lane.save(desk, typed), written, refused, owner=self)

    def _not_kept(self, failure: ExpectedError, typed: Mapping[str, str]) -> None:
        field = failure.field if isinstance(failure, InvalidField) else ""
        if field in self.boxes:
            self.boxes[field].refuse(failure.sentence, failure.next_step)
            self.saved.failed(_("Une réponse n’est pas enregistrée."))
        else:
            self.saved.failed(_("Pas enregistré"))
            self.notice.say(failure.text)
        others = {code: answer for code, answer in typed.items() if code != field}
        self._pending = {**others, **self._pending}
        if field and others:
            self._timer.typed()

    def leave(self) -> None:
        """Another page is shown."""
        self.flush()

    # papers

    def _refused(self, failure: ExpectedError) -> None:
        self.notice.say(failure.text)

    def paper(self, *, answered: bool, way: Way) -> None:
        """Make the paper, empty or with its answers, then print or save it."""
        self.flush()
        if self._subject is not None:
            asked = AskedPaper(self._code, self._subject, self._about, self._number, answered, way)
            make_paper(self._navigator, self, asked, self._refused)

    def take(self, file: Path) -> None:
        """Read a filled paper, and show what it would change before anything is kept."""
        self.flush()
        desk, subject = self._navigator.desk, self._subject

        def work() -> TakenForm:
            return read_sheet(desk, file, subject)

        def came(taken: TakenForm) -> None:
            self.notice.say("")
            sheet = TakenSheet(self._navigator, taken, self)
            sheet.accepted.connect(self.reload)
            open_sheet(sheet)

        self._navigator.tasks.write(work, came, self._refused, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_be_dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        take_drop(self, event, lambda files: self.take(files[0]))

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.focus()
