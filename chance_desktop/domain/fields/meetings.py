"""Fields of meetings: of one dossier, of several people, and who attends them."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    clock,
    code,
    codes,
    day,
    line,
    of_dossier,
    of_structure,
    reference,
    text,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Owner, Personal
from chance_desktop.domain.states import Part
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

ROLES = {Part.YOUNG.value: _("Jeune"), Part.SPONSOR.value: _("Parrain"), Part.GUEST.value: _("Invité")}
"""The words of the part somebody has in a meeting; others are told as they are."""

MEETING = TableDeclaration(
    name="meeting",
    label=_("Rendez-vous"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        day("on", _("Date"), needed=True, use=DayUse.PLAN),
        clock("at", _("Heure")),
        line("place", _("Lieu")),
        code("kind", _("Sorte de rendez-vous"), "meeting_kinds", needed=True),
        line("with_whom", _("Avec")),
        text("cancelled_reason", _("Annulé parce que")),
        code("mode", _("Où"), "meeting_modes"),
        yes_no("came", _("Est venu")),
        reference("sponsor_id", _("Parrain"), "sponsor"),
        text("report", _("Compte rendu")),
    ),
)

EVENT = TableDeclaration(
    name="event",
    label=_("Rencontre"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("branch_id", _("Antenne"), "branch"),
        code("kind", _("Sorte de rencontre"), "event_kinds", needed=True),
        day("on", _("Jour"), needed=True, use=DayUse.PLAN),
        clock("at", _("De")),
        clock("until", _("À")),
        line("place", _("Lieu")),
        code("mode", _("Où"), "meeting_modes"),
        line("theme", _("Thème")),
        line("led_by", _("Animée par"), personal=Personal.IDENTITY),
        codes("guides", _("Guides à remettre"), "guides"),
        yes_no("held", _("A eu lieu")),
        text("cancelled_reason", _("Annulée parce que")),
    ),
)

ATTENDANCE = TableDeclaration(
    name="attendance",
    label=_("Présence à une rencontre"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("event_id", _("Rencontre"), "event", part_of="event", needed=True),
        of_dossier(),
        reference("sponsor_id", _("Parrain"), "sponsor"),
        code("role", _("Rôle"), words=ROLES, needed=True),
        line("name", _("Nom"), personal=Personal.IDENTITY),
        line("organisation", _("Organisme")),
        clock("at", _("Heure")),
        yes_no("came", _("Est venu")),
    ),
)
