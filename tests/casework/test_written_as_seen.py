"""What the Region's desk writes rests on what it saw: what came since stands beside it, or is told; nothing is wiped."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.waivers import decide_waiver, request_waiver
from chance_desktop.casework.region.instruction import (
    DecidedMeanwhile,
    ask_correction,
    decide,
    decisions,
    lodged,
)
from chance_desktop.casework.region.waivers import waivers_asked
from chance_desktop.casework.session.counsellors import list_counsellors, sign_in
from chance_desktop.store.tables import SYNCED, field_head, piece
from tests.casework.making import dossier_of
from tests.conftest import Office


@pytest.fixture
def region(opened: object) -> Office:
    return opened("region")  # type: ignore[operator,no-any-return]


@pytest.fixture
def lodged_one(region: Office) -> str:
    return dossier_of(region.desk, step=3, lodged_on=region.ago(20))


def _heads(region: Office, field: str) -> list[str]:
    with region.desk.reading() as connection:
        query = select(field_head.c.value).where(field_head.c.field == field)
        return list(connection.execute(query).scalars())


def test_a_correction_over_what_an_office_wrote_since_is_a_disagreement(region: Office, lodged_one: str) -> None:
    desk = region.desk
    set_status(desk, lodged_one, "identity", "received")
    (row,) = lodged(desk)
    set_status(desk, lodged_one, "identity", "checked")  # meanwhile
    ask_correction(desk, lodged_one, "identity", "illisible", row.seen)
    assert _heads(region, "status") == ['"checked"']
    assert [each.field for each in disagreements(desk)] == ["status"]
    ask_correction(desk, lodged_one, "identity", "toujours illisible", lodged(desk)[0].seen)


def test_a_correction_of_what_was_seen_is_none(region: Office, lodged_one: str) -> None:
    set_status(region.desk, lodged_one, "identity", "received")
    (row,) = lodged(region.desk)
    ask_correction(region.desk, lodged_one, "identity", "illisible", row.seen)
    assert _heads(region, "status") == []


def test_a_piece_made_since_is_not_wiped_either(region: Office, lodged_one: str) -> None:
    (row,) = lodged(region.desk)
    set_status(region.desk, lodged_one, "identity", "checked")
    ask_correction(region.desk, lodged_one, "identity", "illisible", row.seen)
    assert _heads(region, "status") == ['"checked"']


def test_a_waiver_decided_twice_is_a_disagreement(region: Office, lodged_one: str) -> None:
    desk = region.desk
    code = next(each.code for each in desk.programme.pieces if each.waivable)
    request_waiver(desk, lodged_one, code, "motif")
    (asked,) = waivers_asked(desk)
    decide_waiver(desk, lodged_one, code, granted=True, seen=asked.seen)
    decide_waiver(desk, lodged_one, code, granted=False, seen=asked.seen, reason="non")
    assert _heads(region, "waiver_decision") == ['"granted"']
    with desk.reading() as connection:
        row = connection.execute(select(piece.c.waiver_decision).where(piece.c.code == code)).scalar_one()
    assert row == "refused"


def test_a_decision_made_since_is_told_with_who_made_it(region: Office, lodged_one: str) -> None:
    desk = region.desk
    shown, (row,) = decisions(desk, lodged_one), lodged(desk)
    decide(desk, lodged_one, "accepted")
    who = list_counsellors(desk)[0].short_name
    with pytest.raises(DecidedMeanwhile, match=f"Décidé entre-temps par {who}"):
        decide(desk, lodged_one, "refused", "motif", seen=row.seen.dossier, known=shown)


def test_as_many_decisions_are_not_the_same_ones(region: Office, lodged_one: str) -> None:
    """One taken back and another made: their number did not change."""
    desk = region.desk
    first = decide(desk, lodged_one, "waiting", "plus de place").result
    shown = decisions(desk, lodged_one)
    with desk.working() as work:
        made = SYNCED["decision"].c
        row = work.connection.execute(select(made.stamps).where(made.id == first)).scalar_one()
        from chance_desktop.store.stamps import read_stamps

        work.tx.remove("decision", first, read_stamps(row))
    decide(desk, lodged_one, "accepted")
    with pytest.raises(DecidedMeanwhile):
        decide(desk, lodged_one, "refused", "motif", known=shown)


def test_a_step_moved_since_stands_beside_the_decision(region: Office, lodged_one: str) -> None:
    from chance_desktop.casework.dossiers.dossier import move_step

    desk = region.desk
    (row,) = lodged(desk)
    move_step(desk, lodged_one, 4, reason="vu avec la Région")
    decide(desk, lodged_one, "accepted", seen=row.seen.dossier, known=())
    assert _heads(region, "step") != []
    sign_in(desk, list_counsellors(desk)[0].id)


STILL_READ_AT_SAVING = Path(__file__).with_name("stamps_read_at_saving.txt")
"""Use cases that still take for seen what they read while saving. The list only ever grows shorter."""


def _reads_at_saving() -> set[str]:
    """`module.function` for each write whose stamps are read from the store in the call itself."""
    found = set()
    for path in sorted(Path("chance_desktop/casework").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if _is_write(call) and _reads(call):
                    name = ".".join(path.with_suffix("").parts[2:])
                    found.add(f"{name}.{function.name}")
    return found


def _is_write(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    within_transaction = isinstance(node.func, ast.Attribute) and "tx" in ast.unparse(node.func.value)
    return (named in ("update", "remove") and within_transaction) or named == "write_piece"


def _reads(call: ast.AST) -> bool:
    text = ast.unparse(call)
    return "read_stamps(" in text or "displayed(None" in text or text.endswith("values, None)")


def test_no_use_case_more_reads_stamps_at_saving_time() -> None:
    allowed = set(STILL_READ_AT_SAVING.read_text("utf-8").split())
    found = _reads_at_saving()
    assert found - allowed == set(), "carry the stamps from the screen to the write"
    assert allowed - found == set(), "mended: take them off the list"
    assert not any(
        each.startswith(("region.instruction", "region.waivers", "pieces.pieces", "pieces.slots")) for each in found
    )
