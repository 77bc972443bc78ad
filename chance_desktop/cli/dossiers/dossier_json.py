"""A dossier as the contract of `--json` writes it."""

from __future__ import annotations

from typing import Any

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, DossierRow, Filter, list_page
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import DossierUnknown
from chance_desktop.casework.situation.file_numbers import AmbiguousNumber, named_by_number
from chance_desktop.casework.situation.situation import situation
from chance_desktop.cli.kit.console import plain


def find_dossier(desk: Desk, reference: str) -> str:
    """Id of a dossier from its id or its file number. Raises `DossierUnknown`, or `AmbiguousNumber` for a number several have
    (two postes of a former version may have given it), or had.
    """
    if reference.count("-") == 4 and len(reference) == 36:
        open_dossier(desk, reference)
        return reference
    found = named_by_number(desk, reference)
    if not found:
        raise DossierUnknown
    if len(found) > 1:
        raise AmbiguousNumber(reference, [each.dossier_id for each in found])
    return found[0].dossier_id


def every_row(desk: Desk, text: str = "", limit: int = 200) -> list[DossierRow]:
    """Dossiers under way, then those closed."""
    found: list[DossierRow] = []
    for chosen in (Filter.ALL, Filter.LEFT):
        found += list_page(desk, DossierQuery(text=text, filter=chosen, limit=limit)).rows
    return found[:limit]


def row_json(row: DossierRow) -> dict[str, Any]:
    """A line of `dossier list`."""
    return {
        "id": row.id,
        "file_number": row.file_number,
        "surname": row.surname,
        "first_name": row.first_name,
        "birth_date": plain(row.birth_date),
        "town": row.town,
        "step": row.step,
        "pieces": {"received": row.received, "required": row.required},
        "next_action": row.next_action,
        "waiting_days": row.waiting_days,
    }


def dossier_json(desk: Desk, dossier_id: str) -> dict[str, Any]:
    """What `dossier show` prints."""
    view, typed = open_dossier(desk, dossier_id), situation(desk, dossier_id)
    of_person = {field.code for section in desk.programme.sections for field in section.fields if field.row == "person"}
    return {
        "id": view.id,
        "file_number": view.file_number,
        "state": view.state,
        "person": {code: plain(value) for code, value in typed.values.items() if code in of_person},
        "situation": {code: plain(value) for code, value in typed.values.items() if code not in of_person},
        "eligibility": {
            "eligible": {"eligible": True, "not-eligible": False}.get(view.eligible),
            "rules_version": typed.verdict.rules_version,
            "criteria": [
                {"code": each.code, "met": each.met, "reason": each.reason, "proof": each.proof, "assessed_on": plain(each.assessed_on)}
                for each in typed.verdict.criteria
            ],
        },
        "step": view.step,
        "next_action": view.action.title,
        "pieces": [
            {
                "code": piece.code, "label": piece.label, "status": str(piece.status), "on": plain(piece.on),
                "due_on": plain(piece.due_on), "expires_on": plain(piece.expires_on), "scans": len(piece.scans),
            }
            for piece in (*view.pieces.to_obtain, *view.pieces.received)
        ],
        "letters": [
            {
                "referee": letter.kind, "name": letter.referee.full_name if letter.referee else None,
                "status": str(letter.status), "former": [former.name for former in letter.former],
            }
            for letter in view.letters
        ],
        "meetings": [{"on": plain(each.on), "at": each.at, "place": each.place, "kind": each.kind} for each in view.meetings],
        "journal": [{"at": plain(line.at), "by": line.by, "text": line.text} for line in journal(desk, dossier_id)],
    }  # fmt: skip
