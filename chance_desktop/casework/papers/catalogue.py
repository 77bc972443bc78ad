"""Every paper that can be printed, each declared once: the window, the command line with its help, and the tests read this.

Light to import: what draws a paper is imported when the paper is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module

from chance_desktop.casework.forms.answers import LEARNING, all_forms, form
from chance_desktop.casework.forms.interviews import INTERVIEW_FILE
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.kit.rendered import MEDIA_TYPES, Rendered
from chance_desktop.casework.session.programme.programme_folder import ProgrammeMistake, read_declared
from chance_desktop.domain.form import Form
from chance_desktop.domain.programme.paper_text import CertificateText, SignedPaperText, declaration_of
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

OFFICE, REGION = PosteRole.OFFICE, PosteRole.REGION
_USE_CASES = "chance_desktop.casework."


class About(Enum):
    """What a paper is about: what has to be named to print it."""

    DOSSIER = "dossier"
    EVENT = "event"
    OFFER = "offer"
    NOBODY = "nobody"


class Each(Enum):
    """A paper that exists once for each of what the programme declares; its name is completed by the code."""

    REFEREE = "referee"
    FORM = "form"


class Group(Enum):
    """Where a paper is looked for; the value is the heading."""

    DOSSIER = _("Le dossier")
    LETTERS = _("Les lettres de recommandation")
    EUROPASS = _("Europass")
    STAY = _("Le séjour")
    FORMS = _("Les formulaires")
    BRANCH = _("L’antenne")


@dataclass(frozen=True, slots=True)
class Document:
    """A paper. `place` names what draws it, below the use cases; `takes` says what it is given beside the desk.

    `needs` is the file of the programme without which it does not exist; `title` may hold `{kind}`, the name of its variant.
    """

    name: str
    place: str
    takes: tuple[str, ...]
    title: str
    description: str
    file_name: str
    group: Group = Group.DOSSIER
    about: About = About.DOSSIER
    formats: tuple[str, ...] = ("pdf",)
    roles: tuple[PosteRole, ...] = (OFFICE, REGION)
    each: Each | None = None
    needs: str = ""

    @property
    def shown_name(self) -> str:
        """Its name on the command line; a paper that exists several times shows where its variant goes."""
        return {None: self.name, Each.REFEREE: f"{self.name}-TYPE", Each.FORM: f"{self.name}-NOM"}[self.each]

    def rendered(
        self, content: bytes, file_format: str = "pdf", *, title: str = "", name: str = "", about: str = ""
    ) -> Rendered:
        """The paper, once drawn; `title` and `name` when the programme gives it others, `about` whom it names."""
        file_name = f"{self.file_name}.{file_format}"
        return Rendered(name or self.name, title or self.title, file_name, content, MEDIA_TYPES[file_format], about)


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper as a home offers it: its name, and of which variant."""

    document: Document
    variant: str = ""
    kind: str = ""
    declared_title: str = ""
    """The title the programme gives it, when it gives one."""

    @property
    def name(self) -> str:
        """What it is asked for by."""
        return f"{self.document.name}-{self.variant}" if self.variant else self.document.name

    @property
    def title(self) -> str:
        """Its title, with that of its variant."""
        return self.declared_title or self.document.title.replace("{kind}", self.kind)

    @property
    def description(self) -> str:
        """What it is for."""
        return self.document.description


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: about whom, which variant, in which format."""

    name: str
    about: str = ""
    variant: str = ""
    file_format: str = "pdf"
    progress: Progress = field(default_factory=NoProgress)


class NoSuchDocument(ExpectedError):
    """No paper of this home has that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("Il n’y a pas de document « {name} ».").replace("{name}", name[:60]),
            _("Choisissez parmi : {names}.").replace("{names}", ", ".join(known)),
        )


class NoSuchFormat(ExpectedError):
    """A paper that does not exist in that format."""

    def __init__(self, document: Document, wanted: str) -> None:
        super().__init__(
            _("« {title} » ne peut pas être écrit en {format}.")
            .replace("{title}", document.title.replace(" ({kind})", "").replace("{kind}", document.name))
            .replace("{format}", wanted[:20]),
            _("Choisissez l’un de ces formats : {formats}.").replace("{formats}", ", ".join(document.formats)),
        )


class NothingNamed(ExpectedError):
    """A paper about something nobody named."""

    def __init__(self, document: Document) -> None:
        what = {
            About.DOSSIER: _("Indiquez l’identifiant ou le numéro du dossier."),
            About.EVENT: _("Indiquez l’identifiant de la réunion."),
            About.OFFER: _("Indiquez l’identifiant de l’offre."),
        }  # fmt: skip
        super().__init__(_("Il manque de qui ou de quoi parle ce document."), what.get(document.about, ""))


_PRINTING = "papers.printing:render"
_OF_DOSSIER = ("about", "name", "progress")
_LETTER = "papers.correspondence:letter_document"
_OF_LETTER = ("about", "variant", "name", "file_format")
_EUROPASS = "papers.europass_papers:europass_paper"
_OF_EUROPASS = ("about", "name", "file_format")
_STAY = "papers.stay_papers:"

DOCUMENTS = (
    Document("checklist", _PRINTING, _OF_DOSSIER, _("Liste des pièces"), _("Ce qui manque, ce qui est reçu, qui contacter."),
             "liste-des-pieces"),
    Document("missing-pieces", _PRINTING, _OF_DOSSIER, _("Lettre des pièces manquantes"), _("Au jeune, avec une date limite."),
             "pieces-manquantes"),
    Document("receipt", _PRINTING, _OF_DOSSIER, _("Récépissé de dépôt"), _("La preuve que les pièces ont été remises."),
             "recepisse"),
    Document("dossier", _PRINTING, _OF_DOSSIER, _("Dossier complet"),
             _("Résumé, éligibilité, pièces, lettres, copies numérisées."), "dossier"),
    Document("decision", "region.decision_letter:decision_letter", ("about",), _("Lettre de décision"),
             _("Au jeune, après la décision de la Région."), "lettre-de-decision", roles=(REGION,)),
    Document("request", _LETTER, _OF_LETTER, _("Demande de lettre ({kind})"), _("La demande, à signer et à envoyer."),
             "demande-lettre", group=Group.LETTERS, formats=("pdf", "odt", "eml"), each=Each.REFEREE),
    Document("reminder", _LETTER, _OF_LETTER, _("Relance ({kind})"), _("Quand la réponse n’est pas venue."),
             "relance-lettre", group=Group.LETTERS, formats=("pdf", "odt", "eml"), each=Each.REFEREE),
    Document("form", _LETTER, _OF_LETTER, _("Formulaire à remplir ({kind})"), _("Il tient lieu de lettre."),
             "formulaire-recommandation", group=Group.LETTERS, formats=("pdf", "odt"), each=Each.REFEREE),
    Document("call", _LETTER, _OF_LETTER, _("Appel ({kind})"), _("Le texte à lire au téléphone."), "texte-appel",
             group=Group.LETTERS, each=Each.REFEREE),
    Document("statement", _LETTER, _OF_LETTER, _("Déclaration à signer ({kind})"), _("Ce que la personne a dit au téléphone."),
             "declaration-a-signer", group=Group.LETTERS, each=Each.REFEREE),
    Document("waiver", _LETTER, _OF_LETTER, _("Demande de dispense ({kind})"), _("À la Région, quand personne ne peut écrire."),
             "demande-dispense", group=Group.LETTERS, formats=("pdf", "odt"), each=Each.REFEREE),
    Document("cv", _EUROPASS, _OF_EUROPASS, _("CV Europass"), _("Il porte les données que d’autres logiciels relisent."),
             "cv-europass", group=Group.EUROPASS, formats=("pdf", "xml", "candidate.xml")),
    Document("language-passport", _EUROPASS, _OF_EUROPASS, _("Passeport de langues"), _("Les niveaux, avant et après le séjour."),
             "passeport-de-langues", group=Group.EUROPASS, formats=("pdf", "xml")),
    Document("mobility", _EUROPASS, _OF_EUROPASS, _("Europass Mobilité"), _("Ce que le séjour a appris, à signer."),
             "europass-mobilite", group=Group.EUROPASS, formats=("pdf", "odt")),
    Document("cover-letter", _EUROPASS, _OF_EUROPASS, _("Lettre de motivation"), _("Telle qu’elle est écrite dans l’onglet Europass."),
             "lettre-de-motivation", group=Group.EUROPASS, formats=("pdf", "xml")),
    Document("skills-passport", _EUROPASS, _OF_EUROPASS, _("Passeport de compétences"), _("Le CV et ses annexes."),
             "passeport-de-competences", group=Group.EUROPASS, formats=("pdf", "xml")),
    Document("agreement", _STAY + "agreement", ("about", "file_format"), _("Convention à signer"), _("Trois parties, trois signatures."),
             "convention-de-stage", group=Group.STAY, formats=("pdf", "odt"), needs="papers/agreement.toml"),
    Document("commitment", _STAY + "commitment", ("about", "file_format"), _("Engagement à signer"), _("Ce que chacun promet."),
             "engagement", group=Group.STAY, formats=("pdf", "odt"), needs="papers/commitment.toml"),
    Document("stay-calendar", _STAY + "stay_calendar", ("about",), _("Calendrier du séjour"), _("Le séjour sur une page."),
             "calendrier-du-sejour", group=Group.STAY),
    Document("certificate", _STAY + "certificate", ("about",), _("Attestation de fin"), _("À faire signer par l’entreprise."),
             "attestation-de-stage", group=Group.STAY, needs="papers/certificate.toml"),
    Document("progress", _STAY + "progress", ("about",), _("Progrès en langue"), _("Les niveaux d’avant et d’après le séjour."),
             "progres-en-langue", group=Group.STAY),
    Document("questionnaire", "papers.form_papers:form_of_dossier", ("about", "variant", "file_format"), "{kind}",
             _("À remplir à la main ou à l’écran."), "formulaire", group=Group.FORMS, formats=("pdf", "odt"), each=Each.FORM),
    Document("list", "papers.printing:render_list", (), _("Liste des dossiers"), _("Les dossiers en cours, un par ligne."),
             "liste-des-dossiers", group=Group.BRANCH, about=About.NOBODY),
    Document("agenda", "papers.agenda_papers:coming", ("file_format",), _("Agenda"), _("Les rendez-vous qui viennent."), "agenda",
             group=Group.BRANCH, about=About.NOBODY, formats=("pdf", "ics")),
    Document("attendance", _STAY + "attendance", ("about",), _("Feuille de présence"), _("À faire signer à une réunion."),
             "feuille-de-presence", group=Group.BRANCH, about=About.EVENT),
    Document("offer", _STAY + "offer", ("about",), _("Offre de stage"), _("Une offre sur sa page."), "offre-de-stage", group=Group.BRANCH,
             about=About.OFFER),
    Document("catalogue", _STAY + "catalogue", (), _("Offres de stage"), _("Les offres ouvertes."), "offres-de-stage", group=Group.BRANCH,
             about=About.NOBODY),
    Document("flyer", _STAY + "publicity", ("name",), _("Dépliant A5"), _("À donner."), "depliant-a5", group=Group.BRANCH, about=About.NOBODY,
             needs="papers/publicity.toml"),
    Document("poster-a4", _STAY + "publicity", ("name",), _("Affiche A4"), _("À l’accueil."), "affiche-a4", group=Group.BRANCH,
             about=About.NOBODY, needs="papers/publicity.toml"),
    Document("poster-a3", _STAY + "publicity", ("name",), _("Affiche A3"), _("Chez les partenaires."), "affiche-a3", group=Group.BRANCH,
             about=About.NOBODY, needs="papers/publicity.toml"),
)  # fmt: skip
"""Every paper, in the order it is offered."""


def document(name: str) -> Document:
    """A paper by its name; raises `KeyError`."""
    for each in DOCUMENTS:
        if each.name == name:
            return each
    raise KeyError(name)


def printable(desk: Desk, about: About | None = About.DOSSIER) -> tuple[Printable, ...]:
    """The papers this home offers about something; every one when nothing is said."""
    offered = (each for each in DOCUMENTS if desk.role in each.roles and about in (None, each.about))
    return tuple(one for each in offered if _declared(desk, each) for one in _variants(desk, each))


def render(desk: Desk, about: str, name: str, file_format: str = "pdf", progress: Progress | None = None) -> Rendered:
    """A paper by its name. Raises `NoSuchDocument`, `NoSuchFormat`, `NothingNamed`, and what the drawing of it raises."""
    offered = printable(desk, None)
    found = next((each for each in offered if each.name == name), None)
    if found is None:
        raise NoSuchDocument(name, tuple(each.name for each in offered))
    declared = found.document
    if file_format not in declared.formats:
        raise NoSuchFormat(declared, file_format)
    if declared.about is not About.NOBODY and not about:
        raise NothingNamed(declared)
    wanted = Wanted(declared.name, about, found.variant, file_format, progress or NoProgress())
    module, _colon, function = declared.place.partition(":")
    draw = getattr(import_module(_USE_CASES + module), function)
    made = draw(desk, *(getattr(wanted, each) for each in declared.takes))
    assert isinstance(made, Rendered)
    return made


def format_of(name: str, file_name: str) -> str:
    """The format a file asks of a paper by its ending: the first one when it has none; raises `NoSuchFormat`."""
    declared = next((each for each in DOCUMENTS if _is_named(each, name)), None)
    if declared is None:
        return ""
    told = file_name.casefold()
    for each in sorted(declared.formats, key=len, reverse=True):
        if told.endswith(f".{each}"):
            return each
    _stem, dot, suffix = told.rpartition(".")
    if dot:
        raise NoSuchFormat(declared, suffix)
    return declared.formats[0]


def _is_named(declared: Document, name: str) -> bool:
    return name == declared.name if declared.each is None else name.startswith(f"{declared.name}-")


def _declared(desk: Desk, document: Document) -> bool:
    return not document.needs or (desk.programme_folder / document.needs).exists()


def _learning(desk: Desk) -> tuple[Form, ...]:
    """The interview about what was learned, where the programme has one."""
    return (form(desk, LEARNING),) if (desk.programme_folder / INTERVIEW_FILE).exists() else ()


def _variants(desk: Desk, document: Document) -> Iterator[Printable]:
    if document.each is Each.REFEREE:
        for kind in desk.programme.referees:
            yield Printable(document, kind.code, kind.label.lower())
    elif document.each is Each.FORM:
        for declared in (*all_forms(desk), *_learning(desk)):
            yield Printable(document, declared.form, declared.title)
    else:
        yield Printable(document, declared_title=_declared_title(desk, document))


def _declared_title(desk: Desk, document: Document) -> str:
    """What the programme calls a paper whose text it declares; nothing when that text is wrong, which is told at printing."""
    kind = declaration_of(document.needs)
    if kind is None:
        return ""
    try:
        text: object = read_declared(desk.programme_folder, document.needs, kind)
        return text.title if isinstance(text, SignedPaperText | CertificateText) else ""
    except ProgrammeMistake:
        return ""
