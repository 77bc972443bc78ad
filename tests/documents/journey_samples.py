"""Fictional papers of the journey and tables of the report, as the use cases would hand them over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from chance_desktop.casework.forms.answers import read_form
from chance_desktop.documents.europass import progress_page
from chance_desktop.documents.forms import form_sheet
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.papers import attendance_sheet, offer_page, publicity, signed_paper, stay_page
from chance_desktop.documents.papers.offer_page import OfferPages, OfferSheet
from chance_desktop.documents.papers.signed_paper import Article, Party, SignedPaper
from chance_desktop.documents.papers.stay_page import Milestone, StayPage
from chance_desktop.documents.reports import page
from chance_desktop.domain.learner.cefr import Level, Levels
from chance_desktop.domain.programme.stay_rules import FollowUpRhythm
from chance_desktop.domain.reports.report import EMPTY, Bar, Cell, CellKind, Chart, Column, Report, Row
from chance_desktop.domain.stay import StayPlan, stay_calendar
from chance_desktop.runtime.assets import forms_folder

TODAY = date(2026, 11, 24)
FOLDER = forms_folder() / "une-chance-pour-l-europe"
SENDER = Sender(
    programme="Une chance pour l’Europe", programme_subtitle="Cours de langue et stage à l’étranger",
    name="Mission Locale – antenne de Civray", address="3, place des Tilleuls, 86400 Civray", phone="05 36 49 10 20",
    email="civray@exemple.fr", fictional=True,
)  # fmt: skip
PARTIES = (
    Party("Le participant", "Manon Roussel", ("Civray",)),
    Party("L’organisme d’envoi", "Mission Locale", ("3, place des Tilleuls",)),
    Party("L’organisme d’accueil", "The Mirador Hotel", ("Cork, Irlande",)),
)
AGREEMENT = SignedPaper(
    SENDER, "Convention", "Manon Roussel", "Il est convenu ce qui suit.", PARTIES,
    (Article("Objet", "Manon Roussel suit un stage à Cork."), Article("Chacun promet", items=("d’être à l’heure", "de prévenir"))),
    "", TODAY,
)  # fmt: skip
OFFERS = OfferPages(
    SENDER,
    (
        OfferSheet(
            "Aide à l’accueil", "The Mirador Hotel", "Cork, Irlande", (("Dates", "4 janv. 2027"), ("Langue", "Anglais A2")),
            ("Accueillir les clients", "Tenir le registre"), "Tenue fournie.",
        ),
    ),
    "Hôtellerie", TODAY,
)  # fmt: skip
RHYTHM = FollowUpRhythm(first_week=2, every_weeks=4, late_after_days=7)
LEVELS = Levels(Level.A2, Level.A2, Level.A1, Level.A1, Level.A1)
BETTER = Levels(Level.B1, Level.B1, Level.A2, Level.A2, Level.A2)
REPORT = Report(
    "annexe-1", "Public visé", (Column("planned", "Prévus"), Column("2010", "2010"), Column("text", "Remarque", narrow=False)),
    (
        Row("direct", "Bénéficiaires"), Row("young", "Jeunes", (Cell(100), Cell(33, open=True), Cell("mot", CellKind.TEXT)), 1),
        Row("share", "Part", (Cell(5600, CellKind.PERCENT), EMPTY, EMPTY), 1),
        Row("whole", "Ensemble", (Cell(100), Cell(33), EMPTY), strong=True),
    ),
    ("L’âge est pris à l’entrée.",),
    (Chart("Par année", (("2010", (Bar("Entrés", 18, "accent"), Bar("Sans départ", 10, "orange", hatched=True))),)),), "Au 24/11/2026",
)  # fmt: skip


def _stay() -> bytes:
    calendar = stay_calendar(StayPlan(date(2027, 1, 4), 4, None, 24), RHYTHM)
    assert calendar is not None
    marks = tuple(Milestone(each.due, f"fiche n° {each.number} à rendre", "x") for each in calendar.sheets)
    return stay_page.render(
        StayPage(
            SENDER,
            "Manon Roussel",
            ("Cours : 4 semaines",),
            calendar,
            marks,
            frozenset({date(2027, 5, 1)}),
            (("Tuteur", "06 39 98 00 00"),),
            TODAY,
        )
    )


def _form(code: str, answers: dict[str, str]) -> bytes:
    return form_sheet.render(
        form_sheet.FormSheet(
            SENDER, read_form(FOLDER, code), "Manon Roussel", "0198/2", TODAY, answers, "À rendre à votre conseiller"
        )
    )


def _publicity(size: str) -> bytes:
    reasons = tuple(
        publicity.Reason(f"Raison {number}", "Quelques mots pour donner envie de venir en parler.")
        for number in (1, 2, 3)
    )
    return publicity.render(
        publicity.Publicity(
            SENDER, "Et si tu partais ?", "Un cours de langue, puis un stage en Europe.", reasons, "C’est pour toi si",
            ("tu as 25 ans au plus",), "Pour commencer", "Passe nous voir, appelle ou écris.", "Prochaines rencontres",
            ("10 déc. 2026, 14 h, Civray",), "tel:+33536491020", TODAY,
        ),
        size,
    )  # fmt: skip


JOURNEY_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "form empty": lambda: _form("end-of-stay", {}),
    "form filled": lambda: _form("follow-up", {"work": "mixed", "topics": '["lodging"]', "problem": "yes", "words": "Un mot."}),
    "attendance": lambda: attendance_sheet.render(
        attendance_sheet.AttendanceSheet(
            SENDER, "Feuille de présence", "Partir", ("Jeudi 3 décembre", "À l’antenne"),
            (attendance_sheet.Expected("Manon Roussel", "Jeune"),), ("Guide du candidat",), TODAY,
        )
    ),
    "agreement": lambda: signed_paper.render(AGREEMENT),
    "stay calendar": _stay,
    "progress": lambda: progress_page.render(
        progress_page.ProgressPage(SENDER, "Manon Roussel", (("Anglais", LEVELS, BETTER),), "Niveaux que la personne s’est donnés.", TODAY)
    ),
    "offer": lambda: offer_page.render_one(OFFERS),
    "catalogue": lambda: offer_page.render_catalogue(OFFERS),
    "flyer": lambda: _publicity("flyer"),
    "poster": lambda: _publicity("poster-a3"),
    "report": lambda: page.render(page.ReportPage(SENDER, REPORT, TODAY, "Projet n° A4-P2-n°295")),
}  # fmt: skip
