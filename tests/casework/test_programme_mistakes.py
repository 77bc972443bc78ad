"""A mistake in the declaration of a programme is answered with the file, the key and the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chance_desktop.casework.session.programme.programme_folder import (
    PARTS,
    ProgrammeMistake,
    check_papers,
    read_letter,
    read_programme,
)
from chance_desktop.runtime.assets import forms_folder

REAL = forms_folder() / "une-chance-pour-l-europe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL, tmp_path / "programme"))


def _change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def test_the_real_one_is_sound() -> None:
    programme = read_programme(REAL)
    assert (len(programme.offices), len(programme.steps), programme.durations.placement_weeks) == (15, 9, 24)
    for file in sorted((REAL / "letters").glob("*.toml")):
        if not file.stem.startswith("form-"):
            assert read_letter(REAL, file.stem).paragraphs
    check_papers(REAL, programme)


MISTAKES = [
    ("programme.toml", "language_weeks = 4", 'language_weeks = "quatre"', "durations.language_weeks", "nombre entier"),
    ("programme.toml", "letter_chase = 10", "", "delays.letter_chase", "la clé manque"),
    ("programme.toml", 'code = "une-chance', 'colour = "x"\ncode = "une-chance', "colour", "clé inconnue"),
    ("programme.toml", 'version = "2026.1"', "version = 2026", "version", "un texte est attendu"),
    ("journey.toml", 'phase = "choose"', 'phase = "chose"', "steps.interview.phase", "« chose »"),
    ("journey.toml", 'code = "search"', 'code = "interview"', "steps.interview", "deux fois"),
    ("pieces.toml", "waivable = true", 'waivable = "peut-être"', "pieces.letter-teacher.waivable", "true, false"),
    ("pieces.toml", 'asked_from = "eligibility"', 'asked_from = "eligible"', "pieces.identity.asked_from", "« eligible »"),
    ("pieces.toml", 'field = "hosted"', 'field = "housed"', "pieces.host-attestation.asked_if", "« housed »"),
    ("pieces.toml", 'letter = "teacher"', 'letter = "doctor"', "pieces.letter-teacher.letter", "« doctor »"),
    ("pieces.toml", 'code = "address"', 'code = "identity"', "pieces.identity", "deux fois"),
    ("pieces.toml", 'until = "return_on"', 'untill = "return_on"', "pieces.identity.validity.untill", "clé inconnue"),
    ("pieces.toml", 'until = "return_on"', 'until = "returned"', "pieces.identity.validity", "« returned »"),
    ("eligibility.toml", 'field = "job_seeker"', 'field = "job"', "criteria.job-seeker", "« job »"),
    ("eligibility.toml", 'obstacle", equals = "none"', 'obstacles", equals = "none"', "schemes.bourse-de-la-decouverte.means", "« grant_"),
    ("situation.toml", 'choices = "sex"', 'choices = "gender"', "identity.sex.choices", "« gender »"),
    ("situation.toml", 'visible_if = { field = "minor_at_departure"', 'visible_if = { field = "minor"', "parent.parent_name", "« minor »"),
    ("situation.toml", 'code = "first_name"', 'code = "surname"', "surname", "deux fois"),
    ("import.toml", 'field = "postcode"', 'field = "zip"', "imports.zip", "« zip »"),
    ("import.toml", 'columns = ["CP", "Code postal"]', 'columns = "CP"', "imports", "liste"),
    ("import.toml", 'field = "postcode"', 'field = "project"', "imports.project", "aucune colonne"),
    ("import.toml", 'field = "postcode"', 'field = "lodged_on"', "imports.lodged_on", "aucune colonne"),
    ("import.toml", '"masculin" = "M"', '"masculin" = "Mr"', "imports.sex.values", "« Mr »"),
    ("import.toml", '"vrai" = "oui"', '"vrai" = "yes"', "imports.job_seeker.values", "« yes »"),
    ("import.toml", 'columns = ["CP", "Code postal"]', 'columns = ["CP"]\nvalues = { "x" = "y" }', "imports.postcode.values", "pas de liste"),
    ("directory.toml", 'code = "86400S00"', 'code = "16100S00"', "offices.16100S00", "deux fois"),
    ("directory.toml", 'department = "Vienne"', "", "offices.86400S00.department", "la clé manque"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "reason"), MISTAKES, ids=[f"{m[0]}-{m[3]}" for m in MISTAKES])
def test_a_mistake_is_named(folder: Path, file: str, old: str, new: str, key: str, reason: str) -> None:
    _change(folder, file, old, new)
    with pytest.raises(ProgrammeMistake) as told:
        read_programme(folder)
    assert told.value.file == file
    assert key in told.value.key
    assert reason in told.value.reason.replace("\u00a0", " ")
    assert file in told.value.sentence
    assert told.value.next_step


@pytest.mark.parametrize("file", PARTS)
def test_a_file_that_is_missing_or_not_toml(folder: Path, file: str) -> None:
    (folder / file).write_text("[[", "utf-8")
    with pytest.raises(ProgrammeMistake, match="TOML lisible") as told:
        read_programme(folder)
    assert told.value.file == file
    (folder / file).unlink()
    with pytest.raises(ProgrammeMistake, match="le fichier manque"):
        read_programme(folder)


def test_a_letter_with_a_mistake(folder: Path) -> None:
    _change(folder, "letters/call.toml", "paragraphs = [", "paragraf = [")
    with pytest.raises(ProgrammeMistake, match="paragraf") as told:
        read_letter(folder, "call")
    assert (told.value.file, told.value.reason) == ("letters/call.toml", "clé inconnue")
    with pytest.raises(ProgrammeMistake, match="le fichier manque"):
        read_letter(folder, "nothing")


def test_a_key_declared_twice_in_two_files(folder: Path) -> None:
    with (folder / "pieces.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[region]\nname = "x"\n')
    with pytest.raises(ProgrammeMistake, match="déjà déclaré dans"):
        read_programme(folder)


PAPER_MISTAKES = [
    ("papers/agreement.toml", 'title = "Convention de stage professionnel"', "", "title", "la clé manque"),
    ("papers/agreement.toml", 'title = "Objet et dates"', 'titel = "Objet"', "articles.0.titel", "clé inconnue"),
    ("papers/agreement.toml", 'host = "L’organisme d’accueil"', "", "parties.host", "la clé manque"),
    ("papers/agreement.toml", "{language_span}", "{language_days}", "articles.0.text", "« language_days »"),
    ("papers/agreement.toml", 'version = "1"', "version = 1", "version", "un texte est attendu"),
    ("papers/commitment.toml", "items = [", "item = [", "lists.0.item", "clé inconnue"),
    ("papers/commitment.toml", 'introduction = "', 'introduction = "{planned_end} ', "introduction", "« planned_end »"),
    ("papers/certificate.toml", "early =", "earlier =", "earlier", "clé inconnue"),
    ("papers/certificate.toml", "{weeks_done}", "{weeks done}", "text", "accolade"),
    ("papers/certificate.toml", "{company}", "{compagny}", "text", "« compagny »"),
    ("papers/publicity.toml", 'text = "Du dossier', 'texte = "Du dossier', "reasons.0.texte", "clé inconnue"),
    ("papers/publicity.toml", 'title = "On t’aide à payer"', "title = 3", "reasons.1.title", "un texte est attendu"),
    ("papers/publicity.toml", "who = [", 'who = "tous"\nwhom = [', "whom", "clé inconnue"),
    ("papers/publicity.toml", "{placement_weeks}", "{weeks}", "under", "« weeks »"),
    ("letters/form-teacher.toml", 'kind = "choice"', 'kind = "choix"', "questions.diligence.kind", "text, long_text, choice"),
    ("letters/form-teacher.toml", 'kind = "choice"', 'kind = "text"', "questions.diligence.choices", "seule une question"),
    ("letters/form-teacher.toml", 'kind = "text"', 'kind = "choice"', "questions.name.choices", "la clé manque"),
    ("letters/form-teacher.toml", 'code = "role"', 'code = "name"', "questions.name", "deux fois"),
    ("letters/form-teacher.toml", 'text = "Votre fonction"', "", "questions.role.text", "la clé manque"),
    ("letters/form-employer.toml", 'intro = "{young_person}', 'intro = "{young_man}', "intro", "« young_man »"),
    ("letters/call.toml", "{referee_name}", "{referee}", "paragraphs.0", "« referee »"),
    ("letters/request-teacher.toml", "paragraphs = [", "paragraf = [", "paragraf", "clé inconnue"),
    ("letters/request-teacher.toml", 'subject = "', 'objet = "', "objet", "clé inconnue"),
    ("letters/email-request.toml", "version =", "versions =", "versions", "clé inconnue"),
    ("letters/missing-pieces.toml", "{missing}", "{referee_name}", "box_items.0", "« referee_name »"),
    ("letters/receipt.toml", "{file_number}", "{motive}", "paragraphs.0", "« motive »"),
    ("letters/decision-refused.toml", "{motive}", "{motif}", "paragraphs.1", "« motif »"),
    ("letters/decision-accepted.toml", "{counsellor}", "{counsellor", "paragraphs.1", "accolade"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "reason"), PAPER_MISTAKES, ids=[f"{m[0]}-{m[3]}-{m[2][:12]}" for m in PAPER_MISTAKES]
)
def test_a_mistake_in_a_paper_is_named(folder: Path, file: str, old: str, new: str, key: str, reason: str) -> None:
    _change(folder, file, old, new)
    with pytest.raises(ProgrammeMistake) as told:
        check_papers(folder, read_programme(folder))
    assert told.value.file == file
    assert key in told.value.key
    assert reason in told.value.reason.replace("\u00a0", " ")
    assert file in told.value.sentence


def test_the_letters_a_programme_needs_are_there(folder: Path) -> None:
    for file in ("letters/request-teacher.toml", "letters/decision-waiting.toml", "letters/receipt.toml"):
        content = (folder / file).read_text("utf-8")
        (folder / file).unlink()
        with pytest.raises(ProgrammeMistake, match="le fichier manque") as told:
            check_papers(folder, read_programme(folder))
        assert told.value.file == file
        (folder / file).write_text(content, "utf-8")
    (folder / "papers" / "menu.toml").write_text('title = "Menu"', "utf-8")
    with pytest.raises(ProgrammeMistake, match="aucun papier ne porte ce nom"):
        check_papers(folder, read_programme(folder))
