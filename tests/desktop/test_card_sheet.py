"""A card of any kind on a sheet: typed in French, refused under its field, read-only when it is the Region's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chance_desktop.casework.cards import kinds
from chance_desktop.casework.cards.kinds import EVENT, OFFER, PAYMENT, SPONSOR
from chance_desktop.casework.cards.rows import add_card, cards, read_card, save_card
from chance_desktop.casework.cards.types import CardType, FieldKind
from chance_desktop.casework.session.rows.values import HeadView
from chance_desktop.desktop.fields.card_box import in_words
from chance_desktop.desktop.sheets.card_sheet import CardSheet, NewCard, open_card, read_content
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, meetings_page, press, sheet_of
from tests.desktop.walking import focusable, some_dossier, spoken
from tests.screenshots.drawing import settle

EVERY_KIND = [each for each in vars(kinds).values() if isinstance(each, CardType)]


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.table)
def test_every_kind_has_its_sheet_and_each_field_a_name(window: Window, shell: Shell, kind: CardType) -> None:
    sheet = CardSheet(shell, read_content(shell.desk, kind), window)
    sheet.open()
    settle(window)
    assert list(sheet.boxes) == [field.name for field in kind.fields]
    shown = labels(sheet)
    for field in kind.fields:
        assert field.label in shown
        assert (f"{field.label} (obligatoire)" in shown) == field.required
    assert [repr(one) for one in focusable(sheet) if not spoken(one)[0].strip()] == []
    sheet.close()


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_kept(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell)
    press(page, "Nouvelle rencontre")
    sheet = sheet_of(window, CardSheet)
    before = len(cards(shell.desk, EVENT))
    sheet.finish()
    settle(window)
    assert "ne peut pas rester vide" in sheet.boxes["kind"].widget.error.label.text()
    assert sheet.boxes["kind"].widget.field.hasFocus()
    sheet.boxes["kind"].open("information")
    QTest.keyClicks(sheet.boxes["on"].widget.field, "32/13/2026")
    sheet.finish()
    settle(window)
    assert "Il n’y a pas de mois 13" in sheet.boxes["on"].widget.error.label.text()
    assert sheet.boxes["kind"].widget.error.label.text() == ""
    assert len(cards(shell.desk, EVENT)) == before
    sheet.close()


def test_everything_that_is_wrong_is_marked_at_once(window: Window, shell: Shell) -> None:
    sheet = CardSheet(shell, read_content(shell.desk, OFFER), window)
    sheet.open()
    settle(window)
    QTest.keyClicks(sheet.boxes["starts_on"].widget.field, "demain")
    sheet.finish()
    settle(window)
    wrong = [name for name, box in sheet.boxes.items() if box.widget.error.label.text()]
    required = [field.name for field in OFFER.fields if field.required]
    assert len(required) > 1
    assert wrong == [name for name in sheet.boxes if name in (*required, "starts_on")]
    assert sheet.boxes[wrong[0]].widget.field.hasFocus()
    assert sheet.notice.label.text() == ""
    sheet.close()


def test_a_card_is_changed_and_taken_back(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "sponsors")
    card = next(each for each in cards(shell.desk, SPONSOR) if each.text("surname") == "Lavaud")
    told: list[str] = []
    open_card(shell, SPONSOR, page, card.id, then=told.append)
    sheet = sheet_of(window, CardSheet)
    field = sheet.boxes["town"].widget.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, " le Vieux")
    sheet.finish()
    settle(window)
    assert read_card(shell.desk, SPONSOR, card.id).text("town") == "Lusignan le Vieux"
    assert told == [card.id]
    shell.undo()
    settle(window)
    assert read_card(shell.desk, SPONSOR, card.id).text("town") == "Lusignan"


def test_values_are_shown_as_they_are_typed(window: Window, shell: Shell) -> None:
    assert in_words(FieldKind.MONEY, 125050) == "1250,50"
    assert in_words(FieldKind.MONEY, 30000) == "300"
    assert in_words(FieldKind.DATE, date(2026, 12, 1)) == "01/12/2026"
    assert in_words(FieldKind.TIME, "14:30") == "14\u00a0h\u00a030"
    dossier = some_dossier(shell)
    made = add_card(shell.desk, PAYMENT, {"label": "Premier versement", "amount": "1 250,50"}, dossier).result
    open_card(shell, PAYMENT, window, made)
    sheet = sheet_of(window, CardSheet)
    assert sheet.boxes["amount"].given() == "1250,50"
    sheet.boxes["paid_on"].open(shell.desk.today())
    assert not sheet.boxes["amount"].touched
    sheet.close()


def test_a_new_card_takes_what_is_already_known(window: Window, shell: Shell) -> None:
    sheet = CardSheet(shell, read_content(shell.desk, OFFER), window, NewCard(preset={"country": "ie"}))
    sheet.open()
    sheet.boxes["title"].open("Aide-cuisinier")
    sheet.finish()
    settle(window)
    made = next(each for each in cards(shell.desk, OFFER) if each.text("title") == "Aide-cuisinier")
    assert made.text("country") == "ie"


def test_a_card_of_the_region_is_read_and_not_changed(window: Window, shell: Shell) -> None:
    card = cards(shell.desk, SPONSOR)[0]
    content = replace(read_content(shell.desk, SPONSOR, card.id), card=replace(card, mine=False))
    sheet = CardSheet(shell, content, window)
    sheet.open()
    settle(window)
    assert "elle ne se modifie pas ici" in labels(sheet)
    assert not sheet.boxes["surname"].widget.field.isEnabled()
    sheet.close()


def test_two_values_of_a_field_are_shown_and_one_is_kept(window: Window, shell: Shell) -> None:
    card = next(each for each in cards(shell.desk, SPONSOR) if each.text("surname") == "Lavaud")
    first = {"consent_on": shell.desk.today()}
    save_card(shell.desk, SPONSOR, card.id, {"town": "Vivonne"}, card.seen)
    # written by someone who had seen the first value only
    save_card(shell.desk, SPONSOR, card.id, {"town": "Gençay", **first}, card.seen)
    disputed = read_card(shell.desk, SPONSOR, card.id)
    assert isinstance(disputed.conflicts["town"][0], HeadView)
    open_card(shell, SPONSOR, window, card.id)
    sheet = sheet_of(window, CardSheet)
    box = sheet.boxes["town"]
    shown = labels(box.disagreement)
    assert ("Vivonne" in shown, "Gençay" in shown) == (True, True)
    press(box.disagreement, "Garder «\u00a0Vivonne\u00a0», Commune")
    settle(window)
    again = read_card(shell.desk, SPONSOR, card.id)
    assert (again.text("town"), dict(again.conflicts)) == ("Vivonne", {})
    assert box.typed() == "Vivonne"
    assert not box.disagreement.isVisibleTo(sheet)
    sheet.close()
