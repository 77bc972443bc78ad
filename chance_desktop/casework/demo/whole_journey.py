"""The main job of a counsellor from beginning to end, with no window: what a newcomer can run and look at."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from chance_desktop.casework import people_import
from chance_desktop.casework.demo.papers import fictional_paper
from chance_desktop.casework.dossiers.dossier import move_step, open_dossier
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.meetings.meetings import NewMeeting, add_meeting
from chance_desktop.casework.papers import correspondence
from chance_desktop.casework.papers.catalogue import Group, printable, render
from chance_desktop.casework.pieces import letters, scans
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import freeze_verdict, save_fields, verdict_label
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, plural

_EXPORT = (
    "N° dossier ML;Nom;Prénom;Date naissance;Sexe;CP;Commune;Tél.\r\n"
    "410001;BAUDRY;Théo;14/02/2007;M;86160;Gençay;639981201\r\n"
    "410002;CHAUVET;Inès;31/02/2004;F;86150;L’Isle-Jourdain;06 39 98 12 02\r\n"
    "410003;;Antoine;03/05/2005;M;86400;Civray;\r\n"
    "Total;3\r\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the journey: what was done, and the files it wrote."""

    text: str
    files: tuple[Path, ...] = ()


def live_journey(folder: Path) -> tuple[Told, ...]:
    """Live it in `folder`, which is made anew: homes, documents, bundle. Returns what was done."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    office_home, region_home = folder / "antenne", folder / "region"
    _set_up(office_home, region_home)
    office = open_desk(office_home)
    region = open_desk(region_home)
    try:
        sign_in(office, list_counsellors(office)[0].id)
        return tuple(_Journey(folder, office, region).steps())
    finally:
        office.close()
        region.close()


def _set_up(office_home: Path, region_home: Path) -> None:
    branch = BranchContact("Civray", "3, place des Tilleuls", "86400", "Civray", "05 36 49 10 20", "civray@exemple.fr")
    claire = NewCounsellor("Claire", "Audebert", "Conseillère", "05 36 49 10 21", "claire.audebert@exemple.fr")
    set_up_office(office_home, OfficeSetup("86400S00", branch, (claire,), fictional=True))
    set_up_office(region_home, OfficeSetup("", BranchContact("Poitiers"), fictional=True, role=PosteRole.REGION))


class _Journey:
    def __init__(self, folder: Path, office: Desk, region: Desk) -> None:
        self._folder = folder
        self._office = office
        self._region = region
        self._today = office.today()

    def steps(self) -> list[Told]:
        """Everything, in order."""
        told = [Told(_("Antenne de Civray et poste de la Région installés, avec des données fictives")), self._import()]
        dossier_id = self._create()
        told += [
            self._situation(dossier_id), self._pieces(dossier_id), self._letters(dossier_id), self._home(),
            self._documents(dossier_id), *self._exchange(dossier_id),
        ]  # fmt: skip
        return told

    def _import(self) -> Told:
        path = self._folder / "export.csv"
        path.write_bytes(_EXPORT.encode("cp1252"))
        report = people_import.run_import(self._office, path).result
        notes = [f"ligne {note.line}, {note.reason}" for note in (*report.doubtful, *report.refused)]
        made = plural("{n} dossier importé", "{n} dossiers importés", report.created)
        return Told(_("{made} ; {notes}").format(made=made, notes=" ; ".join(notes)), (path,))

    def _create(self) -> str:
        birth = date(self._today.year - 21, 3, 12)
        person = NewPerson(
            surname="Roussel",
            first_name="Manon",
            birth_date=birth,
            sex="F",
            town="Civray",
            postcode="86400",
            phone="06 39 98 12 45",
            email="manon.roussel@exemple.fr",
            ml_number="410010",
        )
        return create_dossier(self._office, person, self._today - timedelta(days=40)).result

    def _situation(self, dossier_id: str) -> Told:
        save_fields(self._office, dossier_id, {
            "nationality": "fr", "hosted": False, "job_seeker": True, "grant_obstacle": "money", "level_1969": "V",
            "destination_country": "ie", "destination_town": "Cork", "language": "en", "language_level": "B1",
            "departure_on": self._today + timedelta(days=120),
        })  # fmt: skip
        freeze_verdict(self._office, dossier_id)
        move_step(self._office, dossier_id, 2, self._today - timedelta(days=30))
        move_step(self._office, dossier_id, 3, self._today - timedelta(days=20))
        view = open_dossier(self._office, dossier_id)
        return Told(_("Dossier {number} de {name} : {verdict}").format(
            number=view.file_number, name=view.name, verdict=verdict_label(view.eligible).lower(),
        ))  # fmt: skip

    def _pieces(self, dossier_id: str) -> Told:
        paper = self._folder / "piece-d-identite.png"
        paper.write_bytes(fictional_paper("Pièce d’identité", "Manon"))
        scans.attach(self._office, dossier_id, "identity", (paper,), self._today - timedelta(days=18))
        expiry = date(self._today.year + 5, 3, 31)
        set_status(self._office, dossier_id, "identity", "checked", expires_on=expiry)
        for code in ("address", "ml-registration", "job-seeker-notice", "cv", "motivation-letter"):
            set_status(
                self._office,
                dossier_id,
                code,
                "received",
                self._today - timedelta(days=10),
                proof_on=self._today - timedelta(days=12),
            )
        pieces = open_dossier(self._office, dossier_id).pieces
        return Told(
            _("{received} pièces reçues sur {required}").format(
                received=pieces.received_count, required=pieces.required
            ),
            (paper,),
        )

    def _letters(self, dossier_id: str) -> Told:
        teacher = letters.Referee(
            title="M.",
            first_name="Yann",
            surname="Garnier",
            function="professeur d’anglais",
            organisation="Lycée des Trois Rivières",
            address="12, rue du Moulin",
            postcode="86400",
            town="Civray",
            phone="05 36 49 22 10",
            email="y.garnier@exemple.fr",
            role="teacher",
            known_from="septembre 2022",
            known_to="juin 2024",
        )
        employer = letters.Referee(
            title="Mme",
            first_name="Odile",
            surname="Sicard",
            function="gérante",
            organisation="Boulangerie Sicard",
            address="4, place du Marché",
            postcode="86400",
            town="Civray",
            phone="05 36 49 31 07",
            email="o.sicard@exemple.fr",
            role="employer",
            known_from="juillet 2024",
            known_to="août 2024",
        )
        files = []
        for kind, referee in (("teacher", teacher), ("employer", employer)):
            letters.save_referee(self._office, dossier_id, kind, referee)
            for what, extension in (
                ("request", "pdf"),
                ("request", "odt"),
                ("form", "pdf"),
                ("form", "odt"),
                ("request", "eml"),
                ("call", "pdf"),
            ):
                made = correspondence.letter_document(self._office, dossier_id, kind, what, extension)
                files.append(self._write(f"{kind}-{made.file_name}", made.content))
        letters.log_contact(self._office, dossier_id, "teacher", "email", on=self._today - timedelta(days=18))
        letters.log_contact(self._office, dossier_id, "employer", "letter", on=self._today - timedelta(days=16))
        return Told(_("Les deux lettres de recommandation sont demandées"), tuple(files))

    def _home(self) -> Told:
        page = home_page(self._office)
        first = page.first.title if page.first else _("rien ne presse")
        return Told(_("{greeting} : {first}").format(greeting=page.greeting, first=first))

    def _documents(self, dossier_id: str) -> Told:
        add_meeting(
            self._office,
            dossier_id,
            NewMeeting(self._today + timedelta(days=9), "10:00", "Poitiers, Région", "interview"),
        )
        files = []
        papers = (each for each in printable(self._office) if each.document.group is Group.DOSSIER)
        for paper in papers:
            made = render(self._office, dossier_id, paper.name)
            files.append(self._write(made.file_name, made.content))
        return Told(_("Documents prêts à imprimer"), tuple(files))

    def _exchange(self, dossier_id: str) -> list[Told]:
        asked, welcome = self._folder / "demande.json", self._folder / "bienvenue.json"
        enrolment.request(self._office, asked)
        enrolment.accept(self._region, asked, welcome)
        enrolment.accept(self._office, welcome)
        made = bundles.export_bundle(self._office, self._folder / "paquets")
        taken = bundles.import_bundles(self._region, made.files).result
        here, there = open_dossier(self._office, dossier_id), open_dossier(self._region, dossier_id)
        same = here.pieces.received_count == there.pieces.received_count and here.file_number == there.file_number
        applied = sum(each.applied for each in taken)
        return [
            Told(_("{n} modifications signées et chiffrées pour la Région").format(n=made.changes), made.files),
            Told(_("La Région a ajouté {n} modifications ; elle voit le même dossier : {same}").format(
                n=applied, same=_("oui") if same else _("non"),
            )),
        ]  # fmt: skip

    def _write(self, name: str, content: bytes) -> Path:
        path = self._folder / "documents" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path
