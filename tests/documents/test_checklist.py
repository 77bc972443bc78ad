"""The checklist: everything on it, one sheet when it fits, nothing over anything else when it does not."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import cv2
import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chance_desktop.documents.papers.checklist import Checklist, PieceReceived, PieceToObtain, render
from tests.documents.reading import page_words, read_aloud, spoken
from tests.documents.samples import CHECKLIST, RECEIVED, TO_OBTAIN


def test_it_says_what_is_missing_whom_to_ask_and_for_when() -> None:
    text = read_aloud(render(CHECKLIST))
    assert "Il manque 4 pièces sur 11" in text
    assert "Lettre de recommandation – employeur" in text
    assert "Mme Odile Sicard" in text
    assert "05 36 49 31 07" in text
    assert "mar. 1er déc." in text
    assert "Jeudi 3 décembre 2026, 10 h" in text
    assert text.index("À obtenir") < text.index("Déjà reçues")


def test_its_boxes_have_words() -> None:
    figures = [part.alt for part in spoken(render(CHECKLIST)) if part.tag == "Figure"]
    assert figures == [
        "Code à scanner\u00a0: dossier 2026-CIV-014",
        "7 pièces reçues sur 11",
        *["Case à cocher"] * 4,
        *["Reçue"] * 7,
    ]


def test_eleven_pieces_stand_on_one_sheet() -> None:
    assert len(page_words(render(CHECKLIST))) == 1
    assert "page 1/1" in page_words(render(CHECKLIST))[0]


def test_a_complete_dossier_is_told_so() -> None:
    text = read_aloud(render(replace(CHECKLIST, to_obtain=())))
    assert "Toutes les pièces sont là" in text
    assert "manque" not in text
    assert "À obtenir" not in text


def test_one_missing_piece_is_singular() -> None:
    assert "Il manque 1 pièce sur 8" in read_aloud(render(replace(CHECKLIST, to_obtain=TO_OBTAIN[:1])))


def test_without_a_meeting_the_box_says_so() -> None:
    assert "Aucun rendez-vous n’est fixé" in read_aloud(render(replace(CHECKLIST, meeting=None)))


def test_many_pieces_repeat_the_head_and_lose_nothing() -> None:
    many = tuple(PieceToObtain(f"Pièce à obtenir numéro {order}", "à demander") for order in range(14))
    got = tuple(PieceReceived(f"Pièce reçue numéro {order}") for order in range(14))
    pages = page_words(render(replace(CHECKLIST, to_obtain=many, received=got)))
    assert len(pages) == 2
    assert "page 1/2" in pages[0]
    assert "page 2/2" in pages[1]
    for order in range(14):
        assert sum(f"obtenir numéro {order} " in f"{page} " for page in pages) == 1
        assert sum(f"reçue numéro {order} " in f"{page} " for page in pages) == 1
    # The box of the next meeting is not parted from its words.
    assert "Jeudi 3 décembre" in pages[1]


def test_a_repeated_head_is_read_once() -> None:
    many = tuple(PieceToObtain(f"Pièce {order}", "à demander") for order in range(30))
    data = render(replace(CHECKLIST, to_obtain=many))
    assert "".join(page_words(data)).count("Qui contacter") > 1
    assert read_aloud(data).count("Qui contacter") == 1
    assert [part.tag for part in spoken(data)].count("Table") == 2


def test_a_telephone_reads_the_file_number_in_the_code() -> None:
    with pikepdf.open(BytesIO(render(CHECKLIST))) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    figure = drawn[drawn.index("/Figure") :].partition("EMC")[0]
    modules = [
        [float(side) for side in found] for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re", figure)
    ]
    left, foot = min(box[0] for box in modules), min(box[1] for box in modules)
    seen = np.full((700, 700), 255, dtype=np.uint8)
    for x, y, width, height in modules:
        across, up = round((x - left) * 10) + 50, round((y - foot) * 10) + 50
        seen[700 - up - round(height * 10) : 700 - up, across : across + round(width * 10)] = 0
    words, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(seen)
    assert words == "2026-CIV-014"


@pytest.mark.parametrize(
    "name", ["A" * 90, "Nguyễn Thị Minh Khai", "Łukasz Żółć", "Δημήτρης", "Zoë O’Connor\u202fMüller", "😀"]
)
def test_any_name_is_drawn(name: str) -> None:
    pages = page_words(render(replace(CHECKLIST, person_name=name)))
    assert len(pages) == 1
    assert "\ufffd" not in pages[0]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=25)
@given(
    to_obtain=st.lists(st.builds(PieceToObtain, words, words, words, words), max_size=40),
    received=st.lists(st.builds(PieceReceived, words, words), max_size=40),
    name=words,
)
def test_whatever_people_type_it_prints(
    to_obtain: list[PieceToObtain], received: list[PieceReceived], name: str
) -> None:
    data = render(replace(CHECKLIST, person_name=name, to_obtain=tuple(to_obtain), received=tuple(received)))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert 1 <= len(pdf.pages) < 60


def test_what_is_not_known_yet_leaves_no_hole() -> None:
    sender = replace(CHECKLIST.sender, address="", phone="", email="")
    bare = replace(CHECKLIST, sender=sender, age=None, plan_line="", file_number="", contact_line="")
    text = read_aloud(render(bare))
    assert "Manon Roussel\n" in text
    assert "·" not in text
    assert "scanner" not in text


def test_the_same_data_give_the_same_bytes() -> None:
    assert render(CHECKLIST) == render(CHECKLIST)
    assert isinstance(CHECKLIST, Checklist)
    assert len(RECEIVED) == 7
