"""What is asked of many changes at once has the answer each would have alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import UNSET

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.session.office.counsellors import list_counsellors
from chance_desktop.domain.alike import alike
from chance_desktop.domain.change import Change, FieldChange
from chance_desktop.domain.clock import STAMP_LENGTH, are_stamps
from chance_desktop.domain.fields import FIELDS, TABLES
from chance_desktop.domain.fields.checks import all_sound, columns_sound
from chance_desktop.store.engines.engine import writing
from chance_desktop.sync import judging
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.laying_down import Arrived
from chance_desktop.sync.peers.trust import known_postes
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.domain.field_samples import bad_values, good_values
from tests.sync.bundles import Forge, enrol

AT = "2026-01-01T00:00:00"
WELL = '{"device":"d","seq":%d,"stamp":"0000019cae00-0000-0123456789abcdef","tx":"t","by":"b","table":"x","row":"r","set":{}}'


@pytest.mark.parametrize("table", TABLES)
def test_a_column_is_as_sound_as_its_values(table: str) -> None:
    for name, field in FIELDS[table].items():
        good = [*good_values(field), UNSET]
        for column in (good, *([*good, bad] for bad in bad_values(field))):
            types = [frozenset(map(type, column))]
            each = all(all_sound(table, (name,), (value,)) for value in column)
            assert columns_sound(table, (name,), [column], types) == each, (name, column[-1])


def test_a_stamp_among_others_is_looked_at() -> None:
    good = "0000019cae00-0000-0123456789abcdef"
    assert len(good) == STAMP_LENGTH
    assert are_stamps([])
    assert are_stamps([good] * 3)
    for place, sign in ((0, "A"), (5, "g"), (12, "0"), (17, "f"), (20, "-"), (33, "\n"), (3, "é"), (3, "٣"), (33, "")):
        bad = good[:place] + sign + good[place + 1 :]
        assert not are_stamps([good, bad, good]), bad
    # two that are wrong do not make up for one another
    assert not are_stamps([good[:-1], good + "0"])


def test_lines_read_together_are_those_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "_LARGEST_LINE", 400)
    lines = [(WELL % number).encode() for number in range(1, 9)]
    long = lines[3].replace(b'"set":{}', b'"set":{"note":{"v":"%s"}}' % (b"x" * 400))
    spoilt = [b"", b"oops", b"  ", lines[3].replace(b"9cae", b"9CAE"), lines[3].replace(b'"x"', b'"\\u0000"'),
              lines[3].replace(b",", b",\r"), lines[3] + lines[4], long, lines[3].replace(b":4", b":0")]  # fmt: skip
    for end in (b"", b"\n"):
        assert payload._changes(b"\n".join(lines) + end) == payload._read_apart(b"\n".join(lines) + end)
        for bad in spoilt:
            for place in (0, 4, 8):
                content = b"\n".join([*lines[:place], bad, *lines[place:]]) + end
                changes, malformed = payload._changes(content)
                assert (changes, malformed) == payload._read_apart(content)
                assert malformed or (bad == b"" and place == 8 and not end), (bad, place)


def test_the_changes_of_a_row_stay_in_their_order(forge: Forge) -> None:
    made = [forge.sponsor(1, "a"), forge.sponsor(2, "b"), forge.change(3, "sponsor", "a", town="Niort"),
            forge.sponsor(4, "a"), forge.change(5, "sponsor", "c", town="Niort"), forge.change(6, "person", "a", town="x")]  # fmt: skip
    groups = alike(made)
    assert [(each.turn, each.table, list(each.rows)) for each in groups] == [
        (0, "sponsor", ["a", "b"]), (0, "sponsor", ["c"]), (0, "person", ["a"]), (1, "sponsor", ["a"]), (2, "sponsor", ["a"]),
    ]  # fmt: skip
    assert groups[0].column("surname") == ("Roussel", "Roussel")
    assert [list(each.rows) for each in (groups[0].without({("sponsor", "a")}), groups[2])] == [["b"], ["a"]]


def test_one_that_may_not_be_among_many_that_may_is_found(
    opened: Callable[[str], Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    civray, niort, region = opened("civray").desk, opened("niort").desk, opened("region").desk
    for office in (civray, niort):
        enrol(office, region, tmp_path)
    dossier, other = dossier_of(niort), dossier_of(civray)
    for desk in (civray, niort):
        bundles.import_bundles(region, bundles.export_bundle(desk, tmp_path / "out").files)
    forge, stranger = Forge(niort, region), list_counsellors(civray)[0].id

    def line(seq: int, of: str, by: str = "", day: str = "2026-01-01") -> Change:
        return forge.change(
            seq, "journal", f"j{seq}", dossier_id=of, on=day, recorded_at=AT, by=by, kind="note", text=f"{seq}"
        )

    def dossier_made(seq: int, code: str, step: str = "dossier") -> Change:
        return forge.change(
            seq, "dossier", f"d{seq}", structure_code=code, person_id=f"p{seq}", step=step, state="active"
        )

    mine = niort.structure_code
    changes = [*[line(seq, dossier) for seq in range(9001, 9006)], line(9006, other), line(9007, dossier, stranger), line(9008, "nobody's"),
               line(9009, dossier, day="2026-02-30"), *[dossier_made(seq, mine) for seq in (9010, 9011)], dossier_made(9012, civray.structure_code),
               *[line(seq, f"d{seq - 10}") for seq in (9020, 9022)], forge.change(9030, "sponsor", "s", structure_code=mine),
               forge.sponsor(9031, "t"), forge.sponsor(9032, "u", surname=""),
               forge.change(9033, "sponsor", "v", structure_code=civray.structure_code, surname="Roussel"),
               *[forge.sponsor(seq, "w") for seq in (9034, 9035)], forge.change(9036, "dossier", other, town="Niort")]  # fmt: skip
    with writing(region.store.engine) as connection:
        postes = known_postes(connection)
        sender = next(each for each in postes if each.device == niort.store.device)

        def judged() -> dict[tuple[str, int], str]:
            return judging.judge(connection, Arrived.of(connection, changes), sender, postes)

        together = judged()
        with monkeypatch.context() as patch:
            patch.setattr(judging, "_all_kept", lambda *_group: False)
            assert judged() == together
    assert {9006, 9007, 9008, 9009} <= {seq for _device, seq in together}
    assert not {seq for _device, seq in together} & {*range(9001, 9006), 9031, 9034, 9035}


def test_what_is_emptied_is_laid_down_as_before(forge: Forge, tmp_path: Path) -> None:
    gone = forge.sponsor(1, "a", town="Niort")
    gone = Change(gone.device, 1, gone.stamp, "tx", gone.by, "sponsor", "a", {**gone.fields, "town": FieldChange()})
    found = forge.give(
        forge.bundle([gone, forge.sponsor(2, "b", town="Niort")], covers={gone.device: (1, 2)}), tmp_path
    )
    assert (found.applied, found.refused) == (2, ())
