"""Dossiers, tables and papers made on the spot."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from chance_desktop.casework.demo.papers import fictional_paper
from chance_desktop.casework.dossiers.dossier import move_step, open_dossier
from chance_desktop.casework.pieces.letters import Referee
from chance_desktop.casework.pieces.pieces import PieceView
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import Value, save_fields

GARNIER = Referee(
    "M.", "Yann", "Garnier", "professeur d’anglais", "Lycée des Trois Rivières", "12, rue du Moulin", "86400", "Civray",
    "05 36 49 22 10", "y.garnier@exemple.fr", "teacher", "septembre 2022", "juin 2024",
)  # fmt: skip
SICARD = Referee("Mme", "Odile", "Sicard", "gérante", "Boulangerie Sicard", phone="05 36 49 31 07", role="employer")
MANON = NewPerson(
    "Roussel",
    "Manon",
    date(2005, 3, 12),
    "F",
    "Civray",
    "86400",
    "06 39 98 12 45",
    "manon.roussel@exemple.fr",
    "410010",
)
ELIGIBLE: dict[str, Value] = {
    "nationality": "fr", "hosted": False, "job_seeker": True, "grant_obstacle": "money", "destination_country": "ie",
    "departure_on": date(2026, 9, 1), "ml_registered": True,
}  # fmt: skip


def dossier_of(desk: Desk, person: NewPerson = MANON, step: int = 3, **fields: Value) -> str:
    """A dossier with an eligible situation, at a step."""
    made = create_dossier(desk, person).result
    save_fields(desk, made, {**ELIGIBLE, **fields})
    if step > 1:
        move_step(desk, made, step, reason="repris d’un autre dossier" if step > 3 else "")
    return made


def piece_of(desk: Desk, dossier_id: str, code: str) -> PieceView:
    """A piece of a dossier, asked or not."""
    pieces = open_dossier(desk, dossier_id).pieces
    return next(each for each in (*pieces.to_obtain, *pieces.received, *pieces.not_asked) if each.code == code)


def asked(desk: Desk, dossier_id: str) -> set[str]:
    """Codes of the pieces asked."""
    pieces = open_dossier(desk, dossier_id).pieces
    return {each.code for each in (*pieces.to_obtain, *pieces.received)}


def paper(folder: Path, name: str = "scan.png") -> Path:
    """A scan on the disk."""
    path = folder / name
    path.write_bytes(fictional_paper("Pièce", name))
    return path


def xlsx(rows: list[list[object]]) -> bytes:
    """A workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def ods(rows: list[list[object]]) -> bytes:
    """A spreadsheet of LibreOffice."""
    import odfdo

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Feuille1")
    for row in rows:
        line = odfdo.Row()
        line.set_values(row)
        table.append_row(line)
    document.body.append(table)
    content = BytesIO()
    document.save(content)
    return content.getvalue()
