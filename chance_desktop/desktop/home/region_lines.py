"""What else waits for the Region: one short line each, as long as there is any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from chance_desktop.casework.region.backlog import DEPARTURES
from chance_desktop.casework.region.first_action import FirstThing, Pressing
from chance_desktop.casework.region.silent_offices import SILENT_AFTER
from chance_desktop.desktop.home.one_line import WaitingLine
from chance_desktop.domain.people.names import branch_title
from chance_desktop.runtime.words import _, days_text, plural

if TYPE_CHECKING:
    from chance_desktop.casework.region.backlog import RegionWork
    from chance_desktop.casework.region.home import RegionToday
    from chance_desktop.casework.region.silent_offices import SilentOffice
    from chance_desktop.casework.stays.overview import AbroadRow
    from chance_desktop.desktop.navigation.navigator import Navigator


def region_lines(go: Navigator, found: RegionToday) -> list[WaitingLine]:
    """The lines, the most urgent first; what stands alone at the top of the page is not told again."""
    work, alone = found.work, _alone(found.first, found.work)
    settle = found.exchange.disagreements
    lines = [*_stays(go, work, alone), *_asked(go, work, alone)]
    if settle:
        title = plural("{n} désaccord à régler", "{n} désaccords à régler", settle)
        lines.append(WaitingLine("triangle-alert", "orange", title, (), _("Régler les désaccords"), _exchange(go)))
    if work.silent:
        title = plural(
            "{n} antenne sans nouvelles depuis {days} jours", "{n} antennes sans nouvelles depuis {days} jours",
            len(work.silent),
        ).replace("{days}", str(SILENT_AFTER))  # fmt: skip
        names = tuple(map(_silent, work.silent))
        lines.append(WaitingLine("hourglass", "orange", title, names, _("Voir les échanges"), _exchange(go)))
    return lines


def _stays(go: Navigator, work: RegionWork, alone: str) -> Iterator[WaitingLine]:
    if work.incidents and alone != Pressing.INCIDENT:
        title = plural("{n} incident sans solution", "{n} incidents sans solution", work.incidents)
        yield WaitingLine(
            "circle-alert", "red", title, _names(work.troubled), _("Voir les incidents"), _stay(go, work.troubled)
        )
    if work.late and alone != Pressing.SHEET:
        title = plural("{n} fiche de suivi en retard", "{n} fiches de suivi en retard", work.late_sheets)
        yield WaitingLine(
            "file-text", "orange", title, _names(work.late), _("Voir les fiches en retard"), _stay(go, work.late)
        )
    if work.payments:
        title = plural("{n} versement à faire", "{n} versements à faire", len(work.payments))
        named = {row.dossier_id: row.name for row in work.stays}
        names = tuple(f"{named[each.dossier_id]} ({each.label})" for each in work.payments)
        first = work.payments[0].dossier_id
        spoken = _("Ouvrir le séjour du premier versement à faire")
        yield WaitingLine("wallet", "orange", title, names, spoken, lambda: go.open_dossier(first, "stay"))
    if work.leaving:
        title = plural(
            "{n} départ dans les {days} jours", "{n} départs dans les {days} jours", len(work.leaving)
        ).replace("{days}", str(DEPARTURES.days))
        yield WaitingLine(
            "plane",
            "green",
            title,
            _names(work.leaving),
            _("Voir les départs à venir"),
            lambda: go.show_stays("coming"),
        )


def _asked(go: Navigator, work: RegionWork, alone: str) -> Iterator[WaitingLine]:
    if work.waivers and alone != Pressing.WAIVER:
        title = plural("{n} dispense demandée", "{n} dispenses demandées", len(work.waivers))
        yield WaitingLine(
            "badge-check", "orange", title, tuple(each.name for each in work.waivers), _("Voir les dispenses demandées"),
            lambda: go.show_instruction("waivers"),
        )  # fmt: skip
    if work.to_meet and alone != Pressing.INTERVIEW:
        title = plural("{n} entretien à fixer", "{n} entretiens à fixer", len(work.to_meet))
        yield WaitingLine(
            "calendar-check", "blue", title, tuple(each.name for each in work.to_meet), _("Voir les entretiens à fixer"),
            lambda: go.show_instruction("to-meet"),
        )  # fmt: skip
    if work.to_place and alone != Pressing.PLACEMENT:
        title = plural("{n} placement à trouver", "{n} placements à trouver", len(work.to_place))
        yield WaitingLine(
            "briefcase", "accent", title, tuple(each.name for each in work.to_place), _("Voir les placements à trouver"),
            lambda: go.show_instruction("to-place"),
        )  # fmt: skip
    if work.transfers and alone != Pressing.TRANSFER:
        title = plural("{n} transmission demandée", "{n} transmissions demandées", len(work.transfers))
        yield WaitingLine(
            "arrow-right-left", "blue", title, tuple(each.name for each in work.transfers),
            _("Voir les transmissions demandées"), _exchange(go),
        )  # fmt: skip


def _alone(first: FirstThing | None, work: RegionWork) -> str:
    """The kind of the thing at the top of the page, where it is the only one of its kind."""
    if first is None:
        return ""
    counts = {
        Pressing.INCIDENT: work.incidents, Pressing.SHEET: work.late_sheets, Pressing.WAIVER: len(work.waivers),
        Pressing.INTERVIEW: len(work.to_meet), Pressing.PLACEMENT: len(work.to_place),
        Pressing.TRANSFER: len(work.transfers),
    }  # fmt: skip
    return first.kind if counts.get(first.kind) == 1 else ""


def _names(rows: tuple[AbroadRow, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in rows)


def _silent(office: SilentOffice) -> str:
    return f"{branch_title(office.branch) or office.structure} ({days_text(office.days)})"


def _stay(go: Navigator, rows: tuple[AbroadRow, ...]) -> Callable[[], object]:
    """To the stay itself when there is but one, to all of them otherwise: those that ask for something come first there."""
    if len(rows) == 1:
        return lambda: go.open_dossier(rows[0].dossier_id, "stay")
    return lambda: go.show_stays("now")


def _exchange(go: Navigator) -> Callable[[], object]:
    return lambda: go.show_page("synchronisation")
