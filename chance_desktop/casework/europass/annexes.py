"""Annexes of the Europass: copies of diplomas and certificates, cleaned as every scan is, joined to the file."""

from __future__ import annotations

from pathlib import Path

from chance_desktop.casework.europass.profile import create_entry
from chance_desktop.casework.pieces.scans import MOST_AT_ONCE, FileUnreadable, TooManyFiles
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.documents.scans.files.kinds import PDF
from chance_desktop.documents.scans.intake import normalise
from chance_desktop.runtime.words import _, plural

_LONGEST_TITLE = 120


def add_annexes(
    desk: Desk, dossier_id: str, files: tuple[Path, ...], progress: Progress | None = None
) -> Outcome[tuple[str, ...]]:
    """Keep files as annexes, one each, titled after their names; returns their rows.

    Raises `FileUnreadable`, `TooManyFiles`, or a refusal of `documents.scans.errors`; nothing is kept then.
    """
    if len(files) > MOST_AT_ONCE:
        raise TooManyFiles
    watched = progress or NoProgress()
    made: list[tuple[str, bytes]] = []
    what = plural("Lecture de {n} fichier", "Lecture de {n} fichiers", len(files))
    for done, path in enumerate(files):

        def tick(_page: int, _pages: int, done: int = done) -> None:
            watched.advance(done, len(files), what)

        tick(0, 0)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise FileUnreadable from error
        made.append((path.stem.replace("_", " ")[:_LONGEST_TITLE], normalise(data, straighten=True, tick=tick)))
    rows: list[str] = []
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        # The first file given stands first: each new one goes above the others.
        for title, content in reversed(made):
            digest = work.desk.store.attachments.put(work.connection, content)
            values = {"title_fr": title, "sha256": digest, "mime": PDF}
            rows.insert(0, create_entry(work, dossier_id, "annex", values))
    label = plural("{n} annexe ajoutée", "{n} annexes ajoutées", len(rows))
    return work.outcome(tuple(rows), label if rows else _("Annexe ajoutée"))
