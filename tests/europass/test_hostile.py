"""Files that come from anyone: each is refused with a sentence and a next step, or read with remarks; memory stays bounded."""

from __future__ import annotations

import random
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chance_desktop.europass import failures
from chance_desktop.europass.opening import read_any
from chance_desktop.europass.passport.reading import read
from chance_desktop.europass.passport.skills_passport import NAMESPACE
from chance_desktop.europass.passport.writing import write
from chance_desktop.europass.tree.safe_xml import SIZE_LIMIT, parse
from chance_desktop.runtime.errors import ExpectedError
from tests.europass.schema import errors, needs_schema, sample_paths


def passport(inside: str = "", attributes: str = 'locale="fr"') -> str:
    """A small document around some content of `LearnerInfo`."""
    info = "<DocumentInfo><DocumentType>ECV</DocumentType></DocumentInfo>"
    return (
        f'<SkillsPassport xmlns="{NAMESPACE}" {attributes}>{info}<LearnerInfo>{inside}</LearnerInfo></SkillsPassport>'
    )


def name(first_name: str) -> str:
    """A first name in its place."""
    return f"<Identification><PersonName><FirstName>{first_name}</FirstName></PersonName></Identification>"


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BAD = [
    (f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>{passport(name("&l9;"))}', failures.DeclarationsForbidden),
    (
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>{passport(name("&f;"))}',
        failures.DeclarationsForbidden,
    ),
    (f'<!DOCTYPE x SYSTEM "https://exemple.fr/x.dtd">{passport()}', failures.DeclarationsForbidden),
    (f'<?xml version="1.0"?><!-- a --><?b c?>\n<!DOCTYPE x>{passport()}', failures.DeclarationsForbidden),
    (f"<?a <b?><!-- <c> -->{'<?p x?>' * 200}<!DOCTYPE x>{passport()}", failures.DeclarationsForbidden),
    (f"{'<?p x?>' * 200}<a/>", failures.NotEuropass),
    (passport(name("&inconnue;")), failures.DeclarationsForbidden),
    (passport()[:-40], failures.Truncated),
    (passport()[:-17], failures.Truncated),
    ("<SkillsPassport", failures.Truncated),
    ("<a><b></a></b>", failures.NotXml),
    ("", failures.NotXml),
    ("Nom;Prénom\nRoussel;Manon", failures.NotXml),
    ('<html xmlns="http://www.w3.org/1999/xhtml"/>', failures.NotEuropass),
    ("<learnerinfo/>", failures.NotEuropass),
    ('<SkillsPassport xmlns="http://exemple.fr/autre"/>', failures.OtherNamespace),
    (f"{'<a>' * 10_000}{'</a>' * 10_000}", failures.TooDeep),
    (passport("<a>" * 10_000 + "</a>" * 10_000), failures.TooDeep),
    (f"<a>{'<b/>' * 600_000}</a>", failures.TooDeep),
]


@pytest.mark.parametrize(("text", "refusal"), _BAD, ids=lambda each: getattr(each, "__name__", ""))
def test_each_bad_file_has_its_refusal(text: str, refusal: type[ExpectedError]) -> None:
    with pytest.raises(refusal) as caught:
        read_any(text.encode())
    assert caught.value.sentence
    assert caught.value.next_step


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_declarations_are_seen_in_other_encodings(encoding: str) -> None:
    text = f'<!DOCTYPE x [<!ENTITY a "b">]>{passport(name("&a;"))}'
    with pytest.raises(failures.DeclarationsForbidden):
        read_any(text.encode(encoding))
    declared = f'<?xml version="1.0" encoding="UTF-7"?>{text}'.encode("utf-7")
    with pytest.raises(ExpectedError):
        read_any(declared)


@pytest.mark.parametrize(
    "content",
    [
        passport(name("Élodie")).encode("utf-16"),
        b"\xef\xbb\xbf" + passport(name("Élodie")).encode(),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>' + passport(name("Élodie"))).encode("latin-1"),
        ("\n\n" + passport(name("Élodie"))).encode(),
        passport(name("<![CDATA[Élodie]]>")).encode(),
    ],
    ids=["utf-16", "bom", "latin-1", "blank-lines", "cdata"],
)
def test_sound_encodings_are_read(content: bytes) -> None:
    assert read_any(content).learner.identification.name.first_name == "Élodie"


def test_a_file_of_100_mb_is_refused_without_being_loaded(tmp_path: Path) -> None:
    path = tmp_path / "enorme.xml"
    with path.open("wb") as stream:
        stream.write(b"<SkillsPassport>")
        stream.truncate(100 * 2**20)
    tracemalloc.start()
    with pytest.raises(failures.TooLarge):
        read_any(path)
    with path.open("rb") as stream, pytest.raises(failures.TooLarge):
        read_any(stream)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80 * 2**20  # a PDF may have 60 MiB; no more is ever held
    with pytest.raises(failures.TooLarge):
        parse(b" " * (SIZE_LIMIT + 1))
    with pytest.raises(failures.TooLarge):
        read_any(BytesIO(b" " * (SIZE_LIMIT + 1)))
    with pytest.raises(failures.FileUnreadable):
        read_any(tmp_path / "absent.xml")


_ODD = [
    ("<Headline><Type><Code>inventé</Code></Type></Headline>", "inventé"),
    ('<Identification><Demographics><Birthdate year="2005" month="--13"/></Demographics></Identification>', "date"),
    ('<Identification><Demographics><Birthdate year="2005" month="--02" day="---30"/></Demographics></Identification>', ""),
    ('<Identification><Demographics><Birthdate year="2005" day="---30"/></Demographics></Identification>', "date"),
    ('<Documentation><ReferenceTo idref="ABSENTE"/></Documentation>', "ABSENTE"),
    ("<Identification><Photo><MimeType>image/png</MimeType><Data>%%%</Data></Photo></Identification>", "%%%"),
    ("<Identification><Inconnu a='b'>x<y/></Inconnu></Identification>", "Inconnu"),
    ("<Identification>du texte égaré<PersonName><Surname>R</Surname></PersonName></Identification>", "hors de toute"),
    ("<Identification><PersonName><FirstName>A</FirstName><FirstName>B</FirstName></PersonName></Identification>", "plusieurs"),
    (
        "<Skills><Linguistic><ForeignLanguageList><ForeignLanguage><ProficiencyLevel><Reading>Z9</Reading>"
        "</ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic></Skills>",
        "Z9",
    ),
    ("<WorkExperienceList><WorkExperience><Period><Current>peut-être</Current></Period></WorkExperience></WorkExperienceList>", "peut-être"),
]  # fmt: skip


@needs_schema
@pytest.mark.parametrize(("inside", "told"), _ODD)
def test_what_is_not_understood_is_told_kept_and_written_back_in_a_valid_file(inside: str, told: str) -> None:
    first = read(passport(inside).encode())
    assert first.remarks
    assert any(told in each for each in first.remarks)
    assert all(each[0].isupper() and each.endswith((".", ").")) for each in first.remarks)
    written = write(first.learner)
    assert errors(written) == []
    again = read(written)
    assert again.learner.kept == first.learner.kept
    assert write(again.learner) == written


def test_many_remarks_stay_readable() -> None:
    found = read(passport("".join(f"<X{n}/>" for n in range(500))).encode())
    assert len(found.remarks) < 60
    assert len(found.learner.kept) == 500


def test_long_lists_stay_quick_to_read_and_write() -> None:
    """Twenty thousand unknown elements and comments: read and written in linear time, none lost."""
    found = read(passport("<WorkExperienceList>" + "<Y/><!--c-->" * 10_000 + "</WorkExperienceList>").encode())
    assert len(found.learner.kept) == 20_000
    again = read(write(found.learner))
    assert again.learner.kept == found.learner.kept


@needs_schema
@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)
@settings(max_examples=150)
@given(data=st.data())
def test_damaged_samples_never_break_anything(path: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    for _each in range(chance.randrange(6)):
        if not content:
            break
        at = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randrange(40)]
            case 2:
                content[at:at] = chance.choice([b"<", b"&#0;", b"<![CDATA[", b"]]>", b"\xff", b"<?chance-kept <a/>?>"])
            case _:
                end = chance.randrange(len(content))
                content[at:at] = content[min(at, end) : max(at, end)][:200]
    try:
        found = read_any(bytes(content))
    except ExpectedError:
        return
    written = write(found.learner)
    assert errors(written) == []
    assert read(written).learner.identification == found.learner.identification
