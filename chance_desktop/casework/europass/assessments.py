"""Self-assessments of languages, before and after the stay: both are kept, and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import write_slot
from chance_desktop.domain.learner.cefr import LanguageSkill, Level, Levels, Moment, SelfAssessment, level_of
from chance_desktop.domain.rows.europass import KeptSelfAssessment
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import self_assessment as table
from chance_desktop.store.writing.stamps import Stamps, read_stamps


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """A self-assessment with the stamps of its row."""

    assessment: SelfAssessment
    seen: Stamps


def assessments(desk: Desk, dossier_id: str) -> tuple[AssessmentView, ...]:
    """Every self-assessment of a dossier."""
    with desk.reading() as connection:
        query = select(table).where(table.c.dossier_id == dossier_id, table.c.deleted_at.is_(None)).order_by(table.c.id)
        rows = kept_rows(connection, KeptSelfAssessment, query)
    return tuple(AssessmentView(_assessment(row), read_stamps(row["stamps"])) for row in rows)


def read_assessments(connection: Connection, dossier_id: str) -> tuple[SelfAssessment, ...]:
    """The self-assessments, within a connection; by language, before then after."""
    query = select(table).where(table.c.dossier_id == dossier_id, table.c.deleted_at.is_(None))
    found = [_assessment(row) for row in kept_rows(connection, KeptSelfAssessment, query)]
    return tuple(sorted(found, key=lambda each: (each.language, each.moment is Moment.AFTER)))


def levels_shown(found: Iterable[SelfAssessment], language: str) -> Levels | None:
    """The levels a passport or a CV gives for a language: after the stay where said, before it otherwise, skill by skill."""
    of = {each.moment: each.levels for each in found if each.language == language}
    before, after = of.get(Moment.BEFORE), of.get(Moment.AFTER)
    if before is None or after is None:
        return after or before
    return Levels(*(after.of(skill) or before.of(skill) for skill in LanguageSkill))


def save_levels(
    desk: Desk,
    dossier_id: str,
    language: str,
    moment: Moment,
    levels: dict[LanguageSkill, Level | None],
    seen: Stamps | None = None,
    on: date | None = None,
) -> Outcome[None]:
    """Note levels of several skills at once; the assessment takes the day of its last change."""
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        values = {
            "language": language, "moment": moment.value, "on": (on or desk.today()).isoformat(),
            **{skill.value: level.value if level else "" for skill, level in levels.items()},
        }  # fmt: skip
        if write_slot(work, "self_assessment", dossier_id, values, seen, f"assessment/{language}/{moment.value}"):
            work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(None, _("Niveau modifié"))


def _assessment(row: KeptSelfAssessment) -> SelfAssessment:
    levels = Levels(*(level_of(str(field_value(row, skill.value) or "")) for skill in LanguageSkill))
    return SelfAssessment(row["language"] or "", Moment(row["moment"] or "before"), levels, row["on"] or "")
