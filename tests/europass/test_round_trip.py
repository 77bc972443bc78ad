"""Whatever a learner holds is read back the same, and what is written is always valid."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from chance_desktop.domain.learner.model import About, Learner
from chance_desktop.europass.passport.reading import read
from chance_desktop.europass.passport.validation import is_valid
from chance_desktop.europass.passport.writing import completed, write
from tests.europass.learners import learners
from tests.europass.schema import all_errors, errors, lxml_schema, needs_schema, sample_paths

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
_QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
_NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@needs_schema
@settings(max_examples=120, suppress_health_check=_SLOW)
@given(learners())
def test_what_is_written_is_valid_and_read_back(learner: Learner) -> None:
    written = write(learner)
    assert errors(written) == []
    assert is_valid(etree.fromstring(written))
    assert read(written).learner == learner


@needs_schema
@settings(max_examples=25, suppress_health_check=_SLOW, phases=_QUICK)
@given(learners())
def test_a_second_validator_agrees(learner: Learner) -> None:
    assert all_errors(write(learner)) == []


def test_a_learner_without_dates_is_dated_once() -> None:
    learner = Learner(about=About())
    assert read(write(learner, _NOW)).learner == completed(learner, _NOW)


def test_the_words_of_a_code_are_written_in_the_language_of_the_file() -> None:
    from chance_desktop.domain.learner.model import Address, Coded, Identification

    home = Address(country=Coded("EL"))
    for locale, words in (("fr", "Grèce"), ("en", "Greece"), ("de", "")):
        learner = Learner(locale=locale, identification=Identification(address=home))
        assert read(write(learner)).learner.identification.address.country == Coded("EL", words)


def test_control_characters_are_left_out_with_care() -> None:
    learner = Learner()
    learner = replace(learner, communication=replace(learner.communication, text="un\x0bdeux\x00\x1b[trois\ud800"))
    assert read(write(learner)).learner.communication.text == "un\ndeux[trois"


def _content(root: etree._Element) -> Counter[str]:
    """Texts, attributes, comments of a tree, each with the name of what holds it.

    Order-free: the order of attributes and the layout between elements say nothing; empty elements hold nothing.
    """
    found: Counter[str] = Counter()
    for node in root.iter():
        name = node.tag if isinstance(node.tag, str) else "comment"
        if (node.text or "").strip():
            found[f"{name}={node.text}"] += 1
        found.update(f"{name}@{key}={value}" for key, value in node.attrib.items())
    return found


@needs_schema
@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)
def test_the_official_samples_lose_nothing(path: Path) -> None:
    source = path.read_bytes()
    assert errors(source) == []
    first = read(source)
    assert first.remarks == ()
    written = write(first.learner)
    assert errors(written) == []
    assert all_errors(written) == []
    assert read(written) == first
    before, after = _content(etree.fromstring(source)), _content(etree.fromstring(written))
    assert before - after == Counter()
    # only the words of codes the sample gives bare are added, from the list, in its language
    assert all("}Label=" in each for each in after - before)


@needs_schema
@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)
def test_the_official_samples_keep_their_structure(path: Path) -> None:
    """Same elements in the same order, once those that hold nothing, and words added to codes, are set aside."""

    def shape(root: etree._Element) -> list[tuple[str, str]]:
        return [
            (str(node.tag), (node.text or "").strip())
            for node in root.iter(etree.Element)
            if not node.tag.endswith("}Label") and (len(node) or node.attrib or (node.text or "").strip())
        ]

    source = etree.fromstring(path.read_bytes())
    assert shape(source) == shape(etree.fromstring(write(read(path.read_bytes()).learner)))


@needs_schema
def test_the_schema_itself_refuses_what_we_avoid() -> None:
    """The validators do look: a file with `Use` under `Email`, or an unknown country, is not valid for them."""
    written = write(read(sample_paths()[0].read_bytes()).learner)
    spoilt = written.replace(b"V3.4</XSDVersion>", b"V3.3</XSDVersion>")
    assert not lxml_schema().validate(etree.fromstring(spoilt))
    assert all_errors(spoilt)
    assert not is_valid(etree.fromstring(spoilt))
