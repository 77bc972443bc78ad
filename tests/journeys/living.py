"""Live a whole journey on any programme: from the first meeting to the tables, at an office and at the Region, naming no code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from chance_desktop.casework.cards.kinds import EVENT, OFFER, PARTNER
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.dossiers.dossier import journal, move_step, open_dossier
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import recipients
from chance_desktop.casework.forms.answers import Subject, all_forms, form_code, save_answers
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.meetings.events import invite, mark_came, open_event
from chance_desktop.casework.meetings.meetings import NewMeeting, add_meeting
from chance_desktop.casework.papers import correspondence
from chance_desktop.casework.papers.catalogue import About, printable, render
from chance_desktop.casework.pieces import letters
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.programme.report_layouts import NoReports
from chance_desktop.casework.region.instruction import Standing, decide, lodged
from chance_desktop.casework.reports.registry import make, names
from chance_desktop.casework.reports.scopes import Scope
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.session.programme.programme_folder import read_programme
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import Value, freeze_verdict, save_fields, situation
from chance_desktop.casework.stays.stays import open_stay, save_stay, sheet_came
from chance_desktop.casework.surveys.return_tasks import open_return
from chance_desktop.domain.form import Form, Question, QuestionKind
from chance_desktop.domain.programme.declared import code_of
from chance_desktop.domain.programme.programme import Field, Programme
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.states import FormRole, PartnerRole, StageState
from chance_desktop.runtime.errors import ExpectedError
from tests.conftest import TODAY, calendar
from tests.sync.bundles import enrol

_NOT_YET = {"missing-pieces", "decision", "cover-letter", "progress"}
"""Documents that may have nothing to say of a journey; beside them, the statement of a referee who was not telephoned."""
_OF_A_FILE = {"annexe-1", "questionnaire", "indicators"}
"""Tables whose lines are declared in `reports.toml`."""
GONE = TODAY - timedelta(weeks=30)
"""When the stay of these journeys began."""


def desk_of(home: Path, folder: Path, role: PosteRole) -> Desk:
    """The desk of the first office of a programme, or of its Region, on a home made now."""
    code = read_programme(folder).offices[0].code if role is PosteRole.OFFICE else ""
    people = (NewCounsellor("Nadia", "Morel"),)
    setup = OfficeSetup(code, BranchContact("Rive"), people, fictional=True, role=role, programme_folder=folder)
    set_up_office(home, setup, calendar())
    desk = open_desk(home, clock=calendar())
    sign_in(desk, list_counsellors(desk)[0].id)
    return desk


@contextmanager
def two_desks(folder: Path, below: Path) -> Iterator[tuple[Desk, Desk]]:
    """An office and the Region that know each other."""
    office, head = (
        desk_of(below / "office", folder, PosteRole.OFFICE),
        desk_of(below / "head", folder, PosteRole.REGION),
    )
    try:
        enrol(office, head, below)
        yield office, head
    finally:
        office.close()
        head.close()


def live(office: Desk, head: Desk, below: Path) -> str:
    """The journey; returns the dossier. Every document and every table is made on the way."""
    dossier = meet(office)
    prepare(office, dossier)
    send(office, head, below / "lodged")
    accept(head, dossier)
    send(head, office, below / "decided")
    leave(office, dossier)
    come_back(office, dossier)
    print_all(office, dossier)
    send(office, head, below / "back")
    assert journal(head, dossier) == journal(office, dossier)
    print_all(head, dossier)
    tables(head)
    return dossier


def meet(desk: Desk) -> str:
    """Somebody comes: the dossier, its situation, a meeting of each kind."""
    programme = desk.programme
    dossier = create_dossier(desk, NewPerson("Roussel", "Manon", date(2003, 3, 12)), GONE - timedelta(days=60)).result
    asked = [field for section in programme.sections for field in section.fields]
    values = {field.code: value for field in asked if (value := _typed(programme, field)) is not None}
    save_fields(desk, dossier, values)
    for kind in programme.meeting_kinds:
        add_meeting(desk, dossier, NewMeeting(TODAY + timedelta(days=3), kind=kind.code))
    for number, kind in enumerate(programme.event_kinds):
        made = add_card(desk, EVENT, {"kind": kind.code, "on": TODAY + timedelta(days=number + 1)}).result
        mark_came(desk, {invite(desk, made, dossier_id=dossier).result: True})
        assert open_event(desk, made).kind_label == kind.label
    freeze_verdict(desk, dossier)
    assert situation(desk, dossier).frozen[0].rules_version == programme.version
    return dossier


def prepare(desk: Desk, dossier: str) -> None:
    """Letters and pieces, up to the step that comes after the lodging."""
    programme = desk.programme
    for kind in programme.referees:
        letters.save_referee(desk, dossier, kind.code, letters.Referee("M.", "Luc", "Aubert", organisation="Rugby"))
        for what, extension in (("request", "pdf"), ("request", "eml"), ("form", "odt"), ("waiver", "pdf")):
            assert correspondence.letter_document(desk, dossier, kind.code, what, extension, "motif").content
        letters.mark(desk, dossier, kind.code, "received")
        letters.mark(desk, dossier, kind.code, "checked")
    lodging = next((number for number, step in enumerate(programme.steps, start=1) if step.lodges), 0)
    for step in range(2, lodging + 2):
        _obtain(desk, dossier)
        move_step(desk, dossier, step, reason="essai")


def accept(head: Desk, dossier: str) -> None:
    """The Region says yes, where it decides of something."""
    lodges = any(step.lodges for step in head.programme.steps)
    assert [row.dossier_id for row in lodged(head)] == ([dossier] if lodges else [])
    wanted = next((each for each in head.programme.decisions if each.goes_on), None)
    if wanted is not None:
        decide(head, dossier, wanted.code, "motif")
        assert lodged(head)[0].stage is Standing.ACCEPTED
        assert open_dossier(head, dossier).step >= head.programme.step_number(wanted.goes_on)


def leave(desk: Desk, dossier: str) -> None:
    """The stay: who takes in, its dates, its sheets; then the steps abroad."""
    programme = desk.programme
    company = code_of(programme.partner_kinds, PartnerRole.COMPANY)
    host = add_card(desk, PARTNER, {"kind": company, "name": "Maison fictive"}).result if company else ""
    if host:
        country = programme.choices["country"][0].code
        add_card(desk, OFFER, {"title": "Place fictive", "partner_id": host, "country": country, "places": "1"})
    durations = programme.durations
    dates: dict[str, Value] = {"placement_starts_on": GONE, "placement_weeks": str(durations.placement_weeks)}
    save_stay(desk, dossier, {**dates, **({"company_id": host} if host else {})})
    sheets, form = open_stay(desk, dossier).sheets, form_code(desk, FormRole.FOLLOW_UP)
    assert sheets
    save_answers(desk, form, sheets[0].subject, _answers(next(each for each in all_forms(desk) if each.form == form)))
    sheet_came(desk, dossier, sheets[0].number)
    _walk(desk, dossier, StageState.ABROAD)


def come_back(desk: Desk, dossier: str) -> None:
    """The return: its tasks, its forms, and the steps after it."""
    _walk(desk, dossier, StageState.RETURNED)
    subject = Subject(dossier, dossier)
    for form in all_forms(desk):
        if form.subject == "dossier":
            save_answers(desk, form.form, subject, _answers(form))
    back = open_return(desk, dossier)
    assert all(task.done for task in back.tasks if task.code in ("interview", "questionnaire"))
    assert open_dossier(desk, dossier).action.title


def print_all(desk: Desk, dossier: str) -> None:
    """Every paper this desk offers about a dossier or about nobody; one that cannot be says why."""
    refused = {}
    for about, what in ((About.DOSSIER, dossier), (About.NOBODY, "")):
        for each in printable(desk, about):
            try:
                assert render(desk, what, each.name, each.document.formats[0]).content
            except ExpectedError as why:
                refused[each.name] = why
    assert {name for name in refused if not name.startswith("statement-")} <= _NOT_YET
    assert all(each.next_step for each in refused.values())


def tables(head: Desk) -> None:
    """Every table; those whose lines the programme declares say when it declares none."""
    declared = (head.programme_folder / "reports.toml").exists()
    for name in names():
        if declared or name not in _OF_A_FILE:
            assert make(head, name, Scope(head.today())).title
        else:
            with pytest.raises(NoReports):
                make(head, name, Scope(head.today()))


def send(sender: Desk, recipient: Desk, folder: Path) -> None:
    """What one desk has for the other."""
    peer = next(each for each in recipients(sender) if each.device == recipient.store.device)
    made = bundles.write_bundles(sender, peer, folder)
    assert all(not each.refused for each in bundles.import_bundles(recipient, tuple(each.path for each in made)).result)


def _walk(desk: Desk, dossier: str, state: StageState) -> None:
    for number, step in enumerate(desk.programme.steps, start=1):
        if step.state == state:
            _obtain(desk, dossier)
            move_step(desk, dossier, number, reason="essai")


def _obtain(desk: Desk, dossier: str) -> None:
    for piece in open_dossier(desk, dossier).pieces.to_obtain:
        if not desk.programme.piece(piece.code).letter:
            set_status(desk, dossier, piece.code, "checked")


def _typed(programme: Programme, field: Field) -> Value | None:
    """An answer to a question, whatever it is."""
    if field.identity or field.kind == "counsellor":
        return None
    codes = [choice.code for choice in programme.choices.get(field.choices, ())]
    return {
        "choice": codes[0] if codes else "", "choices": tuple(codes[:1]), "yes-no": True, "postcode": "86400",
        "phone": "06 39 98 12 45", "email": "manon@exemple.fr", "date": GONE, "text": "Mots", "long": "Quelques mots",
    }[field.kind]  # fmt: skip


def _answers(form: Form) -> dict[str, str]:
    return {question.code: _answer(form, question) for question in form.questions}


def _answer(form: Form, question: Question) -> str:
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        return form.options(question)[0].code
    if question.kind is QuestionKind.DATE:
        return GONE.isoformat()
    return str(question.at_least or 1) if question.kind is QuestionKind.NUMBER else "Mots"
