"""The situation of the young person: typed once, saved as it is typed, and the verdict beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout

from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.exchange.settling import settle
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.dossier.situation.verdict_panel import VerdictPanel
from chance_desktop.desktop.dossier.tab_kit.seen import Seen
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.fields.disagreement import who_where_when
from chance_desktop.desktop.fields.situation_field import FormField
from chance_desktop.desktop.ui_kit.card import Card
from chance_desktop.desktop.ui_kit.feedback import Notice, SavedIndicator
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.ui_kit.theme import large, px
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.outcome import Changes, Outcome
    from chance_desktop.casework.situation.situation import SectionView, Situation, Value
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_TYPING_MS = 700


class SituationTab(DossierTab):
    """Tab « Situation »."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        page = row(gap=16, margins=(0, 0, 24, 16))
        self.outer.addLayout(page)
        left = column(margins=(0, 0, 0, 0))
        page.addLayout(left, 1)
        top = row(gap=10, margins=(28, 12, 8, 4))
        top.addWidget(Label(_("Ce que vous tapez est enregistré aussitôt."), Role.CELL, "ink2", wrap=True), 1)
        self.saved = SavedIndicator()
        top.addWidget(self.saved)
        left.addLayout(top)
        told = row(margins=(28, 0, 20, 4))
        self.notice = Notice("", "red")
        told.addWidget(self.notice)
        left.addLayout(told)
        form = plain_widget()
        sheet = column(form, 14)
        self._form = column(gap=14, margins=(28, 0, 8, 8))
        sheet.addLayout(self._form)
        left.addWidget(Scroll(form), 1)
        self.panel = VerdictPanel(navigator)
        if large():
            sheet.addWidget(self.panel)
        else:
            side = column(margins=(0, 16, 0, 0))
            side.addWidget(self.panel)
            page.addLayout(side)
        self._shown: Situation | None = None
        self._seen = Seen()
        self.fields: dict[str, FormField] = {}
        self._pending: dict[str, Value] = {}
        self._dossier_id = ""
        self._told: dict[str, tuple[str, ...]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self._save)

    def show_view(self, view: DossierView) -> None:
        if self._dossier_id and self._dossier_id != view.id:
            self._save()
        super().show_view(view)
        if self._dossier_id != view.id:
            self._told = {}
        self._dossier_id = view.id
        self._load()

    def _load(self) -> None:
        desk, wanted = self.desk, self._dossier_id

        def came(found: Situation) -> None:
            if self._dossier_id == wanted:
                self._show(found)

        self.navigator.tasks.read(lambda: situation(desk, wanted), came, owner=self)

    def _show(self, found: Situation) -> None:
        if self._shape(found) != self._shape(self._shown) or not self.fields:
            self._build(found)
        self._shown = found
        if not self._pending:
            self._seen = Seen(found)
        for section in found.sections:
            for field in section.fields:
                widget = self.fields[field.code]
                if field.code not in self._pending:
                    widget.show_value(found.values.get(field.code))
                widget.widget.say_warning(found.warnings.get(field.code, ""))
        self._show_disagreements(found)
        self.panel.show_situation(self._dossier_id, found)

    def _show_disagreements(self, found: Situation) -> None:
        """The values at once; who wrote them, where and when, as soon as that is read."""
        desk, wanted = self.desk, self._dossier_id
        disputed = [field for section in found.sections for field in section.fields if field.conflict]
        for section in found.sections:
            for field in section.fields:
                told = self._told.get(field.code, ()) if field.conflict else ()
                self.fields[field.code].disagreement.show_values(field, found.values.get(field.code), told)
        if not disputed:
            return

        def work() -> dict[str, tuple[str, ...]]:
            every = disagreements(desk, wanted)
            return {one.field: who_where_when(one) for one in every if one.table in {"person", "dossier"}}

        def came(told: dict[str, tuple[str, ...]]) -> None:
            if self._dossier_id != wanted or self._shown is not found:
                return
            self._told = told
            for field in disputed:
                shown = found.values.get(field.code)
                self.fields[field.code].disagreement.show_values(field, shown, told.get(field.code, ()))

        self.navigator.tasks.read(work, came, owner=self)

    @staticmethod
    def _shape(found: Situation | None) -> tuple[tuple[str, bool], ...]:
        if found is None:
            return ()
        return tuple((field.code, field.visible) for section in found.sections for field in section.fields)

    def _build(self, found: Situation) -> None:
        focused = next((code for code, field in self.fields.items() if field.widget.field.hasFocus()), "")
        empty(self._form)
        self.fields = {}
        for section in found.sections:
            if any(field.visible for field in section.fields):
                self._form.addWidget(self._section(section))
            else:
                self._section(section).deleteLater()
        self._form.addStretch(1)
        for code, value in self._pending.items():
            if code in self.fields:
                # typed and not yet saved: the new field goes on from there
                self.fields[code].show_value(value)
        if focused in self.fields:
            self.fields[focused].widget.field.setFocus()

    def _section(self, section: SectionView) -> Card:
        card = Card()
        box = column(card, 10, (18, 14, 18, 16))
        box.addWidget(Label(section.title, Role.CARD_TITLE, wrap=True))
        if section.note:
            box.addWidget(Notice(section.note, "sunken"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(12))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        box.addLayout(grid)
        line = side = 0
        narrow = large()
        for view in section.fields:
            field = FormField(view, self.desk.today())
            field.setParent(card)
            field.changed.connect(self._changed)
            field.left.connect(lambda _code: self._save())
            field.kept.connect(self._keep)
            self.fields[view.code] = field
            if not view.visible:
                field.widget.setParent(card)
                field.widget.hide()
                continue
            wide = field.wide or narrow
            if wide and side:
                line, side = line + 1, 0
            grid.addWidget(field.widget, line, side, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            side += 2 if wide else 1
            if side >= 2:
                line, side = line + 1, 0
        return card

    # saving as typed

    def _changed(self, code: str) -> None:
        field = self.fields[code]
        try:
            self._pending[code] = field.value()
        except Unreadable as wrong:
            self._pending.pop(code, None)
            field.widget.error.setProperty("waiting", wrong.text)
        self.saved.saving()
        self._timer.start()

    def _save(self) -> None:
        self._timer.stop()
        for code, field in self.fields.items():
            try:
                field.value()
            except Unreadable as wrong:
                field.widget.say_error(wrong.text)
                self.saved.failed(_("«\u00a0{label}\u00a0» n’est pas enregistré.").format(label=field.field.label))
                self._pending.pop(code, None)
        if not self._pending or self._shown is None:
            return
        values, self._pending = self._pending, {}
        desk, dossier_id, seen = self.desk, self._dossier_id, self._seen

        def written(outcome: Outcome[Situation]) -> None:
            self.saved.saved(self.desk.now())
            self.notice.say("")
            if self._dossier_id == dossier_id:
                self._show(outcome.result)
            self.navigator.done(outcome, " ")

        def refused(failure: ExpectedError) -> None:
            if self._dossier_id != dossier_id:
                # another dossier is on screen: what was typed in the first must never reach it
                self.navigator.say(failure.text, "red")
            elif isinstance(failure, InvalidField) and failure.field in self.fields:
                self.fields[failure.field].widget.say_error(failure.text)
                others = {code: value for code, value in values.items() if code != failure.field}
                self._pending = {**others, **self._pending}
                if others:
                    self._timer.start()
                self.saved.failed(_("Une réponse n’est pas enregistrée."))
            else:
                self._pending = {**values, **self._pending}
                self.saved.failed(_("Pas enregistré"))
                self.notice.say(failure.text)

        self.navigator.tasks.write(lambda: seen.save(desk, dossier_id, values), written, refused, owner=self)

    def _keep(self, code: str, wanted: Value) -> None:
        """Settle a disagreement."""
        self._pending.pop(code, None)
        self._save()
        if self._shown is None:
            return
        desk, dossier_id = self.desk, self._dossier_id

        def work() -> Outcome[Situation]:
            return settle(desk, dossier_id, code, wanted)

        def settled(outcome: Outcome[Situation]) -> None:
            if self._dossier_id == dossier_id:
                self._show(outcome.result)
            self.navigator.done(outcome, _("Désaccord réglé"))

        self.navigator.tasks.write(work, settled, owner=self)

    def on_changes(self, changes: Changes) -> None:
        """The page gives the view anew; nothing more."""

    def forget(self) -> None:
        self._save()
        super().forget()

    def leave(self) -> None:
        self._save()

    def perform(self, target: str) -> None:
        code = target.partition(":")[2]
        missing = [one for one in self.fields.values() if one.code == code] or list(self.fields.values())
        if missing:
            missing[0].widget.field.setFocus()
