"""What is wrong in the journey: phases, steps and what they require, meetings, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chance_desktop.domain.actions.action import TargetKind
from chance_desktop.domain.programme.programme import Programme, Step
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.conditions import condition_mistakes
from chance_desktop.domain.soundness.facts import FactSort, with_progress
from chance_desktop.domain.soundness.mistake import Mistake
from chance_desktop.domain.soundness.words_in_braces import brace_mistakes
from chance_desktop.domain.states import StageState
from chance_desktop.runtime.words import _

FILE, GENERAL, MEETINGS = "journey.toml", "programme.toml", "meetings.toml"
COUNTED = frozenset({"n"})
STAY_PARTS = ("papers", "placement", "sheets", "payments", "incidents", "back", "dates", "lodging")


def journey_mistakes(programme: Programme, sorts: Mapping[str, FactSort]) -> Iterator[Mistake]:
    """Everything that is wrong in the journey."""
    steps = [step.code for step in programme.steps]
    phases = [phase.code for phase in programme.phases]
    yield from doubles(FILE, "steps", steps)
    yield from doubles(FILE, "phases", phases)
    yield from doubles(FILE, "meeting_kinds", (each.code for each in programme.meeting_kinds))
    kinds = [kind.code for kind in programme.meeting_kinds]
    yield from must_be(GENERAL, "eligibility_until", programme.eligibility_until, steps, _("étape inconnue"))
    yield from must_be(
        GENERAL, "deadline_meeting", programme.deadline_meeting, kinds, _("sorte de rendez-vous inconnue")
    )
    for step in programme.steps:
        yield from _step(programme, step, phases, with_progress(sorts))
    for phase in programme.phases:
        if phase.code and phase.code not in {step.phase for step in programme.steps}:
            yield odd(FILE, f"phases.{phase.code}", phase.code, _("aucune étape n’est de cette phase"))
    if not programme.steps:
        yield odd(FILE, "steps", "", _("un parcours a au moins une étape"), grave=True)
    yield from _order(programme)
    yield from decision_mistakes(programme, steps)
    for reference in programme.references:
        days = [name for name, sort in sorts.items() if sort.kind.value == "day"]
        yield from must_be(
            GENERAL, f"references.{reference.code}.field", reference.field, days, _("date inconnue"), grave=False
        )
    yield from doubles(GENERAL, "references", (each.code for each in programme.references))


def decision_mistakes(programme: Programme, steps: list[str]) -> Iterator[Mistake]:
    """Decisions that lead nowhere, or to two places."""
    yield from doubles(MEETINGS, "decisions", (each.code for each in programme.decisions))
    for each in programme.decisions:
        place = f"decisions.{each.code}"
        yield from must_be(MEETINGS, f"{place}.goes_on", each.goes_on, steps, _("étape inconnue"), grave=False)
        if each.goes_on and each.leaves:
            yield odd(MEETINGS, place, each.leaves, _("un dossier ne peut pas à la fois continuer et sortir"))
    if programme.decisions and not any(each.goes_on for each in programme.decisions):
        yield odd(MEETINGS, "decisions", "", _("aucune décision ne fait continuer un dossier (goes_on)"))


def _step(programme: Programme, step: Step, phases: list[str], sorts: Mapping[str, FactSort]) -> Iterator[Mistake]:
    place = f"steps.{step.code}"
    yield from must_be(FILE, f"{place}.phase", step.phase, phases, _("phase inconnue"))
    yield from _target(programme, f"{place}.does", step.does)
    for each in step.requires:
        yield from condition_mistakes(FILE, f"{place}.requires", each.condition, sorts)
        for text in (each.missing, each.one):
            yield from brace_mistakes(FILE, f"{place}.requires", text, COUNTED)


def _target(programme: Programme, key: str, does: str) -> Iterator[Mistake]:
    kind, colon, about = does.partition(":")
    kinds = [each.value for each in TargetKind]
    yield from must_be(FILE, key, kind, kinds, _("geste inconnu"))
    named = {
        TargetKind.MEETING.value: ([each.code for each in programme.meeting_kinds], _("sorte de rendez-vous inconnue")),
        TargetKind.LETTER.value: ([each.code for each in programme.referees], _("lettre inconnue")),
        TargetKind.PIECE.value: ([each.code for each in programme.pieces], _("pièce inconnue")),
    }
    if colon and kind in named:
        known, what = named[kind]
        yield from must_be(FILE, key, about, known, what, grave=False)


def _order(programme: Programme) -> Iterator[Mistake]:
    """Steps of a stay that go back in time."""
    rank = {each.value: number for number, each in enumerate(StageState)}
    ranks = [rank.get(step.state, 0) for step in programme.steps]
    for former, (number, step) in zip(ranks, enumerate(programme.steps[1:], start=1), strict=False):
        if ranks[number] < former:
            reason = _("on ne revient pas en arrière : l’étape d’avant est déjà plus loin dans le séjour")
            yield odd(FILE, f"steps.{step.code}.state", step.state, reason)
