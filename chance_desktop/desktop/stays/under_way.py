"""Everyone abroad at a glance: late sheets and incidents first, along the weeks; a click opens the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.casework.stays.overview import AbroadRow, stays_at_a_glance
from chance_desktop.desktop.navigation.mine import MineChip
from chance_desktop.desktop.stays.band_list import BandHead, BandList
from chance_desktop.desktop.stays.model import ABROAD, FILTERS, NOW, moment_of, shown
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.layouts import Flow, column
from chance_desktop.desktop.ui_kit.marks.stay_band import legend
from chance_desktop.desktop.ui_kit.text import Rule
from chance_desktop.desktop.views.views_screen import PageView
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator


class UnderWayView(PageView):
    """The stays."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._rows: tuple[AbroadRow, ...] = ()
        self._text = ""
        outer = column(self, 12, (0, 0, 12, 4))
        self.mine = MineChip(navigator.memory)
        self.mine.switched.connect(self.load)
        self.chips = FilterChips(FILTERS, NOW, self.mine)
        self.chips.chosen.connect(lambda _code: self._draw())
        outer.addWidget(self.chips)
        card = Card()
        inside = column(card, 0, (1, 1, 1, 6))
        self.list = self.results = BandList(navigator.desk.today())
        self.list.opened.connect(lambda dossier_id: navigator.open_dossier(dossier_id, "stay"))
        self.head = BandHead(self.list)
        inside.addWidget(self.head)
        inside.addWidget(Rule())
        inside.addWidget(self.list, 1)
        self.nothing = EmptyState(
            "plane", _("Personne ici pour l’instant"),
            _("Un séjour apparaît dès que son premier jour est noté, dans l’onglet Séjour du dossier."),
        )  # fmt: skip
        inside.addWidget(self.nothing)
        outer.addWidget(card, 1)
        meaning = Flow(18)
        for each in legend():
            meaning.addWidget(each)
        outer.addWidget(meaning)
        self._draw()

    def load(self) -> None:
        """Read the stays anew."""
        desk, mine = self._navigator.desk, self.mine.isChecked()

        def came(found: tuple[AbroadRow, ...]) -> None:
            self._rows = found
            self._draw()

        self._navigator.tasks.read(lambda: stays_at_a_glance(desk, mine), came, owner=self)

    def follow(self) -> bool:
        """Take « Mes dossiers » as another page left it; says whether it changed."""
        return self.mine.follow()

    def search(self, text: str) -> None:
        """Keep those whose name or place holds the text."""
        self._text = fold(text)
        self._draw()

    @property
    def sentence(self) -> str:
        """« 4 jeunes à l’étranger »."""
        abroad = sum(moment_of(row, self._navigator.desk.today()) == ABROAD for row in self._rows)
        return plural("{n} jeune à l’étranger", "{n} jeunes à l’étranger", abroad) if abroad else ""

    def _draw(self) -> None:
        today = self._navigator.desk.today()
        kept = [row for row in self._rows if self._text in fold(f"{row.name} {row.where} {row.company}")]
        self.chips.show_counts({code: len(shown(kept, code, today)) for code, _label in FILTERS})
        rows = shown(kept, self.chips.code(), today)
        self.list.show_rows(rows, today)
        for widget in (self.list, self.head):
            widget.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.head.update()
        self.found.emit(len(rows))
