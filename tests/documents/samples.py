"""Fictional documents of every kind, as the use cases would hand them over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from chance_desktop.casework.session.programme.programme_folder import read_declared, read_letter
from chance_desktop.documents.europass.cover_letter import cover_letter_pdf
from chance_desktop.documents.europass.cv import curriculum_vitae_pdf
from chance_desktop.documents.europass.language_passport import language_passport_pdf
from chance_desktop.documents.europass.mobility import mobility_pdf
from chance_desktop.documents.europass.skills_passport import skills_passport_pdf
from chance_desktop.documents.forms import referee_form
from chance_desktop.documents.forms.form_questions import FormQuestion, declared_questions
from chance_desktop.documents.forms.referee_form import RefereeForm
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.letters import call_text, missing_pieces, receipt, request_letter, statement
from chance_desktop.documents.letters.letter_text import fill_letter
from chance_desktop.documents.letters.request_letter import Letter
from chance_desktop.documents.papers import checklist, dossier, dossier_list
from chance_desktop.documents.papers.checklist import Checklist, MeetingNote, PieceReceived, PieceToObtain
from chance_desktop.documents.scans.photographs import pictures
from chance_desktop.domain.programme.paper_text import RefereeFormText
from chance_desktop.domain.programme.programme import LetterText
from chance_desktop.runtime.assets import forms_folder
from tests.documents import learners
from tests.documents.journey_samples import JOURNEY_DOCUMENTS

TODAY = date(2026, 11, 24)
LETTERS = forms_folder() / "une-chance-pour-l-europe" / "letters"
SENDER = Sender(
    programme="Une chance pour l’Europe",
    programme_subtitle="Cours de langue et stage à l’étranger",
    name="Mission Locale Rurale Centre et Sud Vienne – antenne de Civray",
    address="3, place des Tilleuls, 86400 Civray",
    phone="05 36 49 10 20",
    email="civray@exemple.fr",
    fictional=True,
)
TO_OBTAIN = (
    PieceToObtain("Lettre de recommandation – enseignant", "demandée le 6 novembre", "M. Yann Garnier",
                  "05 36 49 22 10", date(2026, 12, 1)),
    PieceToObtain("Lettre de recommandation – employeur", "relancée le 17 novembre", "Mme Odile Sicard",
                  "05 36 49 31 07", date(2026, 12, 1)),
    PieceToObtain("Carte européenne (CEAM)", "gratuite, à commander en ligne", "Votre caisse",
                  "d’assurance maladie", date(2026, 12, 11)),
    PieceToObtain("Attestation de responsabilité civile", "valable à l’étranger", "Votre assureur",
                  "ou celui de vos parents", date(2026, 12, 11)),
)  # fmt: skip
RECEIVED = (
    PieceReceived("Fiche d’orientation", "signée par vous et votre conseillère", date(2026, 10, 12)),
    PieceReceived("Pièce d’identité", "valable au moins jusqu’au retour", date(2026, 10, 12)),
    PieceReceived("Justificatif de domicile", "de moins de 3 mois", date(2026, 10, 19)),
    PieceReceived("CV Europass", "en français et en anglais", date(2026, 11, 2)),
    PieceReceived("Passeport de langues", "auto-évaluation avant le départ", date(2026, 11, 2)),
    PieceReceived("Lettre de motivation", "en anglais, une page", date(2026, 11, 9)),
    PieceReceived("Diplôme ou relevé de notes", "le plus récent", date(2026, 11, 9)),
)
CHECKLIST = Checklist(
    sender=SENDER,
    person_name="Manon Roussel",
    age=21,
    plan_line="Départ prévu à Cork (Irlande) au printemps 2027",
    file_number="2026-CIV-014",
    to_obtain=TO_OBTAIN,
    received=RECEIVED,
    meeting=MeetingNote("Jeudi 3 décembre 2026, 10 h", "Entretien à Poitiers, Région"),
    contact_line="Claire Audebert, 05 36 49 10 21",
    edited_on=TODAY,
)
VALUES = {
    "young_person": "Manon Roussel", "age": "21 ans", "first_name": "Manon", "pronoun": "elle",
    "former_pupil": "votre ancienne élève", "former_employee": "votre ancienne salariée",
    "known_from": "septembre 2022", "known_to": "juin 2024",
    "known_sentence": "Vous l’avez eue comme élève de septembre 2022 à juin 2024.",
    "destination": "à Cork (Irlande)", "duration_weeks": "24", "deadline": "mardi 1er décembre 2026",
    "referee_name": "M. Yann Garnier", "referee_title": "professeur d’anglais", "salutation": "Monsieur", "counsellor": "Claire Audebert",
    "counsellor_phone": "05 36 49 10 21", "office": "Mission Locale Rurale Centre et Sud Vienne, antenne de Civray",
    "office_phone": "05 36 49 10 20", "requested_on": "6 novembre 2026", "waiting_days": "18",
    "file_number": "2026-CIV-014", "motive": "l’établissement a fermé.", "piece": "lettre d’un enseignant",
}  # fmt: skip
SIGNATURE = ("Claire Audebert", "Conseillère, antenne de Civray", "claire.audebert@exemple.fr · 05 36 49 10 21")
RECIPIENT = ("Monsieur Yann Garnier", "Professeur d’anglais", "Lycée des Trois Rivières", "86400 Civray")


def declared(name: str) -> dict[str, Any]:
    """A text of the programme as it stands in its file."""
    return tomllib.loads((LETTERS / f"{name}.toml").read_text("utf-8"))


def letter_text(name: str) -> LetterText:
    """A letter text of the programme, with its placeholders."""
    return read_letter(LETTERS.parent, name)


def letter(name: str = "request-teacher") -> Letter:
    """A letter filled in for Manon."""
    text = fill_letter(letter_text(name), VALUES)
    return Letter(
        SENDER, RECIPIENT, "Civray, le 6 novembre 2026", text.subject, text.salutation, text.paragraphs, text.box_title,
        text.box_items, text.closing, SIGNATURE, date(2026, 11, 6),
    )  # fmt: skip


def form(name: str = "form-teacher", answers: dict[str, str] | None = None) -> RefereeForm:
    """A referee's form, filled in beforehand with some answers."""
    text = read_declared(LETTERS.parent, f"letters/{name}.toml", RefereeFormText)
    questions: tuple[FormQuestion, ...] = declared_questions(text.questions, VALUES, answers)
    return RefereeForm(
        SENDER, "Formulaire de recommandation", "pour Manon Roussel", (text.intro,), questions,
        "À rendre au plus tard le 1er décembre 2026", TODAY,
    )  # fmt: skip


def picture(words: str = "Attestation", size: tuple[int, int] = (827, 1169)) -> Image.Image:
    """A page with words, as a scanner would give it."""
    made = Image.new("RGB", size, "white")
    ImageDraw.Draw(made).text((90, 90), words, fill="black", font_size=48)
    return made


def jpeg(made: Image.Image, **options: Any) -> bytes:
    """The picture as a JPEG file."""
    out = BytesIO()
    made.save(out, "JPEG", **options)
    return out.getvalue()


def scan(pages: int = 1) -> bytes:
    """A scanned piece as PDF."""
    return pictures.to_pdf([jpeg(picture(f"Page {page + 1}")) for page in range(pages)], straighten=False)


def whole_dossier() -> dossier.Dossier:
    """A dossier with its scans."""
    verdicts = (dossier.Verdict.MET, dossier.Verdict.UNKNOWN, dossier.Verdict.NOT_MET)
    return dossier.Dossier(
        sender=SENDER,
        person_name="Manon Roussel, 21 ans",
        plan_line="Départ prévu à Cork (Irlande) au printemps 2027",
        file_number="2026-CIV-014",
        sections=(
            dossier.FactSection("Situation", (("Commune", "Civray"), ("Diplôme", "CAP"), ("Téléphone", ""))),
            dossier.FactSection("Projet", (("Destination", "Cork (Irlande)"), ("Durée", "24 semaines"))),
        ),
        eligibility_line="À vérifier : un critère attend son justificatif.",
        criteria=tuple(
            dossier.CriterionLine(f"Critère {order}", verdict, "parce que", "Pièce d’identité", date(2026, 10, 12))
            for order, verdict in enumerate(verdicts, start=1)
        ),
        pieces=tuple(dossier.DossierPiece(piece.name, "Vérifiée", piece.received_on, piece.note) for piece in RECEIVED),
        letters=(dossier.DossierLetter("Enseignant", "M. Yann Garnier", "Demandée", "demandée le 6 novembre"),),
        journal=tuple(
            dossier.JournalLine(date(2026, 10, day), "Claire Audebert", f"Appel {day} à l’enseignant")
            for day in range(1, 29)
        ),
        scans=(dossier.ScannedPiece("Justificatif de domicile", scan(2)), dossier.ScannedPiece("RIB", scan())),
        edited_on=TODAY,
    )


def _receipt() -> bytes:
    text = fill_letter(letter_text("receipt"), VALUES)
    pieces = tuple(
        receipt.LodgedPiece(piece.name, "original vu, copie gardée", piece.received_on) for piece in RECEIVED
    )
    return receipt.render(
        receipt.Receipt(
            SENDER, "Manon Roussel", "2026-CIV-014", date(2026, 11, 9), pieces, text.paragraphs,
            "Civray, le 9 novembre 2026", SIGNATURE[:2], TODAY,
        )
    )  # fmt: skip


def _missing_pieces() -> bytes:
    text = fill_letter(letter_text("missing-pieces"), VALUES)
    pieces = tuple(
        missing_pieces.MissingPiece(piece.name, piece.note, piece.contact, piece.contact_detail) for piece in TO_OBTAIN
    )
    return missing_pieces.render(
        missing_pieces.MissingPiecesLetter(
            SENDER, ("Madame Manon Roussel", "86400 Civray"), "Civray, le 24 novembre 2026", text.subject,
            text.salutation, text.paragraphs[:1], pieces, text.paragraphs[1:], text.closing, SIGNATURE, TODAY,
        )
    )  # fmt: skip


def _call() -> bytes:
    text = fill_letter(letter_text("call"), VALUES)
    return call_text.render(
        call_text.CallText(
            SENDER, text.subject, "M. Yann Garnier", "05 36 49 22 10", text.paragraphs, text.box_items, TODAY
        )
    )


def _statement() -> bytes:
    return statement.render(
        statement.Statement(
            SENDER, "Manon Roussel", "2026-CIV-014", "M. Yann Garnier", "Professeur d’anglais", "05 36 49 22 10",
            date(2026, 11, 20), "Claire Audebert", (("Sa façon de travailler", "Régulière et soignée."), ("Rien", "")),
            "Je la recommande.\nElle saura s’adapter.", TODAY,
        )
    )  # fmt: skip


def _list() -> bytes:
    rows = tuple(
        dossier_list.DossierRow(
            "DE MONTMORENCY-LAVAL VANDENBROUCKE", "Marie-Anastasie", f"2026-CIV-{order:03}", "Civray",
            "Recherche de stage", order % 12, 11, "Préparer la relance de la lettre de l’employeur", order,
        )
        for order in range(60)
    )  # fmt: skip
    return dossier_list.render(dossier_list.DossierList(SENDER, "Dossiers de l’antenne", "tous, par nom", rows, TODAY))


EVERY_DOCUMENT: dict[str, Callable[[], bytes]] = {
    "checklist": lambda: checklist.render(CHECKLIST),
    "request": lambda: request_letter.render(letter()),
    "reminder": lambda: request_letter.render(letter("reminder-employer")),
    "waiver": lambda: request_letter.render(letter("waiver-request")),
    "missing-pieces": _missing_pieces,
    "receipt": _receipt,
    "form": lambda: referee_form.render(form()),
    "form-filled": lambda: referee_form.render(
        form("form-employer", {"name": "Odile Sicard", "strengths": "Sérieuse."})
    ),
    "call": _call,
    "statement": _statement,
    "dossier": lambda: dossier.render(whole_dossier()),
    "dossier-list": _list,
    "europass-cv": lambda: curriculum_vitae_pdf(learners.ORDINARY, fictional=True),
    "language-passport": lambda: language_passport_pdf(learners.ORDINARY, learners.ASSESSMENTS, fictional=True),
    "mobility-before": lambda: mobility_pdf(learners.BEFORE_DEPARTURE, fictional=True),
    "mobility-after": lambda: mobility_pdf(learners.AFTER_THE_STAY, fictional=True),
    "cover-letter": lambda: cover_letter_pdf(learners.ORDINARY, fictional=True),
    "skills-passport": lambda: skills_passport_pdf(learners.ORDINARY, fictional=True),
    **JOURNEY_DOCUMENTS,
}
