"""Bringing a list in: the file, how it is read and what its columns are, what will happen line by line, then the result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.files.table import Reading, SourceTable
from chance_desktop.casework.people_import.leaving_out import write_left_out
from chance_desktop.casework.people_import.mapping import (
    Mapping,
    offered_contents,
    open_table,
    save_mapping,
    suggest_mapping,
    unmapped,
)
from chance_desktop.casework.people_import.report import ImportReport, LineNote, PreviewRow
from chance_desktop.casework.people_import.running import preview_import, run_import
from chance_desktop.casework.people_import.standing import dossiers_standing
from chance_desktop.casework.people_import.telling import first_lines
from chance_desktop.casework.session.office.counsellors import list_counsellors
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.people_import.check_step import CheckStep
from chance_desktop.desktop.people_import.columns_step import ColumnsStep
from chance_desktop.desktop.people_import.file_step import FileStep
from chance_desktop.desktop.people_import.model import PreviewModel
from chance_desktop.desktop.people_import.result_step import ResultStep
from chance_desktop.desktop.ui_kit.buttons.button import IconButton
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.outcome import Changes, Outcome
    from chance_desktop.desktop.navigation.tasks import SharedProgress

_FIRST_LINES = 4
_NAMES = {"surname", "first_name"}


class ImportScreen(Screen):
    """Page « Importer une liste »."""

    title = _("Importer une liste de jeunes")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._path: Path | None = None
        self._table: SourceTable | None = None
        self._made: tuple[str, ...] = ()
        self._left_out: tuple[LineNote, ...] = ()
        self._samples = self._readings = self._checks = 0
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
        self.file = FileStep(choice.label for choice in offered_contents(self.desk))
        self.file.drop.files_given.connect(lambda paths: self.read(paths[0]))
        self.drop = self.file.drop
        self.columns = ColumnsStep()
        self.columns.reread.connect(self._read_again)
        self.columns.remapped.connect(self._read_otherwise)
        self.columns.check_asked.connect(self._check)
        self.columns.other_asked.connect(self.start_again)
        self.check = CheckStep()
        self.check.run_asked.connect(self._run)
        self.check.columns_asked.connect(lambda: self._show(self.columns))
        self.check.decisions.decided.connect(lambda _choices: self._check())
        self.result = ResultStep()
        self.result.see_asked.connect(lambda: navigator.show_dossiers("ALL"))
        self.result.again_asked.connect(self.start_again)
        self.result.save_asked.connect(self._save_left_out)
        self.check_button, self.run_button, self.preview = (
            self.columns.check_button,
            self.check.run_button,
            self.check.preview,
        )
        self.steps = QStackedWidget()
        for step in (self.file, self.columns, self.check, self.result):
            self.steps.addWidget(step)
        outer.addWidget(self.steps, 1)

    # 1. the file

    def arrive(self) -> None:
        """The page is shown; one that told a result is ready for another list."""
        super().arrive()
        if self.steps.currentWidget() is self.result:
            self.start_again()

    @property
    def begun(self) -> bool:
        """Whether a list was given, whose columns or lines are being looked at, or a result read."""
        return self.steps.currentWidget() is not self.file

    def start_again(self) -> None:
        """Ask for a file, another one or the first."""
        self.notice.say("")
        self._show(self.file)
        self.drop.setFocus()

    def read(self, path: Path) -> None:
        """Read a file and suggest what its columns are."""
        self._path = path
        self.check.decisions.forget()
        self.columns.forget()
        self._open(Reading())

    def _read_again(self) -> None:
        """The sheet, the line of titles or the encoding was chosen; another sheet has its own titles."""
        chosen = self.columns.reading()
        if self._table is not None and chosen.sheet != self._table.sheet:
            chosen = replace(chosen, heading=None)
        self.check.decisions.forget()
        self._open(chosen)

    def _open(self, reading: Reading) -> None:
        path, desk = self._path, self.desk
        if path is None:
            return

        self._readings += 1
        number = self._readings

        def work() -> tuple[SourceTable, Mapping]:
            table = open_table(desk, path, reading)
            return table, suggest_mapping(desk, table)

        def came(found: tuple[SourceTable, Mapping]) -> None:
            # what was chosen since is being read
            if number == self._readings:
                self._suggested(found)

        self.navigator.tasks.read(work, came, self._refused, owner=self)

    def _suggested(self, found: tuple[SourceTable, Mapping]) -> None:
        self.notice.say("")
        first = self.steps.currentWidget() is not self.columns
        self._table, mapping = found
        name = self._path.name if self._path is not None else ""
        self.columns.show_table(name, self._table, mapping, offered_contents(self.desk))
        self._remapped()
        self._show(self.columns)
        if first:
            self.columns.check_button.setFocus()

    # 2. the columns

    @property
    def combos(self) -> dict[str, Combo]:
        """What each column is said to hold, by its title."""
        return self.columns.combos

    def _read_otherwise(self) -> None:
        self.check.decisions.forget()
        self._remapped()

    def _remapped(self) -> None:
        """Show the first lines as they will be read now."""
        table, mapping, desk, choices = self._table, self.columns.mapping(), self.desk, self._choices()
        if table is None:
            return
        missing = unmapped(desk.programme, mapping)
        labels = {choice.code: choice.label for choice in offered_contents(desk)}
        self.columns.say_missing([labels[code] for code in missing], stops=bool(_NAMES & set(missing)))
        self._samples += 1
        number = self._samples

        def came(rows: tuple[PreviewRow, ...]) -> None:
            if number == self._samples:
                self.columns.show_sample(self._model(rows, self.columns.sample, judged=False))

        self.navigator.tasks.read(
            lambda: first_lines(desk, table, mapping, choices, _FIRST_LINES), came, self._refused, owner=self
        )

    def _model(self, rows: tuple[PreviewRow, ...], parent: QWidget, *, judged: bool = True) -> PreviewModel:
        names = {each.id: each.full_name for each in list_counsellors(self.desk)}
        return PreviewModel(rows, offered_contents(self.desk), names, parent, judged=judged)

    def _choices(self) -> Choices:
        return replace(
            self.check.decisions.choices, reading=self.columns.reading(), month_first=self.columns.month_first()
        )

    def _check(self) -> None:
        path, desk, mapping, choices = self._path, self.desk, self.columns.mapping(), self._choices()
        if path is None:
            return

        def work(progress: SharedProgress) -> ImportReport:
            return preview_import(desk, path, mapping, progress, choices)

        self._checks += 1
        number = self._checks
        # its number is not the one that would be made
        self.run_button.setEnabled(False)

        def came(report: ImportReport) -> None:
            if number == self._checks:
                self._checked(report)

        self.navigator.tasks.long(_("Lecture du tableau"), work, came, self._refused, owner=self, writes=False)

    # 3. what will happen

    def _checked(self, report: ImportReport) -> None:
        self.notice.say("")
        office = [(each.id, each.full_name) for each in list_counsellors(self.desk)]
        first = self.steps.currentWidget() is not self.check
        answering = self.check.decisions.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.check.show_report(report, self._model(report.rows, self.check.preview), office)
        self._show(self.check)
        if first or (not answering and not self.check.decisions.focus_first()):
            self.check.run_button.setFocus()

    def _run(self) -> None:
        path, desk, mapping, keep = self._path, self.desk, self.columns.mapping(), self.columns.keep.isChecked()
        choices = self._choices()
        if path is None:
            return

        def work(progress: SharedProgress) -> Outcome[ImportReport]:
            if keep:
                save_mapping(desk, mapping)
            return run_import(desk, path, mapping, progress, choices)

        self.navigator.tasks.long(_("Import en cours"), work, self._ran, self._refused, owner=self)

    # 4. the result

    def _ran(self, outcome: Outcome[ImportReport]) -> None:
        self._made = outcome.undo.dossiers if outcome.undo is not None else ()
        self._left_out = outcome.result.left_out
        self.result.show_report(outcome.result)
        self.navigator.done(outcome, self.result.told)
        self._show(self.result)
        self.result.see_button.setFocus()

    def _save_left_out(self) -> None:
        path, desk, choices, left_out = self._path, self.desk, self._choices(), self._left_out
        if path is None:
            return
        name = _("Lignes à reprendre") + f" – {path.stem}.csv"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Enregistrer les lignes laissées de côté"), str(Path(documents_folder()) / name)
        )
        if not chosen:
            return

        def work() -> str:
            write_left_out(desk, path, Path(chosen), left_out, choices)
            return Path(chosen).name

        def done(name: str) -> None:
            self.navigator.say(_("Lignes enregistrées dans «\u00a0{name}\u00a0»").format(name=name))

        self.navigator.tasks.read(work, done, self._refused, owner=self)

    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        desk, made = self.desk, self._made
        if made and not changes.ids.isdisjoint(made):

            def came(standing: int) -> None:
                if self._made == made:
                    self.result.tell_standing(max(len(made), standing), standing)

            self.navigator.tasks.read(lambda: dossiers_standing(desk, made), came, owner=self)

    def _show(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)

    def _refused(self, failure: ExpectedError) -> None:
        self.notice.say(failure.text)
