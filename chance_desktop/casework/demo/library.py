"""Fictional documents of the library: minutes and a guide the Region shares, one whose file has not arrived, one of the office."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date, timedelta
from pathlib import Path

from chance_desktop.casework.demo.from_region import FromRegion
from chance_desktop.casework.papers.library import add_document
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.documents.kit.blocks import Bullets, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import LETTER_BODY, TITLE

_SHARED = (
    ("minutes", "Compte rendu de la réunion des partenaires", 34, (
        "Les dossiers complets sont instruits en trois semaines.",
        "Les fiches de suivi peuvent être remplies au téléphone avec le jeune.",
        "Prochaine réunion en janvier.",
    )),
    ("guide", "Guide du premier mois sur place", 120, (
        "La première semaine : logement, transports, inscription au cours.",
        "Ouvrir un compte, prendre une carte de téléphone.",
        "Qui appeler quand quelque chose ne va pas.",
    )),
)  # fmt: skip
_COMING = ("flyer", "Dépliant du printemps", 2)
_OWN = ("other", "Trame de la réunion d’information", 60, (
    "Accueil, tour de table.", "Le parcours en neuf étapes.", "Une ancienne stagiaire raconte.",
))  # fmt: skip


def add_library(desk: Desk, today: date) -> None:
    """Write the documents."""
    region = FromRegion(desk, today - timedelta(days=2), start=300)
    for kind, title, days, lines in _SHARED:
        content = _page(desk, title, lines, today - timedelta(days=days))
        with desk.working() as work:
            digest = desk.store.attachments.put(work.connection, content)
        region.row("library_document", title, {
            "kind": kind, "title": title, "on": (today - timedelta(days=days)).isoformat(), "sha256": digest,
            "size": len(content), "file_name": f"{title}.pdf",
        })  # fmt: skip
    kind, title, days = _COMING
    region.row("library_document", title, {
        "kind": kind, "title": title, "on": (today - timedelta(days=days)).isoformat(), "size": 840_000,
        "sha256": hashlib.sha256(title.encode()).hexdigest(), "file_name": f"{title}.pdf",
    })  # fmt: skip
    region.lay()
    kind, title, days, lines = _OWN
    with tempfile.TemporaryDirectory(prefix="chance-") as folder:
        file = Path(folder) / f"{title}.pdf"
        file.write_bytes(_page(desk, title, lines, today - timedelta(days=days)))
        add_document(desk, file, kind, title, today - timedelta(days=days), "À adapter selon la salle.")


def _page(desk: Desk, title: str, lines: tuple[str, ...], on: date) -> bytes:
    sender = letterhead(desk).sender
    blocks = (Text(title, TITLE, "H1"), Gap(14, keep=True), Bullets(lines, LETTER_BODY, space=8))
    return make_pdf(blocks, Frame(sender, on), Meta(title, sender.name))
