"""Papers of the journey beyond the dossier: attendance, agreement, commitment, calendar, certificate, progress, publicity, offers.

Importing this module loads ReportLab: screens and commands import it when a paper is asked for.
"""

from __future__ import annotations

from datetime import date, timedelta

from chance_desktop.casework.dossiers.dossier import DossierView, open_dossier
from chance_desktop.casework.europass.assessments import read_assessments
from chance_desktop.casework.meetings.agenda import agenda
from chance_desktop.casework.meetings.events import open_event
from chance_desktop.casework.papers.catalogue import document
from chance_desktop.casework.papers.placeholders import destination_phrase
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import CardGone
from chance_desktop.casework.session.kit.days_off import days_off
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import Letterhead, letterhead
from chance_desktop.casework.session.programme.programme_folder import read_declared
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.values import euros
from chance_desktop.casework.stays.offers import OfferQuery, OfferView, offers
from chance_desktop.casework.stays.stays import StayView, open_stay
from chance_desktop.documents.europass import progress_page
from chance_desktop.documents.kit.outline_pdf import to_pdf
from chance_desktop.documents.letters.letter_text import fill_in
from chance_desktop.documents.odt.outline_odt import to_odt
from chance_desktop.documents.papers import attendance_sheet, offer_page, signed_paper, stay_page
from chance_desktop.documents.papers import publicity as sheets
from chance_desktop.documents.papers.offer_page import OfferPages, OfferSheet
from chance_desktop.documents.papers.signed_paper import Article, Party, SignedPaper
from chance_desktop.documents.papers.stay_page import Milestone, StayPage
from chance_desktop.domain.learner.cefr import NO_LEVELS, Levels, Moment
from chance_desktop.domain.programme.declared import has_role
from chance_desktop.domain.programme.paper_text import CertificateText, PartyRoles, PublicityText, SignedPaperText
from chance_desktop.domain.states import EventKind, Part
from chance_desktop.domain.stay import Span, StayCalendar
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, clock_time, long_date, short_date

_HORIZON = timedelta(days=120)


class NoDatesYet(ExpectedError):
    """A paper about a stay whose days are not known."""

    def __init__(self) -> None:
        super().__init__(_("Les dates du séjour ne sont pas encore connues."), _("Indiquez-les dans l’onglet Séjour."))


class NotOverYet(ExpectedError):
    """A certificate before the end."""

    def __init__(self, last: date) -> None:
        super().__init__(
            _("Le stage n’est pas terminé : il va jusqu’au {day}.").format(day=long_date(last)),
            _("Notez d’abord le retour anticipé, ou attendez la fin."),
        )


class NothingToCompare(ExpectedError):
    """A comparison without two assessments."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucune langue n’a été évaluée avant le départ et au retour."),
            _("Remplissez l’auto-évaluation du retour."),
        )


class NoSuchSheet(ExpectedError):
    """A size of publicity that does not exist."""

    def __init__(self) -> None:
        super().__init__(_("Ce format n’existe pas."), _("Choisissez flyer, poster-a4 ou poster-a3."))


def attendance(desk: Desk, event_id: str) -> Rendered:
    """The sheet to sign at a meeting. Raises `CardGone`."""
    view = open_event(desk, event_id)
    hours = " – ".join(clock_time(view.card.text(name)) for name in ("at", "until") if view.card.text(name))
    when = ", ".join(part for part in (long_date(view.on, weekday=True), hours) if part)
    where = ", ".join(part for part in (view.mode_label, view.card.text("place")) if part)
    led = view.card.text("led_by")
    lines = (when[:1].upper() + when[1:], where, _("Animée par {who}").format(who=led) if led else "")
    roles: dict[str, str] = {Part.YOUNG: _("Jeune"), Part.SPONSOR: _("Parrain ou marraine")}
    expected = tuple(
        attendance_sheet.Expected(each.name, each.organisation or roles.get(each.role, "")) for each in view.attendees
    )
    content = attendance_sheet.AttendanceSheet(
        sender=letterhead(desk).sender, title=_("Feuille de présence – {what}").format(what=view.kind_label.lower()), theme=view.card.text("theme"),
        lines=lines, expected=expected, guides=view.guides, edited_on=desk.today(),
    )  # fmt: skip
    return document("attendance").rendered(attendance_sheet.render(content))


def agreement(desk: Desk, dossier_id: str, file_format: str = "pdf") -> Rendered:
    """The training agreement, to sign. Raises `NoDatesYet` or `DossierUnknown`."""
    about = _About(desk, dossier_id)
    declared = read_declared(desk.programme_folder, "papers/agreement.toml", SignedPaperText)
    return _signed(about, declared, "agreement", file_format)


def commitment(desk: Desk, dossier_id: str, file_format: str = "pdf") -> Rendered:
    """What each side promises, to sign. Raises `NoDatesYet` or `DossierUnknown`."""
    about = _About(desk, dossier_id)
    declared = read_declared(desk.programme_folder, "papers/commitment.toml", SignedPaperText)
    return _signed(about, declared, "commitment", file_format)


def certificate(desk: Desk, dossier_id: str) -> Rendered:
    """The certificate of the placement, told as it was. Raises `NoDatesYet`, `NotOverYet` or `DossierUnknown`."""
    about = _About(desk, dossier_id)
    declared = read_declared(desk.programme_folder, "papers/certificate.toml", CertificateText)
    placement = about.calendar.placement
    if placement is None:
        raise NoDatesYet
    spent = Span(placement.first, min(placement.last, about.calendar.spent.last))
    if desk.today() < spent.last:
        raise NotOverYet(spent.last)
    values = {
        **about.values, "placement_spent": _span(spent), "weeks_done": str(about.calendar.weeks_of_placement_done),
        "planned_end": long_date(placement.last), "company_place": about.offer_place or about.view.destination,
    }  # fmt: skip
    texts = [declared.text]
    if spent.last < placement.last:
        texts.append(declared.early)
    if about.tasks:
        texts.append(declared.tasks)
    content = SignedPaper(
        sender=about.head.sender,
        title=declared.title,
        about=about.view.name,
        introduction="",
        parties=(Party(about.stay.company, about.stay.company),),
        articles=tuple(Article("", fill_in(text, values)) for text in texts),
        closing=declared.closing,
        edited_on=desk.today(),
        signature_note=declared.signature,
    )
    return document("certificate").rendered(signed_paper.render(content), title=declared.title, about=about.view.name)


def stay_calendar(desk: Desk, dossier_id: str) -> Rendered:
    """The stay on one page. Raises `NoDatesYet` or `DossierUnknown`."""
    about = _About(desk, dossier_id)
    found, stay = about.calendar, about.stay
    marks: list[Milestone] = []
    for name, words in (("outbound_on", _("départ")), ("inbound_on", _("retour"))):
        day = stay.values[name]
        if isinstance(day, date):
            marks.append(
                Milestone(day, " – ".join(part for part in (words, str(stay.values[name[:-3]] or "")) if part), "x")
            )
    if found.language is not None:
        marks.append(Milestone(found.language.first, _("début du cours de langue"), "x"))
    if found.placement is not None and found.placement.first <= found.spent.last:
        marks.append(Milestone(found.placement.first, _("début du stage"), "x"))
    marks.append(Milestone(found.spent.last, _("dernier jour du séjour"), "x"))
    marks += [
        Milestone(each.due, _("fiche de suivi n° {n} à rendre").format(n=each.number), "x") for each in found.sheets
    ]
    marks += [Milestone(each.due, each.label, "x") for each in stay.payments if each.due is not None]
    country = str(about.record.dossier["destination_country"] or "")
    lines = tuple(
        _("{what} : {span}").format(what=what, span=_span(span))
        for what, span in ((_("Cours de langue"), found.language), (_("En entreprise"), found.placement))
        if span is not None
    )
    contacts = [(_("Votre conseiller"), f"{about.values['counsellor']}, {about.values['counsellor_phone']}")]
    mentor = " – ".join(str(stay.values[name]) for name in ("mentor_name", "mentor_phone") if stay.values[name])
    if mentor:
        contacts.append((_("Votre tuteur"), mentor))
    content = StayPage(
        sender=about.head.sender,
        person_name=about.view.name,
        lines=lines,
        calendar=found,
        milestones=tuple(sorted(set(marks), key=lambda each: (each.on, each.text))),
        days_off=days_off(found.planned.first, found.planned.last, country),
        contacts=tuple(contacts),
        edited_on=desk.today(),
    )
    return document("stay-calendar").rendered(stay_page.render(content), about=about.view.name)


def progress(desk: Desk, dossier_id: str) -> Rendered:
    """What the stay changed in each language. Raises `NothingToCompare` or `DossierUnknown`."""
    view = open_dossier(desk, dossier_id)
    with desk.reading() as connection:
        assessed = read_assessments(connection, dossier_id)
    found: dict[str, dict[Moment, Levels]] = {}
    for each in assessed:
        found.setdefault(each.language, {})[each.moment] = each.levels
    languages = tuple(
        (desk.programme.label("language", language), of.get(Moment.BEFORE, NO_LEVELS), of[Moment.AFTER])
        for language, of in found.items()
        if Moment.AFTER in of and Moment.BEFORE in of
    )
    if not languages:
        raise NothingToCompare
    note = _("Ces niveaux sont ceux que la personne s’est donnés, avant puis après, avec les mêmes questions.")
    content = progress_page.ProgressPage(letterhead(desk).sender, view.name, languages, note, desk.today())
    return document("progress").rendered(progress_page.render(content), about=view.name)


def publicity(desk: Desk, size: str) -> Rendered:
    """A flyer or a poster of this office: `flyer`, `poster-a4` or `poster-a3`. Raises `NoSuchSheet`."""
    if size not in sheets.SIZES:
        raise NoSuchSheet
    declared = read_declared(desk.programme_folder, "papers/publicity.toml", PublicityText)
    head = letterhead(desk)
    values = {"placement_weeks": str(desk.programme.durations.placement_weeks)}
    today = desk.today()
    coming = (
        each for each in agenda(desk, today, today + _HORIZON)
        if has_role(desk.programme.event_kinds, each.kind, EventKind.INFORMATION) and not each.cancelled and not each.dossier_id
    )  # fmt: skip
    meetings = tuple(
        ", ".join(
            part
            for part in (f"{short_date(each.on)} {each.on.year}", clock_time(each.at) if each.at else "", each.place)
            if part
        )
        for each in coming
    )
    phone = head.sender.phone.replace(" ", "").replace("\u00a0", "")
    reach = f"tel:+33{phone[1:]}" if len(phone) == 10 else f"mailto:{head.sender.email}" if head.sender.email else ""
    content = sheets.Publicity(
        sender=head.sender,
        hook=declared.hook,
        under=fill_in(declared.under, values),
        reasons=tuple(sheets.Reason(each.title, each.text) for each in declared.reasons),
        who_title=declared.who_title,
        who=declared.who,
        begin_title=declared.begin_title,
        begin=declared.begin,
        meetings_title=declared.meetings_title,
        meetings=meetings,
        reach=reach,
        edited_on=today,
    )
    return document(size).rendered(sheets.render(content, size))


def offer(desk: Desk, offer_id: str) -> Rendered:
    """A placement offer on its page. Raises `CardGone`."""
    found = [each for each in offers(desk, OfferQuery(only_open=False)) if each.card.id == offer_id]
    if not found:
        raise CardGone
    content = OfferPages(letterhead(desk).sender, (_offer(found[0]),), "", desk.today())
    return document("offer").rendered(offer_page.render_one(content))


def catalogue(desk: Desk, query: OfferQuery | None = None) -> Rendered:
    """The offers of a query as a list."""
    found = tuple(_offer(each) for each in offers(desk, query))
    content = OfferPages(letterhead(desk).sender, found, "", desk.today())
    return document("catalogue").rendered(offer_page.render_catalogue(content))


class _About:
    """The stay of a dossier and the values its papers are filled with."""

    def __init__(self, desk: Desk, dossier_id: str) -> None:
        self.desk = desk
        self.view: DossierView = open_dossier(desk, dossier_id)
        self.stay: StayView = open_stay(desk, dossier_id)
        if self.stay.calendar is None:
            raise NoDatesYet
        self.calendar: StayCalendar = self.stay.calendar
        with desk.reading() as connection:
            self.record = read_record(connection, dossier_id)
        self.head: Letterhead = letterhead(desk, self.view.accompanying_id)
        wanted = str(self.stay.values["offer_id"] or "")
        found = [each for each in offers(desk, OfferQuery(only_open=False)) if each.card.id == wanted]
        self.offer: OfferView | None = found[0] if found else None
        self.tasks = self.offer.tasks if self.offer is not None else ()
        self.offer_place = self.offer.where if self.offer is not None else ""

    @property
    def values(self) -> dict[str, str]:
        """Values for the declared texts; what is not known is left to be written by hand."""
        blank = "……………………"
        country = str(self.record.dossier["destination_country"] or "")
        placement, language = self.calendar.placement, self.calendar.language
        lodging = self.stay.lodgings[-1] if self.stay.lodgings else None
        kinds = {choice.code: choice.label for choice in self.desk.programme.lodging_kinds}
        who = self.head.counsellor.full_name if self.head.counsellor else self.head.card.mission_local
        return {
            "young_person": self.view.name,
            "destination": destination_phrase(self.desk, self.view, country),
            "language_span": _span(language) if language is not None else _("aucun"),
            "placement_span": _span(placement) if placement is not None else blank,
            "placement_weeks": str(placement.weeks) if placement is not None else blank,
            "whole_span": _span(self.calendar.planned),
            "offer_title": self.offer.title if self.offer is not None else blank,
            "tasks": " ; ".join(self.tasks) or blank,
            "mentor": str(self.stay.values["mentor_name"] or blank),
            "correspondent": self.stay.correspondent or blank,
            "company": self.stay.company or blank,
            "counsellor": who,
            "counsellor_phone": self.head.phone or blank,
            "lodging": kinds.get(lodging.text("kind"), blank).lower() if lodging is not None else blank,
        }

    def parties(self, roles: PartyRoles) -> tuple[Party, ...]:
        """The three who sign."""
        return (
            Party(roles.participant, self.view.name, (self.view.town,)),
            Party(roles.sending, self.head.sender.name, (self.head.sender.address,)),
            Party(roles.host, self.stay.company, (self.offer_place,)),
        )


def _signed(about: _About, declared: SignedPaperText, name: str, file_format: str) -> Rendered:
    values = about.values
    articles = [Article(each.title, fill_in(each.text, values)) for each in declared.articles]
    articles += [Article(each.title, "", each.items) for each in declared.lists]
    content = SignedPaper(
        sender=about.head.sender, title=declared.title, about=about.view.name, introduction=fill_in(declared.introduction, values),
        parties=about.parties(declared.parties), articles=tuple(articles), closing="", edited_on=about.desk.today(),
    )  # fmt: skip
    page = signed_paper.outline(content)
    made = to_odt(page) if file_format == "odt" else to_pdf(page)
    return document(name).rendered(made, file_format, title=declared.title, about=about.view.name)


def _offer(view: OfferView) -> OfferSheet:
    dates = " – ".join(f"{short_date(day)} {day.year}" for day in (view.starts_on, view.ends_on) if day is not None)
    contribution = view.card.values["contribution"]
    facts = (
        (_("Dates"), dates), (_("Langue"), " ".join(part for part in (view.language, view.level) if part)),
        (_("Domaine"), view.sector), (_("Logement"), view.lodging), (_("Correspondant"), view.correspondent),
        (_("Participation"), _("{sum} par semaine").format(sum=euros(contribution)) if isinstance(contribution, int) else ""),
    )  # fmt: skip
    told = tuple((label, words) for label, words in facts if words)
    return OfferSheet(view.title, view.company, view.where, told, view.tasks, view.card.text("conditions"))


def _span(span: Span) -> str:
    return _("du {first} au {last}").format(first=long_date(span.first), last=long_date(span.last))
