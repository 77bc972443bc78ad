"""Every paper of the catalogue is printed, in each format it declares, by the home it is declared for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdfua import validate

from chance_desktop.casework.demo.region_desk import fill_region
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.papers import catalogue
from chance_desktop.casework.papers.catalogue import (
    DOCUMENTS,
    About,
    Each,
    NoSuchDocument,
    NoSuchFormat,
    NothingNamed,
    document,
    format_of,
    printable,
    render,
)
from chance_desktop.casework.pieces.letters import save_statement
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import MEDIA_TYPES
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.session.programme.programme_folder import ProgrammeMistake
from chance_desktop.casework.stays.stays import open_stay
from tests.casework.printed import about_ids, first_printed
from tests.conftest import TODAY

STARTS = {"pdf": b"%PDF", "odt": b"PK", "xml": b"<?xml", "candidate.xml": b"<?xml", "ics": b"BEGIN:VCALENDAR"}


@pytest.fixture(scope="module")
def region_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The Region, with dossiers it decided."""
    home = tmp_path_factory.mktemp("region") / "home"
    fill_region(home, TODAY)
    desk = open_desk(home)
    sign_in(desk, list_counsellors(desk)[0].id)
    yield desk
    desk.close()


def test_every_paper_is_printed_in_each_of_its_formats(demo: Desk, region_desk: Desk, tmp_path: Path) -> None:
    for kind in demo.programme.referees:
        save_statement(demo, about_ids(demo, About.DOSSIER)[0], kind.code, "Elle travaille bien.")
    seen = set()
    for desk, other in ((demo, False), (region_desk, True)):
        for paper in printable(desk, None):
            if other and "office" in paper.document.roles:
                continue
            for file_format in paper.document.formats:
                found = first_printed(desk, paper, file_format)
                assert found is not None, (paper.name, file_format)
                made = found[1]
                assert made.content.startswith(STARTS.get(file_format, b"")), (paper.name, file_format)
                assert made.file_name.endswith(f".{file_format}")
                assert made.media_type == MEDIA_TYPES[file_format]
                assert made.title
                assert "{" not in made.title + paper.title
                if file_format == "pdf":
                    assert _said_by_the_checker(made.content, tmp_path) == [], paper.name
            seen.add(paper.document.name)
    assert seen == {each.name for each in DOCUMENTS}


def _said_by_the_checker(content: bytes, folder: Path) -> list[tuple[str, str]]:
    """What PDF/UA finds wrong in a paper: one just declared has no sample among those of the documents."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    return [(finding.rule_id, finding.message) for finding in validate(str(file)).findings]


def test_a_paper_is_declared_once() -> None:
    names = [each.name for each in DOCUMENTS]
    assert len(names) == len(set(names))
    for each in DOCUMENTS:
        assert document(each.name) is each
        assert set(each.formats) <= set(MEDIA_TYPES)
        assert ("{kind}" in each.title) == (each.each is not None)


def test_what_a_programme_declares_is_offered_by_its_name(demo: Desk) -> None:
    names = {each.name: each for each in printable(demo)}
    assert {"request-teacher", "form-employer", "questionnaire-survey", "questionnaire-learning-interview"} <= set(
        names
    )
    assert names["request-teacher"].title == "Demande de lettre (enseignant)"
    assert names["questionnaire-end-of-stay"].title == "Questionnaire de fin de séjour"
    assert not any(each.each is Each.REFEREE for each in (names["checklist"].document,))
    assert names["agreement"].title == "Convention de stage professionnel"
    assert "decision" not in names


def test_a_wrong_name_format_or_subject_is_told(demo: Desk) -> None:
    dossier = about_ids(demo, About.DOSSIER)[0]
    with pytest.raises(NoSuchDocument, match="novel") as unknown:
        render(demo, dossier, "novel")
    assert "checklist" in unknown.value.next_step
    assert "request-teacher" in unknown.value.next_step
    assert "decision" not in unknown.value.next_step
    with pytest.raises(NoSuchDocument):
        render(demo, dossier, "decision")
    with pytest.raises(NoSuchFormat, match="Liste des pièces") as form:
        render(demo, dossier, "checklist", "odt")
    assert "pdf" in form.value.next_step
    with pytest.raises(NothingNamed, match="ce document"):
        render(demo, "", "checklist")


def test_the_ending_of_a_file_says_the_format() -> None:
    assert format_of("cv", "Manon.Candidate.XML") == "candidate.xml"
    assert format_of("cv", "manon.xml") == "xml"
    assert format_of("request-teacher", "lettre.eml") == "eml"
    assert format_of("checklist", "liste") == "pdf"
    with pytest.raises(NoSuchFormat, match="docx"):
        format_of("checklist", "liste.docx")


def test_a_paper_whose_text_the_programme_lacks_is_not_offered(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = catalogue.Document(
        "nothing", "papers.printing:render", (), "Rien", "Rien", "rien", needs="papers/nothing.toml"
    )
    monkeypatch.setattr(catalogue, "DOCUMENTS", (*DOCUMENTS, lacking))
    assert "nothing" not in {each.name for each in printable(demo, None)}


def test_a_paper_whose_text_is_wrong_is_offered_and_told_when_printed(
    demo: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(demo.programme_folder, tmp_path / "programme"))
    (folder / "papers" / "agreement.toml").write_text('version = "1"\n', "utf-8")
    monkeypatch.setattr(Desk, "programme_folder", folder)
    offered = {each.name: each for each in printable(demo)}
    assert offered["agreement"].title == "Convention à signer"
    stays = [dossier for dossier in about_ids(demo, About.DOSSIER) if open_stay(demo, dossier).calendar is not None]
    with pytest.raises(ProgrammeMistake, match=r"papers/agreement\.toml, « title »"):
        render(demo, stays[0], "agreement")
