"""What the Region's desk writes rests on what it saw: what came since stands beside it, or is told; nothing is wiped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.europass import learning
from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.forms.interviews import learning_interview
from chance_desktop.casework.journal.liaison import mark_read, notes, write_note
from chance_desktop.casework.meetings.agenda import dossier_meetings
from chance_desktop.casework.meetings.meetings import NewMeeting, add_meeting, remove_meeting
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.pieces.letters import Referee, change_referee, save_referee
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
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation import delegation
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.schema.tables import SYNCED, field_head, piece
from tests.casework.making import dossier_of, paper
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
        from chance_desktop.store.writing.stamps import read_stamps

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


def test_a_meeting_cancelled_over_another_reason_written_since_is_a_disagreement(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    made = add_meeting(desk, dossier, NewMeeting(office.today, "10:00")).result
    (shown,) = dossier_meetings(desk, dossier)
    remove_meeting(desk, made, "malade", shown.seen)
    remove_meeting(desk, made, "grève des trains", shown.seen)
    assert _heads(office, "cancelled_reason") == ['"malade"']


def test_only_the_notes_that_were_displayed_are_marked_as_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    write_note(desk, dossier, "vue")
    write_note(desk, dossier, "arrivée depuis")
    monkeypatch.setitem(desk.__dict__, "role", PosteRole.REGION)  # as the other side reads them
    seen = {each.id: each.seen for each in notes(desk, dossier) if each.text == "vue"}
    mark_read(desk, dossier, seen)
    assert [each.text for each in notes(desk, dossier) if each.unread] == ["arrivée depuis"]


def test_a_referee_changed_over_a_letter_written_since_is_a_disagreement(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    kind = open_dossier(desk, dossier).letters[0].kind
    save_referee(desk, dossier, kind, Referee(surname="Bernard"))
    shown = open_dossier(desk, dossier).letters[0]
    change_referee(desk, dossier, kind, Referee(surname="Petit"), "parti", shown.seen)
    with desk.reading() as connection:
        query = select(SYNCED["letter"].c.replaced_reason).where(SYNCED["letter"].c.replaced_on.is_not(None))
        assert connection.execute(query).scalars().all() == ["parti"]
    assert not disagreements(desk)


def test_a_copy_turned_over_another_turned_since_is_a_disagreement(office: Office, tmp_path: Path) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    (made,) = scans.attach(desk, dossier, "identity", (paper(tmp_path),)).result
    shown = scans.shown_scan(desk, made.id)
    scans.rotate_page(desk, made.id, 0, 90, shown.seen)
    scans.rotate_page(desk, made.id, 0, 180, shown.seen)
    assert len(_heads(office, "sha256")) == 1
    fresh = scans.shown_scan(desk, made.id)
    scans.remove_scan(desk, made.id, fresh.seen)


def test_a_dossier_handed_over_twice_from_the_same_list_is_a_disagreement(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    claire, julien = (each.id for each in list_counsellors(desk))
    shown = delegation.seen_of(desk, [dossier])
    delegation.hand_over(desk, [dossier], julien, "referent", seen=shown)
    delegation.hand_over(desk, [dossier], claire, "referent", seen=shown)
    assert _heads(office, "referent_id") == [f'"{julien}"']


def test_an_experience_removed_keeps_in_sight_what_was_written_since(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    made = learning.add_learning(desk, dossier, learning_interview(desk).areas[0].code, "Camping").result
    (shown,) = learning.learnings(desk, dossier)
    learning.add_sentence(desk, made, "Je sais accueillir.")
    learning.remove_learning(desk, made, shown.seen, {})
    (still,) = learning.learnings(desk, dossier)
    assert [each.text_fr for each in still.sentences] == ["Je sais accueillir."]


READ_AT_SAVING = Path(__file__).with_name("stamps_read_at_saving.txt")
"""The writes that take for seen what their transaction reads, each with why that is what was looked at."""


def _allowed() -> dict[str, str]:
    lines = READ_AT_SAVING.read_text("utf-8").splitlines()
    return {name: reason.strip() for name, _colon, reason in (line.partition(":") for line in lines)}


def _reads_at_saving() -> set[str]:
    """`module.function` for each write whose stamps are read from the store in the same function."""
    found = set()
    for path in sorted(Path("chance_desktop/casework").rglob("*.py")):
        if "demo" in path.parts:
            continue  # it makes its own fiction: nobody looks on
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            read_before = _names_read(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _is_write(call) and _reads(call, read_before):
                    name = ".".join(path.with_suffix("").parts[2:])
                    found.add(f"{name}.{function.name}")
    return found


def _is_write(call: ast.Call) -> bool:
    named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    within_transaction = isinstance(call.func, ast.Attribute) and "tx" in ast.unparse(call.func.value)
    return (named in ("update", "remove") and within_transaction) or named == "write_piece"


def _names_read(function: ast.FunctionDef) -> set[str]:
    """Variables of a function that hold stamps it read, whatever else was displayed."""
    assigned = (each for each in ast.walk(function) if isinstance(each, ast.Assign))
    return {
        target.id
        for each in assigned
        if _is_reading(ast.unparse(each.value))
        for target in each.targets
        if isinstance(target, ast.Name)
    }


def _reads(call: ast.Call, read_before: set[str]) -> bool:
    text = ast.unparse(call)
    held = {each.id for argument in call.args for each in ast.walk(argument) if isinstance(each, ast.Name)}
    return _is_reading(text) or text.endswith("values, None)") or bool(held & read_before)


def _is_reading(text: str) -> bool:
    return "read_stamps(" in text or "displayed(None" in text


def test_a_use_case_reads_stamps_at_saving_only_where_that_is_what_was_looked_at() -> None:
    allowed, found = _allowed(), _reads_at_saving()
    assert found - set(allowed) == set(), "carry the stamps from the screen to the write"
    assert set(allowed) - found == set(), "mended: take them off the list"
    assert all(len(reason.split()) > 3 for reason in allowed.values()), "say why reading is right"
    assert not any(
        each.startswith(("region.instruction", "region.waivers", "pieces.pieces", "pieces.slots")) for each in found
    )


def _take_seen() -> dict[str, int]:
    """The use cases that take the stamps displayed, by their whole name, and which argument that is."""
    found = {}
    for path in sorted(Path("chance_desktop/casework").rglob("*.py")):
        for function in ast.parse(path.read_text("utf-8")).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                names = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
                if "seen" in names:
                    found[".".join((*path.with_suffix("").parts, function.name))] = names.index("seen")
    return found


def _calls_from_screens() -> Iterator[tuple[str, ast.Call]]:
    """Each call of a use case from the window, with the whole name of what is called."""
    for path in sorted(Path("chance_desktop/desktop").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        known = {
            alias.asname or alias.name: f"{each.module}.{alias.name}"
            for each in ast.walk(tree)
            if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("chance_desktop.casework")
            for alias in each.names
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                first, _dot, rest = ast.unparse(call.func).partition(".")
                if first in known:
                    yield f"{known[first]}.{rest}".rstrip("."), call


def test_a_screen_says_what_it_displayed_to_each_use_case_that_asks() -> None:
    take, met = _take_seen(), set()
    for name, call in _calls_from_screens():
        if name in take:
            met.add(name)
            given = {each.arg: ast.unparse(each.value) for each in call.keywords}
            said = given.get("seen", "None") if len(call.args) <= take[name] else ast.unparse(call.args[take[name]])
            assert said != "None", f"{name} is not told what was displayed, line {call.lineno}"
    assert len(met) > 40
