"""Files of versions 1 to 3.3, and those other programs wrote a little wrong, are read all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chance_desktop.domain.learner.cefr import Levels
from chance_desktop.domain.learner.model import Coded, Document
from chance_desktop.domain.learner.partial_dates import PartialDate
from chance_desktop.europass.failures import OldVersion, OtherNamespace
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


FIRST = """<europass:learnerinfo xmlns:europass="http://europass.cedefop.europa.eu/Europass/V{version}"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" locale="fr_FR">
 <docinfo><issuedate>2009-05-12T10:00:00</issuedate><xsdversion>V{version}</xsdversion><comment>Europass CV</comment></docinfo>
 <prefs><field name="step1.photo" keep="true"/></prefs>
 <identification><firstname>Éloïse</firstname><lastname>Garnaud</lastname>
  <contactinfo><address><addressLine>3 rue du Four</addressLine><municipality>Civray</municipality><postalCode>86400</postalCode>
   <country><code>fr</code><label>France</label></country></address><telephone>05 49 87 00 00</telephone><fax>05 49 87 00 01</fax>
   <mobile>06 39 98 12 01</mobile><email>eloise@exemple.fr</email></contactinfo>
  <demographics><birthdate><year>1989</year><month>--02</month><day>---14</day></birthdate><gender>F</gender>
   <nationality><code>FR</code><label>Française</label></nationality></demographics>
  <photo type="JPG">/9j/4AAQ</photo></identification>
 <application><code>51230</code><label>Serveuse</label></application>
 <workexperiencelist><workexperience><period><from><year>2008</year><month>--06</month></from><to><year>2009</year></to></period>
  <position><code>51230</code><label>Serveuse</label></position><activities>Accueil
Service &amp; caisse</activities><employer><name>Auberge du Four</name><address><municipality>Civray</municipality></address>
  <sector><code>H</code><label>Hôtels et restaurants</label></sector></employer></workexperience></workexperiencelist>
 <educationlist><education><period><from><year>2004</year></from></period><title>CAP</title><skills>Service en salle</skills>
  <organisation><name>Lycée Kyoto</name><type>Lycée</type></organisation><level><code>3</code><label>CITE 3</label></level>
 </education></educationlist>
 <languagelist><language xsi:type="europass:mother"><code>FR</code><label>français</label></language>
  <language xsi:type="europass:foreign"><code>en</code><label>anglais</label><level><listening>b1</listening><reading>b2</reading>
   <spokeninteraction>a2</spokeninteraction><spokenproduction>a2</spokenproduction><writing>a1</writing></level>
   <diplomalist><diploma><title>First</title><awardingBody>Cambridge</awardingBody><date><year>2007</year></date><level>b2</level>
   </diploma></diplomalist></language></languagelist>
 <skilllist><skill type="social">Équipe</skill><skill type="computer">Tableur</skill><skill type="artistic">Chant</skill>
  <structured-skill xsi:type="europass:driving"><drivinglicence>B</drivinglicence></structured-skill></skilllist>
 <misclist><misc type="additional">Bénévole</misc></misclist></europass:learnerinfo>"""


@needs_schema
@pytest.mark.parametrize("version", ["1.1", "1.2", "2.0"])
def test_files_of_the_years_before_are_read_and_what_has_no_place_is_kept(version: str) -> None:
    found = read(FIRST.format(version=version).encode())
    learner = found.learner
    who, (job,), (study,), (english,) = learner.identification, learner.work, learner.education, learner.languages
    assert (who.name.first_name, who.name.surname, who.email) == ("Éloïse", "Garnaud", "eloise@exemple.fr")
    assert (who.address.line, who.address.town, who.address.country.code) == ("3 rue du Four", "Civray", "FR")
    assert [each.value for each in who.telephones] == ["06 39 98 12 01", "05 49 87 00 00"]
    assert (who.birth_date, who.gender.code) == (PartialDate(1989, 2, 14), "F")
    assert [each.code for each in who.nationalities] == ["FR"]
    assert who.photo is not None
    assert (learner.headline.kind.code, learner.headline.description.label) == ("preferred_job", "Serveuse")
    assert (job.period.since, job.period.until) == (PartialDate(2008, 6), PartialDate(2009))
    assert (job.position.label, job.employer.name, job.employer.sector.label) == (
        "Serveuse", "Auberge du Four", "Hôtels et restaurants",
    )  # fmt: skip
    assert job.activities == "<p>Accueil</p><p>Service &amp; caisse</p>"
    assert (study.title, study.organisation.name, study.level.label) == ("CAP", "Lycée Kyoto", "CITE 3")
    assert [each.language.code for each in learner.mother_tongues] == ["fr"]
    assert english.levels == Levels("B1", "B2", "A2", "A2", "A1")
    assert (english.certificates[0].title, english.certificates[0].awarding_body) == ("First", "Cambridge")
    assert (learner.communication.text, learner.digital.text, learner.other.text) == (
        "<p>Équipe</p>", "<p>Tableur</p>", "<p>Chant</p>",
    )  # fmt: skip
    assert learner.driving.licences == ("B",)
    assert learner.achievements[0].description == "<p>Bénévole</p>"
    assert f"version {version}" in found.remarks[-1]
    written = write(learner)
    assert errors(written) == []
    assert b"05 49 87 00 01" in written
    assert replace(read(written).learner, about=learner.about) == learner


def test_a_file_of_before_that_says_nothing_is_refused_with_its_version() -> None:
    with pytest.raises(OldVersion, match=r"1\.2") as refusal:
        read(b'<l:learnerinfo xmlns:l="http://europass.cedefop.eu.int/Europass/V1.2"><docinfo/></l:learnerinfo>')
    assert refusal.value.next_step
    with pytest.raises(OtherNamespace):
        read(b'<learnerinfo xmlns="urn:other"><identification><lastname>A</lastname></identification></learnerinfo>')
