"""Roles nobody knows, and roles that miss: what the application does with a kind, a form or a step, whatever its code and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from chance_desktop.domain.form import Form
from chance_desktop.domain.programme.declared import RoledChoice, codes_of
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.soundness.codes import must_be, odd
from chance_desktop.domain.soundness.mistake import Mistake
from chance_desktop.domain.states import EventKind, FormRole, GrantRole, MeetingRole, PartnerRole
from chance_desktop.runtime.words import _

ROLES: Mapping[str, tuple[str, type[StrEnum]]] = {
    "meeting_kinds": ("journey.toml", MeetingRole),
    "event_kinds": ("meetings.toml", EventKind),
    "former_grants": ("meetings.toml", GrantRole),
    "partner_kinds": ("stay.toml", PartnerRole),
}
"""The lists some kinds of which the application does something with: their file and their roles."""

_SUBJECTS = {
    FormRole.FOLLOW_UP: "follow_up_sheet",
    FormRole.SURVEY: "survey",
    FormRole.SPONSORSHIP_REPORT: "event",
    FormRole.END_OF_STAY: "dossier",
    FormRole.RETURN_INTERVIEW: "dossier",
    FormRole.INTERVIEW_GRID: "dossier",
}
"""What a form of a role is about."""

_UNKNOWN = _("rôle inconnu")
_MISSING = _("aucune n’a le rôle « {role} », qu’il faut pour {purpose}")


def role_mistakes(programme: Programme) -> Iterator[Mistake]:
    """Roles of kinds: those nobody knows, and those without which something of the programme could not be done."""
    for name, (file, known) in ROLES.items():
        for each in getattr(programme, name):
            yield from must_be(file, f"{name}.{each.code}.role", each.role, list(known), _UNKNOWN, grave=False)
    sponsored = bool(codes_of(programme.event_kinds, EventKind.SPONSORSHIP))
    wanted: list[tuple[bool, str, str, str]] = [
        (bool(programme.deadline_meeting and programme.decisions), "event_kinds", EventKind.INTERVIEWS,
         _("les journées d’entretiens de la Région")),
        (sponsored, "meeting_kinds", MeetingRole.SPONSORSHIP, _("faire rencontrer un parrain à un jeune")),
        (bool(programme.partner_kinds), "partner_kinds", PartnerRole.COMPANY, _("nommer qui accueille un stage")),
    ]  # fmt: skip
    for needed, name, role, purpose in wanted:
        kinds: tuple[RoledChoice, ...] = getattr(programme, name)
        if needed and not codes_of(kinds, role):
            yield _missing(ROLES[name][0], name, role, purpose)
    if programme.partner_kinds and not programme.choices.get("country"):
        reason = _("il manque la liste « country », qu’il faut pour dire où se trouve une offre de stage")
        yield odd("situation.toml", "choices.country", "", reason)
    if programme.decisions and not any(step.lodges for step in programme.steps):
        reason = _("aucune étape ne dépose le dossier (lodges = true), qu’il faut pour que la Région en décide")
        yield odd("journey.toml", "steps.lodges", "", reason)


def form_role_mistakes(programme: Programme, files: Mapping[str, Form]) -> Iterator[Mistake]:
    """Roles of forms: those that two have, those of another subject, those that miss. `files` are the forms in force, by file."""
    taken: dict[str, str] = {}
    for file, form in files.items():
        role = form.role or (form.form if form.form in list(FormRole) else "")
        if role in taken:
            reason = _("« {file} » a déjà ce rôle").replace("{file}", taken[role])
            yield odd(file, "role", role, reason)
        elif role in list(FormRole):
            taken[role] = file
            yield from _subject(file, form, FormRole(role))
    sponsored = bool(codes_of(programme.event_kinds, EventKind.SPONSORSHIP))
    for needed, wanted, purpose in (
        (True, FormRole.FOLLOW_UP, _("les fiches de suivi du séjour")),
        (bool(programme.survey_waves), FormRole.SURVEY, _("les enquêtes après le retour")),
        (sponsored, FormRole.SPONSORSHIP_REPORT, _("le compte rendu d’un parrainage")),
    ):
        if needed and wanted not in taken:
            yield _missing("questionnaires", "role", wanted, purpose)


def _subject(file: str, form: Form, role: FormRole) -> Iterator[Mistake]:
    expected = _SUBJECTS[role]
    if form.subject != expected:
        reason = _('ce rôle demande « subject = "{subject}" »').replace("{subject}", expected)
        yield odd(file, "subject", form.subject, reason)
    if role is FormRole.SURVEY and form.situation is None:
        reason = _("aucune question n’a le rôle « situation », dont les réponses sont comptées")
        yield odd(file, "questions.role", "", reason)


def _missing(file: str, key: str, role: str, purpose: str) -> Mistake:
    reason = _MISSING.replace("{role}", role).replace("{purpose}", purpose)
    return Mistake(file=file, key=key, value=role, reason=reason, grave=False)
