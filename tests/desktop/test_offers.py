"""The catalogue and the partners: filtered, read-only where the Region wrote, printed, added to."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from chance_desktop.casework.cards.rows import SharedCard
from chance_desktop.casework.stays.offers import OfferQuery, offers, partners
from chance_desktop.desktop.offers.partner_sheet import PartnerSheet
from chance_desktop.desktop.sheets.card_sheet import CardSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.screenshots.drawing import settle
from tests.screenshots.stays import offers_page


def test_filters_keep_what_they_say(window: Window, shell: Shell) -> None:
    page = offers_page(shell, "offers")
    settle(window)
    every = page.catalogue.list.count()
    assert every == len(offers(shell.desk))
    page.catalogue.combos["country"].setCurrentIndex(page.catalogue.combos["country"].findData("ie"))
    settle(window)
    assert 0 < page.catalogue.list.count() < every
    assert "Irlande" in labels(page.catalogue.pane)
    page.catalogue.combos["level"].setCurrentIndex(page.catalogue.combos["level"].findData("A2"))
    settle(window)
    assert page.catalogue.list.count() == len(offers(shell.desk, OfferQuery(country="ie", level="A2")))
    page.catalogue.clear_filters()
    settle(window)
    assert page.catalogue.list.count() == len(offers(shell.desk, OfferQuery(only_open=False))) > every
    page.catalogue.search("nothing is called so")
    settle(window)
    assert page.catalogue.list.count() == 0
    assert page.catalogue.nothing.isVisible()


def test_arrows_show_another_offer(window: Window, shell: Shell) -> None:
    page = offers_page(shell, "offers")
    settle(window)
    listed = page.catalogue.list
    listed.setFocus()
    first = page.catalogue.pane.offer
    QTest.keyClick(listed, Qt.Key.Key_Down)
    settle(window)
    second = page.catalogue.pane.offer
    assert first is not None
    assert second is not None
    assert first.card.id != second.card.id
    spoken = QAccessible.queryAccessibleInterface(listed).child(1).text(QAccessible.Text.Name)
    assert second.title in spoken
    assert second.where in spoken
    assert [task for task in second.tasks if task not in labels(page.catalogue.pane)] == []


def test_what_the_region_shares_is_read_only(window: Window, shell: Shell) -> None:
    page = offers_page(shell, "offers")
    settle(window)
    shared = next(each for each in offers(shell.desk) if not each.card.mine)
    page.catalogue.list.choose(shared.card.id)
    settle(window)
    assert SharedCard().text in labels(page.catalogue.pane)
    assert not page.catalogue.pane.change.isVisible()
    own = next(each for each in offers(shell.desk) if each.card.mine)
    page.catalogue.list.choose(own.card.id)
    settle(window)
    assert page.catalogue.pane.change.isVisible()


def test_an_offer_is_added_changed_and_taken_back(window: Window, shell: Shell) -> None:
    page = offers_page(shell, "offers")
    settle(window)
    press(page, "Ajouter une offre")
    sheet = sheet_of(window, CardSheet)
    sheet.finish()
    settle(window)
    assert "ne peut pas rester vide" in sheet.boxes["title"].widget.error.label.text()
    sheet.boxes["title"].open("Aide-cuisinier")
    sheet.boxes["country"].open("mt")
    sheet.boxes["state"].open("open")
    sheet.boxes["tasks"].open("Éplucher\n- Dresser les assiettes")
    sheet.finish()
    settle(window)
    assert page.catalogue.pane.offer is not None
    assert page.catalogue.pane.offer.title == "Aide-cuisinier"
    assert page.catalogue.pane.offer.tasks == ("Éplucher", "Dresser les assiettes")
    page.catalogue.pane.remove()
    settle(window)
    assert "Aide-cuisinier" not in [each.title for each in offers(shell.desk)]
    shell.undo()
    settle(window)
    assert "Aide-cuisinier" in [each.title for each in offers(shell.desk)]


def test_the_catalogue_and_an_offer_are_saved(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = offers_page(shell, "offers")
    settle(window)
    target = tmp_path / "offre.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.catalogue.pane.paper(to_file=True)
    settle(window)
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 1


def test_partners_are_found_by_kind_and_by_contact(window: Window, shell: Shell) -> None:
    page = offers_page(shell, "partners")
    settle(window)
    page.search.setText("keane")
    page.partners.search("keane")
    settle(window)
    assert "Lee Bridge Placements" in labels(page.partners)
    assert "Puente Turia" not in labels(page.partners)
    page.search.clear()
    page.partners.search("")
    page.partners.chips["centre"].setChecked(True)
    settle(window)
    assert "Marina Language School" in labels(page.partners)
    assert "Blackpool Quay Hotel" not in labels(page.partners)


def test_a_contact_is_added_to_ones_own_partner(window: Window, shell: Shell) -> None:
    page = offers_page(shell, "partners")
    settle(window)
    press(page, "Ouvrir la fiche de Lee Bridge Placements")
    shared = sheet_of(window, PartnerSheet)
    assert SharedCard().text in labels(shared)
    assert not [
        each for each in shared.findChildren(Button) if each.isVisible() and each.text() == "Ajouter un contact"
    ]
    shared.close()
    settle(window)
    press(page, "Ouvrir la fiche de Murphy’s Cycles")
    sheet = sheet_of(window, PartnerSheet)
    press(sheet, "Ajouter un contact")
    contact = sheet_of(window, CardSheet)
    contact.boxes["surname"].open("Murphy")
    contact.finish()
    settle(window)
    assert "Murphy" in labels(sheet)
    (own,) = [each for each in partners(shell.desk) if each.card.mine]
    assert [card.text("surname") for card in own.contacts] == ["Murphy"]
    sheet.remove_contact(own.contacts[0])
    settle(window)
    assert "Aucun contact noté." in labels(sheet)
    sheet.close()
