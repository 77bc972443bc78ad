"""Instruction of the dossiers lodged: what is complete, what is to be corrected, what is decided; offices learn it by the exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from chance_desktop.casework.dossiers.latest_decision import in_force, latest_decisions, leaving, left_by
from chance_desktop.casework.pieces.assessment import assess
from chance_desktop.casework.pieces.letters import ask_again
from chance_desktop.casework.pieces.pieces import to_replace
from chance_desktop.casework.pieces.slots import declared_piece, note_correction
from chance_desktop.casework.pieces.waivers import end_waiver
from chance_desktop.casework.region.corrections import corrections_asked, disputed_pieces
from chance_desktop.casework.region.decision_effects import consequence, decision_line, refuse_if_left
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField, Reasoned, ReasonNeeded
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import DossierRecord, read_record, read_records
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.rows.region import KeptDecision
from chance_desktop.domain.states import DossierState
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED, dossier, dossier_summary
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

decision_table = SYNCED["decision"]


class Standing(StrEnum):
    """Where a dossier stands at the Region."""

    TO_CHECK = "to-check"
    TO_CORRECT = "to-correct"
    TO_MEET = "to-meet"
    AWAITED = "awaited"
    TO_DECIDE = "to-decide"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """French label."""
        return {
            Standing.TO_CHECK: _("À vérifier"),
            Standing.TO_CORRECT: _("Correction demandée"),
            Standing.TO_MEET: _("Entretien à fixer"),
            Standing.AWAITED: _("Entretien à venir"),
            Standing.TO_DECIDE: _("À décider"),
            Standing.ACCEPTED: _("Acceptés"),
            Standing.WAITING: _("En attente d’une place"),
            Standing.REFUSED: _("Refusés"),
        }[self]


DECIDED = (Standing.ACCEPTED, Standing.WAITING, Standing.REFUSED)
"""Where nothing is left to be instructed."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The stamps of what a line of the instruction shows: nothing is written over what came since."""

    dossier: Stamps = field(default_factory=dict)
    pieces: Mapping[str, Stamps] = field(default_factory=dict)
    letters: Mapping[str, Stamps] = field(default_factory=dict)

    @classmethod
    def of(cls, record: DossierRecord) -> LookedAt:
        """Those of a dossier as it was read."""
        return cls(
            read_stamps(record.dossier["stamps"]),
            {code: read_stamps(row["stamps"]) for code, row in record.pieces.items()},
            {row["kind"]: read_stamps(row["stamps"]) for row in record.letters if not row["replaced_on"]},
        )


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """A dossier lodged. `missing` are the pieces not obtained, `waivers` those for which a waiver is asked.

    `missed_on` is the last interview when the young person did not come to it: another one is to be fixed. `asked` are the
    codes of its pieces, those obtained first.
    """

    dossier_id: str
    name: str
    file_number: str
    structure_code: str
    structure: str
    lodged_on: date
    stage: Standing
    received: int
    required: int
    missing: tuple[str, ...]
    waivers: tuple[str, ...]
    interview_on: date | None
    waiting_days: int
    decided_on: date | None
    missed_on: date | None = None
    asked: tuple[str, ...] = ()
    seen: LookedAt = field(default_factory=LookedAt)

    @property
    def lacking(self) -> str:
        """« manque : lettre de motivation (+2) »; empty when nothing is missing."""
        if not self.missing:
            return ""
        others = f" (+{len(self.missing) - 1})" if len(self.missing) > 1 else ""
        return _("manque\u00a0: {first}").format(first=self.missing[0].lower()) + others


@dataclass(frozen=True, slots=True)
class Decision:
    """What the Region decided, the latest first."""

    outcome: str
    label: str
    motive: str
    on: date
    by: str
    id: str = ""


class PieceNotAsked(ExpectedError):
    """A correction of a piece that the dossier is not asked: no one could answer it."""

    def __init__(self, label: str) -> None:
        super().__init__(
            _("« {piece} » n’est pas demandée à ce dossier.").replace("{piece}", label),
            _("Choisissez l’une de ses pièces."),
        )


class DecidedMeanwhile(ExpectedError):
    """A decision someone else made while this one was being typed."""

    def __init__(self, made: Decision, who: str) -> None:
        told = _("Décidé entre-temps par {who} : {label}, le {day}.")
        super().__init__(
            told.format(who=who or _("un autre bureau"), label=made.label.lower(), day=long_date(made.on)),
            _("Fermez cette fenêtre, puis rouvrez-la si elle est à changer."),
        )


def lodged(desk: Desk, stage: Standing | None = None, structure: str = "") -> tuple[InstructionRow, ...]:
    """Dossiers lodged that are neither left nor gone on a stay, the longest waiting first."""
    kept = (each for each in _read_lodged(desk, structure) if stage is None or each.stage is stage)
    return tuple(sorted(kept, key=_longest_first))


def to_instruct(desk: Desk) -> tuple[InstructionRow, ...]:
    """Those of which nothing is decided, the longest waiting first; the others, far more of them, are not even read."""
    return tuple(sorted(_read_lodged(desk, undecided=True), key=_longest_first))


def _longest_first(row: InstructionRow) -> tuple[int, str]:
    return -row.waiting_days, row.name


def _read_lodged(desk: Desk, structure: str = "", *, undecided: bool = False) -> list[InstructionRow]:
    query = select(dossier.c.id).where(
        dossier.c.lodged_on.is_not(None), dossier.c.lodged_on != "", dossier.c.deleted_at.is_(None),
        dossier.c.id.in_(select(dossier_summary.c.dossier_id)),
    )  # fmt: skip
    if structure:
        query = query.where(dossier.c.structure_code == structure)
    if undecided:
        query = query.where(dossier.c.state == DossierState.ACTIVE.value)
    with desk.reading() as connection:
        ids = list(connection.execute(query).scalars())
        decided = latest_decisions(connection, ids)
        if undecided:
            anew = leaving(desk.programme)
            ids = [
                each
                for each in ids
                if each not in decided
                or decided[each][0] in anew
                or decided_standing(desk.programme, decided[each][0]) is None
            ]
        records = read_records(connection, ids)
        corrections = corrections_asked(connection, ids)
        disputed = disputed_pieces(connection, corrections)
    names = {office.code: office.short or office.name for office in desk.programme.offices}
    found = []
    for record in records.values():
        row = record.dossier
        on = kept_day(row["lodged_on"])
        left = row["state"] != DossierState.ACTIVE and not left_by(desk.programme, row, decided.get(record.id))
        if left or on is None:
            continue
        latest, decided_on = in_force(desk.programme, row, decided.get(record.id)) or (None, None)
        seen = assess(desk.programme, record, desk.today())
        lacking = {each.piece.code for each in seen.pieces if not each.status.obtained}
        corrected = corrections.get(record.id, set())
        pending = any(code in lacking or (record.id, code) in disputed for code in corrected)
        missing = tuple(
            each.piece.label for each in seen.pieces if not each.status.obtained and each.piece.blocks != "departure"
        )
        waivers = tuple(each.piece.code for each in seen.pieces if each.status is Status.WAIVER_REQUESTED)
        interview, missed, held = _interview(desk, record)
        found.append(
            InstructionRow(
                dossier_id=record.id,
                name=f"{record.person['first_name'] or ''} {record.person['surname'] or ''}".strip(),
                file_number=row["file_number"] or "",
                structure_code=row["structure_code"] or "",
                structure=names.get(row["structure_code"] or "", row["structure_code"] or ""),
                lodged_on=on,
                stage=decided_standing(desk.programme, latest) or _stage(pending, bool(missing), interview, held),
                received=seen.obtained,
                required=len(seen.pieces),
                missing=missing,
                waivers=waivers,
                interview_on=interview,
                waiting_days=(desk.today() - on).days,
                decided_on=decided_on,
                missed_on=missed,
                asked=tuple(each.piece.code for each in sorted(seen.pieces, key=lambda each: not each.status.obtained)),
                seen=LookedAt.of(record),
            )
        )
    return found


def _interview(desk: Desk, record: DossierRecord) -> tuple[date | None, date | None, bool]:
    """The day of the interview, that of the last one when nobody came to it, and whether it was held.

    It is taken as held from the day after, and on its day once somebody notes that the young person came.
    """
    known = [
        (row["on"], row["at"] or "", row["came"])
        for row in record.meetings
        if row["kind"] == desk.programme.deadline_meeting and not row["cancelled_reason"]
    ]
    if not known:
        return None, None, False
    on, _at, came = max(known, key=lambda each: each[:2])
    day = date.fromisoformat(on)
    if came is False:
        return None, day, False
    return day, None, day < desk.today() or bool(came)


def ask_correction(
    desk: Desk, dossier_id: str, piece_code: str, reason: str, seen: LookedAt | None = None
) -> Outcome[None]:
    """Ask the office to correct a piece: it is to be replaced, and the reason travels with it; a letter is to be asked again.

    A waiver of it, asked or granted, does not stand any more. `seen` is what the screen showed of the dossier; without a
    screen, what is read now is what was looked at. What an office wrote since stands beside, as a disagreement.

    Raises `NotTheRegion`, `ReasonNeeded`, `UnknownPiece`, `PieceNotAsked`, `NeverStored` or `DossierUnknown`.
    """
    only_the_region(desk)
    if not reason.strip():
        raise ReasonNeeded(Reasoned.CORRECTION)
    refuse_never_stored(reason)
    piece, why = declared_piece(desk, piece_code), reason.strip()
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        if piece_code not in {each.piece.code for each in assess(desk.programme, record, desk.today()).pieces}:
            raise PieceNotAsked(piece.label)
        note_correction(work, dossier_id, piece_code, why)
        looked = seen or LookedAt.of(record)
        slot = looked.pieces.get(piece_code, {})
        if piece.letter:
            end_waiver(work, dossier_id, piece, slot)
            ask_again(work, dossier_id, piece.letter, looked.letters.get(piece.letter, {}))
        else:
            to_replace(work, dossier_id, piece, why, slot)
        label = f"{piece.label}\u00a0: {status_label(Status.TO_REPLACE, piece.gender).lower()}"
        work.journal(
            dossier_id, entry(Event.PIECE_MARKED, piece=piece_code, status=Status.TO_REPLACE.value, reason=why)
        )
        work.touch(dossier_id, ChangeKind.PIECE)
    return work.outcome(None, label)


def decisions(desk: Desk, dossier_id: str) -> tuple[Decision, ...]:
    """What was decided of a dossier, the latest first."""
    with desk.reading() as connection:
        rows = _decided(connection, dossier_id)
    return tuple(_decision(desk, row) for row in reversed(rows))


def _decision(desk: Desk, row: KeptDecision) -> Decision:
    on = date.fromisoformat(row["decided_on"])
    return Decision(
        row["outcome"], outcome_label(desk, row["outcome"]), row["motive"] or "", on, row["by"] or "", row["id"]
    )


def decide(
    desk: Desk, dossier_id: str, outcome: str, motive: str = "", on: date | None = None, seen: Stamps | None = None,
    known: tuple[Decision, ...] | None = None,
) -> Outcome[str]:  # fmt: skip
    """Decide of a dossier; it goes on to the step, or leaves the way, the programme declares; returns the row.

    `known` are the decisions a screen displayed: nothing is decided over one that was not among them. `seen` is what it
    showed of the dossier.
    Raises `NotTheRegion`, `InvalidField` for an outcome that is not declared, a day to come or before the decision in force,
    `ReasonNeeded` without the motive of anything but an acceptance, `LeftMeanwhile` or `DecidedMeanwhile`.
    """
    only_the_region(desk)
    declared = next((each for each in desk.programme.decisions if each.code == outcome), None)
    if declared is None and not outcome:
        raise InvalidField("outcome", _("La décision n’est pas choisie."), _("Choisissez-la dans la liste."))
    if declared is None:
        raise InvalidField("outcome", _("Cette décision n’est pas proposée."), _("Choisissez-en une de la liste."))
    day = on or desk.today()
    if day > desk.today():
        raise InvalidField("on", _("Ce jour n’est pas encore venu."), _("Vérifiez la date."))
    if not motive.strip() and not declared.goes_on:
        raise ReasonNeeded(Reasoned.DECISION)
    refuse_never_stored(motive)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        former = _decided(work.connection, dossier_id)
        refuse_if_left(desk.programme, record.dossier, former)
        unseen = [row for row in former if known is not None and _decision(desk, row) not in known]
        if unseen:
            who = author_name(read_counsellors(work.connection, desk.branch_id), unseen[-1]["by"] or "")
            raise DecidedMeanwhile(_decision(desk, unseen[-1]), who)
        _refuse_before(day, former)
        values: dict[str, Value] = {
            "dossier_id": dossier_id, "outcome": outcome, "motive": motive.strip(), "decided_on": day.isoformat(),
            "by": work.tx.by,
        }  # fmt: skip
        made = work.tx.create("decision", values)
        changed = consequence(desk.programme, declared, record.dossier, day, motive, former)
        if changed:
            work.tx.update("dossier", dossier_id, changed, displayed(seen, record.dossier["stamps"]))
        work.journal(dossier_id, decision_line(former, outcome, motive.strip()), day)
        work.touch(dossier_id, ChangeKind.DOSSIER, ChangeKind.DECISION)
    return work.outcome(made, declared.label)


def _decided(connection: Connection, dossier_id: str) -> list[KeptDecision]:
    """The decisions of a dossier, the one in force last."""
    query = (
        select(decision_table)
        .where(decision_table.c.dossier_id == dossier_id, decision_table.c.deleted_at.is_(None))
        .order_by(decision_table.c.decided_on, decision_table.c.id)
    )
    return kept_rows(connection, KeptDecision, query)


def _refuse_before(day: date, former: list[KeptDecision]) -> None:
    """The decision in force is the one of the latest day. Raises `InvalidField` for a day before it."""
    if former and day.isoformat() < former[-1]["decided_on"]:
        told = _("Une décision a déjà été prise le {day}.")
        raise InvalidField(
            "on", told.format(day=long_date(date.fromisoformat(former[-1]["decided_on"]))),
            _("Donnez ce jour, ou un jour qui vient après."),
        )  # fmt: skip


def outcome_label(desk: Desk, code: str) -> str:
    """A decision in words."""
    return next((each.label for each in desk.programme.decisions if each.code == code), code)


def decided_standing(programme: Programme, outcome: str | None) -> Standing | None:
    """Where a decision leaves a dossier, by what it does and whatever its code; nothing without one."""
    declared = next((each for each in programme.decisions if each.code == outcome), None)
    if declared is None:
        return next((each for each in DECIDED if each == outcome), None)
    if declared.goes_on:
        return Standing.ACCEPTED
    return Standing.REFUSED if declared.leaves else Standing.WAITING


def _stage(pending: bool, missing: bool, interview: date | None, held: bool) -> Standing:
    if pending:
        return Standing.TO_CORRECT
    if missing:
        return Standing.TO_CHECK
    if interview is None:
        return Standing.TO_MEET
    return Standing.TO_DECIDE if held else Standing.AWAITED
