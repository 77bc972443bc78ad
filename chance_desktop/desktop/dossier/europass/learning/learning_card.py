"""An experience told: its name and dates, the questions, the sentences they suggest and those kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from chance_desktop.casework.europass.learning import add_sentence, remove_learning
from chance_desktop.casework.europass.sections import FieldKind, ProfileField
from chance_desktop.casework.forms.answers import LEARNING, Subject
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.casework.papers.form_papers import form_odt, form_pdf, read_sheet
from chance_desktop.desktop.dossier.europass.content import Place, Table
from chance_desktop.desktop.dossier.europass.learning.sentence_row import SentenceRow, SuggestionRow
from chance_desktop.desktop.dossier.europass.page import SectionCard
from chance_desktop.desktop.dossier.europass.sections.entry_row import FoldLine
from chance_desktop.desktop.dossier.europass.sections.field_grid import FieldGrid
from chance_desktop.desktop.fields.declaration import FieldSpec, InputKind
from chance_desktop.desktop.fields.plain import PlainField
from chance_desktop.desktop.forms.papers import FOR_LIBREOFFICE, RETURNED
from chance_desktop.desktop.forms.taken_sheet import TakenSheet
from chance_desktop.desktop.paper.actions import make_paper, print_or_save
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, french_spaces, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chance_desktop.casework.europass.learning import LearningView
    from chance_desktop.casework.papers.form_papers import TakenForm
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.dossier.europass.page import Host
    from chance_desktop.domain.change import Value
    from chance_desktop.domain.learner.interview import LearningQuestion
    from chance_desktop.runtime.errors import ExpectedError

FIELDS = (
    ProfileField(
        "title", _("Où, ou quoi"), help=_("Exemple\u00a0: club de football de Couhé, saison d’été au camping.")
    ),
    ProfileField("since", _("Du"), FieldKind.DATE, wide=False),
    ProfileField("until", _("Au"), FieldKind.DATE, wide=False),
)


class LearningCard(SectionCard):
    """One experience; folded, its line alone."""

    def __init__(self, host: Host, learning_id: str) -> None:
        super().__init__()
        self.host, self._id = host, learning_id
        self._shown: LearningView | None = None
        self._body = plain_widget()
        box = column(self, 6, (12, 8, 12, 8))
        head = row(gap=4)
        self.line = FoldLine()
        self.line.toggled.connect(self._body.setVisible)
        head.addWidget(self.line, 1)
        self._count = Label("", Role.CELL, "ink2")
        head.addWidget(self._count)
        self.bin = IconButton("trash-2", _("Retirer cette expérience"), side=36, bare=True)
        self.bin.clicked.connect(self._remove)
        head.addWidget(self.bin)
        box.addLayout(head)
        inside = column(self._body, 12, (6, 0, 6, 8))
        self.grid = FieldGrid(FIELDS, Place(Table.LEARNING, learning_id), host.keeper)
        inside.addWidget(self.grid)
        host.keeper.kept.connect(self._stored)
        self.answers: dict[str, PlainField] = {}
        for question in learning_interview(host.desk).questions:
            inside.addWidget(self._question(question))
        self._suggested_title = Label(
            _("Phrases proposées\u00a0: corrigez-les, gardez celles qui sont vraies"), Role.BODY_STRONG, wrap=True
        )
        inside.addWidget(self._suggested_title)
        self._suggested = column(gap=6)
        inside.addLayout(self._suggested)
        self.suggestions: list[SuggestionRow] = []
        self._kept_title = Label(_("Phrases gardées\u00a0: dites où elles servent"), Role.BODY_STRONG, wrap=True)
        inside.addWidget(self._kept_title)
        self._kept = column(gap=10)
        inside.addLayout(self._kept)
        self.sentences: dict[str, SentenceRow] = {}
        self.own = Button(_("Écrire une phrase"), Kind.TEXT, "plus", height=34)
        self.own.clicked.connect(lambda: self._keep("job", _("Je sais…")))
        inside.addWidget(self.own)
        papers = row(gap=10)
        self.paper = Button(_("Questions sur papier"), Kind.TEXT, "printer", height=34)
        self.paper.clicked.connect(self._papers)
        papers.addWidget(self.paper)
        self.given_back = Button(_("Reprendre un formulaire rempli"), Kind.TEXT, "upload", height=34)
        self.given_back.clicked.connect(self._take)
        papers.addWidget(self.given_back)
        papers.addStretch(1)
        inside.addLayout(papers)
        box.addWidget(self._body)
        self._body.hide()

    def _question(self, question: LearningQuestion) -> LabelledField:
        spec = FieldSpec(
            label=french_spaces(question.label), kind=InputKind.LONG, help=french_spaces(question.help), lines=2
        )
        field = PlainField(spec)
        field.setParent(self)
        place = Place(Table.ANSWER, self._id, question.code)
        field.edited.connect(lambda: self.host.keeper.typed(place, "value", field.value()))
        field.committed.connect(lambda: self._answered(place, field))
        self.answers[question.code] = field
        return field.widget

    def _answered(self, place: Place, field: PlainField) -> None:
        self.host.keeper.displays(place, "value", former=field.displaced)
        self.host.keeper.flush()

    def _stored(self, place: object, values: Mapping[str, Value]) -> None:
        for code, field in self.answers.items():
            if place == Place(Table.ANSWER, self._id, code):
                field.kept(str(values.get("value") or ""))

    def show_learning(self, found: LearningView, suggested: tuple[tuple[str, str], ...], locale: str) -> None:
        """Show what was told."""
        area = learning_interview(self.host.desk).area(found.area)
        name = " – ".join(part for part in (area.label if area else "", found.title) if part)
        self.line.say(name)
        self.bin.setAccessibleName(_("Retirer, {name}").format(name=name))
        self._count.say(plural("{n} phrase", "{n} phrases", len(found.sentences)))
        self.grid.show_row({"title": found.title, "since": found.since, "until": found.until}, locale)
        for code, field in self.answers.items():
            field.show(found.answers.get(code, ""))
            self.host.keeper.displays(Place(Table.ANSWER, self._id, code), "value", former=field.displaced)
        self._show_suggested(suggested)
        self._show_kept(found, locale)
        self._shown = found

    def _show_suggested(self, suggested: tuple[tuple[str, str], ...]) -> None:
        self._suggested_title.setVisible(bool(suggested))
        if tuple((each.family, each.suggestion) for each in self.suggestions) == suggested:
            return
        empty(self._suggested)
        self.suggestions = []
        for family, text in suggested:
            line = SuggestionRow(family, text)
            line.kept.connect(self._keep)
            self.suggestions.append(line)
            self._suggested.addWidget(line)

    def _show_kept(self, found: LearningView, locale: str) -> None:
        self._kept_title.setVisible(bool(found.sentences))
        known = {each.id for each in found.sentences}
        for gone in [each for each in self.sentences if each not in known]:
            line = self.sentences.pop(gone)
            if line.isAncestorOf(self.focusWidget() or self):
                self.own.setFocus()
            self._kept.removeWidget(line)
            line.hide()
            line.deleteLater()
        fresh = [each for each in found.sentences if each.id not in self.sentences]
        for each in fresh:
            line = SentenceRow(self.host, each.id)
            self.sentences[each.id] = line
            self._kept.addWidget(line)
        for each in found.sentences:
            self.sentences[each.id].show_sentence(each, locale)

    def _keep(self, family: str, text: str) -> None:
        desk, learning_id = self.host.desk, self._id
        self.host.after_saving(lambda: self.host.navigator.write(lambda: add_sentence(desk, learning_id, text, family)))

    def _papers(self) -> None:
        """The questions and what was answered, to print or to fill on screen."""
        about = self._shown.title if self._shown else ""
        make, to_fill = (partial(each, subject=self._subject, about=about) for each in (_form, _odt))
        navigator = self.host.navigator
        odt = MenuEntry(
            "file-down", FOR_LIBREOFFICE, lambda: make_paper(navigator, self, to_fill, to_file=True)
        )  # fmt: skip
        self.host.after_saving(lambda: open_menu((*print_or_save(navigator, self, make), odt), self.paper))

    def _take(self) -> None:
        """Read a filled form, and show what it would change."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Formulaire rempli"), documents_folder(), RETURNED)
        if not chosen:
            return
        desk, subject = self.host.desk, self._subject

        def came(taken: TakenForm) -> None:
            open_sheet(TakenSheet(self.host.navigator, taken, self))

        def refused(failure: ExpectedError) -> None:
            self.host.navigator.say(failure.text, "red")

        self.host.after_saving(
            lambda: self.host.navigator.tasks.read(
                partial(_read, desk, Path(chosen), subject), came, refused, owner=self
            )
        )

    @property
    def _subject(self) -> Subject:
        return Subject(self._id, self.host.dossier_id)

    def _remove(self) -> None:
        desk, learning_id, keeper = self.host.desk, self._id, self.host.keeper

        def work() -> Outcome[None]:
            seen = keeper.seen(Place(Table.LEARNING, learning_id))
            return remove_learning(desk, learning_id, seen, keeper.seen_parts(learning_id))

        self.host.after_saving(lambda: self.host.navigator.write(work))

    def unfold(self) -> None:
        """Open it and go to its name."""
        self.line.setChecked(True)
        self.grid.focus_first()

    def focus_section(self) -> None:
        self.line.setFocus()


def _form(desk: Desk, subject: Subject, about: str) -> Rendered:
    return form_pdf(desk, LEARNING, subject, about)


def _odt(desk: Desk, subject: Subject, about: str) -> Rendered:
    return form_odt(desk, LEARNING, subject, about)


def _read(desk: Desk, file: Path, subject: Subject) -> TakenForm:
    return read_sheet(desk, file, subject)
