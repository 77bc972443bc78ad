"""What was learned, told in an interview: suggestions, sentences, and where they go once they were chosen."""

from __future__ import annotations

from datetime import date

import pytest

from chance_desktop.casework.europass.learning import (
    add_learning,
    add_sentence,
    learnings,
    remove_learning,
    save_answer,
    save_sentence,
    suggested,
)
from chance_desktop.casework.europass.mobility import (
    mobility_of,
    mobility_view,
    number_received,
    number_requested,
    save_mobility,
)
from chance_desktop.casework.europass.profile import profile
from chance_desktop.casework.europass.proposals import accept, proposals
from chance_desktop.casework.forms.interviews import assessment_guide, learning_interview
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.undo import undo
from chance_desktop.domain.learner.cefr import LanguageSkill, Level
from chance_desktop.domain.learner.number_request import NumberRequest
from chance_desktop.domain.learner.rich_text import plain
from tests.casework.making import dossier_of


def _told(desk: Desk, made: str, area: str = "clubs") -> str:
    told = add_learning(desk, made, area, "Comité des fêtes").result
    save_answer(desk, told, "what", "Tenir la buvette, préparer les affiches")
    save_answer(desk, told, "tools", "- une caisse\n- un tableur")
    return told


def test_answers_suggest_sentences_once(desk: Desk) -> None:
    made = dossier_of(desk)
    told = _told(desk, made)
    found = [sentence for _family, sentence in suggested(desk, learnings(desk, made)[0])]
    assert found[:2] == ["Je sais tenir la buvette", "Je sais préparer les affiches"]
    assert "Je sais utiliser un tableur" in found
    add_sentence(desk, told, found[0])
    assert found[0] not in [sentence for _family, sentence in suggested(desk, learnings(desk, made)[0])]


def test_an_answer_keeps_the_version_it_was_given_under(desk: Desk) -> None:
    from sqlalchemy import select

    from chance_desktop.store.schema.tables import answer

    made = dossier_of(desk)
    _told(desk, made)
    with desk.reading() as connection:
        rows = connection.execute(select(answer.c.form, answer.c.version, answer.c.question)).all()
    form = learning_interview(desk)
    assert {(row.form, row.version) for row in rows} == {(form.form, form.version)}
    with pytest.raises(InvalidField):
        save_answer(desk, learnings(desk, made)[0].id, "health", "non")


def test_chosen_sentences_are_proposed_reworded_and_put_in_their_place(desk: Desk) -> None:
    made = dossier_of(desk, language="en")
    told = _told(desk, made)
    add_sentence(desk, told, "Je sais travailler avec des bénévoles", "communication")
    row = add_sentence(desk, told, "Je sais tenir la buvette", "job").result
    save_sentence(desk, row, {"in_mobility": True})
    found = {each.key: each for each in proposals(desk, made)}
    assert set(found) == {f"experience/{told}", "skill/communication", "skill/job_related", "mobility/job_related"}
    assert profile(desk, made).values["communication_fr"] in (None, "")
    accept(desk, made, found["skill/communication"], "- Je travaille bien avec des bénévoles")
    accept(desk, made, found[f"experience/{told}"], found[f"experience/{told}"].text)
    accept(desk, made, found["mobility/job_related"], found["mobility/job_related"].text)
    here = profile(desk, made)
    assert plain(here.values["communication_fr"]) == "- Je travaille bien avec des bénévoles"
    assert here.of("achievement")[0].values["title_fr"] == "Comité des fêtes"
    assert mobility_of(desk, made).skills.job_related == "- Je sais tenir la buvette"
    left = {each.key for each in proposals(desk, made)}
    assert left == {"skill/communication", "skill/job_related"}, "the reworded sentence is not the one chosen"


def test_a_sentence_takes_the_proof_the_interview_told(desk: Desk) -> None:
    made = dossier_of(desk)
    told = _told(desk, made)
    save_answer(desk, told, "result", "Quatre cents entrées.")
    save_answer(desk, told, "witness", "Mme Rivault")
    add_sentence(desk, told, "Je sais tenir la buvette")
    add_sentence(desk, told, "Je sais compter une caisse", proof="Attestation du comité")
    assert [each.proof for each in learnings(desk, made)[0].sentences] == [
        "Quatre cents entrées – Mme Rivault",
        "Attestation du comité",
    ]


def test_a_journey_abroad_is_proposed_to_the_passport(desk: Desk) -> None:
    made = dossier_of(desk, language="en")
    told = add_learning(desk, made, "travel", "Une semaine à Bristol").result
    row = add_sentence(desk, told, "Je sais demander mon chemin en anglais", "language", in_cv=False).result
    save_sentence(desk, row, {"in_passport": True})
    (proposal,) = proposals(desk, made)
    assert proposal.document == "passport"
    accept(desk, made, proposal, proposal.text)
    entry = profile(desk, made).of("language-experience")[0]
    assert entry.values["language"] == "en"
    assert proposals(desk, made) == ()


def test_an_experience_goes_with_its_answers_and_comes_back(desk: Desk) -> None:
    made = dossier_of(desk)
    told = _told(desk, made)
    add_sentence(desk, told, "Je sais tenir la buvette")
    gone = remove_learning(desk, told)
    assert learnings(desk, made) == ()
    assert gone.undo is not None
    undo(desk, gone.undo)
    back = learnings(desk, made)[0]
    assert back.answers["tools"].startswith("- une caisse")
    assert len(back.sentences) == 1


def test_the_guide_finds_the_level_and_never_skips_one(desk: Desk) -> None:
    guide = assessment_guide(desk)
    both = {(level.value, number) for level in (Level.A1, Level.A2, Level.B1) for number in range(2)}
    assert guide.reached(LanguageSkill.READING, both) is Level.B1
    assert guide.reached(LanguageSkill.READING, both - {("A2", 1)}) is Level.A1
    assert guide.reached(LanguageSkill.READING, {("C2", 0), ("C2", 1)}) is None


def test_the_number_of_a_mobility_is_asked_then_received(desk: Desk) -> None:
    made = dossier_of(desk, departure_on=date(2026, 9, 1))
    assert mobility_view(desk, made).state is NumberRequest.TO_REQUEST
    number_requested(desk, made, date(2026, 5, 4))
    assert "4\u00a0mai 2026" in mobility_view(desk, made).state_label
    with pytest.raises(InvalidField):
        number_received(desk, made, "  ", date(2026, 6, 1))
    number_received(desk, made, "FR-2026-12", date(2026, 6, 1))
    found = mobility_of(desk, made)
    assert found.issuer.number == "FR-2026-12"
    assert found.sending.name
    before = mobility_view(desk, made).completeness.percent
    save_mobility(
        desk, made, {"host_name": "Hôtel Mirador", "host_address": "Valence", "host_reference": "Lucía Ferrer"}
    )
    assert mobility_view(desk, made).completeness.percent > before
