"""What host companies give, seen by the Region: by company, for whom, in a year or so far; printed or saved as a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chance_desktop.casework.region.contributions import Contribution, by_company, contributions, years_of
from chance_desktop.casework.reports.contributions import listed
from chance_desktop.casework.reports.files import written
from chance_desktop.casework.session.rows.values import euros
from chance_desktop.desktop.paper.actions import open_table_menu
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.fields import Combo
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, scrolled
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold, initials_of
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chance_desktop.casework.region.contributions import CompanyGiving
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator


class ContributionsView(PageView):
    """A card a company, the sum of all above."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._found: tuple[Contribution, ...] = ()
        self._text = ""
        outer = column(self, 12)
        head = Flow(12)
        self.period = Combo(_("Période"))
        self.period.setMinimumWidth(px(180))
        self.period.offer(_periods(()))
        self.period.currentIndexChanged.connect(lambda _index: self._draw())
        head.addWidget(self.period)
        self.papers = Button(_("Imprimer ou enregistrer"), Kind.OUTLINE, "printer")
        self.papers.clicked.connect(self._offer_papers)
        head.addWidget(self.papers)
        outer.addWidget(head)
        self.sum = Label("", Role.CARD_TITLE, wrap=True)
        outer.addWidget(self.sum)
        page = plain_widget()
        self._cards = self.results = column(page, 12, (1, 1, 12, 4))
        outer.addWidget(scrolled(page), 1)

    @property
    def year(self) -> int:
        """The year looked at, 0 for everything so far."""
        return int(self.period.code() or 0)

    def load(self) -> None:
        """Read what companies give anew."""
        desk = self._navigator.desk

        def came(found: tuple[Contribution, ...]) -> None:
            self._found = found
            self.period.offer(_periods(years_of(found)), self.period.code())
            self._draw()

        self._navigator.tasks.read(lambda: contributions(desk), came, owner=self)

    def search(self, text: str) -> None:
        """Keep those whose name, or whose company's, holds the text."""
        self._text = fold(text)
        self._draw()

    def _draw(self) -> None:
        year = self.year
        kept = [
            each
            for each in self._found
            if self._text in fold(f"{each.name} {each.company}") and (not year or each.weeks_in(year))
        ]
        given = euros(sum(each.given_in(year) for each in kept))
        who = plural("pour {n} jeune", "pour {n} jeunes", len(kept))
        when = _("en {year}").format(year=year) if year else _("à ce jour")
        expected = euros(sum(each.expected for each in kept))
        coming = "" if year else _("{sum} attendus à la fin des stages").format(sum=expected)
        self.sum.say(dotted(f"{given} {when}, {who}", coming) if kept else "")
        self.sum.setVisible(bool(kept))
        self.papers.setEnabled(bool(self._found))
        empty(self._cards)
        for company in by_company(kept):
            self._cards.addWidget(self._company(company, year))
        if not kept:
            self._cards.addWidget(self._nothing())
        self._cards.addStretch(1)
        self.found.emit(len(kept))

    def _nothing(self) -> QWidget:
        if self._found:
            return EmptyState("search", _("Aucune entreprise ici"), _("Changez la période ou la recherche."))
        return EmptyState(
            "wallet", _("Aucune entreprise ne participe encore"),
            _("La participation se note avec le placement, page Instruction, ou dans l’onglet Séjour du dossier."),
        )  # fmt: skip

    def _company(self, company: CompanyGiving, year: int) -> QWidget:
        card = Card()
        box = column(card, 0, (1, 1, 1, 6))
        head = CardHeader(
            company.company or _("Entreprise non renseignée"), "building-2", count=str(len(company.given))
        )
        head.add(Label(euros(company.given_in(year)), Role.CARD_TITLE))
        box.addWidget(head)
        for each in company.given:
            box.addWidget(Rule())
            box.addWidget(self._line(each, year))
        return card

    def _line(self, each: Contribution, year: int) -> QWidget:
        weeks = each.weeks_in(year)
        done = (
            plural("{n} semaine", "{n} semaines", weeks)
            if year
            else plural("{n} semaine de stage sur {all}", "{n} semaines de stage sur {all}", weeks).format(
                all=each.planned
            )
        )
        weekly = _("{sum} par semaine").format(sum=euros(each.weekly))
        line = TwoLineRow(Avatar(initials_of(each.name)), each.name, dotted(weekly, done, each.file_number))
        line.add(Label(euros(each.given_in(year)), Role.BODY_STRONG))
        look = Button(_("Ouvrir"), Kind.OUTLINE, height=36)
        look.setMinimumWidth(px(ROW_BUTTON))
        look.setAccessibleName(_("Ouvrir le séjour de {name}").format(name=each.name))
        look.clicked.connect(partial(self._navigator.open_dossier, each.dossier_id, "stay"))
        line.add(look)
        return line

    def _offer_papers(self) -> None:
        open_table_menu(self._navigator, self, partial(_file, year=self.year), self.papers)


def _periods(years: tuple[int, ...]) -> list[tuple[str, str]]:
    return [("", _("À ce jour")), *((str(year), _("En {year}").format(year=year)) for year in years)]


def _file(desk: Desk, kind: str, year: int) -> Rendered:
    return written(desk, listed(desk, year), kind)
