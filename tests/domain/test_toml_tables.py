"""Tables of a TOML text are changed in place: what is read back is what was asked for, and every other character stays."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.text.toml_tables import Given, ShapeUnknown, add_table, change_table, remove_table
from chance_desktop.runtime.assets import forms_folder

REAL = (forms_folder() / "une-chance-pour-l-europe" / "directory.toml").read_text("utf-8")
WORDS = st.text("aé’«🙂\"'\\#=[]{}\n\r\t\x00\x7f ", max_size=12)
VALUES = WORDS | st.lists(WORDS, max_size=3).map(tuple)
KEYS = ("code", "name", "branches")
_TRAPS = ("# [[offices]]", '# code = "x"', "#", "")


def _toml(value: Given, style: int) -> str:
    """A value in one of the ways TOML has to write it."""
    if isinstance(value, tuple):
        parts = [_toml(each, style) for each in value]
        if style % 3 == 0:
            return "[" + ", ".join(parts) + "]"
        return "[\n" + "".join(f"  {part}, # [[offices]] ]\n" for part in parts) + "]"
    bare = "".join(each for each in value if each.isprintable() and each not in "'\"\\")
    return (
        f'"{bare}"', f"'{bare}'", f'"""{bare}"""', f"'''\n[[offices]]\ncode = {bare}\n'''", f'"""\\"{bare} # ]\n"""',
    )[style % 5]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file of offices as a person may write it: comments, keys on several lines, other tables around."""
    newline = draw(st.sampled_from(("\n", "\r\n")))
    lines = [
        *draw(st.lists(st.sampled_from(_TRAPS), max_size=2)),
        *(['title = "[[offices]]"'] if draw(st.booleans()) else []),
    ]
    for _office in range(draw(st.integers(1, 4))):
        lines.append(draw(st.sampled_from(("[[offices]]", "[[ offices ]] # ici", '  [["offices"]]'))))
        for key in draw(st.permutations(KEYS))[: draw(st.integers(0, 3))]:
            named = draw(st.sampled_from((key, f'"{key}"', f"  {key} ")))
            note = draw(st.sampled_from(("", " # note")))
            lines.append(f"{named} = {_toml(draw(VALUES), draw(st.integers(0, 14)))}{note}")
            lines += draw(st.lists(st.sampled_from(_TRAPS), max_size=1))
        lines += draw(st.lists(st.sampled_from(_TRAPS), max_size=2))
        if draw(st.integers(0, 5)) == 5:
            lines += ["[other]", f"key = {draw(st.integers())}"]
            break
    text = "\n".join(lines).replace("\n", newline)
    return text + (newline if draw(st.booleans()) else "")


def _comments(text: str) -> int:
    return text.count("# ici") + text.count("# note")


@given(texts(), st.data())
def test_a_table_changed_reads_back_and_nothing_else_moves(text: str, data: st.DataObject) -> None:
    tables = tomllib.loads(text)["offices"]
    number = data.draw(st.integers(0, len(tables) - 1))
    values = data.draw(st.dictionaries(st.sampled_from((*KEYS, "short")), VALUES))
    made = change_table(text, "offices", number, values)
    expected: dict[str, Any] = tomllib.loads(text)
    expected["offices"][number].update(
        {key: list(each) if isinstance(each, tuple) else each for key, each in values.items()}
    )
    assert tomllib.loads(made) == expected
    assert _comments(made) >= _comments(text) - text.count("# [[offices]] ]"), "comments beside the values stay"
    former = {key: each for key, each in tables[number].items() if key in values}
    back = change_table(
        made, "offices", number, {key: tuple(each) if isinstance(each, list) else each for key, each in former.items()}
    )
    again = change_table(back, "offices", number, {})
    assert again == back
    assert change_table(made, "offices", number, values) == made, "the same said again changes nothing"


@given(texts(), st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_a_table_added_comes_last_and_goes_again(text: str, values: dict[str, Given]) -> None:
    made = add_table(text, "offices", values)
    assert made.startswith(text)
    number = len(tomllib.loads(text)["offices"])
    assert tomllib.loads(made)["offices"][number] == {
        key: list(each) if isinstance(each, tuple) else each for key, each in values.items()
    }
    assert remove_table(made, "offices", number).rstrip() == text.rstrip()


@given(texts(), st.data())
def test_a_table_removed_leaves_the_others_and_their_comments(text: str, data: st.DataObject) -> None:
    tables = tomllib.loads(text)["offices"]
    number = data.draw(st.integers(0, len(tables) - 1))
    made = remove_table(text, "offices", number)
    left = [each for place, each in enumerate(tables) if place != number]
    assert tomllib.loads(made).get("offices", []) == left
    before = next((place for place, (old, new) in enumerate(zip(text, made, strict=False)) if old != new), len(made))
    assert text.endswith(made[before:]), "one piece is taken out, the rest stays as it was"


def test_the_real_directory_changes_only_where_it_is_told() -> None:
    made = change_table(
        REAL, "offices", 7, {"short": "Poitiers et « Poitou »", "branches": ("Poitiers", "Vouillé", "L’Isle")}
    )
    former, newer = REAL.splitlines(), made.splitlines()
    assert [(old, new) for old, new in zip(former, newer, strict=True) if old != new] == [
        ('short = "Poitou"', 'short = "Poitiers et « Poitou »"'),
        ('branches = ["Poitiers", "Vouillé"]', 'branches = ["Poitiers", "Vouillé", "L’Isle"]'),
    ]
    without = remove_table(REAL, "offices", 0)
    assert without.startswith("# Les quinze structures")
    assert len(tomllib.loads(without)["offices"]) == 14
    assert add_table(without, "offices", {"code": 'A"\\\t\x7f'}).endswith(
        '\n\n[[offices]]\ncode = "A\\"\\\\\\t\\u007f"\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        'offices = [{ code = "A" }]\n',
        '[offices]\ncode = "A"\n',
        'title = "x"\n',
        '[[offices]]\ncode = "A"\n[offices.more]\nx = 1\n',
    ],
)
def test_another_shape_is_refused_whole(text: str) -> None:
    with pytest.raises(ShapeUnknown):
        remove_table(text, "offices", 0)
    if "[[offices]]" not in text:
        with pytest.raises(ShapeUnknown):
            change_table(text, "offices", 0, {"code": "B"})


def test_a_key_declared_by_parts_is_refused() -> None:
    with pytest.raises(ShapeUnknown):
        change_table('[[offices]]\nname.long = "A"\n', "offices", 0, {"name": "B"})
    with pytest.raises(ShapeUnknown):
        change_table("[[offices]]\n", "offices", 1, {"name": "B"})
