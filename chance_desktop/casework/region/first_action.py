"""The one thing the Region does first today.

Someone in trouble abroad comes before everything; then those who have waited longest at the step nearest their departure:
a decision after the interview, the pieces, the interview to fix; then what offices ask for, and what is late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.people.names import with_de
from chance_desktop.runtime.words import _, days_ago, long_date, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.transfer import TransferRequest
    from chance_desktop.casework.region.backlog import RegionWork
    from chance_desktop.casework.region.instruction import InstructionRow
    from chance_desktop.casework.region.placement import ToPlace
    from chance_desktop.casework.region.waivers import WaiverAsked
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.stays.overview import AbroadRow


class Pressing(StrEnum):
    """What kind of thing it is; it says where its button leads."""

    INCIDENT = "incident"
    DECISION = "decision"
    PIECES = "pieces"
    INTERVIEW = "interview"
    WAIVER = "waiver"
    TRANSFER = "transfer"
    PLACEMENT = "placement"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class FirstThing:
    """What to do, of whom, and why now."""

    kind: Pressing
    dossier_id: str
    context: str
    title: str
    detail: str
    button: str


def first_thing(desk: Desk, work: RegionWork) -> FirstThing | None:
    """The first of what waits; nothing when nothing does."""
    return next(_in_order(desk, work), None)


def _in_order(desk: Desk, work: RegionWork) -> Iterator[FirstThing]:
    yield from map(_incident, work.troubled)
    yield from (_decision(desk, row) for row in work.to_decide)
    yield from map(_pieces, work.to_check)
    yield from map(_interview, work.to_meet)
    yield from map(_waiver, work.waivers)
    yield from (_transfer(desk, each) for each in work.transfers)
    yield from map(_placement, work.to_place)
    yield from (_sheet(desk, row) for row in work.late)


def _incident(row: AbroadRow) -> FirstThing:
    return FirstThing(
        Pressing.INCIDENT, row.dossier_id, _dotted(row.where, row.company),
        _("Trouver une solution pour {name}").format(name=row.name),
        plural("{n} incident noté, sans solution pour l’instant.", "{n} incidents notés, sans solution pour l’instant.",
               row.open_incidents),
        _("Voir le séjour"),
    )  # fmt: skip


def _decision(desk: Desk, row: InstructionRow) -> FirstThing:
    held = row.interview_on or desk.today()
    return FirstThing(
        Pressing.DECISION, row.dossier_id, _dotted(row.file_number, row.structure),
        _("Décider du dossier {of_name}").format(of_name=with_de(row.name)),
        _("Entretien tenu {ago}, {day}.").format(
            ago=days_ago((desk.today() - held).days), day=long_date(held, weekday=True, year=False)
        ),
        _("Décider"),
    )  # fmt: skip


def _pieces(row: InstructionRow) -> FirstThing:
    count = plural("{n} pièce sur {all}", "{n} pièces sur {all}", row.received).format(all=row.required)
    return FirstThing(
        Pressing.PIECES, row.dossier_id, _dotted(_lodged(row), row.structure),
        _("Vérifier les pièces du dossier {of_name}").format(of_name=with_de(row.name)),
        _dotted(count, row.lacking), _("Vérifier les pièces"),
    )  # fmt: skip


def _interview(row: InstructionRow) -> FirstThing:
    return FirstThing(
        Pressing.INTERVIEW, row.dossier_id, _dotted(_lodged(row), row.structure),
        _("Fixer l’entretien {of_name}").format(of_name=with_de(row.name)), _why_to_meet(row),
        _("Fixer l’entretien"),
    )  # fmt: skip


def _why_to_meet(row: InstructionRow) -> str:
    if row.missed_on is None:
        return _("Toutes les pièces sont là.")
    day = long_date(row.missed_on, weekday=True, year=False)
    return _("N’est pas venu(e) à l’entretien du {day}.").format(day=day)


def _waiver(asked: WaiverAsked) -> FirstThing:
    since = _("Demandée {ago}").format(ago=days_ago(asked.waiting_days)) if asked.asked_on else ""
    return FirstThing(
        Pressing.WAIVER, asked.dossier_id, _dotted(since, asked.structure),
        _("Répondre à la dispense demandée pour {name}").format(name=asked.name),
        _("{piece} – «\u00a0{motive}\u00a0»").format(piece=asked.piece_label, motive=asked.motive)
        if asked.motive else asked.piece_label,
        _("Voir la demande"),
    )  # fmt: skip


def _transfer(desk: Desk, asked: TransferRequest) -> FirstThing:
    offices = {each.code: each.short or each.name for each in desk.programme.offices}
    day = kept_day(asked.asked_on)
    since = _("Demandée {ago}").format(ago=days_ago((desk.today() - day).days)) if day else ""
    return FirstThing(
        Pressing.TRANSFER, asked.dossier_id, _dotted(since, asked.file_number),
        _("Répondre à la transmission du dossier {of_name}").format(of_name=with_de(asked.name)),
        _("De {before} vers {after}.").format(
            before=offices.get(asked.from_structure, asked.from_structure),
            after=offices.get(asked.to_structure, asked.to_structure),
        ),
        _("Voir la demande"),
    )  # fmt: skip


def _placement(each: ToPlace) -> FirstThing:
    return FirstThing(
        Pressing.PLACEMENT, each.dossier_id, _("Dossier accepté {ago}").format(ago=days_ago(each.waiting_days)),
        _("Trouver un placement pour {name}").format(name=each.name),
        _dotted(each.country, " ".join(part for part in (each.language, each.level) if part)), _("Attribuer un placement"),
    )  # fmt: skip


def _sheet(desk: Desk, row: AbroadRow) -> FirstThing:
    sheet = row.late[0]
    return FirstThing(
        Pressing.SHEET, row.dossier_id, _dotted(row.where, row.company),
        _("Demander la fiche de suivi {of_name}").format(of_name=with_de(row.name)),
        _("La fiche n° {number} était attendue {ago}.").format(
            number=sheet.number, ago=days_ago((desk.today() - sheet.due).days)
        ),
        _("Voir le séjour"),
    )  # fmt: skip


def _lodged(row: InstructionRow) -> str:
    return _("Déposé {ago}").format(ago=days_ago(row.waiting_days))


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
