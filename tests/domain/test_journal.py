"""The journal as data: every event has words, whatever it keeps is worded, and what is not known stays as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.change import Value
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.journal import CATEGORIES, Category
from chance_desktop.domain.journal.events import EVENTS, Event
from chance_desktop.domain.journal.parameters import LONGEST_KEPT, FieldChange, Kept, Kind, Parameter
from chance_desktop.domain.journal.wording import Entry, entry, read_entry, shown_words, written_words

STEPS = {"first": "Premier accueil", "dossier": "Constitution du dossier"}
LISTS: Mapping[str, Mapping[str, str]] = {
    "pieces": {"cv": "CV", "insurance": "Carte d’assurance"},
    "pieces:article": {"cv": "le CV", "insurance": "la carte d’assurance"},
    "pieces:gender": {"cv": "m", "insurance": "f"},
    "steps": STEPS,
    "steps:number": {code: str(n) for n, code in enumerate(STEPS, start=1)},
    "referees": {"teacher": "Enseignant", "employer": "Employeur"},
}


class Words:
    """A vocabulary of a few lists; `known` says whether every other code has words."""

    def __init__(self, *, known: bool = True) -> None:
        self._known = known

    def words_of(self, listed: str) -> Mapping[str, str]:
        """The words of a list."""
        return LISTS.get(listed, _Every() if self._known else {})

    def field_label(self, table: str, name: str, of: str) -> str:
        """The declared name of a field."""
        return f"{of} {FIELDS[table][name].label}".strip()

    def field_value(self, table: str, name: str, value: Value, of: str) -> str:
        """The value as it stands."""
        return str(value) if FIELDS[table][name] else ""


class _Every(dict[str, str]):
    def __contains__(self, code: object) -> bool:
        return True

    def __missing__(self, code: str) -> str:
        return f"[{code}]"


CHANGES = st.builds(
    FieldChange,
    table=st.sampled_from(["person", "dossier", "piece", "nowhere"]),
    field=st.sampled_from(["town", "phone", "project", "received_on", "nothing"]),
    old=st.none() | st.text(max_size=20) | st.booleans() | st.integers(-9, 9),
    new=st.none() | st.text(max_size=20) | st.booleans() | st.integers(-9, 9),
    of=st.sampled_from(["", "cv"]),
)
_TEXTS = st.text(min_size=1, max_size=40)


def _kept(parameter: Parameter) -> st.SearchStrategy[Kept]:
    match parameter.kind:
        case Kind.NUMBER:
            return st.integers(0, 10_000)
        case Kind.CHANGES | Kind.VALUES:
            return st.lists(CHANGES, min_size=1, max_size=4).map(tuple)
        case Kind.DAY | Kind.WEEKDAY:
            return st.dates().map(date.isoformat) | _TEXTS
        case Kind.CODE:
            return st.sampled_from([*parameter.words, *LISTS.get(parameter.listed, ()), "gone"])
        case Kind.STATUS:
            return st.sampled_from(["received", "to-request", "of-a-later-version"])
        case Kind.STEP:
            return st.sampled_from([*STEPS, "gone"])
        case _:
            return _TEXTS


@st.composite
def lines(draw: st.DrawFn) -> Entry:
    """A line of any event, with or without what may be left out."""
    event = draw(st.sampled_from(list(Event)))
    parameters = EVENTS[event].parameters
    kept = {name for name, each in parameters.items() if not each.tail or draw(st.booleans())}
    return Entry(event, {name: draw(_kept(each)) for name, each in parameters.items() if name in kept})


def test_every_event_is_declared_with_words() -> None:
    assert set(EVENTS) == set(Event)
    assert set(CATEGORIES) == set(Category)
    for event, declared in EVENTS.items():
        named = set(re.findall(r"\{(\w+)\}", declared.sentence))
        assert named <= declared.parameters.keys(), event
        always = {name for name, each in declared.parameters.items() if not each.tail}
        assert always <= named, f"{event} keeps what it does not tell"
        assert all("{}" in each.tail for each in declared.parameters.values() if each.tail), event
        coded = [each for each in declared.parameters.values() if each.kind is Kind.CODE]
        assert all(each.listed or each.words for each in coded), event


@given(line=lines())
def test_whatever_a_line_keeps_is_worded(line: Entry) -> None:
    """The wording never fails, at writing nor at showing, and what is read back is what was kept."""
    assert read_entry(line.event.value, line.parameters_text) == line
    for known in (True, False):
        written = written_words(line, Words(known=known))
        assert written
        shown = shown_words(line.event.value, line.parameters_text, "écrit alors", Words(known=known))
        assert shown in (written, "écrit alors")
        if EVENTS[line.event].correction:
            assert written.startswith("Correction\u00a0: ")


@given(line=lines())
def test_what_every_list_tells_is_worded_from_data(line: Entry) -> None:
    """Only a code, a day or a field without words shows the former sentence."""
    shown = shown_words(line.event.value, line.parameters_text, "écrit alors", Words())
    doubtful = re.search(r"nowhere|nothing|later-version|gone", line.parameters_text)
    days = [
        value
        for name, value in line.parameters.items()
        if EVENTS[line.event].parameters[name].kind.value.endswith("day")
    ]
    other_field = any(
        isinstance(each, FieldChange) and each.field not in FIELDS.get(each.table, {})
        for value in line.parameters.values() if isinstance(value, tuple)
        for each in value
    )  # fmt: skip
    if not doubtful and not days and not other_field:
        assert shown == written_words(line, Words())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["piece", "changes", "day", "x"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(
    code=st.sampled_from([*(each.value for each in Event), "of-a-later-version", ""]),
    content=_JSON,
    text=st.text(max_size=30),
)
def test_what_another_version_kept_never_fails(code: str, content: object, text: str) -> None:
    for parameters in (json.dumps(content), text):
        assert isinstance(shown_words(code, parameters, "écrit alors", Words()), str)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (FieldChange("person", "town", "Couhé", "Civray"), "Commune\u00a0: Couhé → Civray"),
        (FieldChange("person", "town", "", "Civray"), "Commune\u00a0: Civray"),
        (FieldChange("person", "town", "Couhé", ""), "Commune\u00a0: Couhé → rien"),
        (FieldChange("dossier", "hosted", False, True), "Hébergé chez quelqu’un\u00a0: False → True"),
        (FieldChange("person", "town", None, "x" * 500), f"Commune\u00a0: {'x' * 160}…"),
    ],
)
def test_a_field_says_what_it_held_and_what_it_holds(change: FieldChange, words: str) -> None:
    assert written_words(entry(Event.SITUATION_FILLED, changes=(change,)), Words()) == words
    corrected = entry(Event.SITUATION_CORRECTED, changes=(change,))
    assert written_words(corrected, Words()) == f"Correction\u00a0: {words}"


def test_a_status_agrees_with_its_piece() -> None:
    told = [
        written_words(entry(Event.PIECE_MARKED, piece=code, status="checked"), Words()) for code in ("cv", "insurance")
    ]
    assert told == ["CV\u00a0: vérifié", "Carte d’assurance\u00a0: vérifiée"]


def test_what_may_be_left_out_is_told_in_its_place() -> None:
    given = entry(Event.COMPANY_GIVEN, former="Quay Hotel", name="Mirador")
    assert written_words(given, Words()) == "Entreprise d’accueil\u00a0: Quay Hotel → Mirador"
    step = entry(Event.STEP_TAKEN_BACK, former="dossier", step="first", reason="erreur de saisie")
    told = "Correction\u00a0: Étape 2\u00a0: Constitution du dossier → 1\u00a0: Premier accueil – erreur de saisie"
    assert written_words(step, Words()) == told


def test_a_line_that_lacks_what_its_event_tells_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        entry(Event.PIECE_MARKED, piece="cv")
    with pytest.raises(TypeError):
        entry(Event.DOSSIER_OPENED, reason="x")
    with pytest.raises(TypeError):
        entry(Event.SHEET_RECEIVED, number="2")


def test_of_a_long_text_the_beginning_is_kept() -> None:
    kept = entry(Event.SITUATION_CORRECTED, changes=(FieldChange("dossier", "project", "a" * 4000, "b"),))
    assert len(kept.parameters_text) < LONGEST_KEPT + 200
