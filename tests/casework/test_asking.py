"""The pieces that are missing are asked for in one gesture, undone together; what came meanwhile stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.pieces.asking import ask_pieces
from chance_desktop.casework.pieces.pieces import FutureDate, set_status
from chance_desktop.casework.session.undo import undo
from tests.casework.making import dossier_of, piece_of
from tests.conftest import Office


def test_all_are_asked_for_at_once_and_undone_together(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    view = open_dossier(desk, dossier)
    assert view.action.target == "pieces:ask"
    seen = {each.code: each.seen for each in view.pieces.to_obtain}
    lines = len(journal(desk, dossier))
    done = ask_pieces(desk, dossier, list(seen), seen)
    letters = {each.code for each in view.pieces.to_obtain if each.letter}
    assert set(done.result) == set(seen) - letters
    assert {piece_of(desk, dossier, code).status for code in done.result} == {"requested"}
    assert {piece_of(desk, dossier, code).on for code in done.result} == {office.today}
    (line,) = journal(desk, dossier)[: len(journal(desk, dossier)) - lines]
    assert line.text.startswith("Pièces demandées\u00a0: ")
    assert done.undo is not None
    undo(desk, done.undo)
    assert {piece_of(desk, dossier, code).status for code in done.result} == {"to-request"}


def test_what_came_meanwhile_is_left_as_it_is(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    seen = {each.code: each.seen for each in open_dossier(desk, dossier).pieces.to_obtain}
    set_status(desk, dossier, "photo", "received")
    done = ask_pieces(desk, dossier, ["photo", "cv"], seen, office.ago(1))
    assert (done.result, piece_of(desk, dossier, "photo").status) == (("cv",), "received")
    assert ask_pieces(desk, dossier, ["cv"], seen).result == ()


def test_nothing_is_asked_tomorrow(office: Office) -> None:
    dossier = dossier_of(office.desk)
    with pytest.raises(FutureDate):
        ask_pieces(office.desk, dossier, ["cv"], {}, office.today + timedelta(days=1))
