"""Heads of a field: the same for any order of the same changes, and no value is lost unless someone replaced it."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.change import Change, FieldChange, Value, heads_of, shown

FIELDS = ("phone", "town")
WRITE = st.tuples(
    st.sampled_from(("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc")),
    st.sampled_from(FIELDS),
    st.sampled_from(("x", "y", "", None, True, 1, 0)),
    st.sets(st.integers(0, 9)),
)


def _history(writes: list[tuple[str, str, Value, set[int]]]) -> list[Change]:
    """Changes whose `over` names some of the earlier ones."""
    made: list[Change] = []
    for place, (device, name, value, over) in enumerate(writes):
        stamp = f"{place + 1:012x}-0000-{device}"
        seen = tuple(made[index].stamp for index in sorted(over) if index < len(made))
        made.append(Change(device, place + 1, stamp, "tx", device, "person", "row", {name: FieldChange(value, seen)}))
    return made


@given(writes=st.lists(WRITE, max_size=10), seed=st.integers())
def test_any_order_of_the_same_changes_gives_the_same_heads(
    writes: list[tuple[str, str, Value, set[int]]], seed: int
) -> None:
    changes = _history(writes)
    shuffled = [*changes, *changes[:3]]
    Random(seed).shuffle(shuffled)
    assert heads_of(shuffled) == heads_of(changes)


@given(writes=st.lists(WRITE, max_size=10))
def test_no_value_disappears_unless_it_was_replaced(writes: list[tuple[str, str, Value, set[int]]]) -> None:
    changes = _history(writes)
    heads = heads_of(changes)
    for name in FIELDS:
        of_field = [change for change in changes if name in change.fields]
        replaced = {stamp for change in of_field for stamp in change.fields[name].over}
        left = {(type(c.fields[name].value), c.fields[name].value) for c in of_field if c.stamp not in replaced}
        assert {(type(head.value), head.value) for head in heads.get(name, ())} == left


@given(writes=st.lists(WRITE, min_size=1, max_size=10))
def test_the_latest_standing_value_is_shown(writes: list[tuple[str, str, Value, set[int]]]) -> None:
    for found in heads_of(_history(writes)).values():
        assert list(found) == sorted(found, key=lambda head: head.stamp)
        assert not found or shown(found) == found[-1].value
    assert shown(()) is None


def test_two_people_who_did_not_see_each_other_both_keep_their_value() -> None:
    first = Change("a" * 16, 1, f"{1:012x}-0000-{'a' * 16}", "t", "", "person", "r", {"phone": FieldChange("old")})
    one = Change(
        "a" * 16, 2, f"{2:012x}-0000-{'a' * 16}", "t", "", "person", "r", {"phone": FieldChange("one", (first.stamp,))}
    )
    two = Change(
        "b" * 16, 1, f"{3:012x}-0000-{'b' * 16}", "t", "", "person", "r", {"phone": FieldChange("two", (first.stamp,))}
    )
    assert [head.value for head in heads_of([two, first, one])["phone"]] == ["one", "two"]
    settled = Change(
        "c" * 16,
        1,
        f"{4:012x}-0000-{'c' * 16}",
        "t",
        "",
        "person",
        "r",
        {"phone": FieldChange("one", (one.stamp, two.stamp))},
    )
    assert [head.value for head in heads_of([settled, two, first, one])["phone"]] == ["one"]
