"""The roster of sponsors: who they are, whether they agreed, whom they met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import SPONSOR
from chance_desktop.casework.meetings.sponsors import SponsorView, meetings_line, sponsors
from chance_desktop.desktop.meetings.sponsor_sheet import open_sponsor
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard, page_of
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.layouts import column, scrolled
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold, initials_of
from chance_desktop.runtime.words import _, dotted

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator

AGREED = Look(Form.SOLID, "green", "check")
NOT_AGREED = Look(Form.DASHED, "ink2", "square-dashed")
_FILTERS = (("all", _("Tous")), ("agreed", _("Accord donné")), ("not-agreed", _("Sans accord")))


class SponsorsView(PageView):
    """Every sponsor the desk knows of."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._found: tuple[SponsorView, ...] = ()
        self._text = ""
        outer = column(self, 12)
        self.chips = FilterChips(_FILTERS, "all")
        self.chips.chosen.connect(lambda _code: self._draw())
        outer.addWidget(self.chips)
        self._lines = self.results = LinesCard()
        outer.addWidget(scrolled(page_of(self._lines)), 1)

    def load(self) -> None:
        """Read the roster anew."""
        desk = self._navigator.desk

        def came(found: tuple[SponsorView, ...]) -> None:
            self._found = found
            self._draw()

        self._navigator.tasks.read(lambda: sponsors(desk), came, owner=self)

    def search(self, text: str) -> None:
        """Keep those whose name, place or language holds the text."""
        self._text = fold(text)
        self._draw()

    def _draw(self) -> None:
        counts = {"all": len(self._found), "agreed": sum(each.agreed for each in self._found)}
        counts["not-agreed"] = counts["all"] - counts["agreed"]
        self.chips.show_counts(counts)
        kept = [each for each in self._found if self._kept(each)]
        self._lines.show_lines((self._line(each) for each in kept), self._nothing)
        self.found.emit(len(kept))

    def _kept(self, each: SponsorView) -> bool:
        if self.chips.code() == ("not-agreed" if each.agreed else "agreed"):
            return False
        return self._text in fold(" ".join((each.name, each.line, each.card.text("town"), *each.languages)))

    def _line(self, each: SponsorView) -> QWidget:
        mark = Avatar(initials_of(each.name))
        town = each.card.text("town")
        line = TwoLineRow(
            mark, dotted(each.name, town), dotted(each.line, ", ".join(each.languages), meetings_line(each))
        )
        line.add(Pill(_("Accord donné"), AGREED) if each.agreed else Pill(_("Sans accord"), NOT_AGREED))
        button = Button(_("Ouvrir"), Kind.OUTLINE, height=36)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.setAccessibleName(_("Ouvrir la fiche de {name}").format(name=each.name))
        button.clicked.connect(lambda: open_sponsor(self._navigator, each.card.id, self))
        line.add(button)
        return line

    def _nothing(self) -> QWidget:
        if self._found:
            return EmptyState(
                "handshake", _("Personne ici"), _("Choisissez un autre filtre, ou cherchez un autre nom.")
            )
        return EmptyState(
            "handshake", _("Aucun parrain pour l’instant"),
            _("Un parrain est un ancien stagiaire qui accepte de raconter son séjour. Ajoutez le premier, avec la date de "
              "son accord."),
            _("Ajouter un parrain"), self.add,
        )  # fmt: skip

    def add(self) -> None:
        """Write a new sponsor down."""
        open_card(self._navigator, SPONSOR, self)
