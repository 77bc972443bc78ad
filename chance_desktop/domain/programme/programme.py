"""What a programme declares: its durations, people to ask, criteria, pieces, letters and journey.

Every class here is a declaration read from `forms/<programme>/`. Nothing of a given programme stands in code: a second
programme is a second folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, TypeVar

from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.declared import Choice as Choice
from chance_desktop.domain.programme.declared import Condition as Condition
from chance_desktop.domain.programme.declared import RoledChoice, declared
from chance_desktop.domain.programme.file_numbers import typed_branch_code
from chance_desktop.domain.programme.imported_columns import ImportField, SharedColumn
from chance_desktop.domain.programme.stay_rules import FollowUpRhythm, GrantColumn, Outcome, PaymentRule, SurveyWave
from chance_desktop.domain.states import StageState

T = TypeVar("T")


@declared
class Region:
    """Who receives the dossiers."""

    name: str
    service: str
    address: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""


@declared
class Delays:
    """Numbers of days after which the home screen speaks up."""

    without_movement: int
    without_movement_alert: int
    letter_chase: int
    letter_chase_again: int
    piece_chase: int
    piece_due: int
    letter_due: int
    missing_pieces_due: int
    meeting_horizon: int
    departure_soon: int = 30
    return_soon: int = 30
    return_tasks: int = 30
    correspondent_chase: int = 14


@declared
class Durations:
    """Lengths of the stay, in weeks, and in days the margin a residence permit must leave after the return."""

    language_weeks: int
    placement_weeks: int


@declared
class Reference:
    """A day on which an age is taken: a date of the dossier, by the name of its field."""

    code: str
    label: str
    field: str


@declared
class Phase:
    """A part of the journey; `tone` names its colour."""

    code: str
    label: str
    tone: str


@declared
class Requirement:
    """What must be so before a step; `missing` says what is not, `{n}` standing for the number it counts, and `one` when it is one.

    The condition is on the facts of the dossier and on how far it is (`domain.situation.progress`).
    """

    condition: Condition
    missing: str
    one: str = ""


@declared
class Step:
    """A step of the journey and what to do there when nothing else calls; a dossier that goes on from one that `lodges` is lodged.

    What it `requires` is required of whoever goes beyond it too. `does` is what its `button` opens: a target of `NextAction`.
    """

    code: str
    label: str
    phase: str
    action: str
    action_detail: str = ""
    does: str = "journey"
    button: str = ""
    state: str = StageState.ACTIVE.value
    lodges: bool = False
    requires: tuple[Requirement, ...] = ()


@declared
class Criterion:
    """A condition of eligibility, its proof, and what is said in each case."""

    code: str
    label: str
    condition: Condition
    met: str
    not_met: str
    unknown: str
    proof: str
    source: str = ""
    at: str = "entry"


@declared
class Scheme:
    """Another scheme that may fit when this one does not."""

    code: str
    label: str
    description: str
    contact: str
    criteria: tuple[Criterion, ...]


@declared
class Validity:
    """How long a proof is accepted: some months after its date, or until the return plus a margin.

    `until` names a date of the dossier the proof must cover (`return_on`); `months` counts from the proof's own date and
    must reach the date named by `at` (`lodged_on`, `departure_on`).
    """

    months: int = 0
    at: str = ""
    until: str = ""
    note: str = ""


@declared
class Piece:
    """A piece of the dossier: who supplies it, when it is asked, how long its proof stays valid.

    `stay_paper` says which paper of the stay it is, when it is one: `agreement` or `commitment`.
    `source` names who supplies it for the counsellor (« Banque »), `supplier` for the young person (« Votre banque »).
    """

    code: str
    label: str
    article_label: str
    note: str = ""
    source: str = ""
    supplier: str = ""
    supplier_note: str = ""
    gender: str = "f"
    asked_from: str
    needed_by: str
    asked_if: Condition | None = None
    validity: Validity | None = None
    letter: str = ""
    waivable: bool = False
    appointment: bool = False
    blocks: str = "dossier"
    stay_paper: str = ""


@declared
class RefereeKind:
    """A kind of referee: its name, accepted substitutes, and the piece its letter makes."""

    code: str
    label: str
    icon: str
    article_label: str
    former_feminine: str
    former_masculine: str
    known_feminine: str
    known_masculine: str
    substitutes: tuple[Choice, ...]


@declared
class Field:
    """A field of the situation: where it is kept (`person` or `dossier`), how it is typed, when it is shown."""

    code: str
    label: str
    row: str
    kind: str
    choices: str = ""
    help: str = ""
    optional: bool = False
    identity: bool = False
    visible_if: Condition | None = None


@declared
class Section:
    """A group of fields of the situation."""

    code: str
    title: str
    note: str = ""
    fields: tuple[Field, ...]


@declared
class Office:
    """A Mission Locale of the directory."""

    code: str
    name: str
    department: str
    short: str
    branches: tuple[str, ...] = ()
    branch_codes: tuple[str, ...] = ()
    """The code of each branch in file numbers, unique in the directory."""


@declared
class LetterText:
    """A text with `{placeholders}`: a letter, an e-mail, a call."""

    version: str
    subject: str
    salutation: str = ""
    paragraphs: tuple[str, ...]
    box_title: str = ""
    box_items: tuple[str, ...] = ()
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The whole declaration. Without slots, so that what is looked up often is computed once."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    code: str
    version: str
    title: str
    subtitle: str
    welcome: str = ""
    root_key: str = ""
    deadline_meeting: str = ""
    eligibility_until: str = ""
    region: Region
    durations: Durations
    delays: Delays
    references: tuple[Reference, ...]
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    criteria: tuple[Criterion, ...]
    schemes: tuple[Scheme, ...] = ()
    pieces: tuple[Piece, ...]
    referees: tuple[RefereeKind, ...]
    sections: tuple[Section, ...]
    choices: dict[str, tuple[Choice, ...]]
    meeting_kinds: tuple[RoledChoice, ...]
    meeting_modes: tuple[Choice, ...] = ()
    event_kinds: tuple[RoledChoice, ...] = ()
    guides: tuple[Choice, ...] = ()
    met_through: tuple[Choice, ...] = ()
    former_grants: tuple[RoledChoice, ...] = ()
    library_kinds: tuple[Choice, ...] = ()
    decisions: tuple[Outcome, ...] = ()
    search_answers: tuple[Choice, ...] = ()
    interview_minutes: int = 45
    grant_columns: tuple[GrantColumn, ...] = ()
    partner_kinds: tuple[RoledChoice, ...] = ()
    sectors: tuple[Choice, ...] = ()
    lodging_kinds: tuple[Choice, ...] = ()
    incident_topics: tuple[Choice, ...] = ()
    early_return_kinds: tuple[Choice, ...] = ()
    attempt_means: tuple[Choice, ...] = ()
    attempt_results: tuple[Choice, ...] = ()
    follow_up: FollowUpRhythm
    payments: tuple[PaymentRule, ...] = ()
    survey_waves: tuple[SurveyWave, ...] = ()
    offices: tuple[Office, ...]
    imports: tuple[ImportField, ...] = ()
    shared_columns: tuple[SharedColumn, ...] = ()

    def piece(self, code: str) -> Piece:
        """The piece of that code; raises `KeyError`."""
        return _named(self.pieces, code, lambda piece: piece.code)

    def office(self, code: str) -> Office:
        """The Mission Locale of that code; raises `KeyError`."""
        return _named(self.offices, code, lambda office: office.code)

    def branch_code(self, structure: str, branch: str) -> str:
        """The code of a branch in file numbers: the directory's, or one from its Mission Locale's when it was typed by hand."""
        declared = {
            (office.code, fold(name)): code
            for office in self.offices
            for name, code in zip(office.branches, office.branch_codes, strict=False)
        }
        found = declared.get((structure, fold(branch)))
        if found:
            return found
        typed = typed_branch_code(structure, [office.code for office in self.offices])
        return structure.upper() if typed in declared.values() else typed

    def referee_kind(self, code: str) -> RefereeKind:
        """The kind of referee of that code; raises `KeyError`."""
        return _named(self.referees, code, lambda kind: kind.code)

    def step_number(self, code: str) -> int:
        """Place of a step in the journey, from 1; raises `KeyError`."""
        return self._step_numbers[code]

    @cached_property
    def _step_numbers(self) -> dict[str, int]:
        return {step.code: number for number, step in enumerate(self.steps, start=1)}

    def place_of(self, code: str | None) -> int:
        """The same; a step the programme no longer declares counts as the first."""
        return self._step_numbers.get(code or "", 1)

    def pieces_at(self, step: int) -> tuple[Piece, ...]:
        """The pieces that may be asked at a step (its place from 1), each on its own condition."""
        return self._pieces_by_step[step - 1]

    @cached_property
    def _pieces_by_step(self) -> tuple[tuple[Piece, ...], ...]:
        return tuple(
            tuple(piece for piece in self.pieces if self.step_number(piece.asked_from) <= number)
            for number in range(1, len(self.steps) + 1)
        )

    @cached_property
    def phases_of_steps(self) -> str:
        """The phase of each step, in order, between commas."""
        return ",".join(step.phase for step in self.steps)

    def accepted(self, step: int) -> bool:
        """Whether a dossier at a step (its place from 1) is one of those that leave."""
        return bool(self._accepted_from) and step >= self._accepted_from

    @cached_property
    def _accepted_from(self) -> int:
        """The step a favourable decision goes on to; without decisions, the first one abroad; 0 when there is neither."""
        after = [self._step_numbers[each.goes_on] for each in self.decisions if each.goes_on in self._step_numbers]
        abroad = [number for number, step in enumerate(self.steps, start=1) if step.state == StageState.ABROAD]
        return min(after or abroad, default=0)

    def field(self, code: str) -> Field:
        """The field of the situation of that code; raises `KeyError`."""
        return self._fields[code]

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.code: field for section in self.sections for field in section.fields}

    def wave(self, code: str) -> SurveyWave:
        """The survey of that code; raises `KeyError`."""
        return _named(self.survey_waves, code, lambda wave: wave.code)

    def label(self, choices: str, code: str) -> str:
        """French label of a coded answer; the code itself when the programme no longer declares it."""
        return next((choice.label for choice in self.choices.get(choices, ()) if choice.code == code), code)


def label_in(choices: tuple[Choice, ...], code: str | None) -> str:
    """French label of a code among declared choices; the code itself when it is no longer declared."""
    return next((choice.label for choice in choices if choice.code == code), code or "")


def _named(items: tuple[T, ...], code: str, key: Callable[[T], str]) -> T:
    for item in items:
        if key(item) == code:
            return item
    raise KeyError(code)
