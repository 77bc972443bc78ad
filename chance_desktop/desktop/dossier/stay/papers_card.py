"""The papers to sign before the departure: the training agreement and the quality commitment."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chance_desktop.casework.papers import stay_papers
from chance_desktop.desktop.dossier.stay.fields_sheet import SIGNED, open_fields
from chance_desktop.desktop.paper.actions import make_paper
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.paper.actions import Making

PAPERS = (
    ("agreement", _("Convention de stage"), "agreement_on"),
    ("commitment", _("Engagement de qualité"), "commitment_on"),
)
_SIGNED = Look(Form.SOLID, "green", "check")
_TO_SIGN = Look(Form.DASHED, "ink2", "square-dashed")


class PapersCard(Card):
    """Each paper, whether it is signed, and how to have it."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._content: StayContent | None = None
        box = column(self, 0, (1, 1, 1, 12))
        head = CardHeader(_("À signer"), "file-pen", "accent")
        change = IconButton("pencil", _("Modifier les dates de signature"), side=36)
        change.clicked.connect(self.edit)
        head.add(change)
        box.addWidget(head)
        self._papers = _named(navigator.desk)
        if not self._papers:
            self.hide()
        self._pills: dict[str, QHBoxLayout] = {}
        inside = column(gap=6, margins=(17, 0, 13, 0))
        for code, title, _field in self._papers:
            inside.addWidget(Label(title, Role.CELL_STRONG, wrap=True))
            line = row(gap=6)
            pills = row(gap=0)
            self._pills[code] = pills
            line.addLayout(pills)
            button = Button(_("Préparer"), Kind.TEXT, "printer", height=36)
            button.setAccessibleName(f"{_('Préparer')}, {title}")
            button.clicked.connect(lambda _on=False, code=code, under=button: open_menu(self.entries(code), under))
            line.addWidget(button)
            line.addStretch(1)
            inside.addLayout(line)
        box.addLayout(inside)

    def show_content(self, content: StayContent) -> None:
        """Show a stay."""
        self._content = content
        for code, _title, name in self._papers:
            empty(self._pills[code])
            on = content.stay.values[name]
            if isinstance(on, date):
                pill = Pill(
                    _("Signature\u00a0: {day}").format(day=short_date(on, self._navigator.desk.today())), _SIGNED
                )
            else:
                pill = Pill(_("À signer"), _TO_SIGN)
            self._pills[code].addWidget(pill)

    def entries(self, code: str) -> list[MenuEntry]:
        """How a paper can be had."""
        return [
            MenuEntry("printer", _("Imprimer"), lambda: self.paper(code, "pdf", to_file=False)),
            MenuEntry("file-down", _("Enregistrer (PDF)…"), lambda: self.paper(code, "pdf", to_file=True)),
            MenuEntry(
                "file-text", _("Enregistrer pour LibreOffice (ODT)…"), lambda: self.paper(code, "odt", to_file=True)
            ),
        ]

    def paper(self, code: str, file_format: str, *, to_file: bool) -> None:
        """Make a paper."""
        if self._content is not None:
            make_paper(self._navigator, self, _maker(code, self._content.stay.dossier_id, file_format), to_file=to_file)

    def edit(self) -> None:
        """Note when they were signed."""
        if self._content is not None:
            open_fields(self._navigator, self._content, _("Dates de signature"), SIGNED, self)


def _named(desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """The papers the programme has, named as its pieces are."""
    pieces = {piece.stay_paper: piece.label for piece in desk.programme.pieces if piece.stay_paper}
    there = {code for code, _title, _field in PAPERS if (desk.programme_folder / "papers" / f"{code}.toml").is_file()}
    return tuple((code, pieces.get(code, title), field) for code, title, field in PAPERS if code in there)


def _maker(code: str, dossier_id: str, file_format: str) -> Making:
    def make(desk: Desk) -> Rendered:
        made = stay_papers.agreement if code == "agreement" else stay_papers.commitment
        return made(desk, dossier_id, file_format)

    return make
