"""One tree, two files: what an outline says is in the PDF and in the ODT, in the same order."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import get_args

import pytest
from odfdo import Document

from chance_desktop.casework.forms.answers import read_form
from chance_desktop.documents.forms import form_sheet, referee_form
from chance_desktop.documents.forms.form_sheet import FormSheet
from chance_desktop.documents.kit import outline_pdf
from chance_desktop.documents.kit.outline import (
    Article,
    Box,
    Closing,
    Ending,
    Field,
    FieldKind,
    FieldSignature,
    Kind,
    Node,
    OnlyOdt,
    Option,
    Outline,
    Paragraph,
    Parties,
    Party,
    PlaceAndDate,
    Recipient,
    Reference,
    Section,
    Signatures,
    Subject,
    Title,
)
from chance_desktop.documents.kit.outline_pdf import to_pdf
from chance_desktop.documents.letters import request_letter
from chance_desktop.documents.odt import outline_odt
from chance_desktop.documents.odt.outline_odt import to_odt
from tests.documents.reading import read_aloud
from tests.documents.samples import LETTERS, SENDER, form, letter

_PARTIES = (Party("Rôle un", "Nom un", ("Lieu un",)), Party("Rôle deux", "Nom deux"))
EVERY: tuple[Node, ...] = (
    Title("Titre unique", "À propos"),
    Recipient(("Destinataire", "Adresse")),
    PlaceAndDate("Civray, ce jour"),
    Subject("le sujet"),
    Paragraph("Un **paragraphe** entier"),
    Box("Titre de boîte", ("premier point", "second point")),
    Parties(_PARTIES),
    Article("Titre d’article", "Texte d’article"),
    Article("Titre de liste", "", ("un article", "un autre")),
    Section("Titre de section", "Note de section"),
    Field("line", "Question courte", FieldKind.LINE, ("Note courte",), "Réponse courte"),
    Field("long", "Question longue", FieldKind.LINES),
    Field("one", "Question à choix", FieldKind.ONE, options=(Option("y", "Oui certes"), Option("n", "Non pas")), chosen=("y",)),
    Field("some", "Question à cases", FieldKind.SEVERAL, options=(Option("a", "Case une"), Option("b", "Case deux")), abreast=3),
    FieldSignature("Mot du retour"),
    Signatures(_PARTIES, "Note de signature"),
    Closing("Derniers mots"),
    Ending("Formule de politesse", ("Signataire", "Fonction")),
    Reference("reference", "abc"),
)  # fmt: skip


def _outline(nodes: tuple[Node, ...] = EVERY, form_name: str = "") -> Outline:
    return Outline(Kind.FORM, "Titre unique", SENDER, date(2026, 3, 2), nodes, form_name=form_name)


def _odt_words(page: Outline) -> str:
    told: str = Document(BytesIO(to_odt(page))).get_formatted_text()
    return re.sub(r"\s+", " ", told.replace("\u00a0", " ").replace("**", ""))


def _pdf_words(page: Outline) -> str:
    return re.sub(r"\s+", " ", read_aloud(to_pdf(page)).replace("\u00a0", " "))


def _in_order(told: str, words: list[str]) -> None:
    place = -1
    for each in words:
        found = told.find(each, place + 1)
        assert found > place, (each, told)
        place = found


def test_every_kind_of_node_is_drawn_and_written() -> None:
    kinds = set(get_args(Node))
    assert {type(node) for node in EVERY} | {OnlyOdt} == kinds
    drawn = vars(outline_pdf._Blocks)["_node"].dispatcher.registry
    written = vars(outline_odt._Writer)["_node"].dispatcher.registry
    assert kinds - set(written) == set()
    assert kinds - set(drawn) == {OnlyOdt, Field}, "fields are drawn two by two, apart"


@pytest.mark.parametrize("form_name", ["", "essai@1"])
def test_both_files_say_the_same_in_the_same_order(form_name: str) -> None:
    words = [
        "Titre unique", "À propos", "Destinataire", "Adresse", "Civray, ce jour", "Objet : le sujet", "paragraphe", "Titre de boîte",
        "premier point", "second point", "Rôle un", "Nom un", "Rôle deux", "Titre d’article", "Texte d’article", "Titre de liste",
        "un autre", "Titre de section", "Note de section", "Question courte", "Note courte", "Question longue", "Question à choix",
        "Oui certes", "Non pas", "Question à cases", "Case une", "Case deux", "Date et signature", "Rôle un", "Note de signature",
        "Derniers mots", "Formule de politesse", "Signataire", "Fonction",
    ]  # fmt: skip
    page = _outline(form_name=form_name)
    _in_order(_pdf_words(page), words)
    _in_order(_odt_words(page), words)


def test_what_is_only_for_an_office_suite_is_not_printed() -> None:
    page = _outline((Title("Titre"), OnlyOdt("Remplissez dans LibreOffice")))
    assert "LibreOffice" in _odt_words(page)
    assert "LibreOffice" not in _pdf_words(page)


def test_real_documents_are_one_tree() -> None:
    sheet = FormSheet(SENDER, read_form(LETTERS.parent, "end-of-stay"), "Manon", "", date(2026, 3, 2))
    for page in (request_letter.outline(letter()), referee_form.outline(form()), form_sheet.outline(sheet)):
        asked = [node.question for node in page.nodes if isinstance(node, Field)]
        asked += [node.words.replace("**", "") for node in page.nodes if isinstance(node, Paragraph)]
        # the reader of ODT loses the space before a bold word
        pdf, odt = "".join(_pdf_words(page).split()), "".join(_odt_words(page).split())
        for words in asked:
            assert "".join(words.split()) in pdf, words
            assert "".join(words.split()) in odt, words
