"""What the programme requires before a step."""

from __future__ import annotations

from sqlalchemy import Connection

from chance_desktop.casework.dossiers.latest_decision import latest_decisions
from chance_desktop.casework.pieces.assessment import Assessment
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.situation.progress import Progress
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class StepNotReady(ExpectedError):
    """A step is asked for whose requirements are not met, without a reason; `missing` says which."""

    def __init__(self, label: str, missing: tuple[str, ...]) -> None:
        told = _("Avant l’étape « {step} », il manque : {missing}.").replace("{step}", label)
        super().__init__(
            told.replace("{missing}", ", ".join(missing)),
            _("Faites d’abord ce qui manque, ou écrivez pourquoi l’étape est passée sans."),
        )
        self.missing = missing


def progress_of(desk: Desk, connection: Connection, dossier_id: str, found: Assessment) -> Progress:
    """How far a dossier is, by which its next steps are judged (`domain.situation.progress.lacking`)."""
    latest = latest_decisions(connection, [dossier_id]).get(dossier_id)
    return Progress(
        facts=found.facts,
        criteria_unmet=sum(each.met is False for each in found.verdicts),
        unobtained=tuple(each.piece for each in found.pieces if not each.status.obtained),
        accepted=latest is not None and latest[0] in {each.code for each in desk.programme.decisions if each.goes_on},
        stay=(found.stay.first, found.stay.last),
        today=desk.today(),
    )
