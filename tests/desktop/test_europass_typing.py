"""What is typed in the documents is kept at once and drawn beside, in the language chosen; entries come, move and go."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest

from chance_desktop.casework.europass.photo import HEIGHT, WIDTH, photo_of
from chance_desktop.casework.europass.profile import profile, save_profile
from chance_desktop.desktop.dossier.europass.sections.annexes_card import AnnexesCard
from chance_desktop.desktop.dossier.europass.sections.entries_card import EntriesCard
from chance_desktop.desktop.dossier.europass.sections.fields_card import FieldsCard
from chance_desktop.desktop.dossier.europass.sections.photo_card import PhotoCard
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.fields.profile_box import ProfileBox
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.europass_screen import LEFT, after_typing, dossier_of, europass_tab, paper_text, retype, type_words
from tests.desktop.test_journeys import blank_pdf
from tests.screenshots.drawing import settle


def fields(tab: EuropassTab, section: str) -> dict[str, ProfileBox]:
    card = tab.page.sections[section]
    assert isinstance(card, FieldsCard)
    return card.grid.boxes


def entries(tab: EuropassTab, section: str) -> EntriesCard:
    card = tab.page.sections[section]
    assert isinstance(card, EntriesCard)
    return card


def search(box: ProfileBox) -> SearchChoice:
    found = box.widget.field
    assert isinstance(found, SearchChoice)
    return found


def test_the_paper_follows_the_last_key_by_itself(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    retype(fields(tab, "headline")["headline"].widget.field, "Vendeuse en boulangerie ")
    loop = QEventLoop()
    tab.preview.drawn.connect(loop.quit)
    loop.exec()
    settle(window)
    assert profile(shell.desk, dossier_of(shell, "Roussel")).values["headline_fr"] == "Vendeuse en boulangerie"
    assert "Vendeuse en boulangerie" in paper_text(tab)
    assert tab.saved.label.text().startswith("Enregistré à")
    # the space just typed stays under the hand
    assert fields(tab, "headline")["headline"].typed() == "Vendeuse en boulangerie "


def test_each_language_has_its_words(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    french = str(profile(shell.desk, dossier_of(shell, "Roussel")).values["headline_fr"])
    tab.language._segments["en"].click()
    settle(window)
    box = fields(tab, "headline")["headline"]
    assert box.typed() == ""
    assert french in box.widget.field.property("placeholderText")
    retype(box.widget.field, "Bakery assistant")
    after_typing(window, tab)
    kept = profile(shell.desk, dossier_of(shell, "Roussel")).values
    assert (kept["headline_fr"], kept["headline_en"]) == (french, "Bakery assistant")
    assert "Bakery assistant" in paper_text(tab)


def test_half_a_date_is_no_mistake_before_it_is_left(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    row = entries(tab, "work").rows[0]
    row.unfold()
    assert row.grid is not None
    box = row.grid.boxes["since"]
    before = profile(shell.desk, dossier_of(shell, "Roussel")).entry(row.entry_id).values["since"]
    retype(box.widget.field, "13/20")
    after_typing(window, tab)
    assert box.widget.error.isHidden()
    assert profile(shell.desk, dossier_of(shell, "Roussel")).entry(row.entry_id).values["since"] == before
    QTest.keyClick(box.widget.field, Qt.Key.Key_Tab)
    settle(window)
    assert "n’est pas une date" in box.widget.error.label.text()
    retype(box.widget.field, "07/2024")
    after_typing(window, tab)
    assert profile(shell.desk, dossier_of(shell, "Roussel")).entry(row.entry_id).values["since"] == "2024-07"
    assert box.widget.error.isHidden()


def test_an_entry_is_written_once_by_its_first_words(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    dossier = dossier_of(shell, "Roussel")
    card = entries(tab, "work")
    before = len(profile(shell.desk, dossier).of("work"))
    QTest.mouseClick(card.add_button, LEFT)
    row = card.rows[0]
    assert len(profile(shell.desk, dossier).of("work")) == before
    assert row.grid is not None
    title = row.grid.boxes["title"].widget.field
    retype(title, "Aide")
    # the rest is typed while the first words are being written
    tab.keeper.flush()
    type_words(title, "-cuisinière")
    after_typing(window, tab)
    found = profile(shell.desk, dossier).of("work")
    assert found[0].values["title_fr"] == "Aide-cuisinière"
    assert len(found) == before + 1
    assert card.rows[0] is row
    assert row.entry_id == found[0].id
    assert "Aide-cuisinière" in row.line.text()


def test_entries_move_with_the_keyboard_and_come_back(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Guérineau")
    dossier = dossier_of(shell, "Guérineau")
    card = entries(tab, "work")
    first, second = (each.id for each in profile(shell.desk, dossier).of("work"))
    QTest.keyClick(card.rows[0].line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(window)
    assert [each.id for each in profile(shell.desk, dossier).of("work")] == [second, first]
    assert [row.entry_id for row in card.rows] == [second, first]
    QTest.mouseClick(card.rows[0].bin, LEFT)
    settle(window)
    assert [row.entry_id for row in card.rows] == [first]
    shell.undo()
    settle(window)
    assert [row.entry_id for row in card.rows] == [second, first]


def test_a_country_is_found_without_its_accent(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    box = fields(tab, "identity")["country"]
    field = search(box)
    field.setFocus()
    QTest.keyClicks(field, "etats-unis")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    after_typing(window, tab)
    assert profile(shell.desk, dossier_of(shell, "Roussel")).values["country"] == "US"
    retype(field, "Ruritanie")
    QTest.keyClick(field, Qt.Key.Key_Return)
    after_typing(window, tab)
    assert profile(shell.desk, dossier_of(shell, "Roussel")).values["country"] == "Ruritanie"
    assert "pas dans la liste" in box.widget.error.label.text()


def test_several_nationalities(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    box = fields(tab, "identity")["nationalities"]
    for words in ("Française", "portugaise"):
        retype(tab.findChildren(SearchChoice)[0], words)
        QTest.keyClick(tab.findChildren(SearchChoice)[0], Qt.Key.Key_Tab)
    after_typing(window, tab)
    assert box.typed() == ("FR", "PT")
    assert profile(shell.desk, dossier_of(shell, "Roussel")).values["nationalities"] == '["FR", "PT"]'
    assert "Portugaise" in paper_text(tab)


def test_what_came_meanwhile_is_shown_and_not_lost(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    dossier = dossier_of(shell, "Roussel")
    # a colleague writes while this screen shows the former words
    save_profile(shell.desk, dossier, {"headline_fr": "Pâtissière"})
    retype(fields(tab, "headline")["headline"].widget.field, "Vendeuse")
    after_typing(window, tab)
    found = profile(shell.desk, dossier)
    assert found.values["headline_fr"] == "Vendeuse"
    assert [head.value for heads in found.conflicts.values() for head in heads] == ["Pâtissière"]
    # the next words have seen the first ones
    retype(fields(tab, "headline")["headline"].widget.field, "Vendeuse en magasin")
    after_typing(window, tab)
    heads = [head.value for heads in profile(shell.desk, dossier).conflicts.values() for head in heads]
    assert heads == ["Pâtissière"]
    card = fields(tab, "headline")["headline"].disagreement
    assert card.isVisibleTo(tab)
    keep = [one for one in card.findChildren(Button) if "Pâtissière" in one.accessibleName()]
    QTest.mouseClick(keep[0], LEFT)
    settle(window)
    found = profile(shell.desk, dossier)
    assert (found.values["headline_fr"], dict(found.conflicts)) == ("Pâtissière", {})
    assert fields(tab, "headline")["headline"].typed() == "Pâtissière"
    assert not card.isVisibleTo(tab)


def test_the_meter_leads_to_what_remains(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    assert tab.meter.share.text().startswith("Rempli à")
    link = next(each for each in tab.meter.links if each.text() == "Compétences numériques")
    QTest.mouseClick(link, LEFT)
    settle(window)
    card = tab.page.sections["digital"]
    assert card.isAncestorOf(window.focusWidget() or window)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_photograph_becomes_a_light_portrait(window: Window, shell: Shell, tmp_path: Path, form: str) -> None:
    tab = europass_tab(window, shell, "Roussel")
    picture = tmp_path / "moi"
    Image.new("RGB", (1600, 900), "orange").save(picture, form)
    card = tab.page.sections["identity"]
    assert isinstance(card, PhotoCard)
    card.drop.give([picture])
    settle(window)
    with Image.open(BytesIO(photo_of(shell.desk, dossier_of(shell, "Roussel")))) as kept:
        assert (kept.format, kept.size) == ("JPEG", (WIDTH, HEIGHT))
    assert card.remove.isVisibleTo(card)
    QTest.mouseClick(card.remove, LEFT)
    settle(window)
    assert photo_of(shell.desk, dossier_of(shell, "Roussel")) == b""


def test_a_paper_is_no_photograph(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = europass_tab(window, shell, "Roussel")
    (tmp_path / "papier.pdf").write_bytes(blank_pdf())
    card = tab.page.sections["identity"]
    assert isinstance(card, PhotoCard)
    card.drop.give([tmp_path / "papier.pdf"])
    settle(window)
    assert "n’est pas une photographie" in card.notice.label.text()
    assert photo_of(shell.desk, dossier_of(shell, "Roussel")) == b""


def test_annexes_are_cleaned_titled_and_in_order(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = europass_tab(window, shell, "Roussel")
    dossier = dossier_of(shell, "Roussel")
    (tmp_path / "Diplome_du_CAP.pdf").write_bytes(blank_pdf())
    Image.new("RGB", (800, 600), "white").save(tmp_path / "Attestation.png")
    card = tab.page.sections["annex"]
    assert isinstance(card, AnnexesCard)
    card.drop.give([tmp_path / "Diplome_du_CAP.pdf", tmp_path / "Attestation.png"])
    settle(window)
    found = profile(shell.desk, dossier).of("annex")
    assert [(each.values["title_fr"], each.values["mime"]) for each in found] == [
        ("Diplome du CAP", "application/pdf"),
        ("Attestation", "application/pdf"),
    ]
    assert all(shell.desk.store.attachments.get(each.values["sha256"]).startswith(b"%PDF") for each in found)
    assert [row.line.text() for row in card.rows] == ["Diplome du CAP", "Attestation"]
    (tmp_path / "liste.txt").write_text("rien", encoding="utf-8")
    card.drop.give([tmp_path / "liste.txt"])
    settle(window)
    assert card.notice.isVisibleTo(card)
    assert len(profile(shell.desk, dossier).of("annex")) == 2


def test_an_empty_letter_says_what_to_do(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Guérineau", "letter")
    assert tab.preview._nothing.isVisibleTo(tab)
    assert not tab.preview.save_button.isEnabled()
    retype(fields(tab, "cover-letter")["subject"].widget.field, "Stage de réception")
    after_typing(window, tab)
    assert "Stage de réception" in paper_text(tab)
    assert tab.preview.save_button.isEnabled()


def test_mobility_is_typed_and_its_number_noted(window: Window, shell: Shell) -> None:
    from chance_desktop.casework.europass.mobility import mobility_view
    from chance_desktop.desktop.dossier.europass.sections.number_card import NumberCard, ReceivedSheet

    tab = europass_tab(window, shell, "Roussel", "mobility")
    dossier = dossier_of(shell, "Roussel")
    retype(fields(tab, "mobility-partners")["host_name"].widget.field, "O’Leary’s Bakery")
    after_typing(window, tab)
    assert mobility_view(shell.desk, dossier).values["host_name"] == "O’Leary’s Bakery"
    assert "O’Leary’s Bakery" in paper_text(tab)
    card = tab.page.sections["mobility-number"]
    assert isinstance(card, NumberCard)
    QTest.mouseClick(card.received, LEFT)
    settle(window)
    sheet = next(each for each in window.findChildren(ReceivedSheet) if each.isVisible())
    retype(sheet.number.line, "FR-FICTIF-7")
    sheet._finish()
    settle(window)
    assert "FR-FICTIF-7" in card.state.text()
    assert "FR-FICTIF-7" in paper_text(tab)
