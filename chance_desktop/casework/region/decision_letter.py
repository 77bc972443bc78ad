"""The letter that tells a decision to the young person. Importing this module loads ReportLab."""

from __future__ import annotations

from sqlalchemy import select

from chance_desktop.casework.dossiers.dossier import DossierView, open_dossier
from chance_desktop.casework.papers.catalogue import document
from chance_desktop.casework.papers.placeholders import addressee, letter_values
from chance_desktop.casework.region.instruction import decisions
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.counsellors import read_counsellors
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.casework.session.programme.programme_folder import read_letter
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.situation import situation
from chance_desktop.documents.letters import request_letter
from chance_desktop.documents.letters.letter_text import fill_letter
from chance_desktop.documents.letters.request_letter import Letter
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import branch


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
    values = letter_values(desk, view, head, None, typed) | _who_follows(desk, view) | {"motive": made[0].motive}
    text = fill_letter(read_letter(desk.programme_folder, declared.letter), values)
    content = Letter(
        sender=head.sender,
        recipient_lines=addressee(view, typed),
        place_and_date=head.place_and_date(desk.today()),
        subject=text.subject,
        salutation=text.salutation,
        paragraphs=text.paragraphs,
        box_title="",
        box_items=(),
        closing=text.closing,
        signature_lines=head.signature,
        edited_on=desk.today(),
    )
    return document("decision").rendered(request_letter.render(content), about=view.name)


def _who_follows(desk: Desk, view: DossierView) -> dict[str, str]:
    """The counsellor who accompanies the young person, whoever writes; their Mission Locale where nobody is named."""
    with desk.reading() as connection:
        people = read_counsellors(connection, desk.branch_id)
        office = read_record(connection, view.id).dossier
        phones = select(branch.c.phone).where(branch.c.id == office["branch_id"])
        phone = connection.execute(phones).scalar()
    known = people.get(view.accompanying_id) or people.get(view.referent_id)
    names = {each.code: each.name for each in desk.programme.offices}
    named = names.get(office["structure_code"] or "", _("votre Mission Locale"))
    return {
        "counsellor": known.full_name if known is not None else named,
        "counsellor_phone": (known.phone if known is not None else "") or phone or _("numéro de votre Mission Locale"),
    }  # fmt: skip
