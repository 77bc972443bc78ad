"""The guide is searched without accents nor capitals, and answers the questions of every day."""

from __future__ import annotations

import pytest

from chance_desktop.desktop.help.guide import GUIDE, topics_about
from chance_desktop.runtime.words import figures_date, short_date, weekday_date


@pytest.mark.parametrize("text", ["pièce", "PIECE", "piece"])
def test_accents_and_capitals_do_not_count(text: str) -> None:
    assert topics_about(text) == topics_about("pièce") != ()


def test_every_word_must_be_there() -> None:
    assert len(topics_about("lettre téléphone")) < len(topics_about("lettre"))
    assert topics_about("xylophone") == ()


def test_french_typography() -> None:
    for topic in GUIDE:
        for text in (topic.title, *topic.paragraphs):
            assert "« " not in text
            assert " »" not in text
            assert " ?" not in text
            assert " :" not in text
            assert "'" not in text


def test_dates_in_words_and_in_figures() -> None:
    from datetime import date

    first = date(2026, 12, 1)
    assert weekday_date(first) == "mardi 1er\u00a0décembre 2026"
    assert short_date(first) == "1er\u00a0déc."
    assert figures_date(first) == "01/12/2026"
