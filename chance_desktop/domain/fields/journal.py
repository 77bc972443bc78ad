"""Fields of what is told of a dossier: its journal, who was spoken to, its steps, its verdicts, notes to the other side."""

from __future__ import annotations

from enum import StrEnum

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    author,
    code,
    day,
    declare,
    line,
    moment,
    of_dossier,
    reference,
    text,
)
from chance_desktop.domain.fields.kinds import Kind, Owner, Personal, Writer
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

SIDES = {"office": _("Mission Locale"), "region": _("Région")}
"""Who writes a liaison note, and their words."""


class Category(StrEnum):
    """What a line of a journal is about: its kind."""

    CONSENT = "consent"
    CONTACT = "contact"
    CORRECTION = "correction"
    CREATED = "created"
    DECISION = "decision"
    EUROPASS = "europass"
    HAND_OVER = "hand-over"
    IMPORT = "import"
    JOIN = "join"
    LETTER = "letter"
    MEETING = "meeting"
    NOTE = "note"
    PIECE = "piece"
    SCAN = "scan"
    SETTLE = "settle"
    SITUATION = "situation"
    SPONSOR = "sponsor"
    STATE = "state"
    STAY = "stay"
    STEP = "step"
    TRANSFER = "transfer"
    UNDO = "undo"
    VERDICT = "verdict"
    WAIVER = "waiver"


CATEGORIES: dict[str, str] = {
    Category.CONSENT: _("Accord"), Category.CONTACT: _("Contact"), Category.CORRECTION: _("Correction"),
    Category.CREATED: _("Ouverture"), Category.DECISION: _("Décision"), Category.EUROPASS: _("Europass"),
    Category.HAND_OVER: _("Relais"), Category.IMPORT: _("Import"), Category.JOIN: _("Dossiers réunis"),
    Category.LETTER: _("Lettre"), Category.MEETING: _("Rendez-vous"), Category.NOTE: _("Note"),
    Category.PIECE: _("Pièce"), Category.SCAN: _("Copie"), Category.SETTLE: _("Désaccord réglé"),
    Category.SITUATION: _("Situation"), Category.SPONSOR: _("Parrain"), Category.STATE: _("État"),
    Category.STAY: _("Séjour"), Category.STEP: _("Étape"), Category.TRANSFER: _("Transmission"),
    Category.UNDO: _("Annulation"), Category.VERDICT: _("Éligibilité"), Category.WAIVER: _("Dispense"),
}  # fmt: skip
"""The words of the kinds of lines of a journal; those of a later version are told as they are."""

VERDICTS = {"eligible": _("Éligible"), "not-eligible": _("Non éligible"), "unknown": _("À compléter")}
"""The words of a verdict."""

VERDICT = TableDeclaration(
    name="verdict",
    label=_("Avis d’éligibilité"),
    owner=Owner.DOSSIER,
    appended=True,
    fields=(
        of_dossier(writer=Writer.ONCE),
        day("given_on", _("Donné le"), needed=True, writer=Writer.ONCE),
        author(writer=Writer.ONCE),
        line("rules_version", _("Version des règles"), needed=True, writer=Writer.ONCE),
        code("overall", _("Avis"), words=VERDICTS, needed=True, writer=Writer.ONCE, personal=Personal.SITUATION),
        declare(
            Kind.CRITERIA, "criteria", _("Critères"), needed=True, writer=Writer.ONCE, personal=Personal.SITUATION
        ),
    ),
)  # fmt: skip

REMINDER = TableDeclaration(
    name="reminder",
    label=_("Rappel"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        day("on", _("Rappeler le"), needed=True, use=DayUse.PLAN),
        text("text", _("À rappeler")),
        day("done_on", _("Fait le")),
        author(writer=Writer.ONCE),
    ),
)

STEP_CHANGE = TableDeclaration(
    name="step_change",
    label=_("Changement d’étape"),
    owner=Owner.DOSSIER,
    appended=True,
    fields=(
        of_dossier(writer=Writer.ONCE),
        code("from_step", _("Étape quittée"), "steps", writer=Writer.ONCE),
        code("to_step", _("Étape suivante"), "steps", writer=Writer.ONCE),
        day("on", _("Le"), use=DayUse.PAST, writer=Writer.ONCE),
        text("reason", _("Motif"), writer=Writer.ONCE),
        author(writer=Writer.ONCE),
    ),
)

CONTACT = TableDeclaration(
    name="contact",
    label=_("Contact"),
    owner=Owner.DOSSIER,
    appended=True,
    fields=(
        of_dossier(writer=Writer.ONCE),
        reference("letter_id", _("Lettre"), "letter", part_of="letter", writer=Writer.ONCE),
        code("how", _("Moyen"), "attempt_means", words={"letter": _("Courrier")}, needed=True, writer=Writer.ONCE),
        day("on", _("Le"), needed=True, use=DayUse.PAST, writer=Writer.ONCE),
        text("text", _("Ce qui a été dit"), writer=Writer.ONCE),
        author(writer=Writer.ONCE),
    ),
)

JOURNAL = TableDeclaration(
    name="journal",
    label=_("Journal"),
    owner=Owner.DOSSIER,
    appended=True,
    fields=(
        of_dossier(writer=Writer.ONCE),
        day("on", _("Date"), needed=True, use=DayUse.PAST, writer=Writer.ONCE),
        moment("recorded_at", _("Écrit le"), needed=True, writer=Writer.ONCE),
        author(writer=Writer.ONCE),
        code("kind", _("Sorte de ligne"), words=CATEGORIES, needed=True, writer=Writer.ONCE),
        text("text", _("Texte"), needed=True, writer=Writer.ONCE),
    ),
)

JOURNAL_DETAIL = TableDeclaration(
    name="journal_detail",
    label=_("Ligne du journal"),
    owner=Owner.DOSSIER,
    appended=True,
    fields=(
        of_dossier(writer=Writer.ONCE),
        reference("journal_id", _("Ligne"), "journal", part_of="journal", needed=True, writer=Writer.ONCE),
        line("event", _("Ce qui s’est passé"), needed=True, writer=Writer.ONCE),
        declare(Kind.RECORD, "parameters", _("Détails"), needed=True, writer=Writer.ONCE, personal=Personal.FREE_TEXT),
    ),
)

LIAISON_NOTE = TableDeclaration(
    name="liaison_note",
    label=_("Note de liaison"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(writer=Writer.ONCE),
        code(
            "side", _("Écrite par"), words=SIDES, needed=True, writer=Writer.ONCE, region_only=frozenset({"region"})
        ),
        moment("recorded_at", _("Écrite le"), needed=True, writer=Writer.ONCE),
        author(writer=Writer.ONCE),
        text("text", _("Texte"), needed=True, writer=Writer.ONCE),
        day("read_on", _("Lue le")),
        author("read_by", _("Lue par")),
    ),
)  # fmt: skip
