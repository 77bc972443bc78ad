"""The interview: an experience told, sentences kept in one's own words, then taken into the documents."""

from __future__ import annotations

from PySide6.QtTest import QTest

from chance_desktop.casework.europass.learning import learnings
from chance_desktop.casework.europass.profile import profile
from chance_desktop.desktop.dossier.europass.learning.learning_page import LearningPage
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.europass_screen import LEFT, after_typing, dossier_of, europass_tab, paper_text, retype
from tests.screenshots.drawing import settle


def interview(tab: EuropassTab) -> LearningPage:
    assert isinstance(tab.page, LearningPage)
    return tab.page


def test_an_experience_from_its_first_word_to_the_cv(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Guérineau", "learning")
    dossier = dossier_of(shell, "Guérineau")
    page = interview(tab)
    QTest.mouseClick(page.areas.buttons["clubs"], LEFT)
    settle(window)
    (card,) = page.cards.values()
    assert card.line.isChecked()
    retype(card.grid.boxes["title"].widget.field, "Football à Couhé")
    retype(card.answers["organised"].input.widget, "un tournoi")
    after_typing(window, tab)
    (told,) = learnings(shell.desk, dossier)
    assert (told.title, told.answers["organised"]) == ("Football à Couhé", "un tournoi")
    (suggestion,) = card.suggestions
    assert suggestion.text.text() == "Je sais organiser un tournoi"
    suggestion.text.setText("Je sais organiser un tournoi de douze équipes")
    QTest.mouseClick(suggestion.keep, LEFT)
    settle(window)
    (sentence,) = learnings(shell.desk, dossier)[0].sentences
    assert sentence.text_fr == "Je sais organiser un tournoi de douze équipes"
    assert (sentence.in_cv, sentence.in_mobility) == (True, False)
    card.sentences[sentence.id].uses["in_mobility"].click()
    after_typing(window, tab)
    assert learnings(shell.desk, dossier)[0].sentences[0].in_mobility
    places = {each.proposal.document: each for each in page.proposals.rows}
    assert set(places) == {"cv", "mobility"}
    skill = next(each for each in page.proposals.rows if each.proposal.key.startswith("skill/"))
    skill.text.setPlainText("- Organiser un tournoi de douze équipes")
    QTest.mouseClick(skill.take, LEFT)
    settle(window)
    assert "tournoi" in str(profile(shell.desk, dossier).values["organisational_fr"])
    assert "Organiser un tournoi de douze équipes" in paper_text(tab)


def test_what_is_removed_comes_back(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel", "learning")
    dossier = dossier_of(shell, "Roussel")
    page = interview(tab)
    (card,) = page.cards.values()
    count = len(card.sentences)
    QTest.mouseClick(next(iter(card.sentences.values())).bin, LEFT)
    settle(window)
    assert len(card.sentences) == count - 1
    shell.undo()
    settle(window)
    assert len(card.sentences) == count
    QTest.mouseClick(card.bin, LEFT)
    settle(window)
    assert (page.cards, learnings(shell.desk, dossier)) == ({}, ())
    shell.undo()
    settle(window)
    assert len(page.cards) == 1
