"""The letter that tells a decision to the young person. Importing this module loads ReportLab."""

from __future__ import annotations

from sqlalchemy import func, select

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.dossier import DossierView, open_dossier
from chance_desktop.casework.placeholders import letter_values, letterhead
from chance_desktop.casework.programme_folder import read_letter
from chance_desktop.casework.region.instruction import decisions
from chance_desktop.casework.rendered import Rendered
from chance_desktop.casework.situation import situation
from chance_desktop.documents import request_letter
from chance_desktop.documents.letter_text import fill_letter
from chance_desktop.documents.request_letter import Letter
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.tables import branch, counsellor


class NothingDecided(ExpectedError):
    """A letter about a decision that was not made."""

    def __init__(self) -> None:
        super().__init__(_("Rien n’est encore décidé pour ce dossier."), _("Décidez d’abord, page Instruction."))


def decision_letter(desk: Desk, dossier_id: str) -> Rendered:
    """The letter of the latest decision. Raises `NothingDecided` or `DossierUnknown`."""
    made = decisions(desk, dossier_id)
    declared = next((each for each in desk.programme.decisions if made and each.code == made[0].outcome), None)
    if declared is None:
        raise NothingDecided
    view = open_dossier(desk, dossier_id)
    head = letterhead(desk, view.accompanying_id)
    typed = situation(desk, dossier_id).values
    values = letter_values(desk, view, head, None, typed) | _who_accompanies(desk, view) | {"motive": made[0].motive}
    text = fill_letter(read_letter(desk.programme_folder, declared.letter), values)
    title = {"F": _("Madame"), "M": _("Monsieur")}.get(str(typed["sex"]), "")
    town = f"{typed['postcode']} {typed['town']}".strip()
    recipient = (f"{title} {view.name}".strip(), str(typed["address"] or ""), town)
    content = Letter(
        head.sender, tuple(line for line in recipient if line), head.place_and_date(desk.today()), text.subject, text.salutation,
        text.paragraphs, "", (), text.closing, head.signature, desk.today(),
    )  # fmt: skip
    return Rendered("decision", _("Lettre de décision"), "lettre-de-decision.pdf", request_letter.render(content))


def _who_accompanies(desk: Desk, view: DossierView) -> dict[str, str]:
    """The counsellor the young person knows and where to call, which is not whoever signs; nothing when nobody is named."""
    query = (
        select(
            counsellor.c.first_name,
            counsellor.c.surname,
            func.coalesce(func.nullif(counsellor.c.phone, ""), branch.c.phone),
        )
        .join(branch, branch.c.id == counsellor.c.branch_id)
        .where(counsellor.c.id == view.accompanying_id)
    )
    with desk.reading() as connection:
        row = connection.execute(query).first()
    if row is None or not row[2]:
        return {}
    return {"counsellor": f"{row[0]} {row[1]}".strip(), "counsellor_phone": row[2]}
