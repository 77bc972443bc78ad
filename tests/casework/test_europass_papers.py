"""Europass documents as files: each format reads back as what it was written from, and carries only what belongs to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chance_desktop.casework.europass.comparison import compare, take
from chance_desktop.casework.europass.files import read_file
from chance_desktop.casework.europass.profile import add_entry, profile, save_letter, save_profile
from chance_desktop.casework.europass.projection import learner_of
from chance_desktop.casework.papers.catalogue import NoSuchFormat
from chance_desktop.casework.papers.europass_papers import Format, NothingToWrite, Paper, formats, paper_file
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import situation
from chance_desktop.domain.learner.model import Document
from tests.casework.making import dossier_of


def _filled(desk: Desk) -> str:
    made = dossier_of(desk, language="en")
    save_profile(
        desk, made, {"mother_tongues": json.dumps(["fr"]), "headline_fr": "Vendeuse", "licences": json.dumps(["B"])}
    )
    add_entry(
        desk, made, "work", {"title_fr": "Vendeuse", "organisation": "Sicard", "since": "2024-09", "current": True}
    )
    add_entry(
        desk, made, "language-experience", {"language": "en", "text_fr": "<p>Un mois à Cork</p>", "since": "2023"}
    )
    save_letter(desk, made, {"organisation": "Bakery", "body_fr": "<p>Bonjour</p>", "subject_fr": "Stage"})
    return made


@pytest.mark.parametrize("paper", [Paper.CV, Paper.LANGUAGE_PASSPORT, Paper.COVER_LETTER, Paper.SKILLS_PASSPORT])
@pytest.mark.parametrize("wanted", [Format.PDF, Format.XML])
def test_a_document_reads_back_as_itself(desk: Desk, tmp_path: Path, paper: Paper, wanted: Format) -> None:
    made = _filled(desk)
    path = tmp_path / f"x.{wanted.value}"
    path.write_bytes(paper_file(desk, made, paper, wanted).content)
    found = read_file(path)
    assert found.remarks == ()
    assert found.learner.identification.name.surname == "Roussel"
    assert bool(found.learner.work) is (paper in (Paper.CV, Paper.SKILLS_PASSPORT))
    assert (found.learner.cover_letter is not None) is (paper in (Paper.COVER_LETTER, Paper.SKILLS_PASSPORT))
    documents = {Paper.CV: Document.CV, Paper.LANGUAGE_PASSPORT: Document.LANGUAGE_PASSPORT,
                 Paper.COVER_LETTER: Document.COVER_LETTER, Paper.SKILLS_PASSPORT: Document.SKILLS_PASSPORT}  # fmt: skip
    assert found.learner.about.document is documents[paper]
    whole = learner_of(desk, made)
    if paper is Paper.LANGUAGE_PASSPORT:
        assert found.learner.languages == whole.languages


def test_the_portal_s_format_exists_for_the_cv_alone(desk: Desk, tmp_path: Path) -> None:
    made = _filled(desk)
    path = tmp_path / "x.xml"
    path.write_bytes(paper_file(desk, made, Paper.CV, Format.CANDIDATE).content)
    assert read_file(path).format == "candidate"
    assert Format.CANDIDATE not in formats(Paper.LANGUAGE_PASSPORT)
    with pytest.raises(NoSuchFormat, match="ne peut pas être écrit"):
        paper_file(desk, made, Paper.MOBILITY, Format.XML)


def test_an_empty_letter_is_not_written(desk: Desk) -> None:
    with pytest.raises(NothingToWrite):
        paper_file(desk, dossier_of(desk), Paper.COVER_LETTER, Format.PDF)


def test_a_file_fills_another_dossier_and_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    from datetime import date

    from chance_desktop.casework.situation.create_dossier import NewPerson

    path = tmp_path / "cv.pdf"
    path.write_bytes(paper_file(desk, _filled(desk), Paper.SKILLS_PASSPORT, Format.PDF).content)
    other = dossier_of(desk, NewPerson("Baudry", "Théo", date(2004, 2, 14)))
    comparison = compare(desk, other, read_file(path).learner)
    keys = {each.key for each in comparison.differences if each.advised}
    assert "person/surname" not in keys
    assert "person/surname" in {each.key for each in comparison.differences}
    done = take(desk, comparison, keys)
    here = profile(desk, other)
    assert [each.values["title_fr"] for each in here.of("work")] == ["Vendeuse"]
    assert here.values["headline_fr"] == "Vendeuse"
    assert situation(desk, other).values["surname"] == "Baudry"
    again = compare(desk, other, read_file(path).learner)
    assert {each.key for each in again.differences if each.advised} <= {"profile/kept"}
    assert done.undo is not None
    undo(desk, done.undo)
    assert profile(desk, other).of("work") == ()
    assert profile(desk, other).values["headline_fr"] in (None, "")


def test_what_the_profile_has_no_field_for_comes_back_in_the_next_file(desk: Desk, tmp_path: Path) -> None:
    sample = Path(__file__).parents[2].parent / "shared" / "europass" / "samples" / "Europass_CV_V3.4.0_Example.xml"
    if not sample.exists():
        pytest.skip("the official samples are not beside the project")
    made = dossier_of(desk)
    first = read_file(sample).learner
    comparison = compare(desk, made, first)
    take(desk, comparison, {each.key for each in comparison.differences})
    path = tmp_path / "again.xml"
    path.write_bytes(paper_file(desk, made, Paper.SKILLS_PASSPORT, Format.XML, "en").content)
    second = read_file(path).learner
    assert second.identification.telephones[1:] == first.identification.telephones[1:]
    assert second.identification.messaging == first.identification.messaging
    assert [each.employer.name for each in second.work] == [each.employer.name for each in first.work]
    assert [each.activities for each in second.work] == [each.activities for each in first.work]
    assert {each.xml for each in first.kept} <= {each.xml for each in second.kept}
    assert [annex.data for annex in second.annexes] == [annex.data for annex in first.annexes]
