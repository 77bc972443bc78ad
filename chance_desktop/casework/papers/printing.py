"""Documents of a dossier, to preview, print or save: checklist, missing pieces, receipt, the whole dossier, the list.

Importing this module loads ReportLab: screens and commands import it when a document is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chance_desktop.casework.dossiers.dossier import DossierView, journal, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, all_ids, list_page
from chance_desktop.casework.papers.catalogue import document
from chance_desktop.casework.papers.placeholders import addressee, letter_values, plan_line
from chance_desktop.casework.pieces import scans as scan_cases
from chance_desktop.casework.pieces.letter_views import LetterView
from chance_desktop.casework.pieces.pieces import PieceView
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import Letterhead, letterhead
from chance_desktop.casework.session.programme.programme_folder import read_letter
from chance_desktop.casework.situation.situation import Situation, Value, situation, verdict_label
from chance_desktop.documents.letters import missing_pieces, receipt
from chance_desktop.documents.letters.letter_text import fill_letter
from chance_desktop.documents.papers import checklist, dossier, dossier_list
from chance_desktop.domain.programme.programme import Choice
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, clock_time, long_date, plural, short_date


class NothingMissing(ExpectedError):
    """A letter of missing pieces for a complete dossier."""

    def __init__(self) -> None:
        super().__init__(_("Il ne manque aucune pièce à ce dossier."), _("Imprimez plutôt le récépissé."))


@dataclass(frozen=True, slots=True)
class _Material:
    """What every document of a dossier is made of."""

    desk: Desk
    view: DossierView
    situation: Situation
    head: Letterhead
    today: date
    progress: Progress

    @property
    def departure(self) -> date | None:
        """The planned departure."""
        day = self.situation.values.get("departure_on")
        return day if isinstance(day, date) else None

    @property
    def plan(self) -> str:
        """« Départ prévu à Cork (Irlande) au printemps 2027 »."""
        country = str(self.situation.values.get("destination_country") or "")
        return plan_line(self.desk, self.view, country, self.departure)


def render(desk: Desk, dossier_id: str, name: str, progress: Progress | None = None) -> Rendered:
    """A document of a dossier as PDF. Raises `NothingMissing` or `DossierUnknown`."""
    makers = {"checklist": _checklist, "missing-pieces": _missing_pieces, "receipt": _receipt, "dossier": _dossier}
    view = open_dossier(desk, dossier_id)
    material = _Material(
        desk, view, situation(desk, dossier_id), letterhead(desk, view.accompanying_id), desk.today(),
        progress or NoProgress(),
    )  # fmt: skip
    return document(name).rendered(makers[name](material), about=view.name)


def render_list(desk: Desk, query: DossierQuery | None = None) -> Rendered:
    """The list of dossiers as filtered on screen."""
    query = query or DossierQuery()
    head = letterhead(desk)
    page = list_page(desk, replace(query, offset=0, limit=max(1, len(all_ids(desk, query)))))
    rows = tuple(
        dossier_list.DossierRow(
            surname=row.surname,
            first_name=row.first_name,
            file_number=row.file_number,
            town=row.town,
            step=row.step_label,
            pieces_received=row.received,
            pieces_required=row.required,
            next_action=row.next_action,
            waiting_days=row.waiting_days,
        )
        for row in page.rows
    )
    note = f"{query.filter.label} · " + plural("{n} dossier", "{n} dossiers", len(rows))
    content = dossier_list.DossierList(head.sender, _("Dossiers"), note, rows, desk.today())
    return document("list").rendered(dossier_list.render(content))


def _checklist(material: _Material) -> bytes:

    view, head = material.view, material.head
    meeting = next((each for each in view.meetings if each.on >= material.today), None)
    note = None
    if meeting is not None:
        when = long_date(meeting.on, weekday=True)
        at = f", {clock_time(meeting.at)}" if meeting.at else ""
        where = ", ".join(part for part in (meeting.kind_label, meeting.place) if part)
        note = checklist.MeetingNote(f"{when[:1].upper()}{when[1:]}{at}", where)
    who = head.counsellor.full_name if head.counsellor else head.card.mission_local
    content = checklist.Checklist(
        sender=head.sender,
        person_name=view.name,
        age=view.age,
        plan_line=material.plan,
        file_number=view.file_number,
        to_obtain=tuple(
            checklist.PieceToObtain(
                piece.label, _piece_note(piece, material.today), piece.contact, piece.supplier_phone or piece.contact_note,
                piece.due_on,
            )
            for piece in view.pieces.to_obtain
        ),
        received=tuple(
            checklist.PieceReceived(piece.label, piece.validity_note or piece.note, piece.on) for piece in view.pieces.received
        ),
        meeting=note,
        contact_line=f"{who}, {head.phone}" if head.phone else who,
        edited_on=material.today,
    )  # fmt: skip
    return checklist.render(content)


def _missing_pieces(material: _Material) -> bytes:

    view, head = material.view, material.head
    if not view.pieces.to_obtain:
        raise NothingMissing
    values = letter_values(material.desk, view, head, None, material.situation.values)
    text = fill_letter(read_letter(material.desk.programme_folder, "missing-pieces"), values)
    content = missing_pieces.MissingPiecesLetter(
        sender=head.sender,
        recipient_lines=addressee(view, material.situation.values),
        place_and_date=head.place_and_date(material.today),
        subject=text.subject,
        salutation=text.salutation,
        paragraphs_before=text.paragraphs[:1],
        pieces=tuple(
            missing_pieces.MissingPiece(
                piece.label,
                _piece_note(piece, material.today),
                piece.contact,
                piece.supplier_phone or piece.contact_note,
            )
            for piece in view.pieces.to_obtain
        ),
        paragraphs_after=text.paragraphs[1:],
        closing=text.closing,
        signature_lines=head.signature,
        edited_on=material.today,
    )
    return missing_pieces.render(content)


def _receipt(material: _Material) -> bytes:

    view, head = material.view, material.head
    values = letter_values(material.desk, view, head, None, material.situation.values)
    text = fill_letter(read_letter(material.desk.programme_folder, "receipt"), values)
    lodged = material.situation.values.get("lodged_on")
    pieces = tuple(
        receipt.LodgedPiece(piece.label, piece.status_label, piece.on)
        for piece in view.pieces.received
        if piece.status != "waived"
    )
    content = receipt.Receipt(
        sender=head.sender,
        person_name=view.name,
        file_number=view.file_number,
        lodged_on=lodged if isinstance(lodged, date) else material.today,
        pieces=pieces,
        paragraphs=text.paragraphs,
        place_and_date=head.place_and_date(material.today),
        signature_lines=head.signature,
        edited_on=material.today,
    )
    return receipt.render(content)


def _dossier(material: _Material) -> bytes:

    desk, view, verdict = material.desk, material.view, material.situation.verdict
    sections = tuple(
        dossier.FactSection(
            section.title,
            tuple((field.label, _fact(material.situation.values[field.code], field.options)) for field in section.fields if field.visible),
        )
        for section in material.situation.sections
    )  # fmt: skip
    answers = {True: dossier.Verdict.MET, False: dossier.Verdict.NOT_MET, None: dossier.Verdict.UNKNOWN}
    line = _("{verdict} au {day}, règles {version}").format(
        verdict=verdict_label(verdict.overall), day=long_date(material.today), version=verdict.rules_version
    )
    content = dossier.Dossier(
        sender=material.head.sender,
        person_name=view.name,
        plan_line=material.plan,
        file_number=view.file_number,
        sections=sections,
        eligibility_line=line,
        criteria=tuple(
            dossier.CriterionLine(each.label, answers[each.met], each.reason, each.proof, each.assessed_on)
            for each in verdict.criteria
        ),
        pieces=tuple(
            dossier.DossierPiece(piece.label, piece.status_label, piece.on, piece.validity_note)
            for piece in (*view.pieces.to_obtain, *view.pieces.received)
        ),
        letters=tuple(_letter(each, material.today) for each in view.letters),
        journal=tuple(dossier.JournalLine(each.at, each.by, each.text) for each in journal(desk, view.id)),
        scans=_scans(material),
        edited_on=material.today,
    )
    return dossier.render(content)


def _letter(letter: LetterView, today: date) -> dossier.DossierLetter:

    history = ", ".join(
        f"{step.label.lower()} le {short_date(step.on, today=today)}" for step in letter.path if step.on
    )
    name = letter.referee.full_name if letter.referee else _("personne désignée")
    return dossier.DossierLetter(letter.kind_label, name, letter.status_label, history)


def _scans(material: _Material) -> tuple[dossier.ScannedPiece, ...]:

    wanted = [
        (piece.label, scan.id)
        for piece in (*material.view.pieces.received, *material.view.pieces.to_obtain)
        for scan in piece.scans
    ]
    found = []
    for done, (label, scan_id) in enumerate(wanted):
        material.progress.advance(done, len(wanted), _("Copies des pièces"))
        found.append(dossier.ScannedPiece(label, scan_cases.scan_pdf(material.desk, scan_id)))
    return tuple(found)


def _piece_note(piece: PieceView, today: date) -> str:
    """« demandée le 6 novembre », « à remplacer : illisible », or the note of the programme."""
    if piece.appointment:
        return piece.appointment
    if piece.reason and piece.status == "to-replace":
        return f"{piece.status_label.lower()}\u00a0: {piece.reason}"
    if piece.on is not None:
        return _("{status} le {day}").format(status=piece.status_label.lower(), day=long_date(piece.on, year=False))
    return piece.note


def _fact(value: Value, options: tuple[Choice, ...]) -> str:
    """A value in words."""
    labels = {choice.code: choice.label for choice in options}
    if isinstance(value, bool):
        return _("Oui") if value else _("Non")
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, tuple):
        return ", ".join(labels.get(each, each) for each in value)
    return labels.get(str(value), str(value or ""))
