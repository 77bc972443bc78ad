"""A document that cannot be kept says so in place, keeps the words on screen, and goes on once there is room."""

from __future__ import annotations

from pathlib import Path

from chance_desktop.casework.europass.profile import profile
from chance_desktop.desktop.dossier.europass.sections.fields_card import FieldsCard
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.europass_screen import after_typing, dossier_of, europass_tab, retype
from tests.desktop.test_saving import disk, fill, full
from tests.screenshots.drawing import settle

__all__ = ["disk", "full"]


def test_a_full_disk_loses_no_word(full: tuple[Window, Path]) -> None:
    window, ballast = full
    shell = window.shell
    assert shell is not None
    tab = europass_tab(window, shell, "Roussel")
    dossier = dossier_of(shell, "Roussel")
    before = profile(shell.desk, dossier).values["communication_fr"]
    card = tab.page.sections["skills"]
    assert isinstance(card, FieldsCard)
    box = card.grid.boxes["communication"]
    fill(ballast)
    # long enough to need new pages of the store
    retype(box.widget.field, "Ecouter " + "e" * 3000)
    after_typing(window, tab)
    assert "disque des dossiers est plein" in tab.notice.label.text()
    assert tab.saved.label.text() == "Pas enregistré"
    assert profile(shell.desk, dossier).values["communication_fr"] == before
    assert str(box.typed()).startswith("Ecouter eee")
    ballast.unlink()
    retype(box.widget.field, "Ecouter")
    after_typing(window, tab)
    assert profile(shell.desk, dossier).values["communication_fr"] == "<p>Ecouter</p>"
    assert not tab.notice.isVisibleTo(tab)


def test_words_of_one_dossier_never_reach_another(full: tuple[Window, Path]) -> None:
    window, ballast = full
    shell = window.shell
    assert shell is not None
    tab = europass_tab(window, shell, "Roussel")
    other = dossier_of(shell, "Guérineau")
    before = profile(shell.desk, other).values
    card = tab.page.sections["skills"]
    assert isinstance(card, FieldsCard)
    fill(ballast)
    retype(card.grid.boxes["communication"].widget.field, "e" * 3000)
    tab = europass_tab(window, shell, "Guérineau")
    ballast.unlink()
    tab.leave()
    settle(window)
    assert profile(shell.desk, other).values == before
