"""Files of 3.0 to 3.3, and those other programs wrote a little wrong, are read all the same."""

from __future__ import annotations

import pytest

from chance_desktop.domain.learner.model import Coded, Document
from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.europass.passport.reading import read
from chance_desktop.europass.passport.writing import write
from tests.europass.schema import errors, needs_schema

_OLD = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="{namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{namespace} http://europass.cedefop.europa.eu/xml/v3.0.0/EuropassSchema.xsd" locale="fr">
 <DocumentInfo><DocumentType>ECV</DocumentType><CreationDate>2013-02-07T09:00:00.000+01:00</CreationDate>
  <LastUpdateDate>2013-02-07</LastUpdateDate><XSDVersion>{version}</XSDVersion><Generator>EWA</Generator>
  <Comment>Europass CV</Comment></DocumentInfo>
 <LearnerInfo>
  <Identification>
   <ContactInfo><Email><Contact> manon@exemple.fr</Contact><Use><Code>home</Code></Use></Email>
    <Telephone><Contact>06 39 98 00 01</Contact></Telephone></ContactInfo>
   <PersonName><Surname>Roussel</Surname><FirstName>Manon</FirstName></PersonName>
   <Demographics><Birthdate year="2005" month="--03--" day="---09"/></Demographics>
  </Identification>
  <EducationList><Education><Level><Code>0</Code><Label>CITE 0</Label></Level></Education></EducationList>
  <Skills><Computer><Description><p>Tableur &amp; <b>courriel</b></p></Description></Computer></Skills>
 </LearnerInfo>
</SkillsPassport>"""


@needs_schema
@pytest.mark.parametrize("version", ["V3.0", "V3.1", "V3.2", "V3.3"])
@pytest.mark.parametrize(
    "namespace",
    [
        "http://europass.cedefop.europa.eu/Europass",
        "https://europass.cedefop.europa.eu/Europass",
        "http://europass.cedefop.europa.eu/Europass/V3.0",
        "",
    ],
)
def test_older_versions_are_read_and_written_as_3_4(version: str, namespace: str) -> None:
    found = read(_OLD.format(version=version, namespace=namespace).encode())
    learner = found.learner
    who = learner.identification
    assert (who.name.first_name, who.name.surname) == ("Manon", "Roussel")
    assert who.birth_date == PartialDate(2005, 3, 9)
    assert learner.about.document is Document.CV
    assert learner.about.updated is not None
    assert learner.about.updated.year == 2013
    assert learner.education[0].level == Coded("0", "CITE 0")
    assert learner.digital.text == "<p>Tableur &amp; <b>courriel</b></p>"
    assert learner.digital.information == ""
    assert any("«\u00a00\u00a0»" in each for each in found.remarks)
    assert any("Telephone" in each for each in found.remarks)
    written = write(learner)
    assert errors(written) == []
    assert b"06 39 98 00 01" in written
    assert read(written).learner.education == learner.education


def test_a_version_that_is_not_three_is_told() -> None:
    found = read(_OLD.format(version="V2.0", namespace="").encode())
    assert any("V2.0" in each for each in found.remarks)
