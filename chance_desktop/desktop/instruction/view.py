"""Page « Instruction »: what came in, by what is to be done; and the placements to find."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from chance_desktop.casework.forms.answers import Subject
from chance_desktop.casework.pieces.waivers import decide_waiver
from chance_desktop.casework.region.decision_letter import decision_letter
from chance_desktop.casework.region.grant_file import grant_file
from chance_desktop.casework.region.instruction import DECIDED, InstructionRow, Standing, lodged
from chance_desktop.casework.region.interviews import Slot, slots
from chance_desktop.casework.region.placement import ToPlace, to_place
from chance_desktop.casework.region.waivers import WaiverAsked, waivers_asked
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.instruction.placement_list import PlacementList
from chance_desktop.desktop.instruction.sheets import (
    CorrectionSheet,
    DecisionGround,
    DecisionSheet,
    GridSheet,
    SlotSheet,
    read_ground,
)
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.paper.actions import make_paper, print_or_save
from chance_desktop.desktop.ui_kit.boxes.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard, page_of
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, scrolled
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.domain.people.names import fold, initials_of
from chance_desktop.runtime.words import _, days_ago, long_date, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered

PLACE = "to-place"
"""The choice that shows those to place."""
_WAIVERS = "waivers"


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything the page shows."""

    rows: tuple[InstructionRow, ...]
    waiting: tuple[ToPlace, ...]
    offered: tuple[Slot, ...]
    waivers: tuple[WaiverAsked, ...] = ()


def _read(desk: Desk) -> _Content:
    return _Content(lodged(desk), to_place(desk), slots(desk), waivers_asked(desk))


class InstructionScreen(Screen):
    """Page « Instruction »."""

    KINDS = frozenset(
        {
            ChangeKind.DOSSIER,
            ChangeKind.PIECE,
            ChangeKind.LETTER,
            ChangeKind.CORRECTION,
            ChangeKind.DECISION,
            ChangeKind.MEETING,
            ChangeKind.EVENT,
            ChangeKind.STAY,
            ChangeKind.PLACEMENT_SEARCH,
            ChangeKind.PARTNER,
            ChangeKind.OFFER,
            ChangeKind.ANSWER,
        }
    )
    title = _("Instruction")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._content = _Content((), (), ())
        self._asked = ""
        front = plain_widget()
        column(self).addWidget(Scroll(front) if large() else front)
        outer = column(front, 0, (28, 18, 28, 16))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Nom, Mission Locale…"), 250)
        self.search.textChanged.connect(lambda _text: self._list())
        self.search.lead_to(lambda: self.placements.lines if self.chips.code() == PLACE else self._lines)
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        self.grant = Button(_("Fichier des acceptés"), Kind.OUTLINE, "file-spreadsheet")
        set_tooltip(self.grant, _("Pour le service des aides, au format CSV"))
        self.grant.clicked.connect(lambda: make_paper(navigator, self, grant_file, to_file=True))
        head.addWidget(self.grant, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(head)
        outer.addSpacing(px(14))
        filters = (
            *((each.value, each.label) for each in Standing), (_WAIVERS, _("Dispenses demandées")),
            (PLACE, _("Placement à trouver")),
        )  # fmt: skip
        self.chips = FilterChips(filters, Standing.TO_CHECK.value)
        self.chips.chosen.connect(lambda _code: self._list())
        outer.addWidget(self.chips)
        outer.addSpacing(px(14))
        self._lines = LinesCard()
        self._dossiers = scrolled(page_of(self._lines))
        outer.addWidget(self._dossiers, 1)
        self.placements = PlacementList(navigator)
        self.placements.hide()
        outer.addWidget(self.placements, 1)

    def load(self) -> None:
        desk = self.desk
        self.navigator.tasks.read(lambda: _read(desk), self._came, owner=self)

    def _came(self, content: _Content) -> None:
        self._content = content
        counts = {each.value: sum(row.stage is each for row in content.rows) for each in Standing}
        self.chips.show_counts({**counts, PLACE: len(content.waiting), _WAIVERS: len(content.waivers)})
        live = sum(row.stage not in DECIDED for row in content.rows)
        free = sum(slot.free for slot in content.offered)
        told = plural("{n} dossier à instruire", "{n} dossiers à instruire", live)
        self.subtitle.say(
            f"{told} · " + plural("{n} créneau d’entretien libre", "{n} créneaux d’entretien libres", free)
        )
        self._list()
        self._go_on()

    def ask(self, chosen: str = "", dossier_id: str = "") -> None:
        """Show what a filter keeps; of a dossier, open what comes next for it, once it is read."""
        self.search.clear()
        if chosen:
            self.chips.choose(chosen)
        if dossier_id:
            self._asked = dossier_id
            self.forget()

    def _go_on(self) -> None:
        asked, self._asked = self._asked, ""
        if self.chips.code() == PLACE:
            for each in self._content.waiting:
                if each.dossier_id == asked:
                    self.placements.go_on(each)
            return
        for row in self._content.rows:
            if row.dossier_id == asked and row.stage.value == self.chips.code():
                self._next(row)[2]()

    def _list(self) -> None:
        chosen, wanted = self.chips.code(), fold(self.search.text())
        placing = chosen == PLACE
        self._dossiers.setVisible(not placing)
        self.placements.setVisible(placing)
        self.search.setPlaceholderText(_("Nom, correspondant…") if placing else _("Nom, Mission Locale…"))
        if placing:
            self.search.found(self.placements.show_people(self._content.waiting, self.search.text()))
            return
        if chosen == _WAIVERS:
            asked = self._content.waivers
            made = [self._waiver_line(each) for each in asked if wanted in fold(f"{each.name} {each.structure}")]
        else:
            rows = (row for row in self._content.rows if row.stage.value == chosen)
            made = [self._line(row) for row in rows if wanted in fold(f"{row.name} {row.structure}")]
        chip, searched = self.chips[chosen].text(), self.search.text().strip()
        self._lines.show_lines(made, lambda: self._nothing(chip, searched))
        self.search.found(len(made))

    def _nothing(self, chip: str, searched: str) -> EmptyState:
        """Of what the page is empty: of everything, of what is searched, or of what the chip asks for."""
        if not self._content.rows and not self._content.waiting and not self._content.waivers:
            text = _("Les dossiers arrivent avec les fichiers des Missions Locales, page Synchronisation.")
            return EmptyState("inbox", _("Aucun dossier à instruire"), text)
        title = _("Aucun dossier dans «\u00a0{chip}\u00a0»").format(chip=chip)
        if searched:
            return EmptyState("search", title, _("Aucun ne correspond à «\u00a0{words}\u00a0».").format(words=searched))
        return EmptyState("inbox", title, _("Le nombre à côté de chaque choix, plus haut, dit où sont les dossiers."))

    def _line(self, row: InstructionRow) -> QWidget:
        line = TwoLineRow(Avatar(initials_of(row.name)), row.name, " · ".join(_told(row)))
        words, icon, call = self._next(row)
        go = Button(words, Kind.OUTLINE, icon, height=36)
        go.setMinimumWidth(px(ROW_BUTTON))
        go.setAccessibleName(f"{words}, {row.name}")
        go.clicked.connect(call)
        line.add(go)
        more = Button(_("Autres actions"), Kind.OUTLINE, "ellipsis", height=36)
        more.setAccessibleName(_("Autres actions, {name}").format(name=row.name))
        more.clicked.connect(partial(self._more, row, more))
        line.add(more)
        return line

    def _next(self, row: InstructionRow) -> tuple[str, str, Callable[[], object]]:
        """What comes first for a dossier."""
        opened = partial(self.navigator.open_dossier, row.dossier_id, "pieces")
        return {
            Standing.TO_CHECK: (_("Vérifier les pièces"), "eye", opened),
            Standing.TO_CORRECT: (_("Voir les pièces"), "eye", opened),
            Standing.TO_MEET: (_("Fixer l’entretien"), "calendar-check", partial(self._book, row)),
            Standing.AWAITED: (_("Grille d’entretien"), "file-pen", partial(self._grid, row)),
            Standing.TO_DECIDE: (_("Décider"), "gavel", partial(self._decide, row)),
        }.get(row.stage, (_("Lettre de décision"), "file-down", partial(self._letter, row)))

    def _more(self, row: InstructionRow, under: QWidget) -> None:
        entries = [
            MenuEntry("folder-open", _("Ouvrir le dossier"), lambda: self.navigator.open_dossier(row.dossier_id)),
            MenuEntry("rotate-ccw", _("Demander une correction"), partial(self._correct, row)),
            MenuEntry("calendar-check", _("Fixer l’entretien"), partial(self._book, row)),
            MenuEntry("file-pen", _("Grille d’entretien"), partial(self._grid, row)),
            MenuEntry("gavel", _("Décider"), partial(self._decide, row)),
        ]
        labels = {piece.code: piece.label for piece in self.desk.programme.pieces}
        for code in row.waivers:
            entries += [
                MenuEntry(
                    "check",
                    _("Accorder la dispense : {piece}").format(piece=labels.get(code, code)),
                    partial(self._waive, row.dossier_id, code, row.seen.pieces.get(code, {}), granted=True),
                ),
                MenuEntry(
                    "x",
                    _("Refuser la dispense : {piece}").format(piece=labels.get(code, code)),
                    partial(self._waive, row.dossier_id, code, row.seen.pieces.get(code, {}), granted=False),
                ),
            ]
        if row.stage in (Standing.ACCEPTED, Standing.WAITING, Standing.REFUSED):
            entries += print_or_save(self.navigator, self, partial(_decision_letter, row.dossier_id))
        open_menu(entries, under)

    def _waiver_line(self, each: WaiverAsked) -> QWidget:
        since = _("demandée {ago}").format(ago=days_ago(each.waiting_days)) if each.asked_on else ""
        motive = _("«\u00a0{motive}\u00a0»").format(motive=each.motive) if each.motive else ""
        refused = _("déjà refusée le {day}").format(day=long_date(each.refused_on)) if each.refused_on else ""
        parts = (each.structure, since, refused, motive)
        title = f"{each.name} – {each.piece_label}"
        line = TwoLineRow(Avatar(initials_of(each.name)), title, " · ".join(part for part in parts if part))
        look = Button(_("Ouvrir"), Kind.OUTLINE, height=36)
        look.setAccessibleName(_("Ouvrir le dossier de {name}").format(name=each.name))
        look.clicked.connect(partial(self.navigator.open_dossier, each.dossier_id, "pieces"))
        line.add(look)
        for granted, words, icon in ((True, _("Accorder"), "check"), (False, _("Refuser"), "x")):
            button = Button(words, Kind.OUTLINE, icon, height=36)
            button.setAccessibleName(f"{words}, {title}")
            button.clicked.connect(partial(self._waive, each.dossier_id, each.piece, each.seen, granted=granted))
            line.add(button)
        return line

    # gestures

    def _correct(self, row: InstructionRow) -> None:
        open_sheet(CorrectionSheet(self.navigator, row, self))

    def _book(self, row: InstructionRow) -> None:
        open_sheet(SlotSheet(self.navigator, row, self._content.offered, self))

    def _decide(self, row: InstructionRow) -> None:
        desk, navigator = self.desk, self.navigator

        def came(ground: DecisionGround) -> None:
            open_sheet(DecisionSheet(navigator, row, ground, self))

        navigator.tasks.read(lambda: read_ground(desk, row.dossier_id), came, owner=self)

    def _grid(self, row: InstructionRow) -> None:
        open_sheet(GridSheet(self.navigator, Subject(row.dossier_id, row.dossier_id), row.name, self))

    def _waive(self, dossier_id: str, code: str, seen: Mapping[str, tuple[str, ...]], *, granted: bool) -> None:
        desk = self.desk
        reason = "" if granted else self._why_refused(code)
        if granted or reason:
            self.navigator.write(
                lambda: decide_waiver(desk, dossier_id, code, granted=granted, seen=seen, reason=reason)
            )

    def _why_refused(self, code: str) -> str:
        """Why a waiver is refused; empty when the sheet is closed."""
        label = next((piece.label for piece in self.desk.programme.pieces if piece.code == code), code)
        line = _("L’antenne lit ce motif à côté de la pièce, qui reste à obtenir.")
        sheet = ReasonSheet(_("Refuser la dispense : {piece}").format(piece=label), line, _("Refuser"), self)
        agreed = sheet.exec() == QDialog.DialogCode.Accepted
        reason = sheet.reason() if agreed else ""
        sheet.deleteLater()
        return reason

    def _letter(self, row: InstructionRow) -> None:
        make_paper(self.navigator, self, partial(_decision_letter, row.dossier_id))

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True


def _told(row: InstructionRow) -> list[str]:
    """What a line says: how far a dossier is; of one that is decided, since when."""
    if row.stage in DECIDED:
        on = _("décision du {day}").format(day=long_date(row.decided_on)) if row.decided_on else ""
        return [each for each in (row.structure, on, row.file_number) if each]
    days = _("déposé {ago}").format(ago=days_ago(row.waiting_days))
    count = plural("{n} pièce sur {all}", "{n} pièces sur {all}", row.received).format(all=row.required)
    parts = [row.structure, days, count]
    if row.missing:
        parts.append(row.lacking)
    if row.interview_on:
        parts.append(_("entretien le {day}").format(day=long_date(row.interview_on, weekday=True, year=False)))
    if row.missed_on:
        parts.append(_("n’est pas venu(e) le {day}").format(day=long_date(row.missed_on, year=False)))
    if row.waivers:
        parts.append(plural("{n} dispense demandée", "{n} dispenses demandées", len(row.waivers)))
    return parts


def _decision_letter(dossier_id: str, desk: Desk) -> Rendered:
    return decision_letter(desk, dossier_id)
