"""What a person learned, told in an interview: experiences, answers, « I can… » sentences and where each is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from chance_desktop.casework.europass.profile import check_period_of
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import write_slot
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.change import Value
from chance_desktop.domain.learner.interview import sentences_from
from chance_desktop.domain.rows.europass import KeptLearning, KeptLearningSentence
from chance_desktop.domain.rows.surveys import KeptAnswer
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import kept_row, kept_rows
from chance_desktop.store.schema.tables import answer, learning, learning_sentence
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

Use = Literal["cv", "passport", "mobility"]

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class SentenceView:
    """An « I can… » sentence, its proof, and the documents it was chosen for."""

    id: str
    text_fr: str
    text_en: str
    proof: str
    family: str
    in_cv: bool
    in_passport: bool
    in_mobility: bool
    seen: Stamps

    def text(self, locale: str) -> str:
        """The sentence in a language; empty when it was not written in it."""
        return self.text_en if locale == "en" else self.text_fr


@dataclass(frozen=True, slots=True)
class LearningView:
    """An experience told: its answers by question, with the stamps of each, and its sentences."""

    id: str
    area: str
    title: str
    since: str
    until: str
    answers: Mapping[str, str]
    answer_stamps: Mapping[str, Stamps]
    sentences: tuple[SentenceView, ...]
    seen: Stamps


def learnings(desk: Desk, dossier_id: str) -> tuple[LearningView, ...]:
    """The experiences told, oldest telling first."""
    with desk.reading() as connection:
        read_record(connection, dossier_id)
        return read_learnings(connection, dossier_id)


def read_learnings(connection: Connection, dossier_id: str) -> tuple[LearningView, ...]:
    """The experiences told, within a connection."""
    said: dict[str, dict[str, KeptAnswer]] = {}
    answers = select(answer).where(answer.c.dossier_id == dossier_id, answer.c.deleted_at.is_(None))
    for answered in kept_rows(connection, KeptAnswer, answers):
        said.setdefault(answered["subject_id"], {})[answered["question"]] = answered
    sentences: dict[str, list[SentenceView]] = {}
    query = (
        select(learning_sentence)
        .where(learning_sentence.c.dossier_id == dossier_id, learning_sentence.c.deleted_at.is_(None))
        .order_by(learning_sentence.c.position, learning_sentence.c.id)
    )
    for row in kept_rows(connection, KeptLearningSentence, query):
        sentences.setdefault(row["learning_id"], []).append(_sentence(row))
    told = (
        select(learning)
        .where(learning.c.dossier_id == dossier_id, learning.c.deleted_at.is_(None))
        .order_by(learning.c.id)
    )
    return tuple(
        LearningView(
            id=each["id"],
            area=each["area"] or "",
            title=each["title"] or "",
            since=each["since"] or "",
            until=each["until"] or "",
            answers={code: its["value"] or "" for code, its in said.get(each["id"], {}).items()},
            answer_stamps={code: read_stamps(its["stamps"]) for code, its in said.get(each["id"], {}).items()},
            sentences=tuple(sentences.get(each["id"], ())),
            seen=read_stamps(each["stamps"]),
        )
        for each in kept_rows(connection, KeptLearning, told)
    )


def add_learning(desk: Desk, dossier_id: str, area: str, title: str) -> Outcome[str]:
    """Begin to tell an experience; returns its row. Raises `InvalidField` for an unknown area."""
    if learning_interview(desk).area(area) is None:
        raise InvalidField("area", _("Ce domaine n’est pas proposé."), _("Choisissez un domaine de la liste."))
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        made = work.tx.create("learning", {"dossier_id": dossier_id, "area": area, "title": _text("title", title)})
        work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(made, _("Expérience ajoutée"))


def save_learning(
    desk: Desk, learning_id: str, values: Mapping[str, Value], seen: Stamps | None = None
) -> Outcome[None]:
    """Save the title and the dates (stored form) of an experience. Raises `PeriodReversed`."""
    with desk.working() as work:
        row = _row(work, learning_id)
        kept = {name: _text(name, str(value or "")) for name, value in values.items()}
        check_period_of(row, dict(kept))
        work.tx.update("learning", learning_id, dict(kept), displayed(seen, row["stamps"]))
        work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Expérience modifiée"))


def save_answer(desk: Desk, learning_id: str, question: str, text: str, seen: Stamps | None = None) -> Outcome[None]:
    """Keep an answer, under the version of the form it was given to."""
    form = learning_interview(desk)
    if question not in {each.code for each in form.questions}:
        raise InvalidField(question, _("Cette question n’est pas dans l’entretien."), _("Rouvrez l’entretien."))
    with desk.working() as work:
        row = _row(work, learning_id)
        values: dict[str, Value] = {
            "subject_id": learning_id, "form": form.form, "version": form.version, "question": question,
            "value": _text(question, text),
        }  # fmt: skip
        if write_slot(work, "answer", row["dossier_id"], values, seen, f"answer/{learning_id}/{form.form}/{question}"):
            work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Réponse modifiée"))


def remove_learning(
    desk: Desk, learning_id: str, seen: Stamps | None = None, parts: Mapping[str, Stamps] | None = None
) -> Outcome[None]:
    """Remove an experience with its answers and sentences; it can be undone.

    `seen` are the stamps displayed, `parts` those of its answers by question and of its sentences by row: one that came since
    keeps it in sight.
    """
    with desk.working() as work:
        row = _row(work, learning_id)
        told = {
            (table, part): displayed((parts or {}).get(name), stamps)
            for part, (table, name, stamps) in _parts(work, learning_id).items()
            if parts is None or name in parts
        }
        work.tx.remove("learning", learning_id, displayed(seen, row["stamps"]), told.values())
        for (table, part), stamps in told.items():
            work.tx.remove(table, part, stamps)
        work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Expérience retirée"))


def _parts(work: Work, learning_id: str) -> dict[str, tuple[str, str, str]]:
    """By row, the answers and sentences of an experience: table, what names it to a screen, stamps."""
    answers = select(answer.c.id, answer.c.question, answer.c.stamps).where(
        answer.c.subject_id == learning_id, answer.c.deleted_at.is_(None)
    )
    sentences = select(learning_sentence.c.id, learning_sentence.c.stamps).where(
        learning_sentence.c.learning_id == learning_id, learning_sentence.c.deleted_at.is_(None)
    )
    found = {row.id: ("answer", row.question, row.stamps) for row in work.connection.execute(answers)}
    return found | {row.id: ("learning_sentence", row.id, row.stamps) for row in work.connection.execute(sentences)}


def suggested(desk: Desk, found: LearningView) -> tuple[tuple[str, str], ...]:
    """(family, sentence) the answers suggest and that are not there yet."""
    known = {each.text_fr.casefold() for each in found.sentences}
    made: dict[str, str] = {}
    for question in learning_interview(desk).questions:
        for sentence in sentences_from(question, found.answers.get(question.code, "")):
            if sentence.casefold() not in known:
                made.setdefault(sentence, question.family)
    return tuple((family, sentence) for sentence, family in made.items())


def add_sentence(
    desk: Desk, learning_id: str, text: str, family: str = "job", proof: str = "", in_cv: bool = True
) -> Outcome[str]:
    """Add a sentence, chosen for the CV at first; returns its row. Raises `InvalidField` when it is empty.

    Without a proof of its own, it takes what the interview says of the result and of who can tell.
    """
    if not text.strip():
        raise InvalidField("text_fr", _("La phrase est vide."), _("Écrivez ce que la personne sait faire."))
    with desk.working() as work:
        row = _row(work, learning_id)
        query = select(learning_sentence.c.id).where(learning_sentence.c.learning_id == learning_id)
        values: dict[str, Value] = {
            "dossier_id": row["dossier_id"], "learning_id": learning_id,
            "position": len(work.connection.execute(query).all()), "text_fr": _text("text_fr", text),
            "proof": _text("proof", proof or _proof_told(desk, work, learning_id)), "family": family, "in_cv": in_cv,
        }  # fmt: skip
        made = work.tx.create("learning_sentence", values)
        work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(made, _("Phrase ajoutée"))


def save_sentence(
    desk: Desk, sentence_id: str, values: Mapping[str, Value], seen: Stamps | None = None
) -> Outcome[None]:
    """Save what changed of a sentence: its words, proof, family, or the documents it is chosen for."""
    with desk.working() as work:
        row = _sentence_row(work, sentence_id)
        kept = {
            name: value if isinstance(value, bool) else _text(name, str(value or "")) for name, value in values.items()
        }
        work.tx.update("learning_sentence", sentence_id, kept, displayed(seen, row["stamps"]))
        work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Phrase modifiée"))


def remove_sentence(desk: Desk, sentence_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """Remove a sentence; it can be undone."""
    with desk.working() as work:
        row = _sentence_row(work, sentence_id)
        work.tx.remove("learning_sentence", sentence_id, displayed(seen, row["stamps"]))
        work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Phrase retirée"))


def _sentence(row: KeptLearningSentence) -> SentenceView:
    return SentenceView(
        id=row["id"],
        text_fr=row["text_fr"] or "",
        text_en=row["text_en"] or "",
        proof=row["proof"] or "",
        family=row["family"] or "job",
        in_cv=bool(row["in_cv"]),
        in_passport=bool(row["in_passport"]),
        in_mobility=bool(row["in_mobility"]),
        seen=read_stamps(row["stamps"]),
    )


def _text(field: str, text: str) -> str:
    if len(text) > _LONGEST:
        raise InvalidField(field, _("Ce texte est trop long (4 000 caractères au plus)."), _("Raccourcissez-le."))
    refuse_never_stored(text)
    return text.strip()


def _proof_told(desk: Desk, work: Work, learning_id: str) -> str:
    """The answers to the questions that ask for a proof."""
    asked = [each.code for each in learning_interview(desk).questions if each.proof]
    query = select(answer.c.question, answer.c.value).where(
        answer.c.subject_id == learning_id, answer.c.question.in_(asked), answer.c.deleted_at.is_(None)
    )
    told = {row.question: row.value or "" for row in work.connection.execute(query)}
    return " – ".join(told[code].strip(" .") for code in asked if told.get(code, "").strip())[:_LONGEST]


def _row(work: Work, learning_id: str) -> KeptLearning:
    found = kept_row(work.connection, KeptLearning, select(learning).where(learning.c.id == learning_id))
    if found is None:
        raise InvalidField("", _("Cette expérience n’existe plus."), _("Rouvrez l’entretien."))
    return found


def _sentence_row(work: Work, sentence_id: str) -> KeptLearningSentence:
    query = select(learning_sentence).where(learning_sentence.c.id == sentence_id)
    found = kept_row(work.connection, KeptLearningSentence, query)
    if found is None:
        raise InvalidField("", _("Cette phrase n’existe plus."), _("Rouvrez l’entretien."))
    return found
