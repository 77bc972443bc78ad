"""The accepted dossiers, for the system that pays the grants: whoever gave up before leaving is not paid."""

from __future__ import annotations

import csv
from io import StringIO

from chance_desktop.casework.region.placement import accepted_since
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.records import DossierRecord, read_records
from chance_desktop.documents.reports.formulas import unlike_a_formula
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

CSV = "text/csv"


class NobodyAccepted(ExpectedError):
    """An export without anyone."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucun dossier accepté à transmettre."), _("Décidez d’abord des dossiers, page Instruction.")
        )


def grant_file(desk: Desk) -> Rendered:
    """Accepted dossiers for the grant system: CSV with the columns the programme declares. Raises `NobodyAccepted`."""
    with desk.reading() as connection:
        accepted = accepted_since(connection)
        found = read_records(connection, accepted)
    records = [record for record in found.values() if _still_due(record)]
    if not records:
        raise NobodyAccepted
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head for column in desk.programme.grant_columns])
    for record in sorted(records, key=lambda each: str(each.dossier["file_number"])):
        known = {**record.person, **record.dossier, "decided_on": accepted[record.id].isoformat()}
        cells = (known.get(column.source) for column in desk.programme.grant_columns)
        writer.writerow(["" if cell is None else unlike_a_formula(str(cell)) for cell in cells])
    title = _("Dossiers acceptés")
    return Rendered("grant", title, "dossiers-acceptes.csv", out.getvalue().encode("utf-8-sig"), CSV)


def _still_due(record: DossierRecord) -> bool:
    """Whether a grant is due: the dossier is followed, or was left once abroad."""
    row = record.dossier
    departure, left = row["departure_on"] or "", row["left_on"] or ""
    return row["state"] == DossierState.ACTIVE or bool(departure and left and departure <= left)
