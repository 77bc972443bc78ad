"""What a level means, and the guided self-assessment: situations to say yes or no to, the level told as one goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from chance_desktop.casework.europass.assessments import save_levels
from chance_desktop.casework.europass.comparison import skill_label
from chance_desktop.casework.forms.interviews import assessment_guide
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl, one_tab_stop
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.domain.learner.cefr import LanguageSkill, Level, Moment
from chance_desktop.runtime.words import _, french_spaces

if TYPE_CHECKING:
    from chance_desktop.casework.europass.profile import Displayed
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator

YES_NO = (("yes", _("Oui")), ("no", _("Non")))


class MeaningSheet(Sheet):
    """A level in a few words, and what one can do at it."""

    def __init__(self, desk: Desk, level: Level, parent: QWidget) -> None:
        guide = assessment_guide(desk)
        words = next(each for each in guide.levels if each.level == level.value)
        super().__init__(
            _("{level}, niveau {name}").format(level=level.value, name=words.name.lower()),
            parent,
            line=french_spaces(words.meaning),
            width=600,
        )
        for skill in LanguageSkill:
            self.body.addWidget(Label(skill_label(skill), Role.CELL_STRONG, "accent", wrap=True))
            for text in guide.of(skill, level):
                self.body.addWidget(Label(french_spaces(f"– {text}"), Role.CELL, wrap=True))
        self.add_action(_("Fermer"), self.accept)


class AssessmentSheet(WritingSheet):
    """Skill by skill: yes or no to situations, and the level they make."""

    def __init__(
        self,
        navigator: Navigator,
        title: str,
        where: tuple[str, str, Moment],
        seen: Displayed | None,
        parent: QWidget,
    ) -> None:
        self._guide = assessment_guide(navigator.desk)
        super().__init__(navigator, title, parent, french_spaces(self._guide.introduction), width=680)
        self.keep_tall(640)
        self._where, self._seen = where, seen
        self._yes: dict[LanguageSkill, set[tuple[str, int]]] = {skill: set() for skill in LanguageSkill}
        self._skill = next(iter(LanguageSkill))
        self.chips: dict[LanguageSkill, Chip] = {}
        skills = Flow(6)
        group = QButtonGroup(self)
        for skill in LanguageSkill:
            chip = Chip(skill_label(skill))
            chip.setAutoExclusive(False)
            group.addButton(chip)
            chip.toggled.connect(lambda on, skill=skill: self._turn_to(skill) if on else None)
            self.chips[skill] = chip
            skills.addWidget(chip)
        self.body.addWidget(skills)
        self.reached = Label("", Role.BODY_STRONG, "accent", wrap=True)
        self.body.addWidget(self.reached)
        self._lines = column(gap=6)
        self.body.addLayout(self._lines)
        self.add_cancel()
        self.take = self.add_action(_("Reprendre ce niveau"), self._finish, "check")
        self.answers: dict[tuple[str, int], SegmentedControl] = {}
        self.chips[self._skill].setChecked(True)

    def _turn_to(self, skill: LanguageSkill) -> None:
        self._skill = skill
        one_tab_stop(self.chips.values())
        empty(self._lines)
        self.answers = {}
        for level in Level:
            words = next(each for each in self._guide.levels if each.level == level.value)
            self._lines.addWidget(Label(f"{level.value}, {words.name.lower()}", Role.CELL_STRONG, "ink2"))
            for number, text in enumerate(self._guide.of(skill, level)):
                self._lines.addLayout(self._statement(level, number, text))
            self._lines.addWidget(Rule())
        self._tell()

    def _statement(self, level: Level, number: int, text: str) -> QBoxLayout:
        text = french_spaces(text)
        line = row(gap=12)
        line.addWidget(Label(text, Role.BODY, wrap=True), 1)
        answer = SegmentedControl(YES_NO, text, 36)
        if (level.value, number) in self._yes[self._skill]:
            answer.choose("yes")
        answer.chosen.connect(lambda code: self._answered(level, number, code))
        self.answers[level.value, number] = answer
        line.addWidget(answer)
        return line

    def _answered(self, level: Level, number: int, code: str) -> None:
        said = self._yes[self._skill]
        (said.add if code == "yes" else said.discard)((level.value, number))
        self._tell()

    def _levels(self) -> dict[LanguageSkill, Level | None]:
        found = {skill: self._guide.reached(skill, yes) for skill, yes in self._yes.items()}
        return {skill: level for skill, level in found.items() if level is not None}

    def _tell(self) -> None:
        levels = self._levels()
        for skill, chip in self.chips.items():
            level = levels.get(skill)
            chip.show_count(level.value if level else "")
        here = levels.get(self._skill)
        self.reached.say(
            _("Niveau atteint\u00a0: {level}").format(level=here.value)
            if here
            else _("Dites «\u00a0oui\u00a0» aux situations où cela va déjà\u00a0: le niveau s’affiche ici.")
        )
        self.take.setText(_("Reprendre ces niveaux") if len(levels) > 1 else _("Reprendre ce niveau"))
        self.take.updateGeometry()
        self.take.setEnabled(bool(levels))

    def _finish(self) -> None:
        desk, levels, seen = self.navigator.desk, self._levels(), self._seen
        dossier_id, language, moment = self._where
        self.run(lambda: save_levels(desk, dossier_id, language, moment, levels, seen))
