"""Every file and every key of a programme is described in `forms/README.md`, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args

from chance_desktop.domain.form import Form
from chance_desktop.domain.learner.interview import AssessmentGuide, LearningInterview
from chance_desktop.domain.programme.paper_text import PAPERS
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.programme.report_layout import ReportLayouts
from chance_desktop.domain.soundness.limits import BOUNDS, CLOSED
from chance_desktop.domain.soundness.roles import ROLES
from chance_desktop.domain.soundness.shape import keys_of
from chance_desktop.domain.soundness.whole import GUIDE, INTERVIEW, KEYS_OF_PARTS, REPLAY, REPORTS
from chance_desktop.runtime.assets import forms_folder

TEXT = (forms_folder() / "README.md").read_text("utf-8")
ROOTS = (Programme, Form, LearningInterview, AssessmentGuide, ReportLayouts, *(kind for _file, kind, _known in PAPERS))
_LINE = re.compile(r"^- `(\w+)`( \(nécessaire\))? : (.+)$", re.MULTILINE)


def _classes(hint: Any, found: dict[str, type]) -> dict[str, type]:
    if isinstance(hint, type) and is_dataclass(hint) and hint.__name__ not in found:
        found[hint.__name__] = hint
        for _name, inner, _needed in keys_of(hint):
            _classes(inner, found)
    for inner in get_args(hint):
        _classes(inner, found)
    return found


def _described() -> Iterator[tuple[str, dict[str, tuple[bool, str]]]]:
    for part in TEXT.split("\n### `")[1:]:
        name, _end, body = part.partition("`")
        yield name, {found[1]: (bool(found[2]), found[3]) for found in _LINE.finditer(body)}


def test_every_key_is_described_and_no_other() -> None:
    classes: dict[str, type] = {}
    for root in ROOTS:
        _classes(root, classes)
    described = dict(_described())
    assert set(described) == set(classes)
    for name, kind in classes.items():
        told = {key: needed for key, (needed, _words) in described[name].items()}
        assert told == {key: needed for key, _hint, needed in keys_of(kind)}, name
        assert all(words.strip() for _needed, words in described[name].values())
    for (kind, key), values in CLOSED.items():
        assert all(value in described[kind.__name__][key][1] for value in values), (kind, key)
    for (kind, key), (low, high) in BOUNDS.items():
        assert f"de {low} à {high}" in described[kind.__name__][key][1], (kind, key)
    for name, (_file, roles) in ROLES.items():
        assert all(role in described["Programme"][name][1] for role in roles), name


def test_every_file_and_every_word_in_braces_is_described() -> None:
    for file, keys in KEYS_OF_PARTS.items():
        line = next(each for each in TEXT.splitlines() if each.startswith(f"- `{file}`"))
        assert re.findall(r"`(\w+)`", line.partition("Clés de")[2])[1:] == list(keys)
    assert {key for keys in KEYS_OF_PARTS.values() for key in keys} == {name for name, _h, _n in keys_of(Programme)}
    for file in (REPORTS, INTERVIEW, GUIDE, REPLAY, *(pattern for pattern, _kind, _known in PAPERS)):
        stem = file.rpartition("/")[2].removesuffix(".toml").removesuffix("-*")
        assert f"`{file}`" in TEXT or f"`{stem}`" in TEXT or f"`{stem}-*`" in TEXT or stem == "email", file
    known = set().union(*(words for _file, _kind, words in PAPERS))
    told = TEXT.split("## Les mots entre accolades")[1].split("## Les clés")[0]
    assert set(re.findall(r"\{(\w+)\}", told)) == known
