"""From a sponsorship meeting to the survey three years later: two offices and the Region, real stores, papers and bundles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from chance_desktop.casework.cards.kinds import EVENT, INCIDENT, LODGING, OFFER, PARTNER, SPONSOR
from chance_desktop.casework.cards.rows import SharedCard, add_card, cards, read_card, save_card
from chance_desktop.casework.dossiers.dossier import leave, move_step, open_dossier
from chance_desktop.casework.dossiers.erasure import erase_dossier
from chance_desktop.casework.europass.assessments import save_levels
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import recipients
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.forms.answers import Subject, filled, save_answers
from chance_desktop.casework.journal import liaison
from chance_desktop.casework.meetings.agenda import agenda
from chance_desktop.casework.meetings.events import invite, mark_came, open_event
from chance_desktop.casework.meetings.sponsors import become_sponsor, propose, sponsors
from chance_desktop.casework.papers import library, stay_papers
from chance_desktop.casework.papers.agenda_papers import as_ics
from chance_desktop.casework.papers.form_papers import form_pdf, keep_taken, read_sheet
from chance_desktop.casework.pieces import letters
from chance_desktop.casework.region.contributions import contributions
from chance_desktop.casework.region.decision_letter import decision_letter
from chance_desktop.casework.region.instruction import Standing, ask_correction, decide, lodged
from chance_desktop.casework.region.interviews import book, slots
from chance_desktop.casework.region.placement import ask_correspondent, assign, note_answer, to_place
from chance_desktop.casework.reports.registry import make
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import DossierUnknown
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.situation.prospects import approach, begin_dossier, to_approach
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.casework.stays.early_return import return_early
from chance_desktop.casework.stays.offers import matches, offers
from chance_desktop.casework.stays.overview import stays_at_a_glance
from chance_desktop.casework.stays.stays import open_stay, save_stay, sheet_came, sheet_chased
from chance_desktop.casework.surveys.consent import give_consent
from chance_desktop.casework.surveys.return_tasks import open_return
from chance_desktop.casework.surveys.surveys import close_survey, note_attempt, rates, surveys
from chance_desktop.domain.learner.cefr import LanguageSkill, Level, Moment
from tests.both_stores import region_store as region_store
from tests.casework.making import GARNIER, MANON, dossier_of
from tests.conftest import Office
from tests.documents.reading import read_aloud


@dataclass
class Three:
    """Two offices of two Missions Locales and the Region, and the days that pass for all."""

    civray: Office
    niort: Office
    region: Office
    folder: Path
    turns: int = 0
    sent: list[Path] = field(default_factory=list)

    def turn(self, days: int) -> None:
        """Days pass."""
        for each in (self.civray, self.niort, self.region):
            each.calendar.turn(days)

    def exchange(self) -> None:
        """Both offices send to the Region, and hear from it."""
        for office in (self.civray.desk, self.niort.desk):
            self.tell(office, self.region.desk)
        for office in (self.civray.desk, self.niort.desk):
            self.tell(self.region.desk, office)

    def tell(self, one: Desk, other: Desk) -> None:
        """One hands its files to another, which takes every change."""
        self.turns += 1
        peer = next(each for each in recipients(one) if each.device == other.store.device)
        made = bundles.write_bundles(one, peer, self.folder / str(self.turns))
        taken = bundles.import_bundles(other, tuple(each.path for each in made)).result
        assert all(not each.refused for each in taken), taken


@pytest.fixture
def three(opened: Callable[[str], Office], tmp_path: Path) -> Three:
    made = Three(opened("civray"), opened("niort"), opened("region"), tmp_path / "files")
    for office in (made.civray.desk, made.niort.desk):
        made.turns += 1
        asked, welcome = tmp_path / f"{made.turns}-asked", tmp_path / f"{made.turns}-welcome"
        enrolment.request(office, asked)
        enrolment.accept(made.region.desk, asked, welcome)
        enrolment.accept(office, welcome)
    return made


def _pages(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as opened:
        assert opened.Root.MarkInfo.Marked
        return len(opened.pages)


def test_from_a_sponsorship_to_the_three_year_survey(three: Three, tmp_path: Path) -> None:
    civray, niort, region = three.civray.desk, three.niort.desk, three.region.desk

    # the Region shares partners, an offer and a guide; nobody else may change them
    correspondent = add_card(
        region, PARTNER, {"kind": "correspondent", "name": "Placements Atlantique", "country": "ie"}
    ).result
    centre = add_card(
        region, PARTNER, {"kind": "centre", "name": "Cork English House", "country": "ie", "town": "Cork"}
    ).result
    company = add_card(
        region, PARTNER, {"kind": "company", "name": "The Mirador Hotel", "country": "ie", "town": "Cork"}
    ).result
    offer = add_card(region, OFFER, {
        "title": "Aide à l’accueil", "partner_id": company, "correspondent_id": correspondent, "country": "ie", "town": "Cork",
        "language": "en", "language_level": "A2", "sector": "hotel", "contribution": "45", "tasks": "Accueillir les clients\nTenir le registre",
    }).result  # fmt: skip
    guide = tmp_path / "guide.pdf"
    guide.write_bytes(stay_papers.catalogue(region).content)
    library.add_document(region, guide, "guide", "Guide du candidat")
    three.exchange()
    assert [each.title for each in offers(civray)] == ["Aide à l’accueil"]
    assert library.document_file(niort, library.library(niort)[0].card.id)[1] == guide.read_bytes()
    with pytest.raises(SharedCard):
        save_card(civray, OFFER, offer, {"title": "Autre chose"})

    # people to approach, and a sponsorship meeting: two come, one goes no further
    manon = approach(civray, MANON, "approached", "Rencontrée à la fête des métiers", prior_stay=True).result
    enzo = approach(civray, NewPerson("Delage", "Enzo", date(2006, 5, 2), "M", "Gençay"), "approached").result
    elise = add_card(civray, SPONSOR, {
        "first_name": "Élise", "surname": "Fournier", "country": "ie", "languages": ("en",), "grant": "discovery",
        "consent_on": civray.today(), "town": "Civray",
    }).result  # fmt: skip
    meeting = add_card(civray, EVENT, {
        "kind": "sponsorship", "on": civray.today() + timedelta(days=5), "at": "18 h", "until": "19h30", "mode": "branch",
        "guides": ("candidate",),
    }).result  # fmt: skip
    present = [
        invite(civray, meeting, dossier_id=manon).result, invite(civray, meeting, dossier_id=enzo).result,
        invite(civray, meeting, sponsor_id=elise).result,
    ]  # fmt: skip
    assert _pages(stay_papers.attendance(civray, meeting).content) == 1
    ics = as_ics(civray, agenda(civray, civray.today(), civray.today() + timedelta(days=30))).content
    assert b"DTSTART;TZID=Europe/Paris:20260307T180000" in ics
    assert b"Manon" not in ics
    three.turn(5)
    mark_came(civray, dict.fromkeys(present, True))
    save_answers(
        civray, "sponsorship-report", Subject(meeting, structure_code="86400S00"), {"mood": "lively", "candidates": "1"}
    )
    view = open_event(civray, meeting)
    assert (view.came, view.without_dossier, view.report and view.report.complete) == (3, 2, True)
    leave(civray, enzo, "closed", "ne souhaite pas déposer de dossier")
    begin_dossier(civray, manon)
    move_step(civray, manon, 3)
    assert to_approach(civray) == ()
    assert open_dossier(civray, manon).state == "active"
    # who has just met a sponsor is still shown the one who suits best
    assert propose(civray, manon)[0].sponsor.card.id == elise
    assert sponsors(civray)[0].meetings == 2

    # the dossier is lodged; the Region asks a correction, the office answers, a slot is given, the grid filled, the decision made
    save_fields(civray, manon, {
        "job_seeker": True, "nationality": "fr", "grant_obstacle": "money", "destination_country": "ie", "language": "en",
        "language_level": "A2", "lodged_on": civray.today(), "hosted": False,
    })  # fmt: skip
    three.exchange()
    (row,) = lodged(region)
    assert (row.dossier_id, row.stage) == (manon, Standing.TO_CHECK)
    ask_correction(region, manon, "identity", "la copie est illisible")
    liaison.write_note(region, manon, "Merci pour ce dossier. Manque une copie lisible.")
    day = add_card(region, EVENT, {
        "kind": "interviews", "on": region.today() + timedelta(days=20), "at": "9h", "until": "12h", "mode": "video",
    }).result  # fmt: skip
    free = slots(region)
    assert [each.at for each in free] == ["09:00", "09:45", "10:30", "11:15"]
    book(region, manon, day, "09:45")
    three.exchange()
    identity = next(each for each in open_dossier(civray, manon).pieces.to_obtain if each.code == "identity")
    assert identity.reason == "la copie est illisible"
    (note,) = liaison.unread(civray)
    assert note.dossier_id == manon
    liaison.mark_read(civray, manon, {note.id: note.seen})
    assert liaison.unread(civray) == ()
    assert [each.at for each in open_dossier(civray, manon).meetings] == ["09:45"]
    three.turn(20)
    save_answers(
        region,
        "interview-grid",
        Subject(manon, manon),
        {"motivation": "strong", "advice": "yes", "advice-words": "Projet clair."},
    )
    decide(region, manon, "accepted")
    told = read_aloud(decision_letter(region, manon).content).replace("\u00a0", " ")
    # the young person is told of the counsellor they know, by the Region, which signs
    assert "Claire Audebert, qui vous accompagne," in told
    assert "Claire Audebert vous répond au 05 36 49 10 21" in told
    assert "antenne de" not in told
    assert "Anne Vignaud\nService Mobilités Internationales" in told
    three.exchange()
    assert open_dossier(civray, manon).step == civray.programme.step_number("search")

    # the placement desk: a correspondent is asked, answers; company and contribution
    (waiting,) = to_place(region)
    search = ask_correspondent(region, waiting.dossier_id, correspondent, offer).result
    note_answer(region, search, "proposed")
    assert matches(civray, manon)[0].offer.card.id == offer
    given = {"company_id": company, "correspondent_id": correspondent, "offer_id": offer, "contribution": "45,00"}
    assign(region, manon, given, waiting.seen)
    assert to_place(region) == ()
    three.exchange()

    # the stay: language course, placement, over the end of the year; lodging, sheets, a call
    begins = date(2026, 9, 7)
    save_stay(civray, manon, {"centre_id": centre, "language_starts_on": begins, "mentor_name": "Siobhan Reilly"})
    add_card(civray, LODGING, {"kind": "family", "host_name": "Famille Byrne"}, manon)
    save_levels(civray, manon, "en", Moment.BEFORE, {LanguageSkill.LISTENING: Level.A2})
    stay = open_stay(civray, manon)
    assert stay.company == "The Mirador Hotel"
    assert stay.calendar is not None
    assert (stay.calendar.planned.first, stay.calendar.planned.last) == (begins, date(2027, 3, 21))
    for made in (
        stay_papers.agreement(civray, manon), stay_papers.commitment(civray, manon), stay_papers.stay_calendar(civray, manon),
    ):  # fmt: skip
        assert _pages(made.content) in (1, 2)
    assert stay_papers.agreement(civray, manon, "odt").content.startswith(b"PK")
    three.turn((begins - civray.today()).days + 30)
    three.exchange()
    (abroad,) = stays_at_a_glance(region)
    assert [each.number for each in abroad.late] == [1]
    sheet_chased(civray, manon, 1)
    first = open_stay(civray, manon).sheets[0]
    blank = form_pdf(civray, "follow-up", first.subject, "Manon", number=1).content
    taken = read_sheet(civray, _fill(blank, {"work": "Bien", "lodging": "Moyen", "problem": "Non", "call": "Non"}))
    assert [question.code for question, _before, _after in taken.differences] == ["work", "lodging", "problem", "call"]
    keep_taken(civray, taken)
    sheet_came(civray, manon, 1)
    assert open_stay(civray, manon).sheets[0].state == "received"
    incident = add_card(
        civray,
        INCIDENT,
        {"kind": "incident", "topic": "lodging", "on": civray.today(), "text": "Chauffage en panne."},
        manon,
    ).result
    save_card(civray, INCIDENT, incident, {"solution": "Réparé le lendemain.", "solved_on": civray.today()})
    three.exchange()
    assert read_card(region, INCIDENT, incident).text("solution") == "Réparé le lendemain."
    (given,) = contributions(region)
    assert (given.weekly, given.weeks) == (4500, 0)

    # an early return: what was due after it no longer is
    three.turn((date(2027, 2, 26) - civray.today()).days)
    return_early(civray, manon, "job", "embauchée à Poitiers", civray.today())
    stay = open_stay(civray, manon)
    assert stay.calendar is not None
    assert stay.calendar.weeks_of_placement_done == 20
    assert max(each.period_ends for each in stay.sheets) == date(2027, 2, 26)
    assert "Le stage prévu" not in _text(stay_papers.agreement(civray, manon).content)
    assert "s’est terminé plus tôt" in _text(stay_papers.certificate(civray, manon).content)

    # the return: interview, questionnaire, comparison, consent, sponsor
    save_levels(civray, manon, "en", Moment.AFTER, {LanguageSkill.LISTENING: Level.B1})
    answers = {
        question.code: form_answer(question.choices)
        for question in filled(civray, "end-of-stay", Subject(manon, manon)).form.questions
        if question.required
    }
    save_answers(civray, "end-of-stay", Subject(manon, manon), answers)
    give_consent(civray, manon, civray.today())
    become_sponsor(civray, manon, civray.today(), "le samedi")
    tasks = {task.code: task.done for task in open_return(civray, manon).tasks}
    assert tasks == {
        "interview": False, "questionnaire": True, "languages": True, "certificate": False, "consent": True, "sponsor": True,
    }  # fmt: skip
    assert _pages(stay_papers.progress(civray, manon).content) == 1
    three.exchange()
    assert make(region, "annexe-1").cell("reached", "whole").value == 1
    assert make(region, "annexe-1").cell("dropped", "whole").value == 1
    assert make(region, "questionnaire").cell("5.5", "yes").shown == "100,00%"
    assert cards(niort, SPONSOR) == (), "another Mission Locale does not see them"
    with pytest.raises(DossierUnknown):
        open_dossier(niort, manon)

    # after two years the dossier is erased for good; who agreed is still asked at three years
    three.turn(200)
    (due,) = surveys(civray)
    assert due.wave == "6-months"
    note_attempt(civray, due.subject.id, "phone", "none")
    close_survey(civray, due.subject.id, "unreachable")
    three.turn(600)
    three.exchange()
    erase_dossier(region, manon)
    three.exchange()
    with pytest.raises(DossierUnknown):
        open_dossier(civray, manon)
    three.turn(365)
    last = next(each for each in surveys(civray) if each.wave == "3-years")
    save_answers(civray, "survey", last.subject, {"situation": "job", "language": "yes"})
    three.exchange()
    told = {each.wave: (each.due, each.answered, each.unreachable) for each in rates(surveys(region), region)}
    assert told == {"6-months": (1, 0, 1), "1-year": (1, 0, 0), "3-years": (1, 1, 0)}
    assert make(region, "surveys").cell("rate", "3-years").shown == "100,00%"


def form_answer(choices: str) -> str:
    """A favourable answer."""
    return {"rating": "4", "yes-no": "yes", "yes-no-unknown": "yes", "lodging": "family", "situation": "job"}[choices]


def _fill(pdf: bytes, answers: dict[str, str]) -> bytes:
    """Fill a form as a viewer does."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for each in opened.Root.AcroForm.Fields:
            code = str(each.T).partition(":")[2]
            if code in answers:
                options = [str(option) for option in each.Opt]
                each.V = pikepdf.Name(f"/{options.index(answers[code])}")
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def _text(pdf: bytes) -> str:
    import subprocess

    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_a_letter_found_wrong_at_the_region_is_asked_again_at_the_branch(three: Three) -> None:
    civray, region = three.civray.desk, three.region.desk
    manon = dossier_of(civray, lodged_on=civray.today())
    letters.save_referee(civray, manon, "teacher", GARNIER)
    letters.mark(civray, manon, "teacher", "checked")
    three.exchange()
    ask_correction(region, manon, "letter-teacher", "elle n’est pas signée")
    three.exchange()
    (letter,) = (each for each in open_dossier(civray, manon).letters if each.kind == "teacher")
    assert letter.headline.endswith("elle n’est pas signée")
    letters.mark(civray, manon, "teacher", "received")
    three.exchange()
    (row,) = lodged(region)
    assert row.stage is not Standing.TO_CORRECT
