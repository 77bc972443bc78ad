"""What is sent to a referee: request, reminder, form, call, statement; as PDF, as ODT to correct, as an e-mail ready to go.

Importing this module loads ReportLab: screens and commands import it when a document is asked for.
"""

from __future__ import annotations

from chance_desktop.casework.dossiers.dossier import DossierView, open_dossier
from chance_desktop.casework.papers.catalogue import NoSuchFormat, document
from chance_desktop.casework.papers.placeholders import civility, letter_values
from chance_desktop.casework.pieces.letter_views import LetterView
from chance_desktop.casework.pieces.letters import NoReferee, StatementUnsigned
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import ODT, PDF, Rendered
from chance_desktop.casework.session.office.letterhead import Letterhead, letterhead
from chance_desktop.casework.session.programme.programme_folder import read_declared, read_letter
from chance_desktop.casework.situation.situation import situation
from chance_desktop.documents.forms import referee_form
from chance_desktop.documents.forms.form_questions import declared_questions
from chance_desktop.documents.forms.referee_form import RefereeForm
from chance_desktop.documents.letters import call_text, email, request_letter, statement
from chance_desktop.documents.letters.letter_text import fill_in, fill_letter
from chance_desktop.documents.letters.request_letter import Letter
from chance_desktop.documents.odt.outline_odt import to_odt
from chance_desktop.domain.programme.paper_text import RefereeFormText
from chance_desktop.domain.programme.programme import LetterText
from chance_desktop.runtime.words import _


def letter_document(
    desk: Desk, dossier_id: str, kind: str, what: str = "request", file_format: str = "pdf", motive: str = ""
) -> Rendered:
    """A document for a referee: `what` is request, reminder, form, call, statement or waiver (to the Region).

    Raises `NoReferee`, `NoSuchFormat` or `StatementUnsigned` (no statement was typed yet).
    """
    view = open_dossier(desk, dossier_id)
    letter = next((each for each in view.letters if each.kind == kind), None)
    if letter is None or (letter.referee is None and what != "waiver"):
        raise NoReferee
    page = _Page(desk, view, letter, motive)
    declared = document(what)
    if file_format not in declared.formats:
        raise NoSuchFormat(declared, file_format)
    makers = {
        ("request", "pdf"): page.letter_pdf, ("request", "odt"): page.letter_odt, ("request", "eml"): page.email,
        ("reminder", "pdf"): page.letter_pdf, ("reminder", "odt"): page.letter_odt, ("reminder", "eml"): page.email,
        ("waiver", "pdf"): page.letter_pdf, ("waiver", "odt"): page.letter_odt,
        ("form", "pdf"): page.form_pdf, ("form", "odt"): page.form_odt,
        ("call", "pdf"): page.call, ("statement", "pdf"): page.statement,
    }  # fmt: skip
    return makers[what, file_format](what)


class _Page:
    """The documents about one letter of one dossier."""

    def __init__(self, desk: Desk, view: DossierView, letter: LetterView, motive: str) -> None:
        self._desk = desk
        self._view = view
        self._letter = letter
        self._head: Letterhead = letterhead(desk, view.accompanying_id)
        typed = situation(desk, view.id).values
        self._values = letter_values(desk, view, self._head, letter, typed) | {"motive": motive}

    def text(self, name: str) -> LetterText:
        """A text of the programme, filled in."""
        return fill_letter(read_letter(self._desk.programme_folder, name), self._values)

    def letter_pdf(self, what: str) -> Rendered:
        """The letter as PDF."""
        return self._rendered(what, request_letter.render(self._letter_content(what)), "pdf")

    def letter_odt(self, what: str) -> Rendered:
        """The letter to correct in LibreOffice."""
        return self._rendered(what, to_odt(request_letter.outline(self._letter_content(what))), "odt")

    def form_pdf(self, what: str) -> Rendered:
        """The form to fill on screen."""
        return self._rendered(what, referee_form.render(self._form_content()), "pdf")

    def form_odt(self, what: str) -> Rendered:
        """The form to fill by hand or in LibreOffice."""
        return self._rendered(what, to_odt(referee_form.outline(self._form_content())), "odt")

    def email(self, what: str) -> Rendered:
        """The message, with the letter and the form."""
        text = self.text(f"email-{what}")
        letter, form, form_odt = self.letter_pdf(what), self.form_pdf("form"), self.form_odt("form")
        referee = self._letter.referee
        message = email.Email(
            sender_name=self._values["counsellor"],
            sender_address=(self._head.counsellor.email if self._head.counsellor else "")
            or self._head.card.branch.email,
            to_name=referee.full_name if referee else "",
            to_address=referee.email if referee else "",
            subject=text.subject,
            paragraphs=(text.salutation, *text.paragraphs, text.closing, *self._head.signature),
            attachments=(
                email.Attachment(letter.file_name, letter.content, PDF),
                email.Attachment(form.file_name, form.content, PDF),
                email.Attachment(form_odt.file_name, form_odt.content, ODT),
            ),
        )
        return self._rendered(what, email.render(message), "eml")

    def call(self, what: str) -> Rendered:
        """The text to read on the telephone."""
        text, referee = self.text("call"), self._letter.referee
        content = call_text.CallText(
            sender=self._head.sender, title=text.subject, referee_line=_referee_line(self._letter), phone=referee.phone if referee else "",
            paragraphs=text.paragraphs, outcomes=text.box_items, edited_on=self._desk.today(),
        )  # fmt: skip
        return self._rendered(what, call_text.render(content), "pdf")

    def statement(self, what: str) -> Rendered:
        """What the referee said, to be signed."""
        referee = self._letter.referee
        if referee is None or not self._letter.statement:
            raise StatementUnsigned
        content = statement.Statement(
            sender=self._head.sender,
            person_name=self._view.name,
            file_number=self._view.file_number,
            referee_name=referee.full_name,
            referee_title=referee.function,
            referee_phone=referee.phone,
            given_on=self._desk.today(),
            taken_by=self._values["counsellor"],
            answers=(),
            text=self._letter.statement,
            edited_on=self._desk.today(),
        )
        return self._rendered(what, statement.render(content), "pdf")

    def _letter_content(self, what: str) -> Letter:
        text = self.text("waiver-request" if what == "waiver" else f"{what}-{self._letter.kind}")
        recipient = self._region_lines() if what == "waiver" else self._recipient_lines()
        today = self._desk.today()
        return Letter(
            sender=self._head.sender,
            recipient_lines=recipient,
            place_and_date=self._head.place_and_date(today),
            subject=text.subject,
            salutation=text.salutation,
            paragraphs=text.paragraphs,
            box_title=text.box_title,
            box_items=text.box_items,
            closing=text.closing,
            signature_lines=self._head.signature,
            edited_on=today,
            fictional=self._desk.fictional,
        )

    def _form_content(self) -> RefereeForm:
        file = f"letters/form-{self._letter.kind}.toml"
        declared = read_declared(self._desk.programme_folder, file, RefereeFormText)
        referee = self._letter.referee
        known = {
            "name": referee.full_name, "role": referee.function, "school": referee.organisation,
            "company": referee.organisation, "since": referee.known_from, "until": referee.known_to,
        } if referee else {}  # fmt: skip
        return RefereeForm(
            sender=self._head.sender, title=declared.title, person_name=self._view.name, introduction=(fill_in(declared.intro, self._values),),
            questions=declared_questions(declared.questions, self._values, known), return_line=self._return_line(), edited_on=self._desk.today(),
        )  # fmt: skip

    def _return_line(self) -> str:
        branch = self._head.card.branch
        place = ", ".join(
            part for part in (branch.address, f"{branch.postcode} {branch.town}".strip(), branch.email) if part
        )
        return _("À rendre au plus tard le {deadline} : {place}").format(deadline=self._values["deadline"], place=place)

    def _recipient_lines(self) -> tuple[str, ...]:
        referee = self._letter.referee
        if referee is None:
            return ()
        name = " ".join(part for part in (civility(referee.title), referee.first_name, referee.surname) if part)
        town = " ".join(part for part in (referee.postcode, referee.town) if part)
        lines = (name if referee.surname else "", referee.function, referee.organisation, referee.address, town)
        return tuple(line[:1].upper() + line[1:] for line in lines if line)

    def _region_lines(self) -> tuple[str, ...]:
        region = self._desk.programme.region
        town = " ".join(part for part in (region.postcode, region.town) if part)
        return tuple(line for line in (region.name, region.service, region.address, town) if line)

    def _rendered(self, what: str, content: bytes, extension: str) -> Rendered:
        declared = document(what)
        title = declared.title.replace("{kind}", self._letter.kind_label.lower())
        return declared.rendered(content, extension, title=title, about=self._view.name)


def _referee_line(letter: LetterView) -> str:
    referee = letter.referee
    if referee is None:
        return ""
    return ", ".join(part for part in (referee.full_name, referee.function, referee.organisation) if part)
