"""A counsellor's tasks from the first page, by the mouse and the keys alone; each also while everything answers slowly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.europass.profile import profile
from chance_desktop.casework.exchange.bundles import import_bundles
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.situation.situation import situation
from chance_desktop.casework.stays.stays import open_stay
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.conftest import Office
from tests.desktop.conftest import close_window, open_window
from tests.desktop.exchanging import Pair, pair_of
from tests.desktop.person import Person
from tests.desktop.walking import dossier_of
from tests.europass.test_older import FIRST

SLOW = 0.03
"""Seconds for which each lane is taken, again and again, by somebody else’s work."""


@contextmanager
def under_load(window: Window) -> Iterator[None]:
    """Another thread keeps the writer and both readers busy: each work waits its turn."""
    over, tasks = Event(), window.tasks
    lanes = (tasks._writer, tasks._readers, tasks._readers)

    def hold() -> None:
        while not over.is_set():
            for work in [lane.submit(over.wait, SLOW) for lane in lanes]:
                work.result()

    thread = Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.fixture(params=["", "slow"])
def person(request: pytest.FixtureRequest, window: Window) -> Iterator[Person]:
    """Somebody at the first page, at leisure then under load."""
    with under_load(window) if request.param else nullcontext():
        yield Person(window)


@pytest.fixture
def picked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The file the system's own picker gives, the last of the list; choosing it there is one press more."""
    chosen: list[str] = []
    one = lambda *_given, **_named: (chosen[-1], "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileName", one)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", one)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given, **_named: ([chosen[-1]], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_named: chosen[-1])
    return chosen


def blank(folder: Path) -> str:
    """A paper that was scanned."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "copie.pdf")
    return str(folder / "copie.pdf")


def opens(person: Person, surname: str) -> None:
    """Find somebody in the list and open the dossier: two presses and a double one."""
    person.presses_on("Dossiers")
    person.fills("Rechercher", surname)
    person.sees_lines(1)
    person.clicks_line(surname)
    person.reads("· dossier ")


def test_a_new_dossier(person: Person, shell: Shell) -> None:
    person.presses_on("Nouveau dossier")
    person.fills("Nom", "Zwingelstein")
    person.key(Qt.Key.Key_Tab)
    person.types("Aurélien")
    person.key(Qt.Key.Key_Tab)
    person.types("12 March 2005")
    person.sees_nothing_cut()
    person.presses_on("Créer le dossier")
    person.reads("Aurélien Zwingelstein")
    person.fills("Commune", "Civray")
    person.key(Qt.Key.Key_Tab)
    made = dossier_of(shell, "Zwingelstein")
    person.waits(lambda: situation(shell.desk, made).values["town"] == "Civray", "the town in the store")
    assert str(situation(shell.desk, made).values["birth_date"]) == "2005-03-12"
    person.sees_nothing_cut()


def test_the_next_search_replaces_the_one_before(window: Window, shell: Shell) -> None:
    person = Person(window)
    for surname in ("Bonnin", "Roussel"):
        person.presses_on("Dossiers")
        person.waits(lambda: shell.current == "dossiers", "the list")
        person.types(surname.lower())
        person.sees_lines(1)
        person.clicks_line(surname)
        person.reads("· dossier ")
        assert shell.whereabouts().dossier_id == dossier_of(shell, surname)


def test_an_import_what_is_left_out_and_another(
    person: Person, shell: Shell, picked: list[str], tmp_path: Path
) -> None:
    before = list_page(shell.desk, DossierQuery()).total
    table, aside = tmp_path / "jeunes.csv", tmp_path / "aside.csv"
    lines = [
        "Nom;Prénom;Né le;Commune",
        "Zwingel;Tugdual;12-Mar-05;Civray",
        "Ypremian;Lou;Mar-06;Gençay",
        ";Antoine;01/01/2005;Civray",
    ]
    table.write_text("\n".join(lines), "utf-8")
    person.presses_on("Dossiers")
    person.presses_on("Importer une liste")
    picked.append(str(table))
    person.presses_on("Déposez ici le fichier")
    person.presses_on("Voir ce qui sera importé")
    person.reads("1 ligne refusée")
    person.sees_nothing_cut()
    person.presses_on("Créer 2 dossiers")
    picked.append(str(aside))
    person.presses_on("Enregistrer les lignes laissées de côté")
    person.waits(lambda: aside.exists() and "Antoine" in aside.read_text("utf-8-sig"), "the lines that were left out")
    text = aside.read_text("utf-8-sig")
    assert [line.split(";")[1] for line in text.splitlines()[1:]] == ["Antoine"]
    aside.write_text(text.replace(";Antoine", "Xénakis;Antoine"), "utf-8-sig")
    person.presses_on("Importer une autre liste")
    person.presses_on("Déposez ici le fichier")
    person.presses_on("Voir ce qui sera importé")
    person.presses_on("Créer 1 dossier")
    person.presses_on("Voir les dossiers")
    person.waits(lambda: list_page(shell.desk, DossierQuery()).total == before + 3, "three dossiers more")
    born = situation(shell.desk, dossier_of(shell, "Zwingel")).values["birth_date"]
    assert (str(born), situation(shell.desk, dossier_of(shell, "Ypremian")).values["birth_date"]) == (
        "2005-03-12",
        None,
    )
    person.sees_nothing_cut()


def test_a_scan(person: Person, shell: Shell, picked: list[str], tmp_path: Path) -> None:
    """From the dossier, whose pieces are shown: its menu, the line of the copy, the file in the picker; then « Vérifier »."""
    dossier = dossier_of(shell, "Roussel")
    opens(person, "Roussel")
    picked.append(blank(tmp_path))

    def photo() -> str:
        pieces = open_dossier(shell.desk, dossier).pieces
        return next(each.status for each in (*pieces.to_obtain, *pieces.received) if each.label == "Photo d’identité")

    with person.at_most(4 - len(picked)):
        person.presses_on("Autres gestes, Photo d’identité")
        person.picks("Ajouter une copie")
        person.waits(lambda: photo() == "received", "the photograph received")
    with person.at_most(1):
        person.presses_on("Vérifier, Photo d’identité")
        person.waits(lambda: photo() == "checked", "the photograph checked")
    person.sees_nothing_cut()


def test_a_letter_is_chased_then_comes(person: Person, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first page, to the e-mail that left; the letter comes later."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    dossier = dossier_of(shell, "Roussel")
    person.finds("Relancer, Manon Roussel")
    with person.at_most(3):
        person.presses_on("Relancer, Manon Roussel")
        person.will_press("Oui, il est parti")
        person.presses_on("Envoyer par courriel")
        person.waits(lambda: "relancée" in journal(shell.desk, dossier)[0].text, "the reminder in the journal")
    person.presses_on("La lettre est arrivée")
    person.sees_nothing_cut()
    person.presses_on("Noter l’arrivée")
    teacher = lambda: next(each for each in open_dossier(shell.desk, dossier).letters if each.kind == "teacher")  # noqa: E731
    person.waits(lambda: teacher().status == "received", "the letter received")


def test_a_europass(person: Person, shell: Shell, picked: list[str], tmp_path: Path) -> None:
    """A sentence typed, then the CV somebody kept from before: compared, taken over, in the dossier."""
    dossier, kept = dossier_of(shell, "Roussel"), tmp_path / "CV.xml"
    kept.write_text(FIRST.format(version="1.2"), "utf-8")
    opens(person, "Roussel")
    person.goes_to("Europass")
    person.fills("Compétences en communication", "À l’aise au téléphone")
    words = lambda: profile(shell.desk, dossier).values["communication_fr"] or ""  # noqa: E731
    person.waits(lambda: "À l’aise au téléphone" in words(), "the words in the store")
    person.sees_nothing_cut()
    picked.append(str(kept))
    person.presses_on("Importer un fichier Europass")
    person.reads("Comparer : CV.xml")
    person.sees_nothing_cut()
    person.presses_on("Reprendre ce qui est coché")
    employers = lambda: [each.values["organisation"] for each in profile(shell.desk, dossier).of("work")]  # noqa: E731
    person.waits(lambda: "Auberge du Four" in employers(), "the job of the file in the store")
    assert situation(shell.desk, dossier).values["surname"] == "Roussel"
    person.sees_nothing_cut()


def test_a_stay(person: Person, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    before = open_stay(shell.desk, dossier).calendar
    assert before is not None
    opens(person, "Bonnin")
    person.goes_to("Séjour")
    person.presses_on("Modifier les dates du séjour")
    person.fills("Semaines de stage", "12")
    person.sees_nothing_cut()
    person.presses_on("Enregistrer")
    weeks = lambda: open_stay(shell.desk, dossier).calendar.placement  # noqa: E731
    person.waits(lambda: weeks().last == before.placement.first + timedelta(weeks=12, days=-1), "twelve weeks")
    person.sees_nothing_cut()


def test_a_call_is_noted(person: Person, shell: Shell) -> None:
    """From the dossier of who is on the telephone."""
    dossier = dossier_of(shell, "Roussel")
    opens(person, "Roussel")
    with person.at_most(3):
        person.presses_on("Ajouter une note")
        person.types("Appel de la maman")
        person.presses_on("Ajouter la note")
        person.waits(lambda: journal(shell.desk, dossier)[0].text == "Appel de la maman", "the call in the journal")


def test_the_checklist_is_printed(person: Person) -> None:
    """From the dossier, to the system's own print dialog."""
    opens(person, "Roussel")
    with person.at_most(2):
        person.presses_on("Imprimer la liste")
        person.presses_on("Imprimer")
        person.waits(lambda: isinstance(QApplication.activeModalWidget(), QPrintDialog), "the print dialog")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.reject()


@pytest.fixture(params=["", "slow"])
def linked(
    request: pytest.FixtureRequest, app: QApplication, opened: Callable[[str], Office], tmp_path: Path
) -> Iterator[tuple[Person, Pair]]:
    """Somebody at the first page of an office that the Region knows, which looks into a shared folder."""
    pair = pair_of(opened, tmp_path)
    box = tmp_path / "partage"
    box.mkdir()
    set_mailbox(pair.region, str(box))
    pair.office.close()
    window = open_window(pair.office.home)
    with under_load(window) if request.param else nullcontext():
        yield Person(window), pair
    close_window(window)


def test_exchanges(linked: tuple[Person, Pair], picked: list[str], tmp_path: Path) -> None:
    """By the key, from the first page: the file, then its folder in the picker. By a shared folder: its address, then one press."""
    person, pair = linked
    stick = tmp_path / "clé"
    stick.mkdir()

    def notes_on_the_way(words: str) -> None:
        person.presses_on("Dossiers")
        person.clicks_line("Pasquier")
        person.presses_on("Ajouter une note")
        person.types(words)
        person.presses_on("Ajouter la note")
        person.reads(words)

    notes_on_the_way("Vu ce matin")
    person.presses_on("Accueil")
    picked.append(str(stick))
    with person.at_most(2 - len(picked)):
        person.presses_on("Préparer le fichier à envoyer")
        person.waits(lambda: list(stick.rglob("*.chance")), "the file for the Region")
    person.sees_nothing_cut()
    import_bundles(pair.region, list(stick.rglob("*.chance")))
    assert journal(pair.region, pair.dossier)[0].text == "Vu ce matin"
    person.presses_on("Synchronisation")
    person.presses_on("Choisir une boîte d’échange")
    person.fills("Adresse", str(tmp_path / "partage"))
    person.presses_on("Essayer et enregistrer")
    notes_on_the_way("Rappelé ce soir")
    person.presses_on("Synchronisation")
    person.presses_on("Échanger maintenant")
    person.reads("Connecté, à jour")
    person.sees_nothing_cut()
    assert exchange_now(pair.region).applied > 0
    assert journal(pair.region, pair.dossier)[0].text == "Rappelé ce soir"
