"""The Europass profile of a dossier: typed once, kept in two languages, projected on a learner, in order."""

from __future__ import annotations

import json

import pytest

from chance_desktop.casework.europass.assessments import assessments, save_levels
from chance_desktop.casework.europass.completeness import cv_completeness, passport_completeness
from chance_desktop.casework.europass.profile import (
    add_entry,
    move_entry,
    profile,
    remove_entry,
    save_entry,
    save_profile,
    shown,
    stored,
)
from chance_desktop.casework.europass.projection import learner_of, material
from chance_desktop.casework.europass.sections import section_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.undo import undo
from chance_desktop.domain.learner.cefr import LanguageSkill, Level, Moment
from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.runtime.words import french_spaces
from tests.casework.making import dossier_of

WORK = section_of("work")


def test_a_cv_takes_who_the_person_is_from_the_situation(desk: Desk) -> None:
    made = dossier_of(desk, language="en", destination_town="Cork")
    found = learner_of(desk, made)
    assert found.identification.name.surname == "Roussel"
    assert found.identification.telephones[0].value == "06 39 98 12 45"
    assert str(found.identification.birth_date) == "2005-03-12"
    assert found.identification.nationalities[0].code == "FR"
    assert [each.language.code for each in found.languages] == ["en"]


def test_texts_are_kept_per_language_and_codes_are_translated(desk: Desk) -> None:
    made = dossier_of(desk)
    save_profile(desk, made, {"headline_fr": "Vendeuse", "mother_tongues": json.dumps(["fr"])})
    add_entry(desk, made, "work", {"title_fr": "Vendeuse", "title_en": "Shop assistant", "country": "FR", "code": "G"})
    french, english = learner_of(desk, made, "fr"), learner_of(desk, made, "en")
    assert french.work[0].position.label == "Vendeuse"
    assert english.work[0].position.label == "Shop assistant"
    assert english.headline.description.label == ""
    assert french.mother_tongues[0].language.label.casefold() == "français"
    assert english.mother_tongues[0].language.label == "French"
    assert french.work[0].employer.sector.label != english.work[0].employer.sector.label


def test_entries_come_newest_first_move_and_come_back(desk: Desk) -> None:
    made = dossier_of(desk)
    for title in ("A", "B", "C"):
        add_entry(desk, made, "work", {"title_fr": title})
    rows = profile(desk, made).of("work")
    assert [each.values["title_fr"] for each in rows] == ["C", "B", "A"]
    move_entry(desk, rows[0].id, up=False)
    assert [each.values["title_fr"] for each in profile(desk, made).of("work")] == ["B", "C", "A"]
    move_entry(desk, rows[0].id, up=False)
    move_entry(desk, rows[0].id, up=False)
    assert [each.values["title_fr"] for each in profile(desk, made).of("work")] == ["B", "A", "C"]
    gone = remove_entry(desk, rows[1].id)
    assert [each.values["title_fr"] for each in profile(desk, made).of("work")] == ["A", "C"]
    assert gone.undo is not None
    undo(desk, gone.undo)
    assert [each.values["title_fr"] for each in profile(desk, made).of("work")] == ["B", "A", "C"]


def test_dates_may_be_partial_and_wrong_ones_are_told(desk: Desk) -> None:
    since = WORK.field("since")
    assert [stored(since, typed, desk.today()) for typed in ("2024", "9/2024", "15/09/2024", "")] == [
        "2024",
        "2024-09",
        "2024-09-15",
        "",
    ]
    assert [shown(since, value) for value in ("2024", "2024-09", "2024-09-15")] == ["2024", "09/2024", "15/09/2024"]
    for wrong, why in (
        ("31/02/2024", "Le 31 février n’existe pas."), ("13/2024", "Il n’y a pas de mois 13."),
        ("hier", "« hier » n’est pas une date."), ("20244", "« 20244 » n’est pas une date."),
        ("2099", "L’année 2099 est trop lointaine."),
    ):  # fmt: skip
        with pytest.raises(InvalidField) as refusal:
            stored(since, wrong, desk.today())
        assert refusal.value.sentence == french_spaces(why)
        assert refusal.value.next_step


def test_rich_text_stays_as_it_came_until_its_words_change(desk: Desk) -> None:
    text = WORK.field("text")
    rich = "<p>Avec <b>soin</b></p><ul><li>un</li></ul>"
    typed = shown(text, rich)
    assert typed == "Avec soin\n- un"
    assert stored(text, typed, desk.today(), rich) == rich
    assert stored(text, "Avec soin\n- deux", desk.today(), rich) == "<p>Avec soin</p><ul><li>deux</li></ul>"


def test_a_save_touches_only_what_changed_and_carries_what_was_seen(desk: Desk) -> None:
    made = dossier_of(desk)
    row = add_entry(desk, made, "work", {"title_fr": "Vendeuse", "organisation": "Sicard"}).result
    before = profile(desk, made).entry(row)
    save_entry(
        desk,
        row,
        {"title_fr": "Vendeuse", "organisation": "Maison Sicard"},
        before.seen,
    )
    after = profile(desk, made).entry(row)
    assert after.values["organisation"] == "Maison Sicard"
    assert after.seen.get("title_fr", after.seen["*"]) == before.seen["*"]
    nothing = save_entry(desk, row, {"organisation": "Maison Sicard"}, after.seen)
    assert nothing.undo is None


def test_levels_before_and_after_are_both_kept(desk: Desk) -> None:
    made = dossier_of(desk, language="en")
    save_levels(desk, made, "en", Moment.BEFORE, {LanguageSkill.READING: Level.A2})
    save_levels(desk, made, "en", Moment.BEFORE, {LanguageSkill.WRITING: Level.A1})
    save_levels(desk, made, "en", Moment.AFTER, {LanguageSkill.READING: Level.B1})
    found = {each.assessment.moment: each.assessment.levels for each in assessments(desk, made)}
    assert found[Moment.BEFORE].reading is Level.A2
    assert found[Moment.AFTER].reading is Level.B1
    shown_levels = learner_of(desk, made).languages[0].levels
    assert (shown_levels.reading, shown_levels.writing, shown_levels.listening) == (Level.B1, Level.A1, None)
    save_levels(desk, made, "en", Moment.AFTER, {LanguageSkill.READING: None})
    assert learner_of(desk, made).languages[0].levels.reading is Level.A2


def test_the_meter_names_what_is_missing(desk: Desk) -> None:
    made = dossier_of(desk, language="en")
    first = cv_completeness(material(desk, made))
    assert "Expérience professionnelle" in [each.label for each in first.missing]
    add_entry(desk, made, "work", {"title_fr": "Vendeuse"})
    second = cv_completeness(material(desk, made))
    assert second.percent > first.percent
    assert "Expérience professionnelle" not in [each.label for each in second.missing]
    assert "Deuxième langue" in [
        each.label for each in passport_completeness(material(desk, made), desk.today()).missing
    ]


def test_a_period_still_going_on_has_no_end(desk: Desk) -> None:
    made = dossier_of(desk)
    add_entry(desk, made, "work", {"title_fr": "Vendeuse", "since": "2024-09", "current": True})
    period = learner_of(desk, made).work[0].period
    assert (period.since, period.until, period.current) == (PartialDate(2024, 9), None, True)
