"""The paper of a letter: request, reminder or form, to read, print, save or send; what left is noted at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chance_desktop.casework.papers.correspondence import letter_document
from chance_desktop.casework.pieces.letters import log_contact, mark
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.paper.printing import open_in_mail_program, print_rendered, save_rendered
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import confirm
from chance_desktop.desktop.ui_kit.feedback import EmptyState, Notice
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.layouts import Flow, column
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.pieces.letter_views import LetterView
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.paper.pdf_view import PdfView

KINDS = (("request", _("Demande")), ("reminder", _("Relance")), ("form", _("Formulaire à remplir")))


_NOT_ASKED = ("to-request", "prepared")


class LetterPreview(Card):
    """Right half of the letters."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__("desk")
        self._navigator = navigator
        self._dossier_id = ""
        self._letter: LetterView | None = None
        self._made: Rendered | None = None
        self._shown = ("", "", "")
        self._wish: Callable[[], None] | None = None
        self._ticket = 0
        self._pdf: PdfView | None = None
        self._box = column(self, 8, (12, 10, 12, 8))
        self.what = SegmentedControl(KINDS, _("Document"))
        self.what.choose("request")
        self.what.chosen.connect(lambda _code: self._load())
        flow = Flow(8)
        flow.addWidget(self.what)
        self._box.addWidget(flow)
        second = Flow(8)
        self.send = Button(_("Envoyer par courriel"), Kind.OUTLINE, "send")
        self.send.clicked.connect(self._send)
        second.addWidget(self.send)
        self.print_button = Button(_("Imprimer"), Kind.OUTLINE, "printer")
        self.print_button.setAccessibleName(_("Imprimer cette lettre"))
        self.print_button.clicked.connect(self._print)
        second.addWidget(self.print_button)
        self.save_button = IconButton("file-down", _("Enregistrer le PDF"))
        self.save_button.clicked.connect(self._save)
        second.addWidget(self.save_button)
        self.edit_button = IconButton("pencil", _("Enregistrer en ODT pour la modifier"))
        self.edit_button.clicked.connect(self._save_odt)
        second.addWidget(self.edit_button)
        self._box.addWidget(second)
        self.notice = Notice("", "orange")
        self._box.addWidget(self.notice)
        self._nobody = EmptyState(
            "user-plus",
            _("À qui demander cette lettre\u00a0?"),
            _("Choisissez la personne\u00a0: la lettre de demande se rédige toute seule."),
        )
        self._nobody.hide()
        self._box.addWidget(self._nobody, 1)

    def show_letter(self, dossier_id: str, letter: LetterView, what: str = "") -> None:
        """Show a letter's paper; `what` chooses which one."""
        same = self._letter is not None and self._dossier_id == dossier_id and self._letter.kind == letter.kind
        self._dossier_id, self._letter = dossier_id, letter
        if what:
            self.what.choose(what)
        elif not same:
            self.what.choose("reminder" if letter.primary == "remind" and letter.status != "prepared" else "request")
        again = letter.status not in _NOT_ASKED and self.what.code() == "request"
        self.send.setText(_("Envoyer de nouveau") if again else _("Envoyer par courriel"))
        self.send.updateGeometry()
        self._load()

    def focus_send(self) -> None:
        """The paper is ready: sending it is the next gesture."""
        target = self.send if self.send.isEnabled() else self.print_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        letter = self._letter
        there = letter is not None and letter.referee is not None
        for button in (self.print_button, self.save_button, self.edit_button, self.send):
            button.setEnabled(there)
        self._nobody.setVisible(not there)
        if self._pdf is not None:
            self._pdf.setVisible(there)
        if letter is None or not there:
            return
        if letter.referee is not None and not letter.referee.email:
            self.send.setEnabled(False)
            set_tooltip(self.send, _("Il manque l’adresse de courriel de cette personne."))
        self._ticket += 1
        ticket, desk = self._ticket, self._navigator.desk
        dossier_id, kind, what = self._dossier_id, letter.kind, self.what.code()
        if self._shown != (dossier_id, kind, what):
            self._let_go()

        def came(made: Rendered) -> None:
            if ticket == self._ticket:
                self._shown = (dossier_id, kind, what)
                self._show(made)

        self._navigator.tasks.read(
            lambda: letter_document(desk, dossier_id, kind, what, "pdf"), came, self._refused, owner=self
        )

    def _let_go(self) -> None:
        """Another paper comes: the one before is neither seen nor printed in its place."""
        self._made, self._wish = None, None
        if self._pdf is not None:
            self._pdf.show_nothing()

    def _show(self, made: Rendered) -> None:
        self.notice.say("")
        self._made = made
        if self._pdf is None:
            self._pdf = PdfView()
            self._box.addWidget(self._pdf, 1)
        self._pdf.show()
        self._pdf.show_pdf(made.content)
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def _refused(self, failure: ExpectedError) -> None:
        self.notice.say(failure.text, "orange", "circle-alert")

    def _print(self) -> None:
        if self._made is None:
            self._wish = self._print  # done as soon as the paper is there
        else:
            print_rendered(self._made, self, self._navigator, lambda: self._left("letter", self.what.code()))

    def _save(self) -> None:
        if self._made is None:
            self._wish = self._save
        else:
            save_rendered(self._made, self, self._navigator)

    def _save_odt(self) -> None:
        self._other("odt", self.what.code(), lambda made: save_rendered(made, self, self._navigator))

    def _send(self) -> None:
        what = self._message()
        self._other("eml", what, lambda made: self._send_draft(made, what))

    def _message(self) -> str:
        """What leaves by e-mail: the form goes with the request, or with the reminder once the letter was asked for."""
        what, letter = self.what.code(), self._letter
        if what != "form" or letter is None:
            return what
        return "request" if letter.status in _NOT_ASKED else "reminder"

    def _send_draft(self, made: Rendered, what: str) -> None:
        try:
            opened = open_in_mail_program(made, self._navigator)
        except ExpectedError as failure:
            self._navigator.say(failure.text, "red")
            return
        if opened:
            line = _(
                "Le brouillon est ouvert dans votre logiciel de courriel. La demande n’est notée qu’une fois partie. La copie faite "
                "ici disparaît dans l’heure\u00a0; un brouillon que vous ne gardez pas se supprime dans ce logiciel."
            )
            if confirm(
                self.window(), _("Le courriel est-il parti\u00a0?"), line, _("Oui, il est parti"), _("Pas encore")
            ):
                self._left("email", what)
        else:
            self._navigator.say(_("Aucun logiciel de courriel n’a répondu. Enregistrez le PDF et joignez-le."), "red")

    def _other(self, form: str, what: str, then: Callable[[Rendered], None]) -> None:
        letter, desk, dossier_id = self._letter, self._navigator.desk, self._dossier_id
        if letter is not None:
            kind = letter.kind
            self._navigator.tasks.read(
                lambda: letter_document(desk, dossier_id, kind, what, form), then, self._refused, owner=self
            )

    def _left(self, how: str, what: str) -> None:
        """The paper left: note it, with a way back."""
        letter, desk, dossier_id = self._letter, self._navigator.desk, self._dossier_id
        if letter is None:
            return
        kind, seen = letter.kind, letter.seen
        if what == "reminder":
            self._navigator.write(lambda: log_contact(desk, dossier_id, kind, how), _("Relance notée"))
        elif letter.status in _NOT_ASKED:
            self._navigator.write(
                lambda: mark(desk, dossier_id, kind, "requested", seen=seen), _("Lettre notée demandée")
            )
