"""Declared forms on paper: printed empty or filled, and taken back from a PDF or an ODT that somebody filled and returned.

Importing this module loads ReportLab: screens and commands import it when a paper is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from chance_desktop.casework.europass.learning import save_answer
from chance_desktop.casework.forms.answers import LEARNING, Filled, Subject, checked, filled, form, save_answers
from chance_desktop.casework.papers.catalogue import document
from chance_desktop.casework.papers.returned_form import read_returned
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.stays.stays import sheet_slot
from chance_desktop.casework.surveys.surveys import read_survey
from chance_desktop.documents.forms import form_sheet
from chance_desktop.documents.forms.filled_form import FilledSheet, SheetUnreadable
from chance_desktop.documents.forms.form_sheet import FormSheet
from chance_desktop.documents.odt.outline_odt import to_odt
from chance_desktop.domain.form import Form, Question, QuestionKind
from chance_desktop.domain.states import FormRole
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.schema.tables import SYNCED

__all__ = ["SheetUnreadable", "TakenForm", "form_odt", "form_pdf", "keep_taken", "read_sheet"]

_FILES = {
    FormRole.END_OF_STAY: "questionnaire", FormRole.FOLLOW_UP: "fiche-de-suivi", FormRole.SURVEY: "enquete",
    FormRole.SPONSORSHIP_REPORT: "fiche-de-rencontre", FormRole.INTERVIEW_GRID: "grille-d-entretien",
    FormRole.RETURN_INTERVIEW: "entretien-de-retour",
}  # fmt: skip
"""The name of the file of a form, by its role."""
_LEARNED = "ce-que-j-ai-appris"


@dataclass(frozen=True, slots=True)
class TakenForm:
    """A filled paper read back: what it answers, beside what was answered before; nothing is kept yet."""

    form: Form
    subject: Subject
    about: str
    answers: Mapping[str, str]
    before: Filled

    @property
    def differences(self) -> tuple[tuple[Question, str, str], ...]:
        """Questions whose answer would change: the question, the former answer and the new one, in words."""
        return tuple(
            (question, self.form.label(question, former) if former else "", self.form.label(question, new))
            for question in self.form.questions
            if (new := self.answers.get(question.code, ""))
            and new != (former := self.before.answers.get(question.code, ""))
        )


def _file_name(form: Form) -> str:
    if form.form == LEARNING:
        return _LEARNED
    named: dict[str, str] = {role.value: name for role, name in _FILES.items()}
    return named.get(form.role or form.form, form.form)


def form_pdf(desk: Desk, code: str, subject: Subject | None = None, about: str = "", number: int = 0) -> Rendered:
    """A form to fill or filled; without a subject, an empty one for anyone. `number` is that of a follow-up sheet.

    Raises `NoSuchForm`.
    """
    sheet = _sheet(desk, code, subject, about, number)
    return _rendered(sheet, form_sheet.render(sheet), "pdf")


def form_odt(desk: Desk, code: str, subject: Subject | None = None, about: str = "", number: int = 0) -> Rendered:
    """The same form, empty or filled, to fill in LibreOffice. Raises `NoSuchForm`."""
    sheet = _sheet(desk, code, subject, about, number)
    return _rendered(sheet, to_odt(form_sheet.outline(sheet)), "odt")


def form_of_dossier(desk: Desk, dossier_id: str, code: str, file_format: str = "pdf") -> Rendered:
    """A form as a dossier has it: with its answers when it is about the dossier, empty otherwise. Raises `NoSuchForm`."""
    about = form(desk, code).subject == "dossier"
    subject = Subject(dossier_id, dossier_id) if about else None
    make = form_odt if file_format == "odt" else form_pdf
    return make(desk, code, subject, _name(desk, dossier_id) if about else "")


def _rendered(sheet: FormSheet, content: bytes, file_format: str) -> Rendered:
    made = document("questionnaire").rendered(
        content, file_format, title=sheet.form.title, name=sheet.form.form, about=sheet.about
    )
    named = _file_name(sheet.form)
    return replace(made, file_name=f"{named}.{file_format}")


def _sheet(desk: Desk, code: str, subject: Subject | None, about: str, number: int) -> FormSheet:
    found = filled(desk, code, subject) if subject is not None else None
    declared = found.form if found is not None else form(desk, code)
    reference = f"{subject.dossier_id}/{number}" if subject and number else subject.id if subject else ""
    return FormSheet(
        sender=letterhead(desk).sender, form=declared, about=about, reference=reference, edited_on=desk.today(),
        answers=found.answers if found is not None else {}, return_line=_return_line(desk),
    )  # fmt: skip


def read_sheet(desk: Desk, file: Path | bytes, subject: Subject | None = None) -> TakenForm:
    """What a filled PDF or ODT answers, checked question by question; `subject` says about whom when the file does not.

    Raises `SheetUnreadable`, `NoSuchForm`, or `InvalidField` with the question that cannot be kept.
    """
    sheet = read_returned(file)
    declared = form(desk, sheet.form, sheet.version)
    answers = _answers(declared, sheet, desk.today())
    named = _subject(desk, declared, sheet.reference) if sheet.reference else None
    if subject is not None and named is not None and named[0].id != subject.id:
        raise SheetUnreadable(
            _("Ce formulaire a été préparé pour quelqu’un d’autre."),
            _("Vérifiez le fichier, ou ouvrez l’autre dossier."),
        )
    about = subject or (named[0] if named else None)
    if about is None:
        raise SheetUnreadable(
            _("Ce formulaire ne dit pas de quel dossier il s’agit."),
            _("Ouvrez le dossier, puis déposez le fichier sur le formulaire."),
        )
    return TakenForm(declared, about, named[1] if named else "", answers, filled(desk, declared.form, about))


def keep_taken(desk: Desk, taken: TakenForm, questions: tuple[str, ...] | None = None) -> Outcome[None]:
    """Keep what a paper answers; `questions` keeps only some of its answers."""
    wanted = {
        code: answer for code, answer in taken.answers.items() if questions is None or code in questions
    }  # fmt: skip
    if taken.form.form == LEARNING:
        return _keep_learning(desk, taken, wanted)
    return save_answers(desk, taken.form.form, taken.subject, wanted, taken.before.seen, taken.form.version)


def _keep_learning(desk: Desk, taken: TakenForm, wanted: Mapping[str, str]) -> Outcome[None]:
    """The answers about an experience go where the interview keeps them."""
    done: Outcome[None] = Outcome(None, Changes())
    for code, answer in wanted.items():
        done = save_answer(desk, taken.subject.id, code, answer, taken.before.seen.get(code))
    return done


def _answers(declared: Form, sheet: FilledSheet, today: date) -> dict[str, str]:
    by_name = {question.code.replace(".", "_"): question for question in declared.questions}
    said: dict[str, str] = {}
    several: dict[str, list[str]] = {}
    for name, words in sheet.words.items():
        base, plus, choice = name.partition("+")
        question = by_name.get(base)
        if question is None or (plus and choice not in {each.code for each in declared.options(question)}):
            raise InvalidField(
                base, _("Le champ « {name} » n’existe pas dans « {form} ».").format(name=name[:60], form=declared.title),
                _("Ce fichier n’est pas celui que l’application a préparé : demandez-le de nouveau."),
            )  # fmt: skip
        if question.kind is QuestionKind.CHOICES and plus:
            several.setdefault(question.code, []).append(choice)
        else:
            said[question.code] = words
    said |= {code: json.dumps(codes) for code, codes in several.items()}
    return {code: answer for code, words in said.items() if (answer := checked(declared, code, words, today))}


def _subject(desk: Desk, declared: Form, reference: str) -> tuple[Subject, str] | None:
    """What a reference names, and its name; nothing when it is not on this poste."""
    row, _slash, number = reference.partition("/")
    if declared.subject == "follow_up_sheet" and number.isdigit():
        return Subject(sheet_slot(row, int(number)), row), _name(desk, row)
    if declared.subject == "dossier":
        return Subject(row, row), _name(desk, row)
    with desk.reading() as connection:
        if declared.subject == "learning":
            table = SYNCED["learning"]
            told = connection.execute(select(table).where(table.c.id == row, table.c.deleted_at.is_(None))).first()
            return (Subject(row, told.dossier_id), told.title or "") if told is not None else None
        if declared.subject == "survey":
            found = read_survey(desk, connection, row)
            return (found.subject, found.name) if found is not None else None
        table = SYNCED["event"]
        event = connection.execute(select(table).where(table.c.id == row)).first()
    if event is None:
        return None
    return Subject(row, structure_code=desk.structure_code or event.structure_code), event.theme or ""


def _name(desk: Desk, dossier_id: str) -> str:
    with desk.reading() as connection:
        person = read_record(connection, dossier_id).person
    return f"{person['first_name'] or ''} {person['surname'] or ''}".strip()


def _return_line(desk: Desk) -> str:
    return _("À rendre à votre conseiller · Édité le {day}").format(day=long_date(desk.today()))
