"""The page of the exchange on two real homes: disagreements settled, files carried, postes accepted and revoked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from chance_desktop.casework.dossiers.transfer import ask_transfer, transfer_requests
from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.exchange.postes.enrolment import postes, request
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.exchange.standing.status import Standing, exchange_state
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.desktop.dossier.page.menu import DossierMenu
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.sheets.dossier_sheets import EraseSheet, TransferSheet
from chance_desktop.desktop.synchronisation.enrolment import AcceptSheet
from chance_desktop.desktop.synchronisation.exchange_actions import ReadSheet, prepare_file_in, read_these
from chance_desktop.desktop.synchronisation.mailbox_card import MailboxSheet
from chance_desktop.desktop.synchronisation.view import SynchronisationScreen
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, Sheet
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.store.writing.stamps import read_stamps
from chance_desktop.sync import log
from tests.conftest import Office
from tests.desktop.conftest import close_window, open_window
from tests.desktop.cuts import cut_buttons, cut_labels, outside
from tests.desktop.exchanging import Pair, note, pair_of, reopened
from tests.desktop.walking import expected_by_tab, focusable, reached_by_tab, spoken
from tests.screenshots.drawing import settle
from tests.sync.servers import PASSWORD, USER, proxy, webdav

Show = Callable[[Desk], SynchronisationScreen]


@pytest.fixture
def pair(app: QApplication, opened: Callable[[str], Office], tmp_path: Path) -> Pair:
    return pair_of(opened, tmp_path)


@pytest.fixture
def show() -> Iterator[Show]:
    """Close a desk and open its home in a window, on the page."""
    windows: list[Window] = []

    def on(desk: Desk, width: int = 1366, height: int = 768) -> SynchronisationScreen:
        home = desk.home
        desk.close()
        window = open_window(home, width, height)
        windows.append(window)
        assert window.shell is not None
        window.shell.show_page("synchronisation")
        settle(window)
        return page_of(window.shell)

    yield on
    for window in windows:
        close_window(window)


def page_of(shell: Shell) -> SynchronisationScreen:
    page = shell.page("synchronisation")
    assert isinstance(page, SynchronisationScreen)
    return page


def shell_of(page: SynchronisationScreen) -> Shell:
    assert isinstance(page.navigator, Shell)
    return page.navigator


def window_of(page: SynchronisationScreen) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def click(page: SynchronisationScreen, button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window_of(page))


def texts(page: SynchronisationScreen) -> str:
    return " | ".join(label.text() for label in page.findChildren(Label) if label.isVisibleTo(page))


def sheet_of(page: SynchronisationScreen, kind: type[Sheet]) -> Sheet:
    return next(one for one in window_of(page).findChildren(kind) if one.isVisible())


def test_a_value_is_kept_in_one_click(pair: Pair, show: Show) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    home = pair.office.home
    page = show(pair.office)
    settler = page.settler
    assert settler.isVisible()
    assert settler.question.text() == "Quel est le bon numéro de téléphone d’Enzo Pasquier\u00a0?"
    assert [card.shown.words for card in settler.values] == ["06 39 98 41 07", "06 39 98 41 70"]
    assert [card.shown.place for card in settler.values] == ["Sur ce poste", "À la Région"]
    assert [card.shown.words[slice(*card.shown.differs)] for card in settler.values] == ["07", "70"]
    assert settler.keep.text() == "Garder la valeur de ce poste"
    assert shell_of(page).nav.items["synchronisation"].count == "1"
    QTest.mouseClick(settler.values[1], Qt.MouseButton.LeftButton)
    assert settler.keep.text() == "Garder la valeur de la Région"
    click(page, settler.keep)
    assert settler.isHidden()
    assert shell_of(page).nav.items["synchronisation"].count == ""
    close_window(window_of(page))
    desk = reopened(home)
    assert situation(desk, pair.dossier).values["phone"] == "06 39 98 41 70"
    assert disagreements(desk) == ()
    assert "06 39 98 41 07" in " ".join(line.text for line in journal(desk, pair.dossier))
    desk.close()


def test_a_third_value_is_written_and_checked(pair: Pair, show: Show) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    home = pair.office.home
    page = show(pair.office)
    click(page, page.settler.write)
    other = page.settler._other
    assert other is not None
    field = other.widget.field
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "06 39 98 41 77")
    click(page, page.settler.keep)
    assert page.settler.isHidden()
    close_window(window_of(page))
    desk = reopened(home)
    assert situation(desk, pair.dossier).values["phone"] == "06 39 98 41 77"
    desk.close()


def test_several_are_shown_one_at_a_time_and_may_wait(pair: Pair, show: Show) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    pair.disagree("Savigné", "Charroux", "town")
    page = show(pair.office)
    settler = page.settler
    assert settler.title.text() == "2 désaccords à régler"
    assert settler.rank.text() == "1 sur 2"
    first = settler.question.text()
    click(page, settler.later)
    assert settler.question.text() != first
    click(page, settler.later)
    assert settler.resume.isVisible()
    assert not settler.keep.isVisible()
    click(page, settler.resume)
    assert settler.question.text() == first
    click(page, settler.after)
    assert settler.rank.text() == "2 sur 2"


def test_arrows_choose_a_value(pair: Pair, show: Show) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    page = show(pair.office)
    first, second = page.settler.values
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked()
    assert page.settler.keep.text() == "Garder la valeur de la Région"
    settle(window_of(page))
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert page.settler.keep.hasFocus()
    name, _role = spoken(second)
    assert name == "À la Région, 06 39 98 41 70"
    assert second.accessibleDescription().startswith("Anne V., ")


def test_the_situation_says_who_where_and_when(pair: Pair, show: Show) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    page = show(pair.office)
    shell = shell_of(page)
    click(page, page.settler.open)
    dossier = shell.page("dossier")
    assert isinstance(dossier, DossierScreen)
    tab = dossier.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    card = tab.fields["phone"].disagreement
    told = [label.text() for label in card.findChildren(Label)]
    assert any("06 39 98 41 70\u00a0» – Anne V., à la Région, lundi 2\u00a0mars" in text for text in told), told
    assert any("06 39 98 41 07\u00a0» – Claire A., sur ce poste, lundi 2\u00a0mars" in text for text in told), told


def test_what_waits_is_listed_and_what_is_sent_is_not_received(pair: Pair, show: Show) -> None:
    office = pair.office
    assert exchange_page(office).receipt == "1 dossier sur 1 reçu par la Région le " + day_of(office)
    note(office, pair.dossier, "Vu ce matin")
    found = exchange_page(office)
    assert [line.title for line in found.waiting] == ["Note ajoutée – Enzo Pasquier"]
    assert (found.state.waiting, found.waiting[0].sent) == (1, False)
    pair.carry(office, pair.region)
    found = exchange_page(office)
    assert (found.state.waiting, found.waiting[0].sent) == (0, True)
    assert found.receipt.startswith("0 dossier sur 1 reçu par la Région")
    pair.carry(pair.region, office)
    found = exchange_page(office)
    assert found.waiting == ()
    assert found.receipt.startswith("1 dossier sur 1 reçu par la Région")
    page = show(office)
    assert "Tout ce que vous avez fait est parti." not in texts(page)
    assert "1 dossier sur 1 reçu par la Région" in texts(page)


def day_of(desk: Desk) -> str:
    from chance_desktop.runtime import computer_time
    from chance_desktop.runtime.words import short_date

    return short_date(computer_time.today())


def test_files_are_carried_through_the_page(pair: Pair, show: Show, tmp_path: Path) -> None:
    note(pair.office, pair.dossier, "Vu ce matin")
    region = pair.region
    page = show(pair.office)
    folder = tmp_path / "autre-cle"
    folder.mkdir()
    prepare_file_in(page.navigator, page, folder)
    settle(window_of(page))
    made = list(folder.iterdir())
    assert len(made) == 1
    assert page.band.to_send.value.text() == "Rien"
    history = exchange_page(page.desk).history
    assert history[0].way == "stick"
    assert history[0].words == "1 modification envoyée"
    pair.office = page.desk
    read_these(page.navigator, page, made)
    settle(window_of(page))
    sheet = sheet_of(page, ReadSheet)
    assert "poste inconnu" in " ".join(label.text() for label in sheet.findChildren(Label))
    sheet.reject()
    region.close()


def test_a_damaged_file_is_said_and_changes_nothing(pair: Pair, show: Show, tmp_path: Path) -> None:
    page = show(pair.office)
    wrong = tmp_path / "photo.chance"
    wrong.write_bytes(b"rien")
    page.stick.drop.give([wrong])
    settle(window_of(page))
    sheet = sheet_of(page, ReadSheet)
    assert "abîmé" in " ".join(label.text() for label in sheet.findChildren(Label))
    sheet.reject()


def test_the_region_accepts_a_request_after_the_eight_words(
    opened: Callable[[str], Office], app: QApplication, show: Show, tmp_path: Path
) -> None:
    office = opened("civray").desk
    asked, answer = tmp_path / "demande.chance", tmp_path / "reponse.chance"
    words = request(office, asked).fingerprint
    region_page = show(opened("region").desk)
    assert region_page.band.headline.text() == "Aucun poste relié"
    click(region_page, region_page.postes.accept)
    sheet = sheet_of(region_page, AcceptSheet)
    assert isinstance(sheet, AcceptSheet)
    assert not sheet.same.isEnabled()
    sheet.drop.give([asked])
    settle(window_of(region_page))
    assert sheet.heard.text == words
    sheet.save_answer(answer)
    settle(window_of(region_page))
    assert answer.stat().st_size > 0
    assert region_page.postes.head.count.text() == "2"
    page = show(office)
    assert page.link.isVisible()
    assert page.stick.isHidden()
    page.enrolment.read_answer(answer)
    settle(window_of(page))
    assert len(page.enrolment.heard.text.split()) == 8
    click(page, page.enrolment.same)
    assert page.link.isHidden()
    assert page.stick.isVisible()
    assert page.band.headline.text() == "Hors connexion"


def test_the_region_revokes_a_poste(pair: Pair, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    page = show(pair.region)
    asked: list[str] = []

    def yes(_parent: object, title: str, line: str, _verb: str) -> bool:
        asked.append(f"{title} {line}")
        return True

    monkeypatch.setattr("chance_desktop.desktop.synchronisation.region_cards.confirm", yes)
    revoke = next(one for one in page.postes.findChildren(Button) if one.text() == "Révoquer…")
    assert "Antenne de Civray" in revoke.accessibleName()
    click(page, revoke)
    assert "sera refusé partout" in asked[0]
    assert [one.revoked for one in postes(page.desk)] == [False, True]


def test_an_office_sends_everything_again_to_the_region(
    pair: Pair, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(pair.office)
    asked: list[str] = []
    monkeypatch.setattr(
        "chance_desktop.desktop.synchronisation.region_cards.confirm",
        lambda *words: bool(asked.append(words[2])) or True,
    )
    (again,) = page.postes.findChildren(IconButton)
    assert again.accessibleName().startswith("Tout renvoyer à La Région, poste ")
    click(page, again)
    assert "tout ce qui a été fait ici repart" in asked[0]
    assert not [one for one in page.postes.findChildren(Button) if one.text() == "Révoquer…"]
    with page.desk.reading() as connection:
        assert not log.peer_has(connection, pair.region.store.device)


def test_a_transfer_is_asked_then_refused_then_accepted(pair: Pair, show: Show) -> None:
    ask_transfer(pair.office, pair.dossier, "79000S00", "Déménagement à Niort")
    pair.carry(pair.office, pair.region)
    page = show(pair.region)
    assert page.transfers.isVisible()
    assert "Déménagement à Niort" in texts(page)
    accept = next(one for one in page.transfers.findChildren(Button) if one.text() == "Accepter")
    assert accept.accessibleName() == "Accepter la transmission du dossier Enzo Pasquier"
    click(page, accept)
    assert page.transfers.isHidden()
    assert transfer_requests(page.desk) == ()


def test_a_refused_transfer_has_its_reason(pair: Pair, show: Show) -> None:
    ask_transfer(pair.office, pair.dossier, "79000S00", "Déménagement à Niort")
    pair.carry(pair.office, pair.region)
    page = show(pair.region)
    refuse = next(one for one in page.transfers.findChildren(Button) if one.text() == "Refuser…")
    click(page, refuse)
    sheet = sheet_of(page, ReasonSheet)
    assert isinstance(sheet, ReasonSheet)
    sheet._field.setPlainText("Le stage commence lundi")
    sheet._finish()
    settle(window_of(page))
    assert page.transfers.isHidden()
    assert "Le stage commence lundi" in " ".join(line.text for line in journal(page.desk, pair.dossier))


def test_an_office_asks_for_a_transfer_from_the_dossier(pair: Pair, show: Show) -> None:
    page = show(pair.office)
    shell = shell_of(page)
    shell.open_dossier(pair.dossier)
    settle(window_of(page))
    dossier = shell.page("dossier")
    assert isinstance(dossier, DossierScreen)
    assert dossier.view is not None
    DossierMenu(shell, dossier.view, dossier)._transfer()
    sheet = sheet_of(page, TransferSheet)
    assert isinstance(sheet, TransferSheet)
    sheet.finish()
    assert sheet.isVisible()
    sheet.office.show_code("79000S00")
    sheet.reason.setPlainText("Déménagement")
    sheet.finish()
    settle(window_of(page))
    assert [one.reason for one in transfer_requests(page.desk)] == ["Déménagement"]


def test_the_region_erases_once_the_number_is_typed(pair: Pair, show: Show) -> None:
    page = show(pair.region)
    shell = shell_of(page)
    shell.open_dossier(pair.dossier)
    settle(window_of(page))
    dossier = shell.page("dossier")
    assert isinstance(dossier, DossierScreen)
    assert dossier.view is not None
    number = dossier.view.file_number
    DossierMenu(shell, dossier.view, dossier)._erase()
    sheet = sheet_of(page, EraseSheet)
    assert isinstance(sheet, EraseSheet)
    sheet.number.setText("2026-XXX-A001")
    sheet.finish()
    assert sheet.isVisible()
    sheet.choose_person()
    sheet.number.setText(number.lower())
    sheet.finish()
    settle(window_of(page))
    assert shell.current == "dossiers"
    from chance_desktop.casework.dossiers.list import DossierQuery, list_page

    assert list_page(shell.desk, DossierQuery()).rows == ()


def test_the_mailbox_is_tried_then_used(pair: Pair, show: Show, tmp_path: Path) -> None:
    box = tmp_path / "partage"
    box.mkdir()
    set_mailbox(pair.region, str(box))
    note(pair.office, pair.dossier, "Vu ce matin")
    page = show(pair.office)
    click(page, page.mailbox.choose)
    sheet = sheet_of(page, MailboxSheet)
    assert isinstance(sheet, MailboxSheet)
    sheet.url.setText(str(tmp_path / "nulle-part"))
    sheet.finish()
    settle(window_of(page))
    assert "introuvable" in sheet.notice.label.text()
    sheet.url.setText(str(box))
    sheet.finish()
    settle(window_of(page))
    assert [one for one in window_of(page).findChildren(MailboxSheet) if one.isVisible()] == []
    assert page.band.button.isVisible()
    exchanged(page)
    assert list(box.rglob("*.chance"))
    assert exchange_state(page.desk).standing is Standing.CONNECTED
    assert page.band.headline.text() == "Connecté, à jour"
    assert exchange_now(pair.region).applied > 0
    exchanged(page)
    assert exchange_page(page.desk).waiting == ()
    assert {one.way for one in exchange_page(page.desk).history} >= {"mailbox"}
    for path in sorted(box.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    box.rmdir()
    exchanged(page)
    assert "introuvable" in page.result.label.text()
    assert page.band.headline.text() == "Échec de l’envoi"


def test_a_link_in_clear_is_asked_each_time_and_refused_by_default(
    pair: Pair, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "served" / "mailbox").mkdir(parents=True)
    with webdav(tmp_path / "served") as server, proxy({"exemple.test": "127.0.0.1"}) as (port, seen):
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        page = show(pair.office)
        asked = Asking(page)
        click(page, page.mailbox.choose)
        sheet = sheet_of(page, MailboxSheet)
        assert isinstance(sheet, MailboxSheet)
        for field, typed in (
            (sheet.url, server.url.replace("127.0.0.1", "exemple.test")),
            (sheet.user, USER),
            (sheet.password, PASSWORD),
        ):
            field.setText(typed)
        asked.press("Ne rien changer", sheet.keep.click)
        settle(window_of(page))
        assert not seen
        assert sheet.isVisible()
        asked.press("Accepter pour cette fois", sheet.keep.click)
        settle(window_of(page))
        assert page.mailbox.in_clear
        assert {line.split()[0] for line in seen} >= {"PUT", "GET"}
        seen.clear()
        asked.press("Ne rien changer", page.mailbox.attempt.click)
        asked.press("Ne rien changer", page.band.button.click)
        settle(window_of(page))
        assert not seen
        assert not page.run.under_way
        asked.press("Accepter pour cette fois", lambda: exchanged(page))
        assert list((tmp_path / "served" / "mailbox").rglob("*.chance"))
    assert asked.times == 5


class Asking:
    """Presses a button of the question that a gesture raises, from within its own loop."""

    def __init__(self, page: SynchronisationScreen) -> None:
        self._page = page
        self.times = 0

    def press(self, verb: str, gesture: Callable[[], object]) -> None:
        """Make the gesture, and answer what it asks."""

        def answer() -> None:
            question = QApplication.activeModalWidget()
            assert isinstance(question, Sheet)
            assert "en clair" in question.windowTitle() + " ".join(each.text() for each in question.findChildren(Label))
            button = next(each for each in question.findChildren(Button) if each.text() == verb)
            self.times += 1
            button.click()

        QTimer.singleShot(0, self._page, answer)
        gesture()


def exchanged(page: SynchronisationScreen) -> None:
    """Click, and wait until it is over."""
    loop = QEventLoop()
    page.run.ended.connect(loop.quit)
    page.run.failed.connect(loop.quit)
    QTest.mouseClick(page.band.button, Qt.MouseButton.LeftButton)
    loop.exec()
    page.run.ended.disconnect(loop.quit)
    page.run.failed.disconnect(loop.quit)
    settle(window_of(page))


def test_an_exchange_can_be_stopped(pair: Pair, show: Show, tmp_path: Path) -> None:
    box = tmp_path / "partage"
    box.mkdir()
    set_mailbox(pair.office, str(box))
    page = show(pair.office)
    told: list[str] = []

    def stop(_done: int, _total: int, _what: str) -> None:
        told.append(f"{page.band.headline.text()}, {shell_of(page).nav.sync.text()}")
        page.run.stop()

    page.run.advanced.connect(stop)
    exchanged(page)
    assert told == ["Envoi en cours, Envoi en cours"]
    assert shell_of(page).nav.sync.text() == "Hors connexion"
    assert "arrêté" in page.result.label.text()
    assert not page.run.under_way
    assert page.band.button.isVisible()


@pytest.mark.parametrize("role", ["office", "region"])
@pytest.mark.parametrize(("height", "percent"), [(700, 100), (768, 200)])
def test_nothing_is_cut_when_everything_is_there(
    pair: Pair, show: Callable[..., SynchronisationScreen], role: str, height: int, percent: int
) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    long = "12, rue de la Plaine, bâtiment {letter}, appartement 214, résidence des Tilleuls, quartier Saint-Pierre"
    pair.disagree(long.format(letter="C"), long.format(letter="D"), "address")
    ask_transfer(pair.office, pair.dossier, "79000S00", "Déménagement à Niort, chez sa sœur, à partir du mois prochain")
    pair.carry(pair.office, pair.region)
    note(pair.office, pair.dossier, "Vu ce matin")
    desk = pair.office if role == "office" else pair.region
    (desk.home / "window.ini").write_text(f"[look]\ntext_percent={percent}\n", encoding="utf-8")
    theme().set_scale(percent / 100)
    page = show(desk, 1366, height)
    window = window_of(page)
    assert cut_labels(window) == []
    assert cut_buttons(window) == []
    assert outside(window, page) == []
    click(page, page.settler.after)
    assert cut_labels(window) == []


@pytest.mark.parametrize("role", ["office", "region"])
def test_every_control_is_named_and_reached(pair: Pair, show: Show, role: str) -> None:
    pair.disagree("06 39 98 41 07", "06 39 98 41 70")
    ask_transfer(pair.office, pair.dossier, "79000S00", "Déménagement")
    pair.carry(pair.office, pair.region)
    page = show(pair.office if role == "office" else pair.region)
    window = window_of(page)
    assert [repr(one) for one in focusable(window) if not spoken(one)[0].strip()] == []
    missed = expected_by_tab(window) - reached_by_tab(window)
    assert [spoken(one)[0] for one in missed] == []


def test_a_deletion_is_asked_in_words(pair: Pair, show: Show) -> None:
    with pair.office.working() as work:
        record = read_record(work.connection, pair.dossier)
        work.tx.remove("dossier", pair.dossier, read_stamps(record.dossier["stamps"]))
        work.touch(pair.dossier, "dossier")
    save_fields(pair.region, pair.dossier, {"hosted": True}, situation(pair.region, pair.dossier).seen)
    pair.carry(pair.region, pair.office)
    home = pair.office.home
    page = show(pair.office)
    settler = page.settler
    assert settler.question.text() == "Faut-il supprimer le dossier d’Enzo Pasquier\u00a0?"
    assert sorted(card.shown.words for card in settler.values) == ["Garder", "Supprimer"]
    keep = next(card for card in settler.values if card.shown.words == "Garder")
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert settler.keep.text() == "Garder"
    assert not settler.write.isVisible()
    click(page, settler.keep)
    assert settler.isHidden()
    close_window(window_of(page))
    desk = reopened(home)
    assert situation(desk, pair.dossier).values["hosted"] is True
    desk.close()
