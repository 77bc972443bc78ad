"""The Region publishes texts and rules: offices follow them, former verdicts and answers keep theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import recipients
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.forms.answers import Subject, filled, save_answers
from chance_desktop.casework.programme.published_parts import NotEditable, VersionNeeded, apply_parts, parts, publish
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import NotTheRegion
from chance_desktop.casework.session.programme.programme_folder import ProgrammeMistake
from chance_desktop.casework.situation.situation import freeze_verdict, situation
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import read_stamps
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office

PARTS = SYNCED["programme_part"]


@pytest.fixture
def pair(opened: Callable[[str], Office], tmp_path: Path) -> tuple[Desk, Desk]:
    """An office and the Region that know each other."""
    office, region = opened("civray").desk, opened("region").desk
    enrolment.request(office, tmp_path / "asked")
    enrolment.accept(region, tmp_path / "asked", tmp_path / "welcome")
    enrolment.accept(office, tmp_path / "welcome")
    return office, region


def _tell(region: Desk, office: Desk, folder: Path) -> None:
    peer = next(each for each in recipients(region) if each.device == office.store.device)
    made = bundles.write_bundles(region, peer, folder)
    assert all(not each.refused for each in bundles.import_bundles(office, tuple(each.path for each in made)).result)


def _content(desk: Desk, path: str) -> str:
    return next(each.content for each in parts(desk) if each.path == path)


def test_an_office_follows_what_the_region_publishes(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    office, region = pair
    assert office.programme.delays.letter_chase == 10
    publish(
        region, "programme.toml", _content(region, "programme.toml").replace("letter_chase = 10", "letter_chase = 21")
    )
    assert region.programme.delays.letter_chase == 21
    _tell(region, office, tmp_path / "one")
    assert office.programme.delays.letter_chase == 21
    shown = next(each for each in parts(office) if each.path == "programme.toml")
    assert shown.changed
    # the directory is published the same way
    directory = _content(region, "directory.toml").replace('short = "Poitou"', 'short = "Poitiers et Poitou"')
    publish(region, "directory.toml", directory)
    _tell(region, office, tmp_path / "two")
    assert any(each.short == "Poitiers et Poitou" for each in office.programme.offices)
    assert office.programme.delays.letter_chase == 21
    assert len(list(office.home.glob("programme-*"))) == 1, "only what is followed is kept"


def test_a_change_of_rules_never_rewrites_a_verdict(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    office, region = pair
    dossier = dossier_of(office)
    freeze_verdict(office, dossier)
    before = situation(office, dossier).frozen[0]
    rules = _content(region, "programme.toml").replace('version = "2026.1"', 'version = "2027.1"')
    publish(region, "programme.toml", rules)
    harder = _content(region, "eligibility.toml").replace("at_most = 25", "at_most = 18")
    publish(region, "eligibility.toml", harder)
    _tell(region, office, tmp_path / "one")
    after = situation(office, dossier)
    assert after.frozen[0] == before
    assert (before.rules_version, after.verdict.rules_version) == ("2026.1", "2027.1")


def test_a_questionnaire_changes_with_its_version(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    office, region = pair
    dossier = dossier_of(office)
    subject = Subject(dossier, dossier)
    save_answers(office, "end-of-stay", subject, {"1.1": "4"})
    path = "questionnaires/end-of-stay.toml"
    newer = _content(region, path).replace("Excellent", "Parfait")
    with pytest.raises(VersionNeeded):
        publish(region, path, newer)
    publish(region, path, newer.replace('version = "1"', 'version = "2"'))
    _tell(region, office, tmp_path / "one")
    found = filled(office, "end-of-stay", subject)
    assert (found.form.version, found.form.label(found.form.question("1.1"), "4")) == ("1", "Excellent")
    save_answers(office, "end-of-stay", subject, {"1.1": "4"})
    again = filled(office, "end-of-stay", subject)
    assert (again.form.version, again.form.label(again.form.question("1.1"), "4")) == ("2", "Parfait")


def test_what_does_not_hold_together_is_not_published(pair: tuple[Desk, Desk]) -> None:
    office, region = pair
    with pytest.raises(NotTheRegion):
        publish(office, "programme.toml", _content(office, "programme.toml"))
    with pytest.raises(NotEditable):
        publish(region, "../secrets.toml", "")
    with pytest.raises(ProgrammeMistake, match=r"programme\.toml"):
        publish(region, "programme.toml", "version = ")
    with pytest.raises(ProgrammeMistake, match="asked_from"):
        publish(
            region,
            "pieces.toml",
            _content(region, "pieces.toml").replace('asked_from = "', 'asked_from = "nowhere-', 1),
        )
    agreement = _content(region, "papers/agreement.toml")
    with pytest.raises(ProgrammeMistake, match=r"papers/agreement\.toml, « title ».*la clé manque"):
        publish(region, "papers/agreement.toml", agreement.replace('title = "Convention de stage professionnel"\n', ""))
    with pytest.raises(ProgrammeMistake, match=r"mot entre accolades inconnu.*tache"):
        publish(region, "papers/agreement.toml", agreement.replace("{tasks}", "{tache}"))
    assert region.programme.delays.letter_chase == 10
    assert not list(region.home.glob("programme-*"))


def test_a_part_that_comes_wrong_is_not_followed(pair: tuple[Desk, Desk]) -> None:
    """A later version may publish what this one cannot read: it goes on with what it has."""
    office, _region = pair
    for path, content in (
        ("programme.toml", "nonsense"),
        ("../../outside.toml", "x = 1"),
        ("/etc/passwd.toml", "x = 1"),
    ):
        # as it came from the Region
        with office.store.writer.transaction("") as tx:
            tx.create("programme_part", {"path": path, "content": content, "published_on": "2026-03-02"})
        assert not apply_parts(office) or office.programme.delays.letter_chase == 10
    assert not (office.home.parent.parent / "outside.toml").exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("papers/agreement.toml", 'title = "Convention de stage professionnel"', ""),
        ("letters/call.toml", "{referee_name}", "{referee}"),
        ("letters/form-teacher.toml", 'kind = "choice"', 'kind = "menu"'),
    ],
)
def test_a_wrong_paper_that_comes_leaves_the_former_one(
    pair: tuple[Desk, Desk], tmp_path: Path, path: str, old: str, new: str
) -> None:
    """As a Region whose poste does not look at papers yet would publish it."""
    office, region = pair
    sound = _content(office, path)
    assert old in sound
    with region.working() as work:
        row = work.tx.create(
            "programme_part", {"path": path, "content": sound.replace(old, new), "published_on": "2026-03-02"}
        )
    _tell(region, office, tmp_path / "wrong")
    assert not apply_parts(office)
    assert _content(office, path) == sound
    later = sound + "# relu\n"
    with region.working() as work:
        seen = read_stamps(work.connection.execute(select(PARTS.c.stamps).where(PARTS.c.id == row)).scalar_one())
        work.tx.update("programme_part", row, {"content": later}, seen)
    _tell(region, office, tmp_path / "later")
    assert _content(office, path) == later
