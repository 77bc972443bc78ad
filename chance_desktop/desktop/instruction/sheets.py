"""The sheets of the instruction: a correction to ask, a slot to give, a decision to make, the grid of the interview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.forms.answers import Filled, Subject, filled, form_code
from chance_desktop.casework.region.instruction import Decision, ask_correction, decide, decisions
from chance_desktop.casework.region.interviews import Slot, book
from chance_desktop.desktop.forms.filler import FormFiller
from chance_desktop.desktop.sheets.writing_sheet import FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.states import FormRole
from chance_desktop.runtime.words import _, clock_time, long_date, plural

if TYPE_CHECKING:
    from chance_desktop.casework.region.instruction import InstructionRow
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator


class CorrectionSheet(WritingSheet):
    """Which piece, and what is wrong with it."""

    def __init__(self, navigator: Navigator, row: InstructionRow, parent: QWidget) -> None:
        line = _("La pièce redevient « à remplacer » à l’antenne, avec ce motif.")
        super().__init__(navigator, _("Demander une correction – {name}").format(name=row.name), parent, line)
        self.dossier, self.seen = row.dossier_id, row.seen
        self.piece = Combo(_("Pièce"))
        labels = {each.code: each.label for each in navigator.desk.programme.pieces}
        self.piece.offer([(code, labels.get(code, code)) for code in row.asked])
        self.body.addWidget(LabelledField(_("Pièce"), self.piece))
        self.reason = LongField(lines=3)
        self.body.addWidget(LabelledField(_("Ce qui ne va pas"), self.reason, FREE_TEXT_CAUTION))
        self.add_cancel()
        go = self.add_action(_("Demander la correction"), self._go, "rotate-ccw")
        if not row.asked:
            go.setEnabled(False)
            self.notice.say(_("Aucune pièce n’est demandée à ce dossier à l’étape où il est."))

    def _go(self) -> None:
        desk, dossier, seen = self.navigator.desk, self.dossier, self.seen
        piece, reason = self.piece.code(), self.reason.toPlainText()
        self.run(lambda: ask_correction(desk, dossier, piece, reason, seen), _("Correction demandée"))


class SlotSheet(WritingSheet):
    """A free slot for the interview."""

    def __init__(self, navigator: Navigator, row: InstructionRow, offered: tuple[Slot, ...], parent: QWidget) -> None:
        line = _("L’antenne et le jeune voient le rendez-vous au prochain échange.")
        super().__init__(navigator, _("Fixer l’entretien – {name}").format(name=row.name), parent, line)
        self.dossier = row.dossier_id
        self.free = [slot for slot in offered if slot.free]
        modes = {choice.code: choice.label for choice in navigator.desk.programme.meeting_modes}
        self.slot = Combo(_("Créneau"))
        self.slot.offer([
            (
                f"{slot.event_id}/{slot.at}",
                " · ".join(
                    part for part in (long_date(slot.on, weekday=True), clock_time(slot.at), slot.place or modes.get(slot.mode, "")) if part
                ),
            )
            for slot in self.free
        ])  # fmt: skip
        self.body.addWidget(LabelledField(_("Créneau libre"), self.slot))
        self.add_cancel()
        go = self.add_action(_("Fixer l’entretien"), self._go, "calendar-check")
        if not self.free:
            go.setEnabled(False)
            self.notice.say(_("Aucun créneau libre. Ajoutez une journée d’entretiens, page Rendez-vous."))

    def _go(self) -> None:
        desk, dossier = self.navigator.desk, self.dossier
        event, _slash, at = self.slot.code().partition("/")
        self.run(lambda: book(desk, dossier, event, at))


@dataclass(frozen=True, slots=True)
class DecisionGround:
    """On what a decision rests: those made before, the latest first, and the grid of the interview."""

    made: tuple[Decision, ...]
    grid: Filled


def read_ground(desk: Desk, dossier_id: str) -> DecisionGround:
    """Read it."""
    grid = filled(desk, form_code(desk, FormRole.INTERVIEW_GRID), Subject(dossier_id, dossier_id))
    return DecisionGround(decisions(desk, dossier_id), grid)


class DecisionSheet(WritingSheet):
    """What is decided, and why; above it, the decision in force and how far the grid of the interview is."""

    def __init__(self, navigator: Navigator, row: InstructionRow, ground: DecisionGround, parent: QWidget) -> None:
        super().__init__(navigator, _("Décider – {name}").format(name=row.name), parent)
        self.dossier, self.known, self.seen = row.dossier_id, ground.made, row.seen.dossier
        for words in _ground_words(ground):
            self.body.addWidget(Label(words, Role.CELL, "ink2", wrap=True))
        self.outcome = Combo(_("Décision"))
        decided = [(each.code, each.label) for each in navigator.desk.programme.decisions]
        self.outcome.offer([("", _("À choisir")), *decided])
        self.body.addWidget(LabelledField(_("Décision"), self.outcome))
        self.motive = LongField(lines=3)
        help_text = _("Demandé pour tout ce qui n’est pas un accord ; il est écrit au jeune.")
        self.body.addWidget(LabelledField(_("Motif"), self.motive, help_text))
        self.on = self.add_day("decision", "decided_on", label=_("Décidé le"))
        self.add_cancel()
        self.add_action(_("Enregistrer la décision"), self._go, "gavel")

    def _go(self) -> None:
        desk, dossier, known, seen = self.navigator.desk, self.dossier, self.known, self.seen
        outcome, motive = self.outcome.code(), self.motive.toPlainText()
        day = self.on.day()
        if day is not None:
            self.run(lambda: decide(desk, dossier, outcome, motive, day, seen, known))


def _ground_words(ground: DecisionGround) -> list[str]:
    """The decision in force, and how far the grid is."""
    found = []
    if ground.made:
        last = ground.made[0]
        told = _("Décision du {day} : {label}.").format(day=long_date(last.on), label=last.label.lower())
        found.append(f"{told} {last.motive}".strip())
    if not ground.grid.form.parts:
        return found
    if ground.grid.complete:
        found.append(_("Grille d’entretien : remplie."))
    elif ground.grid.answers:
        left = plural("il manque {n} réponse", "il manque {n} réponses", len(ground.grid.missing))
        found.append(_("Grille d’entretien : {left}.").format(left=left))
    else:
        found.append(_("Grille d’entretien : pas encore remplie."))
    return found


class GridSheet(Sheet):
    """The grid of an interview, filled as it is held."""

    keeps_typing = True

    def __init__(self, navigator: Navigator, subject: Subject, name: str, parent: QWidget) -> None:
        super().__init__(_("Grille d’entretien – {name}").format(name=name), parent, width=820)
        self.keep_tall(640)
        self.filler = FormFiller(navigator, self)
        self.body.addWidget(self.filler, 1)
        self.add_cancel(_("Fermer"))
        self.filler.show_form(form_code(navigator.desk, FormRole.INTERVIEW_GRID), subject, name)

    def leave(self) -> None:
        self.filler.leave()
        super().leave()
