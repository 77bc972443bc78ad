"""The situation of the young person: typed once, saved as it is typed, and the verdict beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.exchange.settling import settle
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.dossier.situation.form import SituationForm
from chance_desktop.desktop.dossier.situation.verdict_panel import VerdictPanel
from chance_desktop.desktop.dossier.tab_kit.seen import Seen
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.fields.save_timer import SaveTimer
from chance_desktop.desktop.fields.situation_box import SituationBox, who_where_when
from chance_desktop.desktop.ui_kit.feedback import Notice, SavedIndicator
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.outcome import Changes, Outcome
    from chance_desktop.casework.situation.situation import Situation, Value
    from chance_desktop.desktop.navigation.navigator import Navigator

_TYPING_MS = 700


class SituationTab(DossierTab):
    """Tab « Situation »."""

    reads_more = True

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
        content = plain_widget()
        sheet = column(content, 14)
        self.form = SituationForm(navigator.desk.today())
        self.form.edited.connect(self._edited)
        self.form.committed.connect(self._save)
        self.form.settled.connect(self._keep)
        sheet.addWidget(self.form)
        self.scroller = Scroll(content)
        self.form.scrolled_by(self.scroller)
        left.addWidget(self.scroller, 1)
        self.panel = VerdictPanel(navigator)
        if large():
            sheet.addWidget(self.panel)
        else:
            side = column(margins=(0, 16, 0, 0))
            side.addWidget(self.panel)
            page.addLayout(side)
        self._shown: Situation | None = None
        self._seen = Seen()
        self._pending: dict[str, Value] = {}
        self._under_way = 0
        self._dossier_id = ""
        self._told: dict[str, tuple[str, ...]] = {}
        self._timer = SaveTimer(_TYPING_MS, self)
        self._timer.due.connect(self._due)
        self._untold = False

    @property
    def fields(self) -> dict[str, SituationBox]:
        """Every field, by its code."""
        return self.form.boxes

    def show_view(self, view: DossierView) -> None:
        if self._dossier_id and self._dossier_id != view.id:
            self._save()
        super().show_view(view)
        if self._dossier_id != view.id:
            self._told, self._shown, self._pending, self._seen = {}, None, {}, Seen()
        self._dossier_id = view.id
        self._load()

    def _load(self) -> None:
        desk, wanted = self.desk, self._dossier_id

        def came(found: Situation) -> None:
            if self._dossier_id == wanted:
                self._show(found)

        self.navigator.tasks.read(lambda: situation(desk, wanted), came, owner=self)

    def _show(self, found: Situation) -> None:
        other = self._shown is None
        self.form.lay(found)
        self.uncover()
        self._shown = found
        for section in found.sections:
            for field in section.fields:
                box, value = self.fields[field.code], found.values.get(field.code)
                if other:
                    box.open(value)
                    box.accept()
                else:
                    box.show(value)
                box.warn(found.warnings.get(field.code, ""))
        if not self._pending and not self._under_way:
            held = [code for code, box in self.fields.items() if box.displaced]
            self._seen = self._seen.but_for(held, found)
        self._show_disagreements(found)
        self.panel.show_situation(self._dossier_id, found)

    def _show_disagreements(self, found: Situation) -> None:
        """The values at once; who wrote them, where and when, as soon as that is read."""
        desk, wanted = self.desk, self._dossier_id
        disputed = [field for section in found.sections for field in section.fields if field.conflict]
        for section in found.sections:
            for field in section.fields:
                told = self._told.get(field.code, ()) if field.conflict else ()
                self.fields[field.code].show_heads(field.conflict, told)
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
                self.fields[field.code].show_heads(field.conflict, told.get(field.code, ()))

        self.navigator.tasks.read(work, came, owner=self)

    # saving as typed

    def _edited(self, code: str) -> None:
        if self._shown is None:
            # the former dossier is still in the fields, the next one is being read
            return
        try:
            self._pending[code] = self.fields[code].value()
        except ExpectedError:
            # half a date is no mistake yet
            self._pending.pop(code, None)
        self.saved.saving()
        self._timer.typed()

    def _due(self) -> None:
        self._save(typing=self._timer.keys_go_on)

    def _save(self, *, typing: bool = False) -> None:
        """Save what is typed; while one goes on `typing`, the journal waits for the end of the sentence."""
        if not typing:
            self._timer.stop()
        for code, box in self.fields.items():
            if box.unsaved and not box.input.has_keyboard and not box.check():
                self.saved.failed(_("«\u00a0{label}\u00a0» n’est pas enregistré.").format(label=box.view.label))
                self._pending.pop(code, None)
        if self._shown is None or not (self._pending or (self._untold and not typing)):
            return
        self._untold = typing
        values, self._pending = self._pending, {}
        desk, dossier_id, seen = self.desk, self._dossier_id, self._seen
        self._under_way += 1

        def written(outcome: Outcome[Situation]) -> None:
            self._under_way -= 1
            self.notice.say("")
            if self._dossier_id == dossier_id:
                for code, value in values.items():
                    self.fields[code].kept(value)
                self._show(outcome.result)
            self._tell_saved()
            self.navigator.done(outcome, " ")

        def refused(failure: ExpectedError) -> None:
            self._under_way -= 1
            if self._dossier_id != dossier_id:
                # another dossier is on screen: what was typed in the first must never reach it
                self.navigator.say(failure.text, "red")
            elif isinstance(failure, InvalidField) and failure.field in self.fields:
                self.fields[failure.field].refuse(failure.sentence, failure.next_step)
                others = {code: value for code, value in values.items() if code != failure.field}
                self._pending = {**others, **self._pending}
                if others:
                    self._timer.typed()
                self.saved.failed(_("Une réponse n’est pas enregistrée."))
            else:
                self._pending = {**values, **self._pending}
                self.saved.failed(_("Pas enregistré"))
                self.notice.say(failure.text)

        self.navigator.tasks.write(
            lambda: seen.save(desk, dossier_id, values, typing=typing), written, refused, owner=self
        )

    def _tell_saved(self) -> None:
        """« Enregistré à… » only when nothing refused stands in another field."""
        for code, box in self.fields.items():
            if box.unsaved and code not in self._pending and not box.input.has_keyboard:
                self.saved.failed(_("«\u00a0{label}\u00a0» n’est pas enregistré.").format(label=box.view.label))
                return
        self.saved.saved(self.desk.now())

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
                self.fields[code].open(outcome.result.values.get(code))
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
        asked = [box for box in self.fields.values() if box.code == code] or list(self.fields.values())
        if asked:
            asked[0].focus()
