"""Bringing a list in: the file, which column is what, what will happen line by line, then the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget

from chance_desktop.casework.people_import.mapping import Mapping, save_mapping, suggest_mapping, target_fields
from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.casework.people_import.running import preview_import, run_import
from chance_desktop.casework.people_import.source import SourceTable, read_table
from chance_desktop.casework.people_import.standing import dossiers_standing
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.people_import.model import PreviewModel
from chance_desktop.desktop.ui_kit.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.card import Card
from chance_desktop.desktop.ui_kit.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.fields import CheckBox, Combo
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.icons import ALIGNED_LEFT
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.pill import Pill
from chance_desktop.desktop.ui_kit.status import Form, Look
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.desktop.ui_kit.theme import px
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.session.outcome import Changes, Outcome
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError

_PATTERNS = _("Tableaux") + " (*.csv *.txt *.tsv *.xlsx *.ods)"
_EXAMPLES = 3
_WIDEST_COLUMN = 380


def _small(label: str) -> str:
    """A label inside a sentence; « N° » keeps its capital."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


class ImportScreen(Screen):
    """Page « Importer une liste »."""

    title = _("Importer une liste de jeunes")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._path: Path | None = None
        self._table: SourceTable | None = None
        self._name = ""
        self._made: tuple[str, ...] = ()
        self.combos: dict[str, Combo] = {}
        outer = column(self, 0, (28, 18, 28, 16))
        head = row(gap=10)
        back = IconButton("chevron-left", _("Revenir à la liste"), side=36, bare=True)
        back.clicked.connect(lambda: navigator.show_page("dossiers"))
        head.addWidget(back)
        head.addWidget(Label(self.title, Role.PAGE_TITLE, wrap=True), 1)
        outer.addLayout(head)
        outer.addSpacing(px(14))
        self.notice = Notice("", "red")
        outer.addWidget(self.notice)
        self.steps = QStackedWidget()
        outer.addWidget(self.steps, 1)
        self.steps.addWidget(self._choose_step())
        self.steps.addWidget(self._columns_step())
        self.steps.addWidget(self._check_step())
        self.steps.addWidget(self._result_step())

    # 1. the file

    def _choose_step(self) -> QWidget:
        page = plain_widget()
        box = column(page, 14, (4, 4, 4, 4))
        words = _(
            "Choisissez le tableau extrait de votre logiciel (CSV, XLSX ou ODS). Rien n’est écrit avant que vous ayez "
            "vu, ligne par ligne, ce qui sera fait."
        )
        box.addWidget(Label(words, Role.BODY, "ink2", wrap=True))
        self.drop = DropZone(
            _("Déposez ici le fichier"),
            _("ou choisissez-le (CSV, XLSX, ODS)"),
            "file-spreadsheet",
            _PATTERNS,
            several=False,
        )
        self.drop.setMaximumWidth(px(520))
        self.drop.files_given.connect(lambda paths: self.read(paths[0]))
        box.addWidget(self.drop)
        card = Card()
        card.setMaximumWidth(px(760))
        inside = column(card, 8, (18, 14, 18, 16))
        inside.addWidget(Label(_("Ce que le tableau peut contenir"), Role.CARD_TITLE, wrap=True))
        known = ", ".join(_small(choice.label) for choice in target_fields(self.desk))
        inside.addWidget(Label(_("Une ligne par jeune, avec son nom, son prénom et sa date de naissance."), wrap=True))
        reads = _("Sont lus\u00a0: {columns}.").format(columns=known)
        inside.addWidget(Label(reads, Role.CELL, "ink2", wrap=True))
        rest = _("L’ordre des colonnes est libre, et les autres colonnes sont laissées de côté.")
        inside.addWidget(Label(rest, Role.CELL, "ink2", wrap=True))
        box.addWidget(card)
        box.addStretch(1)
        return Scroll(page)

    def read(self, path: Path) -> None:
        """Read a file and suggest what its columns are."""
        self._path = path
        desk = self.desk

        def work() -> tuple[SourceTable, Mapping]:
            table = read_table(path)
            return table, suggest_mapping(desk, table)

        self.navigator.tasks.read(work, self._suggested, self._refused, owner=self)

    def _suggested(self, found: tuple[SourceTable, Mapping]) -> None:
        self.notice.say("")
        self._table, mapping = found
        self._name = mapping.name
        self._fill_columns(self._table, mapping)
        self.steps.setCurrentIndex(1)
        self.check_button.setFocus()

    # 2. the columns

    def _columns_step(self) -> QWidget:
        page = plain_widget()
        box = column(page, 12, (4, 4, 4, 4))
        self._file_line = Label("", Role.BODY, "ink2", wrap=True)
        box.addWidget(self._file_line)
        card = Card()
        self._columns_box = column(card, 0, (1, 6, 1, 6))
        inside = plain_widget()
        inside_box = column(inside, 0, (0, 0, 10, 0))
        inside_box.addWidget(card)
        inside_box.addStretch(1)
        box.addWidget(Scroll(inside), 1)
        self.keep = CheckBox(_("Retenir cette correspondance pour la prochaine fois"))
        self.keep.setChecked(True)
        box.addWidget(self.keep)
        flow = Flow(10)
        self.check_button = Button(_("Voir ce qui sera importé"), Kind.PRIMARY, "eye")
        self.check_button.clicked.connect(self._check)
        flow.addWidget(self.check_button)
        other = Button(_("Choisir un autre fichier"), Kind.OUTLINE)
        other.clicked.connect(lambda: self.steps.setCurrentIndex(0))
        flow.addWidget(other)
        box.addWidget(flow)
        return page

    def _fill_columns(self, table: SourceTable, mapping: Mapping) -> None:
        empty(self._columns_box)
        self.combos = {}
        lines = plural("{n} ligne", "{n} lignes", table.rows)
        self._file_line.say(
            _("{name}\u00a0: {lines}. Dites ce que contient chaque colonne.").format(
                name=self._path.name if self._path is not None else "", lines=lines
            )
        )
        choices = [("", _("Ne pas importer")), *((one.code, one.label) for one in target_fields(self.desk))]
        for number, name in enumerate(table.columns):
            if number:
                self._columns_box.addWidget(Rule())
            line = row(gap=14, margins=(16, 5, 16, 5))
            examples = ", ".join(cells[number] for cells in table.sample[:_EXAMPLES] if number < len(cells))
            words = column(gap=0)
            words.addWidget(ElidingLabel(name or _("(sans titre)"), Role.BODY_STRONG))
            words.addWidget(ElidingLabel(examples or _("(vide)"), Role.CELL, "ink2"))
            line.addLayout(words, 1)
            combo = Combo(_("Contenu de la colonne {name}").format(name=name))
            combo.offer(choices, mapping.columns.get(name, ""))
            combo.setMinimumWidth(px(280))
            self.combos[name] = combo
            line.addWidget(combo)
            self._columns_box.addLayout(line)

    def _mapping(self) -> Mapping:
        return Mapping(self._name, {name: combo.code() for name, combo in self.combos.items()})

    def _check(self) -> None:
        path, desk, mapping = self._path, self.desk, self._mapping()
        if path is None:
            return

        def work(progress: SharedProgress) -> ImportReport:
            return preview_import(desk, path, mapping, progress)

        self.navigator.tasks.long(_("Lecture du tableau"), work, self._checked, self._refused, owner=self, writes=False)

    # 3. what will happen

    def _check_step(self) -> QWidget:
        page = plain_widget()
        box = column(page, 12, (4, 4, 4, 4))
        self._verdicts = Flow(8)
        box.addWidget(self._verdicts)
        self.preview = QTableView()
        self.preview.setAccessibleName(_("Lignes du tableau"))
        self.preview.setShowGrid(False)
        self.preview.setAlternatingRowColors(True)
        self.preview.verticalHeader().setVisible(False)
        self.preview.verticalHeader().setDefaultSectionSize(px(34))
        self.preview.horizontalHeader().setStretchLastSection(True)
        self.preview.horizontalHeader().setDefaultAlignment(ALIGNED_LEFT)
        self.preview.horizontalHeader().setMinimumHeight(px(36))
        self.preview.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.preview.setTabKeyNavigation(False)
        box.addWidget(self.preview, 1)
        flow = Flow(10)
        self.run_button = Button(_("Importer"), Kind.PRIMARY, "download")
        self.run_button.clicked.connect(self._run)
        flow.addWidget(self.run_button)
        back = Button(_("Revoir les colonnes"), Kind.OUTLINE)
        back.clicked.connect(lambda: self.steps.setCurrentIndex(1))
        flow.addWidget(back)
        box.addWidget(flow)
        return page

    def _checked(self, report: ImportReport) -> None:
        self.notice.say("")
        _show_verdicts(self._verdicts, report)
        self.preview.setModel(PreviewModel(report, target_fields(self.desk), self.preview))
        self.preview.resizeColumnsToContents()
        for section in range(self.preview.horizontalHeader().count()):
            wanted = self.preview.columnWidth(section) + px(18)
            self.preview.setColumnWidth(section, min(wanted, px(_WIDEST_COLUMN)))
        self.run_button.setEnabled(report.sound + len(report.doubtful) > 0)
        count = report.sound + len(report.doubtful)
        self.run_button.setText(plural("Créer {n} dossier", "Créer {n} dossiers", count))
        self.run_button.updateGeometry()
        self.steps.setCurrentIndex(2)
        self.run_button.setFocus()

    def _run(self) -> None:
        path, desk, mapping, keep = self._path, self.desk, self._mapping(), self.keep.isChecked()
        if path is None:
            return

        def work(progress: SharedProgress) -> Outcome[ImportReport]:
            if keep:
                save_mapping(desk, mapping)
            return run_import(desk, path, mapping, progress)

        self.navigator.tasks.long(_("Import en cours"), work, self._ran, self._refused, owner=self)

    # 4. the result

    def _result_step(self) -> QWidget:
        page = plain_widget()
        box = column(page, 12, (4, 4, 4, 4))
        self._result_title = Label("", Role.NAME, wrap=True)
        box.addWidget(self._result_title)
        self._result_verdicts = Flow(8)
        box.addWidget(self._result_verdicts)
        card = Card()
        self._notes = column(card, 0, (16, 8, 16, 8))
        inside = plain_widget()
        inside_box = column(inside)
        inside_box.addWidget(card)
        inside_box.addStretch(1)
        box.addWidget(Scroll(inside), 1)
        self.see_button = Button(_("Voir les dossiers"), Kind.PRIMARY, "folders")
        self.see_button.clicked.connect(lambda: self.navigator.show_dossiers("ALL"))
        box.addWidget(self.see_button, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _ran(self, outcome: Outcome[ImportReport]) -> None:
        report = outcome.result
        self._made = outcome.undo.dossiers if outcome.undo is not None else ()
        self._tell_standing(report.created)
        _show_verdicts(self._result_verdicts, report)
        empty(self._notes)
        notes = [(note.line, note.reason) for note in (*report.doubtful, *report.refused)]
        notes += [(one.line, one.reason or one.name) for one in report.duplicates]
        for line, reason in sorted(notes):
            where = _("Ligne {n}").replace("{n}", str(line))
            self._notes.addWidget(Label(f"{where}\u00a0: {reason}", Role.CELL, wrap=True))
        if not notes:
            self._notes.addWidget(Label(_("Toutes les lignes étaient nettes."), Role.CELL, "ink2", wrap=True))
        self.navigator.done(outcome, self._result_title.text())
        self.steps.setCurrentIndex(3)
        self.see_button.setFocus()

    def _tell_standing(self, standing: int) -> None:
        """How many dossiers came of it, those taken back since being told as such."""
        made = max(len(self._made), standing)
        if standing == made:
            self._result_title.say(plural("{n} dossier créé", "{n} dossiers créés", made))
        elif standing:
            words = _("Import en partie annulé\u00a0: il reste {left}.")
            self._result_title.say(words.format(left=plural("{n} dossier", "{n} dossiers", standing)))
        else:
            words = _("Import annulé\u00a0: {taken} de la liste.")
            self._result_title.say(words.format(taken=plural("{n} dossier retiré", "{n} dossiers retirés", made)))

    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        desk, made = self.desk, self._made
        if made and not changes.ids.isdisjoint(made):

            def came(standing: int) -> None:
                if self._made == made:
                    self._tell_standing(standing)

            self.navigator.tasks.read(lambda: dossiers_standing(desk, made), came, owner=self)

    def _refused(self, failure: ExpectedError) -> None:
        self.notice.say(failure.text)


def _show_verdicts(flow: Flow, report: ImportReport) -> None:
    flow.clear()
    for count, one, many, look in (
        (report.sound, "{n} ligne nette", "{n} lignes nettes", Look(Form.TINT, "green", "check")),
        (
            len(report.doubtful),
            "{n} ligne à vérifier",
            "{n} lignes à vérifier",
            Look(Form.TINT, "orange", "triangle-alert"),
        ),
        (len(report.refused), "{n} ligne refusée", "{n} lignes refusées", Look(Form.TINT, "red", "x")),
        (len(report.duplicates), "{n} déjà là", "{n} déjà là", Look(Form.TINT, "blue", "users")),
    ):
        if count:
            flow.addWidget(Pill(plural(one, many, count), look))
