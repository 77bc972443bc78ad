"""Who writes: the head and the signature of every letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchCard, branch_card
from chance_desktop.casework.session.office.counsellors import Counsellor, current, list_counsellors
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, long_date


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the office, its branch, the counsellor; `unit` is the branch, or the Region's service, in words."""

    card: BranchCard
    counsellor: Counsellor | None
    sender: Sender
    unit: str

    @property
    def phone(self) -> str:
        """The counsellor's telephone, or the branch's."""
        return (self.counsellor.phone if self.counsellor else "") or self.card.branch.phone

    @property
    def signature(self) -> tuple[str, ...]:
        """Lines under a letter."""
        if self.counsellor is None:
            return (self.card.mission_local, self.unit)
        title = f"{self.counsellor.title}, {self.unit}" if self.counsellor.title else self.unit
        reach = " · ".join(part for part in (self.counsellor.email, self.counsellor.phone) if part)
        return tuple(line for line in (self.counsellor.full_name, title, reach) if line)

    def place_and_date(self, day: date) -> str:
        """« Civray, le 6 novembre 2026 »."""
        return _("{place}, le {day}").format(place=self.card.branch.town or self.card.branch.name, day=long_date(day))


def letterhead(desk: Desk, counsellor_id: str = "") -> Letterhead:
    """Who writes: the counsellor signed in, or the one of the dossier when nobody is."""
    card = branch_card(desk) if desk.role == PosteRole.OFFICE else _region_card(desk)
    people = {each.id: each for each in list_counsellors(desk, everyone=True)}
    programme = desk.programme
    branch = card.branch
    town = " ".join(part for part in (branch.postcode, branch.town) if part)
    sender = Sender(
        programme=programme.title,
        programme_subtitle=programme.subtitle,
        name=_("{office} – antenne de {branch}").format(office=card.mission_local, branch=branch.name)
        if desk.role == PosteRole.OFFICE
        else f"{programme.region.name} – {programme.region.service}",
        address=", ".join(part for part in (branch.address, town) if part),
        phone=branch.phone,
        email=branch.email,
        fictional=desk.fictional,
    )
    unit = (
        _("antenne de {name}").format(name=branch.name) if desk.role == PosteRole.OFFICE else programme.region.service
    )
    return Letterhead(card, current(desk) or people.get(counsellor_id), sender, unit)


def _region_card(desk: Desk) -> BranchCard:
    """The Region's service, at the address the programme declares where none was typed on this poste."""
    card, region = branch_card(desk), desk.programme.region
    typed = card.branch
    contact = (
        replace(typed, name=region.service)
        if typed.address or typed.town
        else replace(typed, name=region.service, address=region.address, postcode=region.postcode, town=region.town)
    )
    return replace(card, mission_local=region.name, branch=contact)
