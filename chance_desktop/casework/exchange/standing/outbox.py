"""What this poste did and the Region has not confirmed, one line for each thing done on a dossier, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from chance_desktop.domain.clock import Stamp
from chance_desktop.runtime.words import _, clock_time, short_date, weekdays
from chance_desktop.store.schema.tables import SYNCED, change_log, dossier, journal, person
from chance_desktop.store.writing.change_rows import read_fields

_AT_ONCE = 4000
"""Changes looked at for a page; the lines of a long absence end with « et n autres »."""

_WORDS = (
    # of what one transaction wrote, the first of these names it
    ("letter", _("Lettre"), "mail"),
    ("liaison_note", _("Note de liaison"), "message-square"),
    ("decision", _("Décision"), "gavel"),
    ("correction", _("Pièce à corriger"), "rotate-ccw"),
    ("verdict", _("Éligibilité"), "shield-check"),
    ("reminder", _("Rappel"), "bell-ring"),
    ("step_change", _("Étape"), "arrow-right"),
    ("meeting", _("Rendez-vous"), "calendar-days"),
    ("event", _("Rencontre"), "calendar-days"),
    ("attendance", _("Rencontre"), "calendar-days"),
    ("sponsor", _("Parrain"), "users"),
    ("offer", _("Offre de stage"), "briefcase"),
    ("partner", _("Partenaire"), "building-2"),
    ("partner_contact", _("Partenaire"), "building-2"),
    ("incident", _("Appel ou incident"), "phone"),
    ("follow_up_sheet", _("Fiche de suivi"), "file-text"),
    ("payment", _("Versement"), "file-text"),
    ("lodging", _("Logement"), "house"),
    ("stay", _("Séjour"), "map-pin"),
    ("survey_attempt", _("Enquête"), "message-square"),
    ("survey", _("Enquête"), "message-square"),
    ("afterwards", _("Accord pour les enquêtes"), "circle-check"),
    ("library_document", _("Bibliothèque"), "folder"),
    ("programme_part", _("Texte du programme"), "file-text"),
    ("target", _("Objectif"), "star"),
    ("scan", _("Pièce numérisée"), "scan-line"),
    ("piece", _("Pièce"), "file-text"),
    ("contact", _("Contact"), "phone"),
    ("self_assessment", _("Passeport de langues"), "languages"),
    ("cover_letter", _("Lettre de motivation"), "id-card"),
    ("mobility", _("Europass Mobilité"), "id-card"),
    ("learning", _("Europass"), "id-card"),
    ("learning_sentence", _("Europass"), "id-card"),
    ("learner", _("Europass"), "id-card"),
    ("learner_entry", _("Europass"), "id-card"),
    ("person", _("Coordonnées"), "user"),
    ("answer", _("Réponse"), "message-square"),
    ("dossier", _("Situation"), "folder"),
    ("journal", _("Note ajoutée"), "pencil"),
    ("counsellor", _("Personnes de l’antenne"), "users"),
    ("branch", _("Antenne"), "building-2"),
    ("erasure", _("Effacement"), "trash-2"),
)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """« Note ajoutée – Manon Roussel », when, and whether a file already holds it."""

    title: str
    at: str
    icon: str
    sent: bool
    dossier_id: str


def waiting_lines(connection: Connection, device: str, after: int, sent: int, most: int) -> tuple[WaitingLine, ...]:
    """At most `most` lines past a change."""
    query = (
        select(change_log)
        .where(change_log.c.device == device, change_log.c.seq > after)
        .order_by(change_log.c.seq.desc())
        .limit(_AT_ONCE)
    )
    done: dict[str, list[Row[tuple[object, ...]]]] = {}
    for row in connection.execute(query):
        if row.tx not in done and len(done) == most:
            break
        done.setdefault(row.tx, []).append(row)
    return tuple(line_of(connection, rows, sent) for rows in done.values())


def dossiers_waiting(connection: Connection, device: str, after: int) -> set[str]:
    """Dossiers of which the Region has not confirmed everything this poste wrote."""
    unconfirmed = (change_log.c.device == device, change_log.c.seq > after)
    found: set[str] = set()
    for name, table in SYNCED.items():
        rows = select(change_log.c.row_id).where(*unconfirmed, change_log.c.table_name == name)
        if name == "dossier":
            query = rows
        elif name == "person":
            query = select(dossier.c.id).where(dossier.c.person_id.in_(rows))
        elif "dossier_id" in table.c:
            query = select(table.c.dossier_id).where(table.c.id.in_(rows)).distinct()
        else:
            continue
        found.update(str(each) for each in connection.execute(query).scalars() if each)
    return found


def line_of(connection: Connection, rows: list[Row[Any]], sent: int) -> WaitingLine:
    """The line of what one transaction wrote: rows of the log; `sent` is the last change that a file holds."""
    tables = {row.table_name: row for row in rows}
    words, icon = next(((words, icon) for name, words, icon in _WORDS if name in tables), (_("Modification"), "pencil"))
    made = tables.get("dossier")
    if made is not None and "person_id" in read_fields(made.fields):
        words, icon = _("Nouveau dossier"), "folder"
    elif "journal" in tables:
        words, icon = _of_journal(connection, tables["journal"].row_id, words, icon)
    dossier_id, who = _whose(connection, rows)
    title = f"{words} – {who}" if who else words
    last = max(rows, key=lambda row: row.seq)
    return WaitingLine(title, _when(last.stamp), icon, last.seq <= sent, dossier_id)


def _of_journal(connection: Connection, row_id: str, words: str, icon: str) -> tuple[str, str]:
    kind = connection.execute(select(journal.c.kind).where(journal.c.id == row_id)).scalar()
    known = {
        "note": (_("Note ajoutée"), "pencil"),
        "settle": (_("Désaccord réglé"), "circle-check"),
        "transfer": (_("Transmission"), "arrow-right-left"),
    }
    return known.get(str(kind), (words, icon))


def _whose(connection: Connection, rows: list[Row[tuple[object, ...]]]) -> tuple[str, str]:
    """The dossier of a transaction, and the name of its person; of several, none."""
    found: set[str] = set()
    for row in rows:
        name, row_id = row.table_name, row.row_id
        if name == "dossier":
            found.add(row_id)
        elif name == "person":
            found.update(connection.execute(select(dossier.c.id).where(dossier.c.person_id == row_id)).scalars())
        elif name in SYNCED and "dossier_id" in SYNCED[name].c:
            columns = SYNCED[name].c
            found.update(connection.execute(select(columns.dossier_id).where(columns.id == row_id)).scalars())
        if len(found) > 1:
            return "", _("plusieurs dossiers")
    for dossier_id in found:
        query = (
            select(person.c.first_name, person.c.surname)
            .join(dossier, dossier.c.person_id == person.c.id)
            .where(dossier.c.id == dossier_id)
        )
        name = connection.execute(query).first()
        return dossier_id, f"{name.first_name or ''} {name.surname or ''}".strip() if name else ""
    return "", ""


def _when(stamp: str) -> str:
    """« lundi 23 nov., 16 h 20 »."""
    at = datetime.fromtimestamp(Stamp.parse(stamp).ms / 1000, UTC).astimezone()
    day = f"{weekdays()[at.weekday()]} {short_date(at.date())}"
    return f"{day}, {clock_time(at.strftime('%H:%M'))}"
