"""Letters: the programme's own texts, filled in, printed, made editable, mailed."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from odfdo import Document

from chance_desktop.casework.session.programme.programme_folder import read_declared
from chance_desktop.documents.letters import request_letter
from chance_desktop.documents.letters.email import Attachment, Email, render, safe_name
from chance_desktop.documents.letters.letter_text import fill_in, fill_letter
from chance_desktop.documents.odt.outline_odt import to_odt
from chance_desktop.domain.programme.paper_text import declaration_of
from chance_desktop.domain.soundness.papers import paper_mistakes
from chance_desktop.domain.text.placeholders import MISSING_PIECES, REFEREE, placeholders_in
from tests.documents.reading import page_words, read_aloud
from tests.documents.samples import LETTERS, VALUES, declared, letter, letter_text

TEXTS = sorted(file.stem for file in LETTERS.glob("*.toml"))
LETTER_TEXTS = [name for name in TEXTS if not name.startswith("form-")]
TO_REFEREES = [name for name in TEXTS if name.startswith(("request", "reminder", "email", "call", "form"))]


def _all_words(name: str) -> list[str]:
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dict):
            for one in value.values():
                walk(one)

    walk(declared(name))
    return found


def test_every_text_is_there() -> None:
    assert set(TEXTS) == {
        "request-teacher", "request-employer", "reminder-teacher", "reminder-employer", "email-request",
        "email-reminder", "call", "missing-pieces", "receipt", "waiver-request", "form-teacher", "form-employer",
        "decision-accepted", "decision-waiting", "decision-refused",
    }  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_texts_ask_only_for_known_values(name: str) -> None:
    file = f"letters/{name}.toml"
    kind = declaration_of(file)
    assert kind is not None
    assert list(paper_mistakes(file, read_declared(LETTERS.parent, file, kind))) == []
    assert placeholders_in(*_all_words(name)) <= REFEREE | MISSING_PIECES


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_typographically_french(name: str) -> None:
    for words in _all_words(name):
        assert "'" not in words
        assert not re.search(r"\w[:;?!»]", words), words
        assert not re.search(r"[\u2192\u2190\u2713\u202f]", words)


@pytest.mark.parametrize("name", TO_REFEREES)
def test_a_referee_learns_nothing_of_why(name: str) -> None:
    text = " ".join(_all_words(name)).lower()
    for word in ("bourse", "argent", "revenus", "diplôme", "chômage", "demandeur d’emploi", "santé", "éligib", "âge"):
        assert word not in text


@pytest.mark.parametrize("name", LETTER_TEXTS)
def test_no_placeholder_is_left(name: str) -> None:
    filled = fill_letter(letter_text(name), VALUES, ("CV", "RIB"))
    texts = (filled.subject, filled.salutation, *filled.paragraphs, *filled.box_items, filled.closing)
    assert not any("{" in text or "  " in text for text in texts)


def test_an_empty_value_leaves_no_trace() -> None:
    filled = fill_letter(letter_text("request-teacher"), VALUES | {"known_sentence": "", "former_pupil": ""})
    assert filled.paragraphs[0].startswith("Manon Roussel, prépare") or filled.paragraphs[0].startswith(
        "Manon Roussel prépare"
    )
    assert filled.paragraphs[1].startswith("Accepteriez-vous")
    assert fill_letter(replace(letter_text("call"), paragraphs=("{known_sentence}", "Reste")), {}).paragraphs == (
        "Reste",
    )
    assert fill_in("Bonjour {first_name}, merci {nothing}.", {"first_name": "Manon"}) == "Bonjour Manon, merci."


def test_the_missing_pieces_become_the_items() -> None:
    filled = fill_letter(letter_text("missing-pieces"), VALUES, ("CV Europass", "RIB"))
    assert filled.box_items == ("CV Europass", "RIB")


@pytest.mark.parametrize("name", ["request-teacher", "request-employer", "reminder-teacher", "reminder-employer"])
def test_a_letter_is_one_page_in_the_order_of_a_letter(name: str) -> None:
    data = request_letter.render(letter(name))
    assert len(page_words(data)) == 1
    text = read_aloud(data)
    order = ["Mission Locale Rurale", "Monsieur Yann Garnier", "Civray, le 6 novembre", "Objet", "\nMonsieur,\n",
             "au plus tard le mardi 1er", "salutations distinguées", "Claire Audebert\n"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_long_letter_goes_on_over_the_page() -> None:
    long = replace(
        letter(), paragraphs=tuple(f"Paragraphe {order}. " + "Des mots simples. " * 40 for order in range(12))
    )
    pages = page_words(request_letter.render(long))
    assert len(pages) > 2
    text = read_aloud(request_letter.render(long))
    assert text.count("Des mots simples.") == 12 * 40
    assert all(f"Paragraphe {order}." in text for order in range(12))


def test_the_odt_says_the_same_as_the_pdf() -> None:
    data = letter()
    odt = to_odt(request_letter.outline(data))
    with ZipFile(BytesIO(odt)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    document = Document(BytesIO(odt))
    text = document.get_formatted_text()
    for words in (
        "Données fictives",
        "Monsieur Yann Garnier",
        "Objet",
        "depuis quand et dans quel cadre",
        *data.signature_lines,
    ):
        assert words in text.replace("\u00a0", " ")
    assert "**" not in text
    assert "{" not in text
    with ZipFile(BytesIO(odt)) as archive:
        content = archive.read("content.xml").decode()
    # The space before a bold span is kept.
    assert re.search(r"votre lettre(?: |<text:s/>)<text:span [^>]*Strong[^>]*>au plus tard le mardi", content)


def test_every_style_of_the_odt_exists() -> None:
    with ZipFile(BytesIO(to_odt(request_letter.outline(letter())))) as archive:
        content, styles = archive.read("content.xml").decode(), archive.read("styles.xml").decode()
    used = set(re.findall(r'text:style-name="([^"]+)"', content))
    assert {"Chance_20_Object", "Chance_20_Body", "Chance_20_Strong"} <= used
    assert used <= set(re.findall(r'style:name="([^"]+)"', content + styles))
    assert 'fo:country="FR"' in styles


def test_a_draft_opens_for_writing_with_its_files() -> None:
    filled = fill_letter(letter_text("email-request"), VALUES)
    made = render(
        Email(
            "Claire Audebert", "claire.audebert@exemple.fr", "Yann Garnier (professeur)", "y.garnier@exemple.fr",
            filled.subject, (filled.salutation, *filled.paragraphs, filled.closing),
            (Attachment("Demande à l’enseignant.pdf", b"%PDF-1.7 demande"),
             Attachment("formulaire.odt", b"PK odt", "application/vnd.oasis.opendocument.text")),
        )
    )  # fmt: skip
    message = email.message_from_bytes(made, policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Lettre de recommandation pour Manon Roussel"
    assert message["To"].addresses[0].addr_spec == "y.garnier@exemple.fr"
    assert message["To"].addresses[0].display_name == "Yann Garnier (professeur)"
    body = message.get_body(("plain",))
    assert body is not None
    assert "à Cork (Irlande)" in body.get_content()
    assert "**" not in body.get_content()
    files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert files == {"Demande-a-l-enseignant.pdf": b"%PDF-1.7 demande", "formulaire.odt": b"PK odt"}
    assert all(len(line) < 1000 for line in made.split(b"\r\n"))


def test_a_subject_cannot_smuggle_a_header() -> None:
    made = render(Email("A", "a@exemple.fr", "B", "b@exemple.fr", "Objet\r\nBcc: c@exemple.fr", ("Bonjour",)))
    message = email.message_from_bytes(made, policy=email.policy.default)
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [("Récépissé.pdf", "Recepisse.pdf"), ("../../x.pdf", "x.pdf"), ("cœur", "coeur"), (".pdf", "document.pdf")],
)
def test_file_names_pass_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_letter_a_little_too_long_gives_up_some_air() -> None:
    longer = replace(letter(), paragraphs=(*letter().paragraphs, *(("Une ligne de plus, pour finir. " * 3,) * 2)))
    assert len(page_words(request_letter.render(longer))) == 1


@pytest.mark.parametrize("more", range(2, 14))
def test_who_signs_is_never_alone_on_a_page(more: int) -> None:
    long = replace(letter(), paragraphs=(*letter().paragraphs, *(("Une ligne de plus, pour finir. " * 3,) * more)))
    pages = page_words(request_letter.render(long))
    last = next(page for page in pages if "Conseillère, antenne de Civray" in page)
    assert "salutations distinguées" in last
