"""Parts of a file the model does not know come back where they stood, whatever happened to the rest meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from chance_desktop.domain.learner.model import Identification, Kept, Learner, WorkExperience
from chance_desktop.europass.passport.reading import read
from chance_desktop.europass.passport.writing import completed, write
from chance_desktop.europass.schema import references
from tests.europass.schema import errors, needs_schema
from tests.europass.test_hostile import passport

_NOW = datetime(2026, 11, 24, tzinfo=UTC)
_METHODS = (
    "<Identification><ContactInfo><ContactMethodList><ContactMethod><Contact>pigeon <b xmlns=''>x</b> voyageur</Contact>"
    "<Use><Code>vol</Code></Use></ContactMethod></ContactMethodList></ContactInfo></Identification>"
)
_NESTED = (
    "<WorkExperienceList><WorkExperience a='1'><Period><!--depuis--><From year='2020' z='2'/></Period><!--fin-->"
    "<Position><Label>Aide</Label></Position><Salaire devise='EUR'>1200</Salaire></WorkExperience></WorkExperienceList>"
)


@needs_schema
@pytest.mark.parametrize("inside", [_METHODS, _NESTED, "<?autre instruction?>", "<!-- a - b -->"])
def test_it_comes_back_in_a_valid_file(inside: str) -> None:
    first = completed(read(passport(inside).encode()).learner, _NOW)
    assert first.kept
    written = write(first)
    assert errors(written) == []
    assert read(written).learner == first
    assert write(read(written).learner) == written


@needs_schema
def test_what_the_schema_allows_is_written_as_an_element() -> None:
    logo = b"<EuropassLogo>true</EuropassLogo>"
    first = read(passport().encode().replace(b"</DocumentInfo>", logo + b"</DocumentInfo>")).learner
    assert logo in write(first)
    assert errors(write(first)) == []


@needs_schema
def test_around_the_root_too() -> None:
    content = f"<?style a?><!--avant-->{passport()}<!--après-->".encode()
    first = completed(read(content).learner, _NOW)
    written = write(first)
    assert errors(written) == []
    assert read(written).learner == first
    assert written.index(b"avant") < written.index(b"<SkillsPassport") < written.index("après".encode())


@needs_schema
def test_a_part_whose_place_is_gone_is_carried_and_never_lands_elsewhere() -> None:
    first = read(passport(_NESTED).encode()).learner
    without = replace(first, work=())
    again = read(write(without)).learner
    assert {each.xml for each in again.kept} == {each.xml for each in first.kept}
    with_another = replace(again, work=(WorkExperience(),))
    written = write(with_another)
    assert errors(written) == []
    assert read(written).learner.work == (WorkExperience(),)
    assert b"<Salaire" not in etree.tostring(etree.fromstring(written).find(".//{*}WorkExperienceList"))


@needs_schema
@pytest.mark.parametrize(
    "xml", ["pas du xml <", "", "<a/><b/>", "texte", "<!DOCTYPE x><x/>", "<x>\x00</x>", "<?chance-kept <?>"]
)
@pytest.mark.parametrize("place", ["", "Ailleurs[1]", "SkillsPassport[1]/LearnerInfo[1]", "///", "SkillsPassport[0]"])
def test_odd_parts_do_no_harm(xml: str, place: str) -> None:
    learner = Learner(kept=(Kept("skills-passport", place, xml, "?"), Kept("autre", place, xml)))
    written = write(learner)
    assert errors(written) == []
    assert {each.xml for each in read(written).learner.kept} >= {xml} - {"<a/><b/>"} or xml == "<?chance-kept <?>"


@needs_schema
def test_an_address_that_is_no_address_is_carried() -> None:
    learner = Learner(identification=Identification(email="manon chez exemple"))
    written = write(learner)
    assert errors(written) == []
    assert b"<Contact>manon" not in written.replace(b"<?chance-kept <Contact", b"")
    assert read(written).learner.identification.email == "manon chez exemple"


@pytest.mark.parametrize(
    "id", ["ATT_1", "1", "", "pièce n° 1", "ID_hex_31", "ID_hex_zz", "ID_hex_", "a:b", "ID_hex_414243", "\ud800"]
)
def test_ids_of_annexes_go_and_come_back(id: str) -> None:
    written = references.written(id)
    assert written.isascii()
    assert written[0].isalpha()
    assert references.read(written) == id
    assert references.written(references.read(id)) == references.written(id) or references.read(id) != id
