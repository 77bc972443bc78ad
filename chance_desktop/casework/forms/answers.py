"""Declared forms and their answers: kept question by question, under the version they were given to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Select, select

from chance_desktop.casework.forms.interviews import INTERVIEW_FILE, read_interview
from chance_desktop.casework.session.change_kinds import kinds_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.programme.programme_folder import read_declared, refuse_grave
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.form import NO_FORM, AnswerProblem, Form, Question, from_interview, is_asked, kept
from chance_desktop.domain.form import missing as missing_answers
from chance_desktop.domain.rows.surveys import KeptAnswer
from chance_desktop.domain.soundness.forms import form_mistakes
from chance_desktop.domain.states import FormRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import among
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_row
from chance_desktop.store.schema.tables import answer
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

FOLDER = "questionnaires"
_NAMED = re.compile(r"(?!.{61})[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
"""How a form and its version may be written: they name a file."""
LEARNING = "learning-interview"
"""The interview about what was learned is declared for itself (`interviews/learning.toml`); it is a form like the others too."""


class NoSuchForm(ExpectedError):
    """A form, or a version of it, that the programme does not declare."""

    def __init__(self, code: str, version: str = "") -> None:
        named = f"{code} {version}".strip()
        super().__init__(
            _("Le programme n’a pas de formulaire « {name} ».").replace("{name}", named[:80]),
            _("Vérifiez que ce poste a reçu la dernière version du programme."),
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is filled about: a row, and to whom its answers belong (a dossier, or the Mission Locale of the row)."""

    id: str
    dossier_id: str = ""
    structure_code: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form and what was answered, under the version it was answered to; the current version when nothing was yet."""

    form: Form
    subject: Subject
    answers: Mapping[str, str]
    seen: Mapping[str, Stamps]

    @property
    def missing(self) -> tuple[Question, ...]:
        """Questions that must be answered and are not."""
        return missing_answers(self.form, self.answers)

    @property
    def complete(self) -> bool:
        """Whether something was answered and nothing that must be is missing, or nothing is asked."""
        return not self.form.parts or (bool(self.answers) and not self.missing)


def form(desk: Desk, code: str, version: str = "") -> Form:
    """A form, in its current version unless another is named. Raises `NoSuchForm` or `ProgrammeMistake`."""
    return read_form(desk.programme_folder, code, version)


def form_code(desk: Desk, role: FormRole) -> str:
    """The code of the form that has a role; empty when the programme has none."""
    return form_codes(desk.programme_folder).get(role, "")


@cache
def form_codes(folder: Path) -> Mapping[str, str]:
    """The code of each form a folder declares in its current version, by its role."""
    files = sorted(each.stem for each in (folder / FOLDER).glob("*.toml") if "@" not in each.stem)
    forms = [read_form(folder, code) for code in files]
    said = {each.role: each.form for each in reversed(forms) if each.role}
    return {each.form: each.form for each in forms if not each.role} | said


def all_forms(desk: Desk) -> tuple[Form, ...]:
    """Every form in its current version, by title."""
    found = (each.stem for each in (desk.programme_folder / FOLDER).glob("*.toml") if "@" not in each.stem)
    return tuple(sorted((form(desk, code) for code in found), key=lambda each: each.title))


@cache
def read_form(folder: Path, code: str, version: str = "") -> Form:
    """A form a folder declares: `<code>.toml` is the current version, `<code>@<version>.toml` a former one."""
    # a filled file says which form it is: what it says must not lead anywhere else
    if not _NAMED.fullmatch(code) or (version and not _NAMED.fullmatch(version)):
        raise NoSuchForm(code, version)
    if code == LEARNING and not (folder / INTERVIEW_FILE).exists():
        raise NoSuchForm(code, version)
    if code == LEARNING:
        return _of_version(from_interview(read_interview(folder)), version)
    current = f"{FOLDER}/{code}.toml"
    former = f"{FOLDER}/{code}@{version}.toml"
    file = former if version and (folder / former).exists() else current
    if not (folder / file).exists():
        raise NoSuchForm(code, version)
    found = read_declared(folder, file, Form)
    refuse_grave(form_mistakes(file, found))
    return _of_version(found, version)


def versions_of(folder: Path, code: str) -> tuple[str, ...]:
    """The versions of a form a folder declares: the current one, then those it replaced."""
    former = (each.stem.partition("@")[2] for each in (folder / FOLDER).glob(f"{code}@*.toml"))
    return (read_form(folder, code).version, *sorted(former))


def _of_version(found: Form, version: str) -> Form:
    if version and found.version != version:
        raise NoSuchForm(found.form, version)
    return found


def filled(desk: Desk, code: str, subject: Subject) -> Filled:
    """A form as it was answered about a subject. Raises `NoSuchForm`."""
    with desk.reading() as connection:
        return read_filled(desk, connection, code, [subject])[subject.id]


def read_filled(desk: Desk, connection: Connection, code: str, subjects: Iterable[Subject]) -> dict[str, Filled]:
    """A form as it was answered about several subjects; of several versions answered, the latest one. No code is no form."""
    wanted = {subject.id: subject for subject in subjects}
    rows: dict[str, dict[str, dict[str, tuple[str, str]]]] = {}
    columns = (answer.c.subject_id, answer.c.version, answer.c.question, answer.c.value, answer.c.stamps)
    for subject_id, version, question, value, stamps in connection.execute(_about(columns, code, wanted)):
        rows.setdefault(subject_id, {}).setdefault(version, {})[question] = (value or "", stamps)
    found: dict[str, Filled] = {}
    folder = desk.programme_folder  # read once: it is asked of the store each time
    for row_id, subject in wanted.items():
        versions = rows.get(row_id, {})
        latest = max(versions, key=_as_number, default="")
        of_version = versions.get(latest, {})
        found[row_id] = Filled(
            read_form(folder, code, latest) if code else NO_FORM,
            subject,
            {question: value for question, (value, _stamps) in of_version.items() if value},
            {question: read_stamps(stamps) for question, (_value, stamps) in of_version.items()},
        )
    return found


def read_answers(connection: Connection, code: str, subjects: Iterable[str]) -> dict[str, tuple[str, dict[str, str]]]:
    """Answers to be counted, not edited: by subject that has any, the latest version answered and what was said."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    columns = (answer.c.subject_id, answer.c.version, answer.c.question, answer.c.value)
    for subject_id, version, question, value in connection.execute(_about(columns, code, subjects)):
        rows.setdefault(subject_id, {}).setdefault(version, {})[question] = value
    found = {}
    for subject_id, versions in rows.items():
        latest = max(versions, key=_as_number)
        found[subject_id] = (latest, {question: value for question, value in versions[latest].items() if value})
    return found


def save_answers(
    desk: Desk, code: str, subject: Subject, typed: Mapping[str, str], seen: Mapping[str, Stamps] | None = None,
    version: str = "",
) -> Outcome[None]:  # fmt: skip
    """Keep what was typed, question by question; empty takes an answer away.

    Raises `InvalidField` (with the question's code), `NeverStored` or `NoSuchForm`; nothing is kept then.
    """
    asked = form(desk, code, version)
    values = {question: checked(asked, question, text, desk.today()) for question, text in typed.items()}
    with desk.working() as work:
        changed = False
        for question, value in values.items():
            slot = slot_id(subject.id, f"answer/{asked.form}/{asked.version}/{question}")
            row = kept_row(work.connection, KeptAnswer, select(answer).where(answer.c.id == slot))
            if row is None:
                if value:
                    work.tx.create("answer", _new_row(asked, subject, question, value), slot)
                    changed = True
                continue
            if value != (row["value"] or "") or row["deleted_at"]:
                shown = (seen or {}).get(question)
                work.tx.update("answer", slot, {"value": value, "deleted_at": None}, displayed(shown, row["stamps"]))
                changed = True
        if changed:
            kinds = kinds_of(("answer", asked.subject))
            if subject.dossier_id:
                work.touch(subject.dossier_id, *kinds)
            work.kinds.update(kinds)
            work.rows.add(subject.id)
    return work.outcome(None, asked.title if changed else "")


def checked(asked: Form, code: str, text: str, today: date) -> str:
    """An answer as it is kept. Raises `InvalidField` or `NeverStored`."""
    try:
        question = asked.question(code)
    except KeyError:
        raise InvalidField(
            code, _("« {form} » n’a pas de question « {code} ».").format(form=asked.title, code=code[:60]),
            _("Rouvrez le formulaire."),
        ) from None  # fmt: skip
    refuse_never_stored(text)
    try:
        return kept(asked, question, text, today)
    except AnswerProblem as problem:
        label = f"{question.number} {question.text}".strip()
        raise InvalidField(code, f"{label} : {problem.sentence}", _("Corrigez cette réponse.")) from problem


def visible(found: Filled) -> tuple[str, ...]:
    """The codes of the questions asked, after the answers so far."""
    return tuple(question.code for question in found.form.questions if is_asked(question, found.answers))


def _about(columns: tuple[Column[Any], ...], code: str, subjects: Iterable[str]) -> Select[Any]:
    return (
        select(*columns)
        .where(among(answer.c.subject_id, subjects), answer.c.form == code, answer.c.deleted_at.is_(None))
        .order_by(answer.c.created_at)
    )


def _new_row(asked: Form, subject: Subject, question: str, value: str) -> dict[str, str | int | bool | None]:
    owner = {"dossier_id": subject.dossier_id} if subject.dossier_id else {"structure_code": subject.structure_code}
    return {
        **owner, "subject_id": subject.id, "form": asked.form, "version": asked.version, "question": question,
        "value": value,
    }  # fmt: skip


def _as_number(version: str) -> tuple[int, str]:
    return (int(version), "") if version.isdigit() else (-1, version)
