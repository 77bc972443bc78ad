"""What the page says of a poste taken back from a backup, of changes set aside, of files that did not arrive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.exchange.bundles import export_bundle, import_bundles
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.exchange.standing.status import Standing, exchange_state
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.desktop.synchronisation.difference import differing
from chance_desktop.desktop.synchronisation.eight_words import QrCode
from chance_desktop.desktop.synchronisation.view import SynchronisationScreen
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.schema.tables import parked_change
from chance_desktop.sync import log
from chance_desktop.sync.bundle.payload import Manifest
from chance_desktop.sync.delivery import receipts
from tests.conftest import Office
from tests.desktop.conftest import close_window, open_window
from tests.desktop.exchanging import Pair, note, pair_of
from tests.screenshots.drawing import settle


def _claiming(seen: dict[str, int]) -> Manifest:
    """A manifest that says no more than what its sender has."""
    return Manifest("", "", "", 1, "", {}, seen, "")


@pytest.fixture
def pair(opened: Callable[[str], Office], tmp_path: Path) -> Pair:
    return pair_of(opened, tmp_path)


def test_a_poste_not_yet_linked_is_calm(office: Office) -> None:
    state = exchange_state(office.desk)
    assert (state.standing, state.headline) == (Standing.NOT_LINKED, "Pas encore relié")
    assert state.comfort == "Rien n’est perdu\u00a0: tout est enregistré ici."


def test_a_poste_taken_back_takes_a_new_name(app: QApplication, pair: Pair) -> None:
    desk, former = pair.office, pair.office.store.device
    with writing(desk.store.engine) as connection:
        receipts.note(connection, pair.region.store.device, _claiming({former: 100_000}), former)
    home = desk.home
    desk.close()
    window = open_window(home)
    assert window.shell is not None
    window.shell.show_page("synchronisation")
    settle(window)
    page = window.shell.page("synchronisation")
    assert isinstance(page, SynchronisationScreen)
    assert page.restored.isVisible()
    QTest.mouseClick(page.renew, Qt.MouseButton.LeftButton)
    settle(window)
    assert page.desk.store.device != former
    assert page.restored.isVisible()
    assert page.renew.isHidden()
    assert page.link.isVisible()
    assert page.band.headline.text() == "Pas encore relié"
    close_window(window)


def park(desk: Desk, device: str, first: int, reason: str, count: int) -> None:
    with writing(desk.store.engine) as connection:
        for seq in range(first, first + count):
            connection.execute(parked_change.insert().values(device=device, seq=seq, line="{}", reason=reason))


def test_what_was_set_aside_is_told_in_french(pair: Pair) -> None:
    device = pair.office.store.device
    park(pair.region, device, 9001, log.UNKNOWN, 2)
    park(pair.region, device, 9101, log.REVOKED, 1)
    park(pair.region, device, 9201, "seule la Région décide d’une dispense", 1)
    assert set(exchange_page(pair.region).problems) == {
        "2 changements viennent d’une version plus récente\u00a0: ils seront repris quand ce poste sera à jour.",
        "1 changement d’un poste révoqué est mis de côté.",
        "1 changement refusé\u00a0: seule la Région décide d’une dispense.",
    }


def test_a_file_that_did_not_arrive_is_named_until_it_does(pair: Pair) -> None:
    office, region = pair.office, pair.region
    note(office, pair.dossier, "Le premier")
    lost = export_bundle(office, pair.stick).files
    with writing(office.store.engine) as connection:
        log.note_peer_has(
            connection, region.store.device, {office.store.device: log.last_number(connection, office.store.device)}
        )
    note(office, pair.dossier, "Le second")
    import_bundles(region, export_bundle(office, pair.stick).files)
    assert exchange_page(region).problems == (
        "Il manque le paquet n° 2 de Civray. Demandez-lui de l’envoyer de nouveau.",
    )
    import_bundles(region, lost)
    assert exchange_page(region).problems == ()


def test_a_long_absence_ends_with_a_number(pair: Pair) -> None:
    for number in range(54):
        create_dossier(pair.office, NewPerson(f"Nom{number}", "Léa"))
    page = exchange_page(pair.office)
    assert (len(page.waiting), page.waiting_more, page.state.waiting) == (50, 4, 54)
    assert page.waiting[0].title == "Nouveau dossier – Léa Nom53"
    assert page.receipt.startswith("1 dossier sur 55 reçu par la Région")


def test_where_values_differ() -> None:
    assert differing(["06 39 98 41 07", "06 39 98 41 70"]) == ((12, 14), (12, 14))
    assert differing(["Civray", "Savigné"]) == ((0, 0), (0, 0))
    assert differing(["12 rue Basse", "12 bis rue Basse"]) == ((0, 0), (3, 6))
    assert differing(["rien", ""]) == ((0, 0), (0, 0))
    assert differing(["Léa Marie Nom", "Léa Nom", "Léa Anne Nom"]) == ((4, 9), (0, 0), (4, 8))


def test_the_code_says_the_words(app: QApplication) -> None:
    cv2 = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    code = QrCode()
    words = "paresse patience débutant aisance lessive mauve licorne marqueur"
    code.show_text(words)
    code.resize(code.sizeHint())
    image = code.grab().toImage().scaled(592, 592)
    image = image.convertToFormat(image.Format.Format_Grayscale8)
    pixels = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(image.height(), image.bytesPerLine())
    found, _points, _straight = cv2.QRCodeDetector().detectAndDecode(
        numpy.ascontiguousarray(pixels[:, : image.width()])
    )
    assert found == words
