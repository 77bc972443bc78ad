"""Everything that waits for the Region, gathered from the use cases of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chance_desktop.casework.dossiers.transfer import TransferRequest, transfer_requests
from chance_desktop.casework.meetings.agenda import AgendaEntry, agenda
from chance_desktop.casework.region.instruction import InstructionRow, Standing, to_instruct
from chance_desktop.casework.region.interviews import slots
from chance_desktop.casework.region.placement import ToPlace, to_place
from chance_desktop.casework.region.silent_offices import SilentOffice, silent_offices
from chance_desktop.casework.region.waivers import WaiverAsked, waivers_asked
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.stays.overview import AbroadRow, stays_at_a_glance
from chance_desktop.casework.stays.payments import PaymentDue, payments_due

DEPARTURES = timedelta(days=14)
"""How far departures are told ahead."""
RETURNED = timedelta(days=60)
"""Stays that ended longer ago ask for nothing here: their dossier and the page of stays still say it."""


@dataclass(frozen=True, slots=True)
class RegionWork:
    """What waits, the longest waiting or the nearest first.

    `to_meet` have no interview yet, `to_decide` had theirs. `stays` are those to come, under way or over of late; of them
    `leaving` begin soon, `late` and `troubled` are stays with a follow-up sheet that
    should have come, and with an incident without solution.
    """

    to_check: tuple[InstructionRow, ...]
    to_meet: tuple[InstructionRow, ...]
    to_decide: tuple[InstructionRow, ...]
    waivers: tuple[WaiverAsked, ...]
    interviews: tuple[AgendaEntry, ...]
    free_slots: int
    to_place: tuple[ToPlace, ...]
    stays: tuple[AbroadRow, ...]
    leaving: tuple[AbroadRow, ...]
    late: tuple[AbroadRow, ...]
    troubled: tuple[AbroadRow, ...]
    payments: tuple[PaymentDue, ...]
    transfers: tuple[TransferRequest, ...]
    silent: tuple[SilentOffice, ...]

    @property
    def late_sheets(self) -> int:
        """How many sheets should have come."""
        return sum(len(each.late) for each in self.late)

    @property
    def incidents(self) -> int:
        """How many incidents have no solution."""
        return sum(each.open_incidents for each in self.troubled)


def region_work(desk: Desk) -> RegionWork:
    """Read it; only dossiers of which something is still to be decided, and stays that are not long over, are looked into."""
    today = desk.today()
    rows = to_instruct(desk)
    stays = stays_at_a_glance(desk, since=today - RETURNED)
    horizon = today + timedelta(days=desk.programme.delays.meeting_horizon)
    return RegionWork(
        to_check=tuple(row for row in rows if row.stage is Standing.TO_CHECK),
        to_meet=tuple(row for row in rows if row.stage is Standing.TO_MEET),
        to_decide=tuple(
            sorted(
                (row for row in rows if row.stage is Standing.TO_DECIDE),
                key=lambda row: (row.interview_on or today, row.name),
            )
        ),
        waivers=waivers_asked(desk),
        interviews=tuple(
            each
            for each in agenda(desk, today, horizon)
            if each.dossier_id and each.kind == desk.programme.deadline_meeting and not each.cancelled
        ),
        free_slots=sum(slot.free for slot in slots(desk)),
        to_place=to_place(desk),
        stays=stays,
        leaving=tuple(row for row in stays if today <= row.calendar.spent.first <= today + DEPARTURES),
        late=tuple(sorted((row for row in stays if row.late), key=lambda row: (row.late[0].due, row.name))),
        troubled=tuple(row for row in stays if row.open_incidents),
        payments=payments_due(desk, (row.dossier_id for row in stays)),
        transfers=transfer_requests(desk),
        silent=silent_offices(desk),
    )
